"""What an enum's values mean, where its description lists them: for the table of the page, rather than above it.

In: a description in CommonMark, and the values. Out: the text without such lists, and meanings by value. Refuses
nothing: a list in which anything is not a value with its meaning stays where it is, whole.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_ITEM = re.compile(
    r" {0,3}[-*+] +(?P<value>`[^`]+`|\*\*[^*]+\*\*|\"[^\"]+\"|[^\s:`*\"]+)(?P<rest>.*)"
)
_MEANING = re.compile(r"\s*(?::|=|[-–—](?=\s))\s*(?P<text>\S.*)")
_FENCE = re.compile(r" {0,3}(```|~~~)")


@dataclass(frozen=True, slots=True)
class Told:
    """A description, parted."""

    text: str
    """What is left of it."""
    meanings: Mapping[str, str]
    """CommonMark, by the value's text; JSON for a value that is no text."""


def told(text: str, values: Collection[Any]) -> Told:
    """The lists of `text` whose items are all values with meanings, taken out."""
    known = {shown(value) for value in values}
    found: dict[str, str] = {}
    kept: list[str] = []
    lines = text.split("\n")
    number = 0
    if any(map(_FENCE.match, lines)):  # code is no list, whatever its lines begin with
        return Told(text, {})
    while number < len(lines):
        end = _end(lines, number)
        meanings = _meanings(lines[number:end], known - found.keys())
        if meanings:
            found |= meanings
            _close(kept)
        else:
            kept += lines[number : max(end, number + 1)]
        number = max(end, number + 1)
    return Told("\n".join(kept).strip() if found else text, found)


def shown(value: Any) -> str:
    """A value, as a list or a table names it."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _end(lines: Sequence[str], start: int) -> int:
    """Where the list that begins here ends; `start` itself if none does."""
    end = start
    while end < len(lines) and (
        _ITEM.match(lines[end]) or (end > start and lines[end].startswith("  "))
    ):
        end += 1
    return end


def _meanings(lines: Sequence[str], known: Collection[str]) -> dict[str, str]:
    """By value; nothing at all if one item is something else, or has more than a paragraph."""
    found: dict[str, str] = {}
    value = ""
    for line in lines:
        if item := _ITEM.match(line):
            value = re.sub(r"^(`|\*\*|\")(.*)\1$", r"\2", item["value"])
            meaning = _MEANING.fullmatch(item["rest"])
            if meaning is None or value not in known or value in found:
                return {}
            found[value] = meaning["text"]
        elif re.match(r"\s*([-*+>|#]|\d+[.)]) ", line):
            return {}
        else:
            found[value] += f" {line.strip()}"
    return found


def _close(kept: list[str]) -> None:
    """What led to a list that stands elsewhere now says where."""
    last = next((n for n in reversed(range(len(kept))) if kept[n].strip()), None)
    if last is not None and kept[last].rstrip().endswith(":"):
        kept[last] = f"{kept[last].rstrip()} see below."
