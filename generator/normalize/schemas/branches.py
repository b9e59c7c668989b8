"""Which `anyOf` or `oneOf` of a schema to take apart, and what its branches share.

In: parts that hold together. Out: a `Choice`, or None if there are no alternatives. Refuses
nothing: alternatives that only restrict an object (`anyOf: [{required: [a]}, {required: [b]}]`)
are left to the server.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.normalize.node import Node
from generator.normalize.schemas.joining import WEAK, Part
from generator.normalize.schemas.keywords import Keywords, Reading, substance

UNIONS = ("oneOf", "anyOf")
RESTRICTING = frozenset(
    ("required", "not", "minProperties", "maxProperties", "dependentRequired", "if", "then", "else")
)
TELLING = frozenset(
    (
        "type",
        "$ref",
        "enum",
        "const",
        "properties",
        "items",
        "anyOf",
        "oneOf",
        "allOf",
        "additionalProperties",
    )
)


@dataclass(frozen=True, slots=True)
class Choice:
    """One union: its branches, and what holds beside it."""

    key: str
    nodes: tuple[Node, ...]
    base: tuple[Node, ...]
    types: list[str] | None
    """The types that a base without anything else allows."""
    weak: bool
    discriminator: Node | None

    @property
    def factor(self) -> int:
        """By how much the branches multiply what is in them: each is joined with what stands beside them."""
        return 1 if self.weak else len(self.nodes)

    def alone(self, words: Keywords) -> bool:
        """Whether a branch can be looked at by itself: nothing stands beside the union that it needs."""
        return self.weak and (self.types is None or bool(TELLING & set(words)))


def choose(parts: Sequence[Part]) -> Choice | None:
    """The first union among the parts."""
    for part in parts:
        for key in UNIONS:
            if part.words.get(key):
                return _choice(parts, part, key)
    return None


def without_conditions(reading: Reading, parts: Sequence[Part]) -> list[Part]:
    """The parts, without unions that only restrict an object whose properties stand beside them."""
    names = {name for part in parts for name in part.words.get("properties", ())}
    return [_drop(reading, part, names) for part in parts]


def _drop(reading: Reading, part: Part, names: set[str]) -> Part:
    dropped = [
        key
        for key in UNIONS
        if key in part.words
        and names
        and all(_restricts(reading, node, names) for node in part.node.child(key).elements())
    ]
    return _without(part, {*dropped, "discriminator"}) if dropped else part


def _restricts(reading: Reading, node: Node, names: set[str]) -> bool:
    if node.value is True:
        return True
    words = reading.of(node)
    known = set(words.get("properties", ())) <= names
    more = isinstance(words.get("additionalProperties", True), bool)
    others = substance(words) - RESTRICTING - {"properties", "additionalProperties", "type"}
    return not others and known and more and words.get("type", ["object"]) == ["object"]


def _choice(parts: Sequence[Part], chosen: Part, key: str) -> Choice:
    base: list[Node] = []
    for part in parts:
        rest = _without(part, {key, "discriminator"}) if part is chosen else part
        if substance(rest.words):
            base.append(rest.node)
    weak = all(substance(_words(node)) <= WEAK for node in base)
    discriminator = chosen.node.get("discriminator")
    return Choice(
        key=key,
        nodes=tuple(chosen.node.child(key).elements()),
        base=tuple(base),
        types=_types(base) if weak else None,
        weak=weak,
        discriminator=discriminator,
    )


def _types(base: Sequence[Node]) -> list[str] | None:
    declared = [words["type"] for node in base if "type" in (words := _words(node))]
    if not declared:
        return None
    return [t for t in declared[0] if all(t in types for types in declared)]


def _words(node: Node) -> Keywords:
    assert isinstance(node.value, Keywords)
    return node.value


def _without(part: Part, keys: set[str]) -> Part:
    rest = Keywords({k: v for k, v in part.words.items() if k not in keys})
    return Part(part.node.holding(rest), part.own, part.inline)
