"""Both documents: valid, whole, described throughout, nothing in them unused."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from openapi_spec_validator import OpenAPIV31SpecValidator

SCHEMA_MAPS = ("properties", "patternProperties")
SCHEMA_LISTS = ("anyOf", "oneOf", "allOf")
SCHEMA_SLOTS = ("items", "additionalProperties")


def properties(schema: Any, at: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every property below a schema, with its place."""
    for key in SCHEMA_MAPS:
        for name, child in schema.get(key, {}).items():
            yield f"{at}/{key}/{name}", child
            yield from properties(child, f"{at}/{key}/{name}")
    for key in SCHEMA_LISTS:
        for number, child in enumerate(schema.get(key, [])):
            yield from properties(child, f"{at}/{key}/{number}")
    for key in SCHEMA_SLOTS:
        if isinstance(schema.get(key), dict):
            yield from properties(schema[key], f"{at}/{key}")


def texts(value: Any, at: str = "") -> Iterator[tuple[str, Any]]:
    """Every `description` and `summary` of a document that is not a property's or an example's name."""
    if isinstance(value, list):
        for number, child in enumerate(value):
            yield from texts(child, f"{at}/{number}")
    elif isinstance(value, dict):
        for key, child in value.items():
            place = f"{at}/{key}"
            if key in ("value", "examples") and "/examples" in place:
                continue
            if key in ("description", "summary") and not at.endswith("/properties"):
                yield place, child
            yield from texts(child, place)


def references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        for child in value.values():
            yield from references(child)
    elif isinstance(value, list):
        for child in value:
            yield from references(child)


def test_is_valid_under_the_official_schema(spec):
    errors = OpenAPIV31SpecValidator(spec.document).iter_errors()
    assert [error.message for error in errors] == []


def test_says_what_it_is(spec):
    info = spec.document["info"]
    assert spec.document["openapi"] == "3.1.1"
    assert {"title", "summary", "version", "description"} <= info.keys()
    assert spec.document["security"]
    assert spec.document["servers"]
    for server in spec.document["servers"]:
        assert server["url"].startswith("https://")
        assert server["url"].count("/") == 2, "a server is an origin; paths hold the rest"
        assert server["description"]
    assert all(tag["description"] for tag in spec.document["tags"])


def test_servers_have_the_names_that_the_declaration_gives_them(spec):
    named = {server["x-name"]: server["url"] for server in spec.document["servers"]}
    assert named == spec.declaration["servers"]


def test_every_operation_has_a_declared_tag_and_a_declared_result(spec):
    tags = {tag["name"] for tag in spec.document["tags"]}
    assert spec.operations().keys() == spec.declaration["operations"].keys()
    for name, (_, _, operation) in spec.operations().items():
        assert set(operation["tags"]) <= tags
        assert operation["summary"]
        assert operation["description"]
        schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
        envelope = spec.schemas[schema["$ref"].rpartition("/")[2]]
        assert envelope["required"] == [spec.declaration["operations"][name]["result"]]


def test_every_credential_is_declared(spec):
    assert (
        spec.document["components"]["securitySchemes"].keys()
        == spec.declaration["credentials"].keys()
    )


def test_no_description_is_empty(spec):
    for place, text in texts(spec.document):
        assert isinstance(text, str), place
        assert len(text.split()) >= 2 or text.rstrip(".") == "Production", f"{place}: {text!r}"


def test_every_schema_and_property_is_described(spec):
    for name, schema in spec.schemas.items():
        assert schema.get("description"), name
        for place, child in properties(schema, name):
            assert child.get("description"), place


def test_no_description_only_repeats_the_name(spec):
    for name, schema in spec.schemas.items():
        for place, child in properties(schema, name):
            own = place.rpartition("/")[2].replace("_", "").lower()
            said = "".join(c for c in child["description"].lower() if c.isalnum())
            assert said.removeprefix("the").removesuffix("field") != own, place


def test_every_parameter_body_and_answer_is_described(spec):
    for _, _, operation in spec.operations().values():
        assert operation["requestBody"]["description"]
        assert all(parameter["description"] for parameter in operation["parameters"])
        for response in operation["responses"].values():
            if "$ref" in response:
                response = spec.at("openapi.yaml" + response["$ref"])
            assert response["description"]
            assert response["content"]["application/json"]["schema"]


def test_no_component_is_unused(spec):
    used = set(references(spec.document))
    for kind, members in spec.document["components"].items():
        if kind == "securitySchemes":
            assert members.keys() == {n for needed in spec.document["security"] for n in needed}
            continue
        assert {f"#/components/{kind}/{name}" for name in members} - used == set()


def test_answers_are_open_and_requests_closed(spec):
    for _, _, operation in spec.operations().values():
        request = operation["requestBody"]["content"]["application/json"]["schema"]
        answer = operation["responses"]["200"]["content"]["application/json"]["schema"]
        asked, answered = reached(spec, request), reached(spec, answer)
        for name in answered:
            assert spec.schemas[name].get("additionalProperties", True) is True, name
        for name in asked - answered:
            if spec.schemas[name]["type"] == "object":
                assert spec.schemas[name]["additionalProperties"] is False, name


def reached(spec, schema) -> set[str]:
    found: set[str] = set()
    waiting = [schema]
    while waiting:
        for reference in references(waiting.pop()):
            name = reference.rpartition("/")[2]
            if name not in found:
                found.add(name)
                waiting.append(spec.schemas[name])
    return found


def test_yaml_is_plain_and_narrow(spec):
    text = (spec.folder / "openapi.yaml").read_text("utf-8")
    assert [n for n in text.splitlines() if len(n) > 110 or n != n.rstrip()] == []
    assert not any(getattr(event, "anchor", None) for event in yaml.parse(text))


def test_client_yaml_names_its_schema_first(spec):
    first = (spec.folder / "client.yaml").read_text("utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=../../generator/schemas/client.schema.json"


def test_declared_error_codes_are_told_in_the_document(wix):
    (_, _, operation) = wix.operations()["updateOrder"]
    for code, declared in wix.declaration["errors"]["classes"].items():
        response = operation["responses"][str(declared["status"])]
        assert f"`{code}`" in response["description"]


def test_inline_examples_fit_their_schemas(spec):
    for _, _, operation in spec.operations().values():
        holders = [operation["requestBody"], *operation["responses"].values()]
        for holder in holders:
            for media in holder.get("content", {}).values():
                for example in media.get("examples", {}).values():
                    value = example.get("value")
                    if value is None:
                        value = json.loads(
                            Path(spec.folder, example["externalValue"]).read_text("utf-8")
                        )
                    assert spec.errors(media["schema"], value) == []
    for name, schema in spec.schemas.items():
        for place, child in properties(schema, name):
            for example in child.get("examples", []):
                assert spec.errors(child, example) == [], place
