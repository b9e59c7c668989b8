"""Calls that a README can show: the documented example of a request as Python, or the smallest that is allowed.

In: the canonical document and schemas, `Names`. Out: an expression for each required argument, with its imports.
Refuses: a required value that holds itself (`NoSample`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator import ir
from generator.canonical import Canonical, Schema, TypeId
from generator.literals import Source, code, identifier, join, string, value
from generator.views.documented import operation_object
from generator.views.fitting import is_a
from generator.views.scope import Classes

_DEPTH = 8
_SAYS_NOTHING = re.compile("(?i)unspecified|unknown")
_TEXT = {
    "uuid": "6da768ad-3c9f-444a-9465-7ae0b89fd305",
    "email": "name@example.com",
    "uri": "https://example.com/",
    "date-time": "2026-01-31T12:00:00Z",
    "date": "2026-01-31",
    "decimal": "18.00",
}


class NoSample(Exception):
    """There is no finite example, or none that we can write."""


@dataclass(frozen=True, slots=True)
class Variable:
    """What stands in a value's place: a variable of the program, by its name."""

    name: Source


@dataclass(frozen=True, slots=True)
class Given:
    """What a call is given besides what it must be, as JSON."""

    parameters: Mapping[tuple[str, str], Any] = field(default_factory=dict)
    """Optional parameters, by place and name on the wire."""
    body: Mapping[str, Any] | None = None
    """The whole body, in place of the documented one or the smallest."""


@dataclass(frozen=True, slots=True)
class Samples:
    """Examples of one API. `used` collects the public names that they mention, `library` imports from elsewhere."""

    canonical: Canonical
    classes: Classes
    used: set[str] = field(default_factory=set)
    library: set[tuple[str, str]] = field(default_factory=set)
    more: Given = field(default_factory=Given)

    def parameter(self, operation: str, parameter: ir.Parameter) -> Source:
        """A value for a parameter of an operation."""
        slot, given = self.given(operation, parameter)
        return self.express(slot, given)

    def given(self, operation: str, parameter: ir.Parameter) -> tuple[Schema, Any]:
        """The slot of a parameter, and the same value as JSON."""
        written = self.written(operation).get("parameters", [])
        found = next(
            p for p in written if (p["name"], p["in"]) == (parameter.name, parameter.where)
        )
        slot = found.get("schema") or _first_media(found.get("content", {})).get("schema", {})
        if (parameter.where, parameter.name) in self.more.parameters:
            return slot, self.more.parameters[parameter.where, parameter.name]
        example = _example(found, slot)
        return slot, self.smallest(slot, parameter.name) if example is None else example

    def is_given(self, parameter: ir.Parameter) -> bool:
        """Whether the call of this sample has the parameter."""
        asked = (parameter.where, parameter.name) in self.more.parameters
        return parameter.required or parameter.where == "path" or asked

    def body(self, operation: str, body: ir.Body) -> dict[str, Source]:
        """Wire name to a value, for what the documented example holds, or else for what is required.

        A whole body stands under "".
        """
        slot, given = self.given_body(operation, body)
        if isinstance(body, ir.WholeBody):
            return {"": self.express(slot, given)}
        properties = self.canonical.inputs[body.id].get("properties", {})
        return {name: self.express(properties[name], item) for name, item in given.items()}

    def given_body(self, operation: str, body: ir.Body) -> tuple[Schema, Any]:
        """The slot of a body, and the same as JSON."""
        content = self.written(operation)["requestBody"]["content"]
        media = content.get(body.media_type, {})
        slot = media.get("schema", {})
        example = _example(media, slot) if self.more.body is None else self.more.body
        if isinstance(body, ir.WholeBody):
            return slot, self.smallest(slot, "body") if example is None else example
        if not isinstance(example, Mapping):
            example = self._minimal_object(self.canonical.inputs[body.id], 0)
        known = {f.name for f in body.fields}
        return slot, {name: item for name, item in example.items() if name in known}

    def express(self, slot: Schema, given: Any) -> Source:
        """A JSON value as the Python that a caller writes for this slot."""
        if isinstance(given, Variable):
            return given.name
        if "$ref" in slot:
            return self._express_component(TypeId(slot["$ref"]), given)
        if "anyOf" in slot:
            return self._express_any(slot["anyOf"], given)
        match slot.get("type"), given:
            case "array", list():
                return code(
                    "[{}]", join(", ", [self.express(slot["items"], item) for item in given])
                )
            case "object", Mapping():
                items = slot.get("additionalProperties", {})
                pairs = [
                    code("{}: {}", string(k), self.express(items, v)) for k, v in given.items()
                ]
                return code("{{{}}}", join(", ", pairs))
            case "string", str():
                return self._express_text(slot, given)
            case _:
                return value(given)

    def _express_text(self, slot: Schema, given: str) -> Source:
        match slot.get("format"):
            case "decimal":
                self.library.add(("decimal", "Decimal"))
                return code("Decimal({})", string(given))
            case "date-time":
                self.library.add(("datetime", "datetime"))
                return code("datetime.fromisoformat({})", string(given))
            case "date":
                self.library.add(("datetime", "date"))
                return code("date.fromisoformat({})", string(given))
            case "binary" | "byte":
                return code("b{}", string(given)) if given.isascii() else code('b""')
            case _:
                return string(given)

    def _express_component(self, type_id: TypeId, given: Any) -> Source:
        if type_id in self.canonical.enums:
            return self._express_enum(type_id, given)
        component = self.canonical.inputs[type_id]
        if "oneOf" in component:
            return self._express_union(component, given)
        if not isinstance(given, Mapping):
            raise NoSample(type_id)
        members = self.classes.names.members
        properties = component.get("properties", {})
        fields = [
            code("{}={}", identifier(members[type_id, name]), self.express(properties[name], item))
            for name, item in given.items()
            if name in properties
        ]
        return code(
            "{}({})", self._name(self.classes.type_name(type_id, "input")), join(", ", fields)
        )

    def _express_enum(self, type_id: TypeId, given: Any) -> Source:
        if isinstance(given, str) and type_id in self.classes.names.literals:
            return string(given)
        member = self.classes.names.members.get((type_id, _json(given)))
        if member is None:
            raise NoSample(type_id)
        return code(
            "{}.{}", self._name(self.classes.type_name(type_id, "input")), identifier(member)
        )

    def _express_union(self, component: Schema, given: Any) -> Source:
        discriminator = component.get("discriminator", {})
        tag = given.get(discriminator.get("propertyName")) if isinstance(given, Mapping) else None
        chosen = discriminator.get("mapping", {}).get(tag) or component["oneOf"][0]["$ref"]
        return self._express_component(TypeId(chosen), given)

    def _express_any(self, options: list[Schema], given: Any) -> Source:
        for option in options:
            if self._fits(option, given):
                return self.express(option, given)
        raise NoSample("anyOf")

    def _fits(self, slot: Schema, given: Any) -> bool:
        if "$ref" in slot:
            type_id = TypeId(slot["$ref"])
            if type_id in self.canonical.enums:
                return given in self.canonical.enums[type_id]["enum"]
            return isinstance(given, Mapping)
        return is_a(slot.get("type"), given)

    # --- the smallest value ---------------------------------------------------------------------

    def smallest(self, slot: Schema, name: str, depth: int = 0) -> Any:
        """The smallest value that a slot takes, or its example; `name` is what its text is made of."""
        if depth > _DEPTH:
            raise NoSample(name)
        example = _example(slot, slot)
        if example is not None:
            return example
        if "$ref" in slot:
            return self._minimal_component(TypeId(slot["$ref"]), depth)
        if "anyOf" in slot:
            return self.smallest(slot["anyOf"][0], name, depth + 1)
        match slot.get("type"):
            case "string":
                return _text(slot, name)
            case "integer" | "number":
                return max(slot.get("minimum", 1), 1)
            case "boolean":
                return True
            case "array":
                count = slot.get("minItems", 1)
                return [self.smallest(slot["items"], name, depth + 1)] * count
            case "object" | None:
                return {}
            case _:
                return None

    def _minimal_component(self, type_id: TypeId, depth: int) -> Any:
        if type_id in self.canonical.enums:
            return telling(self.canonical.enums[type_id]["enum"])[0]
        component = self.canonical.inputs[type_id]
        if "oneOf" not in component:
            return self._minimal_object(component, depth)
        first = component["oneOf"][0]["$ref"]
        return self._minimal_component(TypeId(first), depth + 1)

    def _minimal_object(self, component: Schema, depth: int) -> dict[str, Any]:
        properties = component.get("properties", {})
        return {
            name: self.smallest(properties[name], name, depth + 1)
            for name in properties
            if name in component.get("required", ())
        }

    # --- helpers --------------------------------------------------------------------------------

    def imports(self) -> tuple[Source, ...]:
        """The lines for `library`."""
        found = sorted(self.library)
        return tuple(code("from {} import {}", identifier(m), identifier(n)) for m, n in found)

    def written(self, operation_id: str) -> Mapping[str, Any]:
        """The Operation Object, in canonical form."""
        return operation_object(self.canonical, operation_id)

    def _name(self, name: str) -> Source:
        self.used.add(name)
        return identifier(name)


def telling(values: Sequence[Any]) -> list[Any]:
    """The values of an enum, last those that stand for none: by the custom of Protocol Buffers they come first."""
    return sorted(values, key=lambda one: _SAYS_NOTHING.search(str(one)) is not None)


def _first_media(content: Mapping[str, Any]) -> Mapping[str, Any]:
    return next(iter(content.values()), {})


def _example(holder: Mapping[str, Any], slot: Mapping[str, Any]) -> Any:
    """The first example written at a place, by OpenAPI 3.1 ("Example Object") or JSON Schema; None if there is none."""
    if "example" in holder:
        return holder["example"]
    examples = holder.get("examples")
    if isinstance(examples, Mapping):
        return next((e["value"] for e in examples.values() if "value" in e), None)
    for found in (examples, slot.get("examples")):
        if isinstance(found, list) and found:
            return found[0]
    return slot.get("const", slot.get("example"))


def _text(slot: Schema, name: str) -> str:
    text = _TEXT.get(slot.get("format", ""), name.replace(".", "-").replace("_", "-"))
    padded = text.ljust(slot.get("minLength", 0), "x")
    return padded[: slot.get("maxLength", len(padded))]


def _json(given: Any) -> str:
    return json.dumps(given, ensure_ascii=False)
