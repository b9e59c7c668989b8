"""What code says about a package, before anyone asks which of it changed.

In: nothing; `visit` makes these, `match` reads them. Out: frozen dataclasses. Refuses nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.diagnostics import Place


@dataclass(frozen=True, slots=True)
class Mention:
    """One public name, used at one place."""

    name: str
    """As `python.surface` writes names: `Order.note`, `orders.update_order(order)`."""
    place: Place
    said: str
    certain: bool
    by_place: bool = False
    """Of an argument: that it is passed by place, without its name."""
    given: bool = False
    """Of a value: that it is sent. What answers hold does not touch it."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a method, a client or an input class: what it passes."""

    callee: str
    place: Place
    passed: frozenset[str]
    """The names of what it passes: `orders.update_order(order)`, `OrderUpdate.note`."""
    whole: bool
    """Whether all that it passes is known: it has no `*args` and no `**fields`."""
    certain: bool
