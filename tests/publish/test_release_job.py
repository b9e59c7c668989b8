"""The release job, step by step as its workflow has them, against pypiserver: what a tag publishes, and what it does not.

The steps that are commands are run as they stand. What GitHub's actions do is done here: checkouts, two machines, the
artifact that goes from one to the other. Signing is not done: it needs an identity.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.publish.conftest import ROOT, specpress
from tests.publish.indexes import PASSWORD, USER

pytestmark = [pytest.mark.wheels, pytest.mark.xdist_group("wheels")]
WORKFLOW = yaml.safe_load((ROOT / ".github/workflows/release.yml").read_text("utf-8"))
BIN = Path(sys.prefix) / "bin"


@pytest.fixture(scope="module")
def released(stock, tmp_path_factory):
    """A project whose one package is released and not yet published, with our Makefile."""
    if not (BIN / "specpress").exists() or shutil.which("make") is None:
        pytest.skip("make, and an environment that make setup has made, run the job")
    root = tmp_path_factory.mktemp("released") / "project"
    shutil.copytree(stock.root, root, ignore=shutil.ignore_patterns("dist"))
    for name in ("Makefile", "pyproject.toml", "requirements.txt"):
        shutil.copyfile(ROOT / name, root / name)
        os.utime(root / name, (0, 0))  # older than the environment, which is ready then
    (root / ".venv").symlink_to(sys.prefix)
    specpress(root, "generate")  # pyproject.toml says where docs are
    specpress(root, "release")
    return root


class Machine:
    """A fresh checkout; `known` says what the workflow's expressions mean there."""

    def __init__(self, project, folder, tag):
        self.root = Path(shutil.copytree(project, folder, symlinks=True))
        self.output = folder.with_suffix(".output")
        self.output.touch()
        self.tag, self.known = tag, {}

    def run(self, job):
        """Run the job's commands until one fails; the last one's result."""
        around = job.get("env", {})
        for step in job["steps"]:
            if "run" not in step:
                continue
            given = {
                name: self.said(text) for name, text in {**around, **step.get("env", {})}.items()
            }
            done = subprocess.run(
                ["bash", "-e", "-c", step["run"]],
                cwd=self.root, capture_output=True, text=True, check=False,
                env={**os.environ, "PYTHONPATH": str(ROOT), **given,
                     "GITHUB_REF_NAME": self.tag, "GITHUB_OUTPUT": str(self.output)},
            )  # fmt: skip
            assert PASSWORD not in done.stdout + done.stderr
            if done.returncode:
                break
            for line in self.output.read_text().splitlines():
                name, _, value = line.partition("=")
                self.known[f"steps.{step.get('id')}.outputs.{name}"] = value
        return done

    def said(self, text):
        return re.sub(r"\$\{\{ *(.*?) *\}\}", lambda found: self.known[found[1]], text)

    def dist(self):
        return {path.name: path.read_bytes() for path in (self.root / "dist").iterdir()}


def test_a_tag_publishes_its_package(released, index, tmp_path):
    team = index()
    first = Machine(released, tmp_path / "first", "stock-client-v1.0.0")
    done = first.run(WORKFLOW["jobs"]["build"])
    assert done.returncode == 0, done.stdout + done.stderr
    second = Machine(released, tmp_path / "second", "stock-client-v1.0.0")
    shutil.copytree(first.root / "dist", second.root / ".specpress/first")
    second.known = {
        "needs.build.outputs.api": first.known["steps.tagged.outputs.api"],
        "vars.INDEX_URL || 'pypi'": team.url,
        "vars.INDEX_USERNAME": USER,
        "vars.INDEX_SIMPLE_URL": "",
        "secrets.INDEX_TOKEN": PASSWORD,
    }
    done = second.run(WORKFLOW["jobs"]["publish"])
    assert done.returncode == 0, done.stdout + done.stderr
    assert first.dist() == second.dist()
    assert team.held == sorted(name for name in first.dist() if name.endswith((".whl", ".gz")))


def test_builds_that_differ_are_not_published(released, index, tmp_path):
    team = index()
    machine = Machine(released, tmp_path / "second", "stock-client-v1.0.0")
    (machine.root / ".specpress/first").mkdir(parents=True, exist_ok=True)
    machine.known = {
        "needs.build.outputs.api": "stock",
        "vars.INDEX_URL || 'pypi'": team.url,
    }
    done = machine.run(WORKFLOW["jobs"]["publish"])
    assert done.returncode == 1
    assert "Only in dist: stock_client-1.0.0.tar.gz" in done.stdout
    assert team.behaviour.requests == []


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("stock-client-v1.0.1", "client.yaml says stock-client 1.0.0"),
        ("other-v1.0.0", "names no package"),
        ("x; touch here-v1", "names no package"),
    ],
)
def test_a_wrong_tag_builds_nothing(released, tmp_path, tag, said):
    machine = Machine(released, tmp_path / "first", tag)
    done = machine.run(WORKFLOW["jobs"]["build"])
    assert done.returncode == 7
    assert said in done.stderr
    assert not (machine.root / "dist").exists()
    assert not (machine.root / "here-v1").exists()


def test_what_is_not_recorded_as_released_is_not_built(released, tmp_path):
    machine = Machine(released, tmp_path / "first", "stock-client-v1.0.0")
    shutil.rmtree(machine.root / "specs/stock/released")
    specpress(machine.root, "generate")
    done = machine.run(WORKFLOW["jobs"]["build"])
    assert done.returncode != 0
    assert "make release API=stock" in done.stdout + done.stderr
    assert not (machine.root / "dist").exists()
