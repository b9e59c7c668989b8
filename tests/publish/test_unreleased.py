"""What has changed since its last release is not published under that release's version."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.cli import publish
from generator.verdict import Exit
from generator.workspace import Workspace
from tests.publish.conftest import specpress

pytestmark = [pytest.mark.wheels, pytest.mark.xdist_group("wheels")]


def test_what_changed_since_its_release_is_refused(stock, index, tmp_path, capsys):
    root = Path(shutil.copytree(stock.root, tmp_path / "project"))
    team = index()
    specpress(root, "release")
    spec = root / "specs/stock/openapi.yaml"
    text = spec.read_text("utf-8")
    spec.write_text(text.replace("title: ", "title: Another ", 1), "utf-8")
    specpress(root, "generate")
    assert publish.run_publish(Workspace(root), [], "team") is Exit.DRIFT
    said = capsys.readouterr().err
    assert "stock-client has changed since 1.0.0 was released: make release first" in said
    assert team.posts == 0

    spec.write_text(text, "utf-8")
    specpress(root, "generate")
    assert publish.run_publish(Workspace(root), [], "team") is Exit.FINE
    assert team.posts == 2
