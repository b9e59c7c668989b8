"""CONTRIBUTING.md shows each verdict as it is printed. UPDATE_GOLDENS=1 writes what is printed now."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.cli import Exit
from tests.check.scratch import LOCK, MODELS, SPEC, Project

CONTRIBUTING = Path(__file__).resolve().parents[2] / "CONTRIBUTING.md"
SECTION = re.compile(r"^## What a check says\n(.*?)^## ", re.MULTILINE | re.DOTALL)
EXAMPLE = re.compile(
    r"^\*\*([A-Z][a-z ]+)\.\*\* (?:(?!```).)*?^```console\n\$ specpress (.*?)\n(.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


def nothing(project: Project) -> None:
    pass


def change_spec(project: Project) -> None:
    project.replace(SPEC, "{type: string, description: What", "{type: integer, description: What")


def edit(project: Project) -> None:
    project.replace(MODELS, "What it is called.", "What people call it.")


def lock_another_tool(project: Project) -> None:
    lock = re.sub(r'(?m)^"ruff" = .*$', '"ruff" = "0.17.5"', project.read(LOCK))
    (project.root / LOCK).write_text(lock)


def add_comment(project: Project) -> None:
    project.append(SPEC, "# Asked their support about ages.\n")


def break_reference(project: Project) -> None:
    project.replace(SPEC, "#/components/schemas/Pet", "#/components/schemas/Pat")


def release_and_change(project: Project) -> None:
    assert project.run("release")[0] == Exit.FINE
    change_spec(project)
    assert project.run("generate")[0] == Exit.FINE


SITUATIONS: dict[str, tuple[Callable[[Project], None], Exit]] = {
    "In step": (nothing, Exit.FINE),
    "Spec drift": (change_spec, Exit.DRIFT),
    "Hand edit": (edit, Exit.HAND_EDIT),
    "Tool version": (lock_another_tool, Exit.TOOL),
    "Stale lock": (add_comment, Exit.DRIFT),
    "Bad input": (break_reference, Exit.BAD_INPUT),
    "Next release": (release_and_change, Exit.FINE),
}


def section() -> str:
    found = SECTION.search(CONTRIBUTING.read_text("utf-8"))
    assert found
    return found[1]


def test_each_verdict_has_one_example() -> None:
    assert [found[1] for found in EXAMPLE.finditer(section())] == list(SITUATIONS)
    assert section().count("```") == 2 * len(SITUATIONS)


@pytest.mark.parametrize("name", SITUATIONS)
def test_an_example_is_what_is_printed(pets: Project, name: str) -> None:
    (found,) = [found for found in EXAMPLE.finditer(section()) if found[1] == name]
    prepare, exit_ = SITUATIONS[name]
    prepare(pets)
    code, printed = pets.run(*found[2].split())
    if os.environ.get("UPDATE_GOLDENS"):
        text = CONTRIBUTING.read_text("utf-8")
        fresh = f"{found[0].removesuffix(found[3] + '```')}{printed}```"
        CONTRIBUTING.write_text(text.replace(found[0], fresh), "utf-8")
        found = EXAMPLE.fullmatch(fresh)
        assert found
    assert (code, counted(found[3])) == (exit_, counted(printed))


def counted(text: str) -> str:
    """Without the number of a package's files: it grows with the runtime."""
    return re.sub(r"\d+ files$", "N files", text, flags=re.MULTILINE)
