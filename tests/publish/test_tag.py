"""`specpress tagged`: the release job publishes what the tag names, in the version that client.yaml has, or nothing."""

from __future__ import annotations

import subprocess
import sys

import pytest

from generator.publish.packages import NotInStep, PublishError
from generator.publish.tag import tagged
from generator.workspace import Workspace
from tests.publish.conftest import ROOT, specpress

pytestmark = [pytest.mark.wheels, pytest.mark.xdist_group("wheels")]


@pytest.fixture(scope="module")
def two(tmp_path_factory, stock):
    """Two packages, of which one's name and `-v` begin the other's tag."""
    root = tmp_path_factory.mktemp("two")
    spec = (stock.specs / "stock/openapi.yaml").read_text("utf-8")
    declared = "package: {}\nversion: {}\nclient: Stock\nimport: {}\n"
    for api, package, version in (
        ("stock", "Stock.Client", "1.2.0rc1"),
        ("more", "stock-client-v2", "0.3.0"),
    ):
        folder = root / "specs" / api
        folder.mkdir(parents=True)
        (folder / "openapi.yaml").write_text(spec, "utf-8")
        (folder / "client.yaml").write_text(declared.format(package, version, api), "utf-8")
    specpress(root, "generate")
    return Workspace(root)


@pytest.mark.parametrize(
    ("tag", "api"),
    [
        ("Stock.Client-v1.2.0rc1", "stock"),
        ("stock-client-v2-v0.3.0", "more"),
        ("refs/tags/stock-client-v2-v0.3.0", "more"),
    ],
)
def test_the_api_that_a_tag_releases(two, tag, api):
    assert tagged(two, tag) == api
    assert specpress(two.root, "tagged", tag) == f"{api}\n"


@pytest.mark.parametrize("tag", ["v1.2.0", "stock-v1", "other-client-v1.0.0", "Stock.Client", ""])
def test_a_tag_that_names_no_package(two, tag):
    with pytest.raises(PublishError, match="names no package") as refused:
        tagged(two, tag)
    assert "the tags here are stock-client-v2-v…, stock-client-v…" in str(refused.value)


@pytest.mark.parametrize(
    "tag",
    [
        "Stock.Client-v1.2.0",
        "stock-client-v1.2.0rc1",
        "Stock.Client-v1.2.0rc1+x",
        "Stock.Client-v1.2.0-rc1",
    ],
)
def test_a_tag_that_is_not_the_one_of_this_commit(two, tag):
    with pytest.raises(PublishError) as refused:
        tagged(two, tag)
    assert str(refused.value) == (
        f"the tag is {tag}, and specs/stock/client.yaml says Stock.Client 1.2.0rc1\n"
        "  = hint: tag the commit in which client.yaml has that version; the tag of this one is Stock.Client-v1.2.0rc1"
    )


def test_a_package_that_is_not_in_step_has_no_release(two):
    path = two.generated / "stock-client-v2/README.md"
    before = path.read_bytes()
    path.write_bytes(before + b"\n")
    try:
        with pytest.raises(NotInStep, match="more not in step"):
            tagged(two, "stock-client-v2-v0.3.0")
        assert tagged(two, "Stock.Client-v1.2.0rc1") == "stock"
    finally:
        path.write_bytes(before)


def test_the_command_says_why_not(two):
    done = subprocess.run(
        [sys.executable, "-m", "generator", "tagged", "Stock.Client-v9"],
        cwd=two.root, env={"PYTHONPATH": str(ROOT), "PATH": ""}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (7, "")
    assert done.stderr.startswith(
        "specpress: the tag is Stock.Client-v9, and specs/stock/client.yaml"
    )
