"""The only stage that writes: files onto disk, or what writing them would change.

In: the files of one package, its folder, and its lock. Out: a `Plan` (one `Change` a file), and, on `write`, the tree.
Refuses: to overwrite a file whose bytes are not what it last wrote (a hand edit), unless told to; then the old text is
kept beside the package. Files that the lock does not list are never touched.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import unified_diff
from enum import StrEnum
from pathlib import Path

from generator.lock import LOCK_NAME, Lock, digest, read_lock

IGNORED = frozenset(
    {"__pycache__", ".git", ".mypy_cache", ".pytest_cache", ".ruff_cache", "dist", "build"}
)


class Kind(StrEnum):
    """What differs between the disk and fresh output."""

    CHANGED = "changed"
    MISSING = "missing file"
    HAND_EDIT = "hand edit"
    STALE = "stale file"
    UNKNOWN = "unknown file"
    LINE_ENDINGS = "line endings"


@dataclass(frozen=True, slots=True)
class Change:
    """One file that is not as fresh output has it. `path` is relative to the package."""

    kind: Kind
    path: str
    old: str | None
    new: str | None

    def diff(self) -> str:
        """A unified diff from the disk to fresh output."""
        old, new = (self.old or "").splitlines(True), (self.new or "").splitlines(True)
        return "".join(unified_diff(old, new, f"{self.path} (on disk)", f"{self.path} (generated)"))

    def counts(self) -> tuple[int, int]:
        """Lines that come and lines that go."""
        lines = self.diff().splitlines()[2:]
        return sum(x.startswith("+") for x in lines), sum(x.startswith("-") for x in lines)


@dataclass(frozen=True, slots=True)
class Plan:
    """What writing a package would do. `root` is the package's folder."""

    root: Path
    changes: tuple[Change, ...]
    lock: Lock
    old_lock: Lock | None

    @property
    def drift(self) -> tuple[Change, ...]:
        """The changes that count; line endings alone do not."""
        return tuple(c for c in self.changes if c.kind is not Kind.LINE_ENDINGS)

    @property
    def hand_edits(self) -> tuple[Change, ...]:
        return tuple(c for c in self.changes if c.kind is Kind.HAND_EDIT)

    @property
    def lock_is_stale(self) -> bool:
        return self.lock != self.old_lock

    @property
    def other_tools(self) -> dict[str, tuple[str, str]]:
        """Tools whose version differs from the lock's: name to (in the lock, here)."""
        if self.old_lock is None:
            return {}
        then, now = self.old_lock.tools, self.lock.tools
        return {
            name: (then[name], now[name])
            for name in now
            if name in then and then[name] != now[name]
        }


def plan(root: Path, files: Mapping[str, str], lock: Lock) -> Plan:
    """Compare fresh `files` (path to text, LF) with the disk. `lock` is the new lock; its `files` are these files'."""
    old_lock = stored_lock(root)
    owned = old_lock.files if old_lock else {}
    changes = [c for path, text in files.items() if (c := _compare(root, path, text, owned))]
    for path in sorted(set(owned) - set(files)):
        if (root / path).is_file():
            data = (root / path).read_bytes()
            kind = Kind.STALE if digest(data) == owned[path] else Kind.HAND_EDIT
            changes.append(Change(kind, path, _text(data), None))
    unknown = _others(root, {*files, *owned, LOCK_NAME})
    changes += [Change(Kind.UNKNOWN, path, None, None) for path in unknown]
    return Plan(root, tuple(sorted(changes, key=lambda c: c.path)), lock, old_lock)


def stored_lock(root: Path) -> Lock | None:
    """The lock as it lies on disk; None if there is none that can be read."""
    path = root / LOCK_NAME
    return read_lock(path.read_text("utf-8", "replace")) if path.is_file() else None


def write(plan: Plan) -> None:
    """Carry the plan out, hand edits included: their old text goes to `<package>.orig/` beside the package.

    Every file is replaced as a whole (written beside its place, then renamed); the lock comes last.
    """
    for change in plan.changes:
        target = plan.root / change.path
        if change.kind is Kind.UNKNOWN:
            continue
        if change.kind is Kind.HAND_EDIT and change.old is not None:
            kept = plan.root.with_name(plan.root.name + ".orig") / change.path
            replace(kept, change.old)
        if change.new is None:
            target.unlink()
            _remove_empty(target.parent, plan.root)
        else:
            replace(target, change.new)
    if plan.lock_is_stale:
        replace(plan.root / LOCK_NAME, plan.lock.text())


def replace(target: Path, text: str) -> None:
    """Put `text` at `target` as a whole, in UTF-8 with LF; never a half-written file."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(text.encode())
        Path(name).chmod(target.stat().st_mode & 0o777 if target.exists() else 0o644)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _compare(root: Path, path: str, text: str, owned: Mapping[str, str]) -> Change | None:
    target = root / path
    if not target.is_file():
        return Change(Kind.MISSING, path, None, text)
    data, fresh = target.read_bytes(), text.encode()
    if data == fresh:
        return None
    if digest(data) == digest(fresh):
        return Change(Kind.LINE_ENDINGS, path, _text(data), text)
    kind = Kind.CHANGED if owned.get(path) in (None, digest(data)) else Kind.HAND_EDIT
    return Change(kind, path, _text(data), text)


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace").replace("\r\n", "\n")


def _others(root: Path, known: set[str]) -> list[str]:
    """Files in the package's folder that nobody here wrote; what git ignores does not count."""
    if not root.is_dir():
        return []
    found = [
        path.relative_to(root).as_posix()
        for path in root.rglob("*")
        if path.is_file() and not IGNORED.intersection(path.relative_to(root).parts)
    ]
    unknown = sorted(set(found) - known)
    ignored = _git_ignored(root, unknown) if unknown else set()
    return [path for path in unknown if path not in ignored]


def _git_ignored(root: Path, paths: Iterable[str]) -> set[str]:
    try:
        run = subprocess.run(
            ["git", "check-ignore", "-z", "--stdin"],
            cwd=root, input="\0".join(paths), capture_output=True, text=True, check=False,
        )  # fmt: skip
    except OSError:
        return set()
    return set(run.stdout.split("\0"))


def _remove_empty(folder: Path, stop: Path) -> None:
    while folder != stop and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
