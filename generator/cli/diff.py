"""`specpress diff`: two states of APIs compared, and the report printed.

In: a workspace, names of APIs, what to compare with, files of consumers. Out: an exit code; the report on standard
output, problems on standard error. Refuses, with `UsageError`: a document or a wheel for several APIs.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from generator.cli.commands import progress_line
from generator.diagnostics import ProblemsFound, report
from generator.diff.against import NotThere, default_for, state_against
from generator.diff.compare import compare_states
from generator.diff.finding import RANK, Finding, Report
from generator.diff.formats import Format, render_reports
from generator.diff.state import State, read_state
from generator.diff.usage import with_uses
from generator.verdict import Exit
from generator.workspace import UsageError, Workspace

FailOn = Literal["none", "breaking", "addition", "note"]
NEW = "the working tree"


def run_diff(
    workspace: Workspace,
    apis: Sequence[str],
    *,
    against: str | None,
    used_in: Sequence[Path],
    output: Format,
    fail_on: FailOn,
) -> Exit:
    """Compare each API, print all reports; DRIFT if a finding is as severe as `fail_on` says."""
    names = workspace.pick(apis)
    if against is not None and len(names) > 1 and Path(against).is_file():
        raise UsageError(
            f"--against {against} is one API's: say which, as in specpress diff {names[0]} --against …"
        )
    for path in used_in:
        if not path.exists():
            raise UsageError(f"--used-in {path}: there is no such file or folder")
    reports = []
    for name in names:
        try:
            with progress_line(name):
                reports.append(_report(workspace, name, against, used_in))
        except ProblemsFound as found:
            _tell(workspace, name, found)
            return Exit.BAD_INPUT
    print(render_reports(reports, output), end="")
    return _exit(reports, fail_on)


def _report(
    workspace: Workspace, name: str, against: str | None, used_in: Sequence[Path]
) -> Report:
    folder = workspace.specs / name
    new = read_state(folder, workspace.shown(folder), NEW, cache=workspace.cache)
    label = against or default_for(workspace, name)
    try:
        old = state_against(workspace, name, label)
    except NotThere:
        return _first(name, label, new)
    found, names = compare_states(name, old, new)
    return with_uses(found, names, used_in, workspace.root) if used_in else found


def _first(name: str, label: str, new: State) -> Report:
    """The API is not in the other state: nobody uses it yet."""
    finding = Finding(
        rule="api-added",
        severity="addition",
        subject=name,
        message=f"is new: {label} does not have it",
        why="nobody uses it yet",
    )
    return Report(api=name, package=new.package, old=label, new=new.label, findings=(finding,))


def _tell(workspace: Workspace, name: str, found: ProblemsFound) -> None:
    for problem in found.problems:
        if problem.severity == "error":
            print(report(problem, workspace.lines_of), end="\n\n", file=sys.stderr)
    print(f"{name}: nothing was compared", file=sys.stderr)


def _exit(reports: Sequence[Report], fail_on: FailOn) -> Exit:
    if fail_on == "none":
        return Exit.FINE
    graver = (f for one in reports for f in one.findings if RANK[f.severity] <= RANK[fail_on])
    return Exit.DRIFT if any(graver) else Exit.FINE
