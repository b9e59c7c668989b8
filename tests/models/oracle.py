"""Another way from schemas to types, to compare the generated classes with.

In: `Canonical`, `Names` and the imported modules. Out: lines that say where a class differs from its
schema. Knows nothing of the engine, of templates, or of `generator.models`.
"""

from __future__ import annotations

import enum
import types
import typing
from collections.abc import Iterator
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from generator.canonical import Canonical, Schema, Side, TypeId
from generator.names import Names

Shape = Any
_SCALARS = {"string": {"str"}, "integer": {"int"}, "boolean": {"bool"}, "number": {"int", "float"}}
_RICH = {"date-time": "datetime", "date": "date", "decimal": "Decimal"}


def differences(
    made: Canonical, names: Names, models: types.ModuleType, inputs: types.ModuleType
) -> Iterator[str]:
    sides: list[tuple[Side, Any, types.ModuleType]] = [
        ("answer", made.answers, models),
        ("input", made.inputs, inputs),
    ]
    for side, components, module in sides:
        for type_id, component in components.items():
            if "oneOf" in component:
                continue
            model = getattr(module, names.types[type_id, side])
            model.model_rebuild()
            yield from _fields(made, names, side, type_id, component, model)


def _fields(
    made: Canonical,
    names: Names,
    side: Side,
    type_id: TypeId,
    component: Schema,
    model: type[BaseModel],
) -> Iterator[str]:
    properties = component["properties"]
    expected_names = {names.members[type_id, wire]: wire for wire in properties}
    if list(model.model_fields) != list(expected_names):
        yield f"{model.__name__}: {list(model.model_fields)} are not {list(expected_names)}"
        return
    for name, wire in expected_names.items():
        field, slot = model.model_fields[name], properties[wire]
        where, needed = f"{model.__name__}.{name}", wire in component.get("required", ())
        if (field.alias or name if field.alias is None else field.alias) != wire:
            yield f"{where}: alias {field.alias!r}, not {wire!r}"
        if field.is_required() != needed:
            yield f"{where}: required is {field.is_required()}"
        found = set(_shape(field.annotation))
        wanted = set(_wanted(slot, made, names, side))
        if not needed:
            wanted |= {"None"} if side == "answer" else {"Missing"}
        if "Any" in wanted and side == "answer":
            found, wanted = found - {"None"}, wanted - {"None"}
        if found != wanted:
            yield f"{where}: {sorted(map(str, found))}, not {sorted(map(str, wanted))}"


def _wanted(slot: Schema, made: Canonical, names: Names, side: Side) -> Iterator[Shape]:
    if "anyOf" in slot:
        for option in slot["anyOf"]:
            yield from _wanted(option, made, names, side)
    elif "$ref" in slot:
        yield from _referred(TypeId(slot["$ref"]), made, names, side)
    elif "const" in slot:
        yield from [("const", slot["const"])] if side == "input" else _SCALARS[slot["type"]]
    elif slot.get("type") == "array":
        yield "list", frozenset(_wanted(slot.get("items", {}), made, names, side))
    elif slot.get("type") == "object":
        yield "dict", frozenset(_wanted(slot.get("additionalProperties", {}), made, names, side))
    elif slot.get("type") == "null":
        yield "None"
    elif slot.get("format") in _RICH and slot["type"] == "string":
        yield _RICH[slot["format"]]
    elif slot.get("format") == "binary" and side == "input":
        yield "bytes"
    else:
        yield from _SCALARS[slot["type"]] if "type" in slot else {"Any"}


def _referred(type_id: TypeId, made: Canonical, names: Names, side: Side) -> Iterator[Shape]:
    component = {**made.enums, **(made.answers if side == "answer" else made.inputs)}[type_id]
    if "oneOf" in component:
        for option in component["oneOf"]:
            yield names.types[TypeId(option["$ref"]), side]
        if side == "answer":
            yield "UnknownVariant"
        return
    yield names.types[type_id, side]
    if "enum" in component:
        values = component["enum"]
        kinds = {type(value).__name__ for value in values}
        if side == "answer":
            yield from (
                kinds
                if len(kinds) == 1 and kinds != {"float"}
                else ({"int", "float"} if kinds <= {"int", "float"} else {"Any"})
            )
        elif kinds in ({"str"}, {"int"}):
            yield from (("const", value) for value in values)


def _shape(annotation: Any) -> Iterator[Shape]:
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        yield from _shape(parts[0])
    elif origin in (Union, types.UnionType):
        for part in parts:
            yield from _shape(part)
    elif origin in (list, dict):
        yield origin.__name__, frozenset(_shape(parts[-1]))
    elif origin is typing.Literal:
        yield from (("const", part) for part in parts)
    elif annotation in (None, type(None)):
        yield "None"
    elif annotation is Any:
        yield "Any"
    elif isinstance(annotation, (type, enum.EnumMeta)):
        name = annotation.__name__
        yield "datetime" if name == "AwareDatetime" else name
    else:
        yield "Missing" if repr(annotation) == "MISSING" else repr(annotation)
