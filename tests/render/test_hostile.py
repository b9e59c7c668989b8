"""Spec text that would like to be code, in every text that the intermediate form holds."""

from __future__ import annotations

import ast
import dataclasses
import io
import json
import tokenize
import tomllib
from typing import Any

import pytest

from generator import ir
from generator.names import Names
from tests.render import tiny

MARK = "PWNED"
TEXTS = [
    f'"""\nimport {MARK}\n"""',
    f"'''\nimport {MARK}\n'''",
    f"{MARK} ends with a backslash\\",
    f'{MARK} ends with a quote"',
    f"\\N{{{MARK}}} \\x {{{{ {MARK} }}}} {{% raw %}} {{0}} %s\r\n\x00\u2028\u202e",
    f"# type: ignore {MARK}\n# noqa\n```\nnever closed",
    f'")\nimport {MARK}\n_ = ("',
    f"]\n[tool.{MARK}]\nx = 1\n",
]
KEPT = {
    "side",
    "base",
    "method",
    "where",
    "style",
    "kind",
    "encoding",
    "status",
    "argument",
    "environment",
    "distribution",
    "package",
}
KEPT |= {
    "version",
    "client_class",
    "api_version",
    "tag",
    "id",
    "scheme",
    "result_property",
    "media_type",
}
"""Not free text: names that other stages check, and keys."""


def spoil(value: Any, text: str) -> Any:
    """`value` with `text` added to each text in it that a spec's author writes."""
    if isinstance(value, tuple):
        return tuple(spoil(item, text) for item in value)
    if isinstance(value, ir.Parameter | ir.BodyField | ir.ErrorCode):
        keys = {f.name for f in dataclasses.fields(value)} - {"name", "code"}
    elif dataclasses.is_dataclass(value):
        keys = {f.name for f in dataclasses.fields(value)}
    else:
        return f"{value}{text}" if isinstance(value, str) else value
    new = {key: spoil(getattr(value, key), text) for key in keys - KEPT}
    if isinstance(value, ir.Const):
        new = {"value": text}
    return dataclasses.replace(value, **new)


@pytest.mark.parametrize("text", TEXTS, ids=ascii)
def test_it_stays_text(text: str) -> None:
    files = tiny.files(spoil(tiny.API, text))
    assert MARK in files["src/tiny_shop/client.py"]
    for path, made in files.items():
        if path.endswith(".py") and "/_runtime/" not in path:
            check_python(made, path)
    project = tomllib.loads(files["pyproject.toml"])
    assert set(project) == {"build-system", "project", "tool"}
    assert set(project["tool"]) == {"hatch"}


def check_python(made: str, path: str) -> None:
    ast.parse(made, path)
    for token in tokenize.generate_tokens(io.StringIO(made).readline):
        if MARK in token.string:
            assert token.type == tokenize.STRING, token
        if token.type == tokenize.COMMENT:
            assert token.string.startswith(
                ("# Made from specs/tiny/openapi.yaml.", "# Do not edit: ", "# to type checkers ")
            )


def test_the_readme_goes_on_after_a_hostile_description() -> None:
    files = tiny.files(spoil(tiny.API, TEXTS[5]))
    lines = files["README.md"].split("\n")
    assert "## The first call" in lines
    before = lines[: lines.index("## The first call")]
    assert sum(line.startswith("```") for line in before) % 2 == 0


@pytest.mark.parametrize("name", ['a"b', "x y", "import os", "class", "a.b", "x\n"])
def test_a_name_that_is_none_is_refused(name: str) -> None:
    operations = {**tiny.NAMES.operations, "upload": name}
    names: Names = dataclasses.replace(tiny.NAMES, operations=operations)
    with pytest.raises(ValueError, match="no Python identifier"):
        tiny.files(names=names)


def test_wire_names_may_be_anything() -> None:
    hostile = '"], {x} \\ \u202e'
    parameter = tiny._parameter(hostile, "query")
    operation = dataclasses.replace(tiny.LIST_ORDERS, parameters=(parameter,))
    arguments = {**tiny.NAMES.arguments, ("listOrders", "query", hostile): "strange"}
    names = dataclasses.replace(tiny.NAMES, arguments=arguments)
    text = tiny.files(tiny.with_operations(operation), names)["src/tiny_shop/resources/orders.py"]
    calls = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)]
    wanted = [c for c in calls if isinstance(c.func, ast.Name) and c.func.id == "Parameter"]
    assert [ast.literal_eval(a) for a in wanted[0].args] == ["strange", hostile, "query"]
    assert json.dumps("\u202e") not in text
