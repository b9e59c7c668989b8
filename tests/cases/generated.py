"""All cases as packages on disk: generated once a process, imported once, removed at its end.

In: the name of a case. Out: its package, imported from a folder that holds nothing else. Refuses a case that does not
generate: the problems are the error's text.
"""

from __future__ import annotations

import atexit
import importlib
import shutil
import sys
import tempfile
from functools import cache
from pathlib import Path
from types import ModuleType

from generator.diagnostics import report
from generator.pipeline import Result, compile_api
from tests.cases.case import HERE, read

ROOT = HERE.parents[1]


@cache
def result_of(name: str) -> Result:
    """What the pipeline makes of the case."""
    return compile_api(read(name).folder, f"tests/cases/{name}")


def lines_of(shown_as: str) -> list[str]:
    """The lines of a file by the name that problems call it."""
    return (ROOT / shown_as).read_text("utf-8").splitlines()


@cache
def root() -> Path:
    """The folder on `sys.path` in which the packages lie side by side."""
    folder = Path(tempfile.mkdtemp(prefix="specpress-cases-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    sys.path.insert(0, str(folder))
    return folder


def write(name: str, folder: Path) -> None:
    """The case's package into `folder`, as a consumer would find it in site-packages."""
    result = result_of(name)
    assert result.ok, "\n".join(report(p, lines_of) for p in result.problems)
    for file in result.files:
        if file.path.startswith("src/"):
            target = folder / file.path.removeprefix("src/")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.text.encode())


@cache
def package(name: str) -> ModuleType:
    """The case's package, imported."""
    write(name, root())
    importlib.invalidate_caches()
    return importlib.import_module(read(name).package)
