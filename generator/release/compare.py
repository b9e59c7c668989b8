"""What is there now against the last release.

In: a workspace, an API, its record, and fresh output where it was made. Out: an `Outcome`. Refuses, with
`ProblemsFound`: a spec of today that has errors. A recorded document that today's generator cannot read any more is
left aside, and a remark says so: the public names are compared all the same.
"""

from __future__ import annotations

from generator.diagnostics import Problems, ProblemsFound
from generator.diff.compare import compare_states
from generator.diff.spec.pair import Reading
from generator.diff.state import State, of_result, with_package
from generator.inputs import read_inputs
from generator.lock import LOCK_NAME
from generator.output import stored_lock
from generator.pipeline import Result, understand
from generator.release.decide import NOW
from generator.release.kept import Outcome
from generator.release.names import of_text
from generator.release.record import NAMES, Record, damaged
from generator.release.renames import proposed
from generator.workspace import Workspace


def compare(workspace: Workspace, api: str, record: Record, result: Result | None) -> Outcome:
    """All that changed since the release, and which old names could stay as aliases."""
    old = released_state(record)
    new = _on_disk(workspace, api) if result is None else of_result(result, NOW)
    return outcome(api, old, new)


def outcome(api: str, old: State, new: State) -> Outcome:
    """Two states compared."""
    report, _ = compare_states(api, old, new)
    return Outcome(report, proposed(old, new))


def released_state(record: Record) -> State:
    """The state that was released, printed as the record's folder."""
    try:
        surface, needs = of_text(record.names)
    except ValueError as error:
        raise damaged(f"{record.shown}/{NAMES}", str(error), record.shown) from None
    remarks: tuple[str, ...] = ()
    spec = None
    try:
        inputs = read_inputs(record.folder, record.shown, Problems())
        spec = Reading(inputs, understand(inputs, Problems()))
    except ProblemsFound as found:
        first = next(problem for problem in found.problems if problem.severity == "error")
        where = first.places[0] if first.places else record.shown
        remark = f"{where}: {first.message}; only the packages are compared"
        remarks = (f"the spec of {record.version} cannot be read by this Specpress: {remark}",)
    return State(
        label=f"release {record.version}",
        package=surface.package,
        distribution=record.package,
        spec=spec,
        files={},
        surface=surface,
        held=record.wheel,
        requirements=needs,
        remarks=remarks,
    )


def _on_disk(workspace: Workspace, api: str) -> State:
    """The state that hashes prove to be in step."""
    folder = workspace.specs / api
    inputs = read_inputs(folder, workspace.shown(folder), Problems())
    reading = Reading(inputs, understand(inputs, Problems()))
    for path in workspace.generated.glob(f"*/{LOCK_NAME}"):
        lock = stored_lock(path.parent)
        if lock is not None and lock.api == api:
            texts = {name: (path.parent / name).read_text("utf-8") for name in lock.files}
            return with_package(reading, texts, NOW)
    raise AssertionError("a package in step has a lock")
