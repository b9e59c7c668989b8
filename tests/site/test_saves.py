"""`make docs-serve` while somebody writes: a save of a spec is seen on the page, a fault in it is said, and it goes on."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.site.conftest import ROOT

pytestmark = pytest.mark.site
API = "wizcommerce-orders"
CALL = f"{API}/operations/orders/update_order_status.html"
SUMMARY = "summary: Update the status of an order"
PATIENCE = 120
"""Seconds; a save takes a few."""


@dataclass
class Served:
    """A project whose docs are served."""

    root: Path
    url: str
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def spec(self) -> Path:
        return self.root / "specs" / API / "openapi.yaml"

    def save(self, old: str, new: str) -> None:
        """As editors do: a new file in the place of the old."""
        text = self.spec.read_text("utf-8")
        assert old in text
        fresh = self.spec.with_name("openapi.yaml.tmp")
        fresh.write_text(text.replace(old, new, 1), "utf-8")
        fresh.replace(self.spec)

    def page(self, name: str = CALL) -> str:
        with (
            suppress(OSError),
            urllib.request.urlopen(f"{self.url}{name}", timeout=10) as answer,
        ):
            return answer.read().decode()
        return ""

    def shows(self, text: str) -> None:
        self._wait(lambda: text in self.page(), f"the page to show {text!r}")

    def says(self, text: str) -> None:
        self._wait(lambda: text in self.log.read_text("utf-8", "replace"), f"{text!r} to be said")

    def _wait(self, done, what: str) -> None:
        end = time.monotonic() + PATIENCE
        while not done():
            assert self.process.poll() is None, self.log.read_text("utf-8", "replace")
            assert time.monotonic() < end, f"waited for {what}:\n{self.log.read_text('utf-8')}"
            time.sleep(0.1)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@contextmanager
def served(root: Path) -> Iterator[Served]:
    shutil.copytree(ROOT / "specs" / API, root / "specs" / API)
    kept = ROOT / ".specpress/cache/npm"
    if kept.is_dir():
        shutil.copytree(kept, root / ".specpress/cache/npm")
    around = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    program = [sys.executable, "-m", "generator"]
    subprocess.run([*program, "generate"], cwd=root, env=around, check=True, capture_output=True)
    port, log = free_port(), root / "log"
    with log.open("wb") as told:
        process = subprocess.Popen(
            [*program, "docs", "--serve", "--port", str(port)],
            cwd=root, env=around, stdout=told, stderr=told, start_new_session=True,
        )  # fmt: skip
        try:
            yield Served(root, f"http://127.0.0.1:{port}/", process, log)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def test_what_is_saved_is_shown_and_a_fault_is_said_and_survived(tmp_path):
    with served(tmp_path) as it:
        it.says("the site is at")
        it.says(f"watching specs/ ({API})")
        it.shows("<h1")

        it.save(SUMMARY, "summary: Move an order on")
        it.shows("Move an order on")

        before = it.page()
        it.save("openapi: 3.1", "openapi: [3.1")
        it.says(f"specs/{API}/openapi.yaml:")
        it.says("error[")
        assert it.page() == before, "what was there is still served"

        it.save("openapi: [3.1", "openapi: 3.1")
        it.save("summary: Move an order on", "summary: Mended")
        it.shows("Mended")

        (tmp_path / "generated" / API / "docs/errors.md").write_text("# A [gone](gone.md) page\n")
        it.says("gone.md")
        assert "Mended" in it.page()

        os.killpg(it.process.pid, signal.SIGINT)
        assert it.process.wait(30) == 0
        it_said = it.log.read_text("utf-8")
        assert "stopped" in it_said
        assert "Traceback" not in it_said
