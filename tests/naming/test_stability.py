"""Names do not depend on the order of the document, and what is pinned never moves."""

import random
from copy import deepcopy

import pytest

from generator.declaration import write_names
from generator.diagnostics import Problems, ProblemsFound
from generator.naming import name_all, to_pins
from tests.naming.forms import (
    ORDER,
    answer,
    canonical,
    component,
    declaration,
    enum,
    obj,
    operation,
    parameter,
    ref,
)

STATUS = "#/paths/~1orders/get/parameters/{}/schema"
HEAD = "package: wix-orders\nclient: WixOrders\n"


def paths(first="status", second="sort"):
    """Two parameters with enums of their own, in this order."""
    place = {first: STATUS.format(0), second: STATUS.format(1)}
    return {
        "/orders": {
            "get": operation(
                "listOrders",
                parameters=[parameter(name, schema=ref(place[name])) for name in place],
                responses={"200": answer(ref("Orders")), "404": answer(ref("NotFound"))},
            )
        },
        "/orders/{id}": {
            "patch": operation(
                "updateOrder",
                parameters=[parameter("id", "path"), parameter("Order")],
                body=ref("OrderUpdate"),
            )
        },
    }


def parts():
    both = {"Order": obj("appID", "class"), f"{ORDER}/properties/item": obj("x"), "a.b": obj("y")}
    return {
        "enums": {
            STATUS.format(0): enum("open", "OPEN", "Open"),
            STATUS.format(1): enum("asc", "+asc"),
            "ab": enum("a-b", "a_b", 1, "1"),
        },
        "answers": both | {"Orders": obj("orders"), "NotFound": obj("message"), "AB": obj("z")},
        "inputs": both | {"OrderUpdate": obj("order", "id")},
    }


def names(found_paths, text="", **schemas):
    return name_all(canonical(found_paths, **schemas), declaration(text), Problems())


def pinned(found):
    """What would stand in client.yaml after this run."""
    return write_names(HEAD, to_pins(found)).removeprefix(HEAD)


def shuffled(value, seed):
    match value:
        case dict():
            items = [(key, shuffled(inner, seed)) for key, inner in value.items()]
            random.Random(seed).shuffle(items)
            return dict(items)
        case _:
            return value


@pytest.mark.parametrize("seed", range(12))
def test_the_order_of_the_document_does_not_matter(seed):
    given = parts()
    other = shuffled(deepcopy(given), seed)
    for schema in other["enums"].values():
        random.Random(seed).shuffle(schema["enum"])
    assert names(shuffled(paths(), seed), **other) == names(paths(), **given)


def test_the_order_of_parameters_does_not_matter():
    first = names(paths(), **parts())
    swapped = parts()
    swapped["enums"][STATUS.format(0)], swapped["enums"][STATUS.format(1)] = (
        swapped["enums"][STATUS.format(1)],
        swapped["enums"][STATUS.format(0)],
    )
    again = names(paths("sort", "status"), pinned(first), **swapped)
    assert again.types[STATUS.format(1), "input"] == first.types[STATUS.format(0), "input"]
    assert to_pins(again) == to_pins(first)


def test_what_is_pinned_is_what_is_given_again():
    first = names(paths(), **parts())
    again = names(paths(), pinned(first), **parts())
    assert again == first
    assert pinned(again) == pinned(first)


def everything_kept(before, after):
    for table in (
        "types",
        "members",
        "literals",
        "resources",
        "operations",
        "arguments",
        "statuses",
        "codes",
    ):
        old, new = getattr(before, table), getattr(after, table)
        assert old.items() <= new.items(), table
    assert before.resource_classes.items() <= after.resource_classes.items()


@pytest.mark.parametrize(
    ("kind", "name", "schema"),
    [
        ("answers", "OrderInput", obj("x")),
        ("answers", "OrderItem", obj("x")),
        ("inputs", "OrderUpdateInput", obj("x")),
        ("enums", "ListOrdersStatus", enum("x")),
        ("enums", "ListOrdersStatusLike", enum("x")),
        ("answers", "ListOrdersParameters", obj("x")),
        ("answers", "order", obj("x")),
        ("answers", "A-b", obj("x")),
        ("answers", "OrdersResource", obj("x")),
        ("answers", "NotFoundAnswer", obj("x")),
        ("answers", "a.yaml#/Order", obj("x")),
    ],
)
def test_a_clashing_schema_moves_no_name(kind, name, schema):
    before = names(paths(), **parts())
    more = parts()
    more[kind][name if "#" in name else component(name)] = schema
    everything_kept(before, names(paths(), pinned(before), **more))


def test_a_resource_keeps_its_class_when_a_schema_of_its_name_comes():
    form = {"/orders": {"get": operation("list", tag="Orders")}}
    before = names(form)
    assert before.resource_classes == {"Orders": "Orders"}
    after = names(form, pinned(before), answers={"Orders": obj("x")})
    assert after.resource_classes == {"Orders": "Orders"}
    assert after.types[component("Orders"), "answer"] == "OrdersAnswer"


def test_more_fields_members_statuses_parameters_and_tags_move_no_name():
    before = names(paths(), **parts())
    more = parts()
    for side in ("answers", "inputs"):
        more[side]["Order"] = obj("appID", "class", "itemCount")
    more["enums"]["ab"] = enum("a-b", "a_b", "A_B", "A-B", 1, "1", "VALUE_1")
    wider = paths()
    wider["/orders/{id}"]["patch"]["parameters"] += [
        parameter("order", "path"),
        parameter("id", "header"),
    ]
    wider["/orders"]["get"]["responses"]["4XX"] = {"description": ""}
    wider["/orders"]["post"] = operation("orders", tag="orders")
    everything_kept(before, names(wider, pinned(before), **more))


def test_a_second_use_moves_no_name():
    as_input = names(paths(), **parts() | {"answers": {}, "inputs": {"Order": obj("a")}})
    assert as_input.types[ORDER, "input"] == "Order"
    both = parts() | {"answers": {"Order": obj("a")}, "inputs": {"Order": obj("a")}}
    after = names(paths(), pinned(as_input), **both)
    assert after.types[ORDER, "input"] == "Order"
    assert after.types[ORDER, "answer"] == "OrderAnswer"
    as_answer = names(paths(), **parts() | {"answers": {"Order": obj("a")}, "inputs": {}})
    after = names(paths(), pinned(as_answer), **both)
    assert (after.types[ORDER, "answer"], after.types[ORDER, "input"]) == ("Order", "OrderInput")
    assert names(paths(), pinned(after), **both) == after


def test_an_enum_that_requests_come_to_take_keeps_its_name():
    before = names(paths(), enums={"ab": enum("x")}, answers={"Order": obj(a=ref("ab"))})
    assert before.literals == {}
    after = names(
        paths(), pinned(before), enums={"ab": enum("x")}, inputs={"Order": obj(a=ref("ab"))}
    )
    assert after.types[component("ab"), "input"] == before.types[component("ab"), "answer"]
    assert after.literals == {component("ab"): "AbLike"}


def test_private_classes_are_not_pinned():
    checked = {"type": "object", "properties": {"query.Order": {"type": "string"}, "path.id": {}}}
    place = "#/paths/~1orders~1{id}/patch/parameters"
    found = names(paths(), inputs={place: checked})
    assert "Parameters" not in pinned(found)
    assert place not in pinned(found)


def test_a_pin_of_a_name_that_every_package_has():
    text = 'names: {types: {"#/components/schemas/Order": {answer: StatusError}}}'
    with pytest.raises(ProblemsFound) as caught:
        names(paths(), text, answers={"Order": obj("x")})
    [problem] = caught.value.problems
    assert problem.code == "name-clash"
    assert problem.places[0].file == "client.yaml"


def test_pins_of_what_is_gone_hold_no_name():
    text = 'names: {types: {"#/components/schemas/Gone": {answer: Order}}}'
    assert names(paths(), text, answers={"Order": obj("x")}).types[ORDER, "answer"] == "Order"
