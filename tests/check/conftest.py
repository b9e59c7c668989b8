"""One API, generated once; each test changes a copy of its project."""

import shutil
import sys
from pathlib import Path

import pytest

from generator.cli import main
from tests.check.scratch import PETS, Project


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("made")
    (root / "specs").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        for command in (("new", "pets", "--from", str(PETS)), ("generate",)):
            patch.setattr(sys, "argv", ["specpress", *command])
            with pytest.raises(SystemExit) as exit_:
                main()
            assert not exit_.value.code
    return root


@pytest.fixture
def pets(
    made: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Project:
    root = tmp_path / "project"
    shutil.copytree(made, root)
    capsys.readouterr()
    return Project(root, monkeypatch, capsys)
