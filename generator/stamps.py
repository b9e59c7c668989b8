"""Files that are as they were when they were read last, told without reading them again.

In: a path, and the text that should be there. Out: whether it is. Refuses nothing; where it is not sure, it says no.

`watch` looks at every file of a package after each save, and most are what they were. Only what need not be written is
skipped so: where another text is to be written, the file itself is read, and so no edit by hand is lost.
"""

from __future__ import annotations

import os
import time

TICK = 2_000_000_000
"""Nanoseconds in which some file systems tell no two writes apart."""
MOST = 10_000
"""How many files are remembered."""
Stamp = tuple[int, int, int, int]
"""What the system says of a file: its number, its size, and when it was written and changed, in nanoseconds."""
_found: dict[str, tuple[Stamp, str]] = {}


def is_still(path: str, text: str) -> bool:
    """Whether a file was found to hold this text before, and the system says that it is the same file since."""
    known = _found.get(path)
    return known is not None and known[1] == text and known[0] == stamp(path)


def remember(path: str, found: Stamp | None, text: str) -> None:
    """That a file with this stamp, taken before it was read, holds a text.

    What was written lately is not remembered: a file may be written twice within one tick of the system's clock.
    """
    if found is not None and time.time_ns() - max(found[2:]) > TICK:
        _found[path] = found, text
        while len(_found) > MOST:
            _found.pop(next(iter(_found)), None)


def stamp(path: str) -> Stamp | None:
    """A file's stamp; None for what is not there."""
    try:
        found = os.stat(path)  # noqa: PTH116 - of hundreds of files after each save
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns
