"""Alternatives: `anyOf` and `oneOf`.

In: the values of the branches. Out: one value, simplified without losing a type: repeated
alternatives are one, constants are an enum, objects told apart by a discriminator are a named
union. Refuses nothing: a discriminator that cannot work is a note, and the union a plain one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.canonical import TypeId
from generator.normalize.context import Context
from generator.normalize.node import Node
from generator.normalize.schemas import enums
from generator.normalize.schemas.joining import Joining, Reduced
from generator.normalize.schemas.registry import Registry
from generator.normalize.schemas.values import ANY, Joint, Slot, Value, distinct, kind

PropertyOf = Callable[[TypeId, str], Value | None]


@dataclass(frozen=True, slots=True)
class Branch:
    """One alternative: as written, without its wrappers, and what it comes to."""

    node: Node
    reduced: Reduced
    value: Value


class Unions:
    """Puts alternatives together."""

    def __init__(
        self, ctx: Context, joining: Joining, registry: Registry, property_of: PropertyOf
    ) -> None:
        self.ctx = ctx
        self.joining = joining
        self.registry = registry
        self.property_of = property_of

    def combine(
        self,
        joint: Joint,
        branches: Sequence[Branch],
        discriminator: Node | None,
        meta: Mapping[str, Any],
    ) -> Value:
        """The value of a union."""
        nullable = any(branch.value.nullable for branch in branches)
        held = [branch for branch in branches if branch.value.slots]
        if any(branch.value.is_any for branch in held):
            return Value(ANY.slots, nullable)
        if discriminator is not None and len(held) > 1:
            slot = self._discriminated(joint, held, discriminator, meta)
            if slot is not None:
                return Value((slot,), nullable)
        slots = distinct(slot for branch in held for slot in branch.value.slots)
        slots = self._constants(joint, held, slots, meta)
        return Value(_scalars(slots), nullable)

    def _constants(
        self,
        joint: Joint,
        branches: Sequence[Branch],
        slots: tuple[Slot, ...],
        meta: Mapping[str, Any],
    ) -> tuple[Slot, ...]:
        """Two or more constants as one enum, named by the titles of the branches if these are names."""
        constants = [slot for slot in slots if "const" in slot]
        if len(constants) < 2:
            return slots
        values = [slot["const"] for slot in constants]
        if all(isinstance(value, bool) for value in values):
            merged: Slot = {"type": "boolean"}
        else:
            words = dict(meta) | _told(branches, values)
            merged = self.registry.add(joint.id, enums.component(values, words), joint.nodes[-1])
        at = slots.index(constants[0])
        rest = [slot for slot in slots if "const" not in slot]
        return (*rest[:at], merged, *rest[at:])

    def _discriminated(
        self, joint: Joint, branches: Sequence[Branch], discriminator: Node, meta: Mapping[str, Any]
    ) -> Slot | None:
        """A named union, if the discriminator tells all branches apart (OpenAPI 3.1, 4.8.25)."""
        name = discriminator.value.get("propertyName")
        if not isinstance(name, str):
            self._unusable(discriminator, "propertyName is missing")
            return None
        written = self._mapping(discriminator)
        mapping: dict[str, TypeId] = {}
        for branch in branches:
            type_id = branch.value.component
            tags = None if type_id is None else self._tags(type_id, branch, name, written)
            if not tags:
                why = (
                    f"a branch is no object with a property {name!r} that a value can be told from"
                )
                self._unusable(discriminator, why)
                return None
            for tag, member in tags.items():
                if mapping.setdefault(tag, member) != member:
                    self._unusable(discriminator, f"{tag!r} stands for two branches")
                    return None
        members = list(dict.fromkeys(mapping.values()))
        if len(members) == 1:
            return {"$ref": members[0]}
        union: Slot = {
            "oneOf": [{"$ref": member} for member in members],
            "discriminator": {"propertyName": name, "mapping": mapping},
        }
        return self.registry.add(joint.id, union | dict(meta), joint.nodes[-1])

    def _tags(
        self, type_id: TypeId, branch: Branch, name: str, written: Mapping[str, list[str]]
    ) -> dict[str, TypeId]:
        """The values of the discriminator that stand for a branch."""
        component = self.registry.components[type_id]
        if "oneOf" in component:
            inner = component["discriminator"]
            return dict(inner["mapping"]) if inner["propertyName"] == name else {}
        value = self.property_of(type_id, name) if component.get("type") == "object" else None
        if value is None:
            return {}
        tags = written.get(branch.reduced.node.id) or self._values(value)
        if not tags and branch.reduced.referred and enums.is_named(branch.reduced.node):
            tags = [branch.reduced.node.tokens[-1]]
        return dict.fromkeys(tags, type_id)

    def _values(self, value: Value) -> list[str]:
        """The texts that a property allows, if they are listed."""
        found: list[str] = []
        for slot in value.slots:
            listed = [slot["const"]] if "const" in slot else []
            if "$ref" in slot:
                listed = list(self.registry.components[slot["$ref"]].get("enum", ()))
            if not listed or not all(isinstance(v, str) for v in listed):
                return []
            found += listed
        return found

    def _mapping(self, discriminator: Node) -> dict[str, list[str]]:
        """The values by the id of the schema that they are mapped to: by name, or by reference."""
        found: dict[str, list[str]] = {}
        for tag, node in self.ctx.mapping(discriminator.get("mapping"), "mapping"):
            target = self._mapped(node)
            if target is not None:
                found.setdefault(self.joining.reduce(target).node.id, []).append(tag)
        return found

    def _mapped(self, node: Node) -> Node | None:
        if not self.ctx.expect(node, str, "a value of mapping"):
            return None
        text: str = node.value
        schemas = node.source.data.get("components", {}).get("schemas", {})
        if text in schemas or not re.search(r"[#/]|\.(ya?ml|json)$", text):
            text = "#/components/schemas/" + text.replace("~", "~0").replace("/", "~1")
        return self.ctx.references.target(node, text)

    def _unusable(self, discriminator: Node, why: str) -> None:
        message = f"the discriminator cannot tell the branches apart: {why}"
        hint = "give every branch the property, with a constant of its own"
        self.ctx.notes.add("unusable-discriminator", message, discriminator, hint)


def _told(branches: Sequence[Branch], values: Sequence[Any]) -> dict[str, Any]:
    """Names and descriptions of constants, where every branch gives them (a title that is a name)."""
    notes = [branch.value.notes for branch in branches if "const" in branch.value.slots[0]]
    found: dict[str, Any] = {}
    titles = [note.get("title", "") for note in notes]
    if len(titles) == len(values) == len(set(titles)) and all(
        re.fullmatch(r"[A-Za-z_]\w*", t) for t in titles
    ):
        found["x-enum-varnames"] = titles
    texts = [note.get("description", "") for note in notes]
    if len(texts) == len(values) and any(texts):
        found["x-enum-descriptions"] = texts
    return found


def _scalars(slots: Sequence[Slot]) -> tuple[Slot, ...]:
    """Alternatives of one scalar type become one, with the limits that all of them have; bytes stay apart."""
    merged: dict[str, Slot] = {}
    for slot in slots:
        key = kind(slot)
        if key in ("ref", "const", "array", "object", "any") or slot.get("format") == "binary":
            merged[str(len(merged))] = slot
        elif key in merged:
            merged[key] = {k: v for k, v in slot.items() if merged[key].get(k) == v}
        else:
            merged[key] = slot
    if "integer" in merged and "number" in merged:
        del merged["integer"]
        merged["number"] = {"type": "number"}
    return tuple(merged.values())
