"""Slots of the canonical form to the schemas that the engine gets, and what it cannot say.

In: slots of one side. Out: schemas without spec text; what stands for a *mark* in them is kept in
`Marks` and put in afterwards. Refuses: a reference to a component that the side does not have.

    {"type": "string", "maxLength": 5}, in a list    mark: Annotated[str, Field(max_length=5)]
    {"$ref": an enum}, in an answer                  mark: Annotated[E | str, Field(union_mode="left_to_right")]
    {"type": "array", "minItems": 1}, in a list      box: its own component, which the engine resolves, inlined again
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.canonical import Canonical, Schema, Side, TypeId, json_type
from generator.literals import EMPTY, Source, code, identifier, join, value
from generator.models.limits import arguments

OPEN = code('union_mode="left_to_right"')
_SCALARS: Mapping[str, Schema] = {
    "string": {"type": "string"},
    "integer": {"type": "integer"},
    "boolean": {"type": "boolean"},
    "null": {"type": "null"},
    "number": {"anyOf": [{"type": "integer"}, {"type": "number"}]},
}
_PLAIN = {
    "string": code("str"),
    "integer": code("int"),
    "boolean": code("bool"),
    "number": code("int | float"),
    "mixed": code("Any"),
}
_FORMATS: Mapping[tuple[Side, str], Source] = {
    ("answer", "date-time"): code("datetime"),
    ("answer", "date"): code("date"),
    ("answer", "decimal"): code("DecimalText"),
    ("input", "date-time"): code("DateTimeText"),
    ("input", "date"): code("DateText"),
    ("input", "decimal"): code("DecimalText"),
    ("input", "binary"): code("bytes"),
}


@dataclass(slots=True)
class Marks:
    """What the engine does not see: neutral names to the text that replaces them."""

    texts: dict[str, Source] = field(default_factory=dict)
    boxes: dict[str, tuple[Schema, Source]] = field(default_factory=dict)
    """Neutral name to the engine's schema and the arguments of `Field`, if any."""
    _known: dict[Source, str] = field(default_factory=dict)

    def mark(self, text: Source) -> Schema:
        """An engine schema whose type is `text`."""
        name = self._known.setdefault(text, f"SpMark{len(self._known)}")
        self.texts[name] = text
        return {"customTypePath": f"marks.{name}"}

    def box(self, schema: Schema, limits: Source) -> str:
        """The neutral name of a type that stands where no field can say its limits."""
        name = f"SpBox{len(self.boxes)}"
        self.boxes[name] = (schema, limits)
        return name


def reference(name: str) -> Schema:
    """An engine schema that refers to the component with this neutral name."""
    return {"$ref": f"#/components/schemas/{name}"}


def base_of(enum: Schema) -> str:
    """The JSON type of all values of an enum; `mixed` where they have several."""
    kinds = {json_type(item) for item in enum["enum"]}
    if kinds == {"integer", "number"}:
        return "number"
    only = kinds.pop() if len(kinds) == 1 else "mixed"
    return only if only in _PLAIN else "mixed"


@dataclass(frozen=True, slots=True)
class Slots:
    """One side's view of slots. `neutral` names its components, `likes` the enum aliases that requests take."""

    side: Side
    canonical: Canonical
    neutral: Mapping[TypeId, str]
    likes: Mapping[TypeId, str]
    marks: Marks

    def field(self, slot: Schema, *, nullable: bool) -> tuple[Schema, list[Source]]:
        """The engine's schema of a property, and the arguments of its `Field`."""
        options, null = alternatives(slot)
        asks = self.side == "input"
        limits = arguments(options[0]) if asks and len(options) == 1 else []
        if self._is_open(options):
            schemas, limits = self._opened(options), [OPEN]
        elif len(options) == 1:
            schemas = [self._bare(options[0])]
        else:
            schemas = [self.inner(option) for option in options]
        return _any_of(schemas, nullable=nullable or null), limits

    def inner(self, slot: Schema) -> Schema:
        """The engine's schema of a slot inside another one, which must carry its limits itself."""
        options, null = alternatives(slot)
        if len(options) != 1 or null:
            return _any_of([self.inner(option) for option in options], nullable=null)
        limits = arguments(slot) if self.side == "input" else []
        bare = self._bare(slot)
        if not limits:
            return bare
        said = join(", ", limits)
        if slot.get("type") in ("array", "object"):
            return reference(self.marks.box(bare, said))
        return self.marks.mark(code("Annotated[{}, Field({})]", self._scalar_text(slot), said))

    def entries(self, slot: Schema) -> str:
        """The neutral name of the type of fields that have no name."""
        schema = {"type": "object", "additionalProperties": self.inner(slot)}
        return self.marks.box(schema, EMPTY)

    def _bare(self, slot: Schema) -> Schema:
        if "$ref" in slot:
            return self._reference(TypeId(slot["$ref"]))
        if "const" in slot:
            return self._const(slot["const"])
        match slot.get("type"):
            case "array":
                return {"type": "array", "items": self.inner(slot.get("items", {}))}
            case "object":
                entries = slot.get("additionalProperties", {})
                entries = entries if isinstance(entries, Mapping) else {}
                return {"type": "object", "additionalProperties": self.inner(entries)}
            case str() as kind:
                rich = _FORMATS.get((self.side, slot.get("format", "")))
                if kind == "string" and rich is not None:
                    return self.marks.mark(rich)
                return _SCALARS[kind]
            case _:
                return {}

    def _scalar_text(self, slot: Schema) -> Source:
        rich = _FORMATS.get((self.side, slot.get("format", "")))
        return rich if slot["type"] == "string" and rich is not None else _PLAIN[slot["type"]]

    def _reference(self, type_id: TypeId) -> Schema:
        enum = self.canonical.enums.get(type_id)
        if enum is None:
            return reference(self.neutral[type_id])
        name = identifier(self.neutral[type_id])
        if self.side == "answer":
            base = base_of(enum)
            if base == "mixed":
                name = code("Annotated[{}, value_of({})]", name, name)
            text = code("Annotated[{} | {}, Field({})]", name, _PLAIN[base], OPEN)
            return self.marks.mark(text)
        if type_id in self.likes:
            return self.marks.mark(identifier(self.likes[type_id]))
        return self.marks.mark(code("Annotated[{}, value_of({})]", name, name))

    def _const(self, const: Any) -> Schema:
        """Requests send exactly this; answers may bring another value of its type one day."""
        if const is None:
            return _SCALARS["null"]
        if self.side == "answer" or isinstance(const, float):
            return _SCALARS[json_type(const)]
        return self.marks.mark(code("Literal[{}]", value(const)))

    # --- enums in answers, which know not all their values ---

    def _is_open(self, options: list[Schema]) -> bool:
        """Enums of one type, and perhaps that type itself: `E | str`, said once for the whole field."""
        if self.side == "input":
            return False
        enums = [self.canonical.enums.get(option.get("$ref")) for option in options]  # type: ignore[arg-type]
        bases = {base_of(enum) for enum in enums if enum is not None}
        others = [option for option, enum in zip(options, enums, strict=True) if enum is None]
        return (
            len(bases) == 1
            and "mixed" not in bases
            and all(
                set(option) - _ANNOTATIONS == {"type"} and option["type"] in bases
                for option in others
            )
        )

    def _opened(self, options: list[Schema]) -> list[Schema]:
        ids = [TypeId(option["$ref"]) for option in options if "$ref" in option]
        known = [reference(self.neutral[type_id]) for type_id in ids]
        return [*known, _SCALARS[base_of(self.canonical.enums[ids[0]])]]


_ANNOTATIONS = frozenset(
    (
        "description",
        "deprecated",
        "default",
        "examples",
        "example",
        "readOnly",
        "writeOnly",
        "title",
    )
)


def alternatives(slot: Schema) -> tuple[list[Schema], bool]:
    """The alternatives of a slot without null, and whether null is one of them."""
    options = list(slot["anyOf"]) if "anyOf" in slot else [slot]
    others = [option for option in options if option.get("type") != "null"]
    return others or [{"type": "null"}], len(others) < len(options)


def _any_of(schemas: list[Schema], *, nullable: bool) -> Schema:
    """Alternatives, each once; whatever stands beside any value is part of it."""
    flat = [part for schema in schemas for part in schema.get("anyOf", [schema])]
    parts: list[Schema] = [part for number, part in enumerate(flat) if part not in flat[:number]]
    if {} in parts:
        return {}
    null = nullable or _SCALARS["null"] in parts
    parts = [part for part in parts if part != _SCALARS["null"]]
    if null:
        parts.append(_SCALARS["null"])
    return parts[0] if len(parts) == 1 else {"anyOf": parts}
