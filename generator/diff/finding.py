"""What a comparison finds, as values.

In: nothing; the other modules of this room make these, `formats` prints them. Out: frozen dataclasses. Refuses nothing.

Severity is that of Semantic Versioning 2.0.0 for the generated package: what its users have to do.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from generator.diagnostics import Place

Severity = Literal["breaking", "addition", "note"]
"""`breaking`: some use of the package fails or means something else; `addition`: there is more to use, or to heed;
`note`: nothing that its users write or read is other than before."""

Bump = Literal["major", "minor", "patch", "none"]
RANK: dict[Severity, int] = {"breaking": 0, "addition": 1, "note": 2}
BUMPS: dict[Severity, Bump] = {"breaking": "major", "addition": "minor", "note": "patch"}
Certainty = Literal["touches", "may touch"]
Side = Literal["request", "answer", "api", "python"]


@dataclass(frozen=True, slots=True, order=True)
class Use:
    """A place in a consumer's code that a finding touches, or may touch where a type could not be told."""

    place: Place
    certainty: Certainty
    said: str
    """What stands there: `Order.note is read`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One change, told once, whichever side it was seen from."""

    rule: str
    """An id of `rules.RULES`."""
    severity: Severity
    subject: str
    """What changed, as callers or the document know it."""
    message: str
    """What happened to it."""
    why: str
    """Why it is as severe as it is, and no more."""
    action: str = ""
    """What a caller must do; empty where nothing."""
    side: Side = "api"
    old: Place | None = None
    new: Place | None = None
    python: tuple[str, ...] = ()
    """The names that it touches, as `python.names` writes them: `orders.update_order(note)`, `Order.note`."""
    operations: tuple[str, ...] = ()
    """The operations that it can be met in: `PATCH /orders/{id}`."""
    was: str = ""
    """The old Python declaration, where it changed."""
    now: str = ""
    uses: tuple[Use, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The comparison of two states of one API."""

    api: str
    package: str
    old: str
    """What the old state is, for people: `HEAD`, `wix_orders-1.0.0-py3-none-any.whl`."""
    new: str
    findings: tuple[Finding, ...]
    scanned: tuple[str, ...] = ()
    """The files of consumers' code that were read."""
    unread: tuple[Place, ...] = ()
    """Those that are no Python."""
    remarks: tuple[str, ...] = ()
    """What could not be compared, and why."""
    was_scanned: bool = False

    @property
    def bump(self) -> Bump:
        """The part of the version that the next release has to raise; `none` where nothing changed."""
        worst = min((RANK[f.severity] for f in self.findings), default=None)
        order: tuple[Bump, ...] = ("major", "minor", "patch")
        return "none" if worst is None else order[worst]

    def of(self, severity: Severity) -> tuple[Finding, ...]:
        """The findings of one severity."""
        return tuple(f for f in self.findings if f.severity == severity)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The worst first, then by place in the new spec or else the old, by rule and by subject."""
    return tuple(sorted(findings, key=_key))


def _key(finding: Finding) -> tuple[int, tuple[Place, ...], str, str]:
    places = tuple(p for p in (finding.new or finding.old,) if p is not None)
    return RANK[finding.severity], places, finding.rule, finding.subject


def worse(one: Severity, other: Severity) -> Severity:
    """The graver of two."""
    return one if RANK[one] <= RANK[other] else other
