"""What the modules will hold, before the engine runs: JSON values only, so that it can be hashed.

In: `Canonical` and `Names`. Out: a `Plan`. Refuses nothing by itself; a missing name is a KeyError.

Every class, field and enum member gets a neutral name here (`SpType3`, `sp_field_7`), under which the engine works;
`Plan.spelled` says what it becomes. So no name can fall together with one of the engine's own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.canonical import Canonical, Schema, Side, TypeId
from generator.literals import Source, code, docstring, identifier, join, string, value
from generator.models.slots import Marks, Slots, base_of, reference
from generator.models.words import describe
from generator.names import Names

_INDENT = 4


@dataclass(slots=True)
class Plan:
    """One run of the engine, and what is made of it."""

    package: str
    schemas: dict[str, Schema] = field(default_factory=dict)
    """Neutral name to the engine's schema."""
    views: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Neutral name to what the templates need besides."""
    spelled: dict[str, str] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)
    boxes: dict[str, str] = field(default_factory=dict)
    """Neutral name of a box to the arguments of its `Field`."""
    modules: dict[str, list[str]] = field(default_factory=lambda: {"models": [], "inputs": []})
    """Module to the neutral names of what it defines, in order."""


def plan(canonical: Canonical, names: Names, package: str) -> Plan:
    """Everything in the order of the document: enums, classes, unions; parameters last."""
    return _Planner(canonical, names, Plan(package), Marks()).run()


@dataclass(frozen=True, slots=True)
class _Planner:
    canonical: Canonical
    names: Names
    plan: Plan
    marks: Marks

    def run(self) -> Plan:
        enums = {id: f"SpEnum{number}" for number, id in enumerate(self.canonical.enums)}
        likes = {id: f"SpLike{number}" for number, id in enumerate(self.names.literals)}
        for id, neutral in enums.items():
            self._enum(id, neutral, likes.get(id))
        for side, components in self._sides():
            neutral = {id: f"Sp{side.capitalize()}{n}" for n, id in enumerate(components)}
            slots = Slots(side, self.canonical, {**enums, **neutral}, likes, self.marks)
            self._components(components, slots)
            if side == "input":
                self._parameters(slots)
        for name, (schema, limits) in self.marks.boxes.items():
            self.plan.schemas[name] = schema
            self.plan.views[name] = {"head": []}
            self.plan.boxes[name] = limits
        self.plan.marks.update(self.marks.texts)
        return self.plan

    def _sides(self) -> Iterator[tuple[Side, Mapping[TypeId, Schema]]]:
        yield "answer", self.canonical.answers
        yield "input", self.canonical.inputs

    # --- enums ---

    def _enum(self, id: TypeId, neutral: str, like: str | None) -> None:
        enum = self.canonical.enums[id]
        base = base_of(enum)
        members = [f"SP_MEMBER_{number}" for number in range(len(enum["enum"]))]
        for member, item in zip(members, enum["enum"], strict=True):
            own = self.names.members[id, json.dumps(item, ensure_ascii=False)]
            self.plan.spelled[f"{neutral}.{member}"] = own
        values: list[Any] = [number + 0.5 for number in range(len(members))]
        if base in ("string", "integer"):
            values = [f"v{n}" if base == "string" else n for n in range(len(members))]
        self.plan.schemas[neutral] = {
            "type": base if base in ("string", "integer") else "number",
            "enum": values,
            "x-enum-varnames": members,
        }
        literals = {m: value(item) for m, item in zip(members, enum["enum"], strict=True)}
        self.plan.views[neutral] = {
            "head": _head(docstring(describe(enum), indent=_INDENT)),
            "values": literals,
            "like": like,
            "literal": code("Literal[{}]", join(", ", literals.values())),
        }
        side: Side = "answer" if (id, "answer") in self.names.types else "input"
        self.plan.spelled[neutral] = self.names.types[id, side]
        if like is not None:
            self.plan.spelled[like] = self.names.literals[id]
        self.plan.modules["models"].append(neutral)

    # --- classes and unions ---

    def _components(self, components: Mapping[TypeId, Schema], slots: Slots) -> None:
        module = self.plan.modules["models" if slots.side == "answer" else "inputs"]
        unions = []
        for id, component in components.items():
            neutral = slots.neutral[id]
            self.plan.spelled[neutral] = self.names.types[id, slots.side]
            if "oneOf" in component:
                unions.append(neutral)
                self._union(component, neutral, slots)
                continue
            module.append(neutral)
            fields = {wire: self.names.members[id, wire] for wire in component["properties"]}
            self._class(component, neutral, fields, slots)
        module += unions

    def _union(self, component: Schema, neutral: str, slots: Slots) -> None:
        members = [TypeId(option["$ref"]) for option in component["oneOf"]]
        options = [reference(slots.neutral[id]) for id in members]
        if slots.side == "answer":
            options.append(self.marks.mark(code("UnknownVariant")))
        self.plan.schemas[neutral] = {"anyOf": options}
        discriminator = component.get("discriminator", {})
        cases = {tag: TypeId(id) for tag, id in discriminator.get("mapping", {}).items()}
        for id in members:
            if id not in cases.values():
                cases[id.rsplit("/", 1)[-1]] = id
        items = [
            code("{}: {}", string(tag), identifier(slots.neutral[id])) for tag, id in cases.items()
        ]
        tag = string(discriminator.get("propertyName", ""))
        self.plan.views[neutral] = {
            "marks": code("variants({}, {{{}}})", tag, join(", ", items)),
            "head": _head(docstring(describe(component), indent=0)),
        }

    def _class(
        self, component: Schema, neutral: str, fields: Mapping[str, str], slots: Slots
    ) -> None:
        required = set(component.get("required", ()))
        schemas, views = {}, {}
        for number, (wire, slot) in enumerate(component["properties"].items()):
            name = f"sp_field_{number}"
            self.plan.spelled[f"{neutral}.{name}"] = fields[wire]
            schemas[name], views[name] = _field(
                slot, slots, alias=wire if wire != fields[wire] else None, needed=wire in required
            )
        doc = docstring(describe(component), indent=_INDENT)
        head = [*_head(doc), *self._extras(component, slots)]
        self.plan.schemas[neutral] = {
            "type": "object",
            "properties": schemas,
            "required": list(schemas),
        }
        self.plan.views[neutral] = {
            "base": slots.side.capitalize(),
            "head": head if head or schemas else [code("pass")],
            "fields": views,
        }

    def _extras(self, component: Schema, slots: Slots) -> list[Source]:
        """Requests take further fields only where the document says so; answers always do."""
        if slots.side == "answer" or component.get("additionalProperties", False) is False:
            return []
        return [code('model_config = ConfigDict(extra="allow")')]

    # --- parameters ---

    def _parameters(self, slots: Slots) -> None:
        """A class for the parameters of each operation that has other ones than plain texts."""
        for operation_id, operation in _operations(self.canonical.document):
            name = self.names.parameter_models.get(operation_id)
            parameters = {f"{p['in']}.{p['name']}": p for p in operation.get("parameters", ())}
            component = {
                "description": f"The parameters of `{operation_id}`.",
                "properties": {key: _parameter_slot(p) for key, p in parameters.items()},
                "required": [key for key, p in parameters.items() if p.get("required")],
            }
            if name is None or all(_is_text(slot) for slot in component["properties"].values()):
                continue
            neutral = f"SpParameters{len(self.plan.modules['inputs'])}"
            self.plan.spelled[neutral] = name
            self.plan.modules["inputs"].append(neutral)
            fields = {
                key: self.names.arguments[operation_id, p["in"], p["name"]]
                for key, p in parameters.items()
            }
            self._class(component, neutral, fields, slots)


def _field(
    slot: Schema, slots: Slots, *, alias: str | None, needed: bool
) -> tuple[Schema, dict[str, Any]]:
    asks = slots.side == "input"
    schema, own, limits = slots.field(slot, nullable=not needed and not asks)
    named = [code("alias={}", string(alias))] if alias is not None else []
    default = code(" = MISSING") if asks else code(" = None")
    return schema, {
        "args": join(", ", [*named, *limits]),
        "missing": code(" | Missing") if asks and not needed else "",
        "default": "" if needed else default,
        "doc": docstring(describe(slot, own), indent=_INDENT),
    }


def _head(doc: Source) -> list[Source]:
    return [doc] if doc else []


def _operations(document: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for path, item in document.get("paths", {}).items():
        for method in "get put post delete options head patch trace query".split():
            if isinstance(operation := item.get(method), Mapping):
                yield operation.get("operationId") or f"{method.upper()} {path}", operation


def _parameter_slot(parameter: Mapping[str, Any]) -> Schema:
    """The slot of a parameter, whichever way it is described, with the parameter's own words."""
    contents = [media["schema"] for media in parameter.get("content", {}).values() if "schema" in media]
    slot = dict(parameter.get("schema") or (contents[0] if contents else {}))
    return slot | {key: parameter[key] for key in ("description", "deprecated") if key in parameter}


def _is_text(slot: Schema) -> bool:
    said = set(slot) & {"type", "format", "minLength", "maxLength", "pattern", "const"}
    return said == {"type"} and slot["type"] == "string"
