"""The names inside types: fields of objects, members of enums.

In: a `Canonical` and the pins. Out: a name for each property and each enum value. Refuses: two properties of one object
that become one name (`name-clash`, at both).

Values of an enum that become one name are told apart by rules that look at these values only: the one that is written
like the name keeps it, a number comes before a text; the others say how they are written (`ASC_LOWER`, `ASC_MIXED`,
`VALUE_1_TEXT`), or end in a hash of themselves.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.canonical import Canonical, Schema, TypeId
from generator.diagnostics import Problems
from generator.naming.context import Context
from generator.naming.pins import Key, Pins, hint_for
from generator.naming.python import field_name, member_name
from generator.naming.scope import Claim, Scope
from generator.source import escape


def name_members(
    canonical: Canonical, context: Context, pins: Pins, problems: Problems
) -> dict[tuple[TypeId, str], str]:
    """Fields by wire name, enum members by the JSON text of their value."""
    found: dict[tuple[TypeId, str], str] = {}
    for type_id in sorted({*canonical.answers, *canonical.inputs}):
        if context.parameter_object(type_id) is None:
            found |= _fields(canonical, context, type_id, pins, problems)
    for type_id in sorted(canonical.enums):
        stable = context.stable(type_id)
        pinned = {
            value: name
            for value in map(json_text, canonical.enums[type_id]["enum"])
            if (name := pins.name(("member", stable, value)))
        }
        names = enum_members(canonical.enums[type_id], pinned)
        found |= {(type_id, value): name for value, name in names.items()}
    return found


def json_text(value: Any) -> str:
    """The key of an enum value: its JSON text."""
    return json.dumps(value, ensure_ascii=False)


# --- fields -------------------------------------------------------------------------------------


def _fields(
    canonical: Canonical, context: Context, type_id: TypeId, pins: Pins, problems: Problems
) -> dict[tuple[TypeId, str], str]:
    sides = (canonical.answers.get(type_id, {}), canonical.inputs.get(type_id, {}))
    wires = sorted({wire for schema in sides for wire in schema.get("properties", {})})
    keys: dict[str, Key] = {wire: ("member", context.stable(type_id), wire) for wire in wires}
    pinned = {wire: name for wire in wires if (name := pins.name(keys[wire]))}
    named = {wire: pinned.get(wire) or field_name(wire) for wire in wires}
    scope = Scope()
    claims = [
        Claim(_field_rank(wire, name, pinned), wire, (type_id, wire), (name,))
        for wire, name in named.items()
    ]
    found = scope.assign(claims, joint="_")
    for wire in wires:
        if found[type_id, wire] != named[wire]:
            twin = next(w for w in wires if found[type_id, w] == named[wire])
            places = [
                canonical.places.get(f"{type_id}/properties/{escape(w)}") for w in (twin, wire)
            ]
            message = f"the properties {twin!r} and {wire!r} of one object are both {named[wire]!r} in Python"
            at = [place for place in places if place is not None]
            hint = hint_for(keys[wire], found[type_id, wire])
            problems.error("name-clash", message, *at, hint=hint)
    return found


def _field_rank(wire: str, name: str, pinned: Mapping[str, str]) -> int:
    return 0 if wire in pinned else 1 if wire == name.rstrip("_") else 2


# --- enum members -------------------------------------------------------------------------------


def enum_members(schema: Schema, pinned: Mapping[str, str]) -> dict[str, str]:
    """The member of each value, by its JSON text."""
    wanted = _wanted(schema)
    groups = {name: [t for t in wanted if wanted[t] == name] for name in wanted.values()}
    scope = Scope(set(pinned.values()))
    claims = [
        Claim(_member_rank(t, name), t, t, tuple(_member_names(t, name, groups[name])))
        for t, name in wanted.items()
        if t not in pinned
    ]
    return {text: name for text, name in pinned.items() if text in wanted} | scope.assign(
        claims, joint="_"
    )


def _wanted(schema: Schema) -> dict[str, str]:
    values: Sequence[Any] = schema["enum"]
    given = schema.get("x-enum-varnames")
    texts = [json_text(value) for value in values]
    if (
        isinstance(given, list)
        and len(given) == len(values)
        and all(isinstance(g, str) for g in given)
    ):
        return {t: member_name(g, t) for t, g in zip(texts, given, strict=True) if g} | {
            t: member_name(v, t) for t, v, g in zip(texts, values, given, strict=True) if not g
        }
    return {text: member_name(value, text) for text, value in zip(texts, values, strict=True)}


def _member_rank(text: str, name: str) -> int:
    """The value that is written like its name comes first, then numbers, then texts."""
    value = json.loads(text)
    if value == name:
        return 0
    return 2 if isinstance(value, str) else 1


def _member_names(text: str, name: str, group: Sequence[str]) -> Iterator[str]:
    """The name, then what tells this value from the others of its group."""
    yield name
    value, plain = json.loads(text), name.rstrip("_")
    others = [json.loads(other) for other in group if other != text]
    if isinstance(value, str) and any(value.lower() == str(other).lower() for other in others):
        if not any(isinstance(other, str) for other in others):
            yield f"{plain}_TEXT"
        else:
            yield f"{plain}_{'LOWER' if value.islower() else 'UPPER' if value.isupper() else 'MIXED'}"
    yield f"{plain}_{hashlib.sha256(text.encode()).hexdigest()[:6].upper()}"
