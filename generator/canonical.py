"""The canonical form: what `normalize` makes of any OpenAPI 3.0 or 3.1 document, and all later stages read.

A schema at a place where a value stands (a property, items, a parameter, a body) is a *slot*, one of:

    {"$ref": TypeId}                                        an object, enum, or named union
    {"type": "string" | "integer" | "number" | "boolean", "format"?, limits…}
    {"type": T, "const": value}
    {"type": "array", "items": slot, "minItems"?, "maxItems"?, "uniqueItems"?}
    {"type": "object", "additionalProperties": slot}        a map
    {"anyOf": [slot, …, {"type": "null"}?]}                 alternatives; null stands last, and only here; none is
                                                            `anyOf` or any value, and one at least is not null
    {}                                                      any JSON value

Beside these keys a property's slot may carry annotations: "description", "deprecated", "default", "examples",
"readOnly", "writeOnly", "title".

A *component* is one of:

    object  {"type": "object", "properties": {wire name: slot}, "required": [...], "additionalProperties": slot | bool}
            `true` where the document says nothing of further properties; where it allows any expressly, `{}`
    enum    {"enum": [values, no null, at least one], "type": T or a sorted list of types,
             "x-enum-varnames"?: [...], "x-enum-descriptions"?: [...]}       both as long as the values
    union   {"oneOf": [{"$ref"}…], "discriminator": {"propertyName", "mapping": {value: TypeId}}}    members are objects

each with "description", "deprecated", "title" where written. No component is nullable: null stands at the reference.
`allOf` is merged, boolean schemas are gone, patterns and limits stand where they were written.
Both sides leave out what is not theirs: answers no writeOnly property, inputs no readOnly one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, NewType

from generator.source import At

TypeId = NewType("TypeId", str)
"""The reference to where a schema was written, as seen from the entry document."""

Side = Literal["answer", "input"]
Schema = Mapping[str, Any]
"""A slot or a component, as above: plain JSON values."""


def json_type(value: Any) -> str:
    """The JSON type of a value; an integral number is an integer only if written so."""
    match value:
        case bool():
            return "boolean"
        case int():
            return "integer"
        case float():
            return "number"
        case str():
            return "string"
        case None:
            return "null"
        case list():
            return "array"
        case _:
            return "object"


@dataclass(frozen=True, slots=True, kw_only=True)
class Canonical:
    """One API in canonical form; nothing in it is changed after `normalize` returns."""

    document: Mapping[str, Any]
    """An OpenAPI 3.1 document: info, servers, tags, security, paths, components/securitySchemes.

    Every operation has `operationId`, `tags` (exactly one), `security` (its own, spelled out), all its parameters
    (those of its path item merged in, no references, `style` and `explode` filled in), `requestBody` and
    `responses` without references, each with at most one media type; every schema in it is a slot.
    The id of an operation without operationId is its method and path, `GET /pets/{id}`.
    """

    enums: Mapping[TypeId, Schema]
    answers: Mapping[TypeId, Schema]
    inputs: Mapping[TypeId, Schema]
    places: Mapping[str, At]
    """Where things were written: by `TypeId`; by `TypeId + "/properties/" + escaped name`; by operation id;
    by `operation id + "#" + location + "." + parameter name`; by `operation id + "#body"`."""

    operations_in: int
    """Operations in the source document; equals the operations in `document` plus those waived by name."""
