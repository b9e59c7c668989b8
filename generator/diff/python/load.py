"""A package's files to its surface, without running any of it.

In: the texts of a package by path below its import root, `wix_orders/client.py`. Out: a `Surface`. Refuses nothing:
a file that is no Python is left out by griffe, and its names are missing then.

The runtime is most of a package and mostly the same in both states: what griffe made of one is used again for the same
texts.
"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

import griffe

from generator.diff.python.surface import Surface, read_surface

RUNTIME = "_runtime"
_LOG = logging.getLogger("griffe")
_Texts = tuple[tuple[str, str], ...]


def load_surface(package: str, files: Mapping[str, str]) -> Surface:
    """The surface of the package named `package`."""
    modules = tuple(sorted((path, text) for path, text in files.items() if path.endswith(".py")))
    has_runtime = f"{package}/{RUNTIME}/__init__.py" in files
    inner = tuple(r for r in modules if has_runtime and r[0].startswith(f"{package}/{RUNTIME}/"))
    level = _LOG.level
    _LOG.setLevel(logging.CRITICAL)  # what it cannot resolve is of other distributions
    try:
        loaded = _loaded(package, (row for row in modules if row not in inner))
        if inner:
            loaded.set_member(RUNTIME, _runtime(package, inner))
        return read_surface(loaded)
    finally:
        _LOG.setLevel(level)


@lru_cache(maxsize=4)
def _runtime(package: str, modules: _Texts) -> griffe.Module:
    found = _loaded(package, ((f"{package}/__init__.py", ""), *modules)).members[RUNTIME]
    assert isinstance(found, griffe.Module), "a folder with an __init__.py is a module"
    return found


def _loaded(package: str, modules: Iterable[tuple[str, str]]) -> griffe.Module:
    with tempfile.TemporaryDirectory(prefix="specpress-") as folder:
        root = Path(folder)
        for path, text in modules:
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, "utf-8")
        loaded = griffe.load(package, search_paths=[root], allow_inspection=False)
    assert isinstance(loaded, griffe.Module), "a package is a module"
    return loaded
