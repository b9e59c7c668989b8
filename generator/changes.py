"""What changed in an API, in words.

In: what an API was, and what it is now. Out: sentences, one a change, operations first; what came or went with a thing
that is named itself is not told again. Refuses nothing. Pure: no file is read, and equal values give no sentence.

Both are outlined as things with facts, found by identity (an operation's id, a schema's pointer), and compared. The
spec's text in the sentences is without control characters.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import assert_never

from generator import ir
from generator.canonical import Canonical, Schema, Side, TypeId
from generator.limits import in_words
from generator.names import Names
from generator.normalize.sides import references
from generator.operations.types import type_of
from generator.pipeline import Understood

Key = tuple[str, ...]
"""A thing's identity: its kind, then what finds it."""
NULL = ir.Scalar("null")
STATES = frozenset({"need", "null", "use"})
"""Facts whose change is said by the new value alone: `required now`."""
_PLAIN = STATES | {"", "type", "limits", "request", "kind"}
_USUAL = frozenset({"never null", "not deprecated", "object"})
"""Values that go without saying for what is new."""


@dataclass(frozen=True, slots=True)
class Thing:
    """One part of an API that a user of its package sees. `inside` is the thing that it came or went with."""

    name: str
    facts: Mapping[str, str]
    description: str = ""
    inside: Key = ()
    both: Key = ()
    """What it shares with its twin on the other side; a change of both is told once."""


Outline = dict[Key, Thing]


def describe(old: Outline, new: Outline) -> tuple[str, ...]:
    """Every change from one to the other, as `field Order.note came: str, optional`."""
    keys = [*new, *(key for key in old if key not in new)]
    told = [(key, said) for key in keys for said in _change(key, old, new)]
    sentences = list(_merged(told, old, new))
    texts = sum(old[k].description != new[k].description for k in new if k in old)
    if texts:
        sentences.append(f"{texts} description{'s' if texts > 1 else ''} changed")
    return tuple(_printable(sentence) for sentence in sentences)


# --- comparing ----------------------------------------------------------------------------------


def _change(key: Key, old: Outline, new: Outline) -> Iterator[str]:
    """What is to be said behind the thing's name."""
    was, now = old.get(key), new.get(key)
    match was, now:
        case None, Thing(inside=inside, facts=facts):
            if not inside or inside in old:
                said = ", ".join(_came(facts))
                yield f"came: {said}" if said else "came"
        case Thing(inside=inside), None:
            if not inside or inside in new:
                yield "went"
        case Thing(), Thing():
            changed = [*_renamed(key[0], was, now), *_differences(was.facts, now.facts)]
            if changed:
                yield f"changed: {'; '.join(changed)}"


def _renamed(kind: str, was: Thing, now: Thing) -> Iterator[str]:
    """A new name of its own, not that of the class or operation around it."""
    old, new = (re.split("[.(]", thing.name)[-1].rstrip(")") for thing in (was, now))
    if old != new and kind not in {"answer", "value"}:
        yield f"was called {old}"


def _came(facts: Mapping[str, str]) -> Iterator[str]:
    for label, value in facts.items():
        if value and value not in _USUAL:
            yield value if label in _PLAIN else f"{label} {value}"


def _differences(was: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    for label in {**now, **was}:
        old, new = was.get(label, ""), now.get(label, "")
        if old != new:
            told = f"{label} {new or 'none'}, was {old or 'none'}".strip()
            yield f"{new} now" if label in STATES else told


def _merged(told: list[tuple[Key, str]], old: Outline, new: Outline) -> Iterator[str]:
    """The same change of a thing on both sides is one sentence; operations stand first, then by kind."""

    def twin(item: tuple[Key, str]) -> tuple[int, Key, str]:
        key, said = item
        thing = new.get(key) or old[key]
        return _ORDER.index(key[0]), thing.both or key, said

    for (_, key, said), group in groupby(sorted(told, key=twin), key=twin):
        names = dict.fromkeys((new.get(k) or old[k]).name for k, _ in group)
        yield f"{key[0]} {' and '.join(names)} {said}"


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else "\ufffd" for c in text)


# --- outlines -----------------------------------------------------------------------------------

_ORDER = (
    *("package", "operation", "argument", "error class", "answer", "class", "field", "value"),
    *("server", "credential", "header"),
)
"""Kinds of things, in the order in which they are told."""


def outline(read: Understood) -> Outline:
    """Every thing of an API by its identity."""
    found = Outline()
    api, names, canonical = read.api, read.names, read.canonical
    facts = {"version": api.version, "client": api.client_class}
    found["package",] = Thing(api.distribution, facts, api.description)
    for resource in api.resources:
        for operation in resource.operations:
            found |= _operation(operation, names)
    found |= _errors(api, names)
    arguments = _told_as_arguments(api, canonical, names)
    for enum_id, schema in canonical.enums.items():
        found |= _enum(enum_id, schema, names)
    for type_id, schema in canonical.answers.items():
        found |= _component(type_id, "answer", schema, canonical, names)
    for type_id, schema in canonical.inputs.items():
        if type_id not in arguments:
            found |= _component(type_id, "input", schema, canonical, names)
    found |= {("server", s.name): Thing(s.name, {"URL": s.url}, s.description) for s in api.servers}
    for c in api.credentials:
        facts = {"kind": c.kind, "sent as": c.wire_name, "variable": c.environment}
        found["credential", c.scheme] = Thing(c.argument, facts, c.description)
    for h in api.headers:
        found["header", h.wire_name] = Thing(h.argument, {"variable": h.environment or ""})
    return found


def _told_as_arguments(api: ir.Api, canonical: Canonical, names: Names) -> set[TypeId]:
    """The inputs that check parameters, and bodies that are spread, unless a field refers to them too."""
    bodies = [o.body for resource in api.resources for o in resource.operations]
    spread = {body.id for body in bodies if isinstance(body, ir.ObjectBody)}
    used = {reference for schema in canonical.inputs.values() for reference in references(schema)}
    private = set(names.parameter_models.values())
    return (spread - used) | {id_ for (id_, _), name in names.types.items() if name in private}


def _operation(operation: ir.Operation, names: Names) -> Outline:
    key = ("operation", operation.id)
    name = f"{names.resources[operation.tag]}.{names.operations[operation.id]}"
    body = operation.body
    facts = {
        "request": f"{operation.method.upper()} {operation.path}",
        "returns": _type(operation.returns or NULL, names),
        "body": body.media_type if body else "",
        "credentials": " or ".join(" with ".join(n) or "none" for n in operation.security),
        "use": "deprecated" if operation.deprecated else "not deprecated",
    }
    found: Outline = {key: Thing(name, facts, f"{operation.summary}\n{operation.description}")}
    for p in operation.parameters:
        extra = {"style": f"{p.style}{', exploded' if p.explode else ''}"}
        found |= _argument(key, (operation.id, p.where, p.name), p, names, extra)
    for f in body.fields if isinstance(body, ir.ObjectBody) else ():
        found |= _argument(key, (operation.id, "body", f.name), f, names, {})
    if isinstance(body, ir.WholeBody):
        found |= _argument(key, (operation.id, "body", ""), body, names, {})
    for r in (*operation.replies, *operation.errors):
        raised = names.statuses.get(r.status, "StatusError") if r in operation.errors else ""
        told = {"raises": raised, "body": _type(r.type, names) if raised and r.type else ""}
        found["answer", operation.id, r.status] = Thing(
            f"{name} {r.status}", told, r.description, key
        )
    return found


def _argument(
    operation: Key,
    key: tuple[str, str, str],
    taken: ir.Parameter | ir.BodyField | ir.WholeBody,
    names: Names,
    extra: Mapping[str, str],
) -> Outline:
    deprecated = not isinstance(taken, ir.WholeBody) and taken.deprecated
    name = f"{names.operations[key[0]]}({names.arguments.get(key, key[2])})"
    facts = _value_facts(taken.type, taken.required, taken.limits, deprecated, names)
    style = {k: v for k, v in extra.items() if v not in {"simple", "form, exploded"}}
    return {("argument", *key): Thing(name, {**facts, **style}, taken.description, operation)}


def _value_facts(
    type_: ir.Type, required: bool, limits: tuple[str, ...], deprecated: bool, names: Names
) -> dict[str, str]:
    options = type_.options if isinstance(type_, ir.OneOf) else (type_,)
    rest = tuple(option for option in options if option != NULL)
    return {
        "type": " | ".join(_type(option, names) for option in rest) or "None",
        "need": "required" if required else "optional",
        "null": "may be null" if NULL in options else "never null",
        "limits": ", ".join(limits),
        "use": "deprecated" if deprecated else "not deprecated",
    }


def _errors(api: ir.Api, names: Names) -> Outline:
    found: Outline = {}
    for status, name in names.statuses.items():
        found["error class", status] = Thing(name, {"": status})
    for code in api.error_codes:
        facts = {"": f"{code.status} {code.code}"}
        key = ("error class", str(code.status), code.code)
        found[key] = Thing(names.codes[code.code], facts, code.description)
    return found


def _enum(type_id: TypeId, schema: Schema, names: Names) -> Outline:
    name = names.types.get((type_id, "answer")) or names.types[type_id, "input"]
    key = ("class", type_id, "")
    values = [json.dumps(value, ensure_ascii=False) for value in schema["enum"]]
    found: Outline = {key: Thing(name, {"kind": "enum"}, schema.get("description", ""))}
    told = schema.get("x-enum-descriptions") or [""] * len(values)
    for value, text in zip(values, told, strict=True):
        found["value", type_id, value] = Thing(f"{name} {value}", {}, str(text), key)
    return found


def _component(
    type_id: TypeId, side: Side, schema: Schema, canonical: Canonical, names: Names
) -> Outline:
    key, name = ("class", type_id, side), names.types[type_id, side]
    of = [_type(ir.Named(TypeId(o["$ref"]), side), names) for o in schema.get("oneOf", ())]
    facts = {
        "kind": "union" if of else "object",
        "of": ", ".join(of),
        "further fields": _further(schema, side, canonical, names),
        "use": "deprecated" if schema.get("deprecated") else "not deprecated",
    }
    text = str(schema.get("description", ""))
    found: Outline = {key: Thing(name, facts, text, both=("class", type_id))}
    for wire, slot in schema.get("properties", {}).items():
        field = f"{name}.{names.members.get((type_id, wire), wire)}"
        needed = wire in schema.get("required", ())
        type_, limits = type_of(slot, side, canonical), in_words(slot)
        about = _value_facts(type_, needed, limits, bool(slot.get("deprecated")), names)
        if "default" in slot:
            about["default"] = json.dumps(slot["default"], ensure_ascii=False)
        both = ("field", type_id, wire)
        found["field", type_id, wire, side] = Thing(
            field, about, str(slot.get("description", "")), key, both
        )
    return found


def _further(schema: Schema, side: Side, canonical: Canonical, names: Names) -> str:
    """What further properties hold; nothing where the document does not say."""
    match schema.get("additionalProperties", True):
        case True:
            return ""
        case False:
            return "not allowed"
        case slot:
            return _type(type_of(slot, side, canonical), names)


def _type(type_: ir.Type, names: Names) -> str:
    """A type as a signature says it."""
    match type_:
        case ir.Scalar(kind=kind):
            return {"any": "Any", "null": "None", "number": "int | float"}.get(kind, str(kind))
        case ir.Const(value=value):
            return json.dumps(value, ensure_ascii=False)
        case ir.ListOf(item=item):
            return f"list[{_type(item, names)}]"
        case ir.MapOf(value=item):
            return f"dict[str, {_type(item, names)}]"
        case ir.OneOf(options=options):
            return " | ".join(_type(option, names) for option in options)
        case ir.Named(id=id_, side=side) | ir.EnumOf(id=id_, side=side):
            return names.types.get((id_, side), str(id_))
        case _:
            assert_never(type_)
