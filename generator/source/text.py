"""Texts and the places in them.

In: the bytes of a file, or its text. Out: its text without a byte order mark, and `Place`s for
offsets into it. Refuses: bytes that are not UTF-8, and control characters, which neither YAML 1.2
(5.1) nor JSON (RFC 8259) lets stand.

Lines end with LF, CRLF or CR and nothing else, as editors count them; columns count characters from
1.
"""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from generator.diagnostics import Place, Problems

_LINE_END = re.compile(r"\r\n|\n|\r")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_NOT_YAML = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BYTE_ORDER_MARKS = {
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}
_TO_UTF8 = "save the file as UTF-8, the one encoding that is read here"


class Text:
    """A file's text under the name that problems print; knows the place of every offset."""

    def __init__(self, path: str, content: str) -> None:
        self.path = path
        self.content = content.removeprefix("\ufeff")

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in _LINE_END.finditer(self.content))]

    def place(self, offset: int) -> Place:
        """The place of the character at `offset`; one past the end is allowed."""
        offset = min(max(offset, 0), len(self.content))
        line = bisect_right(self._starts, offset)
        return Place(self.path, line, offset - self._starts[line - 1] + 1)

    @property
    def line_count(self) -> int:
        return len(self._starts)

    def start_of(self, line: int) -> int:
        """The offset of a line's first character, lines counted from 1; the end for a line after the last."""
        return self._starts[line - 1] if line <= len(self._starts) else len(self.content)

    def line(self, number: int) -> str:
        """A line with its end, lines counted from 1."""
        return self.content[self.start_of(number) : self.start_of(number + 1)]

    def spot(self, offset: int) -> Spot:
        """The same as something `Problems` takes."""
        return Spot(self, offset)


@dataclass(frozen=True, slots=True)
class Spot:
    """An offset into a text."""

    text: Text
    offset: int

    def place(self) -> Place:
        """Its file, line and column."""
        return self.text.place(self.offset)


@dataclass(frozen=True, slots=True)
class Start:
    """The beginning of a file, also of one that cannot be read."""

    path: str

    def place(self) -> Place:
        """Line 1, column 1."""
        return Place(self.path, 1, 1)


def decode(path: str, content: bytes, problems: Problems) -> str | None:
    """The text of a file; `None` after a problem was recorded."""
    for mark, encoding in _BYTE_ORDER_MARKS.items():
        if content.startswith(mark):
            message = f"the file is encoded as {encoding}, not as UTF-8"
            problems.error("not-utf8", message, Start(path), hint=_TO_UTF8)
            return None
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8")
        text = Text(path, before)
        message = f"byte 0x{content[error.start]:02x} is not UTF-8"
        problems.error("not-utf8", message, text.spot(len(text.content)), hint=_TO_UTF8)
        return None


def forbidden_character(text: str, *, is_json: bool) -> tuple[int, str] | None:
    """Offset and description of the first character that may not stand in the text, if there is one.

    In JSON these are the controls U+0000 to U+001F but white space (RFC 8259, section 7), in YAML all that are not
    printable (YAML 1.2.2, section 5.1).
    """
    found = (_CONTROL if is_json else _NOT_YAML).search(text)
    if found is None:
        return None
    if found[0] == "\0":
        return found.start(), "a NUL character"
    return found.start(), f"the character U+{ord(found[0]):04X}"
