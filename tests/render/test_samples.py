"""Examples as Python: documented ones, and the smallest that are allowed."""

from __future__ import annotations

import ast
import dataclasses
from typing import Any

import pytest

from generator import ir
from generator.canonical import TypeId
from generator.views.samples import NoSample, Samples
from generator.views.scope import Classes
from tests.render import tiny

NODE = TypeId("#/components/schemas/Node")
SHAPE = TypeId("#/components/schemas/Shape")
PLACE = TypeId("#/components/schemas/Place")
SCHEMAS: dict[TypeId, Any] = {
    **tiny.INPUT_SCHEMAS,
    NODE: {"type": "object", "properties": {"next": {"$ref": NODE}}, "required": ["next"]},
    PLACE: {
        "type": "object",
        "properties": {
            "kind": {"type": "string", "const": "place"},
            "at": {"type": "string", "format": "date-time"},
        },
        "required": ["kind", "at"],
    },
    SHAPE: {
        "oneOf": [{"$ref": tiny.UPDATE}, {"$ref": PLACE}],
        "discriminator": {"propertyName": "kind", "mapping": {"place": PLACE}},
    },
}
TEXT = {"type": "string"}
NULL = {"type": "null"}


@pytest.fixture
def samples() -> Samples:
    names = dataclasses.replace(
        tiny.NAMES,
        types={**tiny.NAMES.types, (NODE, "input"): "Node", (PLACE, "input"): "Place"},
        members={**tiny.NAMES.members, (PLACE, "kind"): "kind", (PLACE, "at"): "at"},
    )
    canonical = dataclasses.replace(tiny.canonical(tiny.API), inputs=SCHEMAS)
    return Samples(canonical, Classes(names, {}))


@pytest.mark.parametrize(
    ("slot", "given", "wanted"),
    [
        (TEXT, 'a"b', '"a\\"b"'),
        ({"type": "number"}, 1.5, "1.5"),
        ({"type": "array", "items": TEXT}, ["a"], '["a"]'),
        ({"type": "object", "additionalProperties": TEXT}, {"a": "b"}, '{"a": "b"}'),
        ({"type": "string", "format": "decimal"}, "18.00", 'Decimal("18.00")'),
        ({"type": "string", "format": "date"}, "2026-01-31", 'date.fromisoformat("2026-01-31")'),
        ({"type": "string", "format": "binary"}, "x", 'b"x"'),
        ({"anyOf": [TEXT, NULL]}, None, "None"),
        ({"anyOf": [{"type": "integer"}, TEXT]}, "a", '"a"'),
        ({"$ref": tiny.STATUS}, "done", '"done"'),
        ({"$ref": tiny.UPDATE}, {"note": None, "unknown": 1}, "OrderUpdate(note=None)"),
        (
            {"$ref": SHAPE},
            {"kind": "place", "at": "2026-01-31T12:00:00Z"},
            'Place(kind="place", at=datetime.fromisoformat("2026-01-31T12:00:00Z"))',
        ),
        ({}, {"a": [None, True]}, '{"a": [None, True]}'),
    ],
    ids=str,
)
def test_a_documented_value(samples: Samples, slot: Any, given: Any, wanted: str) -> None:
    assert samples.express(slot, given) == wanted
    ast.parse(wanted)


@pytest.mark.parametrize(
    ("slot", "wanted"),
    [
        (TEXT, '"order-id"'),
        ({**TEXT, "minLength": 12}, '"order-idxxxx"'),
        ({**TEXT, "maxLength": 2}, '"or"'),
        ({**TEXT, "format": "email"}, '"name@example.com"'),
        ({**TEXT, "examples": ["mine"]}, '"mine"'),
        ({"type": "integer", "minimum": 5}, "5"),
        ({"type": "array", "items": TEXT, "minItems": 2}, '["order-id", "order-id"]'),
        ({"$ref": tiny.STATUS}, '"draft"'),
        ({"$ref": tiny.UPDATE}, "OrderUpdate()"),
        ({"anyOf": [TEXT, NULL]}, '"order-id"'),
        ({"type": "string", "const": "x"}, '"x"'),
    ],
    ids=str,
)
def test_the_smallest_value(samples: Samples, slot: Any, wanted: str) -> None:
    assert samples.express(slot, samples.smallest(slot, "order_id")) == wanted


def test_what_holds_itself_has_no_sample(samples: Samples) -> None:
    with pytest.raises(NoSample):
        samples.smallest({"$ref": NODE}, "node")


def test_names_that_a_sample_uses_are_collected(samples: Samples) -> None:
    samples.express({"$ref": tiny.UPDATE}, {})
    samples.express({"type": "string", "format": "decimal"}, "1")
    assert samples.used == {"OrderUpdate"}
    assert samples.library == {("decimal", "Decimal")}


def test_a_body_gives_what_its_example_has(samples: Samples) -> None:
    assert isinstance(tiny.UPDATE_ORDER.body, ir.ObjectBody)
    found = samples.body("updateOrder", tiny.UPDATE_ORDER.body)
    assert found == {"order": 'OrderUpdate(note=None, status="done")'}
