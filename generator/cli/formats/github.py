"""Verdicts as GitHub's workflow commands: annotations at the files and lines of a pull request.

In: verdicts, in order. Out: a line for each finding, `::error file=…,line=…,title=…::…`, and a last line for people who
read the log. Refuses nothing.

Escapes as GitHub's own toolkit does (actions/toolkit, packages/core/src/command.ts: `escapeData`, `escapeProperty`): a
text of a spec or of a file can neither end a command nor start one.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.cli.formats.findings import (
    EFFECTS,
    Finding,
    findings,
    for_users,
    headline,
    next_release,
    plain,
)
from generator.diagnostics import Problem, by_place
from generator.verdict import ApiVerdict, Exit


def render_github(verdicts: Sequence[ApiVerdict], *, diff: bool) -> str:
    """One annotation a finding, notes as notices; then each next release in a line, and all verdicts in one.

    What the differences mean for users stands in the first annotation of an API: GitHub shows few of a run.
    """
    lines = []
    for verdict in verdicts:
        lines += [_problem(problem) for problem in by_place(verdict.problems)]
        for number, finding in enumerate(findings(verdict)):
            users = [] if number else list(for_users(verdict, EFFECTS))
            lines.append(_finding(verdict, finding, users, diff=diff))
        if verdict.next_release is not None and verdict.next_release.problem is not None:
            lines.append(_problem(verdict.next_release.problem, "warning"))
    for verdict in verdicts:
        if verdict.next_release is not None:
            lines.append(f"next release of {plain(verdict.api)}: {next_release(verdict)}")
    said = ", ".join(f"{verdict.api} {headline(verdict)}" for verdict in verdicts)
    lines.append(plain(f"specpress check: {said or 'no APIs'}"))
    return "".join(f"{line}\n" for line in lines)


def _finding(verdict: ApiVerdict, finding: Finding, users: list[str], *, diff: bool) -> str:
    text = [finding.reason, finding.says, *users]
    if verdict.fix:
        text.append(f"fix: {verdict.fix}")
    if diff and finding.diff:
        text.append(finding.diff.removesuffix("\n"))
    return _command(
        "notice" if finding.exit is Exit.FINE else "error",
        {
            "file": finding.path,
            "line": str(finding.line),
            "title": f"{verdict.api}: {finding.cause}",
        },
        "\n".join(text),
    )


def _problem(problem: Problem, level: str = "") -> str:
    where = {}
    if problem.places:
        place = problem.places[0]
        where = {"file": place.file, "line": str(place.line), "col": str(place.column)}
    also = [f"also here: {place}" for place in problem.places[1:]]
    return _command(
        level or ("notice" if problem.severity == "note" else "error"),
        where | {"title": problem.code},
        "\n".join([problem.message, *also, f"hint: {problem.hint}"]),
    )


def _command(name: str, properties: dict[str, str], text: str) -> str:
    listed = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{name} {listed}::{_data(text)}"


def _data(text: str) -> str:
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return plain(escaped)


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
