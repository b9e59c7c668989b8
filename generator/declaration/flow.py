"""Names as YAML that people review and git merges: one entry an identity, flow mappings wrapped at a fixed width.

In: mappings of texts. Out: lines of YAML. Refuses nothing: every text can be written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

WIDTH = 110
_MAX_SIMPLE_KEY = 900
"""A key that goes without `?` has at most 1024 characters (YAML 1.2.2, 7.4.2), quotes and escapes counted."""

_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_./-]*")
_RESERVED = frozenset(["y", "n", "yes", "no", "on", "off", "true", "false", "null"])
"""What YAML 1.1 or 1.2 reads as something else than a text, whatever its case."""


def scalar(text: str) -> str:
    """A text as YAML: plain where every reader agrees on it, else in quotes."""
    if _PLAIN.fullmatch(text) and text.lower() not in _RESERVED:
        return text
    if '"' in text and "'" not in text and text.isprintable():
        return f"'{text}'"
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    if character.isprintable():
        return character
    code = ord(character)
    return (
        f"\\x{code:02x}"
        if code < 0x100
        else f"\\u{code:04x}"
        if code < 0x10000
        else f"\\U{code:08x}"
    )


def key(text: str) -> str:
    """A text as a key, up to its value."""
    written = scalar(text)
    return f"{written}: " if len(written) <= _MAX_SIMPLE_KEY else f"? {written} : "


def line(indent: int, text: str, value: str) -> Iterator[str]:
    """`key: value` at an indentation, on a line of its own: two branches that add different keys rarely meet there."""
    margin, written = " " * indent, scalar(text)
    if len(written) > _MAX_SIMPLE_KEY:
        yield f"{margin}? {written}"
        written = ""
    yield f"{margin}{written}: {scalar(value)}"


def block(indent: int, text: str, value: Mapping[str, Any]) -> Iterator[str]:
    """`key: {…}` at an indentation: on one line if it fits, else with the mapping below it."""
    margin, written = " " * indent, scalar(text)
    if len(written) > _MAX_SIMPLE_KEY:
        yield f"{margin}? {written}"
        yield from _wrapped(indent, [": ", *_pieces(value)])
        return
    whole = f"{margin}{written}: {''.join(_pieces(value)).rstrip()}"
    if len(whole) <= WIDTH:
        yield whole
        return
    yield f"{margin}{written}:"
    yield from _wrapped(indent + 2, _pieces(value))


def _pieces(value: Mapping[str, Any]) -> Sequence[str]:
    """A flow mapping in pieces between which a line may end."""
    pieces: list[str] = []
    for index, (name, inner) in enumerate(value.items()):
        own = [scalar(inner)] if isinstance(inner, str) else [*_pieces(inner)]
        own[0] = ("{" if index == 0 else "") + key(name) + own[0]
        own[-1] += "}" if index == len(value) - 1 else ", "
        pieces += own
    return pieces or ["{}"]


def _wrapped(indent: int, pieces: Sequence[str]) -> Iterator[str]:
    """The pieces filled into lines; all but the first are indented by one more space, below the bracket."""
    line = " " * indent
    fresh = True
    for piece in pieces:
        if not fresh and len(line) + len(piece.rstrip()) > WIDTH:
            yield line.rstrip()
            line, fresh = " " * (indent + 1), True
        line += piece
        fresh = False
    yield line.rstrip()
