"""What `generate`, `check` and `lint` do: find out what is to be done, print, write.

In: a workspace and names of APIs. Out: an exit code; text on standard output, problems on standard error.
"""

from __future__ import annotations

import codecs
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from generator.cli.formats import Format, render_check
from generator.cli.formats.findings import count, tool_text
from generator.diagnostics import Problems, report
from generator.fingerprint import CLIENT_YAML, SPEC
from generator.journal import CannotWrite, Write, commit, exclusive, recover
from generator.judge import by_hashes, from_output, left_over
from generator.lock import digest
from generator.output import Change, Plan, plan
from generator.release.outlook import outlook
from generator.verdict import ApiVerdict, Cause, Exit, worst
from generator.workspace import Workspace, normalized

if TYPE_CHECKING:
    from generator.pipeline import Progress, Result


@contextmanager
def alone(workspace: Workspace, *, writes: bool = True) -> Iterator[None]:
    """One command at a time in a project; what an interrupted one had decided is finished first.

    A command that writes nothing goes on without its turn where even the lock cannot be written.
    """

    def waiting() -> None:
        print("specpress: waiting for another specpress in this project …", file=sys.stderr)

    with ExitStack() as turn:
        try:
            turn.enter_context(exclusive(workspace.home, waiting))
        except CannotWrite:
            if writes:
                raise
        else:
            _ignore(workspace.home)
            if finished := recover(workspace.home, workspace.root):
                print(f"finished an interrupted run: {count(finished, 'file')}", file=sys.stderr)
        yield


def _ignore(home: Path) -> None:
    """What Specpress keeps for itself is no business of git, in whatever project."""
    path = home / ".gitignore"
    if not path.exists():
        path.write_text("*\n", "utf-8")


def run_generate(workspace: Workspace, apis: Sequence[str], *, force: bool) -> Exit:
    """Generate; write only if every API came through and no hand edit is in the way."""
    names = _pick(workspace, apis)
    proved = {name: verdict for name in names if (verdict := by_hashes(workspace, name))}
    results = _compile(workspace, [name for name in names if name not in proved])
    if any(not result.ok for result in results.values()):
        print("nothing was written", file=sys.stderr)
        return Exit.BAD_INPUT
    plans = {name: planned(workspace, name, result) for name, result in results.items()}
    edits = [(p, change) for p in plans.values() for change in p.hand_edits]
    if edits and not force:
        refuse(workspace, edits)
        return Exit.HAND_EDIT
    writes = [
        write for name in plans for write in writes_of(workspace, name, results[name], plans[name])
    ]
    if writes:
        commit(workspace.home, writes, keep=workspace.root)
    for name in names:
        if name in proved:
            print(f"{name}: {proved[name].package}: unchanged, nothing to write")
        else:
            print(summary(workspace, name, results[name], plans[name]))
    for orphan in [] if apis else left_over(workspace):
        print(f"left over: {orphan.package}: {orphan.fix}")
    return Exit.FINE


def run_check(
    workspace: Workspace, apis: Sequence[str], *, full: bool, output: Format, diff: bool
) -> Exit:
    """Compare the disk with what generating would give; the worst verdict decides."""
    verdicts = [_verdict(workspace, name, full=full) for name in _pick(workspace, apis)]
    verdicts += [] if apis else left_over(workspace)
    print(render_check(verdicts, format=output, diff=diff, lines_of=workspace.lines_of), end="")
    return worst(verdicts)


def run_lint(workspace: Workspace, apis: Sequence[str]) -> Exit:
    """Print every problem, notes included."""
    results = _compile(workspace, _pick(workspace, apis), notes=True)
    for name, result in results.items():
        errors = sum(problem.severity == "error" for problem in result.problems)
        notes = len(result.problems) - errors
        print(f"{name}: {count(errors, 'error')}, {count(notes, 'note')}{_operations(result)}")
    return Exit.FINE if all(result.ok for result in results.values()) else Exit.BAD_INPUT


def _pick(workspace: Workspace, apis: Sequence[str]) -> list[str]:
    picked = workspace.pick(apis)
    if not picked:
        print("no APIs in specs/: specpress new NAME --from FILE makes one", file=sys.stderr)
    return picked


def _verdict(workspace: Workspace, name: str, *, full: bool) -> ApiVerdict:
    if not full and (proved := by_hashes(workspace, name)):
        return replace(proved, next_release=outlook(workspace, name, None))
    result = compiled(workspace, name)
    made = planned(workspace, name, result) if result.ok else None
    is_pinned = _is_pinned(workspace, name, result)
    verdict = from_output(workspace, name, result, made, unpinned=not is_pinned)
    if made is not None and not verdict.in_step:
        from generator.diff.effects import for_users

        verdict = replace(verdict, for_users=for_users(made, result.files))
    return replace(verdict, next_release=outlook(workspace, name, result) if result.ok else None)


def _is_pinned(workspace: Workspace, name: str, result: Result) -> bool:
    if not result.ok:
        return True
    text = client_yaml_of(workspace, name).read_bytes().decode("utf-8-sig", "replace")
    return text == result.client_yaml  # with its line endings, which are the author's


def client_yaml_of(workspace: Workspace, name: str) -> Path:
    """The declaration of an API."""
    return workspace.specs / name / CLIENT_YAML


def compiled(workspace: Workspace, name: str) -> Result:
    """One API from its files to files, with a line on the terminal while it runs."""
    from generator.models import expect_models

    expect_models(workspace.cache)  # beside all that is imported now
    from generator.pipeline import compile_api

    folder = workspace.specs / name
    with progress_line(name) as progress:
        result = compile_api(
            folder, workspace.shown(folder), cache=workspace.cache, progress=progress
        )
    return _alone_in_package(workspace, name, result)


def _alone_in_package(workspace: Workspace, name: str, result: Result) -> Result:
    """The result, with an error if another API has the same package."""
    others = workspace.packages().items() if result.inputs else ()
    twin = next((o for o, p in others if o != name and p == normalized(result.package)), None)
    if twin is None or result.inputs is None:
        return result
    problems = Problems()
    message = (
        f"the package {result.package!r} is that of {workspace.shown(workspace.specs / twin)} too"
    )
    at = result.inputs.declaration.root.at("package")
    problems.error("package-clash", message, at, hint="give one of them a package of its own")
    return replace(result, problems=(*result.problems, *problems))


def _compile(
    workspace: Workspace, names: Sequence[str], *, notes: bool = False
) -> dict[str, Result]:
    """Compile each API, and print what is wrong."""
    results = {}
    for name in names:
        results[name] = compiled(workspace, name)
        for problem in results[name].problems:
            if notes or problem.severity == "error":
                print(report(problem, workspace.lines_of), end="\n\n", file=sys.stderr)
    return results


@contextmanager
def progress_line(name: str) -> Iterator[Progress]:
    """A line that says what is being done; only on a terminal, gone when done."""
    if not sys.stderr.isatty():
        yield lambda stage: None
        return
    from rich.console import Console

    start = time.monotonic()
    with Console(stderr=True).status(f"{name} …") as status:
        yield lambda stage: status.update(f"{name}: {stage} … {time.monotonic() - start:.1f} s")


def planned(workspace: Workspace, name: str, result: Result) -> Plan:
    """What writing the result would change."""
    assert result.inputs is not None
    root, lock = workspace.generated / result.package, result.lock(name)
    declared = digest(result.inputs.declaration.text.encode())
    read = replace(lock, inputs={**lock.inputs, f"{SPEC}{CLIENT_YAML}": declared})
    return plan(root, {file.path: file.text for file in result.files}, lock, read=read)


def writes_of(workspace: Workspace, name: str, result: Result, made: Plan) -> Iterator[Write]:
    """What carries the plan out, new names in client.yaml included.

    Raises:
        CannotWrite: client.yaml is no longer what the names were added to: somebody saved it meanwhile.
    """
    yield from made.writes()
    if _is_pinned(workspace, name, result):
        return
    assert result.inputs is not None
    path = client_yaml_of(workspace, name)
    data = path.read_bytes()
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    if data.removeprefix(mark) != result.inputs.declaration.text.encode():
        raise CannotWrite(
            f"cannot write {workspace.shown(path)}: it was saved while it was being read; nothing was changed;"
            " give the command again"
        )
    yield Write(path, mark + result.client_yaml.encode())


def refuse(workspace: Workspace, edits: Sequence[tuple[Plan, Change]]) -> None:
    """Name the files that were changed by hand, and what to do about them."""
    for made, change in edits:
        path = workspace.shown(made.root / change.path)
        print(f"hand edit: {path}:{change.line()}", file=sys.stderr)
    print(
        "nothing was written: specpress check --diff shows the edits; "
        "specpress generate --force overwrites them, and keeps the old text in <package>.orig/",
        file=sys.stderr,
    )


def summary(workspace: Workspace, name: str, result: Result, made: Plan) -> str:
    """What was written of one API, in a line; below it what was kept or left alone."""
    causes = [change.cause for change in made.changes]
    written = sum(cause not in (Cause.UNKNOWN, Cause.STALE) for cause in causes)
    removed = sum(cause is Cause.STALE for cause in causes)
    done = [f"{n} {what}" for n, what in ((written, "written"), (removed, "removed")) if n]
    if not done and made.lock_is_stale:
        done = ["only the lock written"]
    notes = (
        f"; {count(len(result.problems), 'note')}: specpress lint {name}" if result.problems else ""
    )
    files = f"{count(len(result.files), 'file')}: {', '.join(done) or 'nothing to write'}"
    lines = [f"{name}: {workspace.shown(made.root)}{_operations(result)}, {files}{notes}"]
    lines += [f"  tool version   {tool_text(*tool)}" for tool in made.other_tools]
    if result.inputs and result.client_yaml != result.inputs.declaration.text:
        client_yaml = workspace.shown(client_yaml_of(workspace, name))
        lines.append(f"  names          new public names are pinned in {client_yaml}")
    if made.to_keep:
        old = count(len(made.to_keep), "old text")
        lines.append(f"  kept           {old}, in {workspace.shown(made.kept)}/")
    unknown = [change for change in made.changes if change.cause is Cause.UNKNOWN]
    lines += [f"  left alone     {workspace.shown(made.root / c.path)} (not mine)" for c in unknown]
    return "\n".join(lines)


def _operations(result: Result) -> str:
    counts = result.counts
    if not counts:
        return ""
    waived = counts["operations_in"] - counts["operations_out"]
    left_out = f" ({waived} waived)" if waived else ""
    return f", {count(counts['operations_in'], 'operation')} in, {counts['operations_out']} out{left_out}"
