"""What a check says, as text: for people, for programs, for GitHub's annotations, for code scanning.

In: verdicts. Out: the whole of what `check` and `generate --dry-run` print; it ends with a newline, or is empty.
Refuses nothing. Pure: what it needs to know of files comes with the verdicts and through `lines_of`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, assert_never

from generator.cli.formats.data import render_data
from generator.cli.formats.findings import LinesOf
from generator.cli.formats.github import render_github
from generator.cli.formats.sarif import render_sarif
from generator.cli.formats.text import render_text
from generator.verdict import ApiVerdict

Format = Literal["text", "json", "github", "sarif"]

__all__ = ["Format", "LinesOf", "render_check"]


def render_check(
    verdicts: Sequence[ApiVerdict],
    *,
    format: Format,  # noqa: A002 - named as the option is
    diff: bool,
    lines_of: LinesOf,
) -> str:
    """The verdicts in one of the formats; APIs by name, their files by cause and path.

    `diff` adds unified diffs to text and to GitHub's annotations; JSON has those that the verdicts hold. `lines_of`
    gives the lines of a file by the name that a problem's place carries.
    """
    ordered = sorted(verdicts, key=lambda verdict: verdict.api)
    match format:
        case "text":
            return render_text(ordered, diff=diff, lines_of=lines_of)
        case "json":
            return render_data(ordered)
        case "github":
            return render_github(ordered, diff=diff)
        case "sarif":
            return render_sarif(ordered)
        case _:
            assert_never(format)
