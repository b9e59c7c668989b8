"""What `tagged` does: it names the API that a tag releases, for the release job.

In: a tag. Out: the API's name on standard output, and an exit code; why there is none on standard error.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from generator.workspace import find_workspace


def tagged(
    tag: Annotated[
        str, typer.Argument(metavar="TAG", help="The tag of a release: wix-orders-v0.2.0.")
    ],
) -> None:
    """Say which API a tag releases; the release job builds and publishes that one.

    Exits with 3 if the package is not in step with its spec, with 7 if the tag names no package, or another version
    than client.yaml.
    """
    from generator.cli.build import refused
    from generator.publish.packages import PublishError
    from generator.publish.tag import tagged as released_by

    try:
        print(released_by(find_workspace(Path.cwd()), tag))
    except PublishError as error:
        raise typer.Exit(refused(error)) from None
