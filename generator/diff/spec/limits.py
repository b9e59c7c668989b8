"""Limits: what a value must keep to.

In: two slots of one JSON type at one spot. Out: findings. Refuses nothing.

Requests are checked against limits before they are sent, and by the server: a tighter one breaks callers. Answers are
never checked, so that no limit of theirs matters.
"""

from __future__ import annotations

import json
from typing import Any

from generator.canonical import Schema
from generator.diff.rules import BOUNDS
from generator.diff.spec.pair import Pair, Spot
from generator.source import At

_LOWER = frozenset(key for key in BOUNDS if key.lower().startswith(("min", "exclusivemin")))
_ZERO = frozenset({"minLength", "minItems", "minProperties"})
"""Limits that say nothing where they are zero (JSON Schema 2020-12 validation, 6.3.2)."""

UNCHECKED = "answers are read whatever they hold: no limit of theirs is checked"
REFUSED = "what callers could send is refused now, by the package before anything is sent"
STILL = "all that could be sent can still be sent"


def compare_limits(pair: Pair, spot: Spot, old: Schema, new: Schema) -> None:
    """Tell every limit that came, went or moved."""
    for key, stem in BOUNDS.items():
        _bound(pair, spot, key, stem, _written(old, key), _written(new, key))
    _pattern(pair, spot, old.get("pattern"), new.get("pattern"))
    _multiple(pair, spot, old.get("multipleOf"), new.get("multipleOf"))
    was, now = bool(old.get("uniqueItems")), bool(new.get("uniqueItems"))
    if was != now:
        what = "added" if now else "removed"
        message = (
            "no item may stand in it twice now" if now else "an item may stand in it twice now"
        )
        tell_limit(pair, spot, f"unique-items-{what}", "uniqueItems", message, tighter=now)


def _written(slot: Schema, key: str) -> Any:
    value = slot.get(key)
    return None if key in _ZERO and value == 0 else value


def _bound(pair: Pair, spot: Spot, key: str, stem: str, old: Any, new: Any) -> None:
    if old == new:
        return
    if key == "minLength":  # as oasdiff has it: a text without a least length has one of zero
        old, new = old or 0, new or 0
    is_lower = key in _LOWER
    if old is None:
        tell_limit(
            pair, spot, f"{stem}-set", key, f"{key} is {_json(new)}, was not limited", tighter=True
        )
    elif new is None:
        message = f"{key} is not limited any more, was {_json(old)}"
        tell_limit(pair, spot, f"{stem}-unset", key, message, tighter=False)
    else:
        rose = new > old
        message = f"{key} is {_json(new)}, was {_json(old)}"
        what = f"{stem}-{'increased' if rose else 'decreased'}"
        tell_limit(pair, spot, what, key, message, tighter=rose == is_lower)


def _pattern(pair: Pair, spot: Spot, old: Any, new: Any) -> None:
    if old == new:
        return
    if new is None:
        message = f"the pattern {_json(old)} is gone"
        tell_limit(pair, spot, "pattern-removed", "pattern", message, tighter=False)
    else:
        what = "pattern-added" if old is None else "pattern-changed"
        before = "" if old is None else f", was {_json(old)}"
        message = f"has to match {_json(new)}{before}"
        tell_limit(pair, spot, what, "pattern", message, tighter=True)


def _multiple(pair: Pair, spot: Spot, old: Any, new: Any) -> None:
    if old == new:
        return
    if new is None:
        message = f"need not be a multiple of {_json(old)} any more"
        tell_limit(pair, spot, "multiple-of-unset", "multipleOf", message, tighter=False)
        return
    what = "multiple-of-set" if old is None else "multiple-of-changed"
    before = "" if old is None else f", was {_json(old)}"
    divides = old is not None and _divides(new, old)
    message = f"has to be a multiple of {_json(new)}{before}"
    tell_limit(pair, spot, what, "multipleOf", message, tighter=not divides)


def _divides(new: Any, old: Any) -> bool:
    """Whether every multiple of `old` is one of `new`."""
    return isinstance(new, int) and isinstance(old, int) and new != 0 and old % new == 0


def tell_limit(pair: Pair, spot: Spot, what: str, key: str, message: str, *, tighter: bool) -> None:
    """A limit moved; what that means depends on the direction alone."""
    at = (_at(spot.old, key), _at(spot.new, key)) if not spot.inner else None
    rule = (spot.family, what)
    if spot.is_answer:
        pair.tell(rule, spot, "note", message, UNCHECKED, at=at)
    elif tighter:
        action = "send only values that keep to it"
        pair.tell(rule, spot, "breaking", message, REFUSED, action, at=at)
    else:
        pair.tell(rule, spot, "addition", message, STILL, at=at)


def _at(at: At | None, key: str) -> At | None:
    """The limit itself where it stands right here."""
    return at.at(key) if at is not None and at.at(key).exists else at


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
