"""The names that `client.yaml` pins: what stands there never changes by itself.

In: a `Declaration`. Out: `Pins`, by what is pinned; and, the other way, what is to be pinned of `Names`.
Refuses nothing: `declaration` has looked at every name; two pins of one name are for those who see the scope.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.declaration import Pinned
from generator.names import Names
from generator.source import At

Key = tuple[str, ...]
"""What a name is for:

    ("type", id, side) · ("enum", id) · ("literal", id) · ("member", id, wire name or JSON text)
    ("status", "404") · ("code", code) · ("resource", tag) · ("operation", id) · ("argument", id, location, wire name)
    ("class", tag) and ("parameters", operation id), which are never pinned
"""


@dataclass(frozen=True, slots=True)
class Pins:
    """Pinned names, and where they stand."""

    names: Mapping[Key, str] = field(default_factory=dict)
    section: At | None = None

    def name(self, key: Key) -> str | None:
        """The name that is pinned for `key`."""
        return self.names.get(key)

    def at(self, *keys: Key) -> list[At]:
        """Where those of `keys` stand that are pinned."""
        if self.section is None:
            return []
        return [self.section.at(*_tokens(key)) for key in keys if key in self.names]


def pins_of(pinned: Pinned) -> Pins:
    """The pins of a declaration. An enum has one name, whichever side it is written under."""
    found: dict[Key, str] = {}
    for (type_id, side), name in sorted(pinned.types.items(), reverse=True):
        found["type", type_id, side] = found["enum", type_id] = name
    found |= {("literal", i): name for i, name in pinned.literals.items()}
    found |= {("member", *key): name for key, name in pinned.members.items()}
    found |= {("status", s): name for s, name in pinned.statuses.items()}
    found |= {("resource", t): name for t, name in pinned.resources.items()}
    found |= {("operation", i): name for i, name in pinned.operations.items()}
    found |= {("argument", *key): name for key, name in pinned.arguments.items()}
    return Pins(found, pinned.at)


def to_pins(names: Names) -> Pinned:
    """Every public name, to be pinned; an enum once, as an answer's. Classes that check parameters are private."""
    stable = names.identities
    private = {
        type_id for (type_id, _), n in names.types.items() if n in names.parameter_models.values()
    }
    return Pinned(
        types={
            (stable.get(type_id, type_id), side): name
            for (type_id, side), name in sorted(names.types.items())
            if type_id not in private and (side == "answer" or type_id not in names.enums)
        },
        members={
            (stable.get(i, i), key): name
            for (i, key), name in sorted(names.members.items())
            if i not in private
        },
        literals={stable.get(i, i): name for i, name in sorted(names.literals.items())},
        resources=dict(sorted(names.resources.items())),
        operations=dict(sorted(names.operations.items())),
        arguments=dict(sorted(names.arguments.items())),
        statuses=dict(sorted(names.statuses.items())),
        codes=dict(sorted(names.codes.items())),
    )


def hint_for(key: Key, name: str) -> str:
    """What to write into client.yaml to give `key` the name `name`."""
    tokens, inner = _tokens(key), name
    for token in reversed(tokens):
        inner = f"{{{_key(token)}: {inner}}}"
    return f"give one of them another name in client.yaml: `names: {inner}`"


def _tokens(key: Key) -> tuple[str, ...]:
    """The way from the `names` section to the name of `key`."""
    match key:
        case ("type", type_id, side):
            return ("types", type_id, side)
        case ("enum", type_id):
            return ("types", type_id, "answer")
        case ("literal", type_id):
            return ("types", type_id, "literal")
        case ("member", type_id, member):
            return ("types", type_id, "members", member)
        case ("operation", operation):
            return ("operations", operation, "name")
        case ("argument", operation, "body", ""):
            return ("operations", operation, "arguments", "body")
        case ("argument", operation, location, wire):
            return ("operations", operation, "arguments", f"{location}.{wire}")
        case (kind, identity):
            return (
                {"status": "statuses", "code": "codes", "resource": "resources"}[kind],
                identity,
            )
        case _:
            raise AssertionError(key)


def _key(token: str) -> str:
    """A mapping key in YAML: quoted where it is more than a plain word."""
    return (
        token if token.isascii() and token.isidentifier() else json.dumps(token, ensure_ascii=False)
    )
