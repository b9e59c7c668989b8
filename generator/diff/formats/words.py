"""What the formats share: counts, headlines, texts without what a terminal obeys.

In: reports. Out: words. Refuses nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.diagnostics import Place
from generator.diff.finding import Finding, Report, Severity

SEVERITIES: tuple[Severity, ...] = ("breaking", "addition", "note")
NOUNS: dict[Severity, tuple[str, str]] = {
    "breaking": ("breaking", "breaking"),
    "addition": ("addition", "additions"),
    "note": ("note", "notes"),
}
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def plain(text: str) -> str:
    """One line without characters that a terminal would obey: spec text stands in it."""
    return _CONTROL.sub("\ufffd", text.replace("\n", " ").replace("\t", " "))


def counted(report: Report) -> str:
    """`2 breaking, 1 addition, 3 notes`."""
    said = []
    for severity in SEVERITIES:
        number = len(report.of(severity))
        if number:
            said.append(f"{number} {NOUNS[severity][number != 1]}")
    return ", ".join(said)


def verdict(report: Report) -> str:
    """`2 breaking, 1 note: a major change`."""
    if report.bump == "none":
        return "nothing changed"
    return f"{counted(report)}: a {report.bump} change"


def told(finding: Finding) -> str:
    """What changed and how: `answer Order.note may be null now`."""
    return f"{finding.subject} {finding.message}"


def places(finding: Finding) -> Iterator[tuple[str, Place]]:
    """Where to look: in the old spec, in the new."""
    if finding.old is not None:
        yield "old", finding.old
    if finding.new is not None:
        yield "new", finding.new


def usage(report: Report) -> str:
    """What the scan of consumers' code came to; empty where none was asked for."""
    if not report.was_scanned:
        return ""
    hit = [f for f in report.findings if any(u.certainty == "touches" for u in f.uses)]
    perhaps = [f for f in report.findings if f.uses and f not in hit]
    rest = len(report.findings) - len(hit) - len(perhaps)
    files = f"{len(report.scanned)} file{'s' if len(report.scanned) != 1 else ''}"
    said = f"{files} scanned: {_number(len(hit))} touched"
    if perhaps:
        said += f", {_number(len(perhaps))} perhaps touched, since a type could not be told"
    said = f"{said}; the other {rest} are not" if rest else said
    unread = len(report.unread)
    if unread:
        several = f"{unread} files are" if unread > 1 else "1 file is"
        said += f"; {several} no Python: what is used there is not known"
    return said


def _number(count: int) -> str:
    return f"{count} finding{'s' if count != 1 else ''}"
