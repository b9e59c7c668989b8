import json
import re

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.diagnostics import Problems
from generator.source import At, escape, format_pointer, parse, parse_pointer

YAML = """\
# a comment
openapi: 3.1.0
info: {title: 'é😀', version: "1"}
paths:
  /pets:
    get:
      parameters:
      - name: a
        in: query
      -   $ref: '#/x'
      empty:
      list: [1, {a: 2}]
      text: |
        lines
shared: &s
  x: 1
again: *s
merged:
  <<: *s
  y: 2
"""
IN_YAML = {
    # path: (value, key)
    (): ((2, 1), (2, 1)),
    ("openapi",): ((2, 10), (2, 1)),
    ("info",): ((3, 7), (3, 1)),
    ("info", "title"): ((3, 15), (3, 8)),
    ("info", "version"): ((3, 30), (3, 21)),
    ("paths",): ((4, 1), (4, 1)),
    ("paths", "/pets", "get"): ((6, 5), (6, 5)),
    ("paths", "/pets", "get", "parameters"): ((7, 7), (7, 7)),
    ("paths", "/pets", "get", "parameters", "0"): ((8, 9), (8, 9)),
    ("paths", "/pets", "get", "parameters", "0", "in"): ((9, 13), (9, 9)),
    ("paths", "/pets", "get", "parameters", "1"): ((10, 11), (10, 11)),
    ("paths", "/pets", "get", "parameters", "1", "$ref"): ((10, 17), (10, 11)),
    ("paths", "/pets", "get", "parameters", "2"): ((7, 7), (7, 7)),
    ("paths", "/pets", "get", "empty"): ((11, 7), (11, 7)),
    ("paths", "/pets", "get", "list"): ((12, 13), (12, 7)),
    ("paths", "/pets", "get", "list", "1", "a"): ((12, 21), (12, 18)),
    ("paths", "/pets", "get", "text"): ((13, 13), (13, 7)),
    ("paths", "/pets", "post", "x"): ((5, 3), (5, 3)),
    ("again",): ((17, 1), (17, 1)),
    ("again", "x"): ((16, 6), (16, 3)),
    ("merged", "x"): ((16, 6), (16, 3)),
    ("merged", "y"): ((20, 6), (20, 3)),
    ("nowhere",): ((2, 1), (2, 1)),
}

JSON = """\
{
  "openapi": "3.1.0",
  "a/b~": {"é😀": [1, {"x" : null}, "]}\\""], "y": -1.5e3},
  "last": [
    []
  ]
}
"""
IN_JSON = {
    (): ((1, 1), (1, 1)),
    ("openapi",): ((2, 14), (2, 3)),
    ("a/b~",): ((3, 11), (3, 3)),
    ("a/b~", "é😀"): ((3, 18), (3, 12)),
    ("a/b~", "é😀", "1"): ((3, 22), (3, 22)),
    ("a/b~", "é😀", "1", "x"): ((3, 29), (3, 23)),
    ("a/b~", "é😀", "2"): ((3, 36), (3, 36)),
    ("a/b~", "é😀", "3"): ((3, 18), (3, 12)),
    ("a/b~", "y"): ((3, 50), (3, 45)),
    ("last", "0"): ((5, 5), (5, 5)),
    ("nope", "x"): ((1, 1), (1, 1)),
}


def at(path, text, tokens):
    return At(parse(path, text, Problems()), tokens)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("tokens", "places"), IN_YAML.items(), ids=["#".join(t) or "root" for t in IN_YAML]
)
def test_places_in_yaml(tokens, places, newline):
    found = at("a.yaml", YAML.replace("\n", newline), tokens)
    value, key = found.place(), found.key().place()
    assert ((value.line, value.column), (key.line, key.column)) == places


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("tokens", "places"), IN_JSON.items(), ids=["#".join(t) or "root" for t in IN_JSON]
)
def test_places_in_json(tokens, places, newline):
    found = at("a.json", JSON.replace("\n", newline), tokens)
    value, key = found.place(), found.key_place()
    assert ((value.line, value.column), (key.line, key.column)) == places


def test_a_byte_order_mark_moves_no_column():
    assert str(at("a.yaml", "\ufeffa: 1", ("a",)).place()) == "a.yaml:1:4"
    assert str(at("a.json", '\ufeff{"a": 1}', ("a",)).place()) == "a.json:1:7"


def test_only_line_ends_of_editors_count():
    text = 'a: "x\u2028y\u0085z"\nb: 1\n'
    assert str(at("a.yaml", text, ("b",)).place()) == "a.yaml:2:4"


def test_a_text_that_cannot_be_read_has_a_beginning():
    assert str(at("a.yaml", "a: [", ("a", "b")).place()) == "a.yaml:1:4"
    assert str(at("a.json", '{"a"', ("a", "b")).place()) == "a.json:1:1"


def test_at_walks_and_tells():
    root = parse("a.yaml", YAML, Problems(), "b.yaml").root
    item = root.at("paths", "/pets", "get", "parameters", 1)
    assert item.pointer == "b.yaml#/paths/~1pets/get/parameters/1"
    assert item.value == {"$ref": "#/x"}
    assert item.parent.at(0).value["in"] == "query"
    assert item.exists
    assert root.at("paths", "/pets", "get", "empty").exists
    assert root.parent == root
    for missing in (item.at("x"), item.parent.at(2), item.parent.at("x"), root.at("openapi", "0")):
        assert not missing.exists
        with pytest.raises(KeyError):
            missing.value  # noqa: B018
    assert len({item, root.at("paths"), root.at("paths", "/pets").parent}) == 2


POINTERS = {
    "": (),
    "#": (),
    "/": ("",),
    "#/a/b": ("a", "b"),
    "/a~1b/~0~01": ("a/b", "~~1"),
    "#/paths/~1pets~1%7Bid%7D": ("paths", "/pets/{id}"),
    "/%7B": ("%7B",),
}


@pytest.mark.parametrize(("text", "tokens"), POINTERS.items())
def test_pointers(text, tokens):
    assert parse_pointer(text) == tokens


@pytest.mark.parametrize("text", ["a", "#a", "/~", "/~2", "#/%ff"])
def test_no_pointers(text):
    with pytest.raises(ValueError):  # noqa: PT011
        parse_pointer(text)


@given(st.lists(st.text()))
def test_pointers_round_trip(tokens):
    assert parse_pointer(format_pointer(tokens)) == tuple(tokens)
    assert all("/" not in escape(token) for token in tokens)


keys = st.text(st.characters(codec="utf-8", exclude_characters="\x7f"), max_size=8)
trees = st.recursive(
    st.integers() | st.booleans() | keys,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3)
        | st.dictionaries(keys, inner, min_size=1, max_size=3)
    ),
    max_leaves=12,
)


@settings(max_examples=80, deadline=None)
@given(trees, st.sampled_from(["a.json", "a.yaml"]), st.booleans())
def test_every_scalar_is_found_where_it_is_written(tree, path, compact):
    if path == "a.json":
        text = json.dumps(tree, indent=None if compact else 2)
    else:
        text = yaml.safe_dump(tree, default_flow_style=compact)
    source = parse(path, text, Problems())
    for tokens, value in leaves(source.data):
        place = At(source, tokens).place()
        line = text.split("\n")[place.line - 1][place.column - 1 :]
        if isinstance(value, str):
            assert line[:1] == '"' if path == "a.json" else not value or line
        else:
            written = re.match(r"[^\s,\]}]+", line)
            assert written is not None
            assert parse(path, written[0], Problems()).data == value


def leaves(value, path=()):
    if isinstance(value, (dict, list)):
        for key, child in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(child, (*path, str(key)))
    else:
        yield path, value


WRITTEN = {
    "a: 1.10": "1.10",
    "a: {b: 1, a: 0x1F}": None,
    "{b: [1], a: 1.10}": "1.10",
    "a: 1.10 # the next": "1.10",
    "a: 0o17": "0o17",
    "a: +.5": "+.5",
    "a: &v 1.10": "1.10",
    "b: &v 1.10\na: *v": "1.10",
    "a: !!float 2": "2",
    'a: !!float "2"': "2.0",
    "a: true": "true",
    "a: 'true'": "true",
    "a:": "null",
    '{"a": 1.10}': "1.10",
    '{"a":-1e3,"b":2}': "-1e3",
}


@pytest.mark.parametrize(("text", "written"), WRITTEN.items())
def test_a_number_keeps_the_digits_that_were_written(text, written):
    at = parse("a", text, Problems()).root.at("a")
    assert (at.at("a") if written is None else at).written() == (written or "0x1F")
