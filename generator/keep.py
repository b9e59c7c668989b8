"""Texts kept on disk by the hash of all that they were made from.

In: a folder; a key, or texts by key. Out: the text that was kept under the key. Refuses nothing: what cannot be read,
or is not what was written, counts as not there, and a folder that cannot be written to keeps nothing.

A kept text only saves time. The key is the caller's: it has to hold everything that shapes the text. Several processes
may use a folder at once, and it may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Collection, Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

HELD = 4000
"""How many texts are held in memory besides."""
_held: dict[tuple[str, str], str] = {}


def look_up(folder: Path, key: str) -> str | None:
    """The text under `key`; None if there is none, or if it is not whole."""
    with suppress(OSError, ValueError):
        digest, _, data = (folder / key).read_bytes().partition(b"\n")
        if digest == _digest(data):
            return data.decode()
    return None


def recall(folder: Path, key: str) -> str | None:
    """As `look_up`; what this process has once found or kept under the key is not read again."""
    place = str(folder), key
    text = _held.get(place)
    if text is None:
        text = look_up(folder, key)
        if text is not None:
            _hold(place, text)
    return text


def recall_all(folder: Path, key: str) -> dict[str, str] | None:
    """As `recall`, of several texts by name, kept as one of JSON; the same objects each time."""
    text = recall(folder, key)
    return None if text is None else dict(_parsed(text))


@lru_cache(maxsize=32)
def _parsed(text: str) -> Mapping[str, str]:
    return dict(json.loads(text))


def _hold(place: tuple[str, str], text: str) -> None:
    """Hold a text in memory; the first come are the first to go."""
    _held[place] = text
    while len(_held) > HELD:
        _held.pop(next(iter(_held)), None)


def keep(folder: Path, texts: Mapping[str, str], *, used: Collection[str], most: int) -> None:
    """Keep `texts`; of those that are not in `used`, the keys that the caller needs now, the `most` newest stay."""
    if not texts:
        return
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        for key, text in texts.items():
            _write(folder, key, text.encode())
            _hold((str(folder), key), text)
        _drop(folder, {*used, *texts}, most)


def _write(folder: Path, key: str, data: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(_digest(data) + b"\n" + data)
        Path(name).replace(folder / key)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _drop(folder: Path, used: Collection[str], most: int) -> None:
    """Remove the oldest of what is not used; what a killed process has left behind is among it."""
    with os.scandir(folder) as entries:
        others = [entry for entry in entries if entry.name not in used]
    if len(others) <= most:
        return
    dated = []
    for entry in others:
        with suppress(OSError):  # another process has dropped it
            dated.append((entry.stat().st_mtime_ns, entry.path))
    for _, path in sorted(dated, reverse=True)[most:]:
        with suppress(OSError):
            Path(path).unlink()


def _digest(data: bytes) -> bytes:
    return hashlib.sha256(data).hexdigest().encode()
