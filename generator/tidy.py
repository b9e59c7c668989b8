"""Python as ruff would leave it: imports sorted, unused ones gone, formatted; and proof that it parses.

In: texts by path. Out: the same; Python files are tidied, and the samples in Markdown files with them.
Refuses: text that is no Python (`SyntaxError`), and a ruff that fails.

Always the pinned ruff of the project's own environment, with settings that lie beside the texts: it looks for none
elsewhere. One run of ruff serves all texts that `cache` does not hold; what lies there is found by the hash of ruff's
version, its settings and the text.
"""

from __future__ import annotations

import ast
import hashlib
import os
import re
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from functools import cache as once
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path, PurePosixPath

import ruff  # type: ignore[import-untyped]

from generator.keep import keep, recall

CHECK = ("check", "--select", "I,F401,F811", "--fix", "--exit-zero")
FORMAT = ("format",)
SETTINGS = ("--no-cache", "--quiet")
CONFIG = 'target-version = "py311"\nsrc = []\nline-length = {}\n'
"""No folder counts as first-party: else the order of imports would hang on which files ruff is given together."""
WIDTH, SAMPLE_WIDTH = 100, 88
"""Columns of code; and of samples, which also stand indented in docstrings, and are read in narrow places."""
FILES = 8
"""How many files are worth a thread of ruff: to start one takes as long as to tidy some of them."""
MOST = 2000
"""How many tidied files are kept besides those of the package at hand."""
SAMPLES = "docs/samples/"
"""Where programs are, of which samples are made."""
_SAMPLE = re.compile(r"(?<=^```python\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)


class RuffFailed(Exception):
    """ruff could not do its work; the message holds what it said."""


def tidy(texts: Mapping[str, str], cache: Path | None) -> dict[str, str]:
    """Tidy the Python among `texts`, which are files by relative path.

    Raises:
        SyntaxError: A `.py` file is no Python; `filename` is its path.
        RuffFailed: ruff failed for another reason.
    """
    python = {path: text for path, text in texts.items() if path.endswith(".py")}
    samples = {path: text for path, text in texts.items() if path.endswith(".md")}
    parts = {key: text for path, text in samples.items() for key, text in _samples(path, text)}
    done = _tidy_python(python | parts, cache)
    files = {path: done[path] for path in python}
    files |= {path: _put_back(path, text, done) for path, text in samples.items()}
    return {**texts, **files}


# --- samples in Markdown ------------------------------------------------------------------------


def _samples(path: str, text: str) -> Iterator[tuple[str, str]]:
    """The Python samples of a Markdown file that parse; others are left as they are."""
    for number, found in enumerate(_SAMPLE.finditer(text)):
        if _parses(found[0]):
            yield f"{path}.{number}.py", found[0]


def _put_back(path: str, text: str, done: Mapping[str, str]) -> str:
    numbers = iter(range(len(text)))
    return _SAMPLE.sub(lambda found: done.get(f"{path}.{next(numbers)}.py", found[0]), text)


@lru_cache(maxsize=1024)
def _parses(text: str) -> bool:
    try:
        ast.parse(text)
    except (SyntaxError, ValueError):
        return False
    return True


# --- Python -------------------------------------------------------------------------------------


def _tidy_python(texts: Mapping[str, str], cache: Path | None) -> dict[str, str]:
    folder = cache / "tidy" if cache else None
    keys = {path: _key(path, text) for path, text in texts.items()}
    kept = {path: recall(folder, key) for path, key in keys.items()} if folder else {}
    done = {path: text for path, text in kept.items() if text is not None}
    fresh = _run({path: text for path, text in texts.items() if path not in done})
    for path, text in fresh.items():
        ast.parse(text, path)
    if folder:
        new = {keys[path]: text for path, text in fresh.items()}
        keep(folder, new, used=keys.values(), most=MOST)
    return done | fresh


def _run(texts: Mapping[str, str]) -> dict[str, str]:
    if not texts:
        return {}
    with tempfile.TemporaryDirectory(prefix="specpress-") as folder:
        root = Path(folder).resolve()
        places = {path: root / str(_width(path)) / path for path in texts}
        for width in (WIDTH, SAMPLE_WIDTH):
            _write(root / str(width) / "ruff.toml", CONFIG.format(width))
        _write(root / "ruff.toml", CONFIG.format(WIDTH))
        for path, text in texts.items():
            _write(places[path], text)
        try:
            for command in (CHECK, FORMAT):
                _ruff(*command, *SETTINGS, ".", folder=root, threads=len(texts) // FILES + 1)
        except RuffFailed:
            for path, text in texts.items():
                ast.parse(text, path)  # says more than ruff, if this is why
            raise
        return {path: place.read_bytes().decode() for path, place in places.items()}


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


def _width(path: str) -> int:
    """How wide a file may be: programs that are shown, and samples in Markdown, are narrow."""
    return SAMPLE_WIDTH if path.startswith(SAMPLES) or ".md." in path else WIDTH


def _ruff(*arguments: str, folder: Path, threads: int) -> None:
    most = min(threads, os.cpu_count() or 1)
    run = subprocess.run(
        [_binary(), *arguments], cwd=folder, capture_output=True, text=True, check=False,
        env={**os.environ, "RAYON_NUM_THREADS": str(most)},
    )  # fmt: skip
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
    is_init = str(PurePosixPath(path).name == "__init__.py")
    parts = (_version(), *CHECK, *FORMAT, *SETTINGS, CONFIG.format(_width(path)), is_init, text)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


@once
def _version() -> str:
    return version("ruff")
