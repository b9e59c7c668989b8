"""`specpress diff` as it is typed."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner

from generator.cli import app
from generator.verdict import Exit
from generator.workspace import UsageError

DOCUMENT = """\
openapi: 3.1.0
info: {title: Shop, version: "1"}
servers: [{url: https://shop.example.com}]
paths:
  /orders:
    get:
      operationId: listOrders
      tags: [Orders]
      parameters: [{name: limit, in: query, schema: {type: integer, maximum: 100}}]
      responses: {"204": {description: Done.}}
"""


@pytest.fixture
def project(tmp_path, monkeypatch):
    root = tmp_path / "project"
    for name in ("shop", "store"):
        folder = root / "specs" / name
        folder.mkdir(parents=True)
        (folder / "openapi.yaml").write_text(DOCUMENT)
        (folder / "client.yaml").write_text(f"package: {name}\nclient: {name.capitalize()}\n")
    monkeypatch.chdir(root)
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "-c", "user.name=n", "-c", "user.email=n@example.com", "commit", "-q", "-m", "one")
    return root


def git(root: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True)


def edit(root: Path, before: str, after: str, api: str = "shop") -> None:
    path = root / "specs" / api / "openapi.yaml"
    assert before in path.read_text()
    path.write_text(path.read_text().replace(before, after))


def run(*arguments: str):
    return CliRunner().invoke(app, ["diff", *arguments])


def test_nothing_changed(project):
    result = run()
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "shop: HEAD -> the working tree: nothing changed",
        "store: HEAD -> the working tree: nothing changed",
    ]


def test_one_api_against_head(project):
    edit(project, "maximum: 100", "maximum: 50")
    result = run("shop")
    assert result.exit_code == 0
    assert result.stdout.startswith("shop: HEAD -> the working tree: 1 breaking: a major change\n")
    assert "old     HEAD:specs/shop/openapi.yaml:9:78" in result.stdout
    assert "new     specs/shop/openapi.yaml:9:78" in result.stdout


@pytest.mark.parametrize(
    ("change", "level", "code"),
    [
        ("maximum: 50", "none", Exit.FINE),
        ("maximum: 50", "breaking", Exit.DRIFT),
        ("maximum: 200", "breaking", Exit.FINE),
        ("maximum: 200", "addition", Exit.DRIFT),
        ("maximum: 100", "note", Exit.FINE),
    ],
)
def test_fail_on(project, change, level, code):
    edit(project, "maximum: 100", change)
    assert run("shop", "--fail-on", level).exit_code == code


def test_json(project):
    edit(project, "maximum: 100", "maximum: 50")
    document = json.loads(run("--format", "json").stdout)
    assert document["bump"] == "major"
    assert [(api["api"], api["bump"]) for api in document["apis"]] == [
        ("shop", "major"),
        ("store", "none"),
    ]


def test_used_in(project, tmp_path):
    edit(project, "maximum: 100", "maximum: 50")
    code = project / "app.py"
    code.write_text("from shop import Shop\nShop().orders.list_orders(limit=70)\n")
    text = run("shop", "--used-in", "app.py").stdout
    assert "used    app.py:2:27 touches: orders.list_orders(limit) is passed" in text
    assert "1 file scanned: 1 finding touched" in text


def test_code_that_is_not_there(project):
    result = run("shop", "--used-in", "gone.py")
    assert isinstance(result.exception, UsageError)
    assert "--used-in gone.py: there is no such file or folder" in str(result.exception)


def test_a_new_api_breaks_nobody(project):
    (project / "specs/new").mkdir()
    (project / "specs/new/openapi.yaml").write_text(DOCUMENT)
    (project / "specs/new/client.yaml").write_text("package: new\nclient: New\n")
    result = run("new")
    assert result.stdout.startswith("new: HEAD -> the working tree: 1 addition: a minor change\n")
    assert "api-added" in result.stdout


def test_a_spec_with_errors(project):
    edit(project, "/orders:", "orders:")
    result = run("shop")
    assert result.exit_code == Exit.BAD_INPUT
    assert "error[invalid-path]" in result.stderr
    assert "shop: nothing was compared" in result.stderr
    assert result.stdout == ""


def test_a_document_is_one_apis(project):
    result = run("--against", "specs/shop/openapi.yaml")
    assert isinstance(result.exception, UsageError)
    assert "is one API's: say which, as in specpress diff shop --against" in str(result.exception)


def test_an_unknown_revision(project):
    result = run("--against", "nothing")
    assert isinstance(result.exception, UsageError)
    assert "--against nothing: no revision" in str(result.exception)


def test_nothing_is_written(project):
    edit(project, "maximum: 100", "maximum: 50")
    before = {
        p: p.read_bytes()
        for p in project.rglob("*")
        if p.is_file() and ".specpress" not in p.parts and ".git" not in p.parts
    }
    run()
    after = {
        p: p.read_bytes()
        for p in project.rglob("*")
        if p.is_file() and ".specpress" not in p.parts and ".git" not in p.parts
    }
    assert after == before
