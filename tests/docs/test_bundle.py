"""The document to download: one file, and the same document."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml
from openapi_spec_validator import validate

from generator import bundle as module
from generator.bundle import CodeSample, as_json, as_yaml, bundle, with_samples
from generator.diagnostics import Problems
from generator.source import SourceSet, load, parse
from generator.source.references import references
from tests.docs.made import ALL, made

PARTS = {
    "openapi.yaml": """
openapi: 3.1.0
info: {title: T, version: "1"}
paths:
  /a: {$ref: "paths.yaml#/a"}
components:
  schemas:
    Price: {type: string, enum: ["NO", "1e3", "0o7", "12:30", "~", "007", "x: y", "# z"]}
""",
    "paths.yaml": """
a:
  get:
    parameters: [{$ref: "more/parts.yaml#/parameters/limit"}]
    responses:
      "200": {$ref: "#/ok"}
      default:
        description: d
        content: {application/json: {schema: {$ref: "more/parts.yaml#/Price"}, examples: {one: {externalValue: more/one.json}}}}
ok:
  description: ok
  content: {application/json: {schema: {$ref: "more/tree.yaml"}}}
""",
    "more/parts.yaml": """
parameters:
  limit: {name: limit, in: query, schema: {$ref: "#/Price"}}
Price: {type: string}
""",
    "more/tree.yaml": """
type: object
properties:
  inner: {$ref: "tree.yaml"}
  price: {$ref: "../openapi.yaml#/components/schemas/Price"}
""",
    "more/one.json": '{"$ref": "no reference"}',
}


def written(tmp_path, parts: dict[str, str] = PARTS) -> SourceSet:
    for name, text in parts.items():
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_bytes(text.lstrip().encode())
    return load(tmp_path / "openapi.yaml", "specs/x/openapi.yaml", Problems())


def test_what_other_files_hold_is_in_it(tmp_path):
    whole = bundle(written(tmp_path))
    get = whole["paths"]["/a"]["get"]
    schemas = whole["components"]["schemas"]
    assert get["parameters"] == [{"$ref": "#/components/parameters/limit"}]
    assert whole["components"]["parameters"]["limit"]["schema"] == {
        "$ref": "#/components/schemas/Price-2"
    }
    assert schemas["Price-2"] == {"type": "string"}
    assert get["responses"]["200"] == {"$ref": "#/components/responses/ok"}
    assert schemas["tree"]["properties"] == {
        "inner": {"$ref": "#/components/schemas/tree"},
        "price": {"$ref": "#/components/schemas/Price"},
    }
    media = get["responses"]["default"]["content"]["application/json"]
    assert media["examples"] == {"one": {"value": {"$ref": "no reference"}}}
    validate(whole)


def test_what_looks_like_another_value_is_quoted(tmp_path):
    whole = bundle(written(tmp_path))
    problems = Problems()
    assert parse("x.yaml", as_yaml(whole), problems).data == whole
    assert not problems.found


def test_reading_it_changes_nothing_of_the_sources(tmp_path):
    sources = written(tmp_path)
    before = json.dumps([source.data for source in sources.files.values()])
    bundle(sources)
    assert json.dumps([source.data for source in sources.files.values()]) == before


@pytest.mark.parametrize("name", ALL)
def test_every_document_is_itself_again(name):
    """Local references only; the same as YAML 1.2 and as JSON, the samples apart."""
    one = made(name)
    sources = one.result.inputs.documents
    whole = bundle(sources)
    assert all(text.startswith("#") for _, text in references(whole, (), set()))
    problems = Problems()
    assert parse("x.yaml", one.docs["openapi.yaml"], problems).data == whole
    assert not problems.found
    sampled = json.loads(one.docs["openapi.json"])
    assert without_samples(sampled) == json.loads(as_json(whole))


def without_samples(document: Any) -> Any:
    for item in document["paths"].values():
        for operation in item.values():
            if isinstance(operation, dict):
                operation.pop("x-codeSamples", None)
    return document


def test_line_endings_are_those_of_all_that_is_generated(tmp_path):
    text = "openapi: 3.1.0\r\ninfo: {title: T, description: 'a\r\n\r\n  b'}  # a note of ours\r\npaths: {}\r\n"
    said = as_yaml(bundle(written(tmp_path, {"openapi.yaml": text})))
    assert "\r" not in said
    assert "note of ours" not in said, "comments are for authors"


def test_samples_stand_where_explorers_look(tmp_path):
    whole = bundle(written(tmp_path))
    found = with_samples(
        whole, {("/a", "get"): [CodeSample("Python", "sync", "x()")], ("/b", "get"): []}
    )
    assert found["paths"]["/a"]["get"]["x-codeSamples"] == [
        {"lang": "Python", "label": "sync", "source": "x()"}
    ]
    assert "x-codeSamples" not in json.dumps(whole)


def test_an_example_that_is_not_there_is_an_error_at_its_place(tmp_path):
    problems = Problems()
    for name, text in PARTS.items():
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_text(text.lstrip().replace("more/one.json", "more/two.json"))
    with pytest.raises(
        Exception, match=r"paths\.yaml:\d+:\d+: externalValue 'more/two.json' leads to no file"
    ):
        load(tmp_path / "openapi.yaml", "specs/x/openapi.yaml", problems)


@pytest.mark.parametrize("value", ["https://a.example/x.json", "/x.json", "../x.json", "x.xml"])
def test_an_example_elsewhere_is_left_alone(tmp_path, value):
    parts = PARTS | {"paths.yaml": PARTS["paths.yaml"].replace("more/one.json", value)}
    whole = bundle(written(tmp_path, parts))
    media = whole["paths"]["/a"]["get"]["responses"]["default"]["content"]["application/json"]
    assert media["examples"] == {"one": {"externalValue": value}}


AWKWARD = {
    "a b": {"x": {"y": {"k": None}}},
    "empty": {},
    "deep": {"e": {}, "200": {"yes": "no", "one": {"two": ["x" * 90 + " y", {"l": []}]}}},
    "?": {"q": 1},
    "x" * 130: {"long": {"key": 1.5}},
    "lines": {"u": {"v": "a\nb\n", "w": "é\u2028 \x85"}},
    "100": [1, 1e30, -0.0],
}


@pytest.mark.parametrize("document", [AWKWARD, {"a": {"b": {"c": {"d": {"e": "f"}}}}}])
def test_written_part_by_part_it_is_as_written_at_once(document: dict[str, Any]) -> None:
    for held in (document, {**document, "new": {"a": {"b": 1}}}):
        assert as_yaml(held) == yaml.dump(
            held, Dumper=module._Dumper, sort_keys=False, allow_unicode=True, width=100
        )
        assert as_json(held) == json.dumps(held, indent=2, ensure_ascii=False) + "\n"
