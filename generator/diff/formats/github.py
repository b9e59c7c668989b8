"""Reports as GitHub's workflow commands: annotations at the new spec, and at the code that a finding touches.

In: reports. Out: a line for each finding that is no note, one for each place of code, and a last line a report for
people who read the log. Refuses nothing.

Escapes as GitHub's own toolkit does (actions/toolkit, packages/core/src/command.ts).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.diagnostics import Place
from generator.diff.finding import Finding, Report, Severity
from generator.diff.formats.words import plain, told, usage, verdict

_LEVELS: dict[Severity, str] = {"breaking": "error", "addition": "notice", "note": "notice"}


def render_github(reports: Sequence[Report]) -> str:
    """One annotation a finding and one a use; then each report's verdict."""
    return "".join(f"{line}\n" for report in reports for line in _report(report))


def _report(report: Report) -> Iterator[str]:
    for finding in report.findings:
        if finding.severity != "note":
            yield _annotation(report, finding)
        for use in finding.uses:
            if finding.severity == "breaking":
                level = "error" if use.certainty == "touches" else "warning"
                text = f"{told(finding)}\n{use.certainty}: {use.said}\ndo: {finding.action or finding.why}"
                yield _command(level, use.place, f"{report.api}: {finding.rule}", text)
    for place in report.unread:
        yield _command("warning", place, f"{report.api}: not scanned", "this is no Python")
    said = f"; {line}" if (line := usage(report)) else ""
    yield plain(
        f"specpress diff: {report.api}: {report.old} -> {report.new}: {verdict(report)}{said}"
    )


def _annotation(report: Report, finding: Finding) -> str:
    text = [told(finding), f"why: {finding.why}"]
    if finding.action:
        text.append(f"do: {finding.action}")
    if finding.python:
        text.append(f"python: {', '.join(finding.python)}")
    if finding.new is None and finding.old is not None:
        text.append(f"was at {finding.old}")
    title = f"{report.api}: {finding.rule}"
    return _command(_LEVELS[finding.severity], finding.new, title, "\n".join(text))


def _command(level: str, place: Place | None, title: str, text: str) -> str:
    properties = {"title": title}
    if place is not None:
        where = {"file": place.file, "line": str(place.line), "col": str(place.column)}
        properties = where | properties
    listed = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{level} {listed}::{_data(text)}"


def _data(text: str) -> str:
    return plain(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
