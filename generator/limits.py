"""The limits of a schema in words.

In: a slot of the canonical form. Out: phrases, in CommonMark: `at most 150 characters`. Refuses nothing; patterns in
them are spec text, not trusted.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from generator.canonical import Schema

_COUNTED = (
    ("minLength", "maxLength", "character"),
    ("minItems", "maxItems", "item"),
    ("minProperties", "maxProperties", "entry"),
)
_BOUNDS = (
    ("minimum", "at least"),
    ("exclusiveMinimum", "more than"),
    ("maximum", "at most"),
    ("exclusiveMaximum", "less than"),
)


def in_words(slot: Schema, *, patterns: bool = True) -> tuple[str, ...]:
    """What a value must keep to; of alternatives, what the only one beside null must."""
    options = [o for o in slot.get("anyOf", (slot,)) if o.get("type") != "null"]
    return tuple(_phrases(options[0], patterns)) if len(options) == 1 else ()


def code_span(text: str) -> str:
    """A CommonMark code span, whatever is in it."""
    fence = "`"
    while fence in text:
        fence += "`"
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _phrases(slot: Schema, patterns: bool) -> list[str]:
    found = [said for low, high, noun in _COUNTED if (said := _count(slot, low, high, noun))]
    found += _range(slot)
    if _is_number(slot.get("multipleOf")):
        found.append(f"a multiple of {_shown(slot['multipleOf'])}")
    if slot.get("uniqueItems") is True:
        found.append("no item twice")
    if patterns and isinstance(slot.get("pattern"), str):
        found.append(f"matches {code_span(slot['pattern'])}")
    if isinstance(slot.get("items"), Mapping):
        found += [f"each {said}" for said in in_words(slot["items"], patterns=patterns)]
    return found


def _count(slot: Schema, low: str, high: str, noun: str) -> str:
    least, most = slot.get(low, 0), slot.get(high)
    if most is None:
        return f"at least {_counted(least, noun)}" if least else ""
    if least == most:
        return f"exactly {_counted(most, noun)}"
    if least:
        return f"between {least} and {_counted(most, noun)}"
    return f"at most {_counted(most, noun)}"


def _range(slot: Schema) -> list[str]:
    least, most = slot.get("minimum"), slot.get("maximum")
    if _is_number(least) and _is_number(most) and least != most:
        return [f"between {_shown(least)} and {_shown(most)}"]
    return [f"{word} {_shown(slot[key])}" for key, word in _BOUNDS if _is_number(slot.get(key))]


def _counted(count: int, noun: str) -> str:
    if count == 1:
        return f"1 {noun}"
    return f"{count} {noun[:-1]}ies" if noun.endswith("y") else f"{count} {noun}s"


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _shown(value: Any) -> str:
    return json.dumps(value)
