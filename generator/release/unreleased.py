"""A package's changelog, with its Unreleased section drafted for the release that was decided on.

In: the bytes of CHANGELOG.md, and a `Decision`. Out: the text as it is to be, with warnings. Refuses, with
`ProblemsFound`: what is not UTF-8, and a text that tells of the release already.
"""

from __future__ import annotations

from dataclasses import replace

from generator.changelog import UNRELEASED, parse, without_marks
from generator.diagnostics import Place, Problem, ProblemsFound
from generator.release.changelog import (
    FIRST,
    Drafted,
    Entry,
    draft,
    entries,
    section,
    taken_by_hand,
    unchanged_since,
)
from generator.release.decide import Decision


def drafted_text(data: bytes | None, shown: str, decision: Decision) -> Drafted:
    """The changelog, which messages call `shown`; `data` is None where there is none yet."""
    text = None if data is None else _decoded(data, shown)
    if text is not None and decision.next is not None:
        text, line = taken_by_hand(text, decision.next)
        if line and decision.released is None and parse(text).version(UNRELEASED) is None:
            return Drafted(text, ())  # released before anything was recorded
        if line:
            raise _told_already(shown, line, decision.next)
    found: tuple[Entry, ...] = (FIRST,) if decision.released is None else ()
    found = entries(decision.report) if decision.report is not None else found
    result = draft(text, found)
    if decision.next is not None and not section(without_marks(result.text), UNRELEASED):
        result = draft(text, (unchanged_since(decision.released or decision.next),))
    return replace(result, warnings=tuple(f"{shown}: {warning}" for warning in result.warnings))


def _told_already(shown: str, line: int, version: str) -> ProblemsFound:
    message = f"the changelog tells of {version} already, and that is the next release"
    hint = "put what stands there below ## [Unreleased], and delete this heading"
    return ProblemsFound([Problem("changelog-version", message, (Place(shown, line, 1),), hint)])


def _decoded(data: bytes, shown: str) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        place = Place(shown, data.count(b"\n", 0, error.start) + 1, 1)
        message, hint = "the changelog is not UTF-8", "save it as UTF-8"
        raise ProblemsFound([Problem("not-utf-8", message, (place,), hint)]) from None
