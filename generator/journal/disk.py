"""Single steps on the disk: what lies at a path, a new file with its bytes on the disk, a refusal in words.

In: paths, and the project's root (`keep`), from which messages name them. Out: files, states, `CannotWrite`.
Refuses: paths that are not in the project, and what the system refuses.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

OTHER = "other"
"""The state of what is neither a file nor a link."""

NOTHING = "nothing was changed"
ABSENT = (FileNotFoundError, NotADirectoryError)
"""What the system says of a path where there is nothing."""

_REASONS = {errno.ENOSPC: "the disk is full", errno.EROFS: "the file system is read-only"}


class CannotWrite(OSError):
    """A change that cannot be made; the message names the path from the project, and what became of the tree."""


def refusal(path: Path, keep: Path, reason: str, outcome: str = NOTHING) -> CannotWrite:
    """The error to raise for `path`."""
    return CannotWrite(f"cannot write {shown(path, keep)}: {reason}; {outcome}")


@contextmanager
def naming(path: Path, keep: Path, outcome: str) -> Iterator[None]:
    """Say of what the system refuses here which path it was for, and what became of the tree."""
    try:
        yield
    except CannotWrite:
        raise
    except OSError as error:
        reason = _REASONS.get(error.errno or 0) or error.strerror or str(error)
        raise refusal(path, keep, reason, outcome) from error


def shown(path: Path, keep: Path) -> str:
    """A path as messages and manifests name it: relative to the project, with `/`."""
    return path.relative_to(keep).as_posix() if path.is_relative_to(keep) else str(path)


def inside(keep: Path, text: str) -> Path:
    """The path that a text names, from the project's root; links are not looked at.

    Raises:
        ValueError: it leads out of the project, or is the project.
    """
    path = keep / text
    names = path.relative_to(keep).parts
    if not names or ".." in names:
        raise ValueError(f"{text} is not in the project")
    return path


def stays(path: Path, keep: Path) -> bool:
    """Whether the folder of `path` is in the project, once links are followed."""
    return Path(os.path.realpath(path.parent)).is_relative_to(os.path.realpath(keep))


def digest(content: bytes) -> str:
    """The state of a file with these bytes."""
    return hashlib.sha256(content).hexdigest()


def state(path: Path) -> str | None:
    """What lies at a path, links not followed: None for nothing, a digest for a file or a link, else `OTHER`."""
    try:
        kind = path.lstat().st_mode
    except ABSENT:
        return None
    if stat.S_ISLNK(kind):
        return f"link {digest(os.fsencode(path.readlink()))}"
    return digest(path.read_bytes()) if stat.S_ISREG(kind) else OTHER


def mode(path: Path) -> int:
    """The permissions that a new version of this file gets: those it has, else 0o644."""
    with suppress(*ABSENT):
        kind = path.lstat().st_mode
        if stat.S_ISREG(kind):
            return kind & 0o777
    return 0o644


def write_new(path: Path, content: bytes) -> None:
    """Make a file that is not there yet."""
    with path.open("xb") as stream:
        stream.write(content)


def settle(path: Path, permissions: int) -> None:
    """On return the file's bytes are on the disk, not only in the system's memory.

    To write several files and then settle each is quicker than one after the other: the first takes the rest along.
    """
    with path.open("r+b") as stream:
        os.fsync(stream.fileno())
    path.chmod(permissions)


def sync(folder: Path) -> None:
    """Make the names in a folder last through a power cut, where the system offers it (Windows does not)."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
