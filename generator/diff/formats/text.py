"""Reports for people, on a terminal.

In: reports. Out: text without colours. Refuses nothing.

    wix-orders: HEAD -> the working tree: 1 breaking: a major change
      BREAKING  request-property-max-length-decreased
        request OrderUpdate.note maxLength is 100, was 200
          why     what callers may send today is refused tomorrow, by the package before anything is sent
          do      send only values that keep to it
          python  OrderUpdate.note
          in      PATCH /ecom/v1/orders/{order.id}
          old     HEAD:specs/wix-orders/openapi.yaml:41:11
          new     specs/wix-orders/openapi.yaml:41:11
          used    shop/orders.py:12:5 touches: OrderUpdate(note=…) is made
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.diff.finding import Finding, Report
from generator.diff.formats.words import places, plain, told, usage, verdict

USES = 10
"""Places of code that one finding shows; the rest is counted."""


def render_text(reports: Sequence[Report]) -> str:
    """Each report: its verdict in a line, then every finding."""
    return "".join(f"{plain(line)}\n" for report in reports for line in _report(report))


def _report(report: Report) -> Iterator[str]:
    yield f"{report.api}: {report.old} -> {report.new}: {verdict(report)}"
    for remark in report.remarks:
        yield f"  remark: {remark}"
    for place in report.unread:
        yield f"  not scanned: {place} is no Python"
    for finding in report.findings:
        yield from _finding(finding, report)
    if said := usage(report):
        yield f"  {said}"


def _finding(finding: Finding, report: Report) -> Iterator[str]:
    yield f"  {finding.severity.upper():<9} {finding.rule}"
    yield f"    {told(finding)}"
    for label, said in _facts(finding):
        yield f"      {label:<7} {said}"
    if not report.was_scanned:
        return
    for use in finding.uses[:USES]:
        yield f"      used    {use.place} {use.certainty}: {use.said}"
    if len(finding.uses) > USES:
        yield f"      used    … and {len(finding.uses) - USES} places more"
    if not finding.uses and finding.severity == "breaking":
        yield "      used    nowhere in what was scanned"


def _facts(finding: Finding) -> Iterator[tuple[str, str]]:
    yield "why", finding.why
    if finding.action:
        yield "do", finding.action
    if finding.python:
        yield "python", ", ".join(finding.python)
    if finding.was or finding.now:
        yield "type", f"{finding.was} -> {finding.now}"
    if finding.operations:
        yield "in", ", ".join(finding.operations)
    for label, place in places(finding):
        yield label, str(place)
