"""The accept and reject files under every type checker: an error without a mark, or a mark without an error, fails.

In: the files beside this one, and the packages in generated/. The checkers run as they come, mypy with --strict.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
TOOLS = Path(sys.executable).parent
SOURCES = sorted(str(path) for path in ROOT.glob("generated/*/src"))
MARK = re.compile(r"# error: (.+) \| (.+) \| (.+)$")
MYPY = re.compile(r"(\w+\.py):(\d+): error: .*\[([\w-]+)\]$", re.MULTILINE)
TY = re.compile(r"^(\w+\.py):(\d+):\d+: error\[([\w-]+)\]", re.MULTILINE)

Found = set[tuple[str, int, str]]
"""File, line and code of each error."""

pytestmark = [pytest.mark.checkers, pytest.mark.xdist_group("checkers of typing")]


def marks(column: int) -> Found:
    """The errors that the files' marks announce for the lines below them, for one column of the marks."""
    found = set()
    for path in sorted(HERE.glob("*_accept.py")) + sorted(HERE.glob("*_reject.py")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if mark := MARK.search(line):
                codes = re.findall(r"[\w-]{2,}", mark[column])
                found |= {(path.name, number + 1, code) for code in codes}
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """The files, alone in a folder, with the packages on the checkers' paths."""
    made = tmp_path_factory.mktemp("typing")
    for path in HERE.glob("*_*.py"):
        if not path.name.startswith("test_"):
            shutil.copy(path, made)
    config = {"include": ["."], "extraPaths": SOURCES, "pythonVersion": "3.11"}
    (made / "pyrightconfig.json").write_text(json.dumps(config))
    (made / "mypy.ini").write_text(
        f"[mypy]\nstrict = true\npython_version = 3.11\nmypy_path = {':'.join(SOURCES)}\n"
    )
    return made


def said(folder: Path, tool: str, *arguments: str) -> str:
    done = subprocess.run(
        [TOOLS / tool, *arguments], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode in (0, 1), f"{done.stdout}\n{done.stderr}"
    return done.stdout


def compare(found: Iterable[tuple[str, str, str]], column: int) -> None:
    seen = {(file, int(line), code) for file, line, code in found}
    expected = marks(column)
    assert (sorted(seen - expected), sorted(expected - seen)) == ([], []), (
        "(unmarked errors, marks without error)"
    )


def test_mypy(folder):
    output = said(folder, "mypy", "--no-pretty", "--no-error-summary", "--cache-dir", ".cache", ".")
    compare(MYPY.findall(output), 1)


@pytest.mark.parametrize("tool", ["pyright", "basedpyright"])
def test_pyright(folder, tool):
    output = json.loads(said(folder, tool, "--outputjson", "--pythonpath", sys.executable))
    errors = [d for d in output["generalDiagnostics"] if d["severity"] == "error"]
    compare(
        [
            (Path(e["file"]).name, e["range"]["start"]["line"] + 1, e.get("rule", "none"))
            for e in errors
        ],
        2,
    )


def test_ty(folder):
    """ty narrows to intersections, `str & ~OrderStatus`, which `assert_type` cannot name: no error here."""
    paths = [argument for source in SOURCES for argument in ("--extra-search-path", source)]
    options = ["--output-format", "concise", "--ignore", "assert-type-unspellable-subtype"]
    output = said(folder, "ty", "check", *options, "--python", sys.executable, *paths)
    compare(TY.findall(output), 3)


def test_there_are_marks():
    assert len(marks(1)) > 20
    assert not [mark for mark in marks(1) | marks(2) | marks(3) if "accept" in mark[0]]
