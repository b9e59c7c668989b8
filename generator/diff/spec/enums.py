"""Enums and constants: which values there are.

In: two alternatives of one JSON type, of which one at least lists its values. Out: findings. Refuses nothing.

Requests take the listed values and no other. Answers take any: a value that the package does not know is its text, so
that new ones break nobody. A value that goes takes its member of the Python enum with it, on both sides.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from generator.canonical import Schema, TypeId
from generator.diff.finding import Severity
from generator.diff.spec.options import values_of
from generator.diff.spec.pair import Pair, Reading, Spot
from generator.source import At

OPEN = (
    "answers take values that the package does not know: they come as plain text, and no call fails"
)
MEMBER = "the value could come before; but its member of the Python enum is gone"
KNOWN = "all that comes could come before"
FREE = "a constant of an answer is read as any value of its type"
REFUSED = "what callers could send is refused now, by the package before anything is sent"
STILL = "all that could be sent can still be sent"


def compare_values(pair: Pair, spot: Spot, old: Schema, new: Schema) -> None:
    """Tell which values came and went; those of an enum once, however many values refer to it."""
    was = values_of(old, pair.old.read.canonical)
    now = values_of(new, pair.new.read.canonical)
    if was is None or now is None:
        _listed(pair, spot, old, new, now if was is None else was, became=was is None)
    elif "$ref" in old and "$ref" in new:
        ids = TypeId(old["$ref"]), TypeId(new["$ref"])
        names = _class_names(pair.old, ids[0]), _class_names(pair.new, ids[1])
        for before, after in zip(*names, strict=False):
            pair.renamed(before, after)
        unit = ("enum", *ids, spot.side)
        pair.later(unit, lambda: _enum(pair, spot, ids, was, now))
    elif "const" in old and "const" in new:
        if not _is_in(was[0], now):
            _constant(pair, spot, was[0], now[0])
    else:
        _values(pair, spot, was, now, (None, None))


def _class_names(reading: Reading, type_id: TypeId) -> list[str]:
    names = reading.names
    own = names.types.get((type_id, "answer")) or names.types.get((type_id, "input")) or ""
    return [own, names.literals.get(type_id, "")]


def _enum(
    pair: Pair, spot: Spot, ids: tuple[TypeId, TypeId], was: list[Any], now: list[Any]
) -> None:
    name = _class_names(pair.old, ids[0])[0]
    for value in was:
        if _is_in(value, now):
            key = json.dumps(value, ensure_ascii=False)
            before = pair.old.names.members.get((ids[0], key), "")
            after = pair.new.names.members.get((ids[1], key), "")
            pair.renamed(f"{name}.{before}", f"{_class_names(pair.new, ids[1])[0]}.{after}")
    shared = Spot(
        side=spot.side,
        family=spot.family,
        subject=f"{'answer' if spot.is_answer else 'request'} enum {name}",
        old=pair.old.at(ids[0]),
        new=pair.new.at(ids[1]),
        python=(),
    )
    _values(pair, shared, was, now, ids)


def _values(
    pair: Pair,
    spot: Spot,
    was: Sequence[Any],
    now: Sequence[Any],
    ids: tuple[TypeId | None, TypeId | None],
) -> None:
    for value in [v for v in was if not _is_in(v, now)]:
        _value_gone(pair, spot, ids[0], value)
    for value in [v for v in now if not _is_in(v, was)]:
        _value_new(pair, spot, ids[1], value)


def _value_gone(pair: Pair, spot: Spot, type_id: TypeId | None, value: Any) -> None:
    shown = json.dumps(value, ensure_ascii=False)
    member = _member(pair.old, type_id, value)
    python = (*member, *_like(pair.old, type_id, spot))
    severity: Severity = "breaking"
    why, action = REFUSED, "send another value"
    if spot.is_answer and member:
        why, action = MEMBER, f"compare with the text {shown} instead"
    elif spot.is_answer:
        severity, why, action = "note", KNOWN, ""
    at, rule = (_value_at(spot.old, value), spot.new), (spot.family, "enum-value-removed")
    message = f"the value {shown} is gone"
    pair.tell(rule, spot, severity, message, why, action, at=at, python=python)


def _value_new(pair: Pair, spot: Spot, type_id: TypeId | None, value: Any) -> None:
    python = (*_member(pair.new, type_id, value), *_like(pair.new, type_id, spot))
    message = f"the value {json.dumps(value, ensure_ascii=False)} is new"
    at, rule = (spot.old, _value_at(spot.new, value)), (spot.family, "enum-value-added")
    severity: Severity = "note" if spot.is_answer else "addition"
    why = OPEN if spot.is_answer else STILL
    pair.tell(rule, spot, severity, message, why, at=at, python=python)


def _member(reading: Reading, type_id: TypeId | None, value: Any) -> tuple[str, ...]:
    """The Python name of a value."""
    if type_id is None:
        return ()
    name = reading.names.members.get((type_id, json.dumps(value, ensure_ascii=False)))
    return (f"{_class_names(reading, type_id)[0]}.{name}",) if name else ()


def _like(reading: Reading, type_id: TypeId | None, spot: Spot) -> tuple[str, ...]:
    """The alias that requests take, whose literals are the values."""
    name = (
        reading.names.literals.get(type_id) if type_id is not None and not spot.is_answer else None
    )
    return (name,) if name else ()


def _value_at(at: At | None, value: Any) -> At | None:
    """Where a value is listed, if the enum is written right here."""
    listed = (
        at.value.get("enum")
        if at is not None and at.exists and isinstance(at.value, dict)
        else None
    )
    if at is None or not isinstance(listed, list) or not _is_in(value, listed):
        return at
    return at.at("enum", next(i for i, item in enumerate(listed) if _is_in(item, [value])))


def _is_in(value: Any, values: Sequence[Any]) -> bool:
    """JSON's equality, in which 1 is not true."""
    return any(
        value == other and isinstance(value, bool) == isinstance(other, bool) for other in values
    )


def _listed(
    pair: Pair, spot: Spot, old: Schema, new: Schema, values: list[Any] | None, *, became: bool
) -> None:
    """A plain type became a list of values, or the other way round."""
    option, reading = (new, pair.new) if became else (old, pair.old)
    constant = "const" in option
    said = " or ".join(json.dumps(value, ensure_ascii=False) for value in (values or ())[:6])
    message = f"has to be {said} now" if became else f"is not limited to {said} any more"
    stem = (
        ("const-added" if constant else "became-enum")
        if became
        else ("const-removed" if constant else "enum-removed")
    )
    rule = (spot.family, stem)
    python = (
        () if constant else tuple(n for n in _class_names(reading, TypeId(option["$ref"])) if n)
    )
    if spot.is_answer:
        pair.tell(rule, spot, "note", message, FREE if constant else OPEN, python=python)
    elif became:
        pair.tell(rule, spot, "breaking", message, REFUSED, "send one of these", python=python)
    else:
        pair.tell(rule, spot, "addition", message, STILL, python=python)


def _constant(pair: Pair, spot: Spot, was: Any, now: Any) -> None:
    message = f"is always {json.dumps(now, ensure_ascii=False)}, was {json.dumps(was, ensure_ascii=False)}"
    rule = (spot.family, "const-changed")
    if spot.is_answer:
        pair.tell(rule, spot, "note", message, FREE)
    else:
        pair.tell(
            rule, spot, "breaking", message, REFUSED, f"send {json.dumps(now, ensure_ascii=False)}"
        )
