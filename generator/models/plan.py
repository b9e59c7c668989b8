"""What the modules will hold, before the engine runs.

In: `Canonical` and `Names`. Out: a `Plan`. Refuses nothing by itself; a missing name is a KeyError.

Every class, field and enum member gets a neutral name here (`SpAnswer3`, `sp_field_7`), under which the engine works;
`Plan.spelled` says what it becomes. So no name can fall together with one of the engine's own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.canonical import Canonical, Schema, Side, TypeId
from generator.literals import EMPTY, Source, code, docstring, identifier, join, string, value
from generator.models.slots import Marks, Slots, base_of, reference
from generator.models.words import describe, of_none
from generator.names import Names
from generator.naming.survey import checked_bodies

_INDENT = 4
_NOUNS = {"string": "text", "integer": "number"}


@dataclass(slots=True)
class Plan:
    """One run of the engine, and what is made of it."""

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


def plan(canonical: Canonical, names: Names) -> Plan:
    """Everything in the order of the document: enums, classes, unions."""
    return _Planner(canonical, names, Plan(), Marks()).run()


@dataclass(frozen=True, slots=True)
class _Planner:
    canonical: Canonical
    names: Names
    plan: Plan
    marks: Marks

    def run(self) -> Plan:
        enums = {type_id: f"SpEnum{number}" for number, type_id in enumerate(self.canonical.enums)}
        likes = {type_id: f"SpLike{number}" for number, type_id in enumerate(self.names.literals)}
        for type_id, neutral in enums.items():
            self._enum(type_id, neutral, likes.get(type_id))
        for side, components in self._sides():
            own = {type_id: f"Sp{side.capitalize()}{n}" for n, type_id in enumerate(components)}
            slots = Slots(side, self.canonical, {**enums, **own}, likes, self.marks)
            self._components(components, slots)
            if side == "input":
                self._bodies(slots)
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

    def _enum(self, type_id: TypeId, neutral: str, like: str | None) -> None:
        enum = self.canonical.enums[type_id]
        base = base_of(enum)
        members = [f"SP_MEMBER_{number}" for number in range(len(enum["enum"]))]
        for member, item in zip(members, enum["enum"], strict=True):
            own = self.names.members[type_id, json.dumps(item, ensure_ascii=False)]
            self.plan.spelled[f"{neutral}.{member}"] = own
        values: list[Any] = [number + 0.5 for number in range(len(members))]
        if base in ("string", "integer"):
            values = [f"v{n}" if base == "string" else n for n in range(len(members))]
        self.plan.schemas[neutral] = {
            "type": base if base in ("string", "integer") else "number",
            "enum": values,
            "x-enum-varnames": members,
        }
        side: Side = "answer" if (type_id, "answer") in self.names.types else "input"
        self.plan.spelled[neutral] = own = self.names.types[type_id, side]
        literals = {m: value(item) for m, item in zip(members, enum["enum"], strict=True)}
        self.plan.views[neutral] = {
            "head": _head(docstring(describe(enum, asks=False), indent=_INDENT)),
            "values": literals,
            "like": like or "",
            "like_doc": docstring(f"`{own}`, or its {_NOUNS.get(base, 'value')}.", indent=0),
            "literal": code("Literal[{}]", join(", ", literals.values())),
            "own": identifier(own),
            "renamed": self._old_members(neutral, own, members),
        }
        if like is not None:
            self.plan.spelled[like] = self.names.literals[type_id]
        self.plan.modules["models"].append(neutral)

    def _old_members(
        self, neutral: str, own: str, members: list[str]
    ) -> list[dict[str, Source | str]]:
        """Members by names of before: properties of a metaclass, since no type checker counts these as members."""
        found = []
        by_name = {self.plan.spelled[f"{neutral}.{member}"]: member for member in members}
        for number, alias in enumerate(self.names.renamed.of("member", own)):
            name = f"sp_old_{number}"
            self.plan.spelled[f"{neutral}.{name}"] = alias.name
            member = by_name[alias.new]
            found.append({"name": name, "member": member, "text": string(alias.said)})
        if found:
            self.plan.spelled[f"{neutral}.SpOldNames"] = f"_{own}OldNames"
        return found

    # --- classes and unions ---

    def _components(self, components: Mapping[TypeId, Schema], slots: Slots) -> None:
        module = self.plan.modules["models" if slots.side == "answer" else "inputs"]
        unions = []
        for type_id, component in components.items():
            neutral = slots.neutral[type_id]
            self.plan.spelled[neutral] = self.names.types[type_id, slots.side]
            if "oneOf" in component:
                unions.append(neutral)
                self._union(component, neutral, slots)
                continue
            module.append(neutral)
            fields = {wire: self.names.members[type_id, wire] for wire in component["properties"]}
            self._class(component, neutral, fields, slots)
        module += unions

    def _bodies(self, slots: Slots) -> None:
        """The types of bodies that are no objects."""
        for operation, slot in checked_bodies(self.canonical).items():
            neutral = f"SpBody{len(self.plan.modules['inputs'])}"
            self.plan.spelled[neutral] = self.names.body_types[operation]
            schema, limits = slots.field(slot, nullable=False)
            self.plan.schemas[neutral] = schema
            self.plan.views[neutral] = {"head": []}
            if limits:
                self.plan.views[neutral]["marks"] = code("Field({})", join(", ", limits))
            self.plan.modules["inputs"].append(neutral)

    def _union(self, component: Schema, neutral: str, slots: Slots) -> None:
        members = [TypeId(option["$ref"]) for option in component["oneOf"]]
        options = [reference(slots.neutral[type_id]) for type_id in members]
        if slots.side == "answer":
            options.append(self.marks.mark(code("UnknownVariant")))
        self.plan.schemas[neutral] = {"anyOf": options}
        discriminator = component.get("discriminator", {})
        cases = {tag: TypeId(type_id) for tag, type_id in discriminator.get("mapping", {}).items()}
        for type_id in members:
            if type_id not in cases.values():
                cases[type_id.rsplit("/", 1)[-1]] = type_id
        items = [
            code("{}: {}", string(tag), identifier(slots.neutral[type_id]))
            for tag, type_id in cases.items()
        ]
        tag = string(discriminator.get("propertyName", ""))
        self.plan.views[neutral] = {
            "marks": code("variants({}, {{{}}})", tag, join(", ", items)),
            "head": _head(docstring(describe(component, asks=slots.side == "input"), indent=0)),
        }

    def _class(
        self, component: Schema, neutral: str, fields: Mapping[str, str], slots: Slots
    ) -> None:
        if len(set(fields.values())) < len(fields):
            raise AssertionError(f"two fields of one name in {self.plan.spelled[neutral]}")
        required = set(component.get("required", ()))
        schemas, views = {}, {}
        for number, (wire, slot) in enumerate(component["properties"].items()):
            name = f"sp_field_{number}"
            self.plan.spelled[f"{neutral}.{name}"] = fields[wire]
            schemas[name], views[name] = _field(
                slot, slots, alias=wire if wire != fields[wire] else None, needed=wire in required
            )
        keywords = self._old_fields(component, neutral, views)
        doc = docstring(describe(component, asks=slots.side == "input"), indent=_INDENT)
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
            "input_keywords": keywords if slots.side == "input" else EMPTY,
            "answer_keywords": keywords if slots.side == "answer" else EMPTY,
            "takes": slots.side == "input",
        }

    def _old_fields(
        self, component: Schema, neutral: str, views: Mapping[str, dict[str, Any]]
    ) -> Source:
        """Put the names of before beside their fields; return those that are keywords too.

        These are as the runtime takes them: `{"note": ("Order.note", "remark")}`. What is a field's name on the wire
        is taken anyway.
        """
        own = self.plan.spelled[neutral]
        fields = {self.plan.spelled[f"{neutral}.{name}"]: view for name, view in views.items()}
        keywords = []
        for number, alias in enumerate(self.names.renamed.of("member", own)):
            name = f"sp_old_{number}"
            self.plan.spelled[f"{neutral}.{name}"] = alias.name
            old = {"name": name, "text": string(alias.said)}
            fields[alias.new]["renamed"].append(old)
            if alias.name not in component["properties"]:
                texts = map(string, (alias.name, alias.old, alias.new))
                keywords.append(code("{}: ({}, {})", *texts))
        return code("{{{}}}", join(", ", keywords)) if keywords else EMPTY

    def _extras(self, component: Schema, slots: Slots) -> list[Source]:
        """Answers always take further fields; requests where the document says so.

        `true` stands where it says nothing of them.
        """
        entries = component.get("additionalProperties", True)
        if slots.side == "answer" or not isinstance(entries, Mapping):
            return []
        lines = [code('model_config = ConfigDict(extra="allow")')]
        if entries:
            extras = code("__pydantic_extra__: {}", identifier(slots.entries(entries)))
            lines.append(code("if not TYPE_CHECKING:\n        {}", extras))
        return lines


def _field(
    slot: Schema, slots: Slots, *, alias: str | None, needed: bool
) -> tuple[Schema, dict[str, Any]]:
    asks = slots.side == "input"
    schema, limits = slots.field(slot, nullable=not needed and not asks)
    named = [code("alias={}", string(alias))] if alias is not None else []
    default = code(" = MISSING") if asks else code(" = None")
    none = of_none(slot, needed=needed) if asks else ""
    return schema, {
        "args": join(", ", [*named, *limits]),
        "missing": code(" | Missing") if asks and not needed else "",
        "default": "" if needed else default,
        "doc": docstring(describe(slot, asks=asks, none=none), indent=_INDENT),
        "renamed": [],
    }


def _head(doc: Source) -> list[Source]:
    return [doc] if doc else []
