"""The documented requests and answers fit the specs, byte for byte as the vendors print them."""

from __future__ import annotations

import copy
import json
import re

NAME = re.compile(
    r"(?P<operation>\w+)\.(?P<kind>request|response-(?P<status>\d{3}))\.[a-z0-9-]+\.json"
)


def schema_of(spec, file_name):
    """The schema that the example called `file_name` has to fit."""
    match = NAME.fullmatch(file_name)
    assert match, f"{file_name}: not <operationId>.<request|response-STATUS>.<name>.json"
    _, _, operation = spec.operations()[match["operation"]]
    holder = (
        operation["requestBody"]
        if match["kind"] == "request"
        else operation["responses"][match["status"]]
    )
    return holder["content"]["application/json"]["schema"]


def test_every_operation_has_a_request_and_an_answer(spec):
    kinds = {
        (m["operation"], m["kind"]) for path in spec.examples if (m := NAME.fullmatch(path.name))
    }
    assert kinds == {
        (name, kind) for name in spec.operations() for kind in ("request", "response-200")
    }


def test_every_example_fits_its_schema(spec):
    for path in spec.examples:
        value = json.loads(path.read_text("utf-8"))
        assert spec.errors(schema_of(spec, path.name), value) == [], path.name


def test_examples_are_only_indented(spec):
    for path in spec.examples:
        text = path.read_text("utf-8")
        assert text == json.dumps(json.loads(text), indent=2, ensure_ascii=False) + "\n"


def test_every_field_of_an_example_is_in_the_spec(spec):
    for path in spec.examples:
        value = json.loads(path.read_text("utf-8"))
        assert unknown(spec, schema_of(spec, path.name), value) == [], path.name


def unknown(spec, schema, value, at="$"):
    """The places of `value` that the schema has no word for."""
    if "$ref" in schema:
        schema = spec.at("openapi.yaml" + schema["$ref"])
    if isinstance(value, list):
        return [
            u for i, v in enumerate(value) for u in unknown(spec, schema["items"], v, f"{at}[{i}]")
        ]
    if not isinstance(value, dict) or schema.get("additionalProperties") is True:
        return []
    known = schema.get("properties", {})
    return [
        u
        for key, child in value.items()
        for u in (
            unknown(spec, known[key], child, f"{at}.{key}") if key in known else [f"{at}.{key}"]
        )
    ]


def test_a_broken_example_is_noticed(wix, wizcommerce):
    path = next(p for p in wix.examples if "response" in p.name)
    good = json.loads(path.read_text("utf-8"))
    schema = schema_of(wix, path.name)
    for change in (
        lambda order: order.update(id="not a uuid"),
        lambda order: order.update(createdDate="yesterday"),
        lambda order: order["priceSummary"]["total"].update(amount=32.0),
        lambda order: order["lineItems"][0].update(quantity=0),
        lambda order: order.update(status="SHIPPED"),
    ):
        bad = copy.deepcopy(good)
        change(bad["order"])
        assert len(wix.errors(schema, bad)) == 1
    assert wizcommerce.errors_of("UpdateOrderStatusRequest", {"status": "active"})


def test_wizcommerce_answers_hold_any_status(wizcommerce):
    for status in ("active", "confirmed", "held"):
        assert (
            wizcommerce.errors_of("Order", {"status": status, "fulfillment_status": status}) == []
        )
    assert wizcommerce.errors_of("Order", {"status": 3})
    assert wizcommerce.errors_of("Order", {"fulfillment_status": None})
