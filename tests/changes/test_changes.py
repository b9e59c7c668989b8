"""What is said of a change, one edit of a document at a time."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.changes import describe, outline
from generator.diagnostics import Problems
from generator.inputs import read_inputs
from generator.pipeline import Understood, understand

ORDER = {
    "type": "object",
    "description": "An order.",
    "required": ["id"],
    "properties": {
        "id": {"type": "string"},
        "total": {"type": "integer", "maximum": 10},
        "status": {"$ref": "#/components/schemas/Status"},
    },
}
REF = {"$ref": "#/components/schemas/Order"}
JSON = {"application/json": {"schema": REF}}
LIMIT = {
    "name": "limit",
    "in": "query",
    "schema": {"type": "integer", "maximum": 100},
    "description": "How many.",
}
DOCUMENT: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Shop", "version": "1"},
    "servers": [{"url": "https://shop.example.com"}],
    "paths": {
        "/orders": {
            "get": {
                "operationId": "listOrders",
                "tags": ["Orders"],
                "parameters": [LIMIT],
                "responses": {
                    "200": {"description": "All.", "content": JSON},
                    "404": {"description": "None."},
                },
            },
            "post": {
                "operationId": "createOrder",
                "tags": ["Orders"],
                "requestBody": {
                    "content": {
                        "application/json": {
                            "schema": {"type": "object", "properties": {"order": REF}}
                        }
                    }
                },
                "responses": {"204": {"description": "Done."}},
            },
        }
    },
    "components": {
        "schemas": {"Order": ORDER, "Status": {"type": "string", "enum": ["PAID", "OPEN"]}}
    },
}
Edit = Callable[[dict[str, Any]], object]


def understood(folder: Path, edit: Edit | None = None) -> Understood:
    document = copy.deepcopy(json.loads(json.dumps(DOCUMENT)))
    if edit:
        edit(document)
    (folder / "openapi.json").write_text(json.dumps(document))
    (folder / "client.yaml").write_text(
        "package: shop\nclient: Shop\nservers: {production: https://shop.example.com}\n"
    )
    problems = Problems()
    return understand(read_inputs(folder, "specs/shop", problems), problems)


def operations(document: dict[str, Any]) -> dict[str, Any]:
    return document["paths"]["/orders"]


def limit(document: dict[str, Any]) -> dict[str, Any]:
    return operations(document)["get"]["parameters"][0]


def order(document: dict[str, Any]) -> dict[str, Any]:
    return document["components"]["schemas"]["Order"]


def told(before: Understood, after: Understood) -> tuple[str, ...]:
    return describe(outline(before), outline(after))


def said(folder: Path, edit: Edit) -> tuple[str, ...]:
    return told(understood(folder), understood(folder, edit))


def test_nothing_is_said_of_what_is_equal(tmp_path: Path) -> None:
    assert said(tmp_path, lambda document: None) == ()


def test_the_order_of_a_document_is_no_change(tmp_path: Path) -> None:
    def turn(document: dict[str, Any]) -> None:
        order(document)["properties"] = dict(reversed(order(document)["properties"].items()))

    assert said(tmp_path, turn) == ()


CHANGES: dict[str, tuple[Edit, set[str]]] = {
    "operation deprecated": (
        lambda d: operations(d)["get"].update(deprecated=True),
        {"operation orders.list_orders changed: deprecated now"},
    ),
    "argument required": (
        lambda d: limit(d).update(required=True),
        {"argument list_orders(limit) changed: required now"},
    ),
    "argument limits": (
        lambda d: limit(d)["schema"].update(maximum=50),
        {"argument list_orders(limit) changed: limits at most 50, was at most 100"},
    ),
    "argument type": (
        lambda d: limit(d).update(schema={"type": "string"}),
        {"argument list_orders(limit) changed: type str, was int; limits none, was at most 100"},
    ),
    "argument went": (
        lambda d: operations(d)["get"].pop("parameters"),
        {"argument list_orders(limit) went"},
    ),
    "description": (lambda d: limit(d).update(description="New."), {"1 description changed"}),
    "field on both sides": (
        lambda d: order(d)["properties"].update(note={"type": "string"}),
        {"field Order.note and OrderInput.note came: str, optional"},
    ),
    "field went": (
        lambda d: order(d)["properties"].pop("total"),
        {"field Order.total and OrderInput.total went"},
    ),
    "field nullable": (
        lambda d: order(d)["properties"]["total"].update(type=["integer", "null"]),
        {"field Order.total and OrderInput.total changed: may be null now"},
    ),
    "value": (
        lambda d: d["components"]["schemas"]["Status"].update(enum=["PAID", "SENT\x1b\u009b"]),
        {'value Status "SENT\\u001b\ufffd" came', 'value Status "OPEN" went'},
    ),
    "error": (
        lambda d: operations(d)["post"]["responses"].update({"409": {"description": "Twice."}}),
        {"error class Conflict came: 409", "answer orders.create_order 409 came: raises Conflict"},
    ),
    "text of the API": (
        lambda d: d["info"].update(description="A shop."),
        {"1 description changed"},
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_each_change_is_one_sentence(name: str, tmp_path: Path) -> None:
    edit, expected = CHANGES[name]
    assert set(said(tmp_path, edit)) == expected


def test_what_goes_with_an_operation_is_not_told_again(tmp_path: Path) -> None:
    told = said(tmp_path, lambda d: operations(d).pop("get"))
    assert told[0] == "operation orders.list_orders went"
    assert not [sentence for sentence in told if "limit" in sentence or "field" in sentence]


def test_what_comes_with_an_operation_is_not_told_again(tmp_path: Path) -> None:
    before, after = understood(tmp_path, lambda d: operations(d).pop("get")), understood(tmp_path)
    came = told(before, after)
    assert came[0].startswith("operation orders.list_orders came: GET /orders, returns Order")
    assert not [sentence for sentence in came if "limit" in sentence]


def test_a_new_name_is_told_once(tmp_path: Path) -> None:
    before = understood(tmp_path)
    names = before.names
    renamed = replace(names, operations={**names.operations, "listOrders": "find"})
    after = replace(before, names=renamed)
    assert told(before, after) == ("operation orders.find changed: was called list_orders",)
