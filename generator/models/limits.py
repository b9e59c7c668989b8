"""Limits of a schema as arguments of pydantic's `Field`.

In: a slot. Out: the arguments, as `Source`. Refuses nothing: what pydantic cannot check as JSON
Schema means it is left to the server.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from generator.canonical import Schema
from generator.literals import Source, code, identifier, string, value

_LENGTHS = {
    "string": (("minLength", "min_length"), ("maxLength", "max_length")),
    "array": (("minItems", "min_length"), ("maxItems", "max_length")),
    "object": (("minProperties", "min_length"), ("maxProperties", "max_length")),
}
_BOUNDS = (
    ("minimum", "ge"),
    ("exclusiveMinimum", "gt"),
    ("maximum", "le"),
    ("exclusiveMaximum", "lt"),
    ("multipleOf", "multiple_of"),
)
_RICH = frozenset({"date", "date-time", "decimal", "binary"})
"""Formats whose values are no longer text when their limits would be checked."""
_OTHER_MEANING = re.compile(r"\[[^\]]*(?:\[|&&|--|~~)")
"""What is plain inside an ECMA-262 class, but nesting and set operations to Rust's regex."""


def arguments(slot: Schema) -> list[Source]:
    """`max_length=150`, and so on."""
    kind = slot.get("type")
    if kind in ("integer", "number"):
        return [
            code("{}={}", identifier(argument), value(slot[key]))
            for key, argument in _BOUNDS
            if _is_checkable(key, slot.get(key))
        ]
    if kind not in _LENGTHS or slot.get("format") in _RICH:
        return []
    found = [
        code("{}={}", identifier(argument), value(slot[key]))
        for key, argument in _LENGTHS[kind]
        if isinstance(slot.get(key), int) and slot[key] >= 0
    ]
    pattern = slot.get("pattern")
    if kind == "string" and isinstance(pattern, str) and is_supported(pattern):
        found.append(code("pattern={}", string(pattern)))
    return found


def _is_checkable(key: str, bound: Any) -> bool:
    """Not a multiple of 0.01: in binary, 0.07 is none."""
    if isinstance(bound, bool) or not isinstance(bound, (int, float)):
        return False
    return key != "multipleOf" or (isinstance(bound, int) and bound > 0)


@cache
def is_supported(pattern: str) -> bool:
    """Whether pydantic's engine takes the pattern, and means the same by it as ECMA-262."""
    if _OTHER_MEANING.search(pattern):
        return False
    from pydantic_core import SchemaError, SchemaValidator, core_schema

    try:
        SchemaValidator(core_schema.str_schema(pattern=pattern))
    except SchemaError:
        return False
    return True
