"""What writing a package would change, and why: every file on disk against fresh output.

In: the files of one package, its folder, and its lock. Out: a `Plan`, one `Change` a file, each with its cause; and the
writes that carry it out, for `journal` to make. Refuses nothing itself: a file whose bytes are not what was last
written is a hand edit, and the command decides. Files that the lock does not list are named and never touched.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from generator import stamps
from generator.fingerprint import CLIENT_YAML, FORMATTER, SPEC, TEMPLATE
from generator.journal import Write
from generator.lock import LOCK_NAME, Lock, digest, read_lock
from generator.settings import FILE as SETTINGS
from generator.settings import INPUT as SETTING
from generator.verdict import Cause

IGNORED = frozenset(
    {"__pycache__", ".git", ".mypy_cache", ".pytest_cache", ".ruff_cache", "dist", "build"}
)
MARKERS = ("<<<<<<< ", ">>>>>>> ")
"""What git leaves in a file with a conflict, at the beginning of a line."""
_OURS = {
    "formatter": (Cause.FORMATTER, f"generator/{FORMATTER}"),
    "runtime": (Cause.RUNTIME, "generator/runtime/"),
}
_TELLING = (
    Cause.TOOL, Cause.FORMATTER, Cause.SPEC, Cause.DECLARATION, Cause.TEMPLATE, Cause.RUNTIME, Cause.GENERATOR,
)  # fmt: skip
"""What can change beside a package, the most telling first."""


@dataclass(frozen=True, slots=True)
class Change:
    """One file that is not as fresh output has it. `path` is relative to the package."""

    cause: Cause
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

    def line(self) -> int:
        """The first line that differs, as it is on disk; counts from 1."""
        old, new = (self.old or "").splitlines(), (self.new or "").splitlines()
        pairs = enumerate(zip(old, new, strict=False), 1)
        return next((n for n, (was, fresh) in pairs if was != fresh), min(len(old), len(new)) + 1)


@dataclass(frozen=True, slots=True)
class Plan:
    """What writing a package would do. `root` is the package's folder."""

    root: Path
    changes: tuple[Change, ...]
    lock: Lock
    """The lock to write."""
    read: Lock
    """The same, but for client.yaml as it was read: without the names that are to be pinned there."""
    old_lock: Lock | None

    @property
    def hand_edits(self) -> tuple[Change, ...]:
        return tuple(c for c in self.changes if c.cause is Cause.HAND_EDIT)

    @property
    def kept(self) -> Path:
        """The folder for the old text of what was edited by hand, or may have been."""
        return self.root.with_name(f"{self.root.name}.orig")

    @property
    def to_keep(self) -> tuple[Change, ...]:
        """Files whose old text is kept: edits, and what may be one because no whole lock says what was written."""
        unmerged = is_unmerged(self.root / LOCK_NAME)
        lost = self.old_lock is None and not unmerged
        doubtful = {Cause.HAND_EDIT, Cause.SPEC} if lost else {Cause.HAND_EDIT}
        doubtful |= set() if unmerged else {Cause.UNMERGED}
        found = [c for c in self.changes if c.cause in doubtful and c.old is not None]
        edits = (c for c in found if c.cause is not Cause.UNMERGED or not _has_markers(c.old))
        return tuple(edits)

    @property
    def lock_is_stale(self) -> bool:
        return self.old_lock is None or not self.old_lock.is_whole or self.lock != self.old_lock

    @property
    def other_tools(self) -> tuple[tuple[str, str, str], ...]:
        """Tools whose version differs from the lock's: name, in the lock, here; empty where there is none."""
        if self.old_lock is None:
            return ()
        then, now = self.old_lock.tools, self.lock.tools
        pairs = ((name, then.get(name, ""), now.get(name, "")) for name in sorted({*then, *now}))
        return tuple(pair for pair in pairs if pair[1] != pair[2])

    def writes(self) -> Iterator[Write]:
        """What carries the plan out. The old text of a hand edit goes to `<package>.orig/`; the lock comes last."""
        for change in self.to_keep:
            data = (self.root / change.path).read_bytes()
            yield Write(_free(self.kept / change.path, data), data)
        for change in self.changes:
            if change.cause is Cause.UNKNOWN:
                continue
            yield Write(
                self.root / change.path, None if change.new is None else change.new.encode()
            )
        if self.lock_is_stale:
            yield Write(self.root / LOCK_NAME, self.lock.text().encode())


def _free(path: Path, data: bytes) -> Path:
    """The path, or one with a number, under which no other text is kept."""
    numbers = (path, *(path.with_name(f"{path.name}.{number}") for number in range(2, 1000)))
    return next(p for p in numbers if not p.exists() or (p.is_file() and p.read_bytes() == data))


def plan(root: Path, files: Mapping[str, str], lock: Lock, *, read: Lock | None = None) -> Plan:
    """Compare fresh `files` (path to text, LF) with the disk.

    `lock` is the new lock; its `files` are these files'. `read` says what was read, where writing changes an input.
    """
    read = read or lock
    old_lock = stored_lock(root)
    owned = old_lock.files if old_lock else {}
    why = causes(old_lock, read, unmerged=is_unmerged(root / LOCK_NAME))
    changes = [c for path, text in files.items() if (c := _compare(root, path, text, owned, why))]
    for path in sorted(set(owned) - set(files)):
        if (root / path).is_file():
            data = (root / path).read_bytes()
            cause = Cause.STALE if digest(data) == owned[path] else Cause.HAND_EDIT
            changes.append(Change(cause, path, _text(data), None))
    unknown = unknown_files(root, {*files, *owned, LOCK_NAME})
    changes += [Change(Cause.UNKNOWN, path, None, None) for path in unknown]
    return Plan(root, tuple(sorted(changes, key=lambda c: c.path)), lock, read, old_lock)


def stored_lock(root: Path) -> Lock | None:
    """The lock as it lies on disk; None if there is none that can be read."""
    path = root / LOCK_NAME
    return read_lock(path.read_text("utf-8", "replace")) if path.is_file() else None


def causes(old: Lock | None, new: Lock, *, unmerged: bool = False) -> tuple[Cause, ...]:
    """What has changed since the lock was written, the most telling first; never empty.

    Without a lock that can be read nothing is known: a lock with conflict markers is a merge, and else the spec is new.
    Where all is as a lock says that was not written at once, git put the package together.
    """
    if old is None:
        return (Cause.UNMERGED if unmerged else Cause.SPEC,)
    changed = {cause for cause, _ in changed_inputs(old, new)}
    if old.tools != new.tools:
        changed.add(Cause.TOOL)
    otherwise = Cause.GENERATOR if old.is_whole else Cause.UNMERGED
    return tuple(cause for cause in _TELLING if cause in changed) or (otherwise,)


def changed_inputs(old: Lock, new: Lock) -> tuple[tuple[Cause, str], ...]:
    """Every input that differs from the lock's: what it is, and its path in the project."""
    names = sorted({*old.inputs, *new.inputs})
    return tuple(
        _input(name, new.api) for name in names if old.inputs.get(name) != new.inputs.get(name)
    )


def _input(name: str, api: str) -> tuple[Cause, str]:
    """What an input is by its name in the lock, and where it lies."""
    if name.startswith(SPEC):
        cause = Cause.DECLARATION if name == f"{SPEC}{CLIENT_YAML}" else Cause.SPEC
        return cause, f"{SPEC}{api}/{name.removeprefix(SPEC)}"
    if name.startswith(TEMPLATE):
        return Cause.TEMPLATE, name
    if name == SETTING:
        return Cause.DECLARATION, SETTINGS
    return _OURS.get(name, (Cause.GENERATOR, "generator/"))


def _cause_of(path: str, why: tuple[Cause, ...]) -> Cause:
    """The one cause of a file that differs: a copy of the runtime can only follow the runtime, and it alone does."""
    is_copy = "/_runtime/" in path
    if is_copy and Cause.RUNTIME in why:
        return Cause.RUNTIME
    return next((cause for cause in why if is_copy or cause is not Cause.RUNTIME), why[0])


def _compare(
    root: Path, path: str, text: str, owned: Mapping[str, str], why: tuple[Cause, ...]
) -> Change | None:
    place = os.path.join(root, path)  # noqa: PTH118 - what watch does for every file
    if stamps.is_still(place, text):
        return None
    target = Path(place)
    if not target.is_file():
        is_new = bool(owned) and path not in owned
        return Change(_cause_of(path, why) if is_new else Cause.MISSING, path, None, text)
    stamp, data, fresh = stamps.stamp(place), target.read_bytes(), text.encode()
    if data == fresh:
        stamps.remember(place, stamp, text)
        return None
    if digest(data) == digest(fresh):
        return Change(Cause.LINE_ENDINGS, path, _text(data), text)
    if is_unmerged(target):
        cause = Cause.UNMERGED
    elif owned and owned.get(path) != digest(data):
        cause = Cause.HAND_EDIT
    else:
        cause = _cause_of(path, why)
    return Change(cause, path, _text(data), text)


def is_unmerged(path: Path) -> bool:
    """Whether git has left a conflict in the file."""
    return path.is_file() and _has_markers(path.read_bytes().decode("utf-8", "replace"))


def _has_markers(text: str | None) -> bool:
    if not text or not all(marker in text for marker in MARKERS):
        return False
    lines = text.splitlines()
    return all(any(line.startswith(marker) for line in lines) for marker in MARKERS)


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace").replace("\r\n", "\n")


def unknown_files(root: Path, known: set[str]) -> list[str]:
    """Files in the package's folder that nobody here wrote; what git ignores does not count."""
    if not root.is_dir():
        return []
    unknown = sorted(set(_files_in(root, "")) - known)
    ignored = _git_ignored(root, unknown) if unknown else set()
    return [path for path in unknown if path not in ignored]


def _files_in(folder: Path | str, prefix: str) -> Iterator[str]:
    """Files and links, below the folder too, with `prefix` before their names."""
    with suppress(PermissionError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name in IGNORED:
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _files_in(entry.path, f"{prefix}{entry.name}/")
            elif entry.is_file() or entry.is_symlink():
                yield f"{prefix}{entry.name}"


def _git_ignored(root: Path, paths: Iterable[str]) -> set[str]:
    try:
        run = subprocess.run(
            ["git", "check-ignore", "-z", "--stdin"],
            cwd=root, input=b"\0".join(map(os.fsencode, paths)), capture_output=True, check=False,
        )  # fmt: skip
    except OSError:
        return set()
    return set(map(os.fsdecode, run.stdout.split(b"\0")))
