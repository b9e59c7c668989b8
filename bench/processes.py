"""How long scripts take, each in an interpreter of its own.

In: scripts. Out: the seconds of each, measured in turns. Refuses a script that fails.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Script:
    """A Python program, run in the project's folder with the packages on its path."""

    name: str
    text: str

    def output(self) -> str:
        """Run it and give what it prints."""
        path = os.pathsep.join(
            [str(ROOT), *sorted(str(source) for source in ROOT.glob("generated/*/src"))]
        )
        done = subprocess.run(
            [sys.executable, "-c", self.text],
            cwd=ROOT, env={**os.environ, "PYTHONPATH": path}, check=True, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        return done.stdout

    def seconds(self) -> float:
        """Run it once by the wall clock."""
        start = time.perf_counter()
        self.output()
        return time.perf_counter() - start


def in_turns(scripts: Sequence[Script], *, turns: int) -> list[tuple[float, ...]]:
    """The seconds of each script in each turn, after one that fills the caches of bytecode."""
    for script in scripts:
        script.output()
    return [tuple(script.seconds() for script in scripts) for _ in range(turns)]
