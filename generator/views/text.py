"""Sentences for docstrings: what is said of an operation, an argument, an error.

In: spec text. Out: plain text, still not trusted, for `literals.docstring` and `literals.cell`. Refuses nothing.
"""

from __future__ import annotations

import re

_SENTENCE = re.compile(r"(?s)(.+?[.!?])(?<!e\.g\.)(?<!i\.e\.)(?<!etc\.)\s+(?=[\"'(`\[]?[A-Z])")
_BLOCK = re.compile(r" {0,3}([-*+>|#<]|\d+[.)] |```|~~~)|    ")
_SAYS_NOTHING = re.compile(
    r"(?i)(ok(ay)?|success(ful)?( (operation|response|request))?|default( response)?|response|created"
    r"|accepted|no content|error|none)?[.!]?"
)


def sentence(text: str) -> str:
    """`text`, ended by a full stop where it ends in a word."""
    text = text.strip()
    if not text or not (text[-1].isalnum() or text[-1] in ")`'\"”’"):
        return text
    return text if _last_block_keeps_lines(text) else f"{text}."


def first_sentence(text: str) -> tuple[str, str]:
    """The first sentence of `text`, and the rest."""
    text = text.strip()
    paragraph, gap, rest = _partition(text)
    if _BLOCK.match(paragraph):
        return "", text
    found = _SENTENCE.match(paragraph)
    if not found:
        return paragraph, rest
    return found[1], paragraph[found.end() :] + gap + rest


def _partition(text: str) -> tuple[str, str, str]:
    """The first paragraph: up to a blank line, or to a line that begins a list, a table, code or a quote."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if not line.strip() or (number and _BLOCK.match(line)):
            return "\n".join(lines[:number]), "\n", "\n".join(lines[number:])
    return text, "", ""


def summary_and_rest(summary: str, description: str) -> tuple[str, str]:
    """One sentence to open with, and what is left to say; the description gives the sentence if need be."""
    head, more = first_sentence(summary)
    if not head:
        head, rest = first_sentence(description)
        return sentence(head), rest.strip()
    body = description.strip()
    opening, rest = first_sentence(body)
    if sentence(opening).casefold() == sentence(head).casefold():
        body = rest.strip()
    return sentence(head), "\n\n".join(part for part in (sentence(more), body) if part)


def with_limits(description: str, limits: tuple[str, ...], *, deprecated: bool = False) -> str:
    """A description, then its limits as a sentence: `The note. At most 500 characters.`"""
    said = [sentence(description)]
    if limits:
        words = ", ".join(limit.strip() for limit in limits)
        said.append(sentence(words[:1].upper() + words[1:]))
    if deprecated:
        said.append("Deprecated.")
    said = [part for part in said if part]
    gap = "\n\n" if said and _last_block_keeps_lines(said[0]) else " "
    return gap.join(said)


def says_something(text: str) -> bool:
    """Whether an answer's description is more than `OK`."""
    return not _SAYS_NOTHING.fullmatch(text.strip())


def humanize(class_name: str) -> str:
    """`NotFound` as `Not Found`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", class_name)


def plain(name: str) -> str:
    """`list_orders` as `List orders.`"""
    return sentence(name.strip("_").replace("_", " ").capitalize())


def _last_block_keeps_lines(text: str) -> bool:
    """Whether a sentence added to the end would land in a list, table or code block."""
    paragraph = re.split(r"\n\s*\n", text)[-1]
    return any(_BLOCK.match(line) for line in paragraph.split("\n"))
