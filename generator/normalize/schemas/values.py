"""What a schema comes to: alternatives, with or without null.

In: slots. Out: `Value`, the meaning of a schema at the place where it stands, and the slot that
says so. Refuses nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from generator.canonical import TypeId
from generator.normalize.node import Node

Slot = dict[str, Any]


class Joint(NamedTuple):
    """Schemas that hold together at one place; mostly one. `id` is where they come together."""

    id: TypeId
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Value:
    """A schema's meaning: one of `slots`, or null if `nullable`. Without slots: only null, or nothing at all."""

    slots: tuple[Slot, ...]
    nullable: bool = False
    notes: Mapping[str, Any] = field(default_factory=dict)
    """Annotations: description, default, …"""

    @property
    def is_any(self) -> bool:
        """Any JSON value."""
        return any(not slot for slot in self.slots)

    @property
    def is_never(self) -> bool:
        """No value at all: the schema `false`."""
        return not self.slots and not self.nullable

    @property
    def component(self) -> TypeId | None:
        """The component that this is, if it is just that."""
        return self.slots[0].get("$ref") if len(self.slots) == 1 else None

    def slot(self) -> Slot:
        """The slot, without annotations. A schema that only null fits, or nothing, is written as any value."""
        if self.is_any or not self.slots:
            return {}
        if len(self.slots) == 1 and not self.nullable:
            return dict(self.slots[0])
        return {"anyOf": [*self.slots, *([{"type": "null"}] if self.nullable else [])]}

    def described(self) -> Slot:
        """The slot with its annotations."""
        return self.slot() | dict(self.notes)


ANY = Value(({},))
NEVER = Value(())


def distinct(slots: Iterable[Slot]) -> tuple[Slot, ...]:
    """The slots, each once, in order."""
    found: list[Slot] = []
    for slot in slots:
        if slot not in found:
            found.append(slot)
    return tuple(found)


def kind(slot: Slot) -> str:
    """What is told apart when alternatives are merged: `ref`, `const`, or the type."""
    if "$ref" in slot:
        return "ref"
    return "const" if "const" in slot else str(slot.get("type", "any"))
