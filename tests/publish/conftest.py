"""A project with both packages in step, built once; and an index for each test."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from generator.publish.build import Built, build
from generator.publish.packages import packages_of
from generator.workspace import Workspace
from tests.publish.indexes import PASSWORD, USER, Behaviour, RunningIndex, running_index

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A copy of the checkout's specs/ and generated/, brought in step if it is not."""
    root = tmp_path_factory.mktemp("project")
    for name in ("specs", "generated"):
        shutil.copytree(ROOT / name, root / name)
    specpress(root, "generate", "--force")
    return Workspace(root)


def specpress(root: Path, *arguments: str, **environment: str) -> str:
    command = [sys.executable, "-m", "generator", *arguments]
    done = subprocess.run(
        command,
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def built(project: Workspace) -> list[Built]:
    return build(packages_of(project, []), project.root / "dist")


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., RunningIndex]]:
    """Starts an index called `team`, with our credentials in the environment; options go to pypiserver."""
    with ExitStack() as running:

        def start(behaviour: Behaviour | None = None, **options: Any) -> RunningIndex:
            folder = tmp_path / "held"
            started = running_index(folder, behaviour or Behaviour(), **options)
            one = running.enter_context(started)
            monkeypatch.setenv("SPECPRESS_INDEX_TEAM_URL", one.url)
            monkeypatch.setenv("SPECPRESS_INDEX_TEAM_USERNAME", USER)
            monkeypatch.setenv("SPECPRESS_INDEX_TEAM_TOKEN", PASSWORD)
            return one

        yield start
