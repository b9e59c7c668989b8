"""A YAML text read again, where it differs from what was read under its name before.

In: a path and a text. Out: its value, in which every member of a mapping that was not written anew is the very object
that it was; None if the text has to be read as a whole. Refuses nothing: a text with a fault is read as a whole, which
says what is wrong.

A block mapping is the lines of its members: a member begins with a line that is indented like its siblings, and ends
where the next one begins (YAML 1.2.2, 8.2.2). Lines that are one or several members by themselves mean the same
wherever they stand, unless anchors, merge keys or directives reach across. So the smallest run of members that holds
all that was changed is read by itself; if it is not again a run of members at the same indentation, that around it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import yaml

from generator.source.yaml_tree import Broken, Mark, Reader

DEEPEST = 10
"""How far down a document is known member by member."""
PART = 4
"""What part of a text may be new: where more is, to read it as a whole is no slower."""
MOST = 32
"""How many texts are remembered."""
_APART = re.compile(r"^(?:---|\.\.\.)|\ufeff", re.MULTILINE)
"""What ends a document, and a mark that means something else where a text begins."""


@dataclass(frozen=True, slots=True)
class _Member:
    """One member of a block mapping: its lines, with what stands behind them up to the next member."""

    key: str
    length: int
    """Of its lines, in characters."""
    value: Any
    inner: _Block | None
    """The members of its value, if that is a block mapping on lines of its own."""


@dataclass(frozen=True, slots=True)
class _Block:
    """A block mapping: where it begins in the lines that hold it, and how far its keys are indented."""

    start: int
    column: int
    members: tuple[_Member, ...]


@dataclass(slots=True)
class _Known:
    """A text that was read, and what it says; its members once they were needed."""

    text: str
    value: Any
    block: _Block | None = None
    is_split: bool = False


_known: dict[str, _Known] = {}


def remember(path: str, text: str, value: Any) -> None:
    """Keep what a text without faults says."""
    _known.pop(path, None)
    _known[path] = _Known(text, value)
    while len(_known) > MOST:
        del _known[next(iter(_known))]


def unchanged(path: str, text: str) -> tuple[Any] | None:
    """What the text says, in a tuple, if it was the last that was read under this path."""
    known = _known.get(path)
    return (known.value,) if known is not None and known.text == text else None


def read(path: str, text: str) -> tuple[Any] | None:
    """What the text says, in a tuple; None where nothing is known that helps."""
    known = _known.get(path)
    if known is None:
        return None
    change = _change(known.text, text)
    if change.length > len(text) // PART:
        return None
    if not known.is_split:  # a second look at a text: it is being written
        known.block, known.is_split = _split(known.text, known.value), True
    if known.text == text:
        return (known.value,)
    block = None if known.block is None else _again(known.block, change, 0, 0)
    if block is None:
        return None
    value = _value(block)
    _known[path] = _Known(text, value, block, True)
    return (value,)


@dataclass(frozen=True, slots=True)
class _Change:
    """From `first` on, up to `last` in the old text, another one stands, which makes what follows `more` later."""

    text: str
    """The new one."""
    first: int
    last: int
    more: int

    @property
    def length(self) -> int:
        """Of what stands there now."""
        return self.last + self.more - self.first


def _change(old: str, new: str) -> _Change:
    shorter = min(len(old), len(new))
    first = _most(shorter, lambda n: old.startswith(new[:n]))
    behind = _most(shorter - first, lambda n: old.endswith(new[len(new) - n :]))
    return _Change(new, first, len(old) - behind, len(new) - len(old))


def _most(limit: int, holds: Callable[[int], bool]) -> int:
    """The largest number up to `limit` for which something holds that holds for all smaller ones."""
    low, high = 0, limit
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if holds(middle) else (low, middle - 1)
    return low


def _again(block: _Block, change: _Change, base: int, depth: int) -> _Block | None:
    """The members as they are now, if all that was changed is in them. `base`: where the lines begin that hold them."""
    start = base + block.start
    starts = [*accumulate((member.length for member in block.members), initial=start)]
    if not starts[0] <= change.first or change.last > starts[-1]:
        return None
    first = min(bisect_right(starts, change.first), len(block.members)) - 1
    last = max(bisect_left(starts, change.last), first + 1)
    was = block.members[first]
    fresh: tuple[_Member, ...] | None = None
    if last == first + 1 and was.inner is not None:
        inner = _again(was.inner, change, starts[first], depth + 1)
        length = was.length + change.more
        fresh = None if inner is None else (_Member(was.key, length, _value(inner), inner),)
    end = starts[last] + change.more
    for begin in (first, first - 1):  # what stands before a key belongs to the member before it
        if fresh is None and begin >= 0:
            first, lines = begin, change.text[starts[begin] : end]
            is_run = end == len(change.text) or lines.endswith("\n")
            fresh = _read(lines, block.column, depth) if is_run else None
    if fresh is None:
        return None
    members = (*block.members[:first], *fresh, *block.members[last:])
    is_whole = len({member.key for member in members}) == len(members)
    return _Block(block.start, block.column, members) if is_whole else None


def _read(lines: str, column: int, depth: int) -> tuple[_Member, ...] | None:
    """The members of which some lines are; None if they are not members alone, or hang together with other lines."""
    if _APART.search(lines):
        return None
    try:
        reader = Reader(marks=False, above=depth)
        value = reader.read(lines)
    except (Broken, yaml.YAMLError):
        return None
    block = None if reader.faults else _split(lines, value, depth)
    is_run = block is not None and (block.start, block.column) == (0, column)
    return block.members if block is not None and is_run else None


def _value(block: _Block) -> dict[str, Any]:
    return {member.key: member.value for member in block.members}


# --- a text and its members ---------------------------------------------------------------------


def _split(text: str, value: Any, depth: int = 0) -> _Block | None:
    """The members of a text without faults; None where it is no block mapping, or its parts hang together."""
    reader = Reader(marks=True, above=depth)
    mark = reader.read(text)
    if not reader.apart or not isinstance(mark, Mark):
        return None
    return _block(text, mark, value, 0, len(text), depth)


def _block(text: str, mark: Mark, value: Any, start: int, end: int, depth: int) -> _Block | None:
    """The members of a mapping that stands in `text[start:end]`."""
    if depth == DEEPEST or not isinstance(mark.children, dict) or not mark.children:
        return None
    offsets = [offset for offset, _ in mark.children.values()]
    column = offsets[0] - (text.rfind("\n", 0, offsets[0]) + 1)
    lines = [offset - column for offset in offsets]
    is_block = mark.offset == offsets[0] and start <= lines[0]
    if not is_block or not all(_begins(text, line, column) for line in lines):
        return None
    ends = [*lines[1:], end]
    return _Block(
        lines[0] - start,
        column,
        tuple(
            _Member(
                key, stop - line, value[key], _inner(text, inner, value[key], line, stop, depth)
            )
            for (key, (_, inner)), line, stop in zip(
                mark.children.items(), lines, ends, strict=True
            )
        ),
    )


def _inner(text: str, mark: Mark, value: Any, line: int, end: int, depth: int) -> _Block | None:
    behind = text.find("\n", line, end) + 1
    return _block(text, mark, value, line, end, depth + 1) if 0 < behind <= mark.offset else None


def _begins(text: str, line: int, column: int) -> bool:
    """Whether a key stands first on a line, with nothing but spaces before it."""
    is_line = line == 0 or text[line - 1] == "\n"
    return is_line and text[line : line + column] == " " * column
