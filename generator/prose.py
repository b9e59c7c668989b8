"""CommonMark laid out in columns, without changing what it says.

In: CommonMark text. Out: the same text, its paragraphs, quotes and list items wrapped at a width;
fenced and indented code, tables, headings, link definitions and HTML keep their lines.
Refuses nothing: any text is CommonMark.

This is no parser of the whole of CommonMark: where it is not sure that lines may be joined, it
leaves them alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_ITEM = re.compile(r"( *)([-*+]|\d{1,9}[.)])( +)(?=\S)")
_QUOTE = re.compile(r" {0,3}> ?")
_AS_IT_IS = re.compile(
    r" {0,3}(?:#{1,6}(?:\s|$)|\||</?[A-Za-z!?]|\[[^\]]+\]:|(?:[-*_] *){3,}$|[-=]+ *$|>>>|\$ )"
    r"|[^|`]*\|[^|]*\|"
)
_BLOCK_START = re.compile(r"(?:[-*+>]|#{1,6}|\d{1,9}[.)]|[-=]+|`{3,}.*|~{3,}.*|\|.*|<.*|>.*)$")
_HARD_BREAK = re.compile(r"(?:  |(?<!\\)\\)$")


@lru_cache(maxsize=8192)
def layout(text: str, width: int, *, first: int | None = None, close: bool = False) -> str:
    """`text` in lines of at most `width` columns (the first of `first`), no blank ones at its ends.

    A word longer than that, and what must keep its lines, may go beyond. `close` ends a fence that is left open.
    """
    written = text.strip("\n").split("\n")
    lines = [line.rstrip() + ("  " if line.endswith("  ") else "") for line in written]
    if lines and first is not None:
        lines[0] = lines[0].lstrip(" ")  # it stands behind something, not in a column
    page = _Page(width, width if first is None else first, close)
    position = 0
    while position < len(lines):
        position = _block(lines, position, page)
    result = "\n".join(line.rstrip() for line in page.out).strip("\n")
    if "```" in result or "~~~" in result:
        return result
    return re.sub(r"\n{3,}", "\n\n", result)


@dataclass(slots=True)
class _Page:
    """Lines laid out so far, and how wide the next may be."""

    width: int
    first: int
    close: bool
    out: list[str] = field(default_factory=list)

    def fill(self, words: list[str], lead: str, hang: str) -> None:
        """Add a paragraph; no line begins with a word that would begin a block of another kind."""
        line, limit = lead, self.width if self.out else self.first
        empty = True
        for word in words:
            fits = len(line) + (not empty) + len(word) <= limit
            if empty or fits or _BLOCK_START.match(word):
                line += word if empty else f" {word}"
            else:
                self.out.append(line)
                line, limit = hang + word, self.width
            empty = False
        self.out.append(line)


def _block(lines: list[str], at: int, page: _Page) -> int:
    """Lay out the block that begins at line `at`; gives the line after it."""
    line, out = lines[at], page.out
    if fence := _FENCE.match(line):
        return _fenced(lines, at, page, fence[1])
    in_code = not out or not out[-1].strip() or out[-1].startswith("    ")
    if not line.strip():
        out.append("")
        return at + 1
    if (line.startswith("    ") and in_code) or _AS_IT_IS.match(line):
        out.append(line)
        return at + 1
    if item := _ITEM.match(line):
        return _paragraph(lines, at, page, item[0], " " * len(item[0]))
    if quote := _QUOTE.match(line):
        return _paragraph(lines, at, page, quote[0], quote[0])
    indent = line[: len(line) - len(line.lstrip(" "))]
    return _paragraph(lines, at, page, indent, indent)


def _fenced(lines: list[str], at: int, page: _Page, fence: str) -> int:
    end = re.compile(rf" *{re.escape(fence[0])}{{{len(fence)},}} *$")
    page.out.append(lines[at])
    for position in range(at + 1, len(lines)):
        page.out.append(lines[position])
        if end.match(lines[position]):
            return position + 1
    if page.close:
        page.out.append(fence)
    return len(lines)


def _paragraph(lines: list[str], at: int, page: _Page, lead: str, hang: str) -> int:
    words: list[str] = []
    position = at
    while position < len(lines):
        line = lines[position]
        body = line[len(lead) :] if position == at else _continuation(line, hang)
        if body is None:
            break
        words += body.split()
        position += 1
        if _HARD_BREAK.search(line):
            break
        if position < len(lines) and re.match(r" {0,3}(?:=+|-+) *$", lines[position]):
            break  # a heading underlined: its line stays its own
    page.fill(words, lead, hang)
    return position


def _continuation(line: str, hang: str) -> str | None:
    """What `line` adds to the paragraph before it, or None if it begins another block."""
    if ">" in hang:
        quoted = _QUOTE.match(line)
        inner = line[quoted.end() :] if quoted else ""
        return inner if quoted and _goes_on(inner) else None
    return line if _goes_on(line) else None


def _goes_on(line: str) -> bool:
    return bool(line.strip()) and not any(p.match(line) for p in (_FENCE, _ITEM, _QUOTE, _AS_IT_IS))
