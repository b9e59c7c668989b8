"""The types of arguments and options that several commands have.

In: nothing. Out: types for typer. Refuses nothing.
"""

from __future__ import annotations

from typing import Annotated, Literal

import typer

Format = Literal["text", "json", "github", "sarif"]
DiffFormat = Literal["text", "json", "markdown", "github"]
FailOn = Literal["none", "breaking", "addition", "note"]
Apis = Annotated[
    list[str] | None,
    typer.Argument(metavar="[API]...", help="Names of folders in specs/; all of them by default."),
]
