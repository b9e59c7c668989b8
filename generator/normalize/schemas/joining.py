"""Schemas that hold together: references and `allOf` taken apart.

In: nodes. Out: `Reduced` (a schema without the wrappers around it), `Members` (what of several
schemas says something) and `Part`s (schemas with neither `$ref` nor `allOf`). Refuses: a ring of
schemas that only refer to each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from generator.normalize.context import Context
from generator.normalize.node import Node
from generator.normalize.schemas.keywords import Keywords, Reading, annotated, is_null, substance

WRAPPERS: tuple[frozenset[str], ...] = tuple(
    frozenset((key,)) for key in ("$ref", "allOf", "anyOf", "oneOf")
)
JOINING = frozenset(("$ref", "allOf", "type", "nullable"))
WEAK = frozenset(("type", "nullable"))


class Reduced(NamedTuple):
    """A schema, and what the references and one-member lists around it added."""

    node: Node
    notes: Mapping[str, Any]
    nullable: bool
    referred: bool
    """Whether a `$ref` led here."""

    @property
    def key(self) -> tuple[str, ...]:
        """What makes two the same; a schema with keywords taken out is another one."""
        return _key(self.node)


@dataclass(frozen=True, slots=True)
class Members:
    """Schemas that hold together: those that say something, those that only name a type, and what describes them."""

    strong: tuple[Reduced, ...]
    weak: tuple[Reduced, ...]
    notes: Mapping[str, Any]


class Part(NamedTuple):
    """A schema with neither `$ref` nor `allOf`; the value of `node` is `Keywords`."""

    node: Node
    own: bool
    """Whether it is what was asked about, not something that that includes."""
    inline: bool
    """Whether it was reached without a reference."""

    @property
    def words(self) -> Keywords:
        """Its keywords."""
        assert isinstance(self.node.value, Keywords)
        return self.node.value


class Joining:
    """Takes schemas apart."""

    def __init__(self, ctx: Context, reading: Reading) -> None:
        self.ctx = ctx
        self.reading = reading
        self._ancestors: dict[tuple[str, str], frozenset[str]] = {}

    def reduce(self, node: Node) -> Reduced:
        """The schema inside references, one-member `allOf`s, and the like."""
        notes: Mapping[str, Any] = {}
        nullable = referred = False
        met: dict[str, Node] = {}
        while True:
            words = self.reading.of(node)
            keys = substance(words) - {"nullable"}
            inner, or_null = self._inner(node, words) if keys in WRAPPERS else (None, False)
            if inner is None:
                return Reduced(node, notes, nullable, referred)
            if node.id in met:
                self.ctx.references.ring([*met.values()], node)
                return Reduced(node.holding(True), notes, nullable, referred)
            met[node.id] = node
            notes = annotated(words) | dict(notes)
            nullable = nullable or or_null or bool(words.get("nullable"))
            referred = referred or "$ref" in words
            node = inner

    def _inner(self, node: Node, words: Keywords) -> tuple[Node | None, bool]:
        """The one schema that a wrapper holds, and whether null is its alternative."""
        if "$ref" in words:
            target = self.ctx.references.step(node)
            return target or node.holding(True), False
        key = next(key for key in ("allOf", "anyOf", "oneOf") if key in words)
        listed = list(node.child(key).elements())
        if len(listed) == 2 and key != "allOf":
            kept = [one for one in listed if not is_null(self.reading.of(one))]
            return (kept[0], True) if len(kept) == 1 else (None, False)
        return (listed[0] if len(listed) == 1 else None), False

    def members(self, node: Node) -> tuple[Node, ...] | None:
        """What a schema joins, if joining is all it does."""
        words = self.reading.of(node)
        keys = substance(words)
        if not keys <= JOINING or not keys & {"$ref", "allOf"}:
            return None
        return (*self._included(node, words), _with(node, {k: words[k] for k in WEAK & keys}))

    def settle(self, nodes: Iterable[Node], owner: Node | None = None) -> Members:
        """What of several schemas says something: each once, and nothing that another one includes.

        `owner` is the schema that joins them, if it is one: what it includes does not count.
        """
        reduced = {one.key: one for one in map(self.reduce, nodes)}
        notes: dict[str, Any] = {}
        strong, weak = [], []
        for one in reduced.values():
            words = self.reading.of(one.node)
            own = {} if one.referred else annotated(words)
            notes |= own | dict(one.notes)
            keys = substance(words)
            if one.node.value is False or not keys <= WEAK:
                strong.append(one)
            elif keys:
                weak.append(one)
        strong = [one for one in strong if not self._included_elsewhere(one, strong, owner)]
        return Members(tuple(strong), tuple(weak), notes)

    def flatten(self, nodes: Sequence[Node]) -> list[Part]:
        """The schemas that hold together, each once, what is included before what includes it."""
        seen: set[tuple[str, ...]] = set()
        return [part for node in nodes for part in self._flatten(node, True, True, seen)]

    def _flatten(
        self, node: Node, own: bool, inline: bool, seen: set[tuple[str, ...]]
    ) -> Iterator[Part]:
        key = _key(node)
        if key in seen:
            return
        seen.add(key)
        words = self.reading.of(node)
        for inner in self._included(node, words):
            refers = isinstance(inner.value, Keywords) and "$ref" in inner.value
            target = self.ctx.references.follow(inner) if refers else inner
            if target is not None:
                yield from self._flatten(target, False, inline and not refers, seen)
        rest = {k: v for k, v in words.items() if k not in ("$ref", "allOf")}
        if node.value is False:
            yield Part(_with(node, {"not": {}}), own, inline)
        elif rest:
            yield Part(_with(node, rest), own, inline)

    def _included(self, node: Node, words: Keywords) -> tuple[Node, ...]:
        referred = (_with(node, {"$ref": words["$ref"]}),) if "$ref" in words else ()
        listed = tuple(node.child("allOf").elements()) if "allOf" in words else ()
        return referred + listed

    def _included_elsewhere(
        self, one: Reduced, every: Sequence[Reduced], owner: Node | None
    ) -> bool:
        """Whether another schema includes this one; of two that include each other, the first stays."""
        if len(every) == 1:
            return False
        others = [other for other in every if other.node.id != one.node.id]
        for other in others:
            if one.node.id in self._all_included(other.node, owner):
                mutual = other.node.id in self._all_included(one.node, owner)
                if not mutual or every.index(other) < every.index(one):
                    return True
        return False

    def _all_included(self, node: Node, owner: Node | None) -> frozenset[str]:
        """The ids of all that a schema includes through `$ref` and `allOf`, but not by way of `owner`."""
        key = (node.id, "" if owner is None else owner.id)
        if key not in self._ancestors:
            found: set[str] = set()
            waiting = [node]
            while waiting:
                one = waiting.pop()
                for inner in self._included(one, self.reading.of(one)):
                    target = self.ctx.references.follow(inner)
                    if target is None or target.id in found or target.id == key[1]:
                        continue
                    found.add(target.id)
                    waiting.append(target)
            self._ancestors[key] = frozenset(found)
        return self._ancestors[key]


def never(part: Part) -> bool:
    """Whether a part is the schema `false`, which no value fits."""
    return part.words.get("not") == {}


def _key(node: Node) -> tuple[str, ...]:
    """See `Reduced.key`."""
    return (node.id, *sorted(node.value)) if isinstance(node.value, Keywords) else (node.id,)


def _with(node: Node, words: Mapping[str, Any]) -> Node:
    return node.holding(Keywords(words))
