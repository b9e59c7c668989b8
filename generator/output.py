"""What writing a package would change, and why: every file on disk against fresh output.

In: the files of one package, its folder, and its lock. Out: a `Plan`, one `Change` a file, each with its cause; and the
writes that carry it out, for `journal` to make. Refuses nothing itself: a file whose bytes are not what was last
written is a hand edit, and the command decides. Files that the lock does not list are named and never touched.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from generator.fingerprint import CLIENT_YAML, SPEC
from generator.journal import Write
from generator.lock import LOCK_NAME, Lock, digest, read_lock
from generator.verdict import Cause

IGNORED = frozenset(
    {"__pycache__", ".git", ".mypy_cache", ".pytest_cache", ".ruff_cache", "dist", "build"}
)
MARKERS = (b"<<<<<<< ", b">>>>>>> ")
"""What git leaves in a file with a conflict, at the beginning of a line."""


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
        """Files whose old text is kept. Without a lock any difference may be an edit; in a merge it is the merge's."""
        lost = self.old_lock is None and not is_unmerged(self.root / LOCK_NAME)
        doubtful = {Cause.HAND_EDIT, Cause.SPEC} if lost else {Cause.HAND_EDIT}
        return tuple(c for c in self.changes if c.cause in doubtful and c.old is not None)

    @property
    def lock_is_stale(self) -> bool:
        return self.lock != self.old_lock

    @property
    def other_tools(self) -> tuple[tuple[str, str, str], ...]:
        """Tools whose version differs from the lock's: name, in the lock, here."""
        if self.old_lock is None:
            return ()
        then, now = self.old_lock.tools, self.lock.tools
        return tuple((n, then[n], now[n]) for n in sorted(now) if n in then and then[n] != now[n])

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


def plan(root: Path, files: Mapping[str, str], lock: Lock) -> Plan:
    """Compare fresh `files` (path to text, LF) with the disk. `lock` is the new lock; its `files` are these files'."""
    old_lock = stored_lock(root)
    owned = old_lock.files if old_lock else {}
    why = causes(old_lock, lock, unmerged=is_unmerged(root / LOCK_NAME))
    changes = [c for path, text in files.items() if (c := _compare(root, path, text, owned, why))]
    for path in sorted(set(owned) - set(files)):
        if (root / path).is_file():
            data = (root / path).read_bytes()
            cause = Cause.STALE if digest(data) == owned[path] else Cause.HAND_EDIT
            changes.append(Change(cause, path, _text(data), None))
    unknown = unknown_files(root, {*files, *owned, LOCK_NAME})
    changes += [Change(Cause.UNKNOWN, path, None, None) for path in unknown]
    return Plan(root, tuple(sorted(changes, key=lambda c: c.path)), lock, old_lock)


def stored_lock(root: Path) -> Lock | None:
    """The lock as it lies on disk; None if there is none that can be read."""
    path = root / LOCK_NAME
    return read_lock(path.read_text("utf-8", "replace")) if path.is_file() else None


def causes(old: Lock | None, new: Lock, *, unmerged: bool = False) -> tuple[Cause, ...]:
    """What has changed since the lock was written, the most telling first; never empty.

    Without a lock that can be read nothing is known: a lock with conflict markers is a merge, and else the spec is new.
    """
    if old is None:
        return (Cause.UNMERGED if unmerged else Cause.SPEC,)
    changed = {
        name for name in {*old.inputs, *new.inputs} if old.inputs.get(name) != new.inputs.get(name)
    }
    client_yaml = f"{SPEC}{CLIENT_YAML}"
    holds = {
        Cause.TOOL: old.tools != new.tools,
        Cause.FORMATTER: "formatter" in changed,
        Cause.SPEC: any(name.startswith(SPEC) and name != client_yaml for name in changed),
        Cause.DECLARATION: client_yaml in changed,
        Cause.TEMPLATE: "templates" in changed,
        Cause.RUNTIME: "runtime" in changed,
        Cause.GENERATOR: "generator" in changed,
    }
    return tuple(cause for cause, is_so in holds.items() if is_so) or (Cause.GENERATOR,)


def _cause_of(path: str, why: tuple[Cause, ...]) -> Cause:
    """The one cause of a file that differs: a copy of the runtime can only follow the runtime, and it alone does."""
    is_copy = "/_runtime/" in path
    if is_copy and Cause.RUNTIME in why:
        return Cause.RUNTIME
    return next((cause for cause in why if is_copy or cause is not Cause.RUNTIME), why[0])


def _compare(
    root: Path, path: str, text: str, owned: Mapping[str, str], why: tuple[Cause, ...]
) -> Change | None:
    target = root / path
    if not target.is_file():
        return Change(Cause.MISSING, path, None, text)
    data, fresh = target.read_bytes(), text.encode()
    if data == fresh:
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
    if not path.is_file():
        return False
    lines = path.read_bytes().splitlines()
    return all(any(line.startswith(marker) for line in lines) for marker in MARKERS)


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace").replace("\r\n", "\n")


def unknown_files(root: Path, known: set[str]) -> list[str]:
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
