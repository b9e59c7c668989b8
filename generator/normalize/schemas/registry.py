"""Components as they are found, and where they were written.

In: components by id. Out: what `sides` picks from. Refuses nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.canonical import TypeId
from generator.normalize.node import Node
from generator.normalize.schemas.scalars import OWN
from generator.normalize.schemas.values import Slot
from generator.source import At, escape


@dataclass(slots=True)
class Registry:
    """Every component that was met; objects are there by name before their properties are."""

    components: dict[TypeId, Slot] = field(default_factory=dict)
    places: dict[str, At] = field(default_factory=dict)

    def add(self, type_id: TypeId, component: Slot, node: Node) -> Slot:
        """Keep a component; its slot is given back."""
        self.components[type_id] = component
        self.places.setdefault(type_id, node.at)
        return {"$ref": type_id}

    def property_place(self, type_id: TypeId, name: str, node: Node) -> None:
        """Remember where a property was written."""
        self.places.setdefault(f"{type_id}/properties/{escape(name)}", node.at)

    def types(self, slot: Slot) -> set[str]:
        """The JSON types of a slot's values; all of them for any value."""
        if "$ref" in slot:
            component = self.components[slot["$ref"]]
            if "enum" not in component:
                return {"object"}
            listed = component["type"]
            return set(listed) if isinstance(listed, list) else {listed}
        if "anyOf" in slot:
            return {t for one in slot["anyOf"] for t in self.types(one)}
        return {slot["type"]} if "type" in slot else {*OWN, "object"}
