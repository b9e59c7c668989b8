"""`specpress generate`, killed at 50 random moments: after the next command, whichever it is, the tree is whole.

Half of the moments lie anywhere in the run, half where it writes. Writing is stretched, so that kills fall between any
two files: each step on the disk takes milliseconds longer.
"""

import os
import random
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.cli import Exit
from tests.check.scratch import PACKAGE, SPEC, Project, files

ROOT = Path(__file__).resolve().parents[2]
KILLS = 50
STRETCHED = """
import os, time

def stretched(real):
    def call(*arguments, **options):
        time.sleep(0.003)
        return real(*arguments, **options)
    return call

for name in ("replace", "rename", "unlink", "fsync"):
    setattr(os, name, stretched(getattr(os, name)))
"""
NEXT = (("check", "--quick"), ("lint",), ("generate", "--dry-run"), ("check", "--full"))
"""Commands that write nothing themselves: what they leave is what the killed run had decided."""


@dataclass(frozen=True)
class Killed:
    """A project as a kill has left it."""

    root: Path
    decided: bool
    half: bool


def start(root: Path, slow: Path) -> subprocess.Popen[bytes]:
    paths = os.pathsep.join((str(slow), str(ROOT)))
    return subprocess.Popen(
        [sys.executable, "-m", "generator", "generate"],
        cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": paths},
    )  # fmt: skip


def writing(root: Path, process: subprocess.Popen[bytes]) -> bool:
    """Wait until the run begins to write; whether it did before it ended."""
    while process.poll() is None:
        if any((root / ".specpress/journal").glob("*/*.json")):
            return True
        time.sleep(0.0005)
    return False


def measured(root: Path, slow: Path) -> tuple[float, float]:
    """How long a run takes, and how long it writes."""
    begun = time.perf_counter()
    process = start(root, slow)
    assert writing(root, process)
    wrote = time.perf_counter()
    assert process.wait() == 0
    return time.perf_counter() - begun, time.perf_counter() - wrote


@pytest.fixture
def prepared(pets: Project, tmp_path: Path) -> tuple[Path, Path]:
    """A project of which a run makes, changes and removes files; and what stretches that run."""
    pets.replace(SPEC, "tags: [Pets]", "tags: [Animals]")
    shutil.rmtree(pets.root / PACKAGE / "src/pets/_runtime")
    slow = tmp_path / "slow"
    slow.mkdir()
    (slow / "sitecustomize.py").write_text(STRETCHED)
    warm = tmp_path / "warm"
    shutil.copytree(pets.root, warm)
    measured(warm, slow)
    shutil.copytree(warm / ".specpress/cache", pets.root / ".specpress/cache", dirs_exist_ok=True)
    return pets.root, slow


def kill(prepared: tuple[Path, Path], number: int, takes: float, writes: float) -> Killed:
    before, slow = prepared
    root = before.with_name(f"killed-{number}")
    shutil.copytree(before, root)
    process = start(root, slow)
    pick = random.Random(number)
    if number % 2:
        time.sleep(pick.uniform(0, takes))
    elif writing(root, process):
        time.sleep(pick.uniform(0, writes))
    process.kill()
    process.wait()
    decided = any((root / ".specpress/journal").glob("*/manifest.json"))
    return Killed(root, decided, half=any((root / ".specpress/journal").glob("*/*.json")))


def test_killed_at_50_random_moments_the_next_command_makes_it_whole(
    prepared: tuple[Path, Path], pets: Project, tmp_path: Path
) -> None:
    whole = tmp_path / "whole"
    shutil.copytree(prepared[0], whole)
    takes, writes = measured(whole, prepared[1])
    old, new = files(prepared[0]), files(whole)
    assert len(set(old.items()) ^ set(new.items())) > 20
    with ThreadPoolExecutor(2) as pool:
        killed = [*pool.map(lambda n: kill(prepared, n, takes, writes), range(KILLS))]
    assert len(killed) == KILLS
    for number, one in enumerate(killed):
        project = Project(one.root, pets.monkeypatch, pets.capsys)
        was = files(one.root)
        command = NEXT[number % len(NEXT)]
        code, printed = project.run(*command)
        found = files(one.root)
        assert found == (new if one.decided or was == new else old), (one.root.name, command)
        finished = "finished an interrupted run" in printed
        assert finished == (one.decided and was != new), printed
        assert not any((one.root / ".specpress/journal").iterdir()) or not one.half
        in_step = command[0] == "lint" or found == new
        assert code == (Exit.FINE if in_step else Exit.DRIFT), printed
        assert project.run("generate")[0] == Exit.FINE
        assert files(one.root) == new
    stages = [(one.half, one.decided) for one in killed]
    assert stages.count((True, True)) > 4, "kills fell between the files"
    assert stages.count((True, False)) + stages.count((False, False)) > 4, "and before that"
