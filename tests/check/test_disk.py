"""Commands on disks that refuse, from any folder of a project, and in several shells at once."""

import errno
import io
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO

import pytest

from generator.cli import Exit
from generator.declaration import pins
from generator.journal import exclusive
from tests.check.scratch import CLIENT_YAML, LOCK, MODELS, PACKAGE, SPEC, Project, files

ROOT = Path(__file__).resolve().parents[2]
CHANGE = ("What it is called.", "Its name.")


def shell(
    folder: Path, *command: str, stderr: int | IO[bytes] = subprocess.PIPE, **environment: str
) -> subprocess.Popen[str]:
    """A command in a process of its own, running."""
    return subprocess.Popen(
        [sys.executable, "-m", "generator", *command],
        cwd=folder, stdout=subprocess.PIPE, stderr=stderr, encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
    )  # fmt: skip


# --- disks that refuse --------------------------------------------------------------------------


@pytest.fixture
def small(pets: Project) -> Iterator[Project]:
    """The project on a file system of its own, of two megabytes."""
    there = pets.root.with_name("small")
    there.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=2m", "none", str(there)]
    if not shutil.which("mount") or subprocess.run(command, capture_output=True).returncode:
        pytest.skip("this user may not mount a file system")
    try:
        root = there / "project"
        shutil.copytree(pets.root, root, ignore=shutil.ignore_patterns("cache"))
        yield Project(root, pets.monkeypatch, pets.capsys)
    finally:
        subprocess.run(["umount", str(there)], check=True)


def test_a_disk_that_is_full(small: Project) -> None:
    small.replace(SPEC, *CHANGE)
    filler = small.root / "filler"
    with filler.open("wb", buffering=0) as stream, suppress(OSError):
        while stream.write(bytes(4096)):
            pass
    assert shutil.disk_usage(small.root).free == 0
    before = files(small.root)
    code, printed = small.run("generate")
    assert (code, files(small.root)) == (Exit.INTERNAL, before)
    assert re.search(
        r"^specpress: cannot write \S+: the disk is full; nothing was changed$",
        printed,
        re.MULTILINE,
    )
    assert small.run("check")[0] == Exit.DRIFT, "to look needs no room"
    filler.unlink()
    assert small.run("generate")[0] == Exit.FINE
    assert small.run("check", "--full")[0] == Exit.FINE


def test_a_disk_that_is_read_only(small: Project) -> None:
    small.replace(SPEC, *CHANGE)
    before = files(small.root)
    subprocess.run(["mount", "-o", "remount,ro", str(small.root.parent)], check=True)
    code, printed = small.run("generate")
    assert (code, files(small.root)) == (Exit.INTERNAL, before)
    assert (
        "cannot write .specpress/lock: the file system is read-only; nothing was changed" in printed
    )
    code, printed = small.run("check", "--full")
    assert (code, MODELS in printed) == (Exit.DRIFT, True)


def test_a_disk_that_is_full_at_each_file(pets: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """As above for those who may not mount: what is written beside its target fails, one file after another."""
    pets.replace(SPEC, *CHANGE)
    pets.replace(SPEC, "tags: [Pets]", "tags: [Animals]")
    before, real, left = files(pets.root), io.open, 0

    def opened(path, mode="r", *rest, **more):
        nonlocal left
        if mode == "xb" and "/.specpress-" in str(path):
            left -= 1
            if left < 0:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(path, mode, *rest, **more)

    with monkeypatch.context() as patch:
        patch.setattr(io, "open", opened)
        for number in range(50):
            left = number
            code, printed = pets.run("generate")
            if code == Exit.FINE:
                break
            assert (code, files(pets.root)) == (Exit.INTERNAL, before)
            assert "the disk is full; nothing was changed" in printed
    assert number > 4, "one try a file"
    assert pets.run("check", "--full")[0] == Exit.FINE


def test_a_folder_that_is_read_only(pets: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    pets.replace(SPEC, *CHANGE)
    before, real = files(pets.root), os.access
    folder = (pets.root / MODELS).parent
    monkeypatch.setattr(os, "access", lambda path, how: path != folder and real(path, how))
    code, printed = pets.run("generate")
    assert (code, files(pets.root)) == (Exit.INTERNAL, before)
    assert (
        f"cannot write {MODELS}: the folder {PACKAGE}/src/pets cannot be written to; noth"
        in printed
    )


def test_a_file_that_is_a_folder(pets: Project) -> None:
    (pets.root / MODELS).unlink()
    (pets.root / MODELS).mkdir()
    before = files(pets.root)
    code, printed = pets.run("check")
    assert (code, MODELS in printed) == (Exit.DRIFT, True)
    for options in ((), ("--force",)):
        code, printed = pets.run("generate", *options)
        assert (code, files(pets.root)) == (Exit.INTERNAL, before)
        assert f"cannot write {MODELS}: it is a folder; nothing was changed" in printed


def test_a_folder_that_is_a_file(pets: Project) -> None:
    shutil.rmtree(pets.root / PACKAGE)
    (pets.root / PACKAGE).write_text("mine")
    before = files(pets.root)
    code, printed = pets.run("generate")
    assert (code, files(pets.root)) == (Exit.INTERNAL, before)
    assert f"{PACKAGE} is not a folder; nothing was changed" in printed
    assert pets.run("check")[0] == Exit.DRIFT


def test_a_lock_that_is_a_folder(pets: Project) -> None:
    (pets.root / LOCK).unlink()
    (pets.root / LOCK).mkdir()
    before = files(pets.root)
    assert pets.run("check")[0] == Exit.DRIFT
    code, printed = pets.run("generate")
    assert (code, files(pets.root)) == (Exit.INTERNAL, before)
    assert f"cannot write {LOCK}: it is a folder; nothing was changed" in printed


# --- what is somebody else's ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    ["../../mine.txt", "src/../../../mine.txt", "/{root}/mine.txt", "..\\\\mine.txt", "C:/x"],
)
def test_a_lock_cannot_make_a_file_outside_its_package_its_own(pets: Project, path: str) -> None:
    """A pull request can write a lock; what it names there is neither read nor removed."""
    mine = pets.root / "mine.txt"
    mine.write_text("mine\n")
    named = path.replace("/{root}", str(pets.root))
    row = f'"{named}" = "a4ce5a98a8950c04a3d34a2e2cb8c89c6d1b6e9a"\n'
    (pets.root / LOCK).write_text(f"{pets.read(LOCK)}{row}")
    pets.replace(SPEC, *CHANGE)
    code, printed = pets.run("check")
    assert (code, "mine.txt" in printed) == (Exit.DRIFT, False), printed
    assert pets.run("generate")[0] == Exit.FINE
    assert mine.read_text() == "mine\n"
    assert named not in pets.read(LOCK)


def test_names_that_were_saved_meanwhile_are_not_overwritten(
    pets: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An editor saves client.yaml while generating reads it and would add a name."""
    pets.replace(SPEC, "        name: {type", "        age: {type: integer}\n        name: {type")
    real = pins._lines

    def saved_meanwhile(names):
        pets.append(CLIENT_YAML, "# saved meanwhile\n")
        return real(names)

    with monkeypatch.context() as patch:
        patch.setattr(pins, "_lines", saved_meanwhile)
        code, printed = pets.run("generate")
    assert (code, "saved while it was being read; nothing was changed" in printed) == (1, True)
    assert pets.read(CLIENT_YAML).endswith("# saved meanwhile\n")
    assert pets.run("generate")[0] == Exit.FINE
    assert pets.read(CLIENT_YAML).endswith("# saved meanwhile\n")
    assert "age: age" in pets.read(CLIENT_YAML)


# --- encodings ----------------------------------------------------------------------------------


def test_byte_order_marks_are_proved_by_hashes_and_stay(pets: Project) -> None:
    mark = b"\xef\xbb\xbf"
    for path in (SPEC, CLIENT_YAML):
        (pets.root / path).write_bytes(mark + (pets.root / path).read_bytes())
    code, printed = pets.run("check")
    assert (code, "proved by hashes" in printed) == (Exit.FINE, True)
    pets.replace(SPEC, "        name: {type", "        age: {type: integer}\n        name: {type")
    assert pets.run("generate")[0] == Exit.FINE
    assert b"age: age" in (pets.root / CLIENT_YAML).read_bytes()
    assert all((pets.root / path).read_bytes().startswith(mark) for path in (SPEC, CLIENT_YAML))
    code, printed = pets.run("check")
    assert (code, "proved by hashes" in printed) == (Exit.FINE, True)


def test_what_is_not_ascii_under_a_python_that_knows_only_ascii(pets: Project) -> None:
    """The tag names a module; titles and descriptions go into texts."""
    pets.replace(SPEC, "tags: [Pets]", "tags: [Tiere für ÆRØ]")
    pets.replace(SPEC, "title: Pets", 'title: "Tiere 犬"')
    ascii_only = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    shutil.rmtree(pets.root / ".specpress/cache")
    for command, code in (("check", Exit.DRIFT), ("generate", 0), ("check", 0), ("lint", 0)):
        process = shell(pets.root, command, **ascii_only)
        _, err = process.communicate(timeout=60)
        assert (process.returncode, err) == (code, ""), err
    assert (pets.root / PACKAGE / "src/pets/resources/tiere_für_ærø.py").is_file()
    code, printed = pets.run("check", "--full")
    assert code == Exit.FINE, printed


# --- folders and shells -------------------------------------------------------------------------


@pytest.mark.parametrize("spoil", [CHANGE, ("#/components/schemas/Pet", "#/components/schemas/X")])
def test_all_folders_of_a_project_are_told_the_same(pets: Project, spoil: tuple[str, str]) -> None:
    pets.replace(SPEC, *spoil)
    told = set()
    for folder in (".", "specs", "specs/pets", f"{PACKAGE}/src/pets", ".specpress"):
        inside = Project(pets.root / folder, pets.monkeypatch, pets.capsys)
        for command in (("check",), ("check", "pets"), ("generate", "--dry-run")):
            told.add(inside.run(*command))
    ((code, printed),) = told
    assert code in (Exit.DRIFT, Exit.BAD_INPUT)
    assert str(pets.root) not in printed
    inside = Project(pets.root / PACKAGE / "src", pets.monkeypatch, pets.capsys)
    assert inside.run("generate")[0] == (Exit.FINE if code == Exit.DRIFT else code)


@pytest.mark.parametrize("command", ["check", "generate", "lint"])
def test_the_second_of_two_shells_says_that_it_waits(
    pets: Project, tmp_path: Path, command: str
) -> None:
    errors = tmp_path / "errors.txt"
    with exclusive(pets.root / ".specpress", lambda: pytest.fail("nobody else is here")):
        with errors.open("wb") as stream:
            second = shell(pets.root, command, stderr=stream)
        until = time.monotonic() + 30
        while not errors.stat().st_size and second.poll() is None and time.monotonic() < until:
            time.sleep(0.01)
        waits = second.poll() is None
    out, _ = second.communicate(timeout=60)
    assert waits
    assert (
        errors.read_text("utf-8") == "specpress: waiting for another specpress in this project …\n"
    )
    assert (second.returncode, out[:6]) == (Exit.FINE, "pets: ")


def test_shells_at_once_do_no_harm(pets: Project) -> None:
    pets.replace(SPEC, "tags: [Pets]", "tags: [Animals]")
    commands = ("generate", "check", "generate", "lint", "generate")
    running = [shell(pets.root, command) for command in commands]
    ended = {process: process.communicate(timeout=120) for process in running}
    codes = [(process.returncode, err) for process, (_, err) in ended.items()]
    assert {code for code, _ in codes} <= {Exit.FINE, Exit.DRIFT}, codes
    assert all(
        code == Exit.FINE for (code, _), c in zip(codes, commands, strict=True) if c != "check"
    )
    assert pets.run("check", "--full")[0] == Exit.FINE
    assert not any((pets.root / ".specpress/journal").iterdir())
