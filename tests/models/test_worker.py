"""The engine in a process of its own: the same bytes, whatever becomes of that process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.models import expect_models, worker

SCHEMAS = {
    "SpAnswer0": {
        "type": "object",
        "properties": {"sp_field_0": {"type": "string"}},
        "required": [],
    }
}
VIEWS = {
    "SpAnswer0": {
        "base": "Answer", "head": ['"""Ünseen."""'], "fields": {"sp_field_0": {}}, "keywords": "", "takes": False,
    }
}  # fmt: skip


@pytest.fixture(autouse=True)
def _two_cores_and_no_engine(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A process that has not loaded the engine, whatever other tests did."""
    monkeypatch.setattr(worker, "_ENGINE", "no_such_module")
    monkeypatch.setattr(worker, "_cores", lambda: 2)
    monkeypatch.setattr(worker, "_workers", {})
    yield
    worker.end()


def here() -> dict[str, str]:
    """What the engine says in this process."""
    assert not worker._workers
    return worker.run(SCHEMAS, VIEWS, lambda: None)


def test_the_other_process_gives_the_same() -> None:
    expected = here()
    done = []
    expect_models(None)
    assert worker._workers
    for _ in range(2):
        assert worker.run(SCHEMAS, VIEWS, lambda: done.append("meanwhile")) == expected
    assert done == ["meanwhile"] * 2
    assert "Ünseen" in str(expected)


def test_one_that_is_killed_is_done_without() -> None:
    expected = here()
    expect_models(None)
    assert worker._workers
    (begun,) = worker._workers.values()
    os.kill(begun.process.pid, signal.SIGKILL)
    assert worker.run(SCHEMAS, VIEWS, lambda: None) == expected
    assert not worker._workers


def test_what_it_cannot_make_is_said_here() -> None:
    expect_models(None)
    with pytest.raises(Exception, match="properties"):
        worker.run(
            {"SpAnswer0": {"type": "object", "properties": 5}}, {"SpAnswer0": {}}, lambda: None
        )


def test_it_is_begun_only_where_it_may_be_of_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / worker.FOLDER
    kept.mkdir()
    (kept / "result").touch()
    expect_models(tmp_path)
    assert not worker._workers
    monkeypatch.setattr(worker, "_cores", lambda: 1)
    expect_models(None)
    assert not worker._workers
    monkeypatch.setattr(worker, "_cores", lambda: 2)
    expect_models(tmp_path / "new")
    begun = dict(worker._workers)
    assert begun
    expect_models(None)
    assert worker._workers == begun


def test_it_ends_with_the_process_that_began_it() -> None:
    """Also where that is killed: its standard input ends."""
    script = (
        "import os, signal, sys\n"
        "from generator.models import expect_models, worker\n"
        "worker._cores = lambda: 2\n"
        "expect_models(None)\n"
        "print(worker._workers[os.getpid()].process.pid, flush=True)\n"
        "if 'killed' in sys.argv: os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    for how in ("", "killed"):
        with subprocess.Popen(
            [sys.executable, "-c", script, how],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as process:
            said, errors = process.communicate()  # ends when nobody has the pipes any more
        assert not errors
        assert ends(int(said))


def ends(pid: int) -> bool:
    """Whether a process ends within a minute."""
    for _ in range(600):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False
