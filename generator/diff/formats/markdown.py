"""Reports for pull requests and release notes: GitHub Flavored Markdown.

In: reports. Out: a heading for each API and each severity, a list of findings. Refuses nothing: text of a spec is
escaped, so that it is neither markup nor a mention.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.diff.finding import Finding, Report, Severity
from generator.diff.formats.words import SEVERITIES, places, plain, usage, verdict
from generator.limits import code_span

_MARKUP = re.compile(r"([\\`*_{}\[\]()#+!|<>~@])")
_TITLES: dict[Severity, str] = {"breaking": "Breaking", "addition": "Added", "note": "Notes"}


def render_markdown(reports: Sequence[Report]) -> str:
    """Each report under a heading of its own."""
    return "\n".join("".join(f"{line}\n" for line in _report(report)) for report in reports)


def _report(report: Report) -> Iterator[str]:
    yield f"## {_escaped(report.api)}"
    yield ""
    yield f"{_escaped(report.old)} → {_escaped(report.new)}: **{verdict(report)}**"
    for remark in report.remarks:
        yield ""
        yield _escaped(remark)
    for severity in SEVERITIES:
        if found := report.of(severity):
            yield ""
            yield f"### {_TITLES[severity]}"
            yield ""
            for finding in found:
                yield from _finding(finding)
    for place in report.unread:
        yield ""
        yield f"{code_span(plain(str(place)))} is no Python: it was not scanned."
    if said := usage(report):
        yield ""
        yield said


def _finding(finding: Finding) -> Iterator[str]:
    yield f"- **{_escaped(finding.subject)}** {_escaped(finding.message)} ({code_span(finding.rule)})"
    yield f"  - Why: {_escaped(finding.why)}."
    if finding.action:
        yield f"  - What to do: {_escaped(finding.action)}."
    if finding.python:
        yield f"  - Python: {', '.join(code_span(plain(name)) for name in finding.python)}"
    if finding.was or finding.now:
        yield f"  - Type: {code_span(plain(finding.was))} → {code_span(plain(finding.now))}"
    if finding.operations:
        yield f"  - In: {', '.join(code_span(plain(name)) for name in finding.operations)}"
    where = [f"{label} {code_span(plain(str(place)))}" for label, place in places(finding)]
    if where:
        yield f"  - Spec: {', '.join(where)}"
    for use in finding.uses:
        place = code_span(plain(str(use.place)))
        yield f"  - {place} {use.certainty} it: {_escaped(use.said)}"


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\1", plain(text))
