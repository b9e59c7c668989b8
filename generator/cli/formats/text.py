"""Verdicts for people: one screen that says what differs, why, and what to type.

In: verdicts, in order. Out: text without colours. Refuses nothing.

    wix-orders: DRIFT (exit 3)
      generated/wix-orders/README.md                     +1  -1   cause: spec
      generated/wix-orders/src/wix_orders/models.py     +12       cause: spec
      fix: specpress generate wix-orders

Diffs and problems start at the margin: `patch` reads the ones, editors find the places of the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from generator.cli.formats.findings import (
    OLD_LOCK,
    UNPINNED,
    LinesOf,
    by_rank,
    client_yaml_path,
    count,
    counts,
    files_in_order,
    headline,
    lock_path,
    plain,
    tool_text,
)
from generator.diagnostics import by_place, report
from generator.verdict import ApiVerdict, Cause, Exit

MANY = 12
"""Files of one cause that are listed in full."""
SHOWN = 10
"""Files of one cause that are listed where there are more."""
BY_HAND = (Cause.HAND_EDIT, Cause.UNMERGED)
"""Causes where a person has to look at the place."""
WIDEST = 100
"""Columns to which paths are aligned; a longer one stands out alone."""


class Row(NamedTuple):
    """A line of the table; a line without a path says something about those above it."""

    path: str
    said: str
    plus: str = ""
    minus: str = ""
    diff: str = ""


def render_text(verdicts: Sequence[ApiVerdict], *, diff: bool, lines_of: LinesOf) -> str:
    """Each API: its verdict in a line, then what is not in step, then what to type."""
    lines = [
        line for verdict in verdicts for line in _verdict(verdict, diff=diff, lines_of=lines_of)
    ]
    return "".join(f"{line}\n" for line in lines)


def _verdict(verdict: ApiVerdict, *, diff: bool, lines_of: LinesOf) -> Iterator[str]:
    yield _head(verdict)
    name = max((len(tool[0]) for tool in verdict.tools), default=0)
    for tool, locked, here in sorted(verdict.tools):
        yield plain(f"  tool version   {tool_text(tool.ljust(name), locked, here)}")
    if verdict.exit is Exit.BAD_INPUT:
        for problem in by_place(verdict.problems):
            if problem.severity == "error":
                yield from (*report(problem, lines_of).split("\n"), "")
    yield from _table(list(_rows(verdict, diff=diff)), diff=diff)
    if verdict.fix:
        yield plain(f"  fix: {verdict.fix}")


def _head(verdict: ApiVerdict) -> str:
    notes = sum(problem.severity == "note" for problem in verdict.problems)
    more = f"; {count(notes, 'note')}: specpress lint {verdict.api}" if notes else ""
    if verdict.in_step:
        proof = "regenerating" if verdict.proof == "regenerated" else verdict.proof
        more = f" (proved by {proof}), {_amounts(verdict)}{more}"
    return plain(f"{verdict.api}: {headline(verdict)}{more}")


def _amounts(verdict: ApiVerdict) -> str:
    waived = verdict.operations_in - verdict.operations_out
    left_out = f" ({waived} waived)" if waived else ""
    operations = f"{count(verdict.operations_in, 'operation')} in, {verdict.operations_out} out"
    return f"{operations}{left_out}, {count(verdict.file_count, 'file')}"


def _rows(verdict: ApiVerdict, *, diff: bool) -> Iterator[Row]:
    for cause in by_rank(verdict.stale_lock):
        yield Row(lock_path(verdict), f"{OLD_LOCK} (cause: {cause})")
    if verdict.unpinned:
        yield Row(client_yaml_path(verdict), f"{UNPINNED} (cause: {Cause.DECLARATION})")
    for cause, group in groupby(files_in_order(verdict), key=lambda file: file.cause):
        files = list(group)
        shown = files if diff or len(files) <= MANY else files[:SHOWN]
        for file in shown:
            where = f" (line {file.line})" if cause in BY_HAND else ""
            yield Row(plain(file.path), f"cause: {cause}{where}", *counts(file), file.diff)
        if len(shown) < len(files):
            left = len(files) - len(shown)
            yield Row("", f"… {left} more of this cause (--format json lists all)")


def _table(rows: Sequence[Row], *, diff: bool) -> Iterator[str]:
    path = min(WIDEST, max((len(row.path) for row in rows), default=0))
    plus = max((len(row.plus) for row in rows), default=0)
    minus = max((len(row.minus) for row in rows), default=0)
    amounts = plus + minus + 4 if plus else 1
    for row in rows:
        if not row.path:
            yield f"  {row.said}"
            continue
        numbers = f"{row.plus:>{plus}} {row.minus:>{minus}}" if row.plus else ""
        yield f"  {row.path:<{path}}{'  ' + numbers if numbers else '':<{amounts}} {row.said}"
        if diff and row.diff:
            yield from (plain(line) for line in row.diff.removesuffix("\n").split("\n"))
