"""The `renamed` section of `client.yaml`: old public names that go on to work.

In: the text of the file, and old names. Out: the text without their entries, every other byte as it was. Refuses
nothing: a name that is not there is not taken out.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from generator.declaration.pins import extent
from generator.diagnostics import Problems
from generator.source import At, parse

KEY = "renamed"
_VALUE = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|\w+")

Span = tuple[int, int]
"""Offsets of the first character and of what follows the last."""


def without_renamed(text: str, names: Collection[str]) -> str:
    """The text of a valid `client.yaml` without the entries of `renamed` for these old names.

    A section that has no others goes as a whole; comments outside it stay.
    """
    source = parse("client.yaml", text, Problems())
    at = source.root.at(KEY)
    held = list(at.value) if at.exists else []
    gone = {name for name in held if name in names}
    if not gone:
        return text
    mark = text[: len(text) - len(source.text)]
    left = source.text
    for start, end in reversed(_joined(_spans(at, held, gone))):
        left = left[:start] + left[end:]
    return mark + left


def _spans(at: At, held: list[str], gone: Collection[str]) -> Iterator[Span]:
    if len(gone) == len(held):
        yield extent(at)
        return
    ends = {name: _end(at.at(name)) for name in held}
    if at.source.text[at.source.positions.find(at.tokens)[1]] != "{":
        text = at.source.positions.text
        for name in gone:
            first = at.at(name).key_place().line
            yield text.start_of(first), text.start_of(text.place(ends[name]).line + 1)
        return
    last_kept = max(place for place, name in enumerate(held) if name not in gone)
    for place, name in enumerate(held):
        if name in gone and place > last_kept:
            before, start = ends[held[place - 1]], _start(at.at(name))
            between = at.source.text[before:start]
            yield (
                (start if "\n" in between else before),
                ends[name],
            )  # a comma may be the last thing
        elif name in gone:
            yield _start(at.at(name)), _start(at.at(held[place + 1]))


def _start(at: At) -> int:
    key, value, _ = at.source.positions.find(at.tokens)
    return value if key is None else key


def _end(at: At) -> int:
    """Where a name that is a value ends."""
    start = at.source.positions.find(at.tokens)[1]
    found = _VALUE.match(at.source.text, start)
    assert found is not None, "the schema allows names only"
    return found.end()


def _joined(spans: Iterator[Span]) -> list[Span]:
    """The spans in order, those that overlap as one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
