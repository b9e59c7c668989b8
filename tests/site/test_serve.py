"""`specpress docs --serve`: the site on this machine, built again when something is saved."""

from __future__ import annotations

import socket
import threading
import urllib.request
from pathlib import Path

import pytest

from generator.site import serve as module
from generator.site.apis import SiteError


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def test_a_save_builds_it_again_and_a_failed_build_leaves_it(tmp_path, monkeypatch, capsys):
    site, watched, port = tmp_path / "site", tmp_path / "watched", free_port()
    site.mkdir()
    watched.mkdir()
    builds: list[str] = []

    def build() -> Path:
        if len(builds) == 1:
            builds.append("failed")
            raise SiteError("a page is broken")
        builds.append("built")
        (site / "index.html").write_text(f"build {len(builds)}")
        return site

    def rounds(*folders, **_):
        assert folders == (watched,)
        for wanted in ("build 1", "build 1", "build 3"):
            with urllib.request.urlopen(
                f"http://127.0.0.1:{port}/index.html", timeout=10
            ) as answer:
                assert answer.read().decode() == wanted
                assert answer.headers["Cache-Control"] == "no-store"
            yield set()

    started = []
    monkeypatch.setattr(module, "watch", rounds)
    monkeypatch.setattr(
        module.subprocess,
        "Popen",
        lambda command, cwd: started.append((command[1:], cwd)) or Watcher(),
    )
    module.serve(tmp_path, (watched, tmp_path / "not-there"), port, build, site)
    assert builds == ["built", "failed", "built", "built"]
    assert started == [(["-m", "generator", "watch"], tmp_path)]
    told = capsys.readouterr()
    assert f"http://127.0.0.1:{port}/" in told.out
    assert "a page is broken" in told.err
    assert threading.active_count() < 10


class Watcher:
    def terminate(self):
        pass

    def wait(self, seconds):
        assert seconds


def test_a_port_that_is_taken_is_refused_with_a_next_step(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(
            SiteError,
            match=rf"port {port} cannot be used .*; choose another: specpress docs --serve --port {port + 1}",
        ):
            module.serve(tmp_path, (), port, lambda: tmp_path, tmp_path)
