"""Scripts that are not ours: fetched once, checked by their hash, refused otherwise."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import os
import tarfile

import pytest

from generator.site.apis import SiteError
from generator.site.vendor import vendored


def archive(files):
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as made:
        for name, text in files.items():
            member = tarfile.TarInfo(f"package/{name}")
            member.size = len(text)
            made.addfile(member, io.BytesIO(text))
    return buffer.getvalue()


GOOD = archive({"LICENSE": b"MIT", "dist/a.js": b"script", "other.js": b"no"})


def integrity(data):
    return "sha512-" + base64.b64encode(hashlib.sha512(data).digest()).decode()


@pytest.fixture
def listed(tmp_path):
    pin = {
        "name": "@some/one",
        "version": "1.0.0",
        "integrity": integrity(GOOD),
        "files": {"dist/a.js": "assets/a.js", "LICENSE": "assets/L"},
    }
    path = tmp_path / "vendor.json"
    path.write_text(json.dumps([pin]))
    return path


@pytest.fixture
def npm(tmp_path, monkeypatch):
    """An npm that gives the archive in `served`, and counts how often it is asked."""
    folder = tmp_path / "bin"
    folder.mkdir()
    program = folder / "npm"
    (tmp_path / "served").write_bytes(GOOD)
    program.write_text(
        f'#!/bin/sh\necho "$@" >> {tmp_path}/asked\nif [ -s {tmp_path}/served ]; then cp {tmp_path}/served some-one-1.0.0.tgz; else echo "no network" >&2; exit 1; fi\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return tmp_path


def test_it_is_fetched_once_and_kept(npm, listed):
    for _ in range(2):
        assert vendored(listed, npm / "kept") == {"assets/a.js": b"script", "assets/L": b"MIT"}
    asked = (npm / "asked").read_text().splitlines()
    assert len(asked) == 1
    assert "@some/one@1.0.0" in asked[0]
    assert "--ignore-scripts" in asked[0]


def test_another_archive_than_the_pinned_one_is_refused_and_not_kept(npm, listed):
    (npm / "served").write_bytes(archive({"dist/a.js": b"evil", "LICENSE": b"MIT"}))
    with pytest.raises(
        SiteError, match=r"@some/one@1\.0\.0: the archive that npm gave is not the pinned one"
    ):
        vendored(listed, npm / "kept")
    assert not list((npm / "kept").iterdir())


def test_a_kept_archive_that_was_changed_is_fetched_again(npm, listed):
    (npm / "kept").mkdir()
    (npm / "kept" / "some-one-1.0.0.tgz").write_bytes(b"broken")
    assert vendored(listed, npm / "kept")["assets/a.js"] == b"script"


def test_without_a_network_the_message_says_what_to_do(npm, listed):
    (npm / "served").write_bytes(b"")
    with pytest.raises(
        SiteError,
        match=r"npm cannot fetch @some/one@1\.0\.0: no network\ntry again with a network, or put some-one-1\.0\.0\.tgz",
    ):
        vendored(listed, npm / "kept")


def test_without_npm_the_message_says_what_to_do(tmp_path, listed, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path / "nowhere"))
    with pytest.raises(
        SiteError, match=r"npm is needed once, to fetch @some/one@1\.0\.0: install Node\.js"
    ):
        vendored(listed, tmp_path / "kept")


def test_a_file_that_the_archive_lacks_is_named(npm, listed):
    pins = json.loads(listed.read_text())
    pins[0]["files"]["gone.js"] = "assets/gone.js"
    listed.write_text(json.dumps(pins))
    with pytest.raises(SiteError, match=r"lacks what vendor.json wants of it: assets/gone\.js"):
        vendored(listed, npm / "kept")
