"""What samples say beyond the smallest call: only what a request may hold."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from generator.canonical import Canonical
from generator.pipeline import compile_api
from generator.views.fitting import fits

ENUM, OBJECT, UNION = "#/e", "#/o", "#/u"
CANONICAL = Canonical(
    document={},
    enums={ENUM: {"enum": ["A", 1]}},
    answers={},
    inputs={
        OBJECT: {
            "properties": {"a": {"type": "string"}, "n": {"type": "integer"}},
            "required": ["a"],
        },
        UNION: {"oneOf": [{"$ref": OBJECT}]},
    },
    places={},
    operations_in=0,
)


@pytest.mark.parametrize(
    ("slot", "value", "wanted"),
    [
        ({"type": "string"}, "x", True),
        ({"type": "string"}, 1, False),
        ({"type": "string", "minLength": 2}, "x", False),
        ({"type": "string", "maxLength": 1}, "xy", False),
        ({"type": "string", "pattern": "^[a-z]+$"}, "x", True),
        ({"type": "string", "pattern": "^[a-z]+$"}, "X", False),
        ({"type": "string", "pattern": "^\\p{L}$"}, "x", False),
        ({"type": "string", "format": "date-time"}, "2026-01-31T12:00:00Z", True),
        ({"type": "string", "format": "date-time"}, "yesterday", False),
        ({"type": "string", "format": "date"}, "2026-02-31", False),
        ({"type": "string", "format": "decimal"}, "18.00", True),
        ({"type": "string", "format": "decimal"}, "18,00", False),
        ({"type": "integer", "minimum": 2, "maximum": 3}, 2, True),
        ({"type": "integer", "minimum": 2}, 1, False),
        ({"type": "integer", "maximum": 2}, 3, False),
        ({"type": "integer", "exclusiveMinimum": 2}, 2, False),
        ({"type": "number", "exclusiveMaximum": 2}, 2, False),
        ({"type": "number"}, 52.5, True),
        ({"type": "number", "multipleOf": 0.1}, 0.3, True),
        ({"type": "integer", "multipleOf": 5}, 7, False),
        ({"type": "integer"}, True, False),
        ({"type": "integer"}, 1.5, False),
        ({"type": "boolean"}, True, True),
        ({"type": "boolean"}, 1, False),
        ({"type": "null"}, None, True),
        ({"type": "string"}, None, False),
        ({"const": "x"}, "y", False),
        ({"type": "array", "items": {"type": "string"}}, ["x"], True),
        ({"type": "array", "items": {"type": "string"}}, [1], False),
        ({"type": "array", "items": {}, "minItems": 1}, [], False),
        ({"type": "array", "items": {}, "maxItems": 1}, [1, 2], False),
        ({"type": "object", "additionalProperties": {"type": "string"}}, {"k": "v"}, True),
        ({"type": "object", "additionalProperties": {"type": "string"}}, {"k": 1}, False),
        ({"anyOf": [{"type": "string"}, {"type": "null"}]}, None, True),
        ({"anyOf": [{"type": "string"}, {"type": "null"}]}, 1, False),
        ({"$ref": ENUM}, "A", True),
        ({"$ref": ENUM}, "B", False),
        ({"$ref": OBJECT}, {"a": "x"}, True),
        ({"$ref": OBJECT}, {"n": 1}, False),
        ({"$ref": OBJECT}, {"a": "x", "new": 1}, False),
        ({"$ref": OBJECT}, {"a": 1}, False),
        ({"$ref": OBJECT}, "x", False),
        ({"$ref": UNION}, {"a": "x"}, False),
        ({"$ref": "#/nowhere"}, {}, False),
    ],
)
def test_what_a_request_may_hold(slot, value, wanted) -> None:
    assert fits(slot, value, CANONICAL) is wanted


SPEC = """
openapi: 3.1.0
info: {title: Shop, version: "1"}
servers: [{url: https://api.example.com}]
paths:
  /orders/{id}:
    patch:
      operationId: changeOrder
      tags: [orders]
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
        - {name: old, in: query, deprecated: true, schema: {type: string}}
        - {name: code, in: query, schema: {type: string, pattern: "^[0-9]{4}$"}}
        - {name: dryRun, in: query, schema: {type: boolean}}
      requestBody:
        required: true
        content:
          application/json:
            schema: {$ref: "#/components/schemas/Order"}
            examples:
              first: {summary: The first., value: {note: Hello}}
              second: {summary: Take the note away., value: {note: null}}
              third: {summary: Not of this request., value: {nothing: 1}}
      responses:
        "200":
          description: The order.
          content:
            application/json:
              schema: {type: object, required: [order], properties: {order: {$ref: "#/components/schemas/Order"}}}
              examples:
                one: {value: {order: {note: far too long for a note, state: gone, size: 7, when: "2026-01-02", items: [{sku: A1}]}}}
components:
  schemas:
    Order:
      type: object
      properties:
        note: {type: [string, "null"], maxLength: 10}
        state: {type: string, enum: [STATE_UNSPECIFIED, open, done]}
        size: {type: integer}
        when: {type: string, format: date}
        legacy: {type: string, deprecated: true}
        buyer: {type: object, required: [name], properties: {name: {type: string}, home: {type: object, properties: {city: {type: string}}}}}
"""
DECLARED = """
package: shop
client: Shop
version: 0.1.0
operations: {changeOrder: {result: order}}
"""


def shown(tmp_path: Path) -> dict[str, tuple[str, str]]:
    """Target and body of each sample of the one call, by its heading."""
    (tmp_path / "openapi.yaml").write_text(SPEC)
    (tmp_path / "client.yaml").write_text(DECLARED)
    result = compile_api(tmp_path, "specs/shop")
    assert result.ok, result.problems
    page = next(f.text for f in result.files if f.path.endswith("orders/change_order.md"))
    section = page.partition("{ #the-samples }\n")[2].partition("\n## ")[0]
    found = {}
    for part in re.split(r"(?m)^### ", section):
        http = re.search(r"(?ms)^    ```http\n(.*?)^    ```", part)[1]
        head, _, body = re.sub(r"(?m)^    ", "", http).partition("\n\n")
        found[part.partition(" {")[0]] = head.split()[1], json.loads(body)
    return found


def test_samples_say_what_fits_in_the_order_in_which_they_teach(tmp_path) -> None:
    first, *more = shown(tmp_path).items()
    assert first[1] == ("/orders/id", {"note": "Hello"})
    assert more == [
        ("Take the note away", ("/orders/id", {"note": None})),
        ("More at once", ("/orders/id?dryRun=true", {"note": "note", "state": "open", "size": 7})),
        (
            "An object in an object",
            ("/orders/id", {"buyer": {"name": "name", "home": {"city": "city"}}}),
        ),
    ]
