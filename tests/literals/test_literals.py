"""Spec text in every position of a file: it parses, it says the same, and it never gets out."""

from __future__ import annotations

import ast
import copy
import inspect
import io
import pickle
import re
import tokenize
import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openapi_python_client.schema.untrusted_string import UntrustedString

from generator import literals, unseen
from generator.literals import Section, Source

HOSTILE = [
    "",
    " ",
    '"',
    '""',
    '"""',
    '""""""""',
    "'''",
    "\\",
    "\\\\",
    'ends with a quote"',
    "ends with a backslash\\",
    'both \\"',
    'both \\"""',
    '"""\nimport os; os.system("true")\n"""',
    "\n",
    "\r\n",
    "a\rb",
    "\\N{BULLET} \\u0041 \\x41 \\101",
    "{{ x }} {% for %} {# c #} {0} {} ${x} %s",
    "\x00\x07\x1b[31m\x7f",
    "\x85\u2028\u2029\x0b\x0c",
    "\u202eabc\u202c \u2066x\u2069 \u200b\ufeff\u00ad",
    "\ud800 lone surrogate",
    "\U000e0041\ufe0f\U0001f600",
    "# noqa\n# type: ignore\n#!/bin/sh\n# -*- coding: latin-1 -*-",
    "```python\nprint(1)\n```\n\n```\nnever closed",
    "    code\n\ttab",
    "<!-- never closed <script> <pre>",
    "| a | b |\n|---|---|",
    "Args:\n    x: y\n\nRaises:\n    z",
    "é ü 漢字 \u0301",
]


def read(source: str) -> object:
    return ast.literal_eval(source)


MARKS = st.sampled_from('"\\\n\r\t `~#*-|>1.a {}<\u202e')


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_a_string_is_one_line_of_visible_text_that_reads_back(text: str) -> None:
    source = literals.string(text)
    assert read(source) == text
    assert len(source.splitlines()) == 1
    assert not unseen.UNSEEN.search(source)
    source.encode()


@settings(max_examples=200)
@given(st.text())
def test_any_string_reads_back(text: str) -> None:
    assert read(literals.string(text)) == text


@settings(max_examples=200)
@given(st.text(alphabet=MARKS, max_size=60), st.integers(0, 8))
def test_any_docstring_says_the_same(text: str, indent: int) -> None:
    source = literals.docstring(text, indent=indent)
    assert words(value_of_docstring(source, indent)) == words(text)


@pytest.mark.parametrize("indent", [0, 4, 8])
@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_a_docstring_never_ends_early(text: str, indent: int) -> None:
    source = literals.docstring(text, Section("Args", ((text, text),)), indent=indent)
    label = f"{text}: " if text else ""
    assert words(value_of_docstring(source, indent)) == words(f"{text} Args: {label}{text}")
    assert not unseen.UNSEEN.search(source.replace("\n", ""))


def value_of_docstring(source: str, indent: int) -> str:
    if not source:
        return ""
    moved = source.replace("\n" + " " * indent, "\n    ")
    code = f"class C:\n    {moved}\n    x = 1\n"
    (cls,) = ast.parse(code).body
    assert isinstance(cls, ast.ClassDef)
    assert len(cls.body) == 2, code
    return inspect.cleandoc(ast.get_docstring(cls, clean=False) or "")


def words(text: str) -> list[str]:
    """Without the marks of quotes, which stand anew on each line."""
    return text.replace(">", " ").split()


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_a_comment_is_only_comments_and_no_order_to_a_tool(text: str) -> None:
    source = literals.comment(text)
    assert not source or all(line.startswith("#") for line in source.split("\n"))
    kinds = {token.type for token in tokenize.generate_tokens(io.StringIO(source + "\n").readline)}
    assert kinds <= {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.ENDMARKER}
    for line in source.split("\n"):
        assert not line.replace(" ", "").startswith(("#noqa", "#type:", "#!", "#-*-"))
        assert not re.search(r"#\W*(noqa|type:|fmt:)", line[1:])


@pytest.mark.parametrize("text", [text for text in HOSTILE if "\ud800" not in text], ids=ascii)
def test_a_toml_string_reads_back(text: str) -> None:
    assert tomllib.loads(f"x = {literals.toml_string(text)}") == {"x": text}


@pytest.mark.parametrize("text", ["Source", "a-b_1", "Bug Tracker", "", "ä", *HOSTILE], ids=ascii)
def test_a_toml_key_reads_back(text: str) -> None:
    if "\ud800" not in text:
        assert tomllib.loads(f"{literals.toml_key(text)} = 1") == {text: 1}
    assert (literals.toml_key(text) == text) == bool(re.fullmatch("[A-Za-z0-9_-]+", text))


def test_a_toml_string_without_a_surrogate() -> None:
    assert tomllib.loads(f"x = {literals.toml_string(chr(0xD800))}") == {"x": "\ufffd"}


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_a_cell_and_a_code_span_stay_on_their_line(text: str) -> None:
    for source in (literals.cell(text), literals.code_span(text)):
        assert len(f"x{source}".splitlines()) == 1
        assert "|" not in source.replace("\\|", "")
        assert "<!--" not in literals.cell(text)


def test_markdown_swallows_nothing_that_follows() -> None:
    source = literals.markdown("```\nopen <!-- <script>")
    assert source == "```\nopen &lt;!-- &lt;script>\n```"


@pytest.mark.parametrize(
    "json",
    [None, True, 0, -1, 2**70, 1.5, 1e300, "\u202e", [], {}, {"a": [1, {"b": None}]}, '"""'],
    ids=ascii,
)
def test_a_value_reads_back(json: literals.Json) -> None:
    assert read(literals.value(json)) == json


@pytest.mark.parametrize(
    ("json", "error"), [(float("nan"), ValueError), (float("inf"), ValueError), (b"", TypeError)]
)
def test_a_value_that_is_none(json: literals.Json, error: type[Exception]) -> None:
    with pytest.raises(error):
        literals.value(json)


@pytest.mark.parametrize("name", ["order_id", "class_", "_x", "match", "straße"])
def test_identifier(name: str) -> None:
    assert literals.identifier(name) == name


@pytest.mark.parametrize("name", ["", "class", "None", "1x", "a.b", "a b", "x\n", "ﬁ", "x;y", "x#"])
def test_no_identifier(name: str) -> None:
    with pytest.raises(ValueError, match="no Python identifier"):
        literals.identifier(name)


def test_source_is_made_here_only() -> None:
    with pytest.raises(TypeError):
        Source("x = 1", object())
    made = literals.identifier("x")
    for text in (made + "y", f"{made}", made.upper(), made[:1], made.format()):
        assert type(text) is str or text == made
    assert copy.deepcopy([made])[0] is made
    with pytest.raises(TypeError):
        pickle.loads(pickle.dumps(made))
    with pytest.raises(TypeError):
        literals.code("{}", "x")  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        literals.join(", ", ["x"])  # type: ignore[list-item]


def test_untrusted_strings_are_taken_out_of_their_wrapper() -> None:
    text = UntrustedString('a "quoted" text')
    assert read(literals.string(text)) == 'a "quoted" text'
    assert literals.docstring(text, indent=0) == '"""a "quoted" text"""'
    assert literals.toml_string(text) == '"a \\"quoted\\" text"'


def test_code_is_put_together_of_our_own_text_and_source() -> None:
    order = literals.identifier("Order")
    orders = literals.code("list[{}]", order)
    assert literals.code("dict[str, {}]", orders) == "dict[str, list[Order]]"
    assert isinstance(literals.code("x"), Source)
