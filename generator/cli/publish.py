"""What `publish` does: build, check, compare with the index, upload.

In: a workspace, names of APIs, an index. Out: an exit code; what is up on standard output, why the rest is not on
standard error. Refuses: what has changed since its last release; what was never released has no version to be held to.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from generator.cli.build import built, refused
from generator.diagnostics import Problems, ProblemsFound
from generator.publish.index import find_index
from generator.publish.packages import NotReleased, PublishError, packages_of
from generator.publish.upload import Item, Outcome, Plan, carry_out, plan
from generator.release.decide import decide
from generator.settings import DOCS_URL, FILE, TABLE, settings_of
from generator.verdict import Exit
from generator.workspace import Workspace


def run_publish(workspace: Workspace, apis: Sequence[str], asked: str) -> Exit:
    """Publish all packages, or say what is up and what is not."""
    try:
        index = find_index(asked)
        _stop_at_unreleased(workspace, apis)
        todo = plan(built(workspace, apis), index)
    except PublishError as error:
        return refused(error)
    _warn_of_placeholder(workspace)
    for item in todo.there:
        print(f"there already, same bytes: {item.name}")
    for step in carry_out(todo, index):
        match step:
            case Item():
                print(f"up: {step.name}  sha256:{step.artefact.sha256}", flush=True)
            case Outcome(problem=""):
                print(_done(todo, index.shown))
            case Outcome():
                print(_failed(step, todo), file=sys.stderr)
                return Exit.NOT_PUBLISHED
    return Exit.FINE


def _stop_at_unreleased(workspace: Workspace, apis: Sequence[str]) -> None:
    """Raise `NotReleased` with every package that goes by the version of its last release, and is another."""
    changed = []
    for package in packages_of(workspace, apis):
        try:
            decision = decide(workspace, package.api, result=None)
        except ProblemsFound as found:
            raise NotReleased(f"{found.problems[0].message}: make release CHECK=1") from None
        if decision.released and (decision.next or decision.problem):
            changed.append(f"{package.name} has changed since {decision.released} was released")
    if changed:
        listed = "; ".join(changed)
        raise NotReleased(f"{listed}: make release first (specpress diff says what changed)")


def _warn_of_placeholder(workspace: Workspace) -> None:
    """Say so where the packages link to an address that can be nobody's: what is published stays."""
    settings = settings_of(workspace.root, Problems())
    if settings.is_placeholder:
        print(
            f"specpress: warning: the packages say that their docs are at {settings.docs_url}, which is a placeholder "
            f"(RFC 2606): set {DOCS_URL} under [{TABLE}] in {FILE}, or take it out; then specpress generate",
            file=sys.stderr,
        )


def _done(todo: Plan, shown: str) -> str:
    if not todo.todo:
        return f"nothing to do: {shown} has all {len(todo.there)} files"
    return f"published to {shown}: {len(todo.todo)} uploaded, {len(todo.there)} there already"


def _failed(outcome: Outcome, todo: Plan) -> str:
    up = [*todo.there, *outcome.up]
    lines = [f"specpress: {outcome.problem}"]
    if not up and not outcome.unknown:
        return "\n".join([*lines, "nothing was uploaded; mend that and publish again"])
    groups = ("up", up), ("not up", outcome.not_up), ("not known", outcome.unknown)
    lines += [f"  {group}: {item.name}" for group, items in groups for item in items]
    return "\n".join([*lines, "publish again to finish: what is up with the same bytes stays"])
