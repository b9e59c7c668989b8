"""The workflows call targets that there are, and give rights and secrets to the steps that need them alone.

What else makes a workflow unsafe, zizmor finds in `make lint`.
"""

from __future__ import annotations

import re

import pytest
import yaml

from tests.publish.conftest import ROOT

FOLDER = ROOT / ".github/workflows"
WORKFLOWS = {path.name: yaml.safe_load(path.read_text("utf-8")) for path in FOLDER.glob("*.yml")}
TARGETS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))


def steps(workflow):
    return [(name, step) for name, job in workflow["jobs"].items() for step in job.get("steps", ())]


@pytest.mark.parametrize("name", WORKFLOWS)
def test_every_target_is_one(name):
    called = [
        target
        for _, step in steps(WORKFLOWS[name])
        for target in re.findall(r"\bmake ([a-z-]+)", step.get("run", ""))
    ]
    assert called
    assert set(called) <= TARGETS


@pytest.mark.parametrize("name", WORKFLOWS)
def test_every_action_is_pinned_to_a_commit(name):
    for _, step in steps(WORKFLOWS[name]):
        if "uses" in step:
            assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", step["uses"])


def test_only_the_job_that_publishes_may_do_more_than_read():
    workflow = WORKFLOWS["release.yml"]
    assert workflow["permissions"] == {}
    rights = {name: job["permissions"] for name, job in workflow["jobs"].items()}
    assert rights.pop("publish") == {
        "contents": "read",
        "id-token": "write",
        "attestations": "write",
    }
    assert all(right == {"contents": "read"} for right in rights.values())
    publish = workflow["jobs"]["publish"]
    assert publish["environment"] == "release"
    assert set(publish["needs"]) == {"ci", "build"}


def test_the_token_is_given_to_the_upload_alone():
    with_secrets = [
        (name, step.get("run"))
        for name, step in steps(WORKFLOWS["release.yml"])
        if "secrets." in str(step)
    ]
    assert with_secrets == [("publish", "make publish")]
    jobs = WORKFLOWS["release.yml"]["jobs"]
    assert not any("secrets" in str(job.get("env")) for job in jobs.values())


def test_nothing_is_built_before_tag_version_and_record_agree():
    jobs = WORKFLOWS["release.yml"]["jobs"]
    runs = [step.get("run", "") for step in jobs["build"]["steps"]]
    order = [next(n for n, run in enumerate(runs) if wanted in run) for wanted in (
        "specpress tagged", "make release CHECK=1", "make build",
    )]  # fmt: skip
    assert order == sorted(order)
