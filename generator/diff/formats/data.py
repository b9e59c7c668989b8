"""Reports for programs: one JSON document, as `generator/schemas/diff.schema.json` describes it.

In: reports. Out: JSON in ASCII, so that no locale can spoil it; keys in a fixed order. Refuses nothing.

`version` goes up when a program that reads the document would have to change: not for a key that is new.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from generator.diagnostics import Place
from generator.diff.finding import BUMPS, Bump, Finding, Report
from generator.diff.formats.words import SEVERITIES

VERSION = 1
_ORDER: tuple[Bump, ...] = ("major", "minor", "patch", "none")


def render_data(reports: Sequence[Report]) -> str:
    """All facts of the reports."""
    worst = min((report.bump for report in reports), key=_ORDER.index, default="none")
    document = {"version": VERSION, "bump": worst, "apis": [_report(report) for report in reports]}
    return json.dumps(document, indent=2) + "\n"


def _report(report: Report) -> dict[str, Any]:
    return {
        "api": report.api,
        "package": report.package,
        "old": report.old,
        "new": report.new,
        "bump": report.bump,
        "counts": {severity: len(report.of(severity)) for severity in SEVERITIES},
        "remarks": list(report.remarks),
        "scanned": list(report.scanned) if report.was_scanned else None,
        "unread": [_place(place) for place in report.unread],
        "findings": [_finding(finding, report) for finding in report.findings],
    }


def _finding(finding: Finding, report: Report) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "bump": BUMPS[finding.severity],
        "side": finding.side,
        "subject": finding.subject,
        "message": finding.message,
        "why": finding.why,
        "action": finding.action,
        "old": _place(finding.old),
        "new": _place(finding.new),
        "python": list(finding.python),
        "was": finding.was,
        "now": finding.now,
        "operations": list(finding.operations),
        "touched": _touched(finding) if report.was_scanned else None,
        "uses": [
            {"place": _place(use.place), "certainty": use.certainty, "said": use.said}
            for use in finding.uses
        ],
    }


def _touched(finding: Finding) -> str:
    if any(use.certainty == "touches" for use in finding.uses):
        return "yes"
    return "maybe" if finding.uses else "no"


def _place(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    return {"file": place.file, "line": place.line, "column": place.column}
