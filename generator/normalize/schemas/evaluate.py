"""The meaning of schemas.

In: the node of a schema, wherever one may stand. Out: a `Value`, and components in the registry
for every object, enum and named union on the way. Refuses: schemas that no value fits because
their types clash.

References, `allOf` and unions are taken apart here, in the place where they stand; the properties
of objects wait until `finish`, so that models which refer to each other need no recursion. What
is no object and refers to itself (a list of itself) cannot be written down in Python types: the
inner one is any value, and a note says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from generator.canonical import TypeId
from generator.normalize.context import Context
from generator.normalize.node import Node
from generator.normalize.schemas import branches, enums, scalars
from generator.normalize.schemas.joining import Joining, Members, Part, never
from generator.normalize.schemas.keywords import Reading, annotated, is_null
from generator.normalize.schemas.objects import Objects
from generator.normalize.schemas.open import Open
from generator.normalize.schemas.registry import Registry
from generator.normalize.schemas.unions import Branch, Unions
from generator.normalize.schemas.values import ANY, NEVER, Joint, Slot, Value, distinct

META = ("description", "deprecated", "title")
TYPING = frozenset(("type", "enum", "const", "anyOf", "oneOf", "allOf", "$ref"))
"""Without any of these a schema says nothing about null."""


class Schemas:
    """Evaluates schemas; each definition once."""

    def __init__(self, ctx: Context) -> None:
        self.ctx = ctx
        self.reading = Reading(ctx)
        self.joining = Joining(ctx, self.reading)
        self.registry = Registry()
        self.objects = Objects(self.reading, self.registry, self.value)
        self.unions = Unions(ctx, self.joining, self.registry, self.objects.property)
        self.open = Open(ctx)
        self.joined: dict[frozenset[tuple[str, ...]], TypeId] = {}
        self.settled: dict[TypeId, Value] = {}
        """Properties are looked at once, however many objects include them."""

    def at(self, node: Node) -> Value:
        """What the schema at a node means."""
        return self.value(Joint(node.id, (node,)))

    def finish(self) -> None:
        """Look at the properties of every object that was met."""
        self.objects.build()

    def value(self, joint: Joint) -> Value:
        """What schemas mean that hold together."""
        inherited = not self.open.busy and len(joint.nodes) == 1
        if inherited and joint.id in self.settled:
            return self.settled[joint.id]
        value = self._settled(joint, self.joining.settle(joint.nodes))
        if inherited:
            self.settled[joint.id] = value
        return value

    def _settled(self, joint: Joint, members: Members) -> Value:
        if not members.strong and not members.weak:
            return Value(ANY.slots, False, members.notes)
        if len(members.strong) == 1:
            return self._one(joint, members)
        every = (*members.strong, *members.weak)
        type_id = every[0].node.id if len(every) == 1 else joint.id
        key = frozenset(one.key for one in every)
        type_id = self.joined.setdefault(key, type_id)
        inner = self._define(Joint(type_id, tuple(one.node for one in every)))
        nullable = inner.nullable or all(one.nullable for one in every)
        return Value(inner.slots, nullable, {**inner.notes, **members.notes})

    def _one(self, joint: Joint, members: Members) -> Value:
        """One schema, perhaps with a type beside it."""
        one = members.strong[0]
        own = len(one.key) > 1
        inner = self._define(Joint(joint.id if own else one.node.id, (one.node,)))
        kept = inner.notes
        if one.referred and inner.component == one.node.id:
            kept = {key: kept[key] for key in ("readOnly", "writeOnly") if key in kept}
        value = Value(inner.slots, inner.nullable or one.nullable, {**kept, **members.notes})
        if members.weak and not TYPING & set(self.reading.of(one.node)):
            value = Value(value.slots, True, value.notes)
        for weak in members.weak:
            value = self._narrow(value, self.reading.of(weak.node), joint)
        return value

    def _narrow(self, value: Value, words: Mapping[str, Any], joint: Joint) -> Value:
        """A value that must also be of the types that a schema names."""
        types: list[str] | None = words.get("type")
        if types is None:
            return value
        nullable = value.nullable and bool(words.get("nullable"))
        if value.is_any:
            return Value(
                tuple(self._of_type(t) for t in types), bool(words.get("nullable")), value.notes
            )
        slots = [s for s in value.slots if self.registry.types(s) & _wide(types)]
        if value.slots and not slots:
            self._clash(joint, [sorted(t) for t in map(self.registry.types, value.slots)] + [types])
            return Value(ANY.slots, nullable, value.notes)
        return Value(tuple(slots), nullable, value.notes)

    def _of_type(self, type_: str) -> Slot:
        match type_:
            case "object":
                return {"type": "object", "additionalProperties": {}}
            case "array":
                return {"type": "array", "items": {}}
            case _:
                return {"type": type_}

    def _define(self, joint: Joint) -> Value:
        """The value of a definition, remembered unless it was cut short by a ring."""
        if joint.nodes[0].value is False and len(joint.nodes) == 1:
            return NEVER
        known = self.open.value(joint.id)
        if known is not None:
            return known
        if not self.open.enter(joint.id, joint.nodes[0]):
            return ANY
        return self.open.leave(joint.id, self._evaluate(joint))

    def _evaluate(self, joint: Joint) -> Value:
        notes: dict[str, Any] = {}
        for node in joint.nodes:
            notes |= annotated(self.reading.of(node))
        if len(joint.nodes) == 1:
            nodes = self.joining.members(joint.nodes[0])
            settled = self.joining.settle(nodes, joint.nodes[0]) if nodes else None
            if settled is not None and len(settled.strong) == 1:
                inner = self._settled(joint, settled)
                nullable = inner.nullable or bool(self.reading.of(joint.nodes[0]).get("nullable"))
                return Value(inner.slots, nullable, {**inner.notes, **notes})
        parts = self.joining.flatten(joint.nodes)
        if any(never(part) for part in parts):
            return NEVER
        meta = self._meta(parts, notes)
        value = self._parts(joint, parts, meta)
        return Value(value.slots, value.nullable or _nullable(parts), notes)

    def _meta(self, parts: Sequence[Part], notes: Mapping[str, Any]) -> dict[str, Any]:
        """What describes a component: its own words, else those of what it includes without a reference."""
        meta: dict[str, Any] = {}
        for part in parts:
            if part.inline:
                meta |= annotated(part.words)
        return {key: value for key, value in (meta | dict(notes)).items() if key in META}

    def _parts(self, joint: Joint, parts: list[Part], meta: dict[str, Any]) -> Value:
        parts = branches.without_conditions(self.reading, parts)
        choice = branches.choose(parts)
        if choice is not None:
            return self._alternatives(joint, choice, meta)
        alone = len(parts) == 1
        listed = [
            values
            for p in parts
            if (values := enums.allowed(self.ctx, p.node, p.words, alone=alone)) is not None
        ]
        types = self._types(joint, parts)
        if listed and types != ["array"]:
            return self._enumerated(joint, parts, enums.common(listed), types, meta)
        if types is None:
            return ANY
        return Value(tuple(self._typed(joint, parts, t, meta) for t in types))

    def _alternatives(self, joint: Joint, choice: branches.Choice, meta: dict[str, Any]) -> Value:
        found: list[Branch] = []
        if self.open.too_many(choice.factor, joint.nodes[0]):
            return ANY
        for index, node in enumerate(choice.nodes):
            reduced = self.joining.reduce(node)
            if self.open.within(reduced.node.id):
                continue
            words = self.reading.of(reduced.node)
            if is_null(words):
                value = Value((), True)
            elif choice.alone(words):
                value = self._narrow_alternative(self.value(Joint(node.id, (node,))), choice)
            else:
                type_id = TypeId(f"{joint.id}/{choice.key}/{index}")
                value = self.value(Joint(type_id, (*choice.base, node)))
            found.append(Branch(node, reduced, value))
        self.open.fewer(choice.factor)
        return self.unions.combine(joint, found, choice.discriminator, meta)

    def _narrow_alternative(self, value: Value, choice: branches.Choice) -> Value:
        if choice.types is None or not value.slots:
            return value
        slots = tuple(s for s in value.slots if self.registry.types(s) & _wide(choice.types))
        return Value(slots, value.nullable, value.notes)

    def _types(self, joint: Joint, parts: Sequence[Part]) -> list[str] | None:
        """The types that all parts allow; None for any."""
        declared = [p.words["type"] for p in parts if "type" in p.words]
        if not declared:
            return scalars.inferred([p.words for p in parts]) or None
        common = declared[0]
        for types in declared[1:]:
            common = [t for t in common if t in _wide(types)] or [
                t for t in types if t in _wide(common)
            ]
        if not common and all(declared):
            self._clash(joint, declared)
            return None
        return [t for t in common if t != "integer" or "number" not in common]

    def _enumerated(
        self,
        joint: Joint,
        parts: Sequence[Part],
        values: list[Any],
        types: list[str] | None,
        meta: dict[str, Any],
    ) -> Value:
        node = next(p.node for p in reversed(parts) if "enum" in p.words or "const" in p.words)
        values = enums.conform(self.ctx, node, values, types)
        nullable = None in values
        values = [value for value in values if value is not None]
        if not values:
            return Value((), nullable)
        if any(isinstance(value, (dict, list)) for value in values):
            return ANY
        if {enums.identity(v) for v in values} == {"true", "false"}:
            return Value(({"type": "boolean"},), nullable)
        if len(values) == 1 and not ("enum" in node.value and enums.is_named(joint.nodes[0])):
            return Value((enums.constant(values[0]),), nullable)
        words = {k: v for p in parts for k, v in p.words.items() if k.startswith("x-")}
        return Value(
            (self.registry.add(joint.id, enums.component(values, words | meta), node),), nullable
        )

    def _typed(self, joint: Joint, parts: Sequence[Part], type_: str, meta: dict[str, Any]) -> Slot:
        words = [p.words for p in parts]
        match type_:
            case "object":
                with self.open.barrier():
                    return self.objects.head(joint, parts, meta)
            case "array":
                with self.open.barrier():
                    return scalars.slot("array", words) | {"items": self._items(joint, parts)}
            case _:
                return scalars.slot(type_, words)

    def _items(self, joint: Joint, parts: Sequence[Part]) -> Slot:
        """What a list holds; the members of a tuple are alternatives."""
        tuples = [node for p in parts for node in _listed(p.node, "prefixItems")]
        rest = [n for p in parts if (n := p.node.get("items")) is not None and n.value is not False]
        if not tuples:
            type_id = rest[0].id if len(rest) == 1 else TypeId(f"{joint.id}/items")
            return self.value(Joint(type_id, tuple(rest))).slot() if rest else {}
        closed = any(p.words.get("items") is False for p in parts)
        values = [self.at(node) for node in (*tuples, *rest)] + ([] if closed or rest else [ANY])
        held = [
            Branch(n, self.joining.reduce(n), v) for n, v in zip(tuples * 2, values, strict=False)
        ]
        merged = Joint(TypeId(f"{joint.id}/items"), joint.nodes)
        return self.unions.combine(merged, held, None, {}).slot()

    def _clash(self, joint: Joint, types: Sequence[Sequence[str]]) -> None:
        said = " and ".join(" or ".join(t) for t in types)
        message = f"no value fits here: it would have to be {said}"
        hint = "make the types agree, or take one of them out of allOf"
        self.ctx.problems.error("conflicting-types", message, *joint.nodes, hint=hint)


def _nullable(parts: Sequence[Part]) -> bool:
    """Null is allowed where the schema itself says so; else where all it includes allow it."""
    own = [p for p in parts if p.own and ("type" in p.words or "nullable" in p.words)]
    said = own or [p for p in parts if "type" in p.words or "nullable" in p.words]
    return bool(said) and all(p.words.get("nullable") for p in said)


def _wide(types: Sequence[str]) -> set[str]:
    """Types, and what is a value of them too: an integer is a number."""
    return {*types, "integer"} if "number" in types else set(types)


def _listed(node: Node, key: str) -> list[Node]:
    held = node.get(key)
    return [] if held is None else list(held.elements())


__all__ = ["Schemas", "distinct"]
