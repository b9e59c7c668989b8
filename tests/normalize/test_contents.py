"""Parameters, request bodies and answers."""

import pytest

from tests.normalize.support import DECLARED, parameters, run

OK = "responses: {'200': {description: d}}"
OBJECT = "{type: object, properties: {a: {}}}"


def synthetic(found):
    return found.canonical.inputs["#/paths/~1x/get/parameters"]


def test_parameters_of_a_path_item_are_replaced_by_name_and_place():
    shared = "parameters: [{name: a, in: query, schema: {type: string}}, {$ref: '#/components/parameters/b'}]"
    own = "parameters: [{name: a, in: query, required: true, schema: {type: integer}}, {name: a, in: header, schema: {}}]"
    found = run(
        f"paths: {{/x: {{{shared}, get: {{{own}, {OK}}}}}}}\ncomponents: {{parameters: {{b: {{name: b, in: cookie, schema: {{type: string}}}}}}}}"
    )
    listed = [(p["in"], p["name"], p["required"]) for p in found.operation()["parameters"]]
    assert listed == [("query", "a", True), ("cookie", "b", False), ("header", "a", False)]
    assert synthetic(found) == {
        "type": "object",
        "properties": {
            "query.a": {"type": "integer"},
            "cookie.b": {"type": "string"},
            "header.a": {},
        },
        "required": ["query.a"],
        "additionalProperties": False,
    }


@pytest.mark.parametrize("schema", ["{type: string}", "{type: string, description: d, default: a}"])
def test_plain_texts_need_no_synthetic_object(schema):
    found = parameters(f"{{name: a, in: query, schema: {schema}}}")
    assert not found.canonical.inputs


@pytest.mark.parametrize(
    "schema",
    [
        "{type: string, maxLength: 3}",
        "{type: string, format: date}",
        "{enum: [a, b]}",
        "{type: [string, 'null']}",
        OBJECT,
    ],
)
def test_anything_else_does(schema):
    assert set(
        synthetic(parameters(f"{{name: a, in: query, description: d, schema: {schema}}}"))[
            "properties"
        ]
    ) == {"query.a"}


@pytest.mark.parametrize(
    ("written", "style", "explode"),
    [
        ("in: query", "form", True),
        ("in: query, explode: false", "form", False),
        ("in: query, style: pipeDelimited", "pipeDelimited", False),
        ("in: query, style: pipeDelimited, explode: true", "pipeDelimited", True),
        ("in: header", "simple", False),
        ("in: cookie", "form", True),
    ],
)
def test_styles_are_spelled_out(written, style, explode):
    (parameter,) = parameters(
        f"{{name: a, {written}, schema: {{type: array, items: {{type: string}}}}}}"
    ).operation()["parameters"]
    assert (parameter["style"], parameter["explode"]) == (style, explode)


def test_reserved_characters_are_allowed_in_queries_only():
    (query, header) = parameters(
        "{name: a, in: query, allowReserved: true, schema: {type: string}},"
        "{name: b, in: header, allowReserved: true, schema: {type: string}}"
    ).operation()["parameters"]
    assert query["allowReserved"] is True
    assert "allowReserved" not in header


def test_a_parameter_that_is_json():
    (parameter,) = parameters(
        f"{{name: a, in: query, content: {{application/json: {{schema: {OBJECT}}}}}}}"
    ).operation()["parameters"]
    assert parameter["content"] == {
        "application/json": {
            "schema": {"$ref": "#/paths/~1x/get/parameters/0/content/application~1json/schema"}
        }
    }
    assert "style" not in parameter


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("{in: query, schema: {}}", "incomplete-parameter"),
        ("{name: a, schema: {}}", "incomplete-parameter"),
        ("{name: a, in: body, schema: {}}", "unknown-location"),
        ("{name: a, in: query}", "missing-schema"),
        ("{name: a, in: query, type: string}", "missing-schema"),
        ("[]", "wrong-type"),
        (
            "{name: a, in: query, schema: {}}, {name: a, in: query, schema: {}}",
            "duplicate-parameter",
        ),
        (
            "{name: A, in: header, schema: {}}, {name: a, in: header, schema: {}}",
            "duplicate-parameter",
        ),
        ("{name: a, in: query, style: simple, schema: {}}", "unsupported-parameter-style"),
        ("{name: a, in: query, content: {text/csv: {}}}", "unsupported-parameter-content"),
        ("{name: a, in: path, required: true, schema: {}}", "unused-path-parameter"),
        ("{$ref: '#/components/parameters/none'}", "dead-reference"),
    ],
)
def test_parameters_that_are_none(written, code):
    assert parameters(written).errors == [code]


def test_a_path_without_its_parameter():
    problem = parameters("", "/x/{order.id}").only("missing-path-parameter")
    assert "name: order.id" in problem.hint


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("{name: order.id, in: path, schema: {type: string}}", "optional-path-parameter"),
        (
            "{name: order.id, in: path, required: true, schema: {}}, {name: Accept, in: header, schema: {}}",
            "ignored-header",
        ),
    ],
)
def test_parameters_with_a_note(written, code):
    found = parameters(written, "/x/{order.id}")
    assert found.codes == [code]
    assert [p["name"] for p in found.operation("/x/{order.id}")["parameters"]] == ["order.id"]


def test_examples_are_kept():
    found = run(
        f"paths: {{/x: {{get: {{parameters: [{{name: a, in: query, example: 1, schema: {{}}, examples: {{e: {{$ref: '#/components/examples/e'}}}}}}], {OK}}}}}}}\ncomponents: {{examples: {{e: {{value: null, summary: s}}}}}}"
    )
    (parameter,) = found.operation()["parameters"]
    assert parameter["example"] == 1
    assert parameter["examples"] == {"e": {"summary": "s", "value": None}}


# --- request bodies ---------------------------------------------------------------------------------------------------


def body(content, declared=""):
    return run(
        f"paths: {{/x: {{post: {{operationId: x, requestBody: {{content: {content}}}, {OK}}}}}}}",
        declared=DECLARED + declared,
    )


def only_content(found):
    ((name, media),) = found.operation(method="post")["requestBody"]["content"].items()
    return name, media["schema"]


WHERE = "#/paths/~1x/post/requestBody/content/{}/schema"


@pytest.mark.parametrize(
    ("content", "name", "slot"),
    [
        (
            f"{{application/json: {{schema: {OBJECT}}}}}",
            "application/json",
            {"$ref": WHERE.format("application~1json")},
        ),
        (
            f"{{application/vnd.x+json; charset=utf-8: {{schema: {OBJECT}}}}}",
            "application/vnd.x+json; charset=utf-8",
            {"$ref": WHERE.format("application~1vnd.x+json; charset=utf-8")},
        ),
        ("{application/json: {}}", "application/json", {}),
        (
            "{application/json: {schema: {type: [object, 'null'], properties: {a: {}}}}}",
            "application/json",
            {"anyOf": [{"$ref": WHERE.format("application~1json")}, {"type": "null"}]},
        ),
        (f"{{text/csv: {{schema: {OBJECT}}}}}", "text/csv", {"type": "string"}),
        (
            "{image/png: {schema: {type: string}}}",
            "image/png",
            {"type": "string", "format": "binary"},
        ),
        (
            "{application/octet-stream: {}}",
            "application/octet-stream",
            {"type": "string", "format": "binary"},
        ),
        (
            f"{{multipart/form-data: {{schema: {OBJECT}}}}}",
            "multipart/form-data",
            {"$ref": WHERE.format("multipart~1form-data")},
        ),
        (
            f"{{text/xml: {{}}, application/x-www-form-urlencoded: {{schema: {OBJECT}}}}}",
            "application/x-www-form-urlencoded",
            {"$ref": WHERE.format("application~1x-www-form-urlencoded")},
        ),
        (f"{{'*/*': {{schema: {OBJECT}}}}}", "application/json", {"$ref": WHERE.format("*~1*")}),
        ("{'*/*': {}}", "application/octet-stream", {"type": "string", "format": "binary"}),
        (
            "{multipart/form-data: {}, text/plain: {}, application/x-y+json: {}, application/json: {}}",
            "application/json",
            {},
        ),
    ],
)
def test_bodies(content, name, slot):
    assert only_content(body(content)) == (name, slot)


def test_the_declared_media_type_is_used():
    text = f"{{application/json: {{schema: {OBJECT}}}, multipart/form-data: {{schema: {OBJECT}}}}}"
    assert body(text).codes == ["several-media-types"]
    found = body(text, "operations: {x: {media_type: multipart/form-data}}\n")
    assert only_content(found)[0] == "multipart/form-data"
    assert not found.codes
    assert body(text, "operations: {x: {media_type: text/plain}}\n").errors == [
        "unknown-media-type"
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("{}", "missing-content"),
        ("{application/xml: {}}", "unsupported-body-media-type"),
        ("{multipart/mixed: {}}", "unsupported-body-media-type"),
        ("{application/x-ndjson: {}}", "unsupported-body-media-type"),
        ("{multipart/form-data: {schema: {type: object}}}", "unsupported-form-body"),
        ("{application/x-www-form-urlencoded: {schema: {type: string}}}", "unsupported-form-body"),
    ],
)
def test_bodies_that_are_not_sent(content, code):
    assert body(content).errors == [code]


def test_a_form_is_never_null_and_keeps_its_encoding():
    found = body(
        "{multipart/form-data: {schema: {type: [object, 'null'], properties: {f: {type: string, format: binary}}}, encoding: {f: {contentType: image/png, headers: {X: {schema: {}}}, explode: false}}}}"
    )
    media = found.operation(method="post")["requestBody"]["content"]["multipart/form-data"]
    assert media["schema"] == {"$ref": WHERE.format("multipart~1form-data")}
    assert media["encoding"] == {"f": {"contentType": "image/png", "explode": False}}


def test_a_body_by_reference_and_the_example_of_its_content():
    found = run(
        f"paths: {{/x: {{post: {{requestBody: {{$ref: '#/components/requestBodies/b'}}, {OK}}}}}}}\ncomponents: {{requestBodies: {{b: {{required: true, description: d, content: {{application/json: {{example: {{a: 1}}}}}}}}}}}}"
    )
    request = found.operation(method="post")["requestBody"]
    assert request == {
        "description": "d",
        "required": True,
        "content": {"application/json": {"schema": {}, "example": {"a": 1}}},
    }
    assert found.canonical.places["POST /x#body"].pointer == "#/components/requestBodies/b"


def test_a_get_with_a_body():
    found = run(
        f"paths: {{/x: {{get: {{requestBody: {{content: {{application/json: {{}}}}}}, {OK}}}}}}}"
    )
    assert found.codes == ["body-without-meaning"]


# --- answers ----------------------------------------------------------------------------------------------------------


def answers(text):
    return run(f"paths: {{/x: {{get: {{responses: {text}}}}}}}")


def test_statuses():
    found = answers(
        "{200: {description: a}, 2xx: {description: b}, '404': {description: c}, default: {description: d}, x-y: 1}"
    )
    assert list(found.operation()["responses"]) == ["200", "2XX", "404", "default"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{}", "missing-responses"),
        ("{'20': {description: d}}", "invalid-status"),
        ("{ok: {description: d}}", "invalid-status"),
        ("{2xx: {description: d}, 2XX: {description: d}}", "duplicate-status"),
        ("{'200': {}}", "missing-description"),
        ("{'200': {$ref: '#/components/responses/none'}}", "dead-reference"),
        ("{'200': []}", "wrong-type"),
        (
            "{'200': {description: d, content: {application/x-ndjson: {}}}}",
            "unsupported-streaming-answer",
        ),
    ],
)
def test_answers_that_are_none(text, code):
    assert answers(text).errors == [code]


@pytest.mark.parametrize(
    ("content", "name", "slot"),
    [
        ("{application/json: {schema: {type: string}}}", "application/json", {"type": "string"}),
        (
            "{application/problem+json: {schema: {type: string}}}",
            "application/problem+json",
            {"type": "string"},
        ),
        ("{text/plain: {schema: {type: integer}}}", "text/plain", {"type": "string"}),
        ("{application/pdf: {}}", "application/pdf", {"type": "string", "format": "binary"}),
        ("{application/xml: {schema: {type: object}}}", "application/xml", {"type": "string"}),
        ("{text/event-stream: {}, text/html: {}, application/json: {}}", "application/json", {}),
        ("{'*/*': {schema: {type: integer}}}", "application/json", {"type": "integer"}),
        ("{'*/*': {}}", "application/octet-stream", {"type": "string", "format": "binary"}),
        ("{'text/*': {schema: {type: integer}}}", "text/plain", {"type": "string"}),
        ("{'image/*': {}}", "application/octet-stream", {"type": "string", "format": "binary"}),
    ],
)
def test_content_of_answers(content, name, slot):
    found = answers(f"{{'200': {{description: d, content: {content}}}}}")
    ((given, media),) = found.operation()["responses"]["200"]["content"].items()
    assert (given, media["schema"]) == (name, slot)


def test_headers_of_answers_are_resolved():
    found = run(
        "paths: {/x: {get: {responses: {'200': {description: d, headers: {X-A: {$ref: '#/components/headers/a'}}}}}}}\ncomponents: {headers: {a: {description: h, schema: {type: integer}}}}"
    )
    assert found.operation()["responses"]["200"]["headers"] == {"X-A": {"description": "h"}}


def test_what_is_no_media_type_is_left_aside():
    found = answers("{'200': {description: d, content: {application/json: {}, examples: {a: {}}}}}")
    assert found.codes == ["invalid-media-type"]
