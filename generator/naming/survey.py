"""Reading a canonical form: its operations, and what refers to what.

In: a `Canonical`, or any slot or component of it. Out: plain facts, in an order that does not depend on the document's.
Refuses nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from generator.canonical import Canonical, Schema, TypeId
from generator.media import checked_body

_TEXTS = frozenset({"summary", "description", "example", "examples", "externalDocs"})
_NAMED = frozenset({"responses", "headers", "content", "encoding"})
"""What holds its members by names that are not ours."""
METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


@dataclass(frozen=True, slots=True)
class Found:
    """One operation of the document."""

    id: str
    method: str
    path: str
    body: Mapping[str, Any]
    """The Operation Object."""


def operations_of(canonical: Canonical) -> list[Found]:
    """All operations, by path and method."""
    paths = canonical.document.get("paths", {})
    return [
        Found(paths[path][method]["operationId"], method, path, paths[path][method])
        for path in sorted(paths)
        for method in METHODS
        if method in paths[path]
    ]


def without_texts(canonical: Canonical) -> Canonical:
    """The same API, of whose operations nothing is described, exemplified or linked; components are as they were."""
    paths = {
        path: {method: _silent(operation) for method, operation in item.items()}
        for path, item in canonical.document.get("paths", {}).items()
    }
    return replace(canonical, document={"paths": paths})


def _silent(value: Any, *, named: bool = False) -> Any:
    """Without the members that only describe; with `named`, the keys are names, and all of them stay."""
    if isinstance(value, Mapping):
        return {
            key: _silent(held, named=key in _NAMED and not named)
            for key, held in value.items()
            if named or key not in _TEXTS
        }
    return [_silent(held) for held in value] if isinstance(value, list) else value


def references(slot: Any) -> Iterator[TypeId]:
    """Every type that a slot refers to, directly or inside lists, maps and alternatives."""
    match slot:
        case {"$ref": str(reference)}:
            yield TypeId(reference)
        case {"anyOf": [*options]}:
            for option in options:
                yield from references(option)
        case {"items": item}:
            yield from references(item)
        case {"additionalProperties": value}:
            yield from references(value)
        case _:
            return


def references_of(component: Schema) -> Iterator[TypeId]:
    """Every type that a component refers to."""
    for slot in component.get("properties", {}).values():
        yield from references(slot)
    for member in component.get("oneOf", ()):
        yield from references(member)
    yield from references({"additionalProperties": component.get("additionalProperties")})


def slots_of(holder: Mapping[str, Any]) -> Iterator[Schema]:
    """The schemas of a parameter, a request body, an answer or a header."""
    if isinstance(holder.get("schema"), Mapping):
        yield holder["schema"]
    for content in holder.get("content", {}).values():
        yield content.get("schema", {})


def used_in_requests(canonical: Canonical) -> set[TypeId]:
    """Everything that parameters, bodies and input objects refer to."""
    found = {r for component in canonical.inputs.values() for r in references_of(component)}
    for operation in operations_of(canonical):
        holders = [*operation.body.get("parameters", ()), operation.body.get("requestBody", {})]
        found |= {r for holder in holders for slot in slots_of(holder) for r in references(slot)}
    return found


def checked_bodies(canonical: Canonical) -> dict[str, Schema]:
    """The slots of JSON bodies that are no objects and need a type of their own, by operation."""
    found = {op.id: checked_body(op.body, canonical.inputs) for op in operations_of(canonical)}
    return {operation: slot for operation, slot in found.items() if slot is not None}


def is_plain_enum(schema: Schema) -> bool:
    """Whether all values of an enum are texts, or all are whole numbers."""
    return {type(value) for value in schema["enum"]} in ({str}, {int})
