"""Verdicts for people: one screen that says what differs, why, and what to type.

In: verdicts, in order. Out: text without colours. Refuses nothing.

    wix-orders: DRIFT (exit 3)
      generated/wix-orders/README.md                     +1  -1   cause: spec
      generated/wix-orders/src/wix_orders/models.py     +12       cause: spec
      for users, once generated:
        addition: Order.note is new: str | None, optional
      fix: specpress generate wix-orders
      next release   0.2.0 (released: 0.1.0): 1 addition: specpress diff wix-orders

Diffs and problems start at the margin: `patch` reads the ones, editors find the places of the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from generator.cli.formats.findings import (
    EFFECTS,
    OLD_LOCK,
    UNPINNED,
    LinesOf,
    client_yaml_path,
    count,
    counts,
    differs_for_users,
    effects_in_words,
    few,
    files_in_order,
    headline,
    inputs_in_order,
    next_release,
    plain,
    problem_text,
    tool_text,
)
from generator.diagnostics import by_place, report
from generator.verdict import ApiVerdict, Cause, Effects, Exit, FileVerdict

FILES = 12
"""Files that are listed in full, on one screen; causes and APIs share them."""
LEAST = 3
"""What each gets of these, however many share them."""
BY_HAND = (Cause.HAND_EDIT, Cause.UNMERGED)
"""Causes where a person has to look at the place."""
WIDEST = 100
"""Columns to which paths are aligned; a longer one stands out alone."""
WIDTH = 120
"""Columns of a sentence about what changes for users; the rest of it is cut."""


class Row(NamedTuple):
    """A line of the table; a line without a path says something about those above it."""

    path: str
    said: str
    plus: str = ""
    minus: str = ""
    diff: str = ""


def render_text(verdicts: Sequence[ApiVerdict], *, diff: bool, lines_of: LinesOf) -> str:
    """Each API: its verdict in a line, then what is not in step, what that means for users, and what to type."""
    sharing = max(1, sum(not verdict.in_step for verdict in verdicts))
    lines = [
        line
        for verdict in verdicts
        for line in _verdict(verdict, sharing, diff=diff, lines_of=lines_of)
    ]
    return "".join(f"{line}\n" for line in lines)


def _verdict(verdict: ApiVerdict, sharing: int, *, diff: bool, lines_of: LinesOf) -> Iterator[str]:
    yield _head(verdict)
    name = max((len(tool[0]) for tool in verdict.tools), default=0)
    for tool, locked, here in sorted(verdict.tools):
        yield plain(f"  tool version   {tool_text(tool.ljust(name), locked, here)}")
    if verdict.exit is Exit.BAD_INPUT:
        for problem in by_place(verdict.problems):
            if problem.severity == "error":
                yield from (*report(problem, lines_of).split("\n"), "")
    if verdict.changed and not verdict.stale_lock:
        paths = [path for _, path in inputs_in_order(verdict.changed)]
        yield _sentence(f"  changed since it was generated: {few(paths)}")
    room = max(LEAST, FILES // sharing)
    yield from _table(list(_rows(verdict, room, diff=diff)), diff=diff)
    if verdict.for_users is not None:
        yield from _for_users(verdict, verdict.for_users, max(LEAST, EFFECTS // sharing))
    if verdict.fix:
        yield plain(f"  fix: {verdict.fix}")
    if verdict.next_release is not None:
        yield f"  next release   {next_release(verdict)}"
        if verdict.next_release.problem is not None:
            yield f"    {problem_text(verdict.next_release.problem)}"


def _for_users(verdict: ApiVerdict, effects: Effects, room: int) -> Iterator[str]:
    """What is wrong for those who use the package, and what generating changes for them, in a few lines."""
    until_then, sentences = effects_in_words(effects, differs=differs_for_users(verdict))
    for said in until_then:
        yield _sentence(f"  for users, until then: {said}")
    if not effects.names:
        for said in sentences:
            yield _sentence(f"  for users, once generated: {said}")
        return
    yield "  for users, once generated:"
    shown = sentences if len(sentences) <= room else sentences[: room - 1]
    for said in shown:
        yield _sentence(f"    {said}")
    if len(shown) < len(sentences):
        yield f"    … {len(sentences) - len(shown)} more (--format json lists all)"


def _sentence(said: str) -> str:
    return plain(said if len(said) <= WIDTH else f"{said[: WIDTH - 1]}…")


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


def _rows(verdict: ApiVerdict, room: int, *, diff: bool) -> Iterator[Row]:
    """A line for each thing that is not in step; causes with many files are cut so that all causes find room."""
    yield from _cut(
        [
            Row(plain(path), f"{OLD_LOCK} (cause: {cause})")
            for cause, path in inputs_in_order(verdict.stale_lock)
        ],
        room,
        "of these",
    )
    if verdict.unpinned:
        yield Row(client_yaml_path(verdict), f"{UNPINNED} (cause: {Cause.DECLARATION})")
    groups = [(c, [*fs]) for c, fs in groupby(files_in_order(verdict), key=lambda file: file.cause)]
    for index, (cause, files) in enumerate(groups):
        rows = [
            Row(plain(file.path), f"cause: {cause}{_where(file)}", *counts(file), file.diff)
            for file in files
        ]
        share = max(LEAST, room // (len(groups) - index))
        room = max(0, room - min(len(rows), share))
        yield from _cut(rows, len(rows) if diff else share, "of this cause")


def _cut(rows: Sequence[Row], room: int, what: str) -> Iterator[Row]:
    """All rows, or so many that one more line has room, which counts the others."""
    shown = rows if len(rows) <= room else rows[: max(1, room - 2)]
    yield from shown
    if left := len(rows) - len(shown):
        yield Row("", f"… {left} more {what} (--format json lists all)")


def _where(file: FileVerdict) -> str:
    return f" (line {file.line})" if file.cause in BY_HAND else ""


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
