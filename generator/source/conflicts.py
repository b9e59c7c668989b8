"""Conflict markers that a merge has left in a text.

In: a text. Out: a `Fault` at the first marker, or None. Refuses nothing.

git writes three lines that begin with seven `<`, seven `=` and seven `>` (git-merge, "How conflicts are presented").
No document needs a line of each, in this order, at its margin.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.source.yaml_tree import Fault

_BEGIN = "<" * 7
_MARKER = re.compile(r"^(?:<{7}|={7}(?=\r?$)|>{7})(?= |\r?$)", re.MULTILINE)
_SECTION = re.compile(r"^([A-Za-z_]+):", re.MULTILINE)
_NAMES = "keep the published side of each, without the markers: `specpress generate` adds every name that is missing"
_OTHERWISE = (
    "keep what both sides mean, delete the lines with the markers, and run `specpress generate`"
)


def unmerged(text: str) -> Fault | None:
    """The fault of a text that holds conflicts, at the first of them."""
    found = list(_conflicts(text)) if _BEGIN in text else []
    if not found:
        return None
    many = "" if len(found) == 1 else f" ({len(found)} conflicts; the first is here)"
    sections = [match[1] for match in _SECTION.finditer(text, 0, found[0])]
    hint = _NAMES if sections[-1:] == ["names"] else _OTHERWISE
    message = f"this file holds unresolved merge conflict markers{many}"
    return Fault("unmerged-conflict", message, found[0], hint)


def _conflicts(text: str) -> Iterator[int]:
    """The offsets of the conflicts: of the first of the three lines of each."""
    begun, parted = -1, False
    for marker in _MARKER.finditer(text):
        match marker[0][0]:
            case "<":
                begun, parted = marker.start(), False
            case "=":
                parted = begun >= 0
            case _ if parted:
                yield begun
                begun, parted = -1, False
