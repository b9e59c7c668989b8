"""Texts, numbers, truth values and lists: slots with their limits.

In: the keywords of schemas that hold together. Out: one slot for one type. Refuses nothing: of
limits that clash, the tightest stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generator.normalize.schemas.keywords import Keywords
from generator.normalize.schemas.values import Slot

STRINGS = ("minLength", "maxLength", "pattern", "format")
NUMERIC = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "format")
LISTS = ("minItems", "maxItems", "uniqueItems")

OWN = {"string": STRINGS, "integer": NUMERIC, "number": NUMERIC, "boolean": (), "array": LISTS}
"""The keywords that limit values of each type."""

LARGEST = ("minLength", "minItems", "minimum", "exclusiveMinimum")
SMALLEST = ("maxLength", "maxItems", "maximum", "exclusiveMaximum")

TEXT_FORMATS = frozenset(
    (
        *("date-time", "date", "time", "duration", "email", "hostname", "ipv4", "ipv6", "uri"),
        *("uri-reference", "uuid", "byte", "binary", "password", "regex", "decimal"),
    )
)


def slot(type_: str, words: Sequence[Keywords]) -> Slot:
    """The slot of one type, with the limits of all the schemas."""
    found: Slot = {"type": type_}
    for key in OWN[type_]:
        values = [w[key] for w in words if key in w]
        if values:
            found[key] = _tightest(key, values)
    if found.get("uniqueItems") is False:
        del found["uniqueItems"]
    return found


def inferred(words: Sequence[Keywords]) -> list[str]:
    """The types that schemas without `type` speak of; none if they fit any value."""
    keys = {key for w in words for key in w}
    formats = {w["format"] for w in words if "format" in w}
    if keys & {
        "properties",
        "additionalProperties",
        "patternProperties",
        "required",
        "propertyNames",
    }:
        return ["object"]
    if keys & {"minProperties", "maxProperties", "dependentSchemas", "dependentRequired"}:
        return ["object"]
    if keys & {"items", "prefixItems", "minItems", "maxItems", "uniqueItems", "contains"}:
        return ["array"]
    if keys & {"minLength", "maxLength", "pattern"} or formats & TEXT_FORMATS:
        return ["string"]
    if keys & {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"}:
        return ["number"]
    return []


def _tightest(key: str, values: list[Any]) -> Any:
    if key in LARGEST:
        return max(values)
    if key in SMALLEST:
        return min(values)
    return any(values) if key == "uniqueItems" else values[-1]
