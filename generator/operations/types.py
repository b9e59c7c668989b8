"""Slots of the canonical form as `ir` types.

In: a slot and its side. Out: an `ir.Type`, or the text about it. Refuses nothing: `normalize` gives no other slots.

Only date-time, date and decimal texts are more than `str`; a constant in an answer is any value of its type, since the
server may know more than the document.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator import ir
from generator.canonical import Canonical, Schema, Side, TypeId

NULL = ir.Scalar("null")
ANY = ir.Scalar("any")

_KINDS: dict[str, ir.ScalarKind] = {
    "string": "str",
    "integer": "int",
    "number": "number",
    "boolean": "bool",
    "null": "null",
}
_FORMATS: dict[str, ir.ScalarKind] = {
    "date-time": "datetime",
    "date": "date",
    "decimal": "decimal",
}


def type_of(slot: Schema, side: Side, canonical: Canonical) -> ir.Type:
    """The type of a value that stands in a slot."""
    match slot:
        case {"$ref": str(reference)}:
            return _named(TypeId(reference), side, canonical)
        case {"anyOf": [*options]}:
            return union(type_of(option, side, canonical) for option in options)
        case {"const": value}:
            return _constant(value, side)
        case {"type": "array"}:
            return ir.ListOf(type_of(slot.get("items", {}), side, canonical))
        case {"type": "object"}:
            values = slot.get("additionalProperties", {})
            return ir.MapOf(type_of(values if isinstance(values, dict) else {}, side, canonical))
        case {"type": "string", "format": "binary"} if side == "input":
            return ir.Scalar("bytes")
        case {"type": "string"}:
            return ir.Scalar(_FORMATS.get(slot.get("format", ""), "str"))
        case {"type": str(kind)}:
            return ir.Scalar(_KINDS[kind])
        case _:
            return ANY


def union(types: Iterable[ir.Type]) -> ir.Type:
    """Alternatives, each once, null last; one alone is itself, and beside any value there is nothing else."""
    flat: dict[ir.Type, None] = {}
    for found in types:
        flat |= dict.fromkeys(found.options if isinstance(found, ir.OneOf) else (found,))
    if ANY in flat:
        return ANY
    ordered = [*(t for t in flat if t != NULL), *(t for t in flat if t == NULL)]
    return ordered[0] if len(ordered) == 1 else ir.OneOf(tuple(ordered))


def described(slot: Schema, canonical: Canonical) -> str:
    """A slot's description, or that of the type it refers to."""
    if slot.get("description"):
        return str(slot["description"])
    options = [o for o in slot.get("anyOf", (slot,)) if o.get("type") != "null"]
    reference = options[0].get("$ref") if len(options) == 1 else None
    if reference is None:
        return ""
    for components in (canonical.enums, canonical.inputs, canonical.answers):
        if reference in components:
            return str(components[TypeId(reference)].get("description", ""))
    return ""


def _named(type_id: TypeId, side: Side, canonical: Canonical) -> ir.Type:
    enum = canonical.enums.get(type_id)
    if enum is None:
        return ir.Named(type_id, side)
    kinds = {_kind(value) for value in enum["enum"]}
    if kinds == {"int", "number"}:
        kinds = {"number"}
    return ir.EnumOf(type_id, side, kinds.pop() if len(kinds) == 1 else "any")


def _constant(value: Any, side: Side) -> ir.Type:
    if value is None or side == "answer" or isinstance(value, float):
        return ir.Scalar(_kind(value))
    return ir.Const(value)


def _kind(value: Any) -> ir.ScalarKind:
    match value:
        case None:
            return "null"
        case bool():
            return "bool"
        case int():
            return "int"
        case float():
            return "number"
        case _:
            return "str"
