"""A package that is built again has the same bytes: elsewhere, later, under another Python, from another checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import hatchling
import pytest

from generator.publish.build import archives, build
from generator.publish.packages import packages_of
from generator.workspace import Workspace
from tests.support.versions import SUPPORTED, find

pytestmark = [pytest.mark.wheels, pytest.mark.xdist_group("wheels")]


def papers_and_archives(built):
    """The bytes of every file, by name."""
    return {
        path.name: path.read_bytes()
        for one in built
        for path in (*(artefact.path for artefact in one.artefacts), *one.beside)
    }


def test_the_same_bytes_in_another_folder_at_another_time(built, copy, monkeypatch):
    """With another umask, and with litter around: caches, a git that ignores sources, `.orig`."""
    package = copy.root / "generated/wix-orders"
    shutil.copytree(package, copy.root / "generated/wix-orders.orig")
    (package / "src/wix_orders/__pycache__").mkdir(exist_ok=True)
    (package / "src/wix_orders/__pycache__/x.pyc").write_bytes(b"x")
    (copy.root / ".gitignore").write_text("*.py\n")
    for path in package.rglob("*"):
        os.utime(path, (1, 1))
        path.chmod(path.stat().st_mode | 0o111)
    surroundings = {
        "SOURCE_DATE_EPOCH": "1700000000",
        "PYTHONHASHSEED": "7",
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C",
        "HATCH_BUILD_LOCATION": str(copy.root / "elsewhere"),
        "HATCH_BUILD_HOOKS_ONLY": "true",
    }
    for name, text in surroundings.items():
        monkeypatch.setenv(name, text)
    old = os.umask(0o077)
    try:
        again = build(packages_of(copy, []), copy.root / "dist")
    finally:
        os.umask(old)
    assert papers_and_archives(again) == papers_and_archives(built)


REVERSED = """
import os

plain, listed = os.scandir, os.listdir

class Backwards:
    def __init__(self, *arguments):
        with plain(*arguments) as entries:
            self.rest = sorted(entries, key=lambda entry: entry.name)

    def __iter__(self):
        return self

    def __next__(self):
        if not self.rest:
            raise StopIteration
        return self.rest.pop()

    def close(self):
        pass

    __enter__ = __iter__

    def __exit__(self, *_):
        pass

os.scandir = Backwards
os.listdir = lambda *arguments: sorted(listed(*arguments), reverse=True)
"""


def test_the_same_bytes_in_whatever_order_a_file_system_lists_files(
    project, built, tmp_path, monkeypatch
):
    (tmp_path / "sitecustomize.py").write_text(REVERSED)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    package = built[0].package
    lock = replace(package.lock, files=dict(sorted(package.lock.files.items(), reverse=True)))
    assert archives(replace(package, lock=lock), tmp_path / "x") == like(built[0], tmp_path / "x")


def like(built, folder):
    """The artefacts as they are to be, if they were built below another folder."""
    return tuple(
        replace(artefact, path=folder / "out" / artefact.path.name) for artefact in built.artefacts
    )


PURE = ["build", "hatchling", "packaging", "pathspec", "pluggy", "pyproject_hooks", "tomlkit"]
PURE += ["trove_classifiers"]
"""What builds; plain Python, and so the same files for every version of it."""


@pytest.mark.parametrize("version", SUPPORTED)
def test_the_same_bytes_under_every_python(built, tmp_path, monkeypatch, version):
    """The pinned hatchling of this environment, run by other interpreters."""
    python = find(version)
    if python is None or sys.version_info[:2] == tuple(map(int, version.split("."))):
        pytest.skip(f"no Python {version} here beside the one that runs this")
    site = Path(hatchling.__file__).parents[1]
    for path in (*(site / name for name in PURE), *site.glob("*.dist-info")):
        if path.name.split("-")[0] in PURE:
            (tmp_path / path.name).symlink_to(path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    made = archives(built[0].package, tmp_path / "x", python)
    assert made == like(built[0], tmp_path / "x")


def test_the_same_bytes_from_a_checkout_with_crlf(project, built, tmp_path):
    """git on Windows turns LF into CRLF; .gitattributes keeps it from doing so in generated/."""
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@example.com"]
    origin = shutil.copytree(
        project.root, tmp_path / "origin", ignore=shutil.ignore_patterns("dist", ".*press")
    )
    for command in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "-m", "all"]):
        subprocess.run([*git, *command], cwd=origin, check=True, capture_output=True)
    clone = ["clone", "--quiet", "-c", "core.autocrlf=true", str(origin), str(tmp_path / "clone")]
    subprocess.run([*git, *clone], check=True, capture_output=True)
    there = Workspace(tmp_path / "clone")
    assert b"\r\n" in (there.specs / "wix-orders/openapi.yaml").read_bytes()
    again = build(packages_of(there, []), there.root / "dist")
    assert papers_and_archives(again) == papers_and_archives(built)
