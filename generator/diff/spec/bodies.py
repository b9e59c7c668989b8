"""What a request carries: its body.

In: two operations that stand for one another. Out: findings. Refuses nothing.

A body that is an object is spread into arguments, one a field; any other is one argument.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from generator import ir
from generator.canonical import Schema, TypeId
from generator.diff.spec.fields import NEEDED
from generator.diff.spec.operations import ABSORBED, ARGUMENT_GONE, KEPT, Found
from generator.diff.spec.pair import Pair, Spot
from generator.diff.spec.schemas import compare
from generator.media import Content, only, spread
from generator.source import At


def compare_bodies(pair: Pair, old: Found, new: Found) -> None:
    """Tell all that changed in what a method sends as its body."""
    was, now = old.spec.get("requestBody"), new.spec.get("requestBody")
    places = old.reading.at(f"{old.ir.id}#body"), new.reading.at(f"{new.ir.id}#body")
    spot = Spot(
        side="input",
        family="request-body",
        subject=f"body of {old.name}",
        old=places[0] or old.at,
        new=places[1] or new.at,
        python=tuple(f"{old.python}({own})" for own in _body_arguments(old)),
    )
    if was is None and now is not None:
        needed = bool(now.get("required"))
        arguments = _needed(new) if needed else _body_arguments(new)
        stem = "added-required" if needed else "added-optional"
        why, action = (NEEDED, "pass it in every call") if needed else (KEPT, "")
        pair.tell(
            (spot.family, stem),
            spot,
            "breaking" if needed else "addition",
            "is new",
            why,
            action,
            python=tuple(f"{old.python}({own})" for own in arguments),
            slots=((), _slots(now)),
        )
    elif was is not None and now is None:
        rule = (spot.family, "removed")
        pair.tell(
            rule,
            spot,
            "breaking",
            "is gone",
            ARGUMENT_GONE,
            "leave its arguments out",
            slots=(_slots(was), ()),
        )
    elif was is not None and now is not None:
        _both_bodies(pair, spot, (old, was), (new, now))


def _slots(body: Mapping[str, Any]) -> list[Schema]:
    return [media["schema"] for media in body["content"].values()]


def _needed(one: Found) -> list[str]:
    """The arguments of a body that may not be left out."""
    if isinstance(one.ir.body, ir.ObjectBody):
        return [one.argument_name("body", f.name) for f in one.ir.body.fields if f.required]
    return _body_arguments(one)


def _body_arguments(one: Found) -> list[str]:
    names = one.reading.names.arguments
    return [own for key, own in names.items() if key[:2] == (one.ir.id, "body")]


def _both_bodies(
    pair: Pair,
    spot: Spot,
    old: tuple[Found, Mapping[str, Any]],
    new: tuple[Found, Mapping[str, Any]],
) -> None:
    needed = replace(spot, python=tuple(f"{old[0].python}({own})" for own in _needed(new[0])))
    _need(pair, needed, bool(old[1].get("required")), bool(new[1].get("required")))
    before, after = only(old[1].get("content", {})), only(new[1].get("content", {}))
    if before is None or after is None:
        return
    inner = Spot(
        side="input",
        family=spot.family,
        subject=spot.subject,
        old=_media_schema(spot.old, before),
        new=_media_schema(spot.new, after),
        python=spot.python,
    )
    if before.media_type != after.media_type:
        message = f"is sent as {after.media_type}, was {before.media_type}"
        rule, kept = (spot.family, "media-type-removed"), _takes(old[0]) == _takes(new[0])
        why, action = (ABSORBED, "") if kept else ("the arguments are others", "pass the new ones")
        slots = (_slots(old[1]), _slots(new[1]))
        pair.tell(rule, spot, "note" if kept else "breaking", message, why, action, slots=slots)
    if before.encoding in ("text", "bytes") or after.encoding in ("text", "bytes"):
        return
    _arguments(pair, old[0], new[0], before, after)
    _form(pair, spot, old[0], new[0])
    if bool(before.slot) != bool(after.slot):
        came = bool(after.slot)
        rule = (spot.family, f"media-type-schema-{'added' if came else 'removed'}")
        message = "has a schema now" if came else "has no schema any more"
        why = "what callers could send is refused now" if came else "anything can be sent"
        action = "send what the schema allows" if came else ""
        pair.tell(rule, spot, "breaking" if came else "addition", message, why, action)
        return
    compare(pair, inner, before.slot, after.slot)


def _need(pair: Pair, spot: Spot, was: bool, now: bool) -> None:
    if now and not was:
        rule = (spot.family, "became-required")
        message = "may not be left out any more"
        pair.tell(rule, spot, "breaking", message, NEEDED, "pass what it needs in every call")
    elif was and not now:
        why = "calls that pass it stay as they are"
        pair.tell((spot.family, "became-optional"), spot, "addition", "may be left out now", why)


def _form(pair: Pair, spot: Spot, old: Found, new: Found) -> None:
    """A body that was spread into arguments is one argument now, or the other way round."""
    was, now = (isinstance(one.ir.body, ir.ObjectBody) for one in (old, new))
    if was == now:
        return
    python = tuple(f"{old.python}({own})" for own in _body_arguments(new))
    message = "is given by an argument a field now" if now else "is given as one argument now"
    why, action = "calls that pass the old arguments fail", "pass the new arguments"
    pair.tell("python-body-changed", spot, "breaking", message, why, action, python=python)


def _takes(one: Found) -> ir.Type | None:
    """The type of a body that is one argument; None for one that is spread."""
    return one.ir.body.type if isinstance(one.ir.body, ir.WholeBody) else None


def _media_schema(at: At | None, content: Content) -> At | None:
    """The schema of a media type where it is written; the body, where the type stands for a range."""
    if at is None:
        return None
    found = at.at("content", content.media_type, "schema")
    return found if found.exists else at


def _arguments(pair: Pair, old: Found, new: Found, before: Content, after: Content) -> None:
    """Which argument became which: those of a body that is spread bear the names of its fields."""
    ids = (
        spread(before, old.reading.read.canonical.inputs),
        spread(after, new.reading.read.canonical.inputs),
    )
    if ids[0] is None or ids[1] is None:
        return
    was = old.reading.read.canonical.inputs[ids[0]]["properties"]
    for name in was:
        mine = old.argument("body", name)
        twin = _twin_field(old, new, (ids[0], ids[1]), name)
        if twin is not None:
            pair.renamed(mine, f"{old.python}({new.argument_name('body', twin)})")


def _twin_field(old: Found, new: Found, ids: tuple[TypeId, TypeId], name: str) -> str | None:
    listed: list[str] = [*new.reading.read.canonical.inputs[ids[1]]["properties"]]
    if name in listed:
        return name
    own = old.reading.names.arguments.get((old.ir.id, "body", name))
    arguments = new.reading.names.arguments
    named = {w: arguments.get((new.ir.id, "body", w), w) for w in listed}
    same = next((w for w in listed if named[w] == own), None)
    if same is not None:
        return same
    was_called = new.reading.was_called
    return next((w for w in listed if own in was_called(f"{new.python}({named[w]})")), None)
