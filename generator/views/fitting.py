"""Whether a JSON value is one that a request may hold, as far as a sample needs to know.

In: a slot of the canonical form, on the request side, and a value. Out: a verdict; "no" where it is not sure. Refuses
nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from generator.canonical import Canonical, Schema, TypeId

_KINDS: Mapping[str, type | tuple[type, ...]] = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "array": list,
    "object": Mapping,
    "null": type(None),
}
_READ: Mapping[str, Callable[[str], object]] = {
    "date-time": datetime.fromisoformat,
    "date": date.fromisoformat,
    "decimal": Decimal,
}


def fits(slot: Schema, value: Any, canonical: Canonical) -> bool:
    """Whether the value keeps to type, limits and format; unions of objects are never sure."""
    if "$ref" in slot:
        return _component_fits(TypeId(slot["$ref"]), value, canonical)
    if "anyOf" in slot:
        return any(fits(option, value, canonical) for option in slot["anyOf"])
    if "const" in slot and value != slot["const"]:
        return False
    if not is_a(slot.get("type"), value):
        return False
    match value:
        case bool() | None:
            return True
        case str():
            return _text_fits(slot, value)
        case int() | float():
            return _number_fits(slot, value)
        case list():
            few = slot.get("minItems", 0) <= len(value) <= slot.get("maxItems", len(value))
            return few and all(fits(slot.get("items", {}), item, canonical) for item in value)
        case Mapping():
            few = slot.get("minProperties", 0) <= len(value)
            said = slot.get("additionalProperties")
            entries = said if isinstance(said, Mapping) else {}
            return few and all(fits(entries, item, canonical) for item in value.values())
        case _:
            return False


def is_a(kind: str | None, value: Any) -> bool:
    """Whether a value is of a JSON type, by JSON Schema's reckoning; None stands for any."""
    if kind is None:
        return True
    if isinstance(value, bool):
        return kind == "boolean"
    return isinstance(value, _KINDS[kind])


def _component_fits(type_id: TypeId, value: Any, canonical: Canonical) -> bool:
    if type_id in canonical.enums:
        return value in canonical.enums[type_id]["enum"]
    component = canonical.inputs.get(type_id, {"oneOf": ()})
    if "oneOf" in component or not isinstance(value, Mapping):
        return False
    properties = component.get("properties", {})
    return set(component.get("required", ())) <= set(value) <= set(properties) and all(
        fits(properties[name], item, canonical) for name, item in value.items()
    )


def _text_fits(slot: Schema, value: str) -> bool:
    if not slot.get("minLength", 0) <= len(value) <= slot.get("maxLength", len(value)):
        return False
    with suppress(re.error, ValueError, InvalidOperation):
        if read := _READ.get(slot.get("format", "")):
            read(value)
        return re.search(slot.get("pattern", ""), value) is not None
    return False


def _number_fits(slot: Schema, value: float) -> bool:
    low, high = slot.get("minimum", value), slot.get("maximum", value)
    above, below = slot.get("exclusiveMinimum", value - 1), slot.get("exclusiveMaximum", value + 1)
    step = Decimal(str(slot.get("multipleOf", 0)))
    whole = not step or not Decimal(str(value)) % step
    return bool(low <= value <= high and above < value < below and whole)
