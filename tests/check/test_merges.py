"""Merges of two branches: what git can put together stays so, and what it cannot is said where it is, with what to do."""

import re
from collections.abc import Iterator

import pytest

from generator.cli import Exit
from tests.check.scratch import CLIENT_YAML, LOCK, MODELS, SPEC, Project, commit_all, git

CONFLICT = re.compile(r"^<{7} .*\n((?:.*\n)*?)={7}\n((?:.*\n)*?)>{7} .*\n", re.MULTILINE)


def operation(name: str) -> str:
    return (
        f"  /{name.lower()}s:\n    get:\n      operationId: get{name}\n      tags: [{name}s]\n"
        f'      responses: {{"200": {{description: Done., content: {{application/json: '
        f'{{schema: {{$ref: "#/components/schemas/{name}"}}}}}}}}}}\n'
    )


def schema(name: str) -> str:
    return f"    {name}:\n      type: object\n      properties:\n        legs: {{type: integer}}\n"


def add(project: Project, name: str, *, first: bool) -> None:
    """An operation, a tag and a type, before all others or after them, on a branch of its own."""
    git(project.root, "checkout", "-qb", name, "main")
    if first:
        project.replace(SPEC, "paths:\n", f"paths:\n{operation(name)}")
        project.replace(SPEC, "  schemas:\n", f"  schemas:\n{schema(name)}")
    else:
        project.replace(SPEC, "components:\n", f"{operation(name)}components:\n")
        project.append(SPEC, schema(name))
    assert project.run("generate")[0] == Exit.FINE
    git(project.root, "commit", "-qam", name)


def resolve_spec(project: Project, *names: str) -> None:
    """The spec as a person would merge it."""
    text = git(project.root, "show", f"main:{SPEC}")
    for part, made in (("paths:\n", operation), ("  schemas:\n", schema)):
        text = text.replace(part, part + "".join(map(made, names)))
    (project.root / SPEC).write_text(text)


def conflicts(project: Project, branch: str) -> Iterator[str]:
    said = git(project.root, "merge", branch, check=False)
    return (found[1] for found in re.finditer(r"Merge conflict in (.*)", said))


def test_branches_that_add_different_things_do_not_meet_in_client_yaml(pets: Project) -> None:
    commit_all(pets)
    add(pets, "Ant", first=True)
    add(pets, "Zebra", first=False)
    met = set(conflicts(pets, "Ant"))
    assert LOCK in met
    assert not {SPEC, CLIENT_YAML} & met
    names = pets.read(CLIENT_YAML).partition("\nnames:")[2]
    for name in ("Ant", "Zebra"):
        assert f"    {name}s: {name.lower()}s\n" in names
        assert f'    "#/components/schemas/{name}": {{answer: {name}, ' in names
    assert pets.run("check")[0] == Exit.DRIFT
    code, printed = pets.run("generate")
    assert (code, "names " in printed) == (Exit.FINE, False), "both branches' names are there"
    assert pets.run("check", "--full")[0] == Exit.FINE
    assert all(f"class {name}(" in pets.read(MODELS) for name in ("Ant", "Pet", "Zebra"))


@pytest.mark.parametrize("side", [r"\1", r"\2"], ids=["ours", "theirs"])
def test_branches_that_add_neighbours_are_told_where_and_what_to_do(
    pets: Project, side: str
) -> None:
    """Either side of the names is enough: the other's are added again."""
    commit_all(pets)
    add(pets, "Ant", first=True)
    add(pets, "Bee", first=True)
    assert {SPEC, CLIENT_YAML, LOCK} <= set(conflicts(pets, "Ant"))
    for command in ("check", "generate", "lint"):
        code, printed = pets.run(command)
        assert code == Exit.BAD_INPUT
        for path in (SPEC, CLIENT_YAML):
            line = 1 + pets.read(path).partition("<<<<<<<")[0].count("\n")
            assert f"{path}:{line}:1: error[unmerged-conflict]: this file holds unres" in printed
        assert "hint: keep the published side of each, without the markers: `specpress" in printed
    resolve_spec(pets, "Ant", "Bee")
    (pets.root / CLIENT_YAML).write_text(CONFLICT.sub(side, pets.read(CLIENT_YAML)))
    code, printed = pets.run("generate")
    assert code == Exit.FINE, printed
    assert pets.run("check", "--full")[0] == Exit.FINE
    names = pets.read(CLIENT_YAML).partition("\nnames:")[2]
    assert all(f"    {name}s: {name.lower()}s\n" in names for name in ("Ant", "Bee", "Pet"))


@pytest.mark.parametrize("style", ["merge", "diff3", "zdiff3"])
def test_every_style_of_markers_is_known(pets: Project, style: str) -> None:
    commit_all(pets)
    git(pets.root, "config", "merge.conflictStyle", style)
    for branch, text in (("one", "Its name."), ("two", "Name.")):
        git(pets.root, "checkout", "-qb", branch, "main")
        pets.replace(SPEC, "What it is called.", text)
        git(pets.root, "commit", "-qam", branch)
    assert SPEC in set(conflicts(pets, "one"))
    code, printed = pets.run("check")
    assert (code, "error[unmerged-conflict]" in printed) == (Exit.BAD_INPUT, True)


def test_what_only_looks_like_markers_is_none(pets: Project) -> None:
    """Lines of a text are indented in YAML; and a marker alone is no conflict."""
    text = "|\n            <<<<<<< HEAD\n            =======\n            >>>>>>> other\n"
    pets.replace(
        SPEC,
        'title: Pets, version: "1"}',
        f"title: Pets, version: '1', x-a: 1}}\nx-b: {text}x-c: =======",
    )
    code, printed = pets.run("lint")
    assert (code, "unmerged" in printed) == (Exit.FINE, False), printed
