"""One field of an object: came, went, or is another than it was.

In: two objects that stand for one another, and a field of either. Out: findings. Refuses nothing.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from generator.canonical import Schema, Side, TypeId
from generator.diff.python.old import last_of
from generator.diff.spec.options import alternatives
from generator.diff.spec.pair import Pair, Reading, Spot
from generator.diff.spec.raw import keywords
from generator.source import At

Compare = Callable[[Pair, Spot, Schema, Schema], None]
Ids = tuple[TypeId, TypeId]
GONE = "code that uses it fails: the name is gone from the package"
MORE = "nothing has to use it"
NEEDED = "calls that leave it out are refused, by the type checker and before anything is sent"
RESERVED = "it works as it did; the vendor means to take it away"
UNFILLED = "the package never fills in a default: calls that leave the value out get what the server does now"


def compare_field(
    pair: Pair,
    owner: Spot,
    ids: Ids,
    schemas: tuple[Schema, Schema],
    names: tuple[str, str],
    how: tuple[str, Compare],
) -> None:
    """A field that is there in both states."""
    family, compare = how
    old, new = schemas[0]["properties"][names[0]], schemas[1]["properties"][names[1]]
    needed = tuple(
        name in schema.get("required", ()) for name, schema in zip(names, schemas, strict=True)
    )
    python = python_name(pair.old, owner.side, ids[0], names[0])
    after = python_name(pair.new, owner.side, ids[1], names[1])
    for before, now in zip(python, after, strict=False):
        pair.renamed(before, now)
    gap = (not needed[0] or _null(old), not needed[1]) if owner.is_answer else (False, False)
    spot = Spot(
        side=owner.side,
        family=family,
        subject=f"{owner.subject}.{names[0]}",
        old=pair.old.property_at(ids[0], names[0]),
        new=pair.new.property_at(ids[1], names[1]),
        python=python,
        gap=gap,
    )
    if names[0] != names[1]:
        message = f"is called {names[1]!r} on the wire, was {names[0]!r}"
        why = "the package sends and reads the new one"
        if last_of(python[0]) == last_of(after[0]) if python and after else True:
            why = f"its Python name stays, and {why}"
        pair.tell((family, "renamed"), spot, "note", message, why)
    _need(pair, spot, (needed[0], needed[1]), (old, new))
    compare_marks(pair, spot, old, new)
    compare(pair, spot, old, new)


def python_name(reading: Reading, side: Side, type_id: TypeId, name: str) -> tuple[str, ...]:
    """`Order.note`, for a field by its name on the wire."""
    owner = reading.names.types.get((type_id, side))
    own = reading.names.members.get((type_id, name), name)
    return (f"{owner}.{own}",) if owner else ()


def _null(slot: Schema) -> bool:
    return alternatives(slot).nullable


def _need(pair: Pair, spot: Spot, needed: tuple[bool, bool], slots: tuple[Schema, Schema]) -> None:
    was, now = needed
    if was == now:
        return
    stem = "became-required" if now else "became-optional"
    message = "may not be left out any more" if now else "may be left out now"
    if spot.is_answer:
        _promise(pair, spot, stem, message, slots, now=now)
    elif now:
        with_default = "default" in slots[1] and spot.family == "request-property"
        rule = (spot.family, f"{stem}{'-with-default' if with_default else ''}")
        pair.tell(rule, spot, "breaking", message, NEEDED, "pass it in every call")
    else:
        why = "calls that pass it stay as they are"
        pair.tell((spot.family, stem), spot, "addition", message, why)


def _promise(
    pair: Pair, spot: Spot, stem: str, message: str, slots: tuple[Schema, Schema], *, now: bool
) -> None:
    """Whether an answer always has a field: if not, the package gives None."""
    rule = (spot.family, stem)
    if now:
        pair.tell(rule, spot, "note", message, "the type lost None, or stays as it is")
    elif _null(slots[0]):
        pair.tell(rule, spot, "note", message, "it could be None before: the type stays as it is")
    else:
        why = "the type gained None, which no code had to expect"
        pair.tell(rule, spot, "breaking", message, why, "check for None before using it")


def compare_marks(pair: Pair, spot: Spot, old: Schema, new: Schema) -> None:
    """What is said beside a value's type: whether it is deprecated, and its default."""
    was, now = bool(old.get("deprecated")), bool(new.get("deprecated"))
    if now and not was:
        action = "move away from it in time"
        rule = (spot.family, "deprecated")
        pair.tell(rule, spot, "addition", "is deprecated now", RESERVED, action)
    elif was and not now:
        rule = (spot.family, "reactivated")
        pair.tell(rule, spot, "note", "is not deprecated any more", "it works as it did")
    if old.get("default", pair) != new.get("default", pair):
        _default(pair, spot, old, new)


def _default(pair: Pair, spot: Spot, old: Schema, new: Schema) -> None:
    was, now = (
        json.dumps(s["default"], ensure_ascii=False) if "default" in s else "" for s in (old, new)
    )
    what = "changed" if was and now else "added" if now else "removed"
    message = f"the default is {now or 'not told any more'}, was {was or 'not told'}"
    rule = (spot.family, f"default-value-{what}")
    at = (_at(spot.old, "default"), _at(spot.new, "default"))
    if spot.is_answer:
        why = "a default in an answer says nothing to the package"
        pair.tell(rule, spot, "note", message, why, at=at)
    elif what == "added":
        why = "it is documented now; nothing says that the server did otherwise before"
        pair.tell(rule, spot, "note", message, why, at=at)
    else:
        action = f"pass {was} where it is relied on"
        pair.tell(rule, spot, "breaking", message, UNFILLED, action, at=at)


def _at(at: At | None, key: str) -> At | None:
    return at.at(key) if at is not None and at.at(key).exists else at


# --- came and went ------------------------------------------------------------------------------


def went(pair: Pair, owner: Spot, ids: Ids, field: tuple[str, Schema], family: str) -> None:
    """A field that only the old state has on this side."""
    name, schema = field
    needed = name in schema.get("required", ())
    marked = _marked(pair.new, ids[1], name)
    spot = _spot(pair, owner, (ids[0], None), name, family)
    spot_new = pair.new.property_at(ids[1], name) or pair.new.at(ids[1])
    at = (spot.old, spot_new)
    action = "read it no more" if owner.is_answer else "leave it out"
    if owner.is_answer:
        rule = _mark_rule(
            "response", "became-write-only" if marked.get("writeOnly") else "removed", needed
        )
    elif marked.get("readOnly"):
        rule = _mark_rule("request", "became-read-only", needed)
    else:
        rule = f"{family}-removed"
    slots = ([schema["properties"][name]], ())
    pair.tell(rule, spot, "breaking", "is gone", GONE, action, at=at, slots=slots)


def came(pair: Pair, owner: Spot, ids: Ids, field: tuple[str, Schema], family: str) -> None:
    """A field that only the new state has on this side."""
    name, schema = field
    needed = name in schema.get("required", ())
    marked = _marked(pair.old, ids[0], name)
    spot = _spot(pair, owner, (None, ids[1]), name, family)
    at = (pair.old.property_at(ids[0], name) or pair.old.at(ids[0]), spot.new)
    slots = ((), [schema["properties"][name]])
    if owner.is_answer:
        what = "became-not-write-only" if marked.get("writeOnly") else "added"
        pair.tell(
            _mark_rule("response", what, needed),
            spot,
            "addition",
            "is new",
            MORE,
            at=at,
            slots=slots,
        )
        return
    if marked.get("readOnly"):
        rule = _mark_rule("request", "became-not-read-only", needed)
    else:
        rule = _new_rule(family, needed, with_default="default" in schema["properties"][name])
    if needed:
        message = "is new, and may not be left out"
        pair.tell(
            rule, spot, "breaking", message, NEEDED, "pass it in every call", at=at, slots=slots
        )
    else:
        message = "is new, and may be left out"
        pair.tell(rule, spot, "addition", message, MORE, at=at, slots=slots)


def _new_rule(family: str, needed: bool, *, with_default: bool) -> str:
    if not needed:
        return "new-optional-request-property"
    if family == "request-header-property":
        return "new-required-request-header-property"
    return "new-required-request-property" + ("-with-default" if with_default else "")


def _mark_rule(side: str, what: str, needed: bool) -> str:
    return f"{side}-{'required' if needed else 'optional'}-property-{what}"


def _marked(reading: Reading, type_id: TypeId, name: str) -> dict[str, Any]:
    """`readOnly` and `writeOnly` of a property that the other side does not have, as written."""
    written = keywords(reading.sources, reading.property_at(type_id, name))
    if not written:
        listed = keywords(reading.sources, reading.at(type_id)).get("properties")
        if listed is not None and isinstance(listed[0], dict) and name in listed[0]:
            written = keywords(reading.sources, listed[1].at(name))
    return {key: written[key][0] for key in ("readOnly", "writeOnly") if key in written}


def _spot(
    pair: Pair, owner: Spot, ids: tuple[TypeId | None, TypeId | None], name: str, family: str
) -> Spot:
    old, new = ids
    reading, own = (pair.old, old) if old is not None else (pair.new, new)
    assert own is not None, "a field that came or went has an owner"
    return Spot(
        side=owner.side,
        family=family,
        subject=f"{owner.subject}.{name}",
        old=pair.old.property_at(old, name) if old is not None else None,
        new=pair.new.property_at(new, name) if new is not None else None,
        python=python_name(reading, owner.side, own, name),
    )
