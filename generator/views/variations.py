"""Calls that say more than they must: further documented requests, optional arguments, an object in an object, a null.

In: an operation, its samples. Out: `Variation`s, each a call that differs from the smallest one and from the others.
Refuses nothing: what nobody can make up in a way that fits the schema is left out.

Values are those of the schema's examples, or of the documented answer at the same place, where they fit; so an update
shows what an order really holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator import ir
from generator.canonical import Schema, TypeId
from generator.views.fitting import fits
from generator.views.samples import Given, NoSample, Samples

_MOST, _FIELDS, _WHOLE, _DEEPEST = 4, 3, 10, 6
"""Calls of one operation; optional values in one place, and in an object that is shown whole; objects in objects."""
_NULL = {"type": "null"}
DOCUMENTED, OPTIONAL, DEEPER, NULL = "documented", "optional", "deeper", "null"


@dataclass(frozen=True, slots=True)
class Variation:
    """One call: its kind, what the document says of it, and what it is given."""

    kind: str
    said: str
    given: Given


def variations(operation: ir.Operation, samples: Samples) -> tuple[Variation, ...]:
    """The calls of an operation beside its smallest, in the order in which they teach."""
    maker = _Maker(operation, samples)
    seen = [Given(), Given(body=maker.smallest)]
    found: list[Variation] = []
    for one in maker.all():
        if one.given not in seen and len(found) < _MOST:
            seen.append(one.given)
            found.append(one)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Level:
    """An object in a body: the way to it, its class, and which of its fields are required."""

    way: tuple[str, ...]
    id: TypeId
    required: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Maker:
    operation: ir.Operation
    samples: Samples

    def all(self) -> Iterator[Variation]:
        yield from self._documented()
        for kind, make in ((OPTIONAL, self._optional), (DEEPER, self._deeper), (NULL, self._null)):
            try:
                given = make()
            except NoSample:
                continue
            if given is not None:
                yield Variation(kind, "", given)

    @property
    def smallest(self) -> Mapping[str, Any] | None:
        """What the smallest call has as its body, if that is an object by its fields."""
        if not isinstance(self.operation.body, ir.ObjectBody):
            return None
        try:
            given = self.samples.given_body(self.operation.id, self.operation.body)[1]
        except NoSample:
            return None
        return given if isinstance(given, Mapping) else None

    def _documented(self) -> Iterator[Variation]:
        """OpenAPI 3.1, Media Type Object: the examples of the request after the first."""
        if not isinstance(self.operation.body, ir.ObjectBody):
            return
        content = self.samples.written(self.operation.id)["requestBody"]["content"]
        media = content.get(self.operation.body.media_type, {})
        known = {field.name for field in self.operation.body.fields}
        named = [e for e in media.get("examples", {}).values() if "value" in e]
        for example in named[1:]:
            value = example["value"]
            if isinstance(value, Mapping) and set(value) <= known:
                said = example.get("summary") or example.get("description") or ""
                yield Variation(DOCUMENTED, said, Given(body=value))

    # --- more at the first level that has optional fields ----------------------------------------

    def _optional(self) -> Given | None:
        """The first optional arguments with plain values; else those of the object that the body is about."""
        parameters = dict(self._parameters())
        level = self._level()
        fields = self._plain(level.id, level.way) if level else {}
        if not parameters and not fields:
            return None
        return Given(parameters, self._with(level, fields) if level and fields else None)

    def _parameters(self) -> Iterator[tuple[tuple[str, str], Any]]:
        count = 0
        for one in self.operation.parameters:
            if one.required or one.where == "path" or one.deprecated or count == _FIELDS:
                continue
            slot, value = self.samples.given(self.operation.id, one)
            if fits(slot, value, self.samples.canonical):
                count += 1
                yield (one.where, one.name), value

    def _level(self) -> _Level | None:
        """The first object of the body with an optional field, reached through what is required."""
        if not isinstance(self.operation.body, ir.ObjectBody) or self.smallest is None:
            return None
        here, way = self.operation.body.id, tuple[str, ...]()
        for _ in range(_DEEPEST):
            component = self.samples.canonical.inputs[here]
            properties, needed = component.get("properties", {}), component.get("required", ())
            if set(properties) - set(needed):
                return _Level(way, here, tuple(needed))
            inner = [(name, at) for name, slot in properties.items() if (at := self._object(slot))]
            if len(inner) != 1:
                break
            way, here = (*way, inner[0][0]), inner[0][1]
        return None

    def _object(self, slot: Schema) -> TypeId | None:
        """The class that a slot stands for, if it is one with fields."""
        options = [one for one in slot.get("anyOf", (slot,)) if one != _NULL]
        target = TypeId(options[0].get("$ref", "")) if len(options) == 1 else TypeId("")
        return target if "properties" in self.samples.canonical.inputs.get(target, {}) else None

    def _plain(self, type_id: TypeId, way: tuple[str, ...], most: int = _FIELDS) -> dict[str, Any]:
        """The first optional fields of an object with values that are no objects."""
        component = self.samples.canonical.inputs[type_id]
        found: dict[str, Any] = {}
        for name, slot in component.get("properties", {}).items():
            is_plain = not self._object(slot) and not self._is_open(slot)
            if name in component.get("required", ()) or slot.get("deprecated") or not is_plain:
                continue
            value = self._value((*way, name), slot)
            if value is not None and len(found) < most:
                found[name] = value
        return found

    def _whole(self, type_id: TypeId, way: tuple[str, ...]) -> dict[str, Any]:
        """The plain fields of the documented answer: whether the rest would stay, is seldom documented."""
        found = self._plain(type_id, way, _WHOLE)
        return {name: item for name, item in found.items() if self._answered((*way, name)) == item}

    def _is_open(self, slot: Schema) -> bool:
        """Whether nothing is known of what a slot holds, or it is a map or union, which need a page of their own."""
        options = [one for one in slot.get("anyOf", (slot,)) if one != _NULL]
        if "$ref" in options[0]:
            return TypeId(options[0]["$ref"]) not in self.samples.canonical.enums
        return options[0].get("type") in (None, "object")

    def _value(self, way: tuple[str, ...], slot: Schema) -> Any:
        """What the documented answer has there, or an example, or what can be made up; None if none of it fits."""
        options = [one for one in slot.get("anyOf", (slot,)) if one != _NULL]
        told = next(iter(slot.get("examples", ())), None)
        for value in (told, self._answered(way), self.samples.smallest(options[0], way[-1])):
            if value not in (None, "", []) and fits(slot, value, self.samples.canonical):
                return value
        return None

    def _answered(self, way: tuple[str, ...]) -> Any:
        """The value of the documented answer at the same place, in it or in what the call gives of it."""
        for start in _answers(self.operation, self.samples.written(self.operation.id)):
            value: Any = start
            for name in way:
                value = value.get(name) if isinstance(value, Mapping) else None
            if value is not None:
                return value
        return None

    # --- an object in an object, and null -----------------------------------------------------------

    def _deeper(self) -> Given | None:
        """The first optional object that holds objects, else the first optional one at all, with plain fields."""
        level = self._level()
        if level is None:
            return None
        objects = self._objects(level.id)
        for name in sorted(objects, key=lambda name: not self._objects(objects[name])):
            made = self._filled(objects[name], (*level.way, name), 0)
            if made and made != _at(self.smallest, (*level.way, name)):
                return Given(body=self._with(level, {name: made}))
        return None

    def _objects(self, type_id: TypeId) -> dict[str, TypeId]:
        component = self.samples.canonical.inputs[type_id]
        return {
            name: at
            for name, slot in component.get("properties", {}).items()
            if name not in component.get("required", ()) and (at := self._object(slot))
        }

    def _filled(self, type_id: TypeId, way: tuple[str, ...], depth: int) -> dict[str, Any]:
        """An object with what is required, some plain fields, and, one level down, its objects as answered."""
        component = self.samples.canonical.inputs[type_id]
        made = {
            name: self.samples.smallest(component["properties"][name], name, depth)
            for name in component.get("required", ())
        }
        made |= (self._whole(type_id, way) if depth else {}) or self._plain(type_id, way)
        for name, inner in self._objects(type_id).items() if depth == 0 else ():
            if below := self._filled(inner, (*way, name), depth + 1):
                made[name] = below
        return made if fits({"$ref": type_id}, made, self.samples.canonical) else {}

    def _null(self) -> Given | None:
        """The first optional field that takes null, nothing else of the object being said."""
        level, body = self._level(), self.operation.body
        if level is None or body is None or body.encoding != "json":
            return None
        for name, slot in self.samples.canonical.inputs[level.id]["properties"].items():
            nullable = _NULL in slot.get("anyOf", ()) and name not in level.required
            if nullable and not slot.get("deprecated"):
                return Given(body=self._with(level, {name: None}))
        return None

    def _with(self, level: _Level, fields: Mapping[str, Any]) -> dict[str, Any]:
        """The smallest body, in which the object of the level has its required fields and these."""
        said = _at(self.smallest, level.way) or {}
        inner = {name: said[name] for name in level.required if name in said} | dict(fields)
        for depth in reversed(range(len(level.way))):
            around: dict[str, Any] = _at(self.smallest, level.way[:depth]) or {}
            inner = {**around, level.way[depth]: inner}
        return inner


def _at(value: Any, way: tuple[str, ...]) -> Any:
    for name in way:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def _answers(operation: ir.Operation, written: Mapping[str, Any]) -> Iterator[Any]:
    """The documented answers, each whole, then what the call gives of it."""
    for reply in operation.replies:
        content = written.get("responses", {}).get(reply.status, {}).get("content", {})
        for media in content.values():
            named = [e["value"] for e in media.get("examples", {}).values() if "value" in e]
            for value in (*named, *([media["example"]] if "example" in media else [])):
                yield value
                if operation.result_property is not None and isinstance(value, Mapping):
                    yield value.get(operation.result_property)
