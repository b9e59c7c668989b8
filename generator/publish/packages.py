"""What may be built: the packages in `generated/` that their locks prove to be in step.

In: a workspace and names of APIs. Out: `Package`s. Refuses, with `NotInStep`: a package that is not there, or is not
what its spec gives. Folders without a lock (`pets.orig/`) are no packages.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.judge import by_hashes
from generator.lock import Lock
from generator.output import stored_lock
from generator.workspace import Workspace


class PublishError(Exception):
    """Nothing was published, or not all; the message says what, and what to do."""


class NotInStep(PublishError):
    """A package is not what its spec gives."""


class NotReleased(PublishError):
    """A package is not what its last release was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """One package, in step with its spec."""

    api: str
    root: Path
    """Its folder in `generated/`."""
    lock: Lock
    name: str
    """The distribution, as in pyproject.toml."""
    version: str
    license: str
    """An SPDX expression."""
    dependencies: tuple[str, ...]
    """Requirements (PEP 508)."""
    optional: tuple[str, ...]
    """Requirements of its extras."""
    urls: Mapping[str, str]
    """Addresses by their labels."""


def packages_of(workspace: Workspace, apis: Sequence[str]) -> list[Package]:
    """The packages of the named APIs, or of all.

    A package is only as good as the proof that it is in step: where the hashes in its lock do not prove it, what is
    built would not be what its provenance says.
    """
    names = workspace.pick(apis)
    if not names:
        raise PublishError("no APIs in specs/: specpress new NAME --from FILE makes one")
    verdicts = {name: by_hashes(workspace, name) for name in names}
    stale = [name for name, verdict in verdicts.items() if verdict is None]
    if stale:
        listed = " ".join(stale)
        raise NotInStep(
            f"nothing was built: {', '.join(stale)} not in step with specs/\n"
            f"  = hint: specpress check {listed} says why; then: specpress generate {listed}"
        )
    return [
        _package(name, workspace.root / verdict.package)
        for name, verdict in verdicts.items()
        if verdict is not None
    ]


def _package(api: str, root: Path) -> Package:
    lock = stored_lock(root)
    assert lock is not None, "by_hashes has read it"
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    return Package(
        api=api,
        root=root,
        lock=lock,
        name=project["name"],
        version=project["version"],
        license=project["license"],
        dependencies=tuple(project["dependencies"]),
        optional=tuple(
            text for extra in project["optional-dependencies"].values() for text in extra
        ),
        urls=project.get("urls", {}),
    )
