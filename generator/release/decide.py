"""Which version the next release of a package has, and why.

In: a workspace, an API whose package is in step with its spec, or the fresh output that it will be. Out: a `Decision`.
Refuses, with `ProblemsFound`: a damaged record of the last release, and a spec that cannot be read. A version in
client.yaml that cannot be released is no refusal here, but the decision's `problem`.

Nothing is compared if the package is made from what the last release was made from; nor if the same was compared
before, and its outcome is still in the cache. Neither imports what comparing needs.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.diagnostics import Place, Problem
from generator.diff.finding import Bump, Report, Severity
from generator.fingerprint import CLIENT_YAML
from generator.lock import LOCK_NAME, Lock
from generator.output import stored_lock
from generator.release.kept import Outcome, find, key_of, put
from generator.release.record import Record, folder_of, made_from, read_record
from generator.release.version import FORM, Version, is_enough, required
from generator.workspace import Workspace

if TYPE_CHECKING:
    from generator.pipeline import Result

NOW = "the working tree"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What the next release of one package would be."""

    api: str
    package: str
    """The distribution: `wix-orders`."""
    released: str | None
    """The version of the last release; None if there was none."""
    declared: str
    """The version in client.yaml."""
    next: str | None
    """The version that the next release has: the one in client.yaml if it is raised enough by hand, else the lowest
    that may be. None if there is nothing to release, or if `problem` leaves no version to name."""
    bump: Bump
    """What the changes since the last release ask for; `none` for the first."""
    report: Report | None
    """What changed since the last release; None if there was none, or if nothing had to be compared."""
    reason: str
    """Why, in one line for people."""
    problem: Problem | None = None
    """Why `release` would refuse: the version in client.yaml cannot be the next one."""
    proposed: Mapping[str, str] = field(default_factory=dict)
    """Entries for `renamed:` in client.yaml, which keep old names as deprecated aliases."""


@dataclass(frozen=True, slots=True)
class _Package:
    """The package in step: its lock, and what its pyproject.toml says."""

    lock: Lock
    name: str
    version: str


def decide(workspace: Workspace, api: str, *, result: Result | None) -> Decision:
    """The next release of an API.

    Args:
        workspace: The project.
        api: Its folder in specs/.
        result: Fresh output without errors, where it was made; None where hashes prove that the package on disk is in
            step (`judge.by_hashes`), which is then what is looked at.

    Raises:
        ProblemsFound: the record of the last release is damaged, or the spec has errors.
    """
    folder = folder_of(workspace, api)
    record = read_record(folder, workspace.shown(folder))
    package = _on_disk(workspace, api) if result is None else _fresh(api, result)
    if record is None:
        return _first(workspace, api, package)
    if record.made_from == made_from(package.lock):
        return _decided(workspace, api, package, record, None)
    key = key_of(record, package.lock)
    outcome = find(workspace.cache, key)
    if outcome is None:
        from generator.release.compare import compare

        outcome = compare(workspace, api, record, result)
        put(workspace.cache, key, outcome)
    return _decided(workspace, api, package, record, outcome)


# --- the decision -------------------------------------------------------------------------------


def _first(workspace: Workspace, api: str, package: _Package) -> Decision:
    """Nobody has a release of this package."""
    problem = None if _parse(package.version) else _no_release(workspace, api, package, "0.1.0")
    return Decision(
        api=api,
        package=package.name,
        released=None,
        declared=package.version,
        next=None if problem else package.version,
        bump="none",
        report=None,
        reason="the first release",
        problem=problem,
    )


def _decided(
    workspace: Workspace, api: str, package: _Package, record: Record, outcome: Outcome | None
) -> Decision:
    report = outcome.report if outcome is not None else None
    bump: Bump = "none" if report is None else report.bump
    released = Version.parse(record.version)
    needed = required(released, bump)
    declared = _parse(package.version)
    following = needed if bump != "none" else None
    problem = None
    if declared is None:
        problem, following = _no_release(workspace, api, package, str(needed)), None
    elif declared < released:
        problem = _too_low(workspace, api, package, f"{released} is released already", needed)
    elif declared > released and is_enough(declared, needed):
        following = declared
    elif declared > released:
        problem = _too_low(workspace, api, package, _forbidding(report, record), needed)
    return Decision(
        api=api,
        package=package.name,
        released=record.version,
        declared=package.version,
        next=None if following is None else str(following),
        bump=bump,
        report=report,
        reason=_reason(report, record, "" if following in (None, needed) else str(following)),
        problem=problem,
        proposed={} if outcome is None else outcome.proposed,
    )


def _reason(report: Report | None, record: Record, by_hand: str) -> str:
    """`by_hand` is the version in client.yaml, where the changes alone would not give it."""
    said = f"client.yaml says {by_hand}" if by_hand else ""
    if report is None or not report.findings:
        told = f"nothing changed for users since {record.version}"
        return f"{said}; {told}" if said else told
    return f"{counted(report)}; {said}" if said else counted(report)


def counted(report: Report) -> str:
    """`1 break, 2 additions, 3 notes`; what a single note says."""
    if [finding.severity for finding in report.findings] == ["note"]:
        (finding,) = report.findings
        return f"{finding.subject} {finding.message}".removeprefix(f"{report.package} ")
    words: dict[Severity, str] = {"breaking": "break", "addition": "addition", "note": "note"}
    counts = [(len(report.of(severity)), word) for severity, word in words.items()]
    return ", ".join(f"{n} {word}{'s' if n > 1 else ''}" for n, word in counts if n)


def _forbidding(report: Report | None, record: Record) -> str:
    """The findings that a version is too low for, the first three of them in full."""
    assert report is not None, "only a change can need more than is declared"
    worst = report.of(report.findings[0].severity)
    told = "; ".join(f"{finding.subject} {finding.message}" for finding in worst[:3])
    more = f"; and {len(worst) - 3} more" if len(worst) > 3 else ""
    return f"since {record.version}: {told}{more}"


def _parse(text: str) -> Version | None:
    try:
        return Version.parse(text)
    except ValueError:
        return None


def _no_release(workspace: Workspace, api: str, package: _Package, lowest: str) -> Problem:
    message = f"{package.version} cannot be released: a release is {FORM}"
    hint = f"write such a version: version: {lowest} (or more)"
    return _problem(workspace, api, "version-form", message, hint)


def _too_low(
    workspace: Workspace, api: str, package: _Package, why: str, needed: Version
) -> Problem:
    message = f"{package.version} is too low for the next release: {why}"
    hint = f"write version: {needed} (or more); specpress diff {api} tells all that changed"
    return _problem(workspace, api, "version-too-low", message, hint)


def _problem(workspace: Workspace, api: str, code: str, message: str, hint: str) -> Problem:
    from generator.diagnostics import Problems
    from generator.source import read

    path = workspace.specs / api / CLIENT_YAML
    shown = workspace.shown(path)
    source = read(path, shown, Problems())
    place = Place(shown, 1, 1) if source is None else source.root.at("version").place()
    return Problem(code, message, (place,), hint)


# --- the package --------------------------------------------------------------------------------


def _on_disk(workspace: Workspace, api: str) -> _Package:
    for path in sorted(workspace.generated.glob(f"*/{LOCK_NAME}")):
        lock = stored_lock(path.parent)
        if lock is not None and lock.api == api:
            project = (path.parent / "pyproject.toml").read_text("utf-8")
            return _package(lock, project)
    raise AssertionError("a package in step has a lock")


def _fresh(api: str, result: Result) -> _Package:
    project = next(file.text for file in result.files if file.path == "pyproject.toml")
    return _package(result.lock(api), project)


def _package(lock: Lock, project: str) -> _Package:
    said = tomllib.loads(project)["project"]
    return _Package(lock, said["name"], said["version"])
