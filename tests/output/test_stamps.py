"""What is taken to be as it was: nothing that was written, replaced, touched or deleted, and nothing written lately."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import stamps


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that was written long ago, and is remembered."""
    monkeypatch.setattr(stamps, "_found", {})
    monkeypatch.setattr(stamps, "TICK", -1)
    path = tmp_path / "file"
    path.write_text("text")
    stamps.remember(str(path), stamps.stamp(str(path)), "text")
    assert stamps.is_still(str(path), "text")
    return path


def replaced(path: Path) -> None:
    """By another one of the same size and times."""
    times = path.stat()
    other = path.with_name("other")
    other.write_text("TEXT")
    other.replace(path)
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


def rewritten(path: Path) -> None:
    """In place, with the time put back."""
    times = path.stat()
    time.sleep(0.05)
    path.write_text("TEXT")
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


@pytest.mark.parametrize(
    "change", [lambda path: path.write_text("longer"), Path.unlink, replaced, rewritten]
)
def test_what_was_changed_is_read(file: Path, change: Callable[[Path], object]) -> None:
    change(file)
    assert not stamps.is_still(str(file), "text")


def test_what_is_to_be_written_is_read(file: Path) -> None:
    assert not stamps.is_still(str(file), "other")


def test_what_was_written_lately_is_read(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stamps, "_found", {})
    monkeypatch.setattr(stamps, "TICK", 2_000_000_000)
    stamps.remember(str(file), stamps.stamp(str(file)), "text")
    assert not stamps.is_still(str(file), "text")
    stamps.remember(str(file), None, "text")
    assert not stamps._found
