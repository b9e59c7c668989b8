"""What is kept on disk: whole or not at all, bounded, and never in the way."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator import keep as kept
from generator.keep import keep, look_up, recall, recall_all


def test_what_is_kept_is_found_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "folder"
    assert look_up(folder, "a") is None
    keep(folder, {"a": "één\r\n", "b": ""}, used=(), most=0)
    assert (look_up(folder, "a"), look_up(folder, "b")) == ("één\r\n", "")
    assert look_up(folder, "c") is None


@pytest.mark.parametrize("spoilt", [b"", b"x", b"0" * 64 + b"\ntext", b"\xff", None])
def test_what_is_not_whole_is_not_there(tmp_path: Path, spoilt: bytes | None) -> None:
    keep(tmp_path, {"a": "text"}, used=(), most=9)
    whole = (tmp_path / "a").read_bytes()
    (tmp_path / "a").write_bytes(whole[:-1] if spoilt is None else spoilt)
    assert look_up(tmp_path, "a") is None


def test_the_oldest_go_and_what_is_used_stays(tmp_path: Path) -> None:
    for age, name in enumerate("edcba"):
        keep(tmp_path, {name: name}, used="edcba", most=0)
        os.utime(tmp_path / name, (age, age))
    (tmp_path / "tmp_left").touch()
    os.utime(tmp_path / "tmp_left", (0, 0))
    keep(tmp_path, {"new": "text"}, used="e", most=2)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b", "e", "new"]


def test_where_nothing_is_new_nothing_is_looked_at(tmp_path: Path) -> None:
    keep(tmp_path / "none", {}, used=(), most=0)
    assert not (tmp_path / "none").exists()


def test_a_folder_that_cannot_be_written_to_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    keep(tmp_path / "file", {"a": "text"}, used=(), most=9)
    assert look_up(tmp_path / "file", "a") is None


def test_a_write_that_fails_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(Path, "replace", full)
    keep(tmp_path, {"a": "text"}, used=(), most=9)
    assert list(tmp_path.iterdir()) == []


def test_what_was_found_once_is_not_read_again(tmp_path: Path) -> None:
    assert recall(tmp_path, "a") is None
    keep(tmp_path, {"a": "text", "b": '{"x": "1"}'}, used=(), most=9)
    (tmp_path / "a").unlink()
    assert (recall(tmp_path, "a"), look_up(tmp_path, "a")) == ("text", None)
    first, second = recall_all(tmp_path, "b"), recall_all(tmp_path, "b")
    assert first == second == {"x": "1"}
    assert first is not second
    assert recall(tmp_path / "other", "a") is None
    assert recall_all(tmp_path, "c") is None


def test_what_is_held_in_memory_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "HELD", 2)
    monkeypatch.setattr(kept, "_held", {})
    keep(tmp_path, {name: name for name in "abc"}, used=(), most=9)
    assert [key for _, key in kept._held] == ["b", "c"]
