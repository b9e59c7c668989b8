"""Answers and inputs: which components each side reaches, and what of them is its own.

In: all components, and the slots that stand in operations. Out: the enums, the answers and the
inputs. Refuses nothing.

JSON Schema 2020-12 validation, 9.4: an answer has no `writeOnly` property, an input no `readOnly`
one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.canonical import Schema, Side, TypeId
from generator.same import Same

LEFT_OUT: Mapping[Side, str] = {"answer": "writeOnly", "input": "readOnly"}
Components = Mapping[TypeId, Schema]
_PROJECTED: Same[Schema] = Same(8192)
_REFERENCES: Same[list[TypeId]] = Same(8192)
_MAPPINGS: Same[dict[TypeId, Schema]] = Same(64)


@dataclass(frozen=True, slots=True)
class Sides:
    """Components by side; sorted by id, so that the order of a document moves nothing."""

    enums: dict[TypeId, Schema]
    answers: dict[TypeId, Schema]
    inputs: dict[TypeId, Schema]


def sides(components: Components, answers: Iterable[Schema], inputs: Iterable[Schema]) -> Sides:
    """What is reached from the slots of answers, and from those of inputs."""
    reached = {
        **_reach(components, answers, "answer"),
        **_reach(components, inputs, "input"),
    }
    ordered = dict(sorted(reached.items()))
    return Sides(
        enums=_one({type_id: s for (type_id, _), s in ordered.items() if "enum" in s}),
        answers=_of(ordered, "answer"),
        inputs=_of(ordered, "input"),
    )


def references(schema: Any) -> Iterator[TypeId]:
    """The components that a slot or a component refers to."""
    waiting = [schema]
    while waiting:
        one = waiting.pop()
        if "$ref" in one:
            yield one["$ref"]
        for key in ("anyOf", "oneOf"):
            waiting += one.get(key, ())
        waiting += one.get("properties", {}).values()
        waiting += [
            one[k] for k in ("items", "additionalProperties") if isinstance(one.get(k), dict)
        ]


def _of(reached: Mapping[tuple[TypeId, Side], Schema], side: Side) -> dict[TypeId, Schema]:
    return _one(
        {type_id: s for (type_id, own), s in reached.items() if own == side and "enum" not in s}
    )


def _one(components: dict[TypeId, Schema]) -> dict[TypeId, Schema]:
    """The same mapping again for the same components."""
    return _MAPPINGS.of(lambda: components, *components, *components.values())


def _reach(
    components: Components, roots: Iterable[Schema], side: Side
) -> dict[tuple[TypeId, Side], Schema]:
    found: dict[tuple[TypeId, Side], Schema] = {}
    waiting = [type_id for root in roots for type_id in references(root)]
    while waiting:
        type_id = waiting.pop()
        if (type_id, side) not in found:
            found[type_id, side] = _projected(components[type_id], LEFT_OUT[side])
            waiting += _referred(found[type_id, side])
    return found


def _referred(component: Schema) -> list[TypeId]:
    return _REFERENCES.of(lambda: [*references(component)], component)


def _projected(component: Schema, left_out: str) -> Schema:
    """A component without what is not of its side; the same again for the same one."""
    return _PROJECTED.of(lambda: _without(component, left_out), component, left_out)


def _without(component: Schema, left_out: str) -> Schema:
    if "properties" not in component:
        return component
    kept = {k: s for k, s in component["properties"].items() if not s.get(left_out)}
    required = [name for name in component["required"] if name in kept]
    return {**component, "properties": kept, "required": required}
