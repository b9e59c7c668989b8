"""A small API for tests of releases, and what is done to it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from generator.cli import main
from generator.lock import digest
from tests.check.scratch import Project

SPEC = "specs/shop/openapi.yaml"
ORDER = "specs/shop/shared/order.yaml"
CLIENT = "specs/shop/client.yaml"
CHANGELOG = "specs/shop/CHANGELOG.md"
RECORD = "specs/shop/released"
RELEASE = f"{RECORD}/release.json"
NAMES = f"{RECORD}/names.json"
INIT = "generated/shop/src/shop/__init__.py"
TODAY = "2026-02-02"

DOCUMENT = """\
openapi: 3.1.0
info: {title: Shop, version: "1"}
servers: [{url: https://shop.example.com}]
paths:
  /orders:
    get:
      operationId: listOrders
      tags: [Orders]
      parameters:
        - {name: limit, in: query, schema: {type: integer}}
      responses:
        "200":
          description: All.
          content:
            application/json:
              schema: {type: array, items: {$ref: 'shared/order.yaml#/Order'}}
"""
SCHEMAS = """\
Order:
  type: object
  description: An order.
  properties:
    note: {type: string, description: What was said.}
    size: {type: integer}
"""
CLIENT_YAML = """\
# The shop's package.
package: shop   # for pip
client: Shop
version: '0.1.0'   # not that of the API
"""


def laid_out(root: Path, *, release: bool) -> Path:
    """A project with the API, generated."""
    for path, text in ((SPEC, DOCUMENT), (ORDER, SCHEMAS), (CLIENT, CLIENT_YAML)):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    commands = [["generate"], ["release"]] if release else [["generate"]]
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        patch.setenv("SOURCE_DATE_EPOCH", "1767312000")
        for command in commands:
            patch.setattr(sys, "argv", ["specpress", *command])
            with pytest.raises(SystemExit) as exit_:
                main()
            assert not exit_.value.code
    return root


NOTE = "    note: {type: string, description: What was said.}\n"
SIZE = "    size: {type: integer}\n"


def breaking(project: Project) -> None:
    """A field that was read is gone."""
    project.replace(ORDER, NOTE, "")
    generate(project)


def adding(project: Project, field: str = "tag") -> None:
    """There is one field more to read."""
    project.replace(ORDER, SIZE, f"{SIZE}    {field}: {{type: string}}\n")
    generate(project)


def describing(project: Project) -> None:
    """A text is another."""
    project.replace(ORDER, "What was said.", "What was written.")
    generate(project)


def declare(project: Project, version: str) -> None:
    """Set the version by hand."""
    text = project.read(CLIENT)
    lines = [f"version: {version}" if x.startswith("version:") else x for x in text.split("\n")]
    (project.root / CLIENT).write_text("\n".join(lines))
    generate(project)


def generate(project: Project) -> None:
    code, printed = project.run("generate")
    assert code == 0, printed


def release(project: Project, *arguments: str) -> str:
    """Release, and what it printed."""
    code, printed = project.run("release", *arguments)
    assert code == 0, printed
    return printed


def recorded(project: Project) -> dict:
    return json.loads(project.read(RELEASE))


def rewrite(project: Project, path: str, text: str) -> None:
    """Change a file of the record as if it had been recorded so."""
    (project.root / RECORD / path).write_bytes(text.encode())
    data = recorded(project)
    data["files"][path] = digest(text.encode())
    (project.root / RELEASE).write_text(json.dumps(data))


def files(root: Path) -> dict[str, bytes]:
    """Every file but what Specpress keeps for itself."""
    found = (path for path in sorted(root.rglob("*")) if path.is_file())
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in found
        if ".specpress" not in path.parts
    }
