"""Reports as text: for people, for programs, for pull requests, for GitHub's annotations.

In: reports. Out: the whole of what `specpress diff` prints; it ends with a newline, or is empty. Refuses nothing. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, assert_never

from generator.diff.finding import Report
from generator.diff.formats.data import render_data
from generator.diff.formats.github import render_github
from generator.diff.formats.markdown import render_markdown
from generator.diff.formats.text import render_text

Format = Literal["text", "json", "markdown", "github"]

__all__ = ["Format", "render_reports"]


def render_reports(reports: Sequence[Report], format: Format) -> str:  # noqa: A002 - named as the option is
    """The reports in one of the formats, in the order given."""
    match format:
        case "text":
            return render_text(reports)
        case "json":
            return render_data(reports)
        case "markdown":
            return render_markdown(reports)
        case "github":
            return render_github(reports)
        case _:
            assert_never(format)
