"""What of the findings a consumer's code touches, and where.

In: a report, the names of the old package, files. Out: the report with the uses of each finding. Refuses nothing: a
file that is no Python is named in the report.

Code is read, never run: `project` reads files, `index` the package's names, `scopes` and `bind` say what the names in
code stand for, `infer` tells types, `visit` collects mentions, `match` brings them together with the findings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from generator.diff.finding import Report, in_order
from generator.diff.python.surface import Surface
from generator.diff.usage.bind import bind_all
from generator.diff.usage.index import index
from generator.diff.usage.infer import Inference
from generator.diff.usage.match import matched
from generator.diff.usage.mention import Call, Mention
from generator.diff.usage.project import read_project
from generator.diff.usage.visit import visit

__all__ = ["with_uses"]


def with_uses(report: Report, surface: Surface, paths: Sequence[Path], root: Path) -> Report:
    """The report, with what the code at `paths` uses of what it is about; `surface` is that of the old package.

    Places are relative to `root` where that is above them.
    """
    project = read_project(paths, root)
    inference = Inference(surface)
    bind_all(project, inference)
    names = index(surface)
    mentions: list[Mention] = []
    calls: list[Call] = []
    for module in project.modules:
        said, called = visit(module, inference, names)
        mentions += said
        calls += called
    return replace(
        report,
        findings=in_order(matched(report.findings, mentions, calls)),
        scanned=tuple(module.path for module in project.modules),
        unread=tuple(project.unread),
        was_scanned=True,
    )
