"""The commands that make packages for users and bring them there: `release`, `build`, `publish`.

In: arguments. Out: an exit code. Refuses, with `UsageError`: to build without the libraries of the extra `publish`, to
publish without an index, and options that exclude each other.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from generator.cli.options import Apis
from generator.workspace import UsageError, find_workspace

NEEDED = ("build", "hatchling", "twine", "cyclonedx", "requests")


def release(
    apis: Apis = None,
    draft: Annotated[
        bool,
        typer.Option(
            "--draft",
            help="Only write what changed into the changelogs, below Unreleased, to be edited.",
        ),
    ] = False,
    check: Annotated[
        bool,
        typer.Option(
            "--check",
            help="Write nothing; exit with 3 unless the last release is what lies there.",
        ),
    ] = False,
) -> None:
    """Decide the next version of the packages, and record the release in specs/<api>/released/.

    The version follows from what changed since the last release, and goes into client.yaml; one that is raised enough
    by hand is taken as it is. The changelog gets what is missing in it, and the date (in UTC, or SOURCE_DATE_EPOCH);
    the package is made again. All of that is written, for all packages, or nothing. Needs no git. Exits with 3 if a
    package is not in step with specs/, with 6 if the version in client.yaml is too low or the record is damaged.
    """
    from generator.cli.commands import alone
    from generator.cli.release import run_check, run_draft, run_release

    if draft and check:
        raise UsageError("--draft writes and --check does not: give one of them")
    workspace = find_workspace(Path.cwd())
    run = run_check if check else run_draft if draft else run_release
    with alone(workspace, writes=not check):
        raise typer.Exit(run(workspace, apis or []))


def build(apis: Apis = None) -> None:
    """Build the packages into dist/: a wheel and a source archive of each, an SBOM and a provenance beside them.

    Only what is in step with specs/ is built. The same package gives the same bytes, wherever and whenever. Writes
    nothing unless every package was built and passes twine check --strict.
    """
    _require()
    from generator.cli.build import run_build
    from generator.cli.commands import alone

    workspace = find_workspace(Path.cwd())
    with alone(workspace):
        raise typer.Exit(run_build(workspace, apis or []))


def publish(
    apis: Apis = None,
    index: Annotated[
        str,
        typer.Option(
            "--index",
            metavar="NAME|URL",
            help="A name that SPECPRESS_INDEX_<NAME>_URL or ~/.pypirc knows, or an upload URL.",
        ),
    ] = "",
) -> None:
    """Build the packages and upload them to an index.

    The token comes from SPECPRESS_INDEX_<NAME>_TOKEN, TWINE_PASSWORD, ~/.pypirc or the keyring. All checks come before
    the first upload: a version that is there with other bytes stops it; with the same bytes it is done already. After a
    failure in the middle, the same command finishes. Exits with 3 if a package is not in step, with 7 if not all is
    published.
    """
    _require()
    from generator.cli.commands import alone
    from generator.cli.publish import run_publish

    workspace = find_workspace(Path.cwd())
    if not index:
        raise UsageError(
            "say which index: make publish INDEX=NAME, or specpress publish --index NAME (or its upload URL)"
        )
    with alone(workspace):
        raise typer.Exit(run_publish(workspace, apis or [], index))


def _require() -> None:
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        listed = ", ".join(missing)
        raise UsageError(f"{listed} not installed: make setup, or pip install 'specpress[publish]'")
