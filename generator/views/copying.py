"""From an answer into a request: which classes of requests copy which of answers, and a program that does it.

In: an API, its canonical form and names. Out: pairs of classes, and a `CopyView`, all of it valid Python. Refuses
nothing: where no part of a request stands in an answer too, there is no program.

Two classes are a pair if they are one schema, or stand at the same place: a request's class all fields of which an
answer of the same resource has, and then the objects in both, field by field.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from generator import ir
from generator.canonical import Canonical, Schema, TypeId
from generator.literals import EMPTY, Source, code, identifier, join, string
from generator.views.calls import CallView, call_view, name_for, passing
from generator.views.samples import Given, NoSample, Samples, Variable
from generator.views.scope import Classes

_DEEPEST, _MOST = 6, 20
"""Objects in objects; programs of which the first good one is taken."""
Pair = tuple[TypeId, TypeId]
"""A class of requests, and one of answers."""
Way = tuple[str, ...]
"""Wire names that lead from an object to one in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyView:
    """A program: a call, a copy of a part of its answer, a change, and a call that sends it."""

    imports: Source
    library: tuple[Source, ...]
    asked: CallView
    """The call that gives the answer."""
    checks: Source
    """What is asked before the copy, for nothing is promised: `order.billing_info and order.billing_info.address`."""
    copied: Source
    """`AddressInput.from_answer(order.billing_info.address)`"""
    variable: Source
    change: Source
    """A statement about the variable, or nothing."""
    target: Source
    passing: Source


@dataclass(frozen=True, slots=True)
class _Giving:
    """A call that gives an object."""

    operation: ir.Operation
    returns: ir.Named


def _given(resource: ir.Resource) -> list[_Giving]:
    """What gives objects in a resource, each class once, and by a call that reads if there is one."""
    found: dict[TypeId, _Giving] = {}
    for one in sorted(resource.operations, key=lambda o: o.method.upper() != "GET"):
        if isinstance(one.returns, ir.Named):
            found.setdefault(one.returns.id, _Giving(one, one.returns))
    return list(found.values())


@dataclass(frozen=True, slots=True)
class Copying:
    """What an API's requests can copy."""

    api: ir.Api
    classes: Classes
    canonical: Canonical

    def pairs(self) -> tuple[Pair, ...]:
        """Each class of requests, and a class of answers from which it copies."""
        types = self.classes.names.types
        twins = ((id_, id_) for id_, side in types if side == "input" and self._is_twin(id_))
        found = dict.fromkeys(twins)
        for resource in self.api.resources:
            returned = [one.returns.id for one in _given(resource)]
            asked = {
                o.body.id: None for o in resource.operations if isinstance(o.body, ir.ObjectBody)
            }
            for body in asked:
                for answered in returned:
                    self._same_places(body, answered, found)
        return tuple(sorted(found))

    def program(self) -> CopyView | None:
        """The first part of a request that an answer has too, of one schema, and of which something can be changed."""
        made = list(islice(self._programs(), _MOST))
        return next((one for one in made if one.change), made[0] if made else None)

    def _programs(self) -> Iterator[CopyView]:
        for resource in self.api.resources:
            given_by = _given(resource)
            for one in resource.operations:
                for way, id_ in self._twins_in(one):
                    for given in given_by:
                        at = self._reached(given.returns.id, way, id_)
                        made = self._made(one, way, id_, given, at) if at is not None else None
                        if made is not None:
                            yield made
                            break

    # --- what is one thing on both sides ----------------------------------------------------------

    def _is_twin(self, id_: TypeId) -> bool:
        types = self.classes.names.types
        asked, answered = types.get((id_, "input")), types.get((id_, "answer"))
        known = asked in self.classes.modules and answered in self.classes.modules
        return known and asked != answered and "properties" in self.canonical.inputs.get(id_, {})

    def _same_places(self, body: TypeId, answered: TypeId, found: dict[Pair, None]) -> None:
        there = self.canonical.answers.get(answered, {}).get("properties", {})
        for _, asked in self._objects(body, self.canonical.inputs):
            fields = self.canonical.inputs[asked]["properties"]
            if len(fields) > 1 and fields.keys() <= there.keys():
                self._align(asked, answered, found)

    def _align(self, asked: TypeId, answered: TypeId, found: dict[Pair, None]) -> None:
        types = self.classes.names.types
        known = (asked, "input") in types and (answered, "answer") in types
        if not known or (asked, answered) in found:
            return
        found[asked, answered] = None
        there = dict(self._objects(answered, self.canonical.answers))
        for name, inner in self._objects(asked, self.canonical.inputs):
            if name in there:
                self._align(inner, there[name], found)

    def _objects(
        self, id_: TypeId, components: Mapping[TypeId, Schema]
    ) -> Iterator[tuple[str, TypeId]]:
        """The properties that are objects with fields, not lists of them."""
        for name, slot in components.get(id_, {}).get("properties", {}).items():
            options = [one for one in slot.get("anyOf", (slot,)) if one.get("type") != "null"]
            inner = TypeId(options[0].get("$ref", "")) if len(options) == 1 else TypeId("")
            if "properties" in components.get(inner, {}):
                yield name, inner

    def _twins_in(self, operation: ir.Operation) -> Iterator[tuple[Way, TypeId]]:
        """Where a body holds what answers hold too."""
        if not isinstance(operation.body, ir.ObjectBody):
            return
        waiting: list[tuple[Way, TypeId]] = [((), operation.body.id)]
        while waiting:
            way, id_ = waiting.pop(0)
            if way and self._is_twin(id_):
                yield way, id_
            if len(way) < _DEEPEST:
                inner = self._objects(id_, self.canonical.inputs)
                waiting += [((*way, name), below) for name, below in inner]

    def _reached(self, returned: TypeId, way: Way, id_: TypeId) -> Way | None:
        """The end of the way that leads to the same thing in what a call gives."""
        for start in range(len(way) + 1):
            here: TypeId | None = returned
            for name in way[start:]:
                inner = self._objects(here, self.canonical.answers) if here is not None else ()
                here = dict(inner).get(name)
            if here == id_:
                return way[start:]
        return None

    # --- the program ------------------------------------------------------------------------------

    def _made(
        self, one: ir.Operation, way: Way, id_: TypeId, given: _Giving, at: Way
    ) -> CopyView | None:
        asked = call_view(given.operation, self.api, self.classes, self.canonical)
        if asked is None or not isinstance(one.body, ir.ObjectBody):
            return None
        variable = self._variable(id_, asked.result)
        samples = Samples(self.canonical, self.classes, more=Given())
        try:
            body = self._around(samples, one.body.id, way, Variable(variable))
            sending = Samples(self.canonical, self.classes, more=Given(body=body))
            passed = passing(one, self.classes, sending)
        except NoSample:
            return None
        names = self.classes.names
        steps = self._steps(given.returns.id, asked.result, at)
        cls = self.classes.type_name(id_, "input")
        used = {*sending.used, cls, *asked.used, self.api.client_class}
        return CopyView(
            imports=join(", ", [identifier(name) for name in sorted(used)]),
            library=tuple(sorted({*asked.library, *sending.imports()})),
            asked=asked,
            checks=join(" and ", steps[1:]),
            copied=code("{}.from_answer({})", identifier(cls), steps[-1]),
            variable=variable,
            change=self._change(id_, variable),
            target=code(
                "{}.{}", identifier(names.resources[one.tag]), identifier(names.operations[one.id])
            ),
            passing=join(", ", passed),
        )

    def _variable(self, id_: TypeId, taken: Source) -> Source:
        name = name_for(self.classes.type_name(id_, "answer"))
        return name if name and name != taken else code("copy")

    def _around(self, samples: Samples, id_: TypeId, way: Way, hole: Variable) -> dict[str, Any]:
        """An object with what is required of it, and the hole at the end of the way."""
        component = self.canonical.inputs[id_]
        made: dict[str, Any] = {
            name: samples.smallest(component["properties"][name], name)
            for name in component.get("required", ())
            if name != way[0]
        }
        inner = dict(self._objects(id_, self.canonical.inputs))[way[0]]
        made[way[0]] = self._around(samples, inner, way[1:], hole) if way[1:] else hole
        return made

    def _steps(self, here: TypeId, result: Source, at: Way) -> list[Source]:
        """`order`, `order.billing_info`, `order.billing_info.address`."""
        steps = [result]
        for name in at:
            member = identifier(self.classes.names.members[here, name])
            steps.append(code("{}.{}", steps[-1], member))
            here = dict(self._objects(here, self.canonical.answers))[name]
        return steps

    def _change(self, id_: TypeId, variable: Source) -> Source:
        """The last field that takes null is removed; without one, the first text is set."""
        component = self.canonical.inputs[id_]
        members = self.classes.names.members
        properties = component["properties"]
        for name, slot in reversed(properties.items()):
            if {"type": "null"} in slot.get("anyOf", ()) and not slot.get("deprecated"):
                member = identifier(members[id_, name])
                return code("{}.{} = None  # what has to go", variable, member)
        for name, slot in properties.items():
            if slot.get("type") == "string" and slot.keys() <= {"type", "description"}:
                return code("{}.{} = {}", variable, identifier(members[id_, name]), string("new"))
        return EMPTY
