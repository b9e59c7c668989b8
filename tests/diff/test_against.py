"""What a state is compared with: revisions, documents, folders, wheels."""

from __future__ import annotations

import subprocess
import zipfile
from pathlib import Path

import pytest

from generator.diagnostics import ProblemsFound
from generator.diff.against import NotThere, default_for, state_against
from generator.diff.compare import compare_states
from generator.diff.requirements import Requirements, compare_requirements, of_metadata, of_project
from generator.diff.state import read_state
from generator.diff.wheel import read_wheel
from generator.workspace import UsageError, Workspace
from tests.diff.states import CLIENT

DOCUMENT = """\
openapi: 3.1.0
info: {title: Shop, version: "1"}
servers: [{url: https://shop.example.com}]
paths:
  /orders:
    get:
      operationId: listOrders
      tags: [Orders]
      responses:
        "200":
          description: All.
          content:
            application/json:
              schema: {$ref: 'shared/order.yaml#/Order'}
"""
ORDER = (
    "Order:\n  type: object\n  properties:\n    note: {type: string}\n    size: {type: integer}\n"
)


@pytest.fixture
def shop(tmp_path, monkeypatch):
    """A project in a folder of a repository, with one commit."""
    root = tmp_path / "repository" / "project"
    folder = root / "specs" / "shop"
    (folder / "shared").mkdir(parents=True)
    (folder / "openapi.yaml").write_text(DOCUMENT)
    (folder / "shared/order.yaml").write_text(ORDER)
    (folder / "client.yaml").write_text(CLIENT)
    git(root, "init", "-q", "-b", "main")
    commit(root)
    monkeypatch.chdir(root)
    return Workspace(root)


def git(root: Path, *arguments: str) -> None:
    settings = ("-c", "user.name=n", "-c", "user.email=n@example.com", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *settings, *arguments], cwd=root, check=True, capture_output=True)


def commit(root: Path) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "a commit")


def now(shop: Workspace):
    return read_state(shop.specs / "shop", "specs/shop", "now", cache=shop.cache)


def rules(shop: Workspace, against: str) -> list[str]:
    report, _ = compare_states("shop", state_against(shop, "shop", against), now(shop))
    return [finding.rule for finding in report.findings]


def drop(shop: Workspace, line: str) -> None:
    path = shop.specs / "shop/shared/order.yaml"
    path.write_text(path.read_text().replace(line, ""))


NOTE = "    note: {type: string}\n"


# --- revisions ----------------------------------------------------------------------------------


def test_nothing_changed_since_the_last_commit(shop):
    assert rules(shop, "HEAD") == []


def test_files_that_references_lead_to_are_of_the_revision_too(shop):
    drop(shop, NOTE)
    old = state_against(shop, "shop", "HEAD")
    report, _ = compare_states("shop", old, now(shop))
    (finding,) = report.findings
    assert finding.rule == "response-optional-property-removed"
    assert str(finding.old) == "HEAD:specs/shop/shared/order.yaml:4:11"
    assert str(finding.new) == "specs/shop/shared/order.yaml:1:1"


def test_a_tag_and_a_hash_are_revisions(shop):
    git(shop.root, "tag", "v1")
    drop(shop, NOTE)
    commit(shop.root)
    assert rules(shop, "HEAD") == []
    assert rules(shop, "v1") == rules(shop, "HEAD~1") == ["response-optional-property-removed"]


def test_the_working_tree_is_not_touched(shop):
    drop(shop, NOTE)
    before = {p: p.read_bytes() for p in shop.specs.rglob("*") if p.is_file()}
    state_against(shop, "shop", "HEAD")
    assert {p: p.read_bytes() for p in shop.specs.rglob("*") if p.is_file()} == before


def test_the_committed_package_is_what_is_compared(shop):
    """What callers have is what was published, not what today's generator makes of the old spec."""
    files = dict(now(shop).files)
    files["shop/models.py"] = files["shop/models.py"].replace("    note: str", "    remark: str")
    for path, text in files.items():
        target = shop.generated / "shop" / "src" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)
    commit(shop.root)
    told = rules(shop, "HEAD")
    assert "python-name-removed" in told
    assert "python-name-added" in told


def test_an_api_that_the_revision_does_not_have(shop):
    (shop.specs / "other").mkdir()
    with pytest.raises(NotThere):
        state_against(shop, "other", "HEAD")


def test_a_spec_that_was_broken_then_is_refused_with_its_place(shop):
    path = shop.specs / "shop/openapi.yaml"
    good = path.read_text()
    path.write_text(good.replace("shared/order.yaml#/Order", "shared/order.yaml#/Nothing"))
    commit(shop.root)
    path.write_text(good)
    with pytest.raises(ProblemsFound) as found:
        state_against(shop, "shop", "HEAD")
    assert str(found.value.problems[0].places[0]).startswith("HEAD:specs/shop/openapi.yaml:14:")


@pytest.mark.parametrize("name", ["nothing", "--help", "-q", "HEAD~99", "a..b"])
def test_what_is_none_of_these_is_refused(shop, name):
    with pytest.raises(UsageError, match="no revision of this repository, no document"):
        state_against(shop, "shop", name)


def test_outside_a_repository(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(UsageError, match="in no git repository"):
        state_against(Workspace(tmp_path), "shop", "HEAD")


def test_by_default_the_last_release_else_the_last_commit(shop):
    assert default_for(shop, "shop") == "HEAD"
    released = shop.specs / "shop/released"
    released.mkdir()
    (released / "openapi.yaml").write_text(DOCUMENT)
    assert default_for(shop, "shop") == "specs/shop/released"


# --- documents and folders ----------------------------------------------------------------------


def test_a_document_with_what_lies_beside_it(shop, tmp_path):
    other = tmp_path / "other"
    (other / "shared").mkdir(parents=True)
    (other / "shared/order.yaml").write_text(ORDER.replace(NOTE, ""))
    (other / "before.yaml").write_text(DOCUMENT)
    assert rules(shop, str(other / "before.yaml")) == ["response-optional-property-added"]
    assert sorted(p.name for p in other.iterdir()) == ["before.yaml", "shared"]


def test_a_folder_has_its_own_client_yaml(shop, tmp_path):
    other = tmp_path / "other"
    (other / "shared").mkdir(parents=True)
    (other / "shared/order.yaml").write_text(ORDER)
    (other / "openapi.yaml").write_text(DOCUMENT)
    (other / "client.yaml").write_text(CLIENT + "operations: {listOrders: {idempotent: false}}\n")
    assert rules(shop, str(other)) == ["api-idempotency-changed"]


def test_a_folder_without_a_document_is_refused(shop, tmp_path):
    with pytest.raises(UsageError, match=r"holds none of openapi\.yaml"):
        state_against(shop, "shop", str(tmp_path))


def test_what_client_yaml_says_of_later_things_is_left_aside(shop, tmp_path):
    """The client.yaml of today names an operation and a waiver that the old document does not have."""
    old = tmp_path / "old.json"
    old.write_text(
        '{"openapi": "3.1.0", "info": {"title": "Shop", "version": "1"}, "servers": [{"url": "https://shop.example.com"}],'
        ' "paths": {"/a": {"get": {"operationId": "a", "responses": {"204": {"description": "Done."}}}}}}'
    )
    (shop.specs / "shop/client.yaml").write_text(
        CLIENT + "operations: {listOrders: {idempotent: false}}\n"
    )
    state = state_against(shop, "shop", str(old))
    assert state.remarks == (
        "client.yaml: operations/listOrders does not fit this spec: left aside",
    )


def test_a_document_with_errors_of_its_own_is_refused(shop, tmp_path):
    old = tmp_path / "old.yaml"
    old.write_text("openapi: 3.1.0\ninfo: {title: A, version: '1'}\npaths: {x: {}}\n")
    with pytest.raises(ProblemsFound, match="does not begin with a slash"):
        state_against(shop, "shop", str(old))


# --- wheels -------------------------------------------------------------------------------------


def metadata_of(state) -> str:
    needed = [f"Requires-Dist: {n}{s}\n" for n, s in state.requirements.distributions.items()]
    return f"Name: shop\nRequires-Python: {state.requirements.python}\n{''.join(needed)}"


def wheel(
    folder: Path,
    files: dict[str, str],
    name: str = "shop-1.0.0-py3-none-any.whl",
    metadata: str = "",
) -> Path:
    path = folder / name
    with zipfile.ZipFile(path, "w") as archive:
        for inner, text in {**files, "shop-1.0.0.dist-info/METADATA": metadata}.items():
            archive.writestr(inner, text)
    return path


def test_a_wheel_without_a_document_gives_the_package_alone(shop, tmp_path):
    path = wheel(tmp_path, dict(now(shop).files), metadata=metadata_of(now(shop)))
    drop(shop, NOTE)
    old = state_against(shop, "shop", str(path))
    report, _ = compare_states("shop", old, now(shop))
    assert report.remarks == (
        "shop-1.0.0-py3-none-any.whl holds no OpenAPI document: only the packages are compared",
    )
    (finding,) = report.findings
    assert (finding.rule, finding.subject) == ("python-name-removed", "Order.note")
    assert finding.old is None


def test_a_wheel_with_a_document_gives_both(shop, tmp_path):
    document = DOCUMENT.replace("'shared/order.yaml#/Order'", "'#/components/schemas/Order'")
    document += "components:\n  schemas:\n" + "".join(
        f"    {line}\n" for line in ORDER.splitlines()
    )
    (shop.specs / "shop/openapi.yaml").write_text(document)
    files = {**now(shop).files, "shop/openapi.yaml": document}
    path = wheel(tmp_path, files, metadata=metadata_of(now(shop)))
    (shop.specs / "shop/openapi.yaml").write_text(
        document.replace("    note: {type: string}\n", "    memo: {type: string}\n")
    )
    old = state_against(shop, "shop", str(path))
    report, _ = compare_states("shop", old, now(shop))
    assert [finding.rule for finding in report.findings] == [
        "response-optional-property-removed",
        "response-optional-property-added",
    ]
    assert str(report.findings[0].old).startswith("shop-1.0.0-py3-none-any.whl:shop/openapi.yaml:")


PROJECT = """
[project]
name = "shop"
requires-python = ">=3.12"
dependencies = ["httpx2>=2.16.2,<3", "old-one"]
"""
METADATA = """\
Name: shop
Requires-Python: >=3.12
Requires-Dist: httpx2<3,>=2.16.2
Requires-Dist: Old_One
Requires-Dist: pytest; extra == 'test'

Requires-Dist: in-the-description
"""


def test_requirements_are_read_alike_of_both():
    assert of_metadata(METADATA) == of_project(PROJECT)
    assert of_project(PROJECT) == Requirements(">=3.12", {"httpx2": "<3,>=2.16.2", "old-one": ""})
    assert of_project("[") is None


def test_what_a_package_needs_is_compared():
    old = Requirements(">=3.11", {"a": ">=1", "b": "", "c": ">=1"})
    new = Requirements(">=3.12", {"a": ">=2", "c": ">=1", "d": ">=1"})
    told = compare_requirements("shop", old, new)
    assert [(f.severity, f.message) for f in told] == [
        ("breaking", "needs Python >=3.12, was >=3.11"),
        ("addition", "needs a >=2, was >=1"),
        ("note", "does not need b any more"),
        ("addition", "needs d (>=1)"),
    ]
    assert compare_requirements("shop", None, new) == []


def test_another_version_alone_is_no_change(shop, tmp_path):
    client = shop.specs / "shop/client.yaml"
    client.write_text(CLIENT + "version: 1.0.0\n")
    path = wheel(tmp_path, dict(now(shop).files), metadata=metadata_of(now(shop)))
    client.write_text(CLIENT + "version: 1.0.1\n")
    old = state_against(shop, "shop", str(path))
    assert compare_states("shop", old, now(shop))[0].findings == ()


def test_a_wheel_of_another_package_is_refused(shop, tmp_path):
    path = wheel(tmp_path, {"other/__init__.py": ""}, "other-1.0-py3-none-any.whl")
    with pytest.raises(UsageError, match="is a wheel of other, and the package of shop is shop"):
        state_against(shop, "shop", str(path))


def test_what_is_no_wheel_is_refused(tmp_path):
    path = tmp_path / "shop-1.0-py3-none-any.whl"
    path.write_text("no zip")
    with pytest.raises(UsageError, match="is no wheel"):
        read_wheel(path)
    with pytest.raises(UsageError, match="should hold one package to import, and holds none"):
        read_wheel(wheel(tmp_path, {"a.py": ""}))


def test_a_wheel_that_is_not_there(shop):
    with pytest.raises(UsageError, match=r"there is no wheel gone\.whl"):
        state_against(shop, "shop", "gone.whl")
