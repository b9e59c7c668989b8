"""Names of classes, members and what else a package exports."""

from dataclasses import replace

import pytest

from generator.diagnostics import Problems, ProblemsFound
from generator.naming import name_all, to_pins
from generator.source import parse
from tests.naming.forms import (
    ORDER,
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

GET = "#/paths/~1orders/get"
PATCH = "#/paths/~1orders/patch"
JSON = "content/application~1json/schema"
MEMBERS = {"type": "object", "properties": {"x": {"type": "string"}}}


def named(form, text="", **more):
    return name_all(form, declaration(text, **more), Problems())


def type_names(form, text="", **more):
    return named(form, text, **more).types


PATHS = {
    "/orders": {
        "get": operation(
            "listOrders",
            parameters=[
                parameter("page"),
                parameter("status", schema=ref(f"{GET}/parameters/1/schema")),
            ],
            responses={"200": answer(ref(f"{GET}/responses/200/{JSON}"))},
        ),
        "patch": operation("updateOrder", body=ref(f"{PATCH}/requestBody/{JSON}")),
    }
}
PLACES = [
    (ORDER, "Order"),
    ("common.yaml#/Price", "Price"),
    ("price.yaml#", "Price"),
    ("common.yaml#/components/schemas/Price", "Price"),
    ("common.yaml#/definitions/Price", "Price"),
    (component("com.acme.Order-Line"), "ComAcmeOrderLine"),
    (component("HTTPError"), "HTTPError"),
    (f"{ORDER}/properties/lineItems/items", "OrderLineItemsItem"),
    (f"{ORDER}/properties/buyer/allOf/1", "OrderBuyer"),
    (f"{ORDER}/properties/properties", "OrderProperties"),
    (f"{ORDER}/properties/tags/additionalProperties", "OrderTagsValue"),
    (f"{ORDER}/oneOf/0", "Order"),
    (f"{ORDER}/properties/size/anyOf/1", "OrderSize"),
    (f"{ORDER}/properties/size/anyOf/1/items", "OrderSizeItem"),
    (f"{ORDER}/properties/anyOf", "OrderAnyOf"),
    (f"{ORDER}/properties/pair/prefixItems/1", "OrderPairItem2"),
    (f"{ORDER}/$defs/Inner", "OrderInner"),
    (f"#/components/responses/NotHere/{JSON}", "NotHereResponse"),
    (f"#/components/responses/ErrorResponse/{JSON}", "ErrorResponse"),
    (f"#/components/requestBodies/Order/{JSON}", "OrderRequest"),
    ("#/components/parameters/Limit/schema", "Limit"),
    ("#/components/headers/X-Rate/schema", "XRateHeader"),
    ("#/components/responses/NotHere/headers/X-Rate/schema", "NotHereResponseXRateHeader"),
    (f"not_here.yaml#/{JSON}", "NotHereResponse"),
    (f"not_here.yaml#/{JSON}/properties/code", "NotHereResponseCode"),
    (f"answers.yaml#/NotHere/{JSON}", "NotHereResponse"),
    (f"error_response.yaml#/{JSON}", "ErrorResponse"),
    ("not_here.yaml#/headers/X-Rate/schema", "NotHereXRateHeader"),
    ("limit.yaml#/schema", "Limit"),
    ("parameters.yaml#/limit/schema/items", "LimitItem"),
    (f"{PATCH}/requestBody/{JSON}", "UpdateOrderRequest"),
    (f"{PATCH}/requestBody/{JSON}/properties/order", "UpdateOrderRequestOrder"),
    (f"{GET}/responses/200/{JSON}", "ListOrdersResponse"),
    (f"{GET}/responses/200/{JSON}/items", "ListOrdersResponseItem"),
    (f"{GET}/responses/404/{JSON}", "ListOrdersError404"),
    (f"{GET}/responses/4XX/{JSON}", "ListOrdersError4XX"),
    (f"{GET}/responses/default/{JSON}", "ListOrdersError"),
    (f"{GET}/responses/200/headers/X-Next/schema", "ListOrdersResponseXNextHeader"),
    (f"{GET}/parameters/1/schema", "ListOrdersStatus"),
    (f"{GET}/parameters/1/schema/items", "ListOrdersStatusItem"),
    (component("Warning"), "WarningAnswer"),
    (component("Field"), "Field"),
    (component("Tag"), "Tag"),
    (component("Any"), "AnyAnswer"),
    (component("Response"), "ResponseAnswer"),
    (component("Missing"), "MissingAnswer"),
    (component("WixOrdersError"), "WixOrdersErrorAnswer"),
    (component("AsyncWixOrders"), "AsyncWixOrdersAnswer"),
    (component("StatusError"), "StatusErrorAnswer"),
    (component("Operation"), "Operation"),
    (component("3d"), "Model3d"),
    (component(""), "Empty"),
]


@pytest.mark.parametrize(("type_id", "expected"), PLACES)
def test_a_type_is_called_by_its_place(type_id, expected):
    assert type_names(canonical(PATHS, answers={type_id: MEMBERS}))[type_id, "answer"] == expected


def test_places_in_files_of_their_own():
    form = canonical(PATHS, answers={"order.yaml#/properties/buyer": MEMBERS})
    assert list(type_names(form).values()) == ["OrderBuyer"]


def test_alternatives_are_numbered_where_several_have_names():
    several = {f"{ORDER}/oneOf/0": MEMBERS, f"{ORDER}/oneOf/2": MEMBERS}
    assert sorted(type_names(canonical(answers=several)).values()) == [
        "OrderOption1",
        "OrderOption3",
    ]
    beside = {ORDER: MEMBERS, f"{ORDER}/anyOf/0": MEMBERS}
    assert sorted(type_names(canonical(answers=beside)).values()) == ["Order", "OrderOption1"]


def test_a_parameter_of_a_whole_path():
    place = "#/paths/~1orders/parameters/0/schema"
    paths = {
        "/orders": {"get": operation("list", parameters=[parameter("state", schema=ref(place))])}
    }
    names = named(canonical(paths, enums={place: enum("a")}))
    assert names.types[place, "answer"] == "OrdersState"
    assert names.identities == {place: "#/paths/~1orders/parameters/query.state/schema"}


def test_an_operation_that_fills_a_file():
    body, state = f"update.yaml#/requestBody/{JSON}", "update.yaml#/parameters/0/schema"
    given = operation("update", parameters=[parameter("state", schema=ref(state))], body=ref(body))
    form = canonical(
        {"/orders": {"patch": given}}, inputs={body: MEMBERS}, enums={state: enum("a")}
    )
    file = parse("update.yaml", "{}", Problems(), "update.yaml")
    names = named(replace(form, places={"update": file.root}))
    assert names.types[body, "input"] == "UpdateRequest"
    assert names.types[state, "answer"] == "UpdateState"


def test_a_body_that_fills_a_file():
    body = f"write.yaml#/{JSON}"
    form = canonical({"/o": {"put": operation("put", body=ref(body))}}, inputs={body: MEMBERS})
    assert type_names(form)[body, "input"] == "WriteRequest"


@pytest.mark.parametrize(
    ("answers", "inputs", "expected"),
    [
        ({"Order": obj("a")}, {}, {"answer": "Order"}),
        ({}, {"Order": obj("a")}, {"input": "Order"}),
        ({"Order": obj("a")}, {"Order": obj("a")}, {"answer": "Order", "input": "OrderInput"}),
    ],
)
def test_sides(answers, inputs, expected):
    found = type_names(canonical(answers=answers, inputs=inputs))
    assert {side: name for (_, side), name in found.items()} == expected


def test_a_component_beats_what_is_derived():
    both = {"Order": obj("a"), f"{ORDER}/properties/item": obj("b")}
    form = canonical(answers=both | {"OrderInput": obj("c"), "OrderItem": obj("d")}, inputs=both)
    found = type_names(form)
    assert found[component("OrderInput"), "answer"] == "OrderInput"
    assert found[ORDER, "input"] == "OrderModelInput"
    assert found[component("OrderItem"), "answer"] == "OrderItem"
    assert found[f"{ORDER}/properties/item", "answer"] == "OrderItemAnswer"


def test_clashes_of_components():
    form = canonical(
        answers={
            "order": obj("a"),
            "Order": obj("b"),
            "ORDER": obj("c"),
            "shared.yaml#/Order": obj("d"),
        },
        enums={"or-der": enum("a"), "OrDer": enum("b")},
    )
    found = type_names(form)
    assert found[component("Order"), "answer"] == "Order"
    assert found[component("ORDER"), "answer"] == "ORDER"
    assert found[component("order"), "answer"] == "OrderAnswer"
    assert found["shared.yaml#/Order", "answer"] == "SharedOrder"
    assert found[component("OrDer"), "answer"] == "OrDer"
    assert (
        found[component("or-der"), "answer"] == found[component("or-der"), "input"] == "OrDerEnum"
    )


def test_the_last_resort_is_a_number():
    form = canonical(answers={name: obj("a") for name in ("a-b", "a_b", "a.b", "a b", "aB")})
    assert sorted(type_names(form).values()) == ["AB", "AB2", "AB3", "ABAnswer", "ABModel"]


def test_a_resource_gives_way_to_a_component_and_a_component_to_a_status():
    paths = {"/o": {"get": operation("list", responses={"404": answer(ref("NotFound"))})}}
    found = named(canonical(paths, answers={"Orders": obj("a"), "NotFound": obj("b")}))
    assert found.types[component("Orders"), "answer"] == "Orders"
    assert found.resource_classes == {"Orders": "OrdersResource"}
    assert found.statuses == {"404": "NotFound"}
    assert found.types[component("NotFound"), "answer"] == "NotFoundAnswer"


@pytest.mark.parametrize(
    "tag", ["Operation", "Parameter", "json", "Wix Orders", "Async Wix Orders", "Resource"]
)
def test_resources_do_not_hide_what_their_module_needs(tag):
    found = named(canonical({"/o": {"get": operation("list", tag=tag)}}))
    assert found.resource_classes[tag].endswith(("Resource", "Operations"))


def test_statuses():
    statuses = [
        "200",
        "204",
        "302",
        "404",
        "418",
        "428",
        "429",
        "499",
        "500",
        "501",
        "4XX",
        "5XX",
        "default",
    ]
    paths = {"/o": {"get": operation("list", responses={s: {"description": ""} for s in statuses})}}
    assert named(canonical(paths)).statuses == {
        "302": "Found",
        "404": "NotFound",
        "418": "Status418",
        "428": "PreconditionRequired",
        "429": "TooManyRequests",
        "499": "Status499",
        "500": "InternalServerError",
        "501": "NotImplementedByServer",
        "4XX": "ClientError",
        "5XX": "ServerError",
    }


def test_codes_are_called_as_declared():
    text = "errors: {classes: {PENDING: {status: 428, name: OrderIsPending}}}"
    found = named(canonical(answers={"OrderIsPending": obj("a")}), text)
    assert found.codes == {"PENDING": "OrderIsPending"}
    assert found.types[component("OrderIsPending"), "answer"] == "OrderIsPendingAnswer"


def test_aliases_are_for_enums_of_texts_or_numbers_that_requests_take():
    paths = {"/o": {"get": operation("list", parameters=[parameter("a", schema=ref("Asked"))])}}
    form = canonical(
        paths,
        enums={
            "Asked": enum("a"),
            "Sent": enum("b"),
            "Told": enum("c"),
            "Number": enum(1, 2),
            "Mixed": enum(1, "a"),
            "Truth": enum(1, True),
            "InList": enum("d"),
            "AskedLike": enum("e"),
        },
        inputs={
            "Order": obj(
                s=ref("Sent"),
                n=ref("Number"),
                m=ref("Mixed"),
                t=ref("Truth"),
                items={"type": "array", "items": {"anyOf": [ref("InList"), {"type": "null"}]}},
            )
        },
        answers={"Answered": obj(t=ref("Told"))},
    )
    assert named(form).literals == {
        component("Asked"): "AskedLiteral",
        component("Sent"): "SentLike",
        component("InList"): "InListLike",
        component("Number"): "NumberLike",
    }


def test_parameter_objects_are_private_and_called_like_the_arguments():
    checked = {"type": "object", "properties": {"query.class": {"type": "integer"}}}
    paths = {"/orders": {"get": operation("list", parameters=[parameter("class")])}}
    found = named(canonical(paths, inputs={f"{GET}/parameters": checked}))
    assert found.parameter_models == {"list": "ListParameters"}
    assert found.types[f"{GET}/parameters", "input"] == "ListParameters"
    assert found.members[f"{GET}/parameters", "query.class"] == "class_"


def test_bodies_that_are_no_objects_have_private_types_where_they_have_limits():
    def post(name, slot):
        return {"post": operation(name, body=json_body(slot))}

    paths = {
        "/a": post("short", {"type": "array", "items": ref("Order"), "minItems": 1}),
        "/b": post("texts", {"type": "array", "items": {"type": "string", "maxLength": 3}}),
        "/c": post("days", {"type": "string", "format": "date"}),
        "/d": post("plain", {"type": "array", "items": ref("Order")}),
        "/e": post("object", ref("Order")),
        "/f": post("anything", {}),
    }
    found = named(canonical(paths, inputs={"Order": obj("a")}))
    assert found.body_types == {"short": "ShortBody", "texts": "TextsBody", "days": "DaysBody"}
    assert not {"ShortBody", "TextsBody", "DaysBody"} & set(to_pins(found).types.values())


# --- members ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["ASC", "asc"], ["ASC", "ASC_LOWER"]),
        (["asc", "Asc", "ASC"], ["ASC_LOWER", "ASC_MIXED", "ASC"]),
        (["ASC", "asc ", "ASC-"], ["ASC", "ASC_DACB85", "ASC_0281DF"]),
        (["asc", "desc"], ["ASC", "DESC"]),
        (["GMT+0", "GMT-0", "GMT0"], ["GMT_PLUS_0", "GMT_0", "GMT0"]),
        (["GMT-0", "GMT 0"], None),
        (["+1", "-1", "1", 1], ["PLUS_1", "MINUS_1", "VALUE_1_TEXT", "VALUE_1"]),
        ([1, -1, 0, 1.5], ["VALUE_1", "VALUE_MINUS_1", "VALUE_0", "VALUE_1_5"]),
        ([True, "true", "TRUE"], None),
        (["", " ", "_"], ["EMPTY", "SPACE", "UNDERSCORE"]),
        (["é", "e"], ["É", "E"]),
        (["name", "value", "mro"], ["NAME", "VALUE", "MRO"]),
    ],
)
def test_enum_members(values, expected):
    found = named(canonical(enums={"E": enum(*values)})).members
    assert len(set(found.values())) == len(values)
    if expected is not None:
        assert list(found.values()) == expected or set(found.values()) == set(expected)
    shuffled = named(canonical(enums={"E": enum(*reversed(values))})).members
    assert shuffled == found


def test_members_may_be_named_by_the_document():
    schema = enum(1, 2, 3, **{"x-enum-varnames": ["low", "VeryHigh", ""]})
    found = named(canonical(enums={"E": schema})).members
    assert list(found.values()) == ["LOW", "VERY_HIGH", "VALUE_3"]
    short = enum(1, 2, **{"x-enum-varnames": ["low"]})
    assert list(named(canonical(enums={"E": short})).members.values()) == ["VALUE_1", "VALUE_2"]


def test_fields_of_both_sides_have_one_name():
    form = canonical(
        answers={"Order": obj("lineItems", "only")}, inputs={"Order": obj("lineItems")}
    )
    assert named(form).members == {(ORDER, "lineItems"): "line_items", (ORDER, "only"): "only"}


@pytest.mark.parametrize(
    ("wires", "loser"),
    [
        (["birth_date", "birthDate"], "birthDate"),
        (["@type", "type"], "@type"),
        (["class", "__class__"], "__class__"),
    ],
)
def test_fields_that_clash_are_an_error_that_says_what_to_write(wires, loser):
    form = canonical(answers={"Order": obj(*wires)})
    with pytest.raises(ProblemsFound) as caught:
        named(form)
    [problem] = caught.value.problems
    assert problem.code == "name-clash"
    text = problem.hint.partition("`")[2].rpartition("`")[0]
    assert loser in text
    found = named(form, text)
    assert len(set(found.members.values())) == 2


def test_bodies_of_several_media_types_stay_apart():
    other = f"{PATCH}/requestBody/content/multipart~1form-data/schema"
    form = canonical(PATHS, inputs={f"{PATCH}/requestBody/{JSON}": obj("a"), other: obj("b")})
    assert set(type_names(form).values()) == {"UpdateOrderRequest", "UpdateOrderRequestFormData"}
