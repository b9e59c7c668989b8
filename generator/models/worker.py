"""datamodel-code-generator in a process of its own, which loads it while other stages run in ours.

In: what `engine.run` takes. Out: what it gives. Refuses nothing itself: whatever keeps the other process from
answering, the engine is run in ours, which says what is wrong.

To load the engine takes longer than all stages together, so it is begun before it is known whether it is needed, where
nothing is kept that could make it needless. The process reads requests from its standard input, a line of JSON each,
and ends with it, and so with ours, however that ends.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.canonical import Schema

FOLDER = "models"
"""Where models lie in the folder of what is kept."""
_PROGRAM = Path(__file__).with_name("engine.py")
_ENGINE = "datamodel_code_generator"
_alone = threading.Lock()
Schemas = Mapping[str, "Schema"]
Views = Mapping[str, Mapping[str, Any]]


class _Worker:
    """One process."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [
                sys.executable,
                "-P",
                str(_PROGRAM),
            ],  # -P: what lies beside it has no names of its own
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def ask(self, request: bytes) -> bytes:
        """The answer to a request; b"" if there is none."""
        stdin, stdout = self.process.stdin, self.process.stdout
        assert stdin is not None
        assert stdout is not None
        with suppress(OSError, ValueError):
            stdin.write(request + b"\n")
            stdin.flush()
            return stdout.readline()
        return b""

    def end(self) -> None:
        """Stop it, whatever it does: it writes nothing but answers."""
        self.process.kill()
        with suppress(OSError, ValueError):
            self.process.communicate()


_workers: dict[int, _Worker] = {}
"""By the process that has begun it: one that was forked from it has no part in it."""


def begin(kept: Path | None) -> None:
    """Begin to load the engine, unless the folder `kept` holds results, or it is loaded, or there is no core for it."""
    with _alone:
        if _is_useful(kept):
            with suppress(OSError):
                _workers[os.getpid()] = _Worker()
                atexit.register(end)


def _is_useful(kept: Path | None) -> bool:
    if os.getpid() in _workers or _ENGINE in sys.modules or _cores() < 2:
        return False
    with suppress(OSError):
        return kept is None or not any(kept.iterdir())
    return True


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def run(schemas: Schemas, views: Views, meanwhile: Callable[[], None]) -> dict[str, str]:
    """As `engine.run`: by the other process if there is one, and then `meanwhile` is done here; else here."""
    with _alone:
        worker = _workers.get(os.getpid()) if schemas else None
        chunks = None if worker is None else _asked(worker, schemas, views, meanwhile)
    if chunks is not None:
        return chunks
    from generator.models import engine

    return engine.run(schemas, views)


def _asked(
    worker: _Worker, schemas: Schemas, views: Views, meanwhile: Callable[[], None]
) -> dict[str, str] | None:
    with ThreadPoolExecutor(1) as other:
        asked = other.submit(worker.ask, json.dumps([schemas, views]).encode())
        meanwhile()
        answer = asked.result()
    if not answer:
        end()
        return None
    return dict(json.loads(answer))


def end() -> None:
    """End the other process, if there is one."""
    if worker := _workers.pop(os.getpid(), None):
        worker.end()
    atexit.unregister(end)
