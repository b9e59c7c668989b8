"""A run's writes as one change, and what becomes of the change of a killed run.

In: writes, or the journals that lie in `.specpress/journal`. Out: the tree, wholly the old or wholly the new one.
Refuses: see the package.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from generator.journal.change import Change, Target, read
from generator.journal.disk import (
    ABSENT,
    NOTHING,
    OTHER,
    digest,
    inside,
    naming,
    refusal,
    shown,
    state,
    stays,
)

_ID = re.compile(r"[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Write:
    """One file to replace or make. `path` is absolute; `content` None: delete it, and the folders that this empties."""

    path: Path
    content: bytes | None


def commit(home: Path, writes: Sequence[Write], *, keep: Path) -> None:
    """Carry out all of `writes`, or none. `home` is the project's `.specpress`, `keep` the project's root.

    Nothing is made or removed outside `keep`. Call it inside `exclusive`.

    Raises:
        CannotWrite: nothing was changed; or, if a decided change could not be finished, the message says so.
        ValueError: a path is not in `keep`, or comes twice.
    """
    recover(home, keep)
    targets, made = _checked(writes, keep)
    if not targets:
        return
    change = Change(home / "journal" / secrets.token_hex(6), keep, targets, made)
    try:
        change.begin()
        change.stage({write.path: write.content or b"" for write in writes})
        change.decide()
    except BaseException:
        if not change.manifest.exists():
            with suppress(OSError):
                change.back()
        raise
    change.forward()


def recover(home: Path, keep: Path) -> int:
    """Finish what a killed run had decided, and undo what it had not; the number of files that were still to do.

    Where no run was killed, this looks into one folder, and makes nothing. Call it inside `exclusive`.

    Raises:
        CannotWrite: the tree cannot be written to, or a journal is damaged.
    """
    done = 0
    for folder in _journals(home, keep):
        blank = Change(folder, keep)
        if blank.manifest.exists():
            done += read(blank.manifest, keep).forward()
            continue
        with naming(folder, keep, "an interrupted run could not be undone"):
            if blank.plan.exists():
                read(blank.plan, keep).back()
            else:
                shutil.rmtree(folder)
    return done


def _journals(home: Path, keep: Path) -> list[Path]:
    with naming(home / "journal", keep, "whether a run was interrupted is not known"):
        try:
            folders = sorted((home / "journal").iterdir())
        except ABSENT:
            return []
    return [folder for folder in folders if _ID.fullmatch(folder.name)]


def _checked(writes: Sequence[Write], keep: Path) -> tuple[tuple[Target, ...], tuple[Path, ...]]:
    """The targets, and the folders to make for them, once it is known that nothing stands in the way."""
    if len({write.path for write in writes}) != len(writes):
        raise ValueError("one path is written twice")
    targets: list[Target] = []
    made: set[Path] = set()
    for write in writes:
        path = inside(keep, str(write.path))
        with naming(path, keep, NOTHING):
            before = state(path)
            if before is None and write.content is None:
                continue
            if before == OTHER or path.is_dir():
                what = "a folder" if path.is_dir() else "neither a file nor a link"
                raise refusal(path, keep, f"it is {what}")
            made.update(_missing_folders(path, keep))
        after = None if write.content is None else digest(write.content)
        targets.append(Target(path, before, after))
    for target in targets:
        if target.path in made:
            raise refusal(target.path, keep, "it would be both a file and a folder")
    return tuple(targets), tuple(sorted(made))


def _missing_folders(path: Path, keep: Path) -> list[Path]:
    """The folders to make so that `path` can be written."""
    if not stays(path, keep):
        raise refusal(path, keep, "a link on the way leads out of the project")
    missing: list[Path] = []
    folder = path.parent
    while folder != keep and not os.path.lexists(folder):
        missing.append(folder)
        folder = folder.parent
    if not folder.is_dir():
        raise refusal(path, keep, f"{shown(folder, keep)} is not a folder")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise refusal(path, keep, f"the folder {shown(folder, keep)} cannot be written to")
    return missing
