"""Core schemas that read JSON exactly: no text for a number, no `true` for 1, no date that is not written as one.

In: pydantic's core schemas of the types in answers. Out: such that take from JSON only what JSON Schema calls of that
type, all of it in Rust, and from Python what they took before. Refuses nothing: an unknown schema stays as it is.
"""

from __future__ import annotations

from enum import Enum
from typing import Any

from pydantic_core import CoreSchema, core_schema
from pydantic_core.core_schema import json_or_python_schema

_PARTS = ("schema", "items_schema", "values_schema")
_TEXTS = {
    "decimal": r"^-?(0|[1-9][0-9]*)(\.[0-9]+)?$",
    "date": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
    "datetime": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt]([0-9]{2}:){2}[0-9]{2}(\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})$",
}
"""What is written back digit for digit, or as the same instant (RFC 3339, 5.6); in Rust's regular expressions."""
ANY = core_schema.simple_ser_schema("any")
"""Writes what is there, also if it deviates: pydantic's own writer of integers turns `True` into 1."""

APART = object()
"""The validation context that refuses unknown fields called like attributes: `lenient` can tell the two apart."""


def make_exact(fields: dict[str, Any]) -> None:
    """Make a schema of a model's fields exact, in place; other models that it refers to see to themselves."""
    for field in fields["fields"].values():
        field["schema"] = exact(field["schema"])
    names = {n for n, f in fields["fields"].items() if f.get("validation_alias", n) != n}

    def check(key: str, info: core_schema.ValidationInfo) -> str:
        if info.context is APART and key in names:
            raise ValueError(f"{key} is the name of an attribute")
        return key

    if names:
        fields["extras_keys_schema"] = core_schema.with_info_plain_validator_function(check)


def exact(schema: Any) -> Any:
    """The schema of a slot, exact: all the way down to other models."""
    match schema["type"]:
        case "int":
            whole = _then(core_schema.float_schema(strict=True), schema)
            return json_or_python_schema(_first_of(schema, whole), schema, serialization=ANY)
        case "decimal" | "date" | "datetime" as kind:
            text = core_schema.str_schema(strict=True, pattern=_TEXTS[kind])
            return json_or_python_schema(_then(text, schema), schema)
        case "enum" if not all(isinstance(member.value, str) for member in schema["members"]):
            return json_or_python_schema(value_schema(schema["cls"]), schema)
        case "union":
            return {**schema, "choices": [exact(choice) for choice in schema["choices"]]}
        case "model":
            return schema
        case _:
            return {**schema, **{part: exact(schema[part]) for part in _PARTS if part in schema}}


def value_schema(enum: type[Enum]) -> CoreSchema:
    """The members of an enum by their values; `true` is not 1, and 1.0 is (JSON Schema 2020-12, 4.2.2)."""
    number = _first_of(core_schema.int_schema(strict=True), core_schema.float_schema(strict=True))
    truth, text = core_schema.bool_schema(strict=True), core_schema.str_schema(strict=True)
    kinds: dict[type, CoreSchema] = {bool: truth, int: number, float: number, str: text}
    members = {kind: [one for one in enum if type(one.value) is kind] for kind in kinds}
    choices = (_then(kinds[k], core_schema.enum_schema(enum, m)) for k, m in members.items() if m)
    return _first_of(*choices)


def _then(first: CoreSchema, schema: Any) -> CoreSchema:
    """What `schema` makes of that which `first` let through."""
    second: Any = {**schema, "strict": False}
    return core_schema.chain_schema([first, second])


def _first_of(*choices: CoreSchema) -> CoreSchema:
    return core_schema.union_schema(list(choices), mode="left_to_right")
