"""Problems are values: a code, a message, one or more places, and what to do about it.

In: what a stage found wrong. Out: `Problem` values, and their text for people. Refuses: a problem
without a next step.

A stage collects all its problems in a `Problems` and stops at its end, so that an author sees
everything at once:

    specs/pets/openapi.yaml:41:5: error[duplicate-operation-id]: operationId 'list' is used twice
       40 |   /pets:
    >  41 |     get:
       42 |       operationId: list
    specs/pets/openapi.yaml:80:5: also here
    ...
       = hint: give one of the two operations an operationId of its own
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, NoReturn, Protocol

Severity = Literal["error", "note"]
CONTEXT_LINES = 1
WIDTH = 160
"""Characters of a line that an excerpt shows."""

_LINE_END = re.compile(r"\r\n|\n|\r")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands in a text; `line` and `column` count from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Located(Protocol):
    """Anything that knows its place, such as `source.At`."""

    def place(self) -> Place: ...


@dataclass(frozen=True, slots=True)
class Problem:
    """One complaint. `places[0]` is where to look first; the others are what it clashes with."""

    code: str
    message: str
    places: tuple[Place, ...]
    hint: str
    severity: Severity = "error"
    subject: str = ""
    """What it is about, for programs: the pointer by which client.yaml can waive an unsupported feature."""


class ProblemsFound(Exception):
    """A stage ended with errors; `problems` holds all of them, notes included, by file and place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(by_place(problems))
        super().__init__(
            "\n".join(f"{p.places[0] if p.places else '?'}: {p.message}" for p in self.problems)
        )


@dataclass(slots=True)
class Problems:
    """Collects what a stage finds; the only mutable thing that stages share."""

    found: list[Problem] = field(default_factory=list)
    _known: set[Problem] = field(default_factory=set, repr=False)

    def error(self, code: str, message: str, *at: Located, hint: str, subject: str = "") -> None:
        """Record an error; the stage goes on, so that the next error is seen too."""
        self._add(code, message, at, hint, "error", subject)

    def note(self, code: str, message: str, *at: Located, hint: str) -> None:
        """Record something that is worth saying and stops nothing."""
        self._add(code, message, at, hint, "note")

    def fail(self, code: str, message: str, *at: Located, hint: str) -> NoReturn:
        """Record an error after which the stage cannot go on."""
        self.error(code, message, *at, hint=hint)
        raise ProblemsFound(self.found)

    def stop_if_any(self) -> None:
        """End the stage: raise `ProblemsFound` if an error was recorded."""
        if any(problem.severity == "error" for problem in self.found):
            raise ProblemsFound(self.found)

    def _add(
        self,
        code: str,
        message: str,
        at: Sequence[Located],
        hint: str,
        severity: Severity,
        subject: str = "",
    ) -> None:
        places = tuple(a.place() for a in at)
        problem = Problem(code, message, places, hint, severity, subject)
        if problem not in self._known:
            self._known.add(problem)
            self.found.append(problem)

    def __iter__(self) -> Iterator[Problem]:
        return iter(by_place(self.found))


def by_place(problems: Iterable[Problem]) -> list[Problem]:
    """Sorted by file, line and column of where to look first; those without a place come last."""
    return sorted(problems, key=lambda problem: (not problem.places, problem.places[:1]))


def split_lines(text: str) -> list[str]:
    """The lines of a text as places count them: they end with LF, CRLF or CR, and nothing else.

    `str.splitlines` also splits at form feeds and at U+2028, and so puts later places on wrong
    lines.
    """
    return _LINE_END.split(text)


def report(problem: Problem, lines_of: Callable[[str], Sequence[str]]) -> str:
    """The text of one problem: each place with the lines around it, then the hint.

    `lines_of` gives the lines of a file by the name that its places carry.
    """
    head = f"{problem.severity}[{problem.code}]: {_printable(problem.message)}"
    hint = f"   = hint: {_printable(problem.hint)}"
    if not problem.places:
        return f"{head}\n{hint}"
    parts = [f"{problem.places[0]}: {head}", *_excerpt(problem.places[0], lines_of)]
    for place in problem.places[1:]:
        parts += [f"{place}: also here", *_excerpt(place, lines_of)]
    return "\n".join([*parts, hint])


def _excerpt(place: Place, lines_of: Callable[[str], Sequence[str]]) -> list[str]:
    """The line of a place, marked, and the lines around it; long lines are cut to what is around the column."""
    lines = lines_of(place.file)
    first = max(1, place.line - CONTEXT_LINES)
    last = min(len(lines), place.line + CONTEXT_LINES)
    while last > place.line and not lines[last - 1].strip():
        last -= 1
    start = max(0, place.column - WIDTH // 2) if place.column > WIDTH else 0
    return [
        f"{'>' if number == place.line else ' '} {number:>4} | {_cut(lines[number - 1], start)}".rstrip()
        for number in range(first, last + 1)
    ]


def _cut(line: str, start: int) -> str:
    before = "…" if 0 < start < len(line) else ""
    after = "…" if len(line) > start + WIDTH else ""
    return before + _printable(line[start : start + WIDTH]) + after


def _printable(text: str) -> str:
    """Without characters that a terminal would obey: a tab is a space, others are replaced."""
    return _CONTROL.sub("\ufffd", text.replace("\t", " ").replace("\ufeff", ""))
