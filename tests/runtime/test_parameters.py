"""The table of OpenAPI 3.1.1, "Style Examples", and what it leaves open."""

from __future__ import annotations

from typing import Annotated, Any

import pytest
from pydantic import Field

STRING, ARRAY, OBJECT = "blue", ["blue", "black", "brown"], {"R": 100, "G": 200, "B": 150}


@pytest.mark.parametrize(
    ("style", "explode", "string", "array", "object_"),
    [
        ("matrix", False, ";color=blue", ";color=blue,black,brown", ";color=R,100,G,200,B,150"),
        (
            "matrix",
            True,
            ";color=blue",
            ";color=blue;color=black;color=brown",
            ";R=100;G=200;B=150",
        ),
        ("label", False, ".blue", ".blue,black,brown", ".R,100,G,200,B,150"),
        ("label", True, ".blue", ".blue.black.brown", ".R=100.G=200.B=150"),
        ("simple", False, "blue", "blue,black,brown", "R,100,G,200,B,150"),
        ("simple", True, "blue", "blue,black,brown", "R=100,G=200,B=150"),
    ],
)
def test_paths(style, explode, string, array, object_):
    from sample_api._runtime.parameters import in_path

    written = [in_path("color", style, explode, value) for value in (STRING, ARRAY, OBJECT)]
    assert written == [string, array, object_]


@pytest.mark.parametrize(
    ("style", "explode", "string", "array", "object_"),
    [
        ("form", False, "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"),
        ("form", True, "color=blue", "color=blue&color=black&color=brown", "R=100&G=200&B=150"),
        (
            "spaceDelimited",
            False,
            "color=blue",
            "color=blue%20black%20brown",
            "color=R%20100%20G%20200%20B%20150",
        ),
        (
            "pipeDelimited",
            False,
            "color=blue",
            "color=blue%7Cblack%7Cbrown",
            "color=R%7C100%7CG%7C200%7CB%7C150",
        ),
        (
            "spaceDelimited",
            True,
            "color=blue",
            "color=blue&color=black&color=brown",
            "R=100&G=200&B=150",
        ),
        (
            "deepObject",
            True,
            "color=blue",
            "color=blue&color=black&color=brown",
            "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150",
        ),
        (
            "json",
            False,
            "color=%22blue%22",
            "color=%5B%22blue%22%2C%22black%22%2C%22brown%22%5D",
            "color=%7B%22R%22%3A100%2C%22G%22%3A200%2C%22B%22%3A150%7D",
        ),
    ],
)
def test_queries(style, explode, string, array, object_):
    from sample_api._runtime.parameters import in_query

    written = ["&".join(in_query("color", style, explode, v)) for v in (STRING, ARRAY, OBJECT)]
    assert written == [string, array, object_]


def test_headers_and_cookies():
    from sample_api._runtime.parameters import in_header, in_query, percent_cookie

    assert in_header("simple", False, OBJECT) == "R,100,G,200,B,150"
    assert in_header("simple", True, OBJECT) == "R=100,G=200,B=150"
    assert in_header("simple", False, "a b/c") == "a b/c"
    assert in_header("json", False, ["é"]) == '["\\u00e9"]'
    assert in_query("c", "form", True, 'a;b"', percent_cookie) == ["c=a%3Bb%22"]
    for bad in ("a\r\nb", "é", " a", "a\0"):
        with pytest.raises(ValueError, match="header"):
            in_header("simple", False, bad)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "true"),
        (1.5, "1.5"),
        (10**20, "1" + "0" * 20),
        ("", ""),
        ("a&b=c", "a%26b%3Dc"),
        ("~-._", "~-._"),
    ],
)
def test_scalars(value, text):
    from sample_api._runtime.parameters import in_query

    assert in_query("n m", "form", True, value) == [f"n%20m={text}"]


def test_reserved_characters_and_what_must_not_be_left():
    from sample_api._runtime.parameters import in_query, percent_reserved

    (written,) = in_query("q", "form", True, ":/?#[]@!$&'()*+,;=%", percent_reserved)
    assert written == "q=:/?%23%5B%5D@!$%26'()*%2B,;=%25"


def test_what_is_left_out_and_what_has_no_form():
    from sample_api._runtime.parameters import in_path, in_query

    for nothing in (None, [], {}):
        assert in_query("q", "form", True, nothing) == []
        with pytest.raises(ValueError, match="empty"):
            in_path("q", "simple", False, nothing)
    assert in_query("q", "form", True, ["a", None]) == ["q=a"]
    assert in_query("q", "deepObject", True, {"a": {"b": 1}, "c": [1, 2]}) == [
        "q%5Ba%5D%5Bb%5D=1",
        "q%5Bc%5D=1",
        "q%5Bc%5D=2",
    ]
    with pytest.raises(ValueError, match="no form"):
        in_query("q", "form", True, [["a"]])


@pytest.mark.parametrize("style", ["simple", "label", "matrix"])
def test_a_path_is_given_no_empty_list_member_alone(style):
    from sample_api._runtime.parameters import in_path

    with pytest.raises(ValueError, match="is empty, and a path needs a value"):
        in_path("p", style, False, [""])
    assert in_path("p", "simple", False, ["", "a"]) == ",a"


@pytest.mark.parametrize("explode", [True, False])
def test_a_name_in_a_path_is_encoded(explode):
    from sample_api._runtime.parameters import in_path

    assert in_path("a/b ?", "matrix", explode, "x") == ";a%2Fb%20%3F=x"


@pytest.mark.parametrize(("style", "value"), [("label", "."), ("simple", ".."), ("label", [""])])
def test_no_style_makes_a_dot_segment(style, value):
    from sample_api._runtime.model import Input
    from sample_api._runtime.operation import Operation, Parameter
    from sample_api._runtime.plan import Plan
    from sample_api.client import SERVICE, Sample
    from sample_api.errors import RequestInvalid

    class Checked(Input):
        p: Annotated[Any, Field(alias="path.p")]

    operation = Operation(
        name="x",
        method="GET",
        path="/a/{p}",
        parameters=(Parameter("argument", "p", "path", style=style),),
        checked=lambda: Checked,
    )
    plan = Plan(operation, Sample()._settings)
    assert SERVICE.name == "sample"
    with pytest.raises(RequestInvalid, match="argument"):
        plan.draft({"argument": value})
