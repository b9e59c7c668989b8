"""`specpress watch` beside `specpress generate`: from a save of the Wix document to the written package.

In: `specs/wix-orders`, copied into two projects in a temporary folder. Out: for a kind of change, the seconds of both
in each turn. Refuses a watch that ends, a command that fails, and a document in which there is nothing to change.

The watch runs as a user's does: a process of its own, which is told of the save by the system. Its time ends when it
has said that it has written, so the wait for further saves is in it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SPEC = Path("specs/wix-orders/openapi.yaml")
SPECPRESS = (sys.executable, "-m", "generator")
WRITTEN = " after the save"
READY = "watching "


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of the document, another one in each turn: `{turn}` stands in `new`."""

    old: str
    new: str

    def saved(self, text: str, turn: int) -> str:
        """The document as it is saved in a turn."""
        if self.old not in text:
            raise ValueError(f"the document lacks {self.old!r}")
        return text.replace(self.old, self.new.format(turn=turn), 1)


SUMMARY = Edit("summary: Update an order.", "summary: Update an order, for the {turn}th time.")
FIELD = Edit(
    "        buyerLanguage:\n", "        turn{turn}: {{type: string}}\n        buyerLanguage:\n"
)


def saves(edit: Edit, *, turns: int) -> list[tuple[float, float]]:
    """The seconds of the watch and of the command, in each turn."""
    with tempfile.TemporaryDirectory() as folder:
        watched, other = Path(folder, "watched"), Path(folder, "other")
        shutil.copytree(ROOT / SPEC.parent, watched / SPEC.parent)
        text = (watched / SPEC).read_text("utf-8")
        with watching(watched) as watch:
            shutil.copytree(watched, other)
            found = []
            for turn in range(turns + 1):
                saved = edit.saved(text, turn)
                start = time.perf_counter()
                save(watched, saved)
                wait(watch, WRITTEN)
                written = time.perf_counter() - start
                found.append((written, generated(other, saved)))
    return found[1:]  # in the first turn, caches of the system are filled


def generated(project: Path, text: str) -> float:
    """The seconds of `specpress generate` after a save."""
    save(project, text)
    start = time.perf_counter()
    subprocess.run(
        [*SPECPRESS, "generate"], cwd=project, env=environment(), check=True, stdout=subprocess.PIPE
    )
    return time.perf_counter() - start


def save(project: Path, text: str) -> None:
    """As editors do: a new file in the place of the old one."""
    draft = project / "draft.yaml"
    draft.write_text(text, "utf-8")
    draft.replace(project / SPEC)


@contextmanager
def watching(project: Path) -> Iterator[subprocess.Popen[str]]:
    """A watch that is ready."""
    with subprocess.Popen(
        [*SPECPRESS, "watch"], cwd=project, env=environment(), stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            wait(process, READY)
            yield process
        finally:
            process.kill()


def wait(process: subprocess.Popen[str], said: str) -> None:
    """Until the process has said something, or has ended."""
    assert process.stdout is not None
    for line in process.stdout:
        if said in line:
            return
    raise RuntimeError(f"specpress watch ended before it said {said!r}")


def environment() -> dict[str, str]:
    """Ours, with the generator on the path of Python."""
    return {**os.environ, "PYTHONPATH": str(ROOT)}
