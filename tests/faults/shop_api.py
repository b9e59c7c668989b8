"""The package `shop`, made from shop/ by the generator, and its clients with a clock of their own.

In: nothing. Out: the package, imported once a process, and clients. Refuses a document that does not generate.
"""

from __future__ import annotations

import atexit
import importlib
import shutil
import sys
import tempfile
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from generator.pipeline import compile_api

KEY = "SECRET-KEY-OF-THE-SHOP"
HERE = Path(__file__).parent


@cache
def package() -> ModuleType:
    """The package, as a consumer would import it."""
    result = compile_api(HERE / "shop", "tests/faults/shop")
    assert result.ok, result.problems
    folder = Path(tempfile.mkdtemp(prefix="specpress-shop-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for file in result.files:
        if file.path.startswith("src/"):
            target = folder / file.path.removeprefix("src/")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.text.encode())
    sys.path.insert(0, str(folder))
    return importlib.import_module("shop")


def client(mode: str, clock: Any = None, **options: Any) -> Any:
    """A client, sync or async; by `clock`, if there is one."""
    module = package()
    settings = importlib.import_module("shop._runtime.settings")
    kind = module.Shop if mode == "sync" else module.AsyncShop
    real = settings.Clock
    try:
        if clock is not None:
            settings.Clock = lambda: clock
        return kind(**{"api_key": KEY, **options})
    finally:
        settings.Clock = real
