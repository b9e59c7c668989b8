"""From what is on disk to a verdict: by hashes where they prove it, else from fresh output.

In: a workspace and an API; for the full way also the pipeline's result and the plan. Out: an `ApiVerdict`. Refuses
nothing.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from generator.fingerprint import SPEC, own_hashes, spec_hashes
from generator.lock import LOCK_NAME, Lock, digest, tool_versions
from generator.output import (
    MARKERS,
    Change,
    Plan,
    changed_inputs,
    is_unmerged,
    stored_lock,
    unknown_files,
)
from generator.verdict import ApiVerdict, Cause, Exit, FileVerdict
from generator.workspace import Workspace, document_in, normalized

if TYPE_CHECKING:
    from generator.pipeline import Result


def by_hashes(workspace: Workspace, name: str, *, apart: Collection[str] = ()) -> ApiVerdict | None:
    """In step, if inputs and files are as the lock has them; None where that proves nothing.

    Nothing is generated, and no engine is imported. `apart` are inputs, as the lock names them, that are not looked at.
    """
    for root in sorted(path.parent for path in workspace.generated.glob(f"*/{LOCK_NAME}")):
        lock = stored_lock(root)
        if lock is not None and lock.api == name:
            return (
                _in_step(workspace, name, root, lock)
                if _proved(workspace, name, root, lock, apart)
                else None
            )
    return None


def _proved(
    workspace: Workspace, name: str, root: Path, lock: Lock, apart: Collection[str]
) -> bool:
    document = document_in(workspace.specs / name)
    if not lock.is_whole or document is None or f"{SPEC}{document.name}" not in lock.inputs:
        return False
    inputs = spec_hashes(workspace.specs / name, lock.inputs) | own_hashes()
    differ = {key for key, _ in inputs.items() ^ lock.inputs.items()}
    if differ.difference(apart) or tool_versions() != lock.tools:
        return False
    if not all(_is_as_written(root / path, known) for path, known in lock.files.items()):
        return False
    return not unknown_files(root, {*lock.files, LOCK_NAME})


def _is_as_written(path: Path, known: str) -> bool:
    """Whether a file has the bytes that were written; a hash is of LF, and so is what was written."""
    if not path.is_file():
        return False
    data = path.read_bytes()
    return b"\r\n" not in data and digest(data) == known


def _in_step(workspace: Workspace, name: str, root: Path, lock: Lock) -> ApiVerdict:
    return ApiVerdict(
        api=name,
        package=workspace.shown(root),
        exit=Exit.FINE,
        proof="hashes",
        operations_in=lock.counts.get("operations_in", 0),
        operations_out=lock.counts.get("operations_out", 0),
        file_count=len(lock.files),
    )


def left_over(workspace: Workspace) -> list[ApiVerdict]:
    """Packages that no API gives any more: its folder in specs/ is gone, or its package has another name now."""
    known, packages = workspace.apis(), workspace.packages()
    found = []
    for path in sorted(workspace.generated.glob(f"*/{LOCK_NAME}")):
        root, lock = path.parent, stored_lock(path.parent)
        if lock is None or not lock.api:
            continue
        here = normalized(root.name)
        if lock.api in known and packages.get(lock.api, here) == here:
            continue
        shown = workspace.shown(root)
        paths = [root / name for name in (*lock.files, LOCK_NAME)]
        found.append(
            ApiVerdict(
                api=lock.api,
                package=shown,
                exit=Exit.DRIFT,
                proof="hashes",
                files=tuple(
                    FileVerdict(path=workspace.shown(p), cause=Cause.STALE)
                    for p in paths
                    if p.is_file()
                ),
                fix=f"remove {shown}: no API in specs/ has this package any more",
            )
        )
    return found


def from_output(
    workspace: Workspace, name: str, result: Result, plan: Plan | None, *, unpinned: bool
) -> ApiVerdict:
    """The verdict on fresh output, but for what it means for users; `plan` is None where a problem stopped it."""
    if plan is None:
        return ApiVerdict(
            api=name,
            package="",
            exit=Exit.BAD_INPUT,
            proof="regenerated",
            problems=result.problems,
            fix=f"mend what is said above, then: specpress generate {name}",
        )
    files = tuple(_file(workspace, plan, change) for change in plan.changes) + _lock_file(
        workspace, plan
    )
    stale = _stale_lock(plan)
    codes = [Exit.FINE, *(file.cause.exit for file in files)]
    codes += [Exit.TOOL] if plan.other_tools else []
    codes += [Exit.DRIFT] if stale or unpinned else []
    return ApiVerdict(
        api=name,
        package=workspace.shown(plan.root),
        exit=max(codes),
        proof="regenerated",
        files=files,
        tools=plan.other_tools,
        changed=changed_inputs(plan.old_lock, plan.read) if plan.old_lock else (),
        stale_lock=stale,
        unpinned=unpinned,
        problems=result.problems,
        operations_in=result.counts["operations_in"],
        operations_out=result.counts["operations_out"],
        file_count=len(result.files),
        fix=_fix(name, max(codes), {file.cause for file in files}, writes=bool(stale) or unpinned),
    )


def _file(workspace: Workspace, plan: Plan, change: Change) -> FileVerdict:
    path = workspace.shown(plan.root / change.path)
    if change.cause is Cause.UNKNOWN:
        return FileVerdict(path=path, cause=change.cause)
    added, removed = change.counts()
    return FileVerdict(
        path=path,
        cause=change.cause,
        line=change.line(),
        added=added,
        removed=removed,
        diff=change.diff(),
    )


def _lock_file(workspace: Workspace, plan: Plan) -> tuple[FileVerdict, ...]:
    """A lock that is not there, or is unmerged, is a file that differs; a stale one is told apart."""
    if plan.old_lock is not None:
        return ()
    path = plan.root / LOCK_NAME
    cause = Cause.UNMERGED if is_unmerged(path) else Cause.MISSING
    text = path.read_text("utf-8", "replace") if cause is Cause.UNMERGED else ""
    line = next((n for n, row in enumerate(text.splitlines(), 1) if row.startswith(MARKERS)), 1)
    added = len(plan.lock.text().splitlines())
    return (FileVerdict(path=workspace.shown(path), cause=cause, line=line, added=added),)


def _stale_lock(plan: Plan) -> tuple[tuple[Cause, str], ...]:
    """What changed although every file is as fresh output has it."""
    old = plan.old_lock
    if plan.changes or old is None or not plan.lock_is_stale or plan.other_tools:
        return ()
    if old.is_whole and old == plan.read:
        return ()
    lock = Cause.UNMERGED, f"{plan.root.parent.name}/{plan.root.name}/{LOCK_NAME}"
    return changed_inputs(old, plan.read) or (lock,)


def _fix(name: str, code: Exit, found: set[Cause], *, writes: bool) -> str:
    """What to type; `writes` says whether generating would write something besides files that differ."""
    remove = "remove the unknown files, or let git ignore them"
    match code:
        case Exit.FINE:
            return ""
        case Exit.TOOL:
            return f"make setup (installs the pinned tools), or take the new ones: specpress generate {name}"
        case Exit.HAND_EDIT:
            return f"put the change into the spec, client.yaml or templates/; then specpress generate {name} --force"
        case _ if found == {Cause.UNKNOWN} and not writes:
            return remove
        case _:
            return f"specpress generate {name}" + (f"; {remove}" if Cause.UNKNOWN in found else "")
