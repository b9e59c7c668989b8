"""What `generate`, `check` and `lint` do: run the pipeline for each API, print, write.

In: a workspace and names of APIs. Out: an exit code; text on standard output, problems on standard error.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console

from generator.cli import Exit
from generator.diagnostics import report
from generator.output import Kind, Plan, plan, replace, write
from generator.pipeline import CLIENT_YAML, Progress, Result, compile_api
from generator.workspace import Workspace


def run_generate(workspace: Workspace, apis: Sequence[str], *, force: bool) -> Exit:
    """Generate; write only if every API came through and no hand edit is in the way."""
    results = _compile(workspace, apis)
    if any(not result.ok for _, result in results):
        print("nothing was written", file=sys.stderr)
        return Exit.BAD_INPUT
    plans = [_plan(workspace, result) for _, result in results]
    edits = [(p, change) for p in plans for change in p.hand_edits]
    if edits and not force:
        for p, change in edits:
            _print_hand_edit(workspace, p, change.path)
        print(
            "nothing was written; specpress generate --force goes on, and keeps the old text in <package>.orig/"
        )
        return Exit.HAND_EDIT
    for (name, result), p in zip(results, plans, strict=True):
        write(p)
        client_yaml = workspace.specs / name / CLIENT_YAML
        if result.client_yaml != client_yaml.read_text("utf-8"):
            replace(client_yaml, result.client_yaml)
            print(f"{name}: new public names were added to {workspace.shown(client_yaml)}")
        print(_summary(workspace, name, result, p))
    return Exit.FINE


def run_check(workspace: Workspace, apis: Sequence[str], *, diff: bool) -> Exit:
    """Compare fresh output with the disk; the worst verdict decides."""
    verdicts = [Exit.FINE]
    for name, result in _compile(workspace, apis):
        if not result.ok:
            verdicts.append(Exit.BAD_INPUT)
            continue
        p = _plan(workspace, result)
        pinned = (workspace.specs / name / CLIENT_YAML).read_text("utf-8") == result.client_yaml
        verdict = _verdict(p, pinned=pinned)
        verdicts.append(verdict)
        _print_verdict(workspace, name, result, p, verdict, pinned=pinned, diff=diff)
    return max(verdicts)


def run_lint(workspace: Workspace, apis: Sequence[str]) -> Exit:
    """Print every problem, notes included."""
    results = _compile(workspace, apis, notes=True)
    for name, result in results:
        errors = sum(problem.severity == "error" for problem in result.problems)
        notes = len(result.problems) - errors
        print(f"{name}: {count(errors, 'error')}, {count(notes, 'note')}{_operations(result)}")
    return Exit.FINE if all(result.ok for _, result in results) else Exit.BAD_INPUT


def _compile(
    workspace: Workspace, apis: Sequence[str], *, notes: bool = False
) -> list[tuple[str, Result]]:
    picked = workspace.pick(apis)
    if not picked:
        print("no APIs in specs/: specpress new NAME --from FILE makes one", file=sys.stderr)
    results = []
    for name in picked:
        folder = workspace.specs / name
        with progress_line(name) as progress:
            result = compile_api(
                folder, workspace.shown(folder), cache=workspace.cache, progress=progress
            )
        for problem in result.problems:
            if notes or problem.severity == "error":
                print(report(problem, workspace.lines_of), end="\n\n", file=sys.stderr)
        results.append((name, result))
    return results


@contextmanager
def progress_line(name: str) -> Iterator[Progress]:
    """A line that says what is being done; only on a terminal, gone when done."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda stage: None
        return
    start = time.monotonic()
    with console.status(f"{name} …") as status:
        yield lambda stage: status.update(f"{name}: {stage} … {time.monotonic() - start:.1f} s")


def _plan(workspace: Workspace, result: Result) -> Plan:
    root = workspace.generated / result.package
    return plan(root, {file.path: file.text for file in result.files}, result.lock())


def _verdict(p: Plan, *, pinned: bool) -> Exit:
    if p.other_tools:
        return Exit.TOOL
    if p.hand_edits:
        return Exit.HAND_EDIT
    return Exit.DRIFT if p.drift or p.lock_is_stale or not pinned else Exit.FINE


def _print_verdict(
    workspace: Workspace,
    name: str,
    result: Result,
    p: Plan,
    verdict: Exit,
    *,
    pinned: bool,
    diff: bool,
) -> None:
    if verdict is Exit.FINE:
        print(f"{name}: in step{_operations(result)}, {count(len(result.files), 'file')}")
        return
    print(
        f"{name}: {'TOOL' if verdict is Exit.TOOL else verdict.name.replace('_', ' ')} (exit {int(verdict)})"
    )
    for tool, (then, now) in p.other_tools.items():
        print(f"  tool version   {tool} {then} in the lock, {now} here")
    if not pinned:
        client_yaml = workspace.shown(workspace.specs / name / CLIENT_YAML)
        print(f"  declaration    {client_yaml} does not hold all public names yet")
    for change in p.changes:
        plus, minus = change.counts()
        counts = f"  +{plus} -{minus}" if change.kind is not Kind.UNKNOWN else ""
        print(f"  {change.kind:<14} {workspace.shown(p.root / change.path)}{counts}")
        if diff and change.kind is not Kind.UNKNOWN:
            print(change.diff(), end="")
    if p.lock_is_stale and not p.drift:
        print(
            f"  lock           output identical, but {workspace.shown(p.root)}/specpress.lock names other inputs"
        )
    print(f"  fix: {_fix(name, p, verdict)}")


def _fix(name: str, p: Plan, verdict: Exit) -> str:
    if verdict is Exit.TOOL:
        return f"install the pinned tools (make setup), or take the new ones: specpress generate {name}"
    if verdict is Exit.HAND_EDIT:
        return f"put the change into the spec, client.yaml or templates/, then specpress generate {name} --force"
    if all(change.kind is Kind.UNKNOWN for change in p.drift) and p.drift:
        return "remove or git-ignore the unknown files"
    return f"specpress generate {name}"


def _print_hand_edit(workspace: Workspace, p: Plan, path: str) -> None:
    change = next(c for c in p.hand_edits if c.path == path)
    where = next((line for line in change.diff().splitlines() if line.startswith("@@")), "")
    print(f"hand edit: {workspace.shown(p.root / path)} {where}".rstrip(), file=sys.stderr)


def _summary(workspace: Workspace, name: str, result: Result, p: Plan) -> str:
    kinds = [change.kind for change in p.changes]
    written = sum(kind not in (Kind.UNKNOWN, Kind.STALE) for kind in kinds)
    removed = sum(kind is Kind.STALE for kind in kinds)
    done = [f"{n} {what}" for n, what in ((written, "written"), (removed, "removed")) if n]
    notes = (
        f"; {count(len(result.problems), 'note')}: specpress lint {name}" if result.problems else ""
    )
    files = f"{count(len(result.files), 'file')}: {', '.join(done) or 'nothing to write'}"
    lines = [f"{name}: {workspace.shown(p.root)}{_operations(result)}, {files}{notes}"]
    lines += [
        f"  left alone     {workspace.shown(p.root / c.path)} (not mine)"
        for c in p.changes
        if c.kind is Kind.UNKNOWN
    ]
    return "\n".join(lines)


def _operations(result: Result) -> str:
    counts = result.counts
    if not counts:
        return ""
    waived = counts["operations_in"] - counts["operations_out"]
    left_out = f" ({waived} waived)" if waived else ""
    return f", {count(counts['operations_in'], 'operation')} in, {counts['operations_out']} out{left_out}"


def count(number: int, noun: str) -> str:
    """A number of things: `1 file`, `2 files`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
