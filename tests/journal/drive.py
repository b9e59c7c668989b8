"""Runs that are killed: `python -m tests.journal.drive steps|random|again FOLDER`. Leaves one project for each kill, as the kill left it.

`steps`: before each call to the system that changes anything, and in the middle of each write. `random`: by SIGKILL, 50
times. `again`: as `steps`, in `recover`, for projects that a kill has left.
"""

from __future__ import annotations

import io
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from generator.journal import commit, recover
from tests.journal import trees

CALLS = ("open", "replace", "rename", "fsync", "unlink", "rmdir", "mkdir", "chmod", "close")


def arm(after: int) -> None:
    """End this process, as a kill does, at the call with this number."""
    left = after

    def step() -> None:
        nonlocal left
        left -= 1
        if left < 0:
            os._exit(9)

    def stopping(real: Callable[..., object]) -> Callable[..., object]:
        def call(*args: object, **options: object) -> object:
            step()
            return real(*args, **options)

        return call

    class Stream(io.FileIO):
        def write(self, content: bytes) -> int:
            step()
            super().write(content[: len(content) // 2])
            step()
            return super().write(content[len(content) // 2 :])

    def opened(path: Path, mode: str = "r", *rest: object, **more: object) -> object:
        step()
        return Stream(path, mode) if mode in ("xb", "wb") else real_open(path, mode, *rest, **more)

    os.fsync = lambda _: None  # a kill loses nothing that was written, only a power cut does
    real_open = io.open
    for name in CALLS:
        setattr(os, name, stopping(getattr(os, name)))
    io.open = opened


def killed(action: Callable[[], object], after: int) -> bool:
    child = os.fork()
    if child == 0:
        arm(after)
        action()
        os._exit(0)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in (0, 9), code
    return code == 9


def run(root: Path) -> None:
    commit(root / ".specpress", trees.writes(root), keep=root)


def steps(folder: Path) -> None:
    number, going = 0, True
    while going:
        root = trees.make(folder / f"{number:03}")
        going = killed(lambda root=root: run(root), number)
        number += 1


def again(folder: Path) -> None:
    """`recover` is killed at each of its calls, in a change that was killed just before."""
    first = 0
    while True:
        kept = trees.make(folder / "first")
        if not killed(lambda kept=kept: run(kept), first):
            break
        for second in range(1000) if first % 24 == 0 else ():
            root = folder / f"{first:03}-{second:03}"
            shutil.copytree(kept, root)
            if not killed(lambda root=root: recover(root / ".specpress", root), second):
                break
        shutil.rmtree(kept)
        first += 1
    shutil.rmtree(kept)


def at_random(folder: Path) -> None:
    took = 0.0
    for number in range(-3, 50):
        root = folder / f"{number:03}"
        for write in trees.many(root, 1):
            write.path.parent.mkdir(parents=True, exist_ok=True)
            write.path.write_bytes(write.content or b"")
            write.path.chmod(0o644)
        writes = trees.many(root, 2)
        ready, begun = os.pipe()
        child = os.fork()
        if child == 0:
            os.write(begun, b"x")
            commit(root / ".specpress", writes, keep=root)
            os._exit(0)
        os.read(ready, 1)
        start = time.perf_counter()
        if number >= 0:
            time.sleep(random.Random(number).uniform(0, took))
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        if number < 0:
            took = time.perf_counter() - start
            shutil.rmtree(root)
        os.close(ready)
        os.close(begun)


if __name__ == "__main__":
    {"steps": steps, "again": again, "random": at_random}[sys.argv[1]](Path(sys.argv[2]))
