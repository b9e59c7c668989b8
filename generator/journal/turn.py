"""One command at a time in a project.

In: the project's `.specpress`, and what to do when another command is at work. Out: a lock, held or waited for.
Refuses: a folder that cannot be written to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.journal.disk import NOTHING, naming

_POLL = 0.02
"""Seconds between two looks at a lock that another command holds."""


@contextmanager
def exclusive(home: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the project's lock; `waiting` is called once, if it has to be waited for.

    The operating system frees the lock of a process that is killed. The lock's file stays: only who holds it changes.

    Raises:
        CannotWrite: `home` cannot be made or written to.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(home / "lock")
    with naming(home / "lock", home.parent, NOTHING):
        home.mkdir(exist_ok=True)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            waiting()
            lock.acquire(poll_interval=_POLL)
    try:
        yield
    finally:
        lock.release()
