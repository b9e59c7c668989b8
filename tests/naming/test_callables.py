"""Names of resources, methods and arguments, of servers and credentials."""

import pytest

from generator.diagnostics import Problems, ProblemsFound
from generator.naming import name_all
from generator.naming.client import credential_names, server_names
from tests.naming.forms import canonical, declaration, json_body, obj, operation, parameter, ref


def named(form, text="", problems=None):
    return name_all(form, declaration(text), problems or Problems())


def test_tags_that_become_one_name_are_numbered_with_a_note():
    paths = {
        "/a": {"get": operation("a", tag="Pet Shop")},
        "/b": {"get": operation("b", tag="pet-shop")},
        "/c": {"get": operation("c", tag="pet_shop")},
    }
    problems = Problems()
    found = named(canonical(paths), problems=problems)
    assert found.resources == {
        "Pet Shop": "pet_shop_2",
        "pet-shop": "pet_shop_3",
        "pet_shop": "pet_shop",
    }
    assert {p.severity for p in problems} == {"note"}
    assert all(len(problem.places) == 2 for problem in problems)


def test_an_operation_can_be_moved_to_another_resource():
    paths = {"/a": {"get": operation("a", tag="Pets")}, "/b": {"get": operation("b", tag="Shops")}}
    for wanted in ("Pets", "pets"):
        found = named(canonical(paths), f"operations: {{b: {{resource: {wanted}}}}}")
        assert found.resources == {"Pets": "pets"}
    found = named(canonical(paths), "operations: {b: {resource: stores}}")
    assert found.resources == {"Pets": "pets", "stores": "stores"}


def test_operations_that_clash_are_an_error_at_both():
    paths = {"/a": {"get": operation("listPets")}, "/b": {"get": operation("list_pets")}}
    with pytest.raises(ProblemsFound) as caught:
        named(canonical(paths))
    [problem] = caught.value.problems
    assert (problem.code, len(problem.places)) == ("name-clash", 2)
    text = problem.hint.partition("`")[2].rpartition("`")[0]
    found = named(canonical(paths), text)
    assert found.operations == {"listPets": "list_pets", "list_pets": "list_pets_2"}


def test_operations_of_two_resources_do_not_clash():
    paths = {"/a": {"get": operation("list", tag="a")}, "/b": {"get": operation("List", tag="b")}}
    assert named(canonical(paths)).operations == {"list": "list", "List": "list"}


def arguments(parameters, body=None, inputs=None, text=""):
    paths = {"/a": {"put": operation("put", parameters=parameters, body=body)}}
    found = named(canonical(paths, inputs=inputs), text).arguments
    return {f"{where}.{name}": argument for (_, where, name), argument in found.items()}


def test_one_name_in_every_place():
    places = ["cookie", "header", "query", "path"]
    found = arguments(
        [parameter("id", where) for where in places], ref("Note"), {"Note": obj("id", "text")}
    )
    assert found == {
        "path.id": "id",
        "query.id": "id_query",
        "header.id": "id_header",
        "cookie.id": "id_cookie",
        "body.id": "id_body",
        "body.text": "text",
    }


def test_names_that_fall_together_in_one_place():
    found = arguments(
        [
            parameter("order-id"),
            parameter("order_id"),
            parameter("class"),
            parameter("class", "header"),
        ]
    )
    assert found == {
        "query.order_id": "order_id",
        "query.order-id": "order_id_query",
        "query.class": "class_",
        "header.class": "class_header",
    }


def test_a_suffix_that_is_taken():
    found = arguments([parameter("id", "path"), parameter("id"), parameter("id_query")])
    assert found == {"path.id": "id", "query.id": "id_2", "query.id_query": "id_query"}


@pytest.mark.parametrize(
    ("body", "parameters", "expected"),
    [
        ({"type": "array", "items": {"type": "string"}}, [], "body"),
        ({"type": "string"}, ["body"], "request_body"),
        ({"anyOf": [ref("Note"), {"type": "null"}]}, [], "body"),
        (ref("Open"), [], "body"),
        (ref("Nothing"), [], "body"),
        ({"content": {"text/plain": {"schema": {"type": "string"}}}}, [], "body"),
    ],
)
def test_bodies_that_are_taken_whole(body, parameters, expected):
    inputs = {
        "Note": obj("id"),
        "Nothing": obj(),
        "Open": obj("id") | {"additionalProperties": {"type": "string"}},
    }
    found = arguments([parameter(name) for name in parameters], body, inputs)
    assert found["body."] == expected


def test_a_body_argument_follows_the_pinned_field():
    text = 'names: {types: {"#/components/schemas/Note": {members: {id: note_id}}}}'
    assert arguments([], json_body(ref("Note")), {"Note": obj("id")}, text) == {
        "body.id": "note_id"
    }


@pytest.mark.parametrize(
    ("servers", "declared", "expected"),
    [
        (
            [
                ("https://api.x.com", "Production server"),
                ("https://stage.x.com", "The staging API"),
            ],
            {},
            "production staging",
        ),
        (
            [
                ("https://api.x.com", ""),
                ("https://api.staging.x.com", ""),
                ("http://localhost:80", ""),
            ],
            {},
            "production staging localhost",
        ),
        (
            [("https://eu.api.x.com", "A long story about it"), ("https://us.api.x.com", "")],
            {},
            "eu us",
        ),
        ([("https://a.com", "Test"), ("https://b.com", "Test")], {}, "test production"),
        (
            [("https://a.com", "Test"), ("https://b.com", "Live")],
            {"main": "https://b.com"},
            "main test",
        ),
        ([("http://127.0.0.1:8000", "")], {}, "local"),
        ([("/v2", "")], {}, "default"),
    ],
)
def test_servers(servers, declared, expected):
    given = [{"url": url, "description": text} for url, text in servers]
    assert list(server_names(given, declared).values()) == expected.split()


@pytest.mark.parametrize(
    ("schemes", "declared", "taken", "expected"),
    [
        ({"apiKey": "header"}, {}, [], {"apiKey": "api_key"}),
        ({"bearerAuth": "bearer"}, {}, [], {"bearerAuth": "token"}),
        ({"basic": "basic"}, {}, [], {"basic": "basic_auth"}),
        ({"a": "header", "appKey": "query"}, {}, [], {"a": "a", "appKey": "app_key"}),
        ({"a": "oauth2", "b": "header"}, {}, [], {"a": "token", "b": "api_key"}),
        ({"a": "header"}, {}, ["api_key"], {"a": "a"}),
        ({"a": "header", "b": "header"}, {"a": "secret"}, [], {"a": "secret", "b": "api_key"}),
    ],
)
def test_credentials(schemes, declared, taken, expected):
    assert credential_names(schemes, declared, taken) == expected
