"""What the guides say of sending again what may have been done.

In: a `Book`, and the page that links from it. Out: `RepeatsView`. Refuses nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.docs.book import Book, Page
from generator.literals import Source, join
from generator.views.notes import how_to_look, may_repeat


@dataclass(frozen=True, slots=True, kw_only=True)
class RepeatsView:
    """What may be sent again."""

    unknown: Source
    """Whether a call of which nobody knows may be."""
    how_to_look: Source
    """Where no call of the package can tell."""
    allowed: Source
    """Calls that may be."""
    single: Source


def repeats(book: Book, page: Page) -> RepeatsView:
    """Which calls may be sent again, and how to find out what became of the others."""
    calls = list(book.operations())
    return RepeatsView(
        unknown=may_repeat(book.api),
        how_to_look=how_to_look(book.api),
        allowed=join(", ", [page.to_call(one.id) for one in calls if one.idempotent]),
        single=join(", ", [page.to_call(one.id) for one in calls if not one.idempotent]),
    )
