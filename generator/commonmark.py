"""Spec text as the docs' Markdown: read as CommonMark, written for Python-Markdown, so that it can do no harm.

In: CommonMark that somebody wrote (OpenAPI 3.1, "Rich Text Formatting"). Out: Markdown that Python-Markdown and
CommonMark read alike. Refuses nothing; what it takes away:

- HTML: known tags go, and their text stays; `<br>` and `<p>` end a line, `<a href>` is a link; any other `<` is text.
- Images and relative links: a page of ours may ask no other host, and leads only to where it knows that something is.
- Headings are bold lines: a page's outline is its template's. What extensions obey (`{…}`, `:::`, `!!!`) is text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

_BREAKS = re.compile(r"(?i)<(?:br|/p|p|/?div|/?[uo]l|hr|/?h[1-6]|/tr)\b[^<>]*>")
_ITEMS = re.compile(r"(?i)<li\b[^<>]*>")
_ANCHOR = re.compile(
    r"(?is)<a\b[^<>]*?\bhref\s*=\s*[\"'](https?://[^\"'<>\s]+)[\"'][^<>]*>(.*?)</a>"
)
_STRONG = re.compile(r"(?i)</?(?:b|strong)\b[^<>]*>")
_CODE = re.compile(r"(?is)<(code|tt|kbd)\b[^<>]*>([^`<>]+)</\1>")
_TAGS = re.compile(
    r"(?i)</?(?:a|abbr|article|aside|center|cite|code|dd|del|details|dl|dt|em|figure|font|i|img|ins|kbd|li|mark|nav|p"
    r"|pre|q|s|samp|section|small|span|style|sub|summary|sup|table|tbody|td|tfoot|th|thead|tt|u|var)\b[^<>]*>"
    r"|<!--.*?-->"
)
_ABSOLUTE = re.compile(r"(?i)(?:https?://|mailto:)[^\s<>]+")
_SPECIAL = re.compile(r"[\\`*\[\]{}|]|(?<![^\W_])_|_(?![^\W_])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_START = re.compile(r"(?:#{1,6}|[-+>])(?=\s|$)|>|:|[!?=~%$]{2,}|-{2,}|(\d+)([.)])(?=\s)")
"""What begins a block of another kind in CommonMark, Python-Markdown or one of its extensions."""
_FOUR = " " * 4


@lru_cache(maxsize=8192)
def blocks(text: str) -> str:
    """Paragraphs, lists, tables and code, with a blank line between them."""
    return "\n\n".join(_blocks(_parser().parse(_plain_html(text))))


@lru_cache(maxsize=8192)
def line(text: str) -> str:
    """The same on one line, for a cell, an item or a heading; code is a span."""
    return " ".join(" ".join(_lines(_parser().parse(_plain_html(text)))).split())


def words(text: str) -> str:
    """What it says, without markup, on one line."""
    said = []
    for token in _parser().parse(_plain_html(text)):
        parts = token.children if token.type == "inline" else [token]
        said.append("".join(" " if p.type.endswith("break") else p.content for p in parts or []))
    return " ".join(" ".join(said).split())


def plain(text: str) -> str:
    """Text that is no CommonMark, on one line: a title, a name."""
    return _text(" ".join(text.split()), at_start=True)


@lru_cache(maxsize=8192)
def span(text: str) -> str:
    """A code span, whatever is in it."""
    shown = " ".join(text.split())
    longest = max((len(ticks) for ticks in re.findall("`+", shown)), default=0)
    fence, pad = "`" * (longest + 1), " " if longest or not shown else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


def fence(language: str, text: str) -> str:
    """A block of code, whatever is in it."""
    longest = max((len(ticks) for ticks in re.findall("`{3,}", text)), default=2)
    marks = "`" * (longest + 1)
    return f"{marks}{language}\n{text.rstrip()}\n{marks}"


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def _plain_html(text: str) -> str:
    """HTML as Markdown, outside of code; many documents are written in it."""
    if "<" not in text:
        return text
    parts = re.split(
        r"(?s)(^ {0,3}(?:```|~~~).*?^ {0,3}(?:```|~~~)[ ]*$|`[^`\n]+`)", text, flags=re.MULTILINE
    )
    return "".join(part if odd % 2 else _without_tags(part) for odd, part in enumerate(parts))


def _without_tags(text: str) -> str:
    text = _CODE.sub(r"`\2`", text)
    text = _ANCHOR.sub(lambda found: f"[{_TAGS.sub('', found[2])}](<{found[1]}>)", text)
    text = _ITEMS.sub("\n- ", _BREAKS.sub("\n\n", text))
    return _TAGS.sub("", _STRONG.sub("**", text))


# --- blocks -------------------------------------------------------------------------------------


def _blocks(tokens: Sequence[Token]) -> Iterator[str]:
    at = 0
    while at < len(tokens):
        end = _end(tokens, at)
        written = _block(tokens[at], tokens[at + 1 : end])
        if written.strip():
            yield written
        at = end + 1


def _end(tokens: Sequence[Token], start: int) -> int:
    """Where the block that begins at `start` is closed: there, for a token that is a whole block."""
    depth = 0
    for at in range(start, len(tokens)):
        depth += tokens[at].nesting
        if depth == 0:
            return at
    return len(tokens)


def _block(token: Token, inner: Sequence[Token]) -> str:
    match token.type:
        case "paragraph_open":
            return _inline(inner[0].children or [])
        case "heading_open":
            said = _inline(inner[0].children or []).strip()
            return f"**{said.replace('**', '')}**" if said else ""
        case "fence" | "code_block":
            language = re.sub(r"[^A-Za-z0-9+-].*", "", token.info.strip(), flags=re.DOTALL)
            return fence(language, token.content)
        case "bullet_list_open" | "ordered_list_open":
            mark = "-" if token.type.startswith("bullet") else "1."
            return _list(mark, inner)
        case "blockquote_open":
            return _prefixed("\n\n".join(_blocks(inner)), "> ")
        case "table_open":
            return _table(inner)
        case "inline":
            return _inline(token.children or [])
        case _:
            return ""


def _list(mark: str, tokens: Sequence[Token]) -> str:
    items, at = [], 0
    while at < len(tokens):
        end = _end(tokens, at)
        parts = list(_blocks(tokens[at + 1 : end]))
        loose = any(not token.hidden for token in tokens[at:end] if token.type == "paragraph_open")
        body = ("\n\n" if loose or len(parts) > 1 else "\n").join(parts)
        items.append((f"{mark} {_prefixed(body, _FOUR).strip()}", loose or len(parts) > 1))
        at = end + 1
    spaced = any(loose for _, loose in items)
    return ("\n\n" if spaced else "\n").join(item for item, _ in items)


def _prefixed(text: str, prefix: str) -> str:
    return "\n".join((prefix + line).rstrip() for line in text.split("\n"))


def _table(tokens: Sequence[Token]) -> str:
    rows: list[list[str]] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(_inline(token.children or [], joint=" "))
    head, *body = [f"| {' | '.join(cells)} |" for cells in rows]
    return "\n".join([head, "|---" * len(rows[0]) + "|", *body])


# --- inline -------------------------------------------------------------------------------------


def _lines(tokens: Sequence[Token]) -> Iterator[str]:
    """Every inline text, and code as spans."""
    for token in tokens:
        if token.type == "inline":
            yield _inline(token.children or [], joint=" ")
        elif token.type in ("fence", "code_block"):
            yield span(token.content)


def _inline(tokens: Sequence[Token], joint: str = "<br>\n") -> str:
    """`joint` stands for a hard break."""
    out, links = "", list[str]()
    for token in tokens:
        at_start = not out or out.endswith("\n")
        match token.type:
            case "text" | "text_special":
                out += _text(token.content, at_start=at_start)
            case "code_inline":
                out += span(token.content)
            case "softbreak":
                out += " "
            case "hardbreak":
                out += joint
            case "em_open" | "em_close":
                out += "*"
            case "strong_open" | "strong_close":
                out += "**"
            case "link_open":
                links.append(_target(str(token.attrGet("href") or "")))
                out += "[" if links[-1] else ""
            case "link_close":
                target = links.pop()
                out += f"](<{target}>)" if target else ""
            case "image":
                target = _target(str(token.attrGet("src") or ""))
                said = _text(token.content or "image", at_start=at_start)
                out += f"[{said}](<{target}>)" if target and not links else said
            case _:
                out += _text(token.content, at_start=at_start)
    return out


def _target(href: str) -> str:
    return href if _ABSOLUTE.fullmatch(href) else ""


def _text(text: str, *, at_start: bool) -> str:
    start = _START.match(text) if at_start else None
    escaped = _ENTITY.sub("&amp;", _SPECIAL.sub(lambda found: f"\\{found[0]}", text))
    escaped = escaped.replace("<", "&lt;")
    if start is None:
        return escaped
    if start[1]:
        return f"{start[1]}\\{start[2]}{escaped[start.end() :]}"
    first = text[0]
    return (f"\\{first}" if first in "#-+>!" else f"&#{ord(first)};") + escaped[1:]
