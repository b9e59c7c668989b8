"""The only door by which spec text becomes source.

In: text that somebody wrote, or a JSON value. Out: `Source`, text that is safe to stand in a
Python, TOML or Markdown file. Refuses: to make `Source` of anything else, an identifier that is
none, a number that JSON cannot write.

`Source` is a `str` that only this module makes. Joining, slicing or formatting one gives a plain
`str` again, which the templates refuse to print; so code is put together with `code` and `join`,
whose own text stands in our program.

    code("list[{}]", identifier("Order"))      list[Order]
    string('say "hi"')                         the same in double quotes, escaped
    docstring("An order.", indent=4)           the same in three of them
"""

from __future__ import annotations

import keyword
import math
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, Self

from generator import commonmark, unseen
from generator.prose import layout

if TYPE_CHECKING:
    from typing import LiteralString

DOC_WIDTH = 96
"""The last column of prose in generated files; code may use 100."""

_MADE_HERE = object()
_DIRECTIVE = re.compile(
    r"(?i)^\W*(type:|noqa|ruff:|fmt:|yapf:|isort:|pyright:|basedpyright:|mypy:|ty:|pyrefly:|pylint:|flake8|nosec"
    r"|pragma|coding|region|endregion|vim?:|///)"
)
_HTML_BLOCK = re.compile(r"(?i)<(?=!|\?|/?(?:script|style|pre|textarea)\b)")


class Untrusted(Protocol):
    """The shape of `openapi_python_client.schema.UntrustedString`."""

    def get_untrusted_value(self) -> str: ...


Text = str | Untrusted
Json = None | bool | int | float | str | Sequence[Any] | Mapping[str, Any]


class Source(str):
    """Text that may stand in a generated file as it is; only this module makes it."""

    __slots__ = ()

    def __new__(cls, text: str, made_here: object) -> Self:
        if made_here is not _MADE_HERE:
            raise TypeError("Source is made by the functions of generator.literals only")
        return super().__new__(cls, text)

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a docstring with entries: `Args:`, `Raises:`."""

    title: str
    entries: tuple[tuple[str, str], ...]
    """Label and text; a label of "" gives the text alone."""


EMPTY = Source("", _MADE_HERE)


def raw(text: Text) -> str:
    """The text itself, out of openapi-python-client's wrapper; still not trusted."""
    return text if isinstance(text, str) else text.get_untrusted_value()


# --- our own code around it ---------------------------------------------------------------------


def code(template: LiteralString, *parts: Source) -> Source:
    """`template`, a text of our own program, with each `{}` replaced by `Source`."""
    for part in parts:
        _require_source(part)
    return Source(template.format(*parts), _MADE_HERE)


def join(separator: LiteralString, parts: Iterable[Source]) -> Source:
    """`parts` with a text of our own between them."""
    return Source(separator.join(_require_source(part) for part in parts), _MADE_HERE)


def identifier(name: str) -> Source:
    """A Python name. Raises ValueError for keywords and what is none in NFKC (PEP 3131)."""
    plain = unicodedata.normalize("NFKC", name) == name
    if not (plain and name.isidentifier()) or keyword.iskeyword(name):
        raise ValueError(f"{name!a} is no Python identifier")
    return Source(name, _MADE_HERE)


def dotted(name: str) -> Source:
    """A module path: identifiers with dots between them."""
    return join(".", [identifier(part) for part in name.split(".")])


def _require_source(part: Source) -> Source:
    if not isinstance(part, Source):
        raise TypeError(f"not Source but {type(part).__name__}: {part!a}")
    return part


# --- Python -------------------------------------------------------------------------------------


def string(text: Text) -> Source:
    """A Python string literal in double quotes with the value `text`, all of it visible."""
    escaped = raw(text).replace("\\", "\\\\").replace('"', '\\"')
    return Source(f'"{unseen.escaped(escaped)}"', _MADE_HERE)


def value(json: Json) -> Source:
    """A Python literal for a JSON value.

    Raises TypeError for values of other types, ValueError for NaN and the infinities.
    """
    match json:
        case None | bool() | int():
            return Source(repr(json), _MADE_HERE)
        case float():
            if not math.isfinite(json):
                raise ValueError(f"{json!r} is no JSON number (RFC 8259 section 6)")
            return Source(repr(json), _MADE_HERE)
        case str():
            return string(json)
        case Mapping():
            items = [code("{}: {}", string(key), value(item)) for key, item in json.items()]
            return code("{{{}}}", join(", ", items))
        case list() | tuple():
            return code("[{}]", join(", ", [value(item) for item in json]))
        case _:
            raise TypeError(f"no JSON value: {type(json).__name__}")


def docstring(text: Text, *sections: Section, indent: int, width: int = DOC_WIDTH) -> Source:
    """A docstring, quotes included, for a place that is indented by `indent` spaces.

    `text` is CommonMark: its paragraphs, quotes and lists are wrapped at `width`; code, tables,
    headings and HTML stay as they are. Each section follows in Google style. Gives empty `Source`
    if there is nothing to say.
    """
    blocks = [layout(_escape_doc(raw(text)), width - indent, first=width - indent - 3)]
    blocks += [_section(section, width - indent) for section in sections if section.entries]
    lines = "\n\n".join(block for block in blocks if block).split("\n")
    if lines == [""]:
        return EMPTY
    margin = " " * indent
    inner = "\n".join([lines[0], *(margin + line if line else "" for line in lines[1:])])
    start = " " if inner.startswith('"') else ""
    if len(lines) > 1:
        return Source(f'"""{start}{inner}\n{margin}"""', _MADE_HERE)
    end = " " if inner.endswith('"') else ""  # where ruff puts one as well
    return Source(f'"""{start}{inner}{end}"""', _MADE_HERE)


def _section(section: Section, width: int) -> str:
    lines = [f"{section.title}:"]
    for label, text in section.entries:
        lead = f"{label}: " if label else ""
        body = layout(_escape_doc(lead + text), width - 8, first=width - 4)
        first, *rest = body.split("\n")
        lines += [f"    {first}", *(f"        {line}" if line else "" for line in rest)]
    return "\n".join(lines)


def doc_code(text: Text, indent: int) -> Source:
    """Python as a fenced block within a docstring, all lines indented: what the docstring then says is that text."""
    shown = f"```python\n{_escape_doc(raw(text).strip())}\n```"
    margin = " " * indent
    return Source("\n".join((margin + line).rstrip() for line in shown.split("\n")), _MADE_HERE)


def _escape_doc(text: str) -> str:
    lines = re.sub(r"\r\n?", "\n", text).expandtabs(4).split("\n")
    escaped = "\n".join(unseen.escaped(line.replace("\\", "\\\\")) for line in lines)
    return escaped.replace('"""', '\\"\\"\\"')


def comment(text: Text, indent: int = 0, width: int = DOC_WIDTH) -> Source:
    """Comment lines, each but the first indented. What a tool would take as an order is quoted."""
    written = re.split(r"[\r\n]+", raw(text).strip())
    shown = [unseen.escaped(" ".join(line.split())) for line in written]
    lines = [line.replace("#", "") if _is_order(line) else line for line in shown]
    lines = [f'"{line}"' if _is_order(line) else line for line in lines]
    body = layout("\n\n".join(lines), width - indent - 2).replace("\n\n", "\n")
    gap = "\n" + " " * indent + "# "
    return Source(("# " + body.replace("\n", gap)).rstrip() if body else "", _MADE_HERE)


def _is_order(line: str) -> bool:
    return any(_DIRECTIVE.search(part) for part in line.split("#"))


# --- TOML and Markdown --------------------------------------------------------------------------


def toml_string(text: Text) -> Source:
    """A TOML basic string (TOML 1.0, "String"); lone surrogates, refused there, become U+FFFD."""
    whole = re.sub("[\ud800-\udfff]", "\ufffd", raw(text))
    escaped = whole.replace("\\", "\\\\").replace('"', '\\"')
    shown = unseen.escaped_for_toml(escaped)
    return Source(f'"{shown}"', _MADE_HERE)


def toml_key(text: Text) -> Source:
    """A TOML key (TOML 1.0, "Keys"): bare where that is allowed, else as a basic string."""
    whole = raw(text)
    return (
        Source(whole, _MADE_HERE) if re.fullmatch("[A-Za-z0-9_-]+", whole) else toml_string(whole)
    )


def markdown(text: Text, width: int = DOC_WIDTH) -> Source:
    """CommonMark as written, wrapped, that swallows nothing of what follows.

    A fence left open is closed; comments, scripts and other HTML that ends only where it says so
    is shown as text.
    """
    shown = unseen.lines(raw(text))
    return Source(layout(_HTML_BLOCK.sub("&lt;", shown), width, close=True), _MADE_HERE)


def cell(text: Text) -> Source:
    """CommonMark on one line, for a cell of a table."""
    line = " ".join(unseen.named(" ".join(raw(text).split())).split())
    return Source(_HTML_BLOCK.sub("&lt;", re.sub(r"(?<!\\)\|", r"\\|", line)), _MADE_HERE)


def code_span(text: Text) -> Source:
    """Text as a CommonMark code span, for prose and cells: `PATCH /orders/{id}`."""
    line = unseen.named(" ".join(raw(text).split())).replace("|", "\\|")
    longest = max((len(ticks) for ticks in re.findall("`+", line)), default=0)
    fence, pad = "`" * (longest + 1), " " if longest or not line else ""
    return Source(f"{fence}{pad}{line}{pad}{fence}", _MADE_HERE)


# --- the docs' Markdown: see `commonmark` -------------------------------------------------------


def page_text(text: Text) -> Source:
    """CommonMark as paragraphs of a page, harmless there."""
    return Source(unseen.lines(commonmark.blocks(raw(text))), _MADE_HERE)


def page_line(text: Text) -> Source:
    """The same on one line, for a cell, an item or a heading."""
    return Source(unseen.lines(commonmark.line(raw(text))), _MADE_HERE)


def page_plain(text: Text) -> Source:
    """Text that is no CommonMark, on one line: a title."""
    return Source(unseen.lines(commonmark.plain(raw(text))), _MADE_HERE)


def page_quoted(text: Text) -> Source:
    """What CommonMark says, without markup, quoted for the head of a page (YAML 1.2.2, 7.3.1)."""
    return toml_string(commonmark.words(raw(text)))


def page_code(text: Text) -> Source:
    """Text as a code span of a page; Python-Markdown wants no escape for `|`."""
    return Source(commonmark.span(unseen.lines(raw(text))), _MADE_HERE)


def page_fence(language: LiteralString, text: Text, indent: int = 0) -> Source:
    """Text as a block of code of a page, all lines indented, as in a tab."""
    block = commonmark.fence(language, unseen.lines(raw(text)))
    margin = " " * indent
    return Source("\n".join((margin + line).rstrip() for line in block.split("\n")), _MADE_HERE)


def anchor(name: str) -> Source:
    """A Python name as an id or the name of a file, in ASCII: what is not is written by its number, between hyphens."""
    plain = re.sub(r"[^A-Za-z0-9_]", lambda found: f"-{ord(found[0]):x}-", name)
    return Source(plain, _MADE_HERE)
