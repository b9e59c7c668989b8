"""What a docstring says about a type or a field: the description, and what is known besides.

In: a slot or a component. Out: text, not trusted, for `literals.docstring`. Refuses nothing.
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


def describe(schema: Schema, value: Schema | None = None) -> str:
    """The description with sentences about limits, default and deprecation.

    `value` is the schema whose limits count, where it is another one: the one alternative beside null.
    """
    text = str(schema.get("description") or schema.get("title") or "").strip()
    facts = limits(value if value is not None else schema)
    said = [", ".join(facts)] if facts else []
    if "default" in schema:
        said.append(f"if left out, {_shown(schema['default'])}")
    if schema.get("deprecated") is True and "deprecated" not in text.lower():
        said.append("deprecated")
    sentences = " ".join(f"{part[0].upper()}{part[1:]}." for part in said)
    if not sentences:
        return text
    if not text:
        return sentences
    if "\n" in text:
        return f"{text}\n\n{sentences}"
    return f"{text}{'' if text[-1] in '.!?:' else '.'} {sentences}"


def limits(slot: Schema) -> list[str]:
    """What a value must keep to: `at most 150 characters`."""
    found = [said for low, high, noun in _COUNTED if (said := _count(slot, low, high, noun))]
    found += [
        f"{word} {_shown(slot[key])}" for key, word in _BOUNDS if _is_number(slot.get(key))
    ]
    if _is_number(slot.get("multipleOf")):
        found.append(f"a multiple of {_shown(slot['multipleOf'])}")
    if slot.get("uniqueItems") is True:
        found.append("no item twice")
    if isinstance(slot.get("pattern"), str):
        found.append(f"matching {_code(slot['pattern'])}")
    items = slot.get("items")
    if isinstance(items, Mapping):
        found += [f"each {said}" for said in limits(items)]
    return found


def _count(slot: Schema, low: str, high: str, noun: str) -> str:
    least, most = slot.get(low, 0), slot.get(high)
    if most is None:
        return f"at least {least} {_plural(noun, least)}" if least else ""
    if least == most:
        return f"exactly {most} {_plural(noun, most)}"
    if least:
        return f"{least} to {most} {_plural(noun, most)}"
    return f"at most {most} {_plural(noun, most)}"


def _plural(noun: str, count: int) -> str:
    if count == 1:
        return noun
    return f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _shown(value: Any) -> str:
    return _code(json.dumps(value, ensure_ascii=False))


def _code(text: str) -> str:
    """A CommonMark code span."""
    fence = "`"
    while fence in text:
        fence += "`"
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"
