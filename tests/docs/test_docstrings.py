"""The example in each method's docstring: it is there, it is the page's own text, tools render it, and it runs."""

from __future__ import annotations

import ast
import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from griffe import Docstring, DocstringSectionKind

from generator.literals import identifier
from generator.views.examples import call_in, mark, placed, section
from tests.docs.made import ALL, OWN, SHIPPED, Block, Made, made
from tests.docs.test_programs import TEAPOT, check, run, tabs
from tests.support.server import Reply, recording_server

EXAMPLE = re.compile(r"(?ms)^Example:\n    ```python\n(.*?)^    ```$")


@dataclass(frozen=True)
class Method:
    """A method of a resource, as its file has it."""

    file: str
    name: str
    is_async: bool
    doc: str

    @property
    def example(self) -> str | None:
        found = EXAMPLE.search(self.doc)
        return textwrap.dedent(found[1]) if found else None


def methods(one: Made) -> Iterator[Method]:
    """Those that make calls: the others are made of them."""
    for path in sorted((one.root / "src" / one.package / "resources").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                is_async = isinstance(node, ast.AsyncFunctionDef)
                yield Method(path.stem, node.name, is_async, ast.get_docstring(node) or "")


def shown(one: Made, method: Method) -> Block | None:
    """The program that the method's page shows for it."""
    calls = re.compile(rf"client\.{method.file}\.{method.name}\(")
    for tab in tabs(one):
        for program in tab.programs[:2]:
            if calls.search(program.text) and ("await" in program.text) == method.is_async:
                return program
    return None


@pytest.mark.parametrize("name", ALL)
def test_every_method_has_the_call_that_its_page_shows(name):
    one = made(name)
    seen = 0
    for method in methods(one):
        program = shown(one, method)
        assert (program is None) == (method.example is None), method
        if program is not None:
            seen += 1
            imports, call = parts(method.example)
            assert call.rstrip("\n") == call_in(program.text)
            assert textwrap.indent(call, " " * 4 * (1 + method.is_async)) in program.text
            assert imported(imports) == names_in(call) - {"client"}
            assert max(map(len, imports.splitlines()), default=0) <= 88
        assert "sample:" not in method.doc
    pages = [path for path in one.pages if path.count("/") == 2]
    assert seen == 2 * sum("{ #the-samples }" in one.pages[path] for path in pages)


def parts(example: str) -> tuple[str, str]:
    """The imports of an example, and its call."""
    imports, gap, call = example.rpartition("\n\n")
    return (imports, call) if gap and imports.startswith("from ") else ("", example)


def imported(text: str) -> set[str]:
    return {one.name for node in ast.parse(text).body for one in node.names}


def names_in(call: str) -> set[str]:
    tree = ast.parse("async def example():\n" + textwrap.indent(call, "    "))
    nodes = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    return {node.id for node in nodes if isinstance(node.ctx, ast.Load)}


@pytest.mark.parametrize("name", [*SHIPPED, *OWN])
def test_the_example_runs_and_sends_what_the_page_shows(name):
    one = made(name)
    listed, https = [], []
    for method in methods(one):
        program = shown(one, method)
        if program is not None:
            head, opened, rest = program.text.partition(" as client:\n")
            call = textwrap.indent(method.example, " " * 4 * (1 + method.is_async))
            tail = "\n\nasyncio.run(main())\n" if method.is_async else ""
            listed.append(Block(program.page, "python", f"{head}{opened}{call}{tail}"))
            https.append(next(tab.http for tab in tabs(one) if program in tab.programs))
            assert rest
    with recording_server(lambda request: Reply(TEAPOT)) as server:
        outcomes = run(one, listed, server)
    for block, outcome in zip(listed, outcomes, strict=True):
        assert "StatusError" in outcome["bases"], f"{block.text}\n{outcome}"
    for http, request in zip(https, server.requests, strict=True):
        check(http, request)


@pytest.mark.parametrize("name", ALL)
def test_tools_read_the_docstring_by_its_sections(name):
    """As griffe does for mkdocstrings; editors show its Markdown."""
    one = made(name)
    for method in methods(one):
        parts = Docstring(method.doc).parse("google", warnings=False)
        notes = [p for p in parts if p.kind is DocstringSectionKind.admonition]
        code = [p.value.contents for p in notes if p.value.kind == "example"]
        if method.example is None:
            assert code == []
            continue
        assert code == [f"```python\n{method.example.rstrip()}\n```"]
        kinds = [part.kind for part in parts]
        for title, kind in (("Args", "parameters"), ("Returns", "returns"), ("Raises", "raises")):
            assert (f"\n{title}:\n" in method.doc) == (DocstringSectionKind(kind) in kinds)


@pytest.mark.parametrize("name", SHIPPED)
def test_it_stays_within_the_columns_of_code(name):
    one = made(name)
    files = (one.root / "src" / one.package / "resources").glob("*.py")
    text = "\n".join(path.read_text("utf-8") for path in files)
    found = re.findall(r"(?ms)^ +Example:\n.*?^ +```$", text)
    assert len(found) == 2
    assert max(len(line) for block in found for line in block.splitlines()) <= 100


HOSTILE = """with X(
    base_url="https://a.example",
) as client:
    result = client.a.b(
        "\\\\ and \\" and \\u200b and '' and {}",
        text="```",
        many=["", "", ""],
        more=f("a" "" "" "b"),
    )
    print(result)
"""


def test_quotes_and_backslashes_are_the_same_after_they_were_read():
    page = identifier("page")
    (entry,) = section(page, "sync").entries
    text = f'def f():\n    """A call.\n\n    Example:\n        {entry[1]}\n\n    Args:\n        x: It.\n    """\n'
    made_of = placed(text, {mark(page, "sync"): HOSTILE})
    method = Method("a", "b", False, ast.get_docstring(ast.parse(made_of).body[0]))
    assert method.example.rstrip("\n") == call_in(HOSTILE)
    assert call_in(HOSTILE).startswith("result = client.a.b(\n")
    assert call_in(HOSTILE).endswith("\n)")
    assert "Args:\n    x: It." in method.doc


def test_without_a_program_the_section_goes():
    mark_, whole = {"sample:x:sync": None}, '    """A.\n\n    Args:\n        x: It.\n    """\n'
    section_ = "    Example:\n        sample:x:sync\n"
    assert placed(whole.replace("    Args", f"{section_}\n    Args"), mark_) == whole
    last = f'    """A.\n\n{section_}    """\n'
    assert placed(last, mark_) == '    """A.\n    """\n'
    shown_ = placed(last, {"sample:x:sync": "with X() as client:\n    client.a()\n"})
    assert shown_.endswith('\n        client.a()\n        ```\n    """\n')


def test_text_that_looks_like_a_mark_is_left_as_text():
    said = '    """A.\n\n    Example:\n        sample:of-theirs\n\n    Args:\n        x: It.\n    """\n'
    assert placed(said, {"sample:x:sync": None}) == said
    text = 'x = "sample:page:sync"\ny = """\n    sample:page:sync\n"""\n'
    assert placed(text, {"sample:page:sync": HOSTILE}) == text
