"""Enumerations and constants.

In: the values that schemas allow. Out: an enum component, or a constant where there is one value
and no name of its own. Refuses: an empty enum.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from generator.canonical import json_type
from generator.normalize.context import Context
from generator.normalize.node import Node
from generator.normalize.schemas.keywords import Keywords
from generator.normalize.schemas.values import Slot

VARNAMES = ("x-enum-varnames", "x-enumNames", "x-enum-names")
DESCRIPTIONS = ("x-enum-descriptions", "x-enumDescriptions")


def identity(value: Any) -> str:
    """What makes two JSON values the same: `1` and `1.0` are, `1` and `true` are not."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


def allowed(ctx: Context, node: Node, words: Keywords, *, alone: bool) -> list[Any] | None:
    """The values that one schema lists, constants included, each once; None if it lists none.

    `alone`: nothing else holds at the same place, so that an empty list would leave no value.
    """
    if "const" in words:
        return [words["const"]]
    if "enum" not in words:
        return None
    if not words["enum"] and not alone:
        message = "enum lists no value; it is left aside for what stands beside it"
        ctx.notes.add("ignored-keyword", message, node.child("enum"), "leave enum out")
        return None
    if not words["enum"]:
        hint = "list at least one value, or leave enum out"
        ctx.problems.error("empty-enum", "enum lists no value", node.child("enum"), hint=hint)
        return None
    values = {identity(value): value for value in reversed(words["enum"])}
    if len(values) < len(words["enum"]):
        message = "enum lists a value twice"
        ctx.notes.add("repeated-enum-value", message, node.child("enum"), "list each value once")
    return list(reversed(values.values()))


def common(lists: Sequence[list[Any]]) -> list[Any]:
    """The values that all lists allow, in the order of the first."""
    rest = [{identity(value) for value in values} for values in lists[1:]]
    return [v for v in lists[0] if all(identity(v) in known for known in rest)]


def conform(ctx: Context, node: Node, values: list[Any], types: list[str] | None) -> list[Any]:
    """The values as their declared type has them: numbers in an enum of texts become texts."""
    if not types or all(_fits(value, types) for value in values):
        return values
    message = f"enum lists values that are not of type {', '.join(types)}"
    hint = "put texts in quotes, or correct the type"
    ctx.notes.add("enum-type-mismatch", message, node, hint)
    if types == ["string"]:
        return [v if isinstance(v, str) or v is None else identity(v).strip('"') for v in values]
    return values


def component(values: Sequence[Any], words: Mapping[str, Any]) -> Slot:
    """The enum component of values other than null, lists and mappings."""
    types = list(dict.fromkeys(json_type(value) for value in values))
    if set(types) == {"integer", "number"}:
        types = ["number"]
    found: Slot = {"type": types[0] if len(types) == 1 else sorted(types), "enum": list(values)}
    for name, spellings in (("x-enum-varnames", VARNAMES), ("x-enum-descriptions", DESCRIPTIONS)):
        listed = _listed(words, spellings, values)
        if listed is not None:
            found[name] = listed
    return found | {k: words[k] for k in ("description", "deprecated", "title") if k in words}


def constant(value: Any) -> Slot:
    """The slot of one value."""
    return {"type": json_type(value), "const": value}


def is_named(node: Node) -> bool:
    """Whether a schema stands where schemas are given names, so that its enum is one even with one value."""
    holder = node.tokens[-2:-1]
    if holder in (("schemas",), ("$defs",), ("definitions",)):
        return True
    return bool(node.source.name) and len(node.tokens) <= 1


def _listed(
    words: Mapping[str, Any], keys: Sequence[str], values: Sequence[Any]
) -> list[str] | None:
    """Texts for each value: a list beside `enum`, or a mapping by value."""
    for key in keys:
        match words.get(key):
            case list() as listed if len(listed) == len(values):
                return [str(text) for text in listed]
            case dict() as by_value if all(str(value) in by_value for value in values):
                return [str(by_value[str(value)]) for value in values]
    return None


def _fits(value: Any, types: list[str]) -> bool:
    own = json_type(value)
    if own == "null" or own in types:
        return True
    return ("number" in types and own == "integer") or (
        "integer" in types and isinstance(value, float) and value.is_integer()
    )
