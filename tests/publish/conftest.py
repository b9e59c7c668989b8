"""A project with both packages in step, built once; and an index for each test."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.cli import publish
from generator.publish.build import Built, build
from generator.publish.packages import packages_of
from generator.workspace import Workspace
from tests.publish.indexes import PASSWORD, USER, Behaviour, RunningIndex, running_index
from tests.support.server import Reply, recording_server

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A copy of the checkout's specs/ and generated/, brought in step if it is not; as if nothing was released yet."""
    root = tmp_path_factory.mktemp("project")
    for name in ("specs", "generated"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("released"))
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
def copy(project: Workspace, tmp_path: Path) -> Workspace:
    """The project elsewhere, where a test may change it."""
    root = tmp_path / "else where/ä"
    for name in ("specs", "generated"):
        shutil.copytree(project.root / name, root / name)
    return Workspace(root)


@pytest.fixture(scope="session")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A project with one small API that says all that client.yaml can say of a package; generated."""
    root = tmp_path_factory.mktemp("stock")
    shutil.copytree(Path(__file__).parent / "upgrade/before", root / "specs/stock")
    specpress(root, "generate")
    return Workspace(root)


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


@pytest.fixture
def publish_to(project, built, monkeypatch, capsys, tmp_path):
    """Publish one package to the index that answers like that; exit code, what is said, what was asked."""
    folder = tmp_path / "dist"
    folder.mkdir()
    one = built[0]
    for artefact in one.artefacts:
        shutil.copy(artefact.path, folder)
    moved = tuple(replace(artefact, path=folder / artefact.path.name) for artefact in one.artefacts)
    monkeypatch.setattr(publish, "built", lambda *_: [replace(one, artefacts=moved)])
    monkeypatch.setenv("TWINE_USERNAME", USER)
    monkeypatch.setenv("TWINE_PASSWORD", PASSWORD)

    def publish_to(answer):
        with recording_server(answer) as server:
            code = publish.run_publish(project, [], server.url)
            said = capsys.readouterr()
        assert PASSWORD not in said.out + said.err
        asked = [(request.method, request.target) for request in server.requests]
        return code, re.sub(r"127\.0\.0\.1:\d+", "HOST", said.out + said.err), asked

    publish_to.folder = folder
    return publish_to


def taking(request):
    """An index that has nothing yet, and takes everything."""
    return Reply(200) if request.method != "GET" else Reply(404)
