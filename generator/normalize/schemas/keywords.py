"""What a schema says, in the words of JSON Schema 2020-12.

In: the node of a schema, as OpenAPI 3.0 or 3.1 writes it. Out: its keywords as 3.1 would write
them. Refuses: keywords whose value has the wrong kind, with their place.

Two keywords of the result are its own: `type` is a list without "null", and `nullable` is true
where null is allowed by the schema itself. `type: []` with `nullable` means null and nothing
else.
"""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches
from typing import Any

from generator.normalize.context import Context
from generator.normalize.node import Node

TYPES = ("string", "integer", "number", "boolean", "array", "object", "null")
LENGTHS = ("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties")
NUMBERS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")
DESCRIBING = ("title", "description", "deprecated", "default", "examples", "readOnly", "writeOnly")
"""The annotations that the canonical form keeps."""

SILENT = frozenset(
    (
        *DESCRIBING,
        *("summary", "example", "xml", "externalDocs", "$comment", "$schema", "$id", "id"),
        *("$anchor", "$dynamicAnchor", "$defs", "definitions", "$vocabulary", "contentSchema"),
    )
)
"""Keywords that leave the values of a schema as they are."""


def _is_length(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


Check = Callable[[Any], bool]
SHAPES: dict[str, tuple[Check, str]] = {
    "properties": (lambda v: isinstance(v, dict), "a mapping"),
    "patternProperties": (lambda v: isinstance(v, dict), "a mapping"),
    "dependentSchemas": (lambda v: isinstance(v, dict), "a mapping"),
    "discriminator": (lambda v: isinstance(v, dict), "a mapping"),
    "allOf": (lambda v: isinstance(v, list), "a list of schemas"),
    "anyOf": (lambda v: isinstance(v, list), "a list of schemas"),
    "oneOf": (lambda v: isinstance(v, list), "a list of schemas"),
    "prefixItems": (lambda v: isinstance(v, list), "a list of schemas"),
    "enum": (lambda v: isinstance(v, list), "a list of values"),
    "required": (
        lambda v: isinstance(v, list) and all(isinstance(i, str) for i in v),
        "a list of names",
    ),
    "items": (lambda v: isinstance(v, (dict, bool)), "a schema"),
    "additionalProperties": (lambda v: isinstance(v, (dict, bool)), "a schema, or true or false"),
    "title": (lambda v: isinstance(v, str), "a text"),
    "description": (lambda v: isinstance(v, str), "a text"),
    "format": (lambda v: isinstance(v, str), "a text"),
    "pattern": (lambda v: isinstance(v, str), "a text"),
    "deprecated": (lambda v: isinstance(v, bool), "true or false"),
    "readOnly": (lambda v: isinstance(v, bool), "true or false"),
    "writeOnly": (lambda v: isinstance(v, bool), "true or false"),
    "uniqueItems": (lambda v: isinstance(v, bool), "true or false"),
} | dict.fromkeys(LENGTHS, (_is_length, "a whole number, zero or more"))


class Keywords(dict[str, Any]):
    """Keywords that were read already."""


class Reading:
    """Reads keywords, each schema once."""

    def __init__(self, ctx: Context) -> None:
        self.ctx = ctx
        self._read: dict[int, tuple[Any, Keywords]] = {}

    def of(self, node: Node) -> Keywords:
        """The keywords of a schema; none for `true`, and for what is no schema at all."""
        value = node.value
        if isinstance(value, Keywords):
            return value
        known = self._read.get(id(value))
        if known is None:
            known = self._read[id(value)] = (value, self._keywords(node))
        return known[1]

    def _keywords(self, node: Node) -> Keywords:
        if not isinstance(node.value, (dict, bool)):
            message = "a schema must be a mapping"
            hint = "write a schema such as {type: string}"
            self.ctx.problems.error("wrong-type", message, node, hint=hint)
        if not isinstance(node.value, dict):
            return Keywords()
        if "$ref" in node.value and self.ctx.dialect == "3.0":
            return self._reference(node)
        kept = {k: v for k, v in node.value.items() if v is not None or k in ("default", "const")}
        words = Keywords(kept)
        for key in [key for key in words if key in SHAPES]:
            self._shape(node, words, key)
        self._type(node, words)
        self._numbers(node, words)
        self._text_formats(words)
        if "example" in words:
            words.setdefault("examples", [words["example"]])
        if not isinstance(words.get("examples", []), list):
            del words["examples"]
        self._unsupported(node, words)
        return words

    def _reference(self, node: Node) -> Keywords:
        """OpenAPI 3.0, Reference Object: what stands beside a `$ref` is ignored; descriptions do no harm and stay."""
        words = Keywords(
            {k: v for k, v in node.value.items() if k == "$ref" or k in DESCRIBING[:4]}
        )
        lost = [
            k for k in node.value if k not in words and k not in SILENT and not k.startswith("x-")
        ]
        lost += [k for k in ("readOnly", "writeOnly") if k in node.value]
        if lost:
            message = f"OpenAPI 3.0 ignores what stands beside a $ref: {', '.join(sorted(lost))}"
            hint = "put the $ref into allOf: [{$ref: …}], or write openapi: 3.1.1"
            self.ctx.notes.add("beside-reference", message, node, hint)
        for key in [key for key in words if key in SHAPES]:
            self._shape(node, words, key)
        return words

    def _shape(self, node: Node, words: Keywords, key: str) -> None:
        fits, what = SHAPES[key]
        value = words[key]
        if fits(value):
            return
        del words[key]
        if key == "required" and isinstance(value, bool):
            message = "required: true beside a property says nothing"
            hint = "list the property's name under `required` of the object it belongs to"
            self.ctx.notes.add("ignored-keyword", message, node.child(key), hint)
        elif key == "items" and isinstance(value, list):
            words.setdefault("prefixItems", value)
        elif key in LENGTHS and isinstance(value, float) and value.is_integer() and value >= 0:
            words[key] = int(value)
        elif key in LENGTHS:
            message = f"{key} must be {what}; it is ignored"
            self.ctx.notes.add("invalid-limit", message, node.child(key), f"write {what}")
        else:
            message = f"{key} must be {what}"
            self.ctx.problems.error(
                "wrong-type", message, node.child(key), hint=f"write {what} here"
            )

    def _type(self, node: Node, words: Keywords) -> None:
        nullable = words.pop("nullable", False) is True
        if nullable and self.ctx.dialect == "3.1":
            message = "nullable is a word of OpenAPI 3.0; it is taken as null beside the type"
            hint = 'write type: [string, "null"]'
            self.ctx.notes.add("nullable-in-3.1", message, node.child("nullable"), hint)
        declared = words.pop("type", None)
        if declared is not None:
            written = declared if isinstance(declared, list) else [declared]
            if "file" in written:
                written = ["string"]
                words["format"] = "binary"
            known = [t for t in dict.fromkeys(map(str, written)) if self._known(node, t)]
            nullable = nullable or "null" in known
            words["type"] = [t for t in known if t != "null"]
            if not known:
                del words["type"]
        if nullable:
            words["nullable"] = True

    def _known(self, node: Node, name: str) -> bool:
        if name not in TYPES:
            near = get_close_matches(name, TYPES, 1)
            hint = f"did you mean {near[0]}?" if near else f"write one of {', '.join(TYPES)}"
            message = f"there is no type {name!r}"
            self.ctx.problems.error("unknown-type", message, node.child("type"), hint=hint)
        return name in TYPES

    def _numbers(self, node: Node, words: Keywords) -> None:
        for exclusive, bound in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
            if words.get(exclusive) is True and bound in words:
                words[exclusive] = words.pop(bound)
            elif isinstance(words.get(exclusive), bool):
                del words[exclusive]
        for key in [key for key in NUMBERS if key in words]:
            value = words[key]
            if isinstance(value, bool) or not isinstance(value, (int, float)):
                del words[key]
                message = f"{key} must be a number; it is ignored"
                self.ctx.notes.add("invalid-limit", message, node.child(key), "write a number")
            elif isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
                words[key] = int(value)

    def _text_formats(self, words: Keywords) -> None:
        """JSON Schema 2020-12 validation, 8: bytes in a text, and bytes as they are."""
        if words.get("contentEncoding") in ("base64", "base64url"):
            words.setdefault("format", "byte")
        elif words.get("contentMediaType") == "application/octet-stream":
            words.setdefault("type", ["string"])
            words.setdefault("format", "binary")

    def _unsupported(self, node: Node, words: Keywords) -> None:
        for key in ("$dynamicRef", "$recursiveRef"):
            if key in words:
                message = f"{key} is not supported; this schema is read as any value"
                self.ctx.notes.add("ignored-keyword", message, node.child(key), "write a $ref")


def substance(words: Keywords) -> set[str]:
    """The keywords that say something about values."""
    return {key for key in words if key not in SILENT and not key.startswith("x-")}


def annotated(words: Keywords) -> dict[str, Any]:
    """The keywords that describe, as the canonical form keeps them."""
    return {key: words[key] for key in DESCRIBING if key in words}


def is_null(words: Keywords) -> bool:
    """Whether null is the only value."""
    return words.get("type") == [] and bool(words.get("nullable"))
