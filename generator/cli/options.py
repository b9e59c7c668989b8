"""The types of arguments and options that several commands have.

In: nothing. Out: types for typer. Refuses nothing.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

Format = Literal["text", "json", "github", "sarif"]
DiffFormat = Literal["text", "json", "markdown", "github"]
FailOn = Literal["none", "breaking", "addition", "note"]
Apis = Annotated[
    list[str] | None,
    typer.Argument(metavar="[API]...", help="Names of folders in specs/; all of them by default."),
]
Against = Annotated[
    str | None,
    typer.Option(
        "--against",
        metavar="REV|FILE|WHEEL",
        help="A git revision, a document, a folder with one, or a wheel; by default the last release in "
        "specs/<api>/released/, or HEAD.",
    ),
]
UsedIn = Annotated[
    list[Path] | None,
    typer.Option(
        "--used-in",
        metavar="PATH",
        help="Code that uses the package: say which findings touch it, and where. May be repeated.",
    ),
]
