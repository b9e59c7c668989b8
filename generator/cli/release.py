"""What `release` does: decides the version, dates the changelog, makes the package again, writes the record.

In: a workspace and names of APIs. Out: an exit code; what was released on standard output, and what to type next; why
nothing was, on standard error. Refuses: packages that are not in step, a version in client.yaml that is too low, a
record that is damaged. All packages are released, or none.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime

from generator.cli.commands import planned, progress_line
from generator.declaration.flow import line as yaml_line
from generator.diagnostics import Problem, ProblemsFound, report
from generator.fingerprint import CHANGELOG, CLIENT_YAML, SPEC
from generator.journal import CannotWrite, Write, commit
from generator.judge import by_hashes
from generator.lock import Lock
from generator.output import changed_inputs
from generator.publish.tag import tag_of
from generator.release.changelog import section
from generator.release.decide import Decision, decide
from generator.release.record import RELEASED, folder_of, read_record
from generator.release.write import Draft, Prepared, drafted, prepare
from generator.verdict import Exit
from generator.workspace import UsageError, Workspace

EPOCH = "SOURCE_DATE_EPOCH"
PUSHED = 3
"""Tags in one push."""


def run_release(workspace: Workspace, apis: Sequence[str]) -> Exit:
    """Release every package of which something changed, or none."""
    names = _picked(workspace, apis)
    date = today()
    if _not_in_step(workspace, names):
        return Exit.DRIFT
    try:
        decisions = [_decision(workspace, name) for name in names]
        _stop_at([decision.problem for decision in decisions if decision.problem])
        todo = [_prepared(workspace, one, date) for one in decisions if one.next is not None]
    except ProblemsFound as found:
        return _refused(workspace, found, "nothing was released")
    writes = [write for one in todo for write in _writes(workspace, one)]
    if writes:
        commit(workspace.home, writes, keep=workspace.root)
    for decision in decisions:
        if decision.next is None:
            print(f"{decision.package}: nothing to release: {decision.reason}")
    for one in todo:
        _tell(workspace, one)
    _tell_next([one.decision for one in todo])
    return Exit.FINE


def run_draft(workspace: Workspace, apis: Sequence[str]) -> Exit:
    """Write what changed into the changelogs, below Unreleased; nothing else."""
    names = _picked(workspace, apis)
    if _not_in_step(workspace, names):
        return Exit.DRIFT
    try:
        decisions = [_decision(workspace, name) for name in names]
        drafts = [drafted(workspace, one) for one in decisions]
    except ProblemsFound as found:
        return _refused(workspace, found, "nothing was drafted")
    writes = [
        Write(one.path, text)
        for one in drafts
        if (text := one.drafted.text.encode()) != (one.read or b"")
    ]
    if writes:
        commit(workspace.home, writes, keep=workspace.root)
    written = {write.path for write in writes}
    for one in drafts:
        _tell_draft(workspace, one, done=one.path in written)
    if written:
        print("next: edit what was drafted, for those who use the package; then: make release")
    return Exit.FINE


def run_check(workspace: Workspace, apis: Sequence[str]) -> Exit:
    """Whether the last release of each package is what lies there; writes nothing."""
    missing = False
    refused: list[Problem] = []
    for name in _picked(workspace, apis):
        if by_hashes(workspace, name) is None:
            missing = True
            print(f"{name}: not in step with specs/: specpress generate {name}", file=sys.stderr)
            continue
        try:
            decision = _decision(workspace, name)
        except ProblemsFound as found:
            refused += found.problems
            continue
        if decision.problem:
            refused.append(decision.problem)
        elif said := _unreleased(workspace, decision):
            missing = True
            print(f"{decision.package}: {said}", file=sys.stderr)
        else:
            print(
                f"{decision.package} {decision.released}: released, and nothing has changed since"
            )
    if refused:
        return _refused(workspace, ProblemsFound(refused), "this cannot be released")
    return Exit.DRIFT if missing else Exit.FINE


def today() -> str:
    """The day of a release in UTC; that of SOURCE_DATE_EPOCH (seconds since 1970) if it is set."""
    epoch = os.environ.get(EPOCH)
    if not epoch:
        return datetime.now(UTC).date().isoformat()
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        raise UsageError(
            f"{EPOCH} is {epoch!r}, which is no number of seconds since 1970: unset it, or set it to one"
        ) from None


# --- deciding -----------------------------------------------------------------------------------


def _picked(workspace: Workspace, apis: Sequence[str]) -> list[str]:
    names = workspace.pick(apis)
    if not names:
        print("no APIs in specs/: specpress new NAME --from FILE makes one", file=sys.stderr)
    return names


def _not_in_step(workspace: Workspace, names: Sequence[str]) -> bool:
    """Whether a package is not what its spec gives, and say so. A changelog may be newer: a release dates it anyway."""
    changelog = f"{SPEC}{CHANGELOG}"
    stale = [name for name in names if by_hashes(workspace, name, apart={changelog}) is None]
    if stale:
        listed = " ".join(stale)
        print(
            f"specpress: {', '.join(stale)} not in step with specs/, so nothing was written\n"
            f"  = hint: specpress check {listed} says why; then: specpress generate {listed}",
            file=sys.stderr,
        )
    return bool(stale)


def _decision(workspace: Workspace, name: str) -> Decision:
    with progress_line(name) as progress:
        progress("comparing with the last release")
        return decide(workspace, name, result=None)


def _stop_at(problems: Sequence[Problem]) -> None:
    if problems:
        raise ProblemsFound(problems)


def _refused(workspace: Workspace, found: ProblemsFound, outcome: str) -> Exit:
    for problem in found.problems:
        if problem.severity == "error":
            print(report(problem, workspace.lines_of), end="\n\n", file=sys.stderr)
    print(f"specpress: {outcome}", file=sys.stderr)
    return Exit.BAD_INPUT


def _prepared(workspace: Workspace, decision: Decision, date: str) -> Prepared:
    with progress_line(decision.api) as progress:
        progress("making the package again")
        return prepare(workspace, decision, date)


def _writes(workspace: Workspace, prepared: Prepared) -> Iterator[Write]:
    name = prepared.decision.api
    made = planned(workspace, name, prepared.result)
    changed = changed_inputs(made.old_lock or Lock(), made.lock)
    folder = workspace.shown(workspace.specs / name)
    saved = {path for _, path in changed} - {f"{folder}/{CLIENT_YAML}", f"{folder}/{CHANGELOG}"}
    saved.update(workspace.shown(made.root / edit.path) for edit in made.hand_edits)
    if saved:
        raise CannotWrite(
            f"cannot release {name}: {min(saved)} was saved meanwhile; nothing was changed; give the command again"
        )
    yield from made.writes()
    yield from prepared.writes(workspace)


def _unreleased(workspace: Workspace, decision: Decision) -> str:
    """What is missing until this can be published as it is; nothing, if nothing is."""
    command = f"make release API={decision.api}"
    if decision.next is not None:
        was = f"the last release is {decision.released}" if decision.released else "never released"
        return f"{decision.next} is not released ({was}): {decision.reason}: {command}"
    folder = folder_of(workspace, decision.api)
    record = read_record(folder, workspace.shown(folder))
    assert record is not None, "without a record, there is something to release"
    path = workspace.specs / decision.api / CHANGELOG
    text = path.read_text("utf-8", "replace") if path.is_file() else ""
    if section(text, record.version) is None:
        heading = f"## [{record.version}] - {record.date}"
        then = f"add {heading}; then: specpress generate {decision.api}"
        return f"{workspace.shown(path)} does not tell of {record.version}: {then}"
    return ""


# --- telling ------------------------------------------------------------------------------------


def _tell(workspace: Workspace, prepared: Prepared) -> None:
    decision = prepared.decision
    for warning in prepared.warnings:
        print(f"specpress: {warning}", file=sys.stderr)
    if decision.released is None:
        print(f"{decision.package} {decision.next}: {decision.reason}")
    else:
        print(f"{decision.package} {decision.released} → {decision.next}, since {decision.reason}")
    folder = workspace.shown(workspace.specs / decision.api)
    package = workspace.shown(workspace.generated / prepared.result.package)
    print(f"  written  {folder}/{CHANGELOG}, {CLIENT_YAML} and {RELEASED}/; {package}/")
    if prepared.dropped:
        print(
            f"  ended    the old names {', '.join(prepared.dropped)}: their entries in renamed: are gone"
        )
    _propose(workspace, decision)


def _tell_draft(workspace: Workspace, draft: Draft, *, done: bool) -> None:
    for warning in draft.drafted.warnings:
        print(f"specpress: {warning}", file=sys.stderr)
    decision = draft.decision
    said = "drafted" if done else "nothing new to draft"
    print(f"{decision.package}: {workspace.shown(draft.path)}: {said}; {_outlook(decision)}")
    if draft.ending:
        print(
            f"  ends     the old names {', '.join(draft.ending)}: the last release had them already"
        )
    _propose(workspace, decision)


def _outlook(decision: Decision) -> str:
    if decision.next is None:
        return f"nothing to release: {decision.reason}"
    return f"the next release is {decision.next}: {decision.reason}"


def _propose(workspace: Workspace, decision: Decision) -> None:
    """Old names that may stay as aliases, as YAML to paste."""
    if not decision.proposed:
        return
    path = workspace.shown(workspace.specs / decision.api / CLIENT_YAML)
    print("  names changed; to keep the old ones as deprecated aliases,")
    print(f"  put this into {path}, generate, and release again:\n")
    print(f"renamed:\n{_yaml(decision.proposed)}\n")


def _yaml(names: Mapping[str, str]) -> str:
    return "\n".join(row for old, new in sorted(names.items()) for row in yaml_line(2, old, new))


def batched(tags: Sequence[str]) -> Iterator[Sequence[str]]:
    """As many at a time as GitHub starts jobs for: of more than three tags in one push, it takes no notice."""
    for start in range(0, len(tags), PUSHED):
        yield tags[start : start + PUSHED]


def _tell_next(released: Sequence[Decision]) -> None:
    """What to type once the release lies there."""
    if not released:
        return
    listed = ", ".join(f"{one.package} {one.next}" for one in released)
    tags = [tag_of(one.package, one.next or "") for one in released]
    print("next: read the changelog; then")
    print(f'  git add specs generated && git commit -m "Release {listed}"')
    print("  " + " && ".join(f"git tag {tag}" for tag in tags))
    print("  git push origin HEAD")
    for some in batched(tags):
        print(f"  git push origin {' '.join(some)}")
    print("  make publish INDEX=…  (or let the release job do it, on the tag)")
