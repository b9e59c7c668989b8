"""A changelog as Keep a Changelog 1.1 has it: versions under headings of the second level, kinds of changes below them.

In: Markdown that somebody wrote, with marks on what was drafted for them. Out: where its parts stand, by line; the text
as it is published, without marks. Refuses nothing: what is no such heading belongs to the part above it.

Blocks are told apart by CommonMark, so that a `## [1.0.0]` in a code block or a comment is no version; the text itself
is only ever cut at lines, so that every byte that somebody wrote stays.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

UNRELEASED = "unreleased"
MARK = re.compile(r"[ \t]*<!-- specpress: (\S+) ([0-9a-f]{8}) -->")
"""What a drafted entry ends with: which change it tells of, and the hash of the text as it was drafted."""
BOM = "\ufeff"
_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
"""CommonMark 0.31.2, section 2.1: what ends a line."""
SPACE = " \t\r\n"
"""What a blank line may hold."""
_BULLET = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])(?:[ \t]+|$)")
_DEFINITION = re.compile(r" {0,3}\[[^\]]+\]:\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An item of a list: the lines from `start` to before `end`, without blank ones after it."""

    start: int
    end: int
    depth: int
    """How many lists it stands in."""
    bullet: str
    """What its first line begins with: `- `."""
    marks: tuple[tuple[str, str], ...]
    """Of its own, not of items in it."""
    said: str
    """Its text on one line, without marks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A heading and what stands below it: the lines from `start` to before `end`; `body` is the first one below it."""

    title: str
    start: int
    body: int
    end: int

    @property
    def version(self) -> str:
        """The version of the heading `[1.0.0] - 2026-11-22`; `unreleased` in small letters."""
        word = next(iter(self.title.split()), "").strip("[]")
        return UNRELEASED if word.lower() == UNRELEASED else word.removeprefix("v")


@dataclass(frozen=True, slots=True, kw_only=True)
class Changelog:
    """A text by its lines, each with its ending, and what stands where."""

    lines: tuple[str, ...]
    versions: tuple[Part, ...]
    kinds: tuple[Part, ...]
    """`### Added` and the like, of all versions."""
    items: tuple[Item, ...]
    code: frozenset[int]
    """Lines of code blocks: what looks like a mark is none there."""

    def version(self, wanted: str) -> Part | None:
        """The first part of a version."""
        return next((part for part in self.versions if part.version == wanted), None)

    def end_of(self, start: int, end: int) -> int:
        """`end` without blank lines and definitions of links before it."""
        while end > start and (self.is_blank(end - 1) or self._defines(end - 1)):
            end -= 1
        return end

    def _defines(self, line: int) -> bool:
        """Whether a link is defined there; not in a paragraph of a list."""
        inside = any(item.start <= line < item.end for item in self.items)
        return not inside and _DEFINITION.match(self.lines[line]) is not None

    def is_blank(self, line: int) -> bool:
        """Whether nothing stands in a line; before the first and behind the last, nothing does."""
        text = self.lines[line] if 0 <= line < len(self.lines) else ""
        return not text.strip(SPACE)


@lru_cache(maxsize=16)
def parse(text: str) -> Changelog:
    """Where everything stands."""
    lines = tuple(_LINES.findall(text))
    tokens = _parser().parse(text.removeprefix(BOM))
    code = frozenset(
        line
        for token in tokens
        if token.type in ("fence", "code_block") and token.map is not None
        for line in range(*token.map)
    )
    headings = list(_headings(tokens))
    ends = {1: (1, 2), 2: (1, 2), 3: (1, 2, 3)}
    parts: dict[int, list[Part]] = {2: [], 3: []}
    for index, (level, title, start, body) in enumerate(headings):
        if level in parts:
            following = (s for one, _, s, _ in headings[index + 1 :] if one in ends[level])
            end = next(following, len(lines))
            parts[level].append(Part(title=title, start=start, body=body, end=end))
    return Changelog(
        lines=lines,
        versions=tuple(parts[2]),
        kinds=tuple(parts[3]),
        items=tuple(_items(lines, tokens, code)),
        code=code,
    )


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark")


def _headings(tokens: Sequence[Token]) -> Iterator[tuple[int, str, int, int]]:
    """Level, words, line, and the line below, of each heading that stands in no other block."""
    for token, inline in pairwise(tokens):
        if token.type == "heading_open" and token.level == 0 and token.map is not None:
            said = "".join(child.content for child in inline.children or [])
            start, below = token.map
            yield int(token.tag[1:]), said, start, below


def _items(lines: Sequence[str], tokens: Sequence[Token], code: frozenset[int]) -> Iterator[Item]:
    spans = [
        (token.map[0], token.map[1], token.level)
        for token in tokens
        if token.type == "list_item_open" and token.map is not None
    ]
    for start, behind, level in spans:
        end = behind
        while end > start + 1 and not lines[end - 1].strip(SPACE):
            end -= 1
        inner = {
            line
            for first, last, deeper in spans
            if deeper > level and start <= first < end
            for line in range(first, last)
        }
        own = [line for line in range(start, end) if line not in inner and line not in code]
        marks = [found.groups() for line in own for found in MARK.finditer(lines[line])]
        bullet = _BULLET.match(lines[start])
        prefix = bullet[0] if bullet else ""
        text = [lines[start][len(prefix) :], *lines[start + 1 : end]]
        shown = [_unmarked(one) if start + i not in code else one for i, one in enumerate(text)]
        yield Item(
            start=start,
            end=end,
            depth=level // 2,
            bullet=prefix,
            marks=tuple((identity, known) for identity, known in marks),
            said=" ".join(" ".join(shown).split()),
        )


def _unmarked(line: str) -> str:
    return MARK.sub("", line)


def without_marks(text: str) -> str:
    """The text for readers: no marks; an entry of which only the mark was left is left out.

    A heading goes with the last of its entries.
    """
    if "<!-- specpress:" not in text:
        return text
    found = parse(text)
    empty = [item for item in found.items if item.marks and not item.said]
    gone = cut(found, empty)
    return "".join(
        line if number in found.code else _unmarked(line)
        for number, line in enumerate(found.lines)
        if number not in gone
    )


def versions(text: str) -> Iterator[tuple[str, str]]:
    """Each version's title, `1.0.0 - 2026-11-22`, and what stands below it; not an Unreleased that holds nothing.

    Definitions of links, which may stand anywhere, stand below each.
    """
    found = parse(text)
    places = [n for n in range(len(found.lines)) if n not in found.code]
    defined = [found.lines[n].rstrip() for n in places if _DEFINITION.match(found.lines[n])]
    for part in found.versions:
        body = "".join(found.lines[part.body : found.end_of(part.body, part.end)])
        if body.strip() or part.version != UNRELEASED:
            yield re.sub(r"^\[([^\]]*)\]", r"\1", part.title), "\n".join([body, *defined])


def cut(found: Changelog, items: Sequence[Item], kept: Collection[str] = ()) -> set[int]:
    """The lines that go with some items: blank ones that would stand twice, and headings that nothing is left below.

    Headings of the kinds in `kept` stay.
    """
    gone = {line for item in items for line in range(item.start, item.end)}
    for kind in found.kinds:
        body = range(kind.body, kind.end)
        stays = any(line not in gone and not found.is_blank(line) for line in body)
        if gone & set(body) and not stays and kind.title not in kept:
            start = kind.start
            while start and found.is_blank(start - 1):
                start -= 1
            gone |= set(range(start, found.end_of(kind.start, kind.end)))
    for item in items:
        before, after = item.start - 1, item.end
        while before not in gone and found.is_blank(before) and found.is_blank(after):
            if after >= len(found.lines):
                break
            gone.add(after)
            after += 1
    return gone
