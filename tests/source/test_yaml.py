import json

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.diagnostics import Problems
from generator.source import parse, yaml_tree


def read(text, path="a.yaml"):
    problems = Problems()
    return parse(path, text, problems).data, list(problems)


def codes(text, path="a.yaml"):
    return [problem.code for problem in read(text, path)[1]]


def only(text, path="a.yaml"):
    _, problems = read(text, path)
    assert len(problems) == 1, problems
    return problems[0]


@pytest.fixture(params=["c", "python"])
def loader(request, monkeypatch):
    """Both of PyYAML's parsers: a machine without libyaml reads the same."""
    if request.param == "python":
        monkeypatch.setattr(yaml_tree, "_LOADER", yaml.SafeLoader)


DOCUMENTS = {
    "mapping": (
        "a: 1\nb:\n  c: [x, 2]\n  d: {e: f}\n",
        {"a": 1, "b": {"c": ["x", 2], "d": {"e": "f"}}},
    ),
    "no value": ("a:\nb:\n", {"a": None, "b": None}),
    "list": ("- 1\n- - 2\n- a: b\n  c: d\n", [1, [2], {"a": "b", "c": "d"}]),
    "scalar": ("just text\n", "just text"),
    "literal block": ("a: |\n  one\n  two\n", {"a": "one\ntwo\n"}),
    "folded block": ("a: >-\n  one\n  two\n", {"a": "one two"}),
    "crlf": ("a: |\r\n  one\r\n  two\r\nb: 1\r\n", {"a": "one\ntwo\n", "b": 1}),
    "byte order mark": ("\ufeffa: 1\n", {"a": 1}),
    "markers": ("---\na: 1\n...\n", {"a": 1}),
    "comment only value": ("a: # nothing\n", {"a": None}),
    "alias": ("a: &x [1]\nb: *x\n", {"a": [1], "b": [1]}),
    "scalar alias": ("a: &x NO\nb: *x\n*x : 2\n", {"a": "NO", "b": "NO", "NO": 2}),
    "anchor again": ("a: &x 1\nb: &x 2\nc: *x\n", {"a": 1, "b": 2, "c": 2}),
    "merge": (
        "base: &b {x: 1, y: 2}\na:\n  <<: *b\n  y: 3\n  z: 4\n",
        {"base": {"x": 1, "y": 2}, "a": {"y": 3, "z": 4, "x": 1}},
    ),
    "merge of several": (
        "- &a {x: 1}\n- &b {x: 2, y: 2}\n- {<<: [*a, *b]}\n",
        [{"x": 1}, {"x": 2, "y": 2}, {"x": 1, "y": 2}],
    ),
    "quoted merge key": ('"<<": 1\n', {"<<": 1}),
    "explicit keys": ("? a\n: 1\n? b\n", {"a": 1, "b": None}),
    "emoji": ("a: 😀\nkey é: ü\n", {"a": "😀", "key é": "ü"}),
}


@pytest.mark.parametrize(("text", "value"), DOCUMENTS.values(), ids=DOCUMENTS)
@pytest.mark.usefixtures("loader")
def test_documents(text, value):
    assert read(text) == (value, [])


BROKEN = {
    "tab": ("a:\n\tb: 1\n", "invalid-yaml", (2, 1), "tabs"),
    "colon in text": ("a: b: c\n", "invalid-yaml", (1, 5), "quotes"),
    "reserved": ("a: 1\nb: @x\n", "invalid-yaml", (2, 4), "quotes"),
    "open quote": ("a: 'x\nb: 1\n", "invalid-yaml", (1, 4), "never closed"),
    "open bracket": ("a: [1, 2\nb: 3\n", "invalid-yaml", (2, 2), "close the bracket"),
    "outdented": ("a:\n    b: 1\n  c: 2\n", "invalid-yaml", (3, 3), "indent"),
    "second document": ("a: 1\n---\nb: 2\n", "several-documents", (2, 1), "one document"),
    "unknown alias": ("a: *x\n", "unknown-alias", (1, 4), "&x"),
    "cycle": ("a: &x\n  b: *x\n", "alias-cycle", (2, 6), "$ref"),
    "list as key": ("? [a]\n: b\n", "compound-key", (1, 3), "one text"),
    "mapping as key": ("{{a: b}: c}\n", "compound-key", (1, 2), "one text"),
    "alias of a list as key": ("a: &x [1]\n*x : 1\n", "compound-key", (2, 1), "one text"),
    "merge of a text": ("a:\n  <<: b\n", "merge-key", (2, 3), "alias"),
    "set": ("a: !!set {b, c}\n", "not-json", (1, 4), "tag"),
    "not a number": ("a:\n- .nan\n", "not-json", (2, 3), "quotes"),
    "empty": ("", "empty-file", (1, 1), "write"),
    "blank": ("\n  \n", "empty-file", (1, 1), "write"),
    "nul": ("a: 1\nb: \0\n", "control-character", (2, 4), "delete"),
    "escape": ("a: \x1b[31m\n", "control-character", (1, 4), "delete"),
}


@pytest.mark.parametrize(("text", "code", "place", "hint"), BROKEN.values(), ids=BROKEN)
def test_what_is_refused_has_a_place_and_a_hint(text, code, place, hint):
    problem = only(text)
    assert problem.code == code
    assert (problem.places[0].line, problem.places[0].column) == place
    assert hint in problem.hint


@pytest.mark.parametrize("text", [broken[0] for broken in BROKEN.values()], ids=BROKEN)
def test_the_python_parser_refuses_the_same(text, monkeypatch):
    expected = codes(text)
    monkeypatch.setattr(yaml_tree, "_LOADER", yaml.SafeLoader)
    assert codes(text) == expected


def test_a_comment_alone_is_no_document_but_no_crash():
    assert read("# nothing here\n")[0] is None


def test_duplicate_keys_name_both_places_and_keep_the_first():
    data, problems = read("a:\n  '200': 1\n  b: {c: 1, c: 2}\n  200: 3\n")
    assert data == {"a": {"200": 1, "b": {"c": 1}}}
    assert [[str(place) for place in p.places] for p in problems] == [
        ["a.yaml:3:13", "a.yaml:3:7"],
        ["a.yaml:4:3", "a.yaml:2:3"],
    ]
    assert {p.code for p in problems} == {"duplicate-key"}


def test_places_before_an_error_are_known():
    _, problems = read("x: 1\na:\n- b: {c: 1, c: 2}\n  d: [")
    assert [[str(place) for place in p.places] for p in problems] == [
        ["a.yaml:3:13", "a.yaml:3:7"],
        ["a.yaml:4:7"],
    ]


def test_a_key_written_beside_a_merge_is_no_duplicate():
    assert codes("- &a {x: 1}\n- {<<: *a, x: 2}\n- {<<: *a, <<: *a}\n") == []


def test_aliases_that_multiply_are_refused():
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 10)]
    problem = only("\n".join(lines))
    assert problem.code == "alias-expansion"
    assert problem.places[0].line == 6


@pytest.mark.parametrize(
    "text", ["[" * 100_000, "[" * 300 + "]" * 300, "- " * 300 + "a", "{a: " * 300]
)
def test_endless_nesting_is_refused_without_a_crash(text):
    assert codes(text) == ["too-deep"]


def test_endless_nesting_by_aliases_is_refused():
    lines = ["a0: &a0 [x]"] + [f"a{i}: &a{i} [*a{i - 1}]" for i in range(1, 300)]
    assert codes("\n".join(lines)) == ["too-deep"]


def test_all_that_can_be_said_is_said_at_once():
    assert codes("a: .nan\na: 1\nb: !x y\nc: [") == [
        "not-json",
        "duplicate-key",
        "not-json",
        "invalid-yaml",
    ]


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(codec="utf-8")),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=20), inner, max_size=4)
    ),
    max_leaves=20,
)


@settings(max_examples=150, deadline=None)
@given(values, st.booleans())
def test_json_values_survive_yaml(value, flow):
    text = yaml.safe_dump(value, allow_unicode=False, default_flow_style=flow)
    data, problems = read(text)
    assert problems == []
    assert data == value or json.dumps(data) == json.dumps(value)


@settings(max_examples=100, deadline=None)
@given(values)
def test_json_values_survive_json(value):
    text = json.dumps(value, indent=1)
    data, problems = read(text, "a.json")
    assert (data, problems) == (value, [])
