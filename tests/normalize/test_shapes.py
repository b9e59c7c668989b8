"""Which styles have a form for which types; and that every refusal can be waived by its name."""

import pytest

from generator.normalize.shapes import shapes
from tests.naming.forms import component, ref
from tests.normalize.support import DECLARED, run

STRING = {"type": "string"}
LIST = {"type": "array", "items": STRING}
INTEGER = {"type": "integer"}


def obj(more=False, **properties):
    return {"type": "object", "properties": properties, "additionalProperties": more}


COMPONENTS = {
    component("Color"): {"type": "string", "enum": ["red", "blue"]},
    component("Flat"): obj(a=STRING, n=INTEGER),
    component("Open"): obj(INTEGER, a=STRING),
    component("Lists"): obj(tags=LIST),
    component("Deep"): obj(inner=ref("Flat")),
    component("Self"): obj(inner=ref("Self")),
    component("Bad"): obj(many={"type": "array", "items": ref("Flat")}),
    component("ReadOnly"): obj(a=STRING, tags=LIST | {"readOnly": True}),
    component("Either"): {"oneOf": [ref("Flat"), ref("Deep")], "discriminator": {}},
}


@pytest.mark.parametrize(
    ("slot", "expected"),
    [
        ({}, {"value"}),
        (STRING, {"value"}),
        (ref("Color"), {"value"}),
        (LIST, {"list"}),
        ({"type": "array", "items": LIST}, {"nested"}),
        ({"anyOf": [STRING, LIST]}, {"value", "list"}),
        ({"type": "object", "additionalProperties": STRING}, {"object"}),
        ({"type": "object", "additionalProperties": LIST}, {"tree"}),
        (ref("Flat"), {"object"}),
        (ref("Open"), {"object"}),
        (ref("ReadOnly"), {"object"}),
        (ref("Lists"), {"tree"}),
        (ref("Deep"), {"tree"}),
        (ref("Self"), {"tree"}),
        (ref("Bad"), {"nested"}),
        (ref("Either"), {"object", "tree"}),
    ],
)
def test_shapes(slot, expected):
    assert shapes(slot, COMPONENTS) == expected


SCHEMAS = """
components:
  schemas:
    Flat: {type: object, properties: {a: {type: string}, n: {type: integer}}}
    Lists: {type: object, properties: {tags: {type: array, items: {type: string}}}}
    Deep: {type: object, properties: {inner: {$ref: '#/components/schemas/Flat'}}}
    Bad: {type: object, properties: {many: {type: array, items: {$ref: '#/components/schemas/Flat'}}}}
    Broken: {type: object, properties: {a: {allOf: [{type: string}, {type: integer}]}}}
"""
OK = "responses: {'204': {description: d}}"
TEXTS = "{type: array, items: {type: string}}"


def flow(name):
    return f"{{$ref: '#/components/schemas/{name}'}}"


def document(operation, path="/x"):
    return f"paths:\n  /y: {{get: {{operationId: y, {OK}}}}}\n  {path}: {{post: {{operationId: x, {operation}, {OK}}}}}\n{SCHEMAS}"


def with_parameter(where, style, schema):
    required = ", required: true" if where == "path" else ""
    held = f"{{name: p, in: {where}, style: {style}, schema: {schema}{required}}}"
    return document(f"parameters: [{held}]", "'/x/{p}'" if where == "path" else "/x")


@pytest.mark.parametrize(
    ("where", "style", "schema", "good"),
    [
        ("query", "form", flow("Flat"), True),
        ("query", "form", flow("Lists"), False),
        ("query", "form", flow("Bad"), False),
        ("query", "deepObject", flow("Deep"), True),
        ("query", "deepObject", flow("Lists"), True),
        ("query", "deepObject", flow("Bad"), False),
        ("query", "deepObject", TEXTS, False),
        ("query", "deepObject", f"{{anyOf: [{{type: integer}}, {flow('Flat')}]}}", True),
        ("query", "pipeDelimited", TEXTS, True),
        ("query", "spaceDelimited", flow("Flat"), False),
        ("header", "simple", TEXTS, True),
        ("header", "simple", flow("Deep"), False),
        ("path", "matrix", flow("Flat"), True),
        ("path", "simple", "{type: [string, integer]}", True),
    ],
)
def test_styles_of_parameters(where, style, schema, good):
    found = run(with_parameter(where, style, schema))
    assert found.errors == ([] if good else ["unsupported-parameter-style"])


@pytest.mark.parametrize(
    ("style", "schema", "good"),
    [
        ("style: deepObject", flow("Flat"), True),
        ("style: deepObject", flow("Bad"), False),
        ("explode: false", TEXTS, True),
        ("explode: true", flow("Deep"), False),
        ("contentType: application/json", flow("Bad"), True),
        ("style: simple", "{type: string}", False),
    ],
)
def test_styles_in_forms(style, schema, good):
    assert run(form(style, schema)).errors == ([] if good else ["unsupported-form-style"])


def form(style, schema):
    media = (
        f"{{schema: {{type: object, properties: {{p: {schema}}}}}, encoding: {{p: {{{style}}}}}}}"
    )
    return document(f"requestBody: {{content: {{application/x-www-form-urlencoded: {media}}}}}")


def body(name, schema="{}"):
    return document(f"requestBody: {{content: {{{name}: {{schema: {schema}}}}}}}")


REFUSED = [
    ("unsupported-parameter-style", with_parameter("query", "deepObject", TEXTS)),
    ("unsupported-parameter-style", with_parameter("query", "simple", TEXTS)),
    (
        "unsupported-parameter-content",
        document("parameters: [{name: p, in: query, content: {text/csv: {}}}]"),
    ),
    ("unsupported-body-media-type", body("application/xml")),
    ("unsupported-form-body", body("multipart/form-data", TEXTS)),
    ("unsupported-form-style", form("style: simple", TEXTS)),
    ("unsupported-operation-server", document("servers: [{url: 'https://other.example'}]")),
    ("unsupported-path", document("summary: s", "'/x?a=b'")),
    (
        "unsupported-security",
        document("security: [{tls: []}]") + "  securitySchemes: {tls: {type: mutualTLS}}\n",
    ),
]


@pytest.mark.parametrize(("code", "text"), REFUSED)
def test_every_refusal_is_waived_by_its_name(code, text):
    problem = run(text).only(code)
    said = problem.hint.rpartition("client.yaml")[0].rpartition("waive: ")[2].removesuffix(" in ")
    found = run(text, declared=f"{DECLARED}waive: {said}\n")
    assert not found.errors
    assert list(found.canonical.document["paths"]) == ["/y"]
    assert found.canonical.operations_in == 2


@pytest.mark.parametrize(("code", "text"), REFUSED)
def test_a_waiver_of_another_name_is_an_error(code, text):
    other = "unsupported-streaming-answer"
    found = run(text, declared=f"{DECLARED}waive: [{{code: {other}, at: '#/paths/~1x'}}]\n")
    assert sorted(found.errors) == sorted([code, "unused-waiver"])


def test_what_else_is_wrong_with_a_waived_operation_stops_nothing():
    parameters = "parameters: [{name: p, in: query, style: deepObject, schema: {type: array}}, {}]"
    text = document(
        f"{parameters}, requestBody: {{content: {{a/json: {{schema: {flow('Broken')}}}}}}}"
    )
    assert {"conflicting-types", "incomplete-parameter"} <= set(run(text).errors)
    waive = "waive: [{code: unsupported-parameter-style, at: '#/paths/~1x/post'}]\n"
    found = run(text, declared=DECLARED + waive)
    assert not found.problems
    assert list(found.canonical.document["paths"]) == ["/y"]


def test_one_waiver_of_two_refusals_keeps_the_operation_an_error():
    parameters = "parameters: [{name: p, in: query, style: deepObject, schema: {type: array}}]"
    text = document(f"{parameters}, requestBody: {{content: {{application/xml: {{}}}}}}")
    waive = "waive: [{code: unsupported-parameter-style, at: '#/paths/~1x/post'}]\n"
    assert run(text, declared=DECLARED + waive).errors == ["unsupported-body-media-type"]
