"""Two commands in one project: the second waits, and says so."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.journal import CannotWrite, exclusive

ROOT = Path(__file__).parents[2]
HOLD = """
import sys
from pathlib import Path
from generator.journal import exclusive
with exclusive(Path(sys.argv[1]), lambda: print("waits", flush=True)):
    print("holds", flush=True)
    sys.stdin.readline()
print("done", flush=True)
"""


@pytest.fixture
def start(tmp_path: Path):
    running: list[subprocess.Popen[str]] = []

    def started() -> subprocess.Popen[str]:
        running.append(
            subprocess.Popen(
                [sys.executable, "-c", HOLD, tmp_path / ".specpress"],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
            )
        )  # fmt: skip
        return running[-1]

    yield started
    for process in running:
        process.kill()
        process.communicate()


def test_the_second_waits_says_so_once_and_goes_on(start) -> None:
    first = start()
    assert first.stdout.readline() == "holds\n"
    second = start()
    assert second.stdout.readline() == "waits\n"
    time.sleep(0.1)
    assert second.poll() is None
    assert first.communicate("\n")[0] == "done\n"
    assert second.communicate("\n")[0] == "holds\ndone\n"


def test_a_killed_holder_frees_the_lock(start) -> None:
    first = start()
    assert first.stdout.readline() == "holds\n"
    second = start()
    assert second.stdout.readline() == "waits\n"
    first.kill()
    assert second.communicate("\n")[0] == "holds\ndone\n"


def test_without_another_command_nobody_waits(tmp_path: Path) -> None:
    said: list[str] = []
    for _ in range(2):
        with exclusive(tmp_path / ".specpress", lambda: said.append("waits")):
            pass
    assert said == []


def test_an_error_inside_is_the_callers_and_frees_the_lock(tmp_path: Path) -> None:
    with pytest.raises(PermissionError, match="mine"), exclusive(tmp_path / "home", pytest.fail):
        raise PermissionError("mine")
    with exclusive(tmp_path / "home", lambda: pytest.fail("the lock is still held")):
        pass


def test_a_project_that_cannot_be_written_to(tmp_path: Path) -> None:
    (tmp_path / ".specpress").touch()
    with (
        pytest.raises(CannotWrite, match=r"cannot write \.specpress/lock: File exists"),
        exclusive(tmp_path / ".specpress", pytest.fail),
    ):
        pytest.fail("it went on")
