"""Headers of an answer.

In: an answer in both states. Out: findings. Refuses nothing.

The package gives headers as they come. What code reads of them by name is not seen here, so that a header which is
always there must stay.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.diff.finding import Severity
from generator.diff.spec.pair import Pair, Reading, Spot
from generator.diff.spec.raw import follow, value_of
from generator.source import At

READ = ("Response.headers",)
"""Where code reads headers; which of them, nobody sees."""
GIVEN = "the package gives headers as they come, and reads none of them itself"


def compare_headers(pair: Pair, spot: Spot, readings: tuple[Reading, Reading]) -> None:
    """Tell which headers came, went, or hold something else."""
    was, now = _listed(readings[0], spot.old), _listed(readings[1], spot.new)
    for name, (at, header) in was.items():
        subject = f"header {at.tokens[-1]} of {spot.subject}"
        one = Spot(
            side="answer",
            family="response-header",
            subject=subject,
            old=at,
            new=now[name][0] if name in now else spot.new,
            python=READ,
        )
        if name not in now:
            _header_gone(pair, one, needed=bool(header.get("required")))
        else:
            _header(pair, one, header, now[name][1], readings)
    for name, (at, _) in now.items():
        if name not in was:
            subject = f"header {at.tokens[-1]} of {spot.subject}"
            one = Spot(
                side="answer",
                family="response-header",
                subject=subject,
                old=spot.old,
                new=at,
                python=READ,
            )
            pair.tell("response-header-added", one, "addition", "is new", GIVEN)


def _listed(reading: Reading, at: At | None) -> dict[str, tuple[At, Mapping[str, Any]]]:
    if at is None or not at.at("headers").exists:
        return {}
    holder = at.at("headers")
    names = holder.value if isinstance(holder.value, dict) else {}
    return {
        name.lower(): (holder.at(name), value_of(reading.sources, holder.at(name)))
        for name in names
    }


def _header_gone(pair: Pair, spot: Spot, *, needed: bool) -> None:
    if needed:
        why = "code that relies on it finds it missing"
        action = "do not rely on it"
        pair.tell("required-response-header-removed", spot, "breaking", "is gone", why, action)
    else:
        why = f"{GIVEN}; it could be missing before"
        pair.tell("optional-response-header-removed", spot, "note", "is gone", why)


def _header(
    pair: Pair,
    spot: Spot,
    old: Mapping[str, Any],
    new: Mapping[str, Any],
    readings: tuple[Reading, Reading],
) -> None:
    was, now = bool(old.get("required")), bool(new.get("required"))
    if was and not now:
        why = "code that relies on it may find it missing"
        rule = (spot.family, "became-optional")
        pair.tell(rule, spot, "breaking", "may be missing now", why, "expect it to be missing")
    elif now and not was:
        rule = (spot.family, "became-required")
        pair.tell(rule, spot, "addition", "is always there now", GIVEN)
    _header_type(
        pair, spot, *(_typed(r, at) for r, at in zip(readings, (spot.old, spot.new), strict=True))
    )


def _typed(reading: Reading, at: At | None) -> tuple[frozenset[str], bool]:
    """The JSON types of a header's schema, and whether it may be null."""
    header = follow(reading.sources, at)
    schema = value_of(reading.sources, header.at("schema") if header is not None else None)
    listed = schema.get("type", [])
    types = frozenset(listed if isinstance(listed, list) else [listed])
    return types - {"null"}, "null" in types or bool(schema.get("nullable"))


def _header_type(
    pair: Pair, spot: Spot, was: tuple[frozenset[str], bool], now: tuple[frozenset[str], bool]
) -> None:
    if was[1] != now[1]:
        what = "became-nullable" if now[1] else "became-not-nullable"
        message = "may be null now" if now[1] else "may not be null any more"
        severity: Severity = "breaking" if now[1] else "note"
        why = "code that reads its text meets none" if now[1] else GIVEN
        action = "expect it to be missing" if now[1] else ""
        pair.tell((spot.family, what), spot, severity, message, why, action)
    if was[0] == now[0]:
        return
    said = " or ".join(sorted(now[0])) or "anything"
    message = f"is {said}, was {' or '.join(sorted(was[0])) or 'anything'}"
    before, after = (t | {"integer"} if "number" in t else t for t in (was[0], now[0]))
    if now[0] and (not was[0] or after < before):
        pair.tell((spot.family, "type-specialized"), spot, "note", message, GIVEN)
        return
    what = "type-generalized" if not now[0] or before < after else "type-changed"
    why = "code that reads the text as the old type fails"
    pair.tell((spot.family, what), spot, "breaking", message, why, "read it as the new type")
