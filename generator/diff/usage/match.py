"""Which findings the code touches.

In: findings, mentions, calls. Out: the findings with their uses. Refuses nothing.

Most findings touch every use of a name. What is needed from now on touches the calls that do not pass it; an argument
that is renamed touches those that pass it by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from generator.diff.finding import Finding, Use
from generator.diff.usage.mention import Call, Mention

_NEEDED = re.compile(
    r"became-required|^new-required|^new-request-path|added-required|python-argument-added"
    r"|request-required-property-(added|became-not-read-only)"
)
_RENAMED = {
    *("python-name-renamed", "request-parameter-renamed"),
    *("python-name-deprecated", "python-old-name-removed"),
}
_HEADER = re.compile(r"response-header")
"""Which header code reads is not looked at."""
_UNFILLED = re.compile(r"default-value-(changed|removed)|python-default-changed")
"""What the server, or the package, does for calls that leave a value out."""


def matched(
    findings: Iterable[Finding], mentions: Sequence[Mention], calls: Sequence[Call]
) -> list[Finding]:
    """The findings, each with the places that it touches: only what breaks or is deprecated touches anything."""
    by_name: dict[str, list[Mention]] = {}
    for mention in mentions:
        by_name.setdefault(mention.name, []).append(mention)
    by_callee: dict[str, list[Call]] = {}
    for call in calls:
        by_callee.setdefault(call.callee, []).append(call)
    return [replace(f, uses=_uses(f, by_name, by_callee)) for f in findings]


def _uses(
    finding: Finding, mentions: Mapping[str, list[Mention]], calls: Mapping[str, list[Call]]
) -> tuple[Use, ...]:
    if finding.severity != "breaking" and not finding.rule.endswith("deprecated"):
        return ()
    if _NEEDED.search(finding.rule) or _UNFILLED.search(finding.rule):
        if finding.side == "answer" or finding.severity != "breaking":
            return ()
        found = _left_out(finding, calls)
    else:
        found = _mentioned(finding, mentions)
    best: dict[tuple[object, ...], Use] = {}
    for use in sorted(found, key=lambda use: (use.place, use.certainty == "may touch", use.said)):
        best.setdefault((use.place.file, use.place.line, use.place.column), use)
    return tuple(best.values())


def _mentioned(finding: Finding, mentions: Mapping[str, list[Mention]]) -> Iterator[Use]:
    for name in finding.python:
        for one in mentions.get(name, ()):
            if (finding.rule in _RENAMED and one.by_place) or (
                finding.side == "answer" and one.given
            ):
                continue
            certain = one.certain and not _HEADER.search(finding.rule)
            yield Use(one.place, "touches" if certain else "may touch", one.said)


def _left_out(finding: Finding, calls: Mapping[str, list[Call]]) -> Iterator[Use]:
    """The calls that do not pass what has to be passed."""
    for name in finding.python:
        callee = name.partition("(")[0] if name.endswith(")") else name.rpartition(".")[0]
        for call in calls.get(callee, ()):
            if name not in call.passed:
                certain = call.certain and call.whole
                said = f"{name} is not passed" if call.whole else f"{name} is perhaps not passed"
                yield Use(call.place, "touches" if certain else "may touch", said)
