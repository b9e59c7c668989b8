"""What an operation is called with: its parameters, and its body by `bodies`.

In: two operations that stand for one another. Out: findings. Refuses nothing.

Parameters are matched by place and name, those of a path by their position in it; what is left over, by its Python
name, which makes it the same argument in another place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.canonical import Schema
from generator.diff.spec.bodies import compare_bodies
from generator.diff.spec.fields import NEEDED, compare_marks
from generator.diff.spec.operations import ABSORBED, ARGUMENT_GONE, KEPT, Found
from generator.diff.spec.pair import Pair, Spot
from generator.diff.spec.schemas import compare
from generator.source import At

Key = tuple[str, str]


def compare_requests(pair: Pair, old: Found, new: Found) -> None:
    """Tell all that changed in what a method takes."""
    was, now = _parameters(old), _parameters(new)
    twins = dict(_twins(old, new, was, now))
    for key in was:
        if key in twins:
            _both(pair, old, new, (key, was[key]), (twins[key], now[twins[key]]))
        else:
            _gone(pair, old, new, key, was[key])
    for key in now:
        if key not in twins.values():
            _come(pair, old, new, key, now[key])
    compare_bodies(pair, old, new)


def _parameters(one: Found) -> dict[Key, Mapping[str, Any]]:
    """By place and name; those of headers in any case."""
    return {(p["in"], p["name"]): p for p in one.spec.get("parameters", ())}


def _twins(
    old: Found, new: Found, was: Mapping[Key, Any], now: Mapping[Key, Any]
) -> Iterator[tuple[Key, Key]]:
    left = dict.fromkeys(now)
    folded = {
        (where, name.lower() if where == "header" else name): (where, name) for where, name in now
    }
    if old.key == new.key:
        ordered = zip(_in_path(old, was), _in_path(new, now), strict=False)
        for key, twin in ordered:
            left.pop(twin, None)
            yield key, twin
    rest = [key for key in was if key[0] != "path" or old.key != new.key]
    later = []
    for where, name in rest:
        same = folded.get((where, name.lower() if where == "header" else name))
        if same in left:
            left.pop(same)
            yield (where, name), same
        else:
            later.append((where, name))
    by_name = {_own(new, key): key for key in left}
    for key in left:
        for called in new.reading.was_called(f"{new.python}({_own(new, key)})"):
            by_name.setdefault(called, key)
    for key in later:
        if _own(old, key) in by_name:
            yield key, by_name.pop(_own(old, key))


def _own(one: Found, key: Key) -> str:
    return one.argument_name(*key)


def _in_path(one: Found, listed: Mapping[Key, Any]) -> list[Key]:
    found = [key for key in listed if key[0] == "path"]
    return sorted(found, key=lambda key: one.ir.path.find(f"{{{key[1]}}}"))


def _subject(one: Found, where: str, name: str) -> str:
    return f"{where} parameter {name} of {one.name}"


def _both(
    pair: Pair, old: Found, new: Found, was: tuple[Key, Mapping[str, Any]], now: tuple[Key, Any]
) -> None:
    (where, name), before = was
    after = now[1]
    python = old.argument(where, name)
    pair.renamed(python, f"{old.python}({_own(new, now[0])})")
    is_header = where == "header"
    spot = Spot(
        side="input",
        family="request-parameter",
        subject=f"{'header ' if is_header else ''}{'' if is_header else where + ' '}parameter {name} of {old.name}",
        old=old.argument_at(where, name),
        new=new.argument_at(*now[0]),
        python=(python,),
    )
    if (where, name.lower()) != (now[0][0], now[0][1].lower()):
        message = f"is the {now[0][0]} parameter {now[0][1]!r} now"
        pair.tell((spot.family, "renamed"), spot, "note", message, ABSORBED)
    if _written_as(before) != _written_as(after):
        message = f"is written as {_written_as(after)}, was {_written_as(before)}"
        pair.tell((spot.family, "style-changed"), spot, "note", message, ABSORBED)
    if bool(before["required"]) != bool(after["required"]):
        if after["required"]:
            message = "may not be left out any more"
            rule = (spot.family, "became-required")
            pair.tell(rule, spot, "breaking", message, NEEDED, "pass it in every call")
        else:
            rule = (spot.family, "became-optional")
            why = "calls that pass it stay as they are"
            pair.tell(rule, spot, "addition", "may be left out now", why)
    slots = _slot(before), _slot(after)
    compare_marks(pair, spot, _marks(before, slots[0]), _marks(after, slots[1]))
    inner = _schema_spot(spot)
    compare(pair, inner, *slots)


def _schema_spot(spot: Spot) -> Spot:
    """The same spot, with the places of the schemas."""

    def schema(at: At | None) -> At | None:
        if at is None or not at.exists:
            return at
        content = at.value.get("content") if isinstance(at.value, dict) else None
        if isinstance(content, dict) and content:
            return at.at("content", next(iter(content)), "schema")
        return at.at("schema") if at.at("schema").exists else at

    return Spot(
        side=spot.side,
        family=spot.family,
        subject=spot.subject,
        old=schema(spot.old),
        new=schema(spot.new),
        python=spot.python,
    )


def _slot(parameter: Mapping[str, Any]) -> Schema:
    content = parameter.get("content")
    if content:
        found: Schema = next(iter(content.values())).get("schema", {})
        return found
    return dict(parameter.get("schema", {}))


def _marks(parameter: Mapping[str, Any], slot: Schema) -> Schema:
    kept = {key: slot[key] for key in ("default", "deprecated") if key in slot}
    return kept | ({"deprecated": True} if parameter.get("deprecated") else {})


def _written_as(parameter: Mapping[str, Any]) -> str:
    if "content" in parameter:
        return "JSON"
    return f"{parameter['style']}{', exploded' if parameter['explode'] else ''}"


def _gone(pair: Pair, old: Found, new: Found, key: Key, parameter: Mapping[str, Any]) -> None:
    spot = Spot(
        side="input",
        family="request-parameter",
        subject=_subject(old, *key),
        old=old.argument_at(*key),
        new=new.at,
        python=(old.argument(*key),),
    )
    stem = (
        "removed-with-deprecation"
        if _marks(parameter, _slot(parameter)).get("deprecated")
        else "removed"
    )
    rule = (spot.family, stem)
    slots = ([_slot(parameter)], ())
    pair.tell(
        rule, spot, "breaking", "is gone", ARGUMENT_GONE, "leave the argument out", slots=slots
    )


def _come(pair: Pair, old: Found, new: Found, key: Key, parameter: Mapping[str, Any]) -> None:
    spot = Spot(
        side="input",
        family="request-parameter",
        subject=_subject(new, *key),
        old=old.at,
        new=new.argument_at(*key),
        python=(f"{old.python}({_own(new, key)})",),
    )
    slots = ((), [_slot(parameter)])
    shared = spot.new is not None and spot.new.tokens[2:3] == ("parameters",)
    if parameter["required"] or key[0] == "path":
        if key[0] == "path":
            rule = "new-request-path-parameter"
        elif shared:
            rule = "new-required-request-default-parameter-to-existing-path"
        else:
            rule = "new-required-request-parameter"
        message = "is new, and may not be left out"
        pair.tell(rule, spot, "breaking", message, NEEDED, "pass it in every call", slots=slots)
    else:
        stem = "default-parameter-to-existing-path" if shared else "parameter"
        rule = f"new-optional-request-{stem}"
        pair.tell(rule, spot, "addition", "is new, and may be left out", KEPT, slots=slots)
