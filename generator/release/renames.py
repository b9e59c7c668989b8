"""Lines for `renamed:` of client.yaml that would keep the names of the last release.

In: the state of the last release, and that of today. Out: old names as findings write them, each with the last part of
what it is called now. Refuses nothing: what cannot be told, or cannot be kept, is not proposed.

A name is proposed where its pin changed, and where an identity is gone while one came that is the same but for its
name: a schema, a property or a tag that was called otherwise in the document, an operation with another operationId.
Only pairs count that are the only ones of their kind.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from generator import ir
from generator.canonical import Canonical, Schema, Side, TypeId
from generator.diagnostics import Problems
from generator.diff.python.old import last_of
from generator.diff.spec.pair import Reading
from generator.diff.state import State
from generator.naming.survey import operations_of
from generator.renamed import aliases

SIDES: tuple[Side, Side] = ("answer", "input")
K = TypeVar("K", bound=Hashable)
Pairs = Iterator[tuple[str, str]]
"""Old names in full, and the last part of the new ones."""


def proposed(old: State, new: State) -> dict[str, str]:
    """Old names that `renamed:` can keep and does not, sorted; none where the document of either is not known."""
    if old.spec is None or new.spec is None:
        return {}
    both = _Both(old.spec, new.spec)
    found = {name: now for name, now in both.pairs() if last_of(name) != now}
    declaration, read = new.spec.read.declaration, new.spec.read
    found = {name: now for name, now in found.items() if name not in declaration.renamed}
    while found:
        asked = replace(declaration, renamed={**declaration.renamed, **found})
        known = aliases(asked, read.canonical, read.api, read.names, Problems()).table
        if found.keys() <= known.keys():
            break
        found = {name: now for name, now in found.items() if name in known}
    return dict(sorted(found.items()))


@dataclass(frozen=True, slots=True)
class _Both:
    old: Reading
    new: Reading

    def pairs(self) -> Pairs:
        """Everything that is called otherwise, with what it was called in the old package."""
        yield from self._clients()
        tags = self._tags()
        for was, now in tags.items():
            name = f"{self.old.read.api.client_class}.{self.old.names.resources[was]}"
            yield name, self.new.names.resources[now]
        yield from self._operations(tags)
        for side in SIDES:
            yield from self._types(side)
        for kept in ("statuses", "codes"):
            before, after = getattr(self.old.names, kept), getattr(self.new.names, kept)
            yield from ((before[key], after[key]) for key in before if key in after)

    def _clients(self) -> Pairs:
        old, new = self.old.read.api, self.new.read.api
        yield old.client_class, new.client_class
        before = {c.scheme: c.argument for c in old.credentials}
        after = {c.scheme: c.argument for c in new.credentials}
        before |= {h.wire_name.lower(): h.argument for h in old.headers}
        after |= {h.wire_name.lower(): h.argument for h in new.headers}
        for key in before:
            if key in after:
                yield f"{old.client_class}({before[key]})", after[key]

    # --- operations ---

    def _tags(self) -> dict[str, str]:
        """Tags that are there still, or whose operations are those of one that came."""

        def calls(reading: Reading) -> Callable[[str], Hashable]:
            resources = {resource.tag: resource for resource in reading.read.api.resources}
            return lambda tag: frozenset((o.method, o.path) for o in resources[tag].operations)

        before, after = self.old.names.resources, self.new.names.resources
        return _twins(before, after, calls(self.old), calls(self.new))

    def _operations(self, tags: Mapping[str, str]) -> Pairs:
        before, after = (
            {o.id: o for resource in reading.read.api.resources for o in resource.operations}
            for reading in (self.old, self.new)
        )
        twins = _twins(
            before,
            after,
            lambda i: (before[i].method, before[i].path),
            lambda i: (after[i].method, after[i].path),
        )
        for was, now in twins.items():
            if tags.get(before[was].tag) != after[now].tag:
                continue  # a method of another resource: no name of the old one's is left
            method = f"{self.old.names.resources[before[was].tag]}.{self.old.names.operations[was]}"
            yield method, self.new.names.operations[now]
            yield from self._arguments(method, before[was], after[now])

    def _arguments(self, method: str, was: ir.Operation, now: ir.Operation) -> Pairs:
        """What a method takes, the fields of a body that is spread among it."""
        moved = _moved(self.old, self.new, "input")
        before, after = _taken(self.old, was, moved), _taken(self.new, now, moved)
        for key, current in _twins(before, after, before.__getitem__, after.__getitem__).items():
            name = self.old.names.arguments.get((was.id, *key))
            theirs = self.new.names.arguments.get((now.id, *current))
            if name is not None and theirs is not None:
                yield f"{method}({name})", theirs

    # --- types ---

    def _types(self, side: Side) -> Pairs:
        old, new = self.old, self.new
        before, after = _components(old.read.canonical, side), _components(new.read.canonical, side)
        moved = _moved(old, new, side)
        twins = _twins(
            before,
            after,
            lambda i: _content(before[i], moved),
            lambda i: _content(after[i], moved),
        )
        for was, now in twins.items():
            ids = TypeId(was), TypeId(now)
            name = old.names.types[ids[0], side]
            if name in old.names.parameter_models.values():
                continue
            yield name, new.names.types[ids[1], side]
            if ids[0] in old.names.literals and ids[1] in new.names.literals:
                yield old.names.literals[ids[0]], new.names.literals[ids[1]]
            for key, current in _members(before[was], after[now], moved).items():
                mine = old.names.members.get((ids[0], key))
                theirs = new.names.members.get((ids[1], current))
                if mine is not None and theirs is not None:
                    yield f"{name}.{mine}", theirs


def _components(canonical: Canonical, side: Side) -> dict[str, Schema]:
    held = canonical.answers if side == "answer" else canonical.inputs
    return {str(type_id): one for type_id, one in (*canonical.enums.items(), *held.items())}


def _moved(old: Reading, new: Reading, side: Side) -> set[str]:
    """The schemas that went, and those that came."""
    return {*_components(old.read.canonical, side)} ^ {*_components(new.read.canonical, side)}


def _taken(
    reading: Reading, operation: ir.Operation, moved: set[str]
) -> dict[tuple[str, str], str]:
    """The arguments of an operation by location and name on the wire, with what is said of each but that name."""
    canonical = reading.read.canonical
    spec = next(one.body for one in operations_of(canonical) if one.id == operation.id)
    found = {
        (one["in"], one["name"]): _content({**one, "name": ""}, moved) for one in spec["parameters"]
    }
    if isinstance(operation.body, ir.ObjectBody):
        held = _components(canonical, "input")[str(operation.body.id)].get("properties", {})
        found |= {("body", name): _content(one, moved) for name, one in held.items()}
    own = (key for one, *key in reading.names.arguments if one == operation.id)
    return {**{(where, wire): f"{where}.{wire}" for where, wire in own}, **found}


def _members(old: Schema, new: Schema, moved: set[str]) -> dict[str, str]:
    """Fields by wire name, and members by the JSON text of their value, with what these are now."""
    if "enum" in old and "enum" in new:
        values = [json.dumps(value, ensure_ascii=False) for value in old["enum"]]
        return {value: value for value in values}
    before, after = old.get("properties", {}), new.get("properties", {})
    return _twins(
        before, after, lambda n: _content(before[n], moved), lambda n: _content(after[n], moved)
    )


def _content(schema: Schema, moved: Iterable[str]) -> str:
    """What a schema says, whatever the schemas are called that came or went."""
    names = set(moved)

    def anonymous(value: Any) -> Any:
        if isinstance(value, Mapping):
            return {k: "" if k == "$ref" and v in names else anonymous(v) for k, v in value.items()}
        return [*map(anonymous, value)] if isinstance(value, list) else value

    return json.dumps(anonymous(schema), sort_keys=True)


def _twins(
    before: Iterable[K],
    after: Iterable[K],
    was: Callable[[K], Hashable],
    now: Callable[[K], Hashable],
) -> dict[K, K]:
    """Those that are in both; and of the others each that alone is the same as one that came."""
    old, new = list(before), list(after)
    twins = {one: one for one in old if one in set(new)}
    gone = _by([one for one in old if one not in twins], was)
    came = _by([one for one in new if one not in twins], now)
    for key, ones in gone.items():
        if len(ones) == 1 and len(came.get(key, ())) == 1:
            twins[ones[0]] = came[key][0]
    return twins


def _by(ones: Iterable[K], key: Callable[[K], Hashable]) -> dict[Hashable, list[K]]:
    found: dict[Hashable, list[K]] = {}
    for one in ones:
        found.setdefault(key(one), []).append(one)
    return found
