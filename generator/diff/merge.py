"""Findings of both sides that are about one thing become one.

In: the findings of the spec and of the package. Out: the findings, each told once. Refuses nothing.

What the package's side finds of a name belongs to the finding of the spec that touches it. Where Python is hit harder
than the spec says, as by a value that answers lose, the finding is as severe as Python has it, and says why.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from generator.diagnostics import Place
from generator.diff.finding import RANK, Finding

_ASIDE = re.compile(
    r"deprecated$|reactivated$|default-value-|security-(added|removed|scope)|(max|min|exclusive|multiple|unique|pattern)-"
    r"|idempotency|-if-|-then-|-else-|contains-|dependent-|x-extensible|property-names-|-not-(added|removed|changed)"
    r"|unevaluated-|additional-properties|prefix-items|content-|^client-"
)
"""Rules about more than a name and its type: no change of a name follows from them."""

_APART = frozenset({"python-name-deprecated", "python-old-name-removed"})
"""What is told of a name whatever the spec says of the thing that it stood for."""

Places = Mapping[str, Place]


def merge(
    spec: Sequence[Finding], python: Sequence[Finding], old: Places, new: Places
) -> list[Finding]:
    """All findings. `old` and `new` say where the things of the spec stand that Python names stand for."""
    merged = list(spec)
    by_name: dict[str, list[int]] = {}
    for index, finding in enumerate(merged):
        if not _ASIDE.search(finding.rule):
            for name in finding.python:
                by_name.setdefault(name, []).append(index)
    for finding in _folded(python):
        related = [] if finding.rule in _APART else by_name.get(finding.subject, [])
        if not related:
            merged.append(_placed(finding, old, new))
            continue
        index = min(related, key=lambda i: (RANK[merged[i].severity], i))
        merged[index] = _joined(merged[index], finding)
    return merged


def _joined(spec: Finding, python: Finding) -> Finding:
    """The finding of the spec, with what Python adds to it."""
    both = replace(spec, was=spec.was or python.was, now=spec.now or python.now)
    if RANK[python.severity] >= RANK[spec.severity]:
        return both
    said = f"{python.subject} {python.message}"
    if python.severity == "addition":
        return replace(both, severity="addition", why=f"{spec.why}; {said}")
    return replace(
        both, severity=python.severity, why=f"{said}: {python.why}", action=python.action
    )


def _folded(python: Iterable[Finding]) -> list[Finding]:
    """What is said of the async client is left out where the same is said of the other."""
    found = list(python)
    said = {(finding.rule, finding.subject) for finding in found}
    return [
        f
        for f in found
        if (f.rule, f.subject.removeprefix("Async")) not in said
        or not f.subject.startswith("Async")
    ]


def _placed(finding: Finding, old: Places, new: Places) -> Finding:
    names = [*finding.python, *_owners(finding.subject)]
    was = next((old[name] for name in names if name in old), None)
    now = next((new[name] for name in names if name in new), None)
    return replace(finding, old=finding.old or was, new=finding.new or now)


def _owners(name: str) -> list[str]:
    """`orders.list` for `orders.list(limit)`, `Order` for `Order.note`."""
    owner = name.partition("(")[0] if name.endswith(")") else name.rpartition(".")[0]
    return [owner] if owner else []
