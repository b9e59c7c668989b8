"""Python text as ruff would leave it: imports sorted, unused ones gone, formatted; and proof that it parses.

In: texts by path. Out: the same, tidied. Refuses: text that is no Python (`SyntaxError`), and a ruff that fails.

Always the pinned ruff of the project's own environment, with `--isolated`. One run of ruff serves all texts that
`cache` does not hold; what lies there is found by the hash of ruff's version, its settings and the text.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import tempfile
from collections.abc import Mapping
from functools import cache as once
from importlib.metadata import version
from pathlib import Path, PurePosixPath

import ruff  # type: ignore[import-untyped]

CHECK = ("check", "--select", "I,F401,F811", "--fix", "--exit-zero")
FORMAT = ("format",)
SETTINGS = (
    "--isolated",
    "--no-cache",
    "--quiet",
    "--line-length",
    "100",
    "--target-version",
    "py311",
)


class RuffFailed(Exception):
    """ruff could not do its work; the message holds what it said."""


def tidy(texts: Mapping[str, str], cache: Path | None) -> dict[str, str]:
    """Tidy `texts`, which are Python files by relative path.

    Raises:
        SyntaxError: A text is no Python. Its `filename` is the path.
        RuffFailed: ruff failed for another reason.
    """
    keys = {path: _key(path, text) for path, text in texts.items()}
    done = {path: kept for path, key in keys.items() if (kept := _look_up(cache, key)) is not None}
    fresh = _run({path: text for path, text in texts.items() if path not in done})
    for path, text in fresh.items():
        compile(text, path, "exec", dont_inherit=True)
        _keep(cache, keys[path], text)
    return done | fresh


def _run(texts: Mapping[str, str]) -> dict[str, str]:
    if not texts:
        return {}
    for path, text in texts.items():
        compile(text, path, "exec", dont_inherit=True)
    with tempfile.TemporaryDirectory(prefix="specpress-") as folder:
        root = Path(folder).resolve()
        for path, text in texts.items():
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text.encode())
        for command in (CHECK, FORMAT):
            _ruff(*command, *SETTINGS, ".", folder=root)
        return {path: (root / path).read_bytes().decode() for path in texts}


def _ruff(*arguments: str, folder: Path) -> None:
    run = subprocess.run(
        [_binary(), *arguments], cwd=folder, capture_output=True, text=True, check=False
    )
    if run.returncode != 0:
        raise RuffFailed(
            f"ruff {arguments[0]} ended with {run.returncode}: {run.stderr or run.stdout}"
        )


@once
def _binary() -> str:
    return str(ruff.find_ruff_bin())


# --- the cache ----------------------------------------------------------------------------------


def _key(path: str, text: str) -> str:
    """Whether a file is an `__init__` matters to ruff; nothing else of its path does."""
    parts = (version("ruff"), *CHECK, *FORMAT, *SETTINGS, PurePosixPath(path).name, text)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _look_up(cache: Path | None, key: str) -> str | None:
    """The text under `key`; None if there is none, or if it is not whole."""
    if cache is None:
        return None
    try:
        digest, _, text = (cache / "tidy" / key).read_bytes().partition(b"\n")
    except OSError:
        return None
    return text.decode() if digest == _digest(text) else None


def _keep(cache: Path | None, key: str, text: str) -> None:
    if cache is None:
        return
    folder = cache / "tidy"
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=folder)
    with os.fdopen(handle, "wb") as stream:
        stream.write(_digest(text.encode()) + b"\n" + text.encode())
    os.replace(name, folder / key)


def _digest(text: bytes) -> bytes:
    return hashlib.sha256(text).hexdigest().encode()
