"""What `build` does: wheels, source archives, SBOMs and provenances of packages, into `dist/`.

In: a workspace and names of APIs. Out: an exit code; the files' names on standard output, what is refused on standard
error.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from generator.cli.commands import progress_line
from generator.publish.build import Built, build
from generator.publish.packages import NotInStep, NotReleased, PublishError, packages_of
from generator.verdict import Exit
from generator.workspace import Workspace

DIST = "dist"


def run_build(workspace: Workspace, apis: Sequence[str]) -> Exit:
    """Build all or nothing, and name what lies in `dist/` now."""
    try:
        for one in built(workspace, apis):
            for artefact in one.artefacts:
                print(f"{DIST}/{artefact.path.name}  sha256:{artefact.sha256}")
            for path in one.beside:
                print(f"{DIST}/{path.name}")
    except PublishError as error:
        return refused(error)
    return Exit.FINE


def refused(error: PublishError) -> Exit:
    """Say why nothing was built or published; the exit code for that."""
    print(f"specpress: {error}", file=sys.stderr)
    return Exit.DRIFT if isinstance(error, NotInStep | NotReleased) else Exit.NOT_PUBLISHED


def built(workspace: Workspace, apis: Sequence[str]) -> list[Built]:
    """Build the packages of these APIs, with a line on the terminal meanwhile."""
    packages = packages_of(workspace, apis)
    with progress_line("building " + ", ".join(package.name for package in packages)):
        return build(packages, workspace.root / DIST)
