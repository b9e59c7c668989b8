"""What `watch` makes of each save, one after the other: the system's events are played, everything else is real."""

from __future__ import annotations

import codecs
import gc
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

import generator.cli.watch  # noqa: F401  `from generator.cli import watch` is the command
from generator import inputs, pipeline
from generator.cli.new import run_new
from generator.journal import CannotWrite
from generator.verdict import Exit
from generator.workspace import Workspace
from tests.cli.test_watch import MORE, NAME, PETS

module = sys.modules["generator.cli.watch"]
Save = Callable[[], None]
PET = "#/components/schemas/Pet"


@dataclass
class Project:
    """A project with one API, and what a watch says to each of some saves."""

    root: Path
    patch: pytest.MonkeyPatch
    capsys: pytest.CaptureFixture[str]
    events: dict[str, Any] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        return self.root / "specs/pets"

    @property
    def spec(self) -> Path:
        return self.folder / "openapi.yaml"

    @property
    def client_yaml(self) -> Path:
        return self.folder / "client.yaml"

    @property
    def models(self) -> str:
        return (self.root / "generated/pets/src/pets/models.py").read_text()

    def edit(self, old: str, new: str, path: Path | None = None) -> None:
        """Save in place."""
        path = path or self.spec
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new))

    def watch(self, *saves: Save | None) -> list[str]:
        """What was said before the first save and after each; None is a look without any event."""
        said = []

        def events(*_: Path, **settings: Any) -> Iterator[set[tuple[int, str]]]:
            self.events = settings
            for save in saves:
                said.append("".join(self.capsys.readouterr()))
                if save is not None:
                    save()
                yield set() if save is None else {(2, str(self.spec))}

        self.patch.setattr(module, "watch", events)
        assert module.run_watch(Workspace(self.root), []) is Exit.FINE
        return [*said, "".join(self.capsys.readouterr())]


@pytest.fixture
def project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Project]:
    (tmp_path / "specs").mkdir()
    run_new(Workspace(tmp_path), "pets", PETS)
    monkeypatch.setattr(module._Watch, "_warm", lambda *_: None)
    yield Project(tmp_path, monkeypatch, capsys)
    gc.enable()
    gc.unfreeze()


def test_saves_are_gathered_for_a_moment(project: Project) -> None:
    project.watch()
    assert 0 < project.events["step"] < project.events["debounce"] <= 50


def replaced(project: Project) -> None:
    draft = project.root / "draft"
    draft.write_text(project.spec.read_text().replace(NAME, MORE))
    draft.replace(project.spec)


def moved_away_first(project: Project) -> None:
    text = project.spec.read_text()
    project.spec.rename(project.folder / "openapi.yaml~")
    project.spec.write_text(text.replace(NAME, MORE))


@pytest.mark.parametrize("save", [lambda p: p.edit(NAME, MORE), replaced, moved_away_first])
def test_however_an_editor_saves(project: Project, save: Callable[[Project], None]) -> None:
    _, told = project.watch(lambda: save(project))
    assert "field Pet.age came: int, optional" in told
    assert " after the save\n" in told
    assert "age: int | None" in project.models


def test_a_deleted_document_is_an_error_until_it_is_there_again(project: Project) -> None:
    text = project.spec.read_text()
    before, gone, again = project.watch(
        project.spec.unlink, lambda: project.spec.write_text(text.replace(NAME, MORE)) and None
    )
    assert "written" in before
    assert "error[missing-file]" in gone
    assert "pets: nothing was written" in gone
    assert "field Pet.age came" in again
    assert "age: int | None" in project.models


def test_a_deleted_folder_is_said_once_and_its_package_stays(project: Project) -> None:
    _, gone, later = project.watch(lambda: shutil.rmtree(project.folder), None)
    assert gone == "pets: is gone from specs/; its package is left alone\n"
    assert later == ""
    assert "class Pet" in project.models


def test_a_change_of_the_declaration(project: Project) -> None:
    def rename() -> None:
        project.edit("name: get_pet,", "name: find,", project.client_yaml)

    _, told = project.watch(rename)
    assert "operation pets.find changed: was called get_pet" in told
    assert "def find(" in (project.root / "generated/pets/src/pets/resources/pets.py").read_text()


def test_an_error_in_the_declaration_and_its_end(project: Project) -> None:
    def broken() -> None:
        project.edit("client: Pets", "clients: Pets", project.client_yaml)

    def mended() -> None:
        project.edit("clients: Pets", "client: Shop", project.client_yaml)

    _, wrong, right = project.watch(broken, mended)
    assert "specs/pets/client.yaml:" in wrong
    assert "error[unknown-key]" in wrong
    assert "did you mean 'client'?" in wrong
    assert "client Shop, was Pets" in right


def test_a_change_of_a_file_that_is_referred_to(project: Project) -> None:
    parts = project.folder / "parts/pet.yaml"
    parts.parent.mkdir()
    parts.write_text(f"type: object\nproperties:\n        {NAME}\n")
    project.edit(PET, "parts/pet.yaml")
    _, told = project.watch(lambda: project.edit(NAME, MORE, parts))
    assert "field Pet.age came" in told


def test_a_file_that_was_missing_is_waited_for(project: Project) -> None:
    parts = project.folder / "pet.yaml"

    def refer() -> None:
        project.edit(PET, "pet.yaml")

    def make() -> None:
        parts.write_text("type: object\nproperties: {colour: {type: string}}\n")

    def swap() -> None:
        (project.folder / ".pet.yaml.swp").write_text("")

    _, missing, nothing, there = project.watch(refer, swap, make)
    assert "error[missing-file]" in missing
    assert nothing == ""
    assert "class Pet came" in there
    assert "colour: str | None" in project.models


def test_what_changes_no_input_costs_nothing(project: Project) -> None:
    def touch() -> None:
        os.utime(project.spec)

    def note() -> None:
        (project.folder / "notes.md").write_text("mine")

    assert project.watch(touch, note, None)[1:] == ["", "", ""]


def test_an_api_that_is_in_step_is_not_written(project: Project) -> None:
    project.watch()
    lock = project.root / "generated/pets/specpress.lock"
    before = lock.stat().st_mtime_ns
    (said,) = project.watch()
    assert "nothing to write" in said
    assert lock.stat().st_mtime_ns == before


def test_names_that_were_pinned_are_no_save(project: Project) -> None:
    mark = codecs.BOM_UTF8
    project.client_yaml.write_bytes(mark + project.client_yaml.read_bytes())
    _, first, second = project.watch(None, lambda: project.edit(NAME, MORE))
    assert first == ""
    assert second.count("pets: generated/pets") == 1
    assert project.client_yaml.read_bytes().startswith(mark)
    assert "age: age" in project.client_yaml.read_text("utf-8-sig")
    assert project.watch(None, None)[1:] == ["", ""]


def test_a_save_meanwhile_is_taken_along(project: Project) -> None:
    real, saves = module.compiled, [lambda: project.edit(f"{NAME}\n", f"{MORE}\n")]

    def slow(*arguments: Any) -> pipeline.Result:
        result = real(*arguments)
        with suppress(IndexError):
            saves.pop()()
        return result

    project.watch()
    project.patch.setattr(module, "compiled", slow)
    (said,) = project.watch()
    assert said.count("pets: generated/pets") == 1
    assert "age: int | None" in project.models


def test_an_api_is_understood_once_a_save_and_its_declaration_read_once(project: Project) -> None:
    real, loaded, understood = inputs.declarations.load, [], []
    project.watch()  # names are pinned
    project.patch.setattr(inputs.declarations, "load", lambda *a: (loaded.append(a), real(*a))[1])
    once = pipeline.understand
    project.patch.setattr(
        pipeline, "understand", lambda *a, **k: (understood.append(a), once(*a, **k))[1]
    )
    inputs._declared.cache_clear()
    project.watch(
        lambda: project.edit("Which pet.", "The pet."), lambda: project.edit("A pet.", "An animal.")
    )
    assert (len(understood), len(loaded)) == (3, 1)


def test_a_disk_that_refuses_is_said_and_tried_again(project: Project) -> None:
    real, refused = (
        module.commit,
        [CannotWrite("cannot write x: the disk is full; nothing was changed")],
    )

    def commit(*arguments: Any, **options: Any) -> None:
        if refused:
            raise refused.pop()
        real(*arguments, **options)

    project.watch()
    project.patch.setattr(module, "commit", commit)
    _, failed, done = project.watch(
        lambda: project.edit(NAME, MORE), lambda: project.edit("A pet.", "An animal.")
    )
    assert failed == "pets: cannot write x: the disk is full; nothing was changed\n"
    assert "field Pet.age came" in done
