"""A slot as its alternatives, and which of them covers which.

In: slots of the canonical form, each with its state and side. Out: `Alternatives`; whether the values of one slot are
values of another, in JSON and in Python; a slot in words. Refuses nothing.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from generator import ir
from generator.canonical import Canonical, Schema, Side, TypeId
from generator.models import slots
from generator.normalize.schemas.keywords import DESCRIBING
from generator.operations.types import type_of

NULL = {"type": "null"}


@dataclass(frozen=True, slots=True)
class Alternatives:
    """What a value may be: one of `options`, which are no null; none of them: any value at all."""

    options: tuple[Schema, ...]
    nullable: bool

    @property
    def is_any(self) -> bool:
        return not self.options


def alternatives(slot: Schema) -> Alternatives:
    """The alternatives of a slot, without what describes it."""
    bare = {key: value for key, value in slot.items() if key not in DESCRIBING}
    listed = bare.get("anyOf", [bare] if bare else [])
    options = tuple(option for option in listed if option != NULL)
    if any(not option for option in options):
        return Alternatives((), True)
    return Alternatives(options, NULL in listed or not options)


def values_of(option: Schema, canonical: Canonical) -> list[Any] | None:
    """The values of an enum or a constant; None for what is neither."""
    if "const" in option:
        return [option["const"]]
    enum = canonical.enums.get(TypeId(option.get("$ref", "")))
    return None if enum is None else list(enum["enum"])


def kind_of(option: Schema, canonical: Canonical) -> str:
    """`object`, `union`, `values`, `array`, `map`, or the type of a scalar."""
    if "$ref" in option:
        reference = TypeId(option["$ref"])
        if reference in canonical.enums:
            return "values"
        component = canonical.answers.get(reference) or canonical.inputs.get(reference) or {}
        return "union" if "oneOf" in component else "object"
    if "const" in option:
        return "values"
    match option["type"]:
        case "object":
            return "map"
        case kind:
            return str(kind)


def base_of(option: Schema, canonical: Canonical) -> str:
    """The JSON type of an option's values: `string`, `integer`, …, `mixed`."""
    values = values_of(option, canonical)
    if values is None:
        kind = kind_of(option, canonical)
        return {"map": "object", "union": "object"}.get(kind, kind)
    return slots.base_of({"enum": values})


def python_kind(option: Schema, side: Side, canonical: Canonical) -> str:
    """The Python type of a scalar, which `date-time` and the like change; the JSON type of anything else."""
    found = type_of(option, side, canonical)
    return str(found.kind) if isinstance(found, ir.Scalar) else base_of(option, canonical)


def covers(wide: str, narrow: str) -> bool:
    """Whether Python values of one kind serve where another is expected."""
    return wide == narrow or (wide == "number" and narrow in ("int", "integer", "float"))


def in_words(slot: Schema, canonical: Canonical) -> str:
    """A slot as messages call it: `string (date-time) or null`."""
    found = alternatives(slot)
    if found.is_any:
        return "any value"
    said = [option_in_words(option, canonical) for option in found.options]
    return " or ".join([*said, "null"] if found.nullable else said)


def option_in_words(option: Schema, canonical: Canonical) -> str:
    """One alternative: `string`, `list of Order`, `one of "a", "b"`."""
    values = values_of(option, canonical)
    if values is not None:
        listed = ", ".join(json.dumps(value, ensure_ascii=False) for value in values[:4])
        more = ", …" if len(values) > 4 else ""
        return f"one of {listed}{more}" if len(values) > 1 else listed
    match kind_of(option, canonical):
        case "object" | "union" as kind:
            return _called(str(option["$ref"])) or {"union": "one of several"}.get(kind, kind)
        case "array":
            return f"list of {in_words(option.get('items', {}), canonical)}"
        case "map":
            inner = option.get("additionalProperties", {})
            return f"map of {in_words(inner if isinstance(inner, dict) else {}, canonical)}"
        case kind:
            return f"{kind} ({option['format']})" if "format" in option else kind


def _called(reference: str) -> str:
    """What the author of a schema calls it; empty for one that is written where it is used."""
    above, _, name = reference.partition("#")[2].rpartition("/")
    is_named = above.rpartition("/")[2] in ("", "schemas", "$defs", "definitions")
    return name.replace("~1", "/").replace("~0", "~") if is_named else ""
