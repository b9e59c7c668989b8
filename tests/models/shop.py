"""One API with everything in it that the model modules must get right."""

from __future__ import annotations

from typing import Any

from generator.canonical import Canonical
from tests.models.making import canonical, obj, ref

TEXT = {"type": "string"}
DECIMAL = {"type": "string", "format": "decimal"}
TIME = {"type": "string", "format": "date-time"}
DATE = {"type": "string", "format": "date"}
NULL = {"type": "null"}


def enum(values: list[Any], members: str, **more: Any) -> dict[str, Any]:
    return {"enum": values, "x-enum-varnames": members.split(), **more}


def many(item: Any, **limits: int) -> dict[str, Any]:
    return {"type": "array", "items": item, **limits}


def pets(description: str) -> dict[str, Any]:
    mapping = {"cat": ref("Cat")["$ref"], "dog": ref("Dog")["$ref"]}
    return {
        "oneOf": [ref("Cat"), ref("Dog")],
        "discriminator": {"propertyName": "petType", "mapping": mapping},
        "description": description,
    }


ENUMS = {
    "Status": enum(["draft", "confirmed", "cancelled"], "DRAFT CONFIRMED CANCELLED"),
    "Order": enum(["ASC", "asc"], "ASC ASC_2"),
    "Size": enum([1, 2], "ONE TWO", type="integer"),
    "Ratio": enum([0.5, 1.5], "HALF MORE"),
    "Mix": enum([1, True, "a"], "ONE YES A"),
}
ADDRESS = obj(
    country={"anyOf": [TEXT, NULL]},
    addressLine={"type": "string", "maxLength": 150, "description": "The main line."},
    streetAddress=ref("Street"),
    status=ref("Status"),
)
STREET = obj(number=TEXT)
STATUSES = many(ref("Status"), minItems=1)

ANSWERS = {
    "Address": {
        **ADDRESS,
        "properties": {**ADDRESS["properties"], "fullName": {**TEXT, "readOnly": True}},
    },
    "Street": STREET,
    "Sale": obj(
        "id nullable",
        id=TEXT,
        nullable={"anyOf": [{"type": "number"}, NULL]},
        status=ref("Status"),
        statusOrText={"anyOf": [ref("Status"), TEXT, NULL]},
        statuses=STATUSES,
        statusOrMany={"anyOf": [ref("Status"), STATUSES]},
        byStatus={"type": "object", "additionalProperties": ref("Status")},
        sortOrder=ref("Order"),
        size=ref("Size"),
        ratio=ref("Ratio"),
        mix=ref("Mix"),
        total=DECIMAL,
        createdDate={**TIME, "description": "When it was made.", "deprecated": True},
        date=DATE,
        dueDate=DATE,
        number={"type": "number", "minimum": 3},
        count={"type": "integer"},
        address=ref("Address"),
        pet=ref("Pet"),
        pets={"anyOf": [many(ref("Pet")), NULL]},
        anything={},
        extended={"type": "object", "additionalProperties": {}},
        parts={"type": "object", "additionalProperties": ref("Sale")},
        fixed={"type": "string", "const": "sale"},
        tags=many({"type": "string", "maxLength": 3}, minItems=1),
        email={"type": "string", "format": "email"},
        uuid={"type": "string", "format": "uuid"},
        file={"type": "string", "format": "binary"},
        lines={"type": "string", "description": 'Says """quotes""" \\ and\n\nmore.'},
    ),
    "Cat": obj("petType", petType=TEXT, friend=ref("Pet")),
    "Dog": obj(petType={"type": "string", "const": "dog"}, lives={"type": "integer"}),
    "Pet": pets("A pet."),
    "Empty": {**obj(), "description": "Nothing."},
    "Bare": obj(),
}
INPUTS = {
    "Address": ADDRESS,
    "Street": STREET,
    "Sale": obj(
        "count",
        count={"type": "integer", "minimum": 1, "maximum": 9},
        status=ref("Status"),
        size=ref("Size"),
        sizes=many(ref("Size")),
        total=DECIMAL,
        at={"anyOf": [TIME, NULL]},
        day=DATE,
        address=ref("Address"),
        tags=many({"type": "string", "maxLength": 3}, minItems=1, maxItems=2),
        grid=many(STATUSES),
        number={"type": "number", "exclusiveMinimum": 0},
        even={"type": "integer", "multipleOf": 2},
        step={"type": "number", "multipleOf": 0.01},
        code={"anyOf": [{"type": "string", "pattern": "^[A-Z]+$"}, NULL]},
        odd={"type": "string", "pattern": "^(?=a)a$"},
        flag={"type": "boolean"},
        pet=ref("Pet"),
        fixed={"type": "string", "const": "sale"},
        anything={},
        file={"type": "string", "format": "binary"},
        extended={"type": "object", "additionalProperties": {}, "maxProperties": 2},
        textOrCount={"anyOf": [{"type": "string", "maxLength": 3}, {"type": "integer"}]},
        kept={**TEXT, "default": "x"},
    ),
    "Cat": obj("petType", petType=TEXT),
    "Dog": obj(petType=TEXT, lives={"type": "integer", "maximum": 9}),
    "Pet": pets("A pet."),
    "Labels": {**obj(a=TEXT), "additionalProperties": {"type": "integer"}},
    "Open": {**obj(a=TEXT), "additionalProperties": {}},
    "Parameters": obj(
        "path.order.id",
        **{"path.order.id": TEXT, "query.limit": {"type": "integer", "maximum": 5}},
    ),
}


def shop() -> Canonical:
    return canonical(enums=ENUMS, answers=ANSWERS, inputs=INPUTS)
