"""The intermediate form, built from canonical forms made by hand."""

import pytest

from generator import ir
from generator.diagnostics import Problems, ProblemsFound
from generator.document import build_document
from generator.limits import in_words
from generator.naming import name_all
from generator.operations import build
from generator.operations.types import type_of, union
from tests.naming.forms import (
    answer,
    canonical,
    component,
    declaration,
    enum,
    json_body,
    obj,
    operation,
    parameter,
    ref,
)

TEXT, INT, NULL = ir.Scalar("str"), ir.Scalar("int"), ir.Scalar("null")
ORDER = component("Order")


def api(form, text=""):
    problems, declared = Problems(), declaration(text)
    document = build_document(form, problems)
    return build(form, document, declared, name_all(form, declared, problems), problems)


def only(found: ir.Api) -> ir.Operation:
    [resource] = found.resources
    [one] = resource.operations
    return one


def one_operation(
    text="", method="get", path="/orders", answers=None, inputs=None, enums=None, **more
):
    form = canonical(
        {path: {method: operation("order", **more)}}, answers=answers, inputs=inputs, enums=enums
    )
    return only(api(form, text))


def problems_of(call):
    with pytest.raises(ProblemsFound) as caught:
        call()
    assert all(problem.places and problem.hint for problem in caught.value.problems)
    return [problem.code for problem in caught.value.problems]


# --- types --------------------------------------------------------------------------------------

FORM = canonical(
    enums={
        "Color": enum("red", "blue"),
        "Level": enum(1, 2),
        "Ratio": enum(1, 2.5),
        "Mixed": enum("a", 1),
        "Flag": enum(True),
    },
    answers={"Order": obj("a")},
    inputs={
        "Order": obj("a"),
        "Flat": obj("a", n={"type": "integer"}),
        "Bad": obj(many={"type": "array", "items": ref("Flat")}),
        "Open": obj("a") | {"additionalProperties": {"type": "integer"}},
    },
)
STRING = {"type": "string"}


@pytest.mark.parametrize(
    ("slot", "expected"),
    [
        ({}, ir.Scalar("any")),
        (STRING, TEXT),
        ({"type": "string", "format": "uuid"}, TEXT),
        ({"type": "string", "format": "date-time"}, ir.Scalar("datetime")),
        ({"type": "string", "format": "date"}, ir.Scalar("date")),
        ({"type": "string", "format": "decimal"}, ir.Scalar("decimal")),
        ({"type": "string", "format": "binary"}, ir.Scalar("bytes")),
        ({"type": "integer"}, INT),
        ({"type": "number"}, ir.Scalar("number")),
        ({"type": "boolean"}, ir.Scalar("bool")),
        ({"type": "null"}, NULL),
        ({"type": "string", "const": "a"}, ir.Const("a")),
        ({"type": "number", "const": 1.5}, ir.Scalar("number")),
        ({"type": "array", "items": STRING}, ir.ListOf(TEXT)),
        ({"type": "array"}, ir.ListOf(ir.Scalar("any"))),
        ({"type": "object", "additionalProperties": {"type": "integer"}}, ir.MapOf(INT)),
        ({"type": "object"}, ir.MapOf(ir.Scalar("any"))),
        (ref("Order"), ir.Named(ORDER, "input")),
        (ref("Color"), ir.EnumOf(component("Color"), "input", "str")),
        (ref("Level"), ir.EnumOf(component("Level"), "input", "int")),
        (ref("Ratio"), ir.EnumOf(component("Ratio"), "input", "number")),
        (ref("Mixed"), ir.EnumOf(component("Mixed"), "input", "any")),
        (ref("Flag"), ir.EnumOf(component("Flag"), "input", "bool")),
        ({"anyOf": [STRING, {"type": "integer"}, {"type": "null"}]}, ir.OneOf((TEXT, INT, NULL))),
        ({"anyOf": [{"type": "null"}, STRING]}, ir.OneOf((TEXT, NULL))),
        ({"anyOf": [STRING, {"anyOf": [STRING]}]}, TEXT),
        ({"anyOf": [STRING, {}]}, ir.Scalar("any")),
    ],
)
def test_types(slot, expected):
    assert type_of(slot, "input", FORM) == expected


def test_answers_know_less_than_requests():
    assert type_of({"type": "string", "const": "a"}, "answer", FORM) == TEXT
    assert type_of({"type": "integer", "const": 1}, "answer", FORM) == INT
    assert type_of({"type": "string", "format": "binary"}, "answer", FORM) == TEXT
    assert type_of(ref("Order"), "answer", FORM) == ir.Named(ORDER, "answer")


def test_unions_are_flat_and_end_in_null():
    assert union([NULL, ir.OneOf((TEXT, NULL)), INT]) == ir.OneOf((TEXT, INT, NULL))


@pytest.mark.parametrize(
    ("slot", "expected"),
    [
        ({"maxLength": 100}, "at most 100 characters"),
        ({"minLength": 1}, "at least 1 character"),
        ({"minLength": 2, "maxLength": 2}, "exactly 2 characters"),
        ({"minItems": 1, "maxItems": 300}, "between 1 and 300 items"),
        ({"maxProperties": 3}, "at most 3 entries"),
        ({"minimum": 0, "maximum": 1.5}, "between 0 and 1.5"),
        ({"minimum": 3}, "at least 3"),
        ({"exclusiveMinimum": 0, "maximum": 9}, "more than 0; at most 9"),
        ({"exclusiveMaximum": 7}, "less than 7"),
        ({"multipleOf": 5}, "a multiple of 5"),
        ({"uniqueItems": True}, "no item twice"),
        ({"pattern": "^a`b"}, "matches ``^a`b``"),
        ({"items": {"maxLength": 5}, "maxItems": 2}, "at most 2 items; each at most 5 characters"),
        ({"anyOf": [{"maxLength": 5}, {"type": "null"}]}, "at most 5 characters"),
        ({"anyOf": [{"maxLength": 5}, {"type": "integer"}]}, ""),
        ({}, ""),
    ],
)
def test_limits_in_words(slot, expected):
    assert "; ".join(in_words(slot)) == expected


# --- parameters ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("where", "more", "style", "explode"),
    [
        ("path", {}, "simple", False),
        ("query", {}, "form", True),
        ("header", {}, "simple", False),
        ("cookie", {}, "form", True),
        ("query", {"explode": False}, "form", False),
        ("query", {"explode": True}, "form", True),
        ("query", {"style": "deepObject"}, "deepObject", False),
        ("query", {"style": "deepObject", "explode": True}, "deepObject", True),
        ("path", {"style": "label", "explode": True}, "label", True),
    ],
)
def test_style_and_explode_by_the_defaults_of_openapi(where, more, style, explode):
    [found] = one_operation(parameters=[parameter("id", where, **more)]).parameters
    assert (found.style, found.explode) == (style, explode)


def test_a_parameter_keeps_all_that_is_said():
    schema = {"type": "string", "maxLength": 9, "description": "Not this."}
    given = parameter("id", "path", schema, description="The id.", deprecated=True)
    [found] = one_operation(parameters=[given]).parameters
    assert found == ir.Parameter(
        name="id",
        where="path",
        type=TEXT,
        required=True,
        style="simple",
        explode=False,
        description="The id.",
        deprecated=True,
        limits=("at most 9 characters",),
    )


def test_a_parameter_without_a_description_has_that_of_its_type():
    enums = {"Color": enum("red", description="A colour.")}
    [found] = one_operation(
        parameters=[parameter("c", schema=ref("Color"))], enums=enums
    ).parameters
    assert found.description == "A colour."


def test_a_parameter_with_json_content():
    given = {"name": "f", "in": "query", "content": {"application/json": {"schema": ref("Bad")}}}
    [found] = one_operation(
        parameters=[given], inputs={"Bad": FORM.inputs[component("Bad")]}
    ).parameters
    assert (found.style, found.type) == ("json", ir.Named(component("Bad"), "input"))


def test_a_header_cannot_be_the_clients_and_the_operations():
    def call():
        text = "headers: {X-Site: {argument: site}}"
        return one_operation(text, parameters=[parameter("x-site", "header")])

    assert problems_of(call) == ["header-twice"]


# --- bodies -------------------------------------------------------------------------------------


def test_an_object_is_spread():
    inputs = {
        "Update": obj(
            order={**ref("Order"), "description": "What to change."},
            name={
                "anyOf": [{"type": "string", "maxLength": 5}, {"type": "null"}],
                "deprecated": True,
            },
        )
        | {"required": ["order"]},
        "Order": obj("a"),
    }
    found = one_operation(method="patch", body=json_body(ref("Update")), inputs=inputs)
    assert found.body == ir.ObjectBody(
        media_type="application/json",
        encoding="json",
        id=component("Update"),
        required=True,
        fields=(
            ir.BodyField(
                name="order",
                type=ir.Named(ORDER, "input"),
                required=True,
                description="What to change.",
                deprecated=False,
                limits=(),
            ),
            ir.BodyField(
                name="name",
                type=ir.OneOf((TEXT, NULL)),
                required=False,
                description="",
                deprecated=True,
                limits=("at most 5 characters",),
            ),
        ),
    )


@pytest.mark.parametrize(
    ("media_type", "slot", "encoding", "expected"),
    [
        ("application/json", {"type": "array", "items": STRING}, "json", ir.ListOf(TEXT)),
        ("application/vnd.api+json", STRING, "json", TEXT),
        ("application/json", ref("Open"), "json", ir.Named(component("Open"), "input")),
        ("text/plain", STRING, "text", TEXT),
        ("text/csv; charset=utf-8", STRING, "text", TEXT),
        (
            "application/octet-stream",
            {"type": "string", "format": "binary"},
            "bytes",
            ir.Scalar("bytes"),
        ),
        ("image/png", {}, "bytes", ir.Scalar("bytes")),
    ],
)
def test_bodies_that_are_taken_whole(media_type, slot, encoding, expected):
    body = {"description": "It.", "content": {media_type: {"schema": slot}}}
    found = one_operation(method="post", body=body, inputs={"Open": FORM.inputs[component("Open")]})
    assert found.body == ir.WholeBody(
        media_type=media_type, encoding=encoding, type=expected, required=False, description="It."
    )


def test_forms_say_how_their_properties_are_written():
    form = {
        "schema": ref("Order"),
        "encoding": {
            "a": {"style": "pipeDelimited"},
            "b": {"explode": False},
            "c": {"contentType": "x/y"},
        },
    }
    body = {"required": True, "content": {"application/x-www-form-urlencoded": form}}
    found = one_operation(method="post", body=body, inputs={"Order": obj("a", "b", "c")}).body
    assert found.encoding == "form"
    written = [(field.style, field.explode) for field in found.fields]
    assert written == [("pipeDelimited", False), ("form", False), (None, None)]


def test_multipart():
    file = {"type": "string", "format": "binary"}
    body = {"content": {"multipart/form-data": {"schema": ref("Upload")}}}
    found = one_operation(method="post", body=body, inputs={"Upload": obj("name", file=file)}).body
    assert (found.encoding, found.fields[1].type) == ("multipart", ir.Scalar("bytes"))


# --- answers ------------------------------------------------------------------------------------


def test_answers_by_status():
    responses = {
        "default": answer({}),
        "404": {"description": "Not here."},
        "2XX": {"description": "Fine.", "content": {"text/plain": {"schema": STRING}}},
        "4XX": answer(STRING),
        "200": answer(ref("Order")),
        "302": {"description": "Elsewhere."},
    }
    found = one_operation(responses=responses, answers={"Order": obj("a")})
    assert [reply.status for reply in found.replies] == ["200", "2XX"]
    assert [reply.status for reply in found.errors] == ["302", "404", "4XX", "default"]
    assert found.replies[0].type == ir.Named(ORDER, "answer")
    assert (found.replies[1].encoding, found.replies[1].type) == ("text", TEXT)
    assert found.errors[0] == ir.Reply(
        status="302", description="Elsewhere.", media_type=None, encoding="none", type=None
    )
    assert found.returns == ir.OneOf((ir.Named(ORDER, "answer"), TEXT))


def test_default_is_a_success_only_where_no_other_is_documented():
    found = one_operation(responses={"default": answer(STRING), "404": answer(STRING)})
    assert [reply.status for reply in found.replies] == ["default"]
    assert [reply.status for reply in found.errors] == ["404", "default"]
    found = one_operation(responses={"default": answer(STRING), "204": {"description": ""}})
    assert [reply.status for reply in found.replies] == ["204"]


@pytest.mark.parametrize(
    ("responses", "expected"),
    [
        ({"204": {"description": ""}}, None),
        ({"200": answer(STRING)}, TEXT),
        ({"200": answer(STRING), "204": {"description": ""}}, ir.OneOf((TEXT, NULL))),
        ({"200": answer(STRING), "201": answer(STRING)}, TEXT),
        ({"200": {"description": "", "content": {"image/png": {}}}}, ir.Scalar("bytes")),
        ({"default": answer(STRING)}, TEXT),
        ({"404": answer(STRING)}, None),
    ],
)
def test_what_a_method_returns(responses, expected):
    assert one_operation(responses=responses).returns == expected


RESULT = "operations: {order: {result: order}}"


def test_a_declared_result():
    envelope = obj(order=ref("Order")) | {"required": ["order"]}
    answers = {"Envelope": envelope, "Order": obj("a")}
    found = one_operation(RESULT, responses={"200": answer(ref("Envelope"))}, answers=answers)
    assert found.result_property == "order"
    assert found.returns == ir.Named(ORDER, "answer")
    assert found.replies[0].type == ir.Named(component("Envelope"), "answer")


@pytest.mark.parametrize(
    ("envelope", "slot"),
    [
        (obj(order=STRING), ref("Envelope")),
        (obj("orders") | {"required": ["orders"]}, ref("Envelope")),
        (obj("order"), STRING),
        (obj("order"), {"type": "array", "items": ref("Envelope")}),
        ({"oneOf": [ref("Envelope")], "discriminator": {}}, ref("Envelope")),
    ],
)
def test_a_result_must_be_required_in_every_success(envelope, slot):
    answers = {"Envelope": envelope}
    assert problems_of(
        lambda: one_operation(RESULT, responses={"200": answer(slot)}, answers=answers)
    ) == ["invalid-result"]


def test_a_result_needs_an_answer():
    assert problems_of(lambda: one_operation(RESULT)) == ["invalid-result"]


# --- operations and the API ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("method", "text", "expected"),
    [
        ("get", "", True),
        ("head", "", True),
        ("put", "", True),
        ("delete", "", True),
        ("post", "", False),
        ("patch", "", False),
        ("patch", "operations: {order: {idempotent: true}}", True),
        ("get", "operations: {order: {idempotent: false}}", False),
    ],
)
def test_idempotent(method, text, expected):
    assert one_operation(text, method=method).idempotent is expected


def test_texts_and_security():
    found = one_operation(
        summary="Get it",
        description="Really.",
        deprecated=True,
        externalDocs={"url": "https://docs.example"},
        security=[{"key": [], "token": ["read"]}, {"key": []}, {}, {}],
    )
    assert (found.summary, found.description, found.deprecated) == ("Get it", "Really.", True)
    assert found.external_docs == "https://docs.example"
    assert found.security == (("key", "token"), ("key",), ())
    assert (found.method, found.path) == ("GET", "/orders")


SCHEMES = {
    "apiKey": {"type": "apiKey", "in": "header", "name": "X-Key", "description": "The key."},
    "bearer": {"type": "http", "scheme": "Bearer"},
    "login": {"type": "http", "scheme": "basic"},
    "oauth": {"type": "oauth2", "flows": {}},
    "oidc": {"type": "openIdConnect", "openIdConnectUrl": "https://id.example"},
}


def with_document(text="", **document):
    needs = [{name: []} for name in document.get("components", {}).get("securitySchemes", {})]
    responses = {"428": {"description": ""}, "204": {"description": ""}, "5XX": {"description": ""}}
    paths = {"/o": {"get": operation("get", security=needs, responses=responses)}}
    return api(canonical(paths, document=document), text)


def test_credentials_by_kind():
    found = with_document(components={"securitySchemes": SCHEMES}).credentials
    assert [(c.scheme, c.kind, c.wire_name, c.argument, c.environment) for c in found] == [
        ("apiKey", "header", "X-Key", "api_key", "WIX_ORDERS_API_KEY"),
        ("bearer", "bearer", "Authorization", "bearer", "WIX_ORDERS_BEARER"),
        ("login", "basic", "Authorization", "basic_auth", "WIX_ORDERS_BASIC_AUTH"),
        ("oauth", "oauth2", "Authorization", "oauth", "WIX_ORDERS_OAUTH"),
        ("oidc", "openIdConnect", "Authorization", "oidc", "WIX_ORDERS_OIDC"),
    ]
    assert found[0].description == "The key."


def test_credentials_as_declared():
    text = "credentials: {apiKey: {argument: key, environment: THE_KEY}}"
    schemes = {"securitySchemes": {"apiKey": SCHEMES["apiKey"]}}
    [found] = with_document(text, components=schemes).credentials
    assert (found.argument, found.environment) == ("key", "THE_KEY")


def test_servers_headers_and_errors():
    text = """
servers: {staging: https://staging.example}
headers: {X-Site: {argument: site, description: The site.}}
errors:
  code: [/code]
  message: [/message]
  classes: {PENDING: {status: 428, name: Pending, description: Wait.}}
request_id: x-request-id
"""
    servers = [
        {"url": "https://a.example", "description": "Live"},
        {"url": "https://staging.example"},
    ]
    found = with_document(text, servers=servers, externalDocs={"url": "https://docs.example"})
    assert [(server.name, server.url) for server in found.servers] == [
        ("staging", "https://staging.example"),
        ("live", "https://a.example"),
    ]
    assert found.headers == (
        ir.ClientHeader(
            wire_name="X-Site", argument="site", environment=None, description="The site."
        ),
    )
    assert found.error_statuses == (428,)
    assert found.error_ranges == ("5XX",)
    assert found.error_codes == (ir.ErrorCode(status=428, code="PENDING", description="Wait."),)
    assert (found.error_code_pointers, found.error_message_pointers) == (("/code",), ("/message",))
    assert found.request_id_header == "x-request-id"
    assert found.external_docs == "https://docs.example"
    assert (found.package, found.distribution, found.client_class) == (
        "wix_orders",
        "wix-orders",
        "WixOrders",
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("operations: {gett: {idempotent: true}}", "unknown-operation"),
        ("servers: {staging: https://b.example}", "unknown-server"),
        ("credentials: {apiKey: {argument: key}}", "unknown-security-scheme"),
        ("errors: {classes: {PENDING: {status: 404, name: Pending}}}", "undocumented-status"),
    ],
)
def test_what_is_declared_must_be_there(text, code):
    assert problems_of(lambda: with_document(text)) == [code]


def test_resources_in_the_order_of_the_tags():
    paths = {
        "/a": {"get": operation("a", tag="late"), "post": operation("b", tag="early")},
        "/c": {"get": operation("c", tag="late")},
    }
    tags = [{"name": "unused"}, {"name": "early", "description": "First."}]
    found = api(canonical(paths, document={"tags": tags}))
    assert [(r.tag, r.description, [o.id for o in r.operations]) for r in found.resources] == [
        ("early", "First.", ["b"]),
        ("late", "", ["a", "c"]),
    ]
