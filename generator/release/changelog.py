"""The changelog of a package: drafted from what a comparison found, dated when it is released.

In: the text as it stands, and what there is to say. Out: the text as it is to be, or a part of it. Refuses nothing.
Pure. `entries` words the entries, `draft` puts them into the text.

Texts come and go with their line endings, a byte order mark included: read them with `read_bytes().decode()`.
"""

from __future__ import annotations

import re

from generator.changelog import UNRELEASED, parse, without_marks
from generator.release.draft import Drafted, draft, opened_in
from generator.release.entries import BEHIND, FIRST, Entry, entries, unchanged_since

__all__ = [
    "BEHIND",
    "FIRST",
    "Drafted",
    "Entry",
    "dated",
    "draft",
    "entries",
    "section",
    "taken_by_hand",
    "unchanged_since",
]

_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_UNRELEASED = re.compile(r"\[unreleased\]|unreleased", re.IGNORECASE)


def taken_by_hand(text: str, version: str) -> tuple[str, int]:
    """The text, in which a heading that its author has set for a version that is still to come is that of Unreleased.

    Also the line of a heading of it that is in the way, 0 if there is none: one with a date tells of a release, and
    beside an Unreleased section it is one too many.
    """
    found = parse(text)
    part = found.version(version)
    if part is None:
        return text, 0
    if found.version(UNRELEASED) is not None or _DATE.search(part.title):
        return text, part.start + 1
    last = found.lines[part.body - 1]
    heading = f"## [Unreleased]{last[len(last.rstrip()) :]}"
    return "".join((*found.lines[: part.start], heading, *found.lines[part.body :])), 0


def dated(text: str, version: str, date: str) -> str:
    """The text with what is unreleased under its version and date (`2026-11-22`), and without marks.

    Without an Unreleased section there is one heading more, with nothing below it.
    """
    plain = without_marks(text)
    if parse(plain).version(UNRELEASED) is None and parse(plain).version(version) is not None:
        return plain
    opened = plain if parse(plain).version(UNRELEASED) is not None else opened_in(plain)
    found = parse(opened)
    part = found.version(UNRELEASED)
    assert part is not None, "it has been opened"

    def named(old: re.Match[str]) -> str:
        return f"[{version}]" if old[0].startswith("[") else version

    line, times = _UNRELEASED.subn(named, found.lines[part.start], count=1)
    assert times == 1, "the heading is Unreleased"
    ending = line[len(line.rstrip()) :]
    lines = [*found.lines]
    lines[part.start] = f"{line.rstrip()} - {date}{ending}"
    return "".join(lines)


def section(text: str, version: str) -> str | None:
    """The text under a version's heading, without blank lines around it; None if there is no such heading."""
    found = parse(text)
    part = found.version(UNRELEASED if version.lower() == UNRELEASED else version)
    if part is None:
        return None
    return "".join(found.lines[part.body : found.end_of(part.body, part.end)]).strip("\r\n")
