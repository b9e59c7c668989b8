"""Which lines of `renamed:` are proposed for a state that is to be released."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from generator.declaration import write_names
from generator.diagnostics import Problems
from generator.diff.state import State, state_of
from generator.inputs import Inputs
from generator.naming import to_pins
from generator.release.renames import proposed
from generator.source import SourceSet, load, parse

CLIENT = "package: shop\nclient: Shop\n"
DOCUMENT = """\
openapi: 3.1.0
info: {title: Shop, version: '1'}
servers: [{url: https://shop.example.com}]
paths:
  /orders/{id}:
    patch:
      operationId: updateOrder
      tags: [Orders]
      parameters:
      - {name: id, in: path, required: true, schema: {type: string}}
      - {name: dryRun, in: query, schema: {type: boolean}}
      requestBody:
        required: true
        content: {application/json: {schema: {type: object, properties: {order: {$ref: '#/components/schemas/Order'}}}}}
      responses:
        '200': {description: Done., content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}
        '404': {description: There is none.}
components:
  schemas:
    Colour: {type: string, enum: [red, blue]}
    Order:
      type: object
      properties:
        note: {type: string, description: For the kitchen.}
        size: {type: integer}
        colour: {$ref: '#/components/schemas/Colour'}
"""


@pytest.fixture
def state(tmp_path):
    def make(*edits: tuple[str, str], client: str = CLIENT, pinned: State | None = None) -> State:
        text = DOCUMENT
        for before, after in edits:
            assert before in text, before
            text = text.replace(before, after)
        if pinned is not None and pinned.spec is not None:
            client = write_names(client, to_pins(pinned.spec.names))
        path = tmp_path / "openapi.yaml"
        path.write_text(text, "utf-8")
        documents: SourceSet = load(Path(path), "openapi.yaml", Problems())
        declaration = parse("client.yaml", client, Problems())
        inputs = Inputs(documents=documents, declaration=declaration)
        return state_of(inputs, "now", files={})

    return make


@pytest.fixture
def old(state):
    return state()


def pinned_otherwise(old: State, *edits: tuple[str, str]) -> str:
    """client.yaml with the names of the old state, and some of them edited."""
    assert old.spec is not None
    text = write_names(CLIENT, to_pins(old.spec.names))
    for before, after in edits:
        assert before in text, before
        text = text.replace(before, after)
    return text


def test_nothing_where_nothing_is_called_otherwise(state, old):
    assert proposed(old, state(pinned=old)) == {}
    assert proposed(old, state(("size: {type: integer}", "size: {type: string}"), pinned=old)) == {}


PINS = {
    "a resource": (("Orders: orders", "Orders: sales"), {"Shop.orders": "sales"}),
    "an operation": (("name: update_order", "name: change"), {"orders.update_order": "change"}),
    "an argument": (
        ("query.dryRun: dry_run", "query.dryRun: test"),
        {"orders.update_order(dry_run)": "test"},
    ),
    "both sides of a field": (
        ("note: note", "note: remark"),
        {"Order.note": "remark", "OrderInput.note": "remark"},
    ),
    "a member": (("RED", "CRIMSON"), {"Colour.RED": "CRIMSON"}),
    "a class": (("answer: Order,", "answer: Sale,"), {"Order": "Sale"}),
    "an alias": (("literal: ColourLike", "literal: AnyColour"), {"ColourLike": "AnyColour"}),
    "an error": (('"404": NotFound', '"404": Missing_'), {"NotFound": "Missing_"}),
    "the client": (("client: Shop", "client: Store"), {"Shop": "Store"}),
}


@pytest.mark.parametrize("what", PINS)
def test_names_whose_pins_were_edited(state, old, what):
    edit, lines = PINS[what]
    new = state(client=pinned_otherwise(old, edit))
    assert proposed(old, new) == lines
    assert proposed(old, state(client=with_lines(pinned_otherwise(old, edit), lines))) == {}


def with_lines(client: str, lines: dict[str, str]) -> str:
    return f"{yaml.safe_dump({'renamed': lines})}{client}"


def test_a_name_in_something_that_is_called_otherwise_too(state, old):
    edits = (
        ("answer: Order,", "answer: Sale,"),
        ("note: note", "note: remark"),
        ("client: Shop", "client: Store"),
    )
    new = state(client=pinned_otherwise(old, *edits))
    lines = {"Order": "Sale", "Order.note": "remark", "OrderInput.note": "remark", "Shop": "Store"}
    assert proposed(old, new) == lines


IDENTITIES = {
    "a schema": (
        [("Order:", "Sale:"), ("schemas/Order", "schemas/Sale")],
        {"Order": "Sale", "OrderInput": "SaleInput"},
    ),
    "a property": (
        [("note: {type", "remark: {type")],
        {"Order.note": "remark", "OrderInput.note": "remark"},
    ),
    "an operationId": ([("updateOrder", "changeOrder")], {"orders.update_order": "change_order"}),
    "a tag": ([("tags: [Orders]", "tags: [Sales]")], {"Shop.orders": "sales"}),
    "a parameter": ([("name: dryRun", "name: test")], {"orders.update_order(dry_run)": "test"}),
    "a field of a body that is spread": (
        [("properties: {order: {", "properties: {sale: {")],
        {"orders.update_order(order)": "sale", "UpdateOrderRequest.order": "sale"},
    ),
    "an enum": (
        [("Colour:", "Paint:"), ("schemas/Colour", "schemas/Paint")],
        {"Colour": "Paint", "ColourLike": "PaintLike"},
    ),
}


@pytest.mark.parametrize("what", IDENTITIES)
def test_identities_that_came_for_equal_ones(state, old, what):
    edits, lines = IDENTITIES[what]
    assert lines.items() <= proposed(old, state(*edits, pinned=old)).items()


NO = {
    "another schema": [
        ("Order:", "Sale:"),
        ("schemas/Order", "schemas/Sale"),
        ("size: {type: integer}", "size: {type: string}"),
    ],
    "another property": [("note: {type: string,", "remark: {type: integer,")],
    "two that are alike": [
        (
            "note: {type: string, description: For the kitchen.}",
            "a: {type: integer}\n        b: {type: integer}",
        ),
        ("        size: {type: integer}\n", ""),
    ],
    "another parameter": [
        (
            "name: dryRun, in: query, schema: {type: boolean}",
            "name: test, in: query, schema: {type: string}",
        )
    ],
    "a parameter that stands elsewhere": [("name: dryRun, in: query", "name: test, in: header")],
    "a property that only went": [("        size: {type: integer}\n", "")],
    "an operation of another resource": [
        (
            "operationId: updateOrder\n      tags: [Orders]",
            "operationId: changeOrder\n      tags: [Sales]",
        ),
        (
            "components:",
            "  /orders:\n    get:\n      operationId: list\n      tags: [Orders]\n      responses: {'204': {description: None.}}\ncomponents:",
        ),
    ],
}


@pytest.mark.parametrize("what", NO)
def test_what_is_another_thing_is_not_proposed(state, old, what):
    assert proposed(old, state(*NO[what], pinned=old)) == {}


def test_a_name_that_is_one_still_is_not_proposed(state, old):
    """`note` became `size`, and `size` became `number`: the old `size` cannot be kept."""
    edits = (("note: note, size: size", "note: size, size: number"),)
    new = state(client=pinned_otherwise(old, *edits))
    assert proposed(old, new) == {"Order.note": "size", "OrderInput.note": "size"}


def test_nothing_is_known_without_a_document(old):
    assert proposed(replace(old, spec=None), old) == {}
    assert proposed(old, replace(old, spec=None)) == {}
