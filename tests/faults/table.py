"""table.md, read.

In: the table's text. Out: rows. Refuses, as an AssertionError, a cell that says nothing known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TEXT = (Path(__file__).parent / "table.md").read_text("utf-8")
_RESULT = re.compile(r"(?:fine|`(\w+)`, (\w+)) · (\d+) tr(?:y|ies)(?:, (\d+) arrive)?")


@dataclass(frozen=True, slots=True)
class Result:
    """How a call ends; `error` is None if it gives its result."""

    error: str | None
    outcome: str | None
    tries: int
    arrived: int

    def __str__(self) -> str:
        what = "fine" if self.error is None else f"`{self.error}`, {self.outcome}"
        count = f"{self.tries} {'try' if self.tries == 1 else 'tries'}"
        return f"{what} · {count}" + (
            "" if self.arrived == self.tries else f", {self.arrived} arrive"
        )


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    read: Result
    idempotent: Result
    other: Result


def rows() -> list[Row]:
    """The faults, in the table's order."""
    return [
        Row(cells[0].strip("`"), *map(_result, cells[2:]))
        for cells in _cells()
        if cells[0].startswith("`") and len(cells) == 5
    ]


def waits() -> list[tuple[str, str, float | None]]:
    """`Retry-After`, `Date`, and the seconds waited; None if there is no wait, and no other try."""
    return [
        (asked, date, None if seconds == "not begun" else float(seconds))
        for asked, date, seconds in (cells for cells in _cells() if len(cells) == 3)
        if seconds not in {"seconds", "---"}
    ]


def _cells() -> Iterator[list[str]]:
    for line in TEXT.splitlines():
        if line.startswith("|"):
            yield [cell.strip() for cell in line.strip("|").split("|")]


def _result(cell: str) -> Result:
    found = _RESULT.fullmatch(cell)
    assert found, cell
    error, outcome, tries, arrived = found.groups()
    return Result(error, outcome, int(tries), int(arrived or tries))
