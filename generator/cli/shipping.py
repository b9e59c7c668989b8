"""The commands that make packages for users and bring them there: `build`, `publish`.

In: arguments. Out: an exit code. Refuses, with `UsageError`: to run without the libraries of the extra `publish`, and
without an index.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from generator.cli.options import Apis
from generator.workspace import UsageError, find_workspace

NEEDED = ("build", "hatchling", "twine", "cyclonedx", "requests")


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
        raise UsageError("say which index: specpress publish --index NAME (or its upload URL)")
    with alone(workspace):
        raise typer.Exit(run_publish(workspace, apis or [], index))


def _require() -> None:
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        listed = ", ".join(missing)
        raise UsageError(f"{listed} not installed: make setup, or pip install 'specpress[publish]'")
