"""`specpress watch` in a process of its own: save a file, wait for what it prints and writes."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator.cli.watch import on_one_screen

PETS = Path(__file__).with_name("pets.yaml")
HERE = Path(__file__).parents[2]
PATIENCE = 60
SAY = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from generator.cli import main; main()"
NAME = "name: {type: string, description: What it is called.}"
MORE = f"{NAME}\n        age: {{type: integer}}"


class Watching:
    """A running `specpress watch`, and all that it has printed."""

    def __init__(self, root: Path, *apis: str) -> None:
        self.root, self.printed = root, ""
        self.process = subprocess.Popen(
            [sys.executable, "-c", SAY, "watch", *apis],
            cwd=root,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={"PYTHONPATH": str(HERE), "COLUMNS": "120", "LINES": "40"},
        )
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()
        self.until(lambda: "watching specs/" in self.printed)

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.printed += line

    def until(self, holds: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < end, self.printed
            assert self.process.poll() is None, self.printed
            time.sleep(0.01)

    def says(self, text: str) -> None:
        self.until(lambda: text in self.printed)

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.close()

    def close(self) -> int:
        code = self.process.wait(PATIENCE)
        self.reader.join(PATIENCE)
        assert self.process.stdout is not None
        self.process.stdout.close()
        return code

    @property
    def spec(self) -> Path:
        return self.root / "specs/pets/openapi.yaml"

    @property
    def models(self) -> Path:
        return self.root / "generated/pets/src/pets/models.py"

    def save(self, old: str, new: str) -> None:
        """As editors do: a new file in the place of the old one."""
        text = self.spec.read_text()
        assert old in text
        draft = self.root / "draft.yaml"
        draft.write_text(text.replace(old, new))
        draft.replace(self.spec)


def specpress(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", SAY, *arguments],
        cwd=root,
        text=True,
        capture_output=True,
        env={"PYTHONPATH": str(HERE)},
        check=False,
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "specs").mkdir()
    assert specpress(tmp_path, "new", "pets", "--from", str(PETS)).returncode == 0
    return tmp_path


@pytest.fixture
def watching(project: Path) -> Iterator[Watching]:
    one = Watching(project)
    yield one
    if one.process.poll() is None:
        one.process.kill()
        one.close()


def test_a_save_is_written_and_said_in_words(watching: Watching) -> None:
    assert watching.models.is_file()
    watching.save(NAME, MORE)
    watching.says("  field Pet.age came: int, optional\n")
    assert "age: int | None" in watching.models.read_text()
    assert " after the save\n" in watching.printed
    assert watching.stop() == 0
    assert "Traceback" not in watching.printed
    assert specpress(watching.root, "check").returncode == 0


def test_a_bad_save_is_reported_and_watching_goes_on(watching: Watching) -> None:
    before = watching.models.read_bytes()
    watching.save("paths:", "paths: [")
    watching.says("pets: nothing was written")
    assert "specs/pets/openapi.yaml:" in watching.printed
    assert "error[invalid-yaml]" in watching.printed
    assert watching.models.read_bytes() == before
    watching.save("paths: [", "paths:")
    watching.says("nothing to write")
    watching.save(NAME, MORE)
    watching.says("field Pet.age came")
    assert watching.printed.count("error[invalid-yaml]") == 1
    assert watching.stop() == 0


def test_a_hand_edit_is_reported_and_kept(watching: Watching) -> None:
    edited = watching.models.read_text() + "# mine\n"
    watching.models.write_text(edited)
    watching.save(NAME, MORE)
    watching.says("hand edit: generated/pets/src/pets/models.py:")
    watching.says("nothing was written")
    assert watching.models.read_text() == edited
    watching.models.write_text(edited.removesuffix("# mine\n"))
    watching.save("What it is called.", "Its name.")
    watching.says("field Pet.age came")
    assert "age: int | None" in watching.models.read_text()
    assert watching.stop() == 0


def test_only_the_saved_api_is_generated_and_new_ones_join(watching: Watching) -> None:
    assert specpress(watching.root, "new", "shop", "--from", str(PETS)).returncode == 0
    watching.says("shop: generated/shop")
    said = watching.printed.count("pets: ")
    spec = watching.root / "specs/shop/openapi.yaml"
    spec.write_text(spec.read_text().replace(NAME, MORE))
    watching.says("field Pet.age came")
    assert watching.printed.count("pets: ") == said
    assert watching.stop() == 0


def test_other_commands_run_meanwhile(watching: Watching) -> None:
    assert "waiting" not in specpress(watching.root, "check").stderr
    assert watching.stop() == 0


def test_an_unknown_api_is_a_usage_error(project: Path) -> None:
    ended = specpress(project, "watch", "pet")
    assert (ended.returncode, "did you mean pets?" in ended.stderr) == (2, True)


def test_long_summaries_are_cut_to_the_screen() -> None:
    told = [f"sentence {number}" for number in range(30)]
    assert on_one_screen(told, 3, 8) == ["sentenc…", "sentenc…", "… and 28 changes more"]
    assert on_one_screen(told[:3], 3, 80) == told[:3]
