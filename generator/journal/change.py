"""One change, stage by stage, as its journal records it.

In: targets, their new bytes, a folder for the journal; or a journal's file. Out: the tree, and the journal gone.
Refuses: a journal that cannot be read, or that names a path out of the project.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from generator.journal.disk import (
    ABSENT,
    NOTHING,
    CannotWrite,
    inside,
    mode,
    naming,
    settle,
    shown,
    state,
    stays,
    sync,
    write_new,
)

_VERSION = 1
_HALF = "the change is half done, and the next command goes on with it"


@dataclass(frozen=True, slots=True)
class Target:
    """One file of a change: the states (as `disk.state` gives them) to find it in and to leave it in."""

    path: Path
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """What one journal says. `folder` is `journal/<id>`; `made` are the folders to make, outermost first."""

    folder: Path
    keep: Path
    targets: tuple[Target, ...] = ()
    made: tuple[Path, ...] = ()

    @property
    def plan(self) -> Path:
        """Is there from when the first file may be made until the change is decided or undone."""
        return self.folder / "plan.json"

    @property
    def manifest(self) -> Path:
        """Is there from when the change is decided until it is done."""
        return self.folder / "manifest.json"

    def begin(self) -> None:
        """Put the plan into the journal: first as a whole file, then under its name."""
        targets = [(shown(t.path, self.keep), t.before, t.after) for t in self.targets]
        made = [shown(path, self.keep) for path in self.made]
        text = json.dumps({"version": _VERSION, "targets": targets, "made": made}, indent=1)
        with naming(self.plan, self.keep, NOTHING):
            self.folder.mkdir(parents=True)
            draft = self.plan.with_suffix(".new")
            write_new(draft, text.encode())
            settle(draft, 0o644)
            draft.replace(self.plan)
            for folder in (self.folder, *self.folder.parents[:3]):
                sync(folder)

    def stage(self, contents: Mapping[Path, bytes]) -> None:
        """Write all new bytes beside their targets."""
        for folder in self.made:
            with naming(folder, self.keep, NOTHING):
                folder.mkdir(exist_ok=True)
        for target, staged in self._staged():
            with naming(target.path, self.keep, NOTHING):
                write_new(staged, contents[target.path])
        for target, staged in self._staged():
            with naming(target.path, self.keep, NOTHING):
                settle(staged, mode(target.path))
        self._sync()

    def decide(self) -> None:
        """From here on, the change will be carried out, be it by the next command."""
        with naming(self.manifest, self.keep, NOTHING):
            self.plan.rename(self.manifest)
            sync(self.folder)

    def forward(self) -> int:
        """Carry out a decided change, or what is left of it; the number of files that were left."""
        done = 0
        written: dict[str, Path] = {}
        for target, staged in self._staged():
            written[str(target.path).casefold()] = target.path
            with naming(target.path, self.keep, _HALF):
                done += _put(target, staged)
        for target in self.targets:
            if target.after is None:
                with naming(target.path, self.keep, _HALF):
                    twin = written.get(str(target.path).casefold())
                    done += _delete(target, twin, self.keep)
        with naming(
            self.folder, self.keep, "every file is as it should be, but the journal remains"
        ):
            self._sync()
            self._close(self.manifest)
        return done

    def back(self) -> None:
        """Take back what was made for a change that was not decided."""
        for _, staged in self._staged():
            with suppress(*ABSENT):
                staged.unlink()
        for folder in reversed(self.made):
            with suppress(OSError):  # someone else put a file there
                folder.rmdir()
        self._close(self.plan)

    def _staged(self) -> Iterator[tuple[Target, Path]]:
        """Each file that gets bytes, with the place where they wait."""
        for index, target in enumerate(self.targets):
            if target.after is not None:
                name = f".specpress-{self.folder.name}-{index}"
                yield target, target.path.with_name(name)

    def _sync(self) -> None:
        """Make what happened in the folders of the change last through a power cut."""
        folders = {target.path.parent for target in self.targets}
        for folder in folders | {path.parent for path in self.made}:
            sync(folder)

    def _close(self, file: Path) -> None:
        """Remove the journal. Its file goes first: without it, the rest says nothing."""
        file.unlink(missing_ok=True)
        shutil.rmtree(self.folder)


def read(file: Path, keep: Path) -> Change:
    """A journal's content; nothing in it is believed that would lead out of the project.

    Raises:
        CannotWrite: it is damaged; the message says what to do.
    """
    try:
        data = json.loads(file.read_bytes())
        if data["version"] != _VERSION:
            raise ValueError("it is from another version of specpress")
        targets = [Target(inside(keep, path), old, new) for path, old, new in data["targets"]]
        made = [inside(keep, path) for path in data["made"]]
        for path in (*made, *(target.path for target in targets)):
            if not stays(path, keep):
                raise ValueError(f"{shown(path, keep)} leads out of the project")
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CannotWrite(
            f"{shown(file, keep)} cannot be used ({error}), so the interrupted run that it belongs to can be neither"
            f" finished nor undone; delete {shown(file.parent, keep)} and generate again"
        ) from error
    return Change(file.parent, keep, tuple(targets), tuple(made))


def _put(target: Target, staged: Path) -> bool:
    """Move the new bytes to their place, unless they are there, or someone changed the file since."""
    if not os.path.lexists(staged):
        return False
    if state(target.path) not in (None, target.before, target.after):
        staged.unlink()
        return False
    staged.replace(target.path)
    return True


def _delete(target: Target, twin: Path | None, keep: Path) -> bool:
    """Remove the file, unless someone changed it since, and then the folders that are empty without it.

    `twin` is a new file whose name differs in case only: where names don't tell case apart, it is this file.
    """
    found = state(target.path)
    if found is not None:
        if found != target.before or (twin and twin.exists() and twin.samefile(target.path)):
            return False
        target.path.unlink()
    folder = target.path.parent
    with suppress(OSError):  # the first folder that is not empty ends the loop
        while folder != keep:
            with suppress(FileNotFoundError):
                folder.rmdir()
            folder = folder.parent
    return found is not None
