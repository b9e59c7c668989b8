"""An upgrade holds no surprise: 1.0.0 is published and used, its spec changes five ways, the next version is published
and installed over it; code that was written against 1.0.0 runs or fails exactly as the report said.

`before/` and `after/` are the two specs; `consumers/` holds a program for each change, and one that uses nothing that
changed.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from generator.workspace import Workspace
from tests.publish.conftest import specpress
from tests.publish.indexes import PASSWORD, USER, Behaviour, running_index
from tests.publish.installing import installed_by_uv, readable, upgraded_by_uv
from tests.support.server import Reply, recording_server

pytestmark = [pytest.mark.wheels, pytest.mark.xdist_group("wheels")]
HERE = Path(__file__).parent
ITEM = {"id": "7", "name": "bolt", "note": "blue", "weight": 250, "status": "sold"}
LATER = {"id": "7", "name": "bolt", "note": "blue", "weight": "250 g", "status": "reserved"}
"""The same item, as the API answers before and after its change."""


@dataclass(frozen=True, kw_only=True)
class Consumer:
    """What a program prints with 1.0.0, what it does with the next version, and what the report says of it."""

    says: str
    then: str
    """What it prints; or what its last line of errors begins with, if `fails`."""
    fails: bool = False
    warning: str = ""
    """A pattern in what Python's -W default has it say: the line of the program, and the new name."""
    findings: tuple[tuple[str, str], ...] = ()
    """Severity and rule of each finding that touches it."""
    sends: int = 1
    """Requests, with the next version."""


CONSUMERS = {
    "renamed_field": Consumer(
        says="blue",
        then="blue",
        warning=r"renamed_field\.py:8: DeprecationWarning: .*\bremark\b",
        findings=(("addition", "python-name-deprecated"),),
    ),
    "removed_argument": Consumer(
        says="1",
        then="TypeError: ",
        fails=True,
        findings=(("breaking", "request-parameter-removed"),),
        sends=0,
    ),
    "new_value": Consumer(says="known", then="not known: reserved"),
    "required_field": Consumer(
        says="7",
        then="TypeError: ",
        fails=True,
        findings=(("breaking", "request-property-became-required"),),
        sends=0,
    ),
    "changed_type": Consumer(
        says="251",
        then="TypeError: ",
        fails=True,
        findings=(("breaking", "response-property-type-changed"),),
    ),
    "untouched": Consumer(says="['bolt']", then="['bolt']"),
}


@dataclass(frozen=True)
class Ran:
    out: str
    err: str
    requests: int

    @property
    def problem(self) -> str:
        """The last line of errors, if there is one."""
        return self.err.splitlines()[-1] if self.err else ""


@dataclass(frozen=True)
class Upgrade:
    before: Mapping[str, Ran]
    after: Mapping[str, Ran]
    report: Any
    versions: tuple[str, str]


def run(python: Path, name: str, item: Mapping[str, Any]) -> Ran:
    def answer(request):
        body = [item] if request.target.partition("?")[0] == "/items" else item
        return Reply(201, json=item) if request.method == "POST" else Reply(200, json=body)

    with recording_server(answer) as server:
        command = [python, "-I", "-W", "default", HERE / f"consumers/{name}.py", server.url]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        return Ran(done.stdout.strip(), done.stderr.strip(), len(server.requests))


def all_of(python: Path, item: Mapping[str, Any]) -> dict[str, Ran]:
    return {name: run(python, name, item) for name in CONSUMERS}


@pytest.fixture(scope="module")
def upgrade(stock: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Upgrade]:
    folder = tmp_path_factory.mktemp("upgrade")
    stock = Workspace(Path(shutil.copytree(stock.root, folder / "project")))
    with running_index(folder / "held", Behaviour()) as index:
        team = {
            "SPECPRESS_INDEX_TEAM_URL": index.url,
            "SPECPRESS_INDEX_TEAM_USERNAME": USER,
            "SPECPRESS_INDEX_TEAM_TOKEN": PASSWORD,
        }
        specpress(stock.root, "release")
        specpress(stock.root, "publish", "--index", "team", **team)
        python = installed_by_uv(folder / "consumer", readable(index.url), ["stock-client"])
        old, before = version(python), all_of(python, ITEM)
        change(stock)
        used_in = ["--used-in", str(HERE / "consumers")]
        report = specpress(stock.root, "diff", "stock", *used_in, "--format", "json")
        specpress(stock.root, "release")
        specpress(stock.root, "release", "--check")
        specpress(stock.root, "publish", "--index", "team", **team)
        upgraded_by_uv(python, readable(index.url), ["stock-client"])
        after = all_of(python, LATER)
        yield Upgrade(before, after, json.loads(report)["apis"][0], (old, version(python)))


def version(python: Path) -> str:
    asked = [python, "-I", "-c", "import stock; print(stock.__version__)"]
    return subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()


def change(stock: Workspace) -> None:
    """The spec of `after/`; a field is given another name, and the old one is declared."""
    folder = stock.specs / "stock"
    shutil.copy(HERE / "after/openapi.yaml", folder)
    declared = (folder / "client.yaml").read_text("utf-8")
    declared = declared.replace("note: note", "note: remark")
    declared = declared.replace("\ncredentials:", "\nrenamed:\n  Item.note: remark\ncredentials:")
    (folder / "client.yaml").write_text(declared, "utf-8")
    specpress(stock.root, "generate")


@pytest.mark.parametrize("name", CONSUMERS)
def test_code_written_against_the_old_version_runs_with_it(upgrade, name):
    ran = upgrade.before[name]
    assert (ran.out, ran.err, ran.requests) == (CONSUMERS[name].says, "", 1)


@pytest.mark.parametrize("name", CONSUMERS)
def test_with_the_new_version_it_runs_or_fails(upgrade, name):
    ran, expected = upgrade.after[name], CONSUMERS[name]
    assert ran.requests == expected.sends
    if expected.fails:
        assert ran.out == ""
        assert ran.problem.startswith(expected.then)
    else:
        assert ran.out == expected.then
        if expected.warning:
            assert re.search(expected.warning, ran.err)
        else:
            assert ran.err == ""


@pytest.mark.parametrize("name", CONSUMERS)
def test_exactly_as_the_report_said(upgrade, name):
    """A program that fails is touched by a break; one that runs is not."""
    said = [
        (finding["severity"], finding["rule"])
        for finding in upgrade.report["findings"]
        for use in finding["uses"]
        if Path(use["place"]["file"]).stem == name
    ]
    expected = CONSUMERS[name]
    assert said == [*expected.findings]
    assert any(severity == "breaking" for severity, _ in said) == expected.fails


def test_the_report_knows_every_change_and_the_version_follows(upgrade):
    assert upgrade.report["bump"] == "major"
    assert upgrade.report["counts"]["breaking"] == sum(one.fails for one in CONSUMERS.values())
    assert upgrade.versions == ("1.0.0", "2.0.0")
