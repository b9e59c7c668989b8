"""Killed at any moment, a run is undone or finished by `recover`: never half."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator.journal import recover
from tests.journal import trees

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A kill, unlike a power cut, loses nothing that was written."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


def left_by(kills: str, folder: Path) -> list[Path]:
    command = [sys.executable, "-m", "tests.journal.drive", kills, folder]
    subprocess.run(command, check=True, timeout=60, cwd=ROOT)
    return sorted(folder.iterdir())


def decided(root: Path) -> bool:
    return "manifest.json" in trees.journals(root)


@pytest.mark.parametrize("kills", ["steps", "again"])
def test_killed_at_every_step_the_tree_is_the_old_or_the_new_one(kills, tmp_path: Path) -> None:
    old, new = trees.expected(old=True), trees.expected(old=False)
    roots = left_by(kills, tmp_path)
    ends, halves = [], 0
    for root in roots:
        before, was_decided = trees.tree(root), decided(root)
        halves += before not in (old, new)
        moved = recover(root / ".specpress", root)
        after = trees.tree(root)
        assert after == new if was_decided or before == new else after == old, root.name
        assert trees.journals(root) == []
        assert moved == 0 or was_decided
        assert recover(root / ".specpress", root) == 0
        ends.append(after == new)
    assert len(roots) > 80
    assert halves > 20, "the kills fell between the writes"
    if kills == "steps":
        assert ends == sorted(ends), "once decided, always decided"
        assert {True, False} == set(ends)


def test_killed_at_50_random_moments_the_tree_is_the_old_or_the_new_one(tmp_path: Path) -> None:
    roots = left_by("random", tmp_path)
    assert len(roots) == 50
    found = set()
    for root in roots:
        was_decided, interrupted = decided(root), bool(trees.journals(root))
        recover(root / ".specpress", root)
        written = {seed: as_written(root, seed) for seed in (1, 2)}
        found.add((was_decided, interrupted))
        after = trees.tree(root)
        assert after in written.values(), root.name
        assert not was_decided or after == written[2]
        assert trees.journals(root) == []
    assert len(found) > 1, "the kills fell at different stages"


def as_written(root: Path, seed: int) -> trees.Tree:
    files = {
        w.path.relative_to(root).as_posix(): (w.content, 0o644) for w in trees.many(root, seed)
    }
    return {**files, "generated": None, **{f"generated/p{index}": None for index in range(4)}}
