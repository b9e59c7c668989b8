"""The example in a method's docstring: the call out of the program that its page shows, character for character.

The names that it needs are imported above it; which client it calls, is the reader's.

In: texts of modules with marks where examples belong, and the programs by their mark, tidied. Out: the texts with the
examples. Refuses nothing: a call of which no program can be made has none.

Programs are tidied together with the modules, so that the docstrings hold marks until that is done. A mark is a line of
its own in a docstring, where text of a spec that looks like one of ours could get no further than an example either.
"""

from __future__ import annotations

import ast
import re
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile

from generator.literals import Section, Source, doc_code

TITLE, KINDS = "Example", ("sync", "async")
_LEAD = "sample:"
_COLUMNS = 88
"""Of a program."""
_MARK = re.compile(rf"\n( +){TITLE}:\n +({_LEAD}\S+)\n(\n?)")
"""A section between blank lines, or before the end of the docstring."""
_OPENED = " as client:"
"""The end of the line after which a program has its client."""


def mark(page: Source, kind: str) -> str:
    """Where the example of an operation belongs; `page` is its page, which no other operation has."""
    return f"{_LEAD}{page}:{kind}"


def section(page: Source, kind: str) -> Section:
    """The part of a docstring that holds the mark."""
    return Section(TITLE, (("", mark(page, kind)),))


def unfilled(pages: Iterable[Source]) -> dict[str, str | None]:
    """The marks of all operations, by their pages, with no program yet."""
    return {mark(page, kind): None for page in pages for kind in KINDS}


def placed(text: str, programs: Mapping[str, str | None]) -> str:
    """A module with its examples; where a mark has no program, the section goes. What is no mark of ours stays."""

    def filled(found: re.Match[str]) -> str:
        if found[2] not in programs:
            return found[0]
        program = programs[found[2]]
        if program is None:
            return found[3]
        block = doc_code(example_in(program), len(found[1]) + 4)
        return f"\n{found[1]}{TITLE}:\n{block}\n{found[3]}"

    return _MARK.sub(filled, text) if _LEAD in text else text


def example_in(program: str) -> str:
    """The call, below the imports of what it names; those of the client, which it does not name, are left out."""
    call = call_in(program)
    body = ast.parse("async def example():\n" + textwrap.indent(call, "    "))
    used = {node.id for node in ast.walk(body) if isinstance(node, ast.Name)}
    lines = []
    for node in ast.parse(program).body:
        if isinstance(node, ast.ImportFrom):
            names = [one.name for one in node.names if one.name in used]
            lines += [_imported(node.module or "", names)] if names else []
    return "\n".join([*lines, "", call] if lines else [call])


def _imported(module: str, names: Sequence[str]) -> str:
    """As ruff would write it."""
    line = f"from {module} import {', '.join(names)}"
    if len(line) <= _COLUMNS:
        return line
    return "\n".join([f"from {module} import (", *(f"    {name}," for name in names), ")"])


def call_in(program: str) -> str:
    """The statement of a program that makes the call, without its margin: `order = client.orders.get(...)`."""
    lines = program.splitlines()
    start = next(number for number, line in enumerate(lines, 1) if line.endswith(_OPENED))
    margin = lines[start][: len(lines[start]) - len(lines[start].lstrip())]
    own = takewhile(
        lambda line: line.startswith(margin) and not line.startswith(f"{margin}print("),
        lines[start:],
    )
    return "\n".join(line[len(margin) :] for line in own)
