"""What `specpress build` puts into dist/: whole metadata, and what the files were made from; or nothing."""

from __future__ import annotations

import email
import hashlib
import json
import os
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from dataclasses import replace

import pytest

from generator import VERSION
from generator.cli.build import run_build
from generator.publish.build import archives, build
from generator.publish.packages import PublishError, packages_of
from generator.verdict import Exit
from tests.publish.conftest import ROOT

pytestmark = [pytest.mark.wheels, pytest.mark.xdist_group("wheels")]


def held(wheel):
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_wheel_holds_the_document_and_the_lock(project, built):
    for one in built:
        files = held(one.artefacts[0].path)
        module = one.package.name.replace("-", "_")
        assert (
            files[f"{module}/openapi.yaml"] == (one.package.root / "docs/openapi.yaml").read_bytes()
        )
        assert (
            files[f"{module}/specpress.lock"] == (one.package.root / "specpress.lock").read_bytes()
        )


def test_metadata_is_whole(built):
    for one in built:
        files = held(one.artefacts[0].path)
        metadata = next(data for name, data in files.items() if name.endswith("/METADATA"))
        read = email.message_from_bytes(metadata)
        assert read["Name"] == one.package.name
        assert read["Requires-Python"] == ">=3.11"
        assert read["License-Expression"] == one.package.license
        assert read.get_all("License-File") == ["LICENSE"]
        assert "Typing :: Typed" in read.get_all("Classifier")
        assert read.get_all("Provides-Extra") == ["otel"]
        assert all(url.partition(", ")[2].startswith("http") for url in read.get_all("Project-URL"))
        assert read["Description-Content-Type"] == "text/markdown"


def test_addresses_stand_in_the_metadata_and_in_the_sbom(stock, tmp_path):
    (one,) = build(packages_of(stock, []), tmp_path)
    files = held(one.artefacts[0].path)
    metadata = next(data for name, data in files.items() if name.endswith("/METADATA"))
    home = "https://git.example.com/clients"
    changes = f"{home}/blob/main/specs/stock/CHANGELOG.md"
    assert email.message_from_bytes(metadata).get_all("Project-URL") == [
        f"Source, {home}",
        f"Bug Tracker, {home}/issues",
        f"Changes, {changes}",
        "On call, https://chat.example.com/?room=stock#now",
    ]
    sbom = json.loads(one.beside[0].read_text("utf-8"))
    references = sbom["metadata"]["component"]["externalReferences"]
    assert [(row["type"], row["url"]) for row in references if "hashes" not in row] == [
        ("vcs", home),
        ("issue-tracker", f"{home}/issues"),
        ("release-notes", changes),
        ("other", "https://chat.example.com/?room=stock#now"),
    ]


def test_a_wheel_can_be_built_from_the_source_archive_alone(built, tmp_path):
    wheel, archive = (artefact.path for artefact in built[0].artefacts)
    with tarfile.open(archive) as opened:
        opened.extractall(tmp_path, filter="data")
    (source,) = tmp_path.iterdir()
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", source]
    subprocess.run(command, check=True, capture_output=True)
    assert (source / "dist" / wheel.name).read_bytes() == wheel.read_bytes()


def test_the_papers_name_the_files_and_what_they_were_made_from(project, built):
    for one in built:
        sbom, provenance = (json.loads(path.read_text("utf-8")) for path in one.beside)
        hashes = {
            artefact.path.name: hashlib.sha256(artefact.path.read_bytes()).hexdigest()
            for artefact in one.artefacts
        }
        subjects = {s["name"]: s["digest"]["sha256"] for s in provenance["subject"]}
        assert subjects == hashes
        inputs = {
            row["name"]: row["digest"]["sha256"]
            for row in provenance["predicate"]["buildDefinition"]["resolvedDependencies"]
            if "digest" in row
        }
        for name in ("openapi.yaml", "client.yaml"):
            path = project.specs / one.package.api / name
            shown = f"specs/{one.package.api}/{name}"
            assert inputs[shown] == hashlib.sha256(path.read_bytes()).hexdigest()
        references = sbom["metadata"]["component"]["externalReferences"]
        files = [reference for reference in references if "hashes" in reference]
        assert {r["url"]: r["hashes"][0]["content"] for r in files} == hashes
        assert {c["name"]: c["scope"] for c in sbom["components"]} == {
            "httpx2": "required",
            "opentelemetry-api": "optional",
            "pydantic": "required",
        }


def test_specpress_diff_reads_the_wheel(project, built):
    wheel = built[0].artefacts[0].path
    command = [sys.executable, "-m", "generator", "diff", built[0].package.api]
    done = subprocess.run(
        [*command, "--against", wheel, "--format", "json"],
        cwd=project.root, env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert '"findings": []' in done.stdout


@pytest.mark.parametrize(
    "changed", ["specs/wix-orders/openapi.yaml", "generated/wix-orders/README.md"]
)
def test_what_is_not_in_step_is_not_built(copy, capsys, changed):
    path = copy.root / changed
    path.write_text(path.read_text("utf-8") + "\n# a word more\n", "utf-8")
    assert run_build(copy, []) is Exit.DRIFT
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == (
        "specpress: nothing was built: wix-orders not in step with specs/\n"
        "  = hint: specpress check wix-orders says why; then: specpress generate wix-orders\n"
    )
    assert not (copy.root / "dist").exists()


def test_no_credential_reaches_a_build(built, tmp_path, monkeypatch):
    secrets = {
        "SPECPRESS_INDEX_TEAM_TOKEN",
        "TWINE_PASSWORD",
        "UV_PUBLISH_TOKEN",
        "ACTIONS_ID_TOKEN_REQUEST_TOKEN",
    }
    for name in secrets:
        monkeypatch.setenv(name, "s3cret")
    python = tmp_path / "python"
    python.write_text(f'#!/bin/sh\nenv > "{tmp_path}/seen"\nexec "{sys.executable}" "$@"\n')
    python.chmod(0o755)
    archives(built[0].package, tmp_path / "x", str(python))
    seen = (tmp_path / "seen").read_text()
    assert "SOURCE_DATE_EPOCH=1580601600\n" in seen
    assert "s3cret" not in seen


def test_one_that_cannot_be_built_leaves_nothing(project, tmp_path):
    good, bad = packages_of(project, [])
    files = {name: sha256 for name, sha256 in bad.lock.files.items() if name != "README.md"}
    bad = replace(bad, lock=replace(bad.lock, files=files))
    with pytest.raises(PublishError, match="README"):
        build([good, bad], tmp_path / "dist")
    assert not (tmp_path / "dist").exists()


def test_packages_say_the_version_of_this_specpress():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["version"] == VERSION
