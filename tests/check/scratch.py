"""A scratch project: commands typed in it within this process, and its files as bytes."""

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.cli import main
from generator.lock import digest

PETS = Path(__file__).parents[1] / "cli/pets.yaml"
PACKAGE = "generated/pets"
MODELS = f"{PACKAGE}/src/pets/models.py"
CLIENT = f"{PACKAGE}/src/pets/client.py"
README = f"{PACKAGE}/README.md"
LOCK = f"{PACKAGE}/specpress.lock"
FLOW = f"{PACKAGE}/src/pets/_runtime/flow.py"
CLIENT_YAML = "specs/pets/client.yaml"
SPEC = "specs/pets/openapi.yaml"


@dataclass
class Project:
    root: Path
    monkeypatch: pytest.MonkeyPatch
    capsys: pytest.CaptureFixture[str]

    def run(self, *arguments: str) -> tuple[int, str]:
        """Type a command at the root; its exit code, and all that it prints."""
        with self.monkeypatch.context() as patch:
            patch.chdir(self.root)
            patch.delenv("CI", raising=False)
            patch.setattr(sys, "argv", ["specpress", *arguments])
            with pytest.raises(SystemExit) as exit_:
                main()
        printed = self.capsys.readouterr()
        return int(exit_.value.code or 0), printed.out + printed.err

    def read(self, path: str) -> str:
        return (self.root / path).read_text("utf-8")

    def replace(self, path: str, old: str, new: str) -> None:
        text = self.read(path)
        assert old in text
        (self.root / path).write_bytes(text.replace(old, new, 1).encode())

    def append(self, path: str, text: str) -> None:
        with (self.root / path).open("ab") as stream:
            stream.write(text.encode())


def git(root: Path, *arguments: str, check: bool = True) -> str:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false")
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    run = subprocess.run(
        ["git", *identity, *arguments],
        cwd=root, capture_output=True, text=True, check=check, env=environment,
    )  # fmt: skip
    return run.stdout + run.stderr


def commit_all(project: Project) -> None:
    git(project.root, "init", "-qb", "main")
    (project.root / ".gitignore").write_text(".specpress/\n")
    git(project.root, "add", ".")
    git(project.root, "commit", "-qm", "all")


def files(root: Path) -> dict[str, bytes]:
    """All files by path, but not what specpress and git keep for themselves."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and not {".specpress", ".git"} & set(path.relative_to(root).parts)
    }


def traces(root: Path) -> dict[str, tuple[int, int, int]]:
    """Of every file and folder what a write would change: mode, size, time."""
    return {
        path.relative_to(root).as_posix(): (found.st_mode, found.st_size, found.st_mtime_ns)
        for path in sorted(root.rglob("*"))
        if ".specpress" not in path.relative_to(root).parts
        for found in [path.lstat()]
    }


def pretend(project: Project, path: str, old: str, new: str, *inputs: str) -> None:
    """As if the package had last been written with `new` for `old`, from other inputs than there are now."""
    before = digest((project.root / path).read_bytes())
    project.replace(path, old, new)
    lock = project.read(LOCK).replace(before, digest((project.root / path).read_bytes()))
    for name in inputs:
        lock, times = re.subn(
            rf'(?m)^"{re.escape(name)}" = "\w+"$', f'"{name}" = "{"0" * 64}"', lock
        )
        assert times == 1, name
    (project.root / LOCK).write_text(lock, "utf-8")
