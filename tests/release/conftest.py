"""Projects for releases: one API that was released as 0.1.0, and two."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.check.scratch import Project
from tests.release.shop import laid_out


@pytest.fixture(scope="session")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The API `shop`, generated and never released; its document refers to another file."""
    return laid_out(tmp_path_factory.mktemp("drawn"), release=False)


@pytest.fixture(scope="session")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, released as 0.1.0 on 2026-01-02."""
    return laid_out(tmp_path_factory.mktemp("released"), release=True)


@pytest.fixture
def new(drawn, tmp_path, monkeypatch, capsys) -> Project:
    return _copy(drawn, tmp_path, monkeypatch, capsys)


@pytest.fixture
def shop(released, tmp_path, monkeypatch, capsys) -> Project:
    return _copy(released, tmp_path, monkeypatch, capsys)


def _copy(made: Path, tmp_path: Path, monkeypatch, capsys) -> Project:
    root = tmp_path / "project"
    shutil.copytree(made, root)
    capsys.readouterr()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1770000000")  # 2026-02-02
    return Project(root, monkeypatch, capsys)
