"""Where a package's links into its docs lead, with an address of the site and without one."""

from __future__ import annotations

import ast
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.pipeline import Result, compile_api
from tests.docs.made import CASES, HEADING, OWN, ROOT, SHIPPED, made

ADDRESS = "https://docs.acme.dev/clients/"
ODD = ("all_kinds", "module_names", "long_names", "non_ascii", "hostile_texts", "renamed")
NAMES = [*SHIPPED, *(f"tests/cases/{name}" for name in ODD)]
LINK = re.compile(r"\]\(([^()\s]+)\)")


def with_address(name: str, tmp_path: Path) -> Result:
    """The API of that folder, in a project that says where its site stands."""
    folder = tmp_path / "specs" / Path(name).name
    shutil.copytree(ROOT / name, folder)
    (tmp_path / "pyproject.toml").write_text(f'[tool.specpress]\ndocs-url = "{ADDRESS}"\n')
    result = compile_api(folder, f"specs/{folder.name}")
    assert result.ok
    return result


def texts(result: Result) -> dict[str, str]:
    return {file.path: file.text for file in result.files}


def ours(result: Result) -> dict[str, str]:
    """Files that are installed or read on an index; not the pages themselves."""
    return {path: text for path, text in texts(result).items() if not path.startswith("docs/")}


@pytest.mark.parametrize("name", [*CASES, *OWN])
def test_without_an_address_the_readme_links_to_files_beside_it_and_nothing_else_links(name):
    result = made(name).result
    readme = texts(result)["README.md"]
    links = [link for link in LINK.findall(readme) if link.startswith("docs/")]
    assert len(links) > 8
    assert [link for link in links if link not in texts(result)] == []
    calls = [path for path in texts(result) if re.fullmatch(r"docs/operations/.+/.+\.md", path)]
    assert set(calls) <= set(links)
    assert not any("docs/operations" in t for p, t in ours(result).items() if p.endswith(".py"))


@pytest.mark.parametrize("name", NAMES)
def test_with_one_every_link_leads_to_a_page_and_an_anchor(name, tmp_path):
    result = with_address(name, tmp_path)
    base = f"{ADDRESS}{result.package}/"
    found = texts(result)
    seen = set()
    for path, link in linked(result):
        assert link.startswith(base), f"{path}: {link}"
        page, _, fragment = link.removeprefix(base).partition("#")
        page = f"docs/{page.removesuffix('.html') + '.md' if page else 'index.md'}"
        assert page in found, f"{path}: {link}"
        anchors = [one[2] for one in HEADING.findall(found[page])]
        assert not fragment or fragment in anchors, f"{path}: {link}"
        seen.add((path, page))
    calls = {path for path in found if re.fullmatch(r"docs/operations/.+/.+\.md", path)}
    assert calls <= {page for path, page in seen if path == "README.md"}
    assert calls <= {page for path, page in seen if "/resources/" in path}


def linked(result: Result) -> Iterator[tuple[str, str]]:
    """Each link to the site, with its file."""
    for path, text in ours(result).items():
        for link in re.findall(rf"{re.escape(ADDRESS)}[^\s<>\"')\]]*", text):
            yield path, link


@pytest.mark.parametrize("name", NAMES)
def test_an_address_changes_links_and_nothing_else(name, tmp_path):
    """No page, no model, no name: what is different is in docstrings, README, metadata and the lock."""
    with_one, without = texts(with_address(name, tmp_path)), texts(made(name).result)
    assert with_one.keys() == without.keys()
    differ = {path for path in with_one if with_one[path] != without[path]}
    assert not {path for path in differ if path.startswith("docs/") or "_runtime" in path}
    for path in differ:
        if path.endswith(".py") and not path.endswith("__main__.py"):
            assert without_docs(with_one[path]) == without_docs(without[path]), path


def without_docs(text: str) -> str:
    tree = ast.parse(text)
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            node.body = [one for one in body if not is_text(one)]
    return ast.dump(tree)


def is_text(node) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
