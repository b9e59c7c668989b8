"""What an author is told: a folder is a document with one mistake, and `expected.txt` what `specpress lint` prints.

Without a `client.yaml` of its own a case gets the least there is. UPDATE_GOLDENS=1 writes what is printed now.
"""

import os
import shutil
from pathlib import Path

import pytest

from generator.diagnostics import Problem, report, split_lines
from generator.pipeline import compile_api

HERE = Path(__file__).parent
CASES = sorted(path.name for path in HERE.iterdir() if path.is_dir() and path.name != "__pycache__")
LEAST = "package: pets\nclient: Pets\n"


def lint(case: str, folder: Path) -> tuple[str, tuple[Problem, ...]]:
    """What is printed for a case, copied to `folder`, and the problems themselves."""
    shutil.copytree(HERE / case, folder / case)
    declaration = folder / case / "client.yaml"
    if not declaration.exists():
        declaration.write_text(LEAST)
    problems = compile_api(folder / case, f"specs/{case}").problems

    def lines_of(shown: str) -> list[str]:
        text = (folder / shown.removeprefix("specs/")).read_bytes().decode("utf-8", "replace")
        return split_lines(text)

    return "\n\n".join(report(problem, lines_of) for problem in problems) + "\n", problems


@pytest.mark.parametrize("case", CASES)
def test_what_is_printed(case, tmp_path):
    printed, problems = lint(case, tmp_path)
    golden = HERE / case / "expected.txt"
    if os.environ.get("UPDATE_GOLDENS"):
        golden.write_text(printed, "utf-8")
    assert printed == golden.read_text("utf-8")
    assert problems, "a case is about a problem"
    for problem in problems:
        assert problem.places, f"{problem.code} has no place"
        assert problem.hint, f"{problem.code} has no hint"


def test_there_are_enough_cases():
    assert len(CASES) >= 25
