"""Objects and maps.

In: parts that hold together and speak of an object. Out: a map slot, or an object component,
whose properties are looked at later, so that models may refer to each other in rings. Refuses
nothing; of what only restricts, nothing is kept, and no property is lost: what stands under `if`,
`then`, `else` and `dependentSchemas` is an optional property.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from generator.canonical import TypeId
from generator.normalize.node import Node
from generator.normalize.schemas.joining import Part
from generator.normalize.schemas.keywords import Keywords, Reading
from generator.normalize.schemas.registry import Registry
from generator.normalize.schemas.values import ANY, Joint, Slot, Value
from generator.source import escape

CONDITIONS = ("if", "then", "else")
Evaluate = Callable[[Joint], Value]


@dataclass(frozen=True, slots=True)
class Pending:
    """An object whose properties are not known yet."""

    id: TypeId
    parts: tuple[Part, ...]


class Objects:
    """Makes object components; `build` fills in those that are waiting."""

    def __init__(self, reading: Reading, registry: Registry, evaluate: Evaluate) -> None:
        self.reading = reading
        self.registry = registry
        self.evaluate = evaluate
        self.parts: dict[TypeId, tuple[Part, ...]] = {}
        self._waiting: list[Pending] = []

    def head(self, joint: Joint, parts: Sequence[Part], meta: dict[str, Any]) -> Slot:
        """The slot of an object: a map if it has no properties."""
        if not any(True for part in parts for _ in self._names(part)):
            more = self._additional(joint.id, parts)
            if more is not False:
                value = self.evaluate(more) if isinstance(more, Joint) else ANY
                return {"type": "object", "additionalProperties": value.slot()}
        if joint.id not in self.parts:
            self.parts[joint.id] = tuple(parts)
            self._waiting.append(Pending(joint.id, tuple(parts)))
            self.registry.add(joint.id, {"type": "object"} | meta, joint.nodes[-1])
        return {"$ref": joint.id}

    def build(self) -> None:
        """Look at the properties of every object that was met, and of those met on the way."""
        while self._waiting:
            pending = self._waiting.pop()
            self._fill(pending.id, pending.parts, self.registry.components[pending.id])

    def property(self, type_id: TypeId, name: str) -> Value | None:
        """The value of one property of an object component; None if it has none of that name."""
        nodes = self.properties(self.parts.get(type_id, ())).get(name)
        return self.evaluate(_joint(type_id, name, nodes)) if nodes else None

    def properties(self, parts: Sequence[Part]) -> dict[str, tuple[Node, ...]]:
        """The schemas of each property; those under a condition only where nothing else speaks of it."""
        found: dict[str, list[Node]] = {}
        for part in parts:
            for name, node in _properties(part.node, part.words):
                found.setdefault(name, []).append(node)
        result = {name: tuple(nodes) for name, nodes in found.items()}
        for part in parts:
            conditional: dict[str, list[Node]] = {}
            for name, node in self._conditional(part.node, part.words):
                conditional.setdefault(name, []).append(node)
            for name, nodes in conditional.items():
                only = nodes if len(nodes) == 1 else [n.holding(True) for n in nodes[:1]]
                result.setdefault(name, tuple(only))
        return result

    def _fill(self, type_id: TypeId, parts: Sequence[Part], component: Slot) -> None:
        listed = dict.fromkeys(name for part in parts for name in part.words.get("required", ()))
        properties: dict[str, Slot] = {}
        nodes = self.properties(parts)
        absent = set()
        for name, schemas in nodes.items():
            value = self.evaluate(_joint(type_id, name, schemas))
            if value.is_never:
                absent.add(name)
                continue
            properties[name] = value.described()
            self.registry.property_place(type_id, name, schemas[-1])
        for name in listed:
            if name not in nodes:
                properties[name] = {}
                self.registry.property_place(type_id, name, parts[-1].node)
                self._tell_missing(name, nodes, parts)
        component["properties"] = properties
        component["required"] = [name for name in listed if name not in absent]
        more = self._additional(type_id, parts)
        component["additionalProperties"] = (
            self.evaluate(more).slot() if isinstance(more, Joint) else more
        )

    def _tell_missing(self, name: str, known: Iterable[str], parts: Sequence[Part]) -> None:
        """JSON Schema allows it, and it is a slip more often than not."""
        held = (node for part in parts for node in _listed(part.node) if node.value == name)
        near = get_close_matches(name, known, 1)
        did = f"did you mean {near[0]!r}? else " if near else ""
        self.reading.ctx.notes.add(
            "required-without-property",
            f"{name!r} is required, and `properties` does not describe it; it can hold anything",
            next(held, parts[-1].node),
            f"{did}describe it under properties",
        )

    def _additional(self, type_id: TypeId, parts: Sequence[Part]) -> Joint | bool:
        """What other properties are: not allowed, values of a schema, or True where nothing is said of them.

        A schema of no node is any value: what `additionalProperties: true` says expressly.
        """
        nodes: list[Node] = []
        closed = opened = mixed = False
        for part in parts:
            words = part.words
            held = part.node.get("patternProperties")
            patterns = [node for _, node in held.entries()] if held is not None else []
            more = words.get("additionalProperties", not patterns)
            if isinstance(more, dict):
                patterns.append(part.node.child("additionalProperties"))
            closed = closed or (more is False and not patterns)
            mixed = mixed or (more is True and bool(patterns)) or len(patterns) > 1
            opened = opened or words.get("additionalProperties") is True
            nodes += patterns
        if closed:
            return False
        if not nodes and not opened:
            return True
        if mixed:
            nodes = []
        return Joint(
            nodes[0].id if len(nodes) == 1 else TypeId(f"{type_id}/additionalProperties"),
            tuple(nodes),
        )

    def _names(self, part: Part) -> Iterator[str]:
        yield from (name for name, _ in _properties(part.node, part.words))
        yield from part.words.get("required", ())
        yield from (name for name, _ in self._conditional(part.node, part.words))

    def _conditional(self, node: Node, words: Keywords) -> Iterator[tuple[str, Node]]:
        waiting, seen = _conditions(node, words), {node.id}
        while waiting:
            child = self.reading.ctx.references.follow(waiting.pop(0))
            if child is None or child.id in seen:
                continue
            seen.add(child.id)
            inner = self.reading.of(child)
            yield from _properties(child, inner)
            waiting += _conditions(child, inner)


def _conditions(node: Node, words: Keywords) -> list[Node]:
    """The schemas that hold under a condition only."""
    held = [node.child(key) for key in CONDITIONS if isinstance(words.get(key), dict)]
    dependent = node.get("dependentSchemas")
    return held + ([child for _, child in dependent.entries()] if dependent is not None else [])


def _listed(node: Node) -> Iterator[Node]:
    """The members of `required`."""
    required = node.get("required")
    return iter(()) if required is None else required.elements()


def _properties(node: Node, words: Keywords) -> Iterator[tuple[str, Node]]:
    if "properties" in words:
        yield from node.holding(words).child("properties").entries()


def _joint(type_id: TypeId, name: str, nodes: tuple[Node, ...]) -> Joint:
    if len(nodes) == 1:
        return Joint(nodes[0].id, nodes)
    return Joint(TypeId(f"{type_id}/properties/{escape(name)}"), nodes)
