"""The names of a package, by what code is asked for.

In: a surface. Out: an `Index`. Refuses nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.diff.python.surface import Surface


@dataclass(frozen=True, slots=True)
class Index:
    """Lists of names; a name that is asked for and not there has an empty one."""

    by_attribute: Mapping[str, list[str]]
    """The fields, attributes and methods called so: `Order.note`, `orders.list`."""
    arguments: Mapping[str, list[str]]
    """What a method or a client takes: `orders.list(limit)`."""
    members: Mapping[str, list[str]]
    """The members of enums by the text of their value: `'paid'` to `State.PAID`."""
    wires: Mapping[str, Mapping[str, str]]
    """Of each class, its fields by their names on the wire."""


def index(surface: Surface) -> Index:
    """Look at every name once."""
    attributes, arguments, members = [], [], []
    wires: dict[str, dict[str, str]] = {}
    for name, symbol in surface.names.items():
        owner, _, own = name.rpartition(".")
        match symbol.kind:
            case "field" | "attribute" | "method" if owner:
                attributes.append((own, name))
                if symbol.wire:
                    wires.setdefault(owner, {})[symbol.wire] = own
            case "argument":
                arguments.append((name.partition("(")[0], name))
            case "member" if symbol.default is not None:
                members.append((symbol.default, name))
            case _:
                pass
    return Index(_grouped(attributes), _grouped(arguments), _grouped(members), wires)


def _grouped(rows: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, name in rows:
        found.setdefault(key, []).append(name)
    return found
