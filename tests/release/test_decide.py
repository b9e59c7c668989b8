"""Which version the next release must have, and why."""

from __future__ import annotations

import shutil

import pytest

from generator.diagnostics import ProblemsFound
from generator.pipeline import compile_api
from generator.release import compare
from generator.release.decide import decide
from generator.workspace import Workspace
from tests.release.shop import (
    CLIENT,
    INIT,
    ORDER,
    RECORD,
    SPEC,
    adding,
    breaking,
    declare,
    describing,
    generate,
    release,
    rewrite,
)


def decided(project):
    return decide(Workspace(project.root), "shop", result=None)


def told(project):
    one = decided(project)
    return one.released, one.next, one.bump, one.reason


@pytest.fixture
def uncompared(monkeypatch):
    """Comparing is an error from here on."""

    def forbid() -> None:
        def never(*_):
            raise AssertionError("something was compared")

        monkeypatch.setattr(compare, "compare", never)

    return forbid


# --- from what changed --------------------------------------------------------------------------


def test_the_first_release_has_the_version_of_client_yaml(new):
    assert told(new) == (None, "0.1.0", "none", "the first release")


def test_nothing_changed(shop, uncompared):
    uncompared()
    said = "nothing changed for users since 0.1.0"
    assert told(shop) == ("0.1.0", None, "none", said)


def test_a_changelog_is_no_change(shop, uncompared):
    uncompared()
    shop.append("specs/shop/CHANGELOG.md", "\nA word.\n")
    generate(shop)
    assert decided(shop).next is None


def test_a_break_below_1_0_0_raises_the_minor(shop):
    breaking(shop)
    assert told(shop) == ("0.1.0", "0.2.0", "major", "1 break")


def test_a_break_from_1_0_0_on_raises_the_major(shop):
    declare(shop, "1.0.0")
    release(shop)
    breaking(shop)
    assert decided(shop).next == "2.0.0"


def test_an_addition(shop):
    adding(shop)
    assert told(shop) == ("0.1.0", "0.1.1", "minor", "1 addition")
    declare(shop, "1.0.0")
    release(shop)
    adding(shop, "tags")
    assert decided(shop).next == "1.1.0"


def test_a_text_is_a_patch(shop):
    describing(shop)
    said = "the text of Order.note changed"
    assert told(shop) == ("0.1.0", "0.1.1", "patch", said)


def test_the_largest_change_counts(shop):
    breaking(shop)
    adding(shop)
    one = decided(shop)
    assert (one.next, one.reason) == ("0.2.0", "1 break, 1 addition")
    assert one.report is not None
    found = [(finding.severity, finding.subject) for finding in one.report.findings]
    assert found == [("breaking", "answer Order.note"), ("addition", "answer Order.tag")]


def test_code_that_changed_behind_the_same_names_is_a_patch(shop):
    """As a new generator or runtime would: what was released is other than what comes today."""
    data = shop.read(f"{RECORD}/release.json")
    client = next(line for line in data.split("\n") if "src/shop/client.py" in line)
    shop.replace(f"{RECORD}/release.json", client, client[:-68] + '"' + "0" * 64 + '",')
    _look_again(shop)
    assert told(shop) == ("0.1.0", "0.1.1", "patch", "code behind the same names changed")


def test_a_file_of_the_wheel_that_is_no_code_is_a_patch(shop):
    shop.replace(SPEC, "info: {title: Shop,", "info: {title: Shop, license: {name: MIT},")
    shop.append(CLIENT, "license: Apache-2.0\n")
    generate(shop)
    released, following, bump, reason = told(shop)
    assert (released, following, bump) == ("0.1.0", "0.1.1", "patch")
    assert "LICENSE" in reason
    assert "pyproject.toml" in reason


def test_a_document_that_is_only_written_otherwise_is_no_change(shop):
    shop.append(SPEC, "# The end.\n")
    generate(shop)
    assert decided(shop).next is None


def test_a_package_that_is_imported_otherwise_breaks(shop):
    shop.append(CLIENT, "import: shops\n")
    generate(shop)
    one = decided(shop)
    assert (one.next, one.bump) == ("0.2.0", "major")
    assert one.report is not None
    assert one.report.findings[0].message == "is called shops now"


def test_a_package_that_is_installed_under_another_name(shop):
    """Its versions go on, and so does its changelog: users of the old name find in it what to install."""
    shop.replace(CLIENT, "package: shop ", "package: store ")
    shutil.rmtree(shop.root / "generated/shop")
    generate(shop)
    one = decided(shop)
    assert (one.released, one.next, one.package) == ("0.1.0", "0.2.0", "store")
    assert one.report is not None
    messages = [f"{f.subject} {f.message}: {f.action}" for f in one.report.of("breaking")]
    assert messages == [
        "shop is called store now: import store",
        "shop is distributed as store now: install store",
    ]


# --- by hand ------------------------------------------------------------------------------------


@pytest.mark.parametrize("version", ["0.2.0", "0.2.1", "1.0.0", "0.2.0rc1"])
def test_a_version_that_is_raised_enough_is_taken(shop, version):
    breaking(shop)
    declare(shop, version)
    one = decided(shop)
    assert (one.next, one.problem) == (version, None)


def test_a_version_may_be_raised_though_nothing_changed(shop):
    declare(shop, "1.0.0")
    said = "client.yaml says 1.0.0; nothing changed for users since 0.1.0"
    assert told(shop) == ("0.1.0", "1.0.0", "none", said)


def test_a_version_that_is_too_low_for_the_change_is_a_problem(shop):
    breaking(shop)
    declare(shop, "0.1.1")
    one = decided(shop)
    assert one.next == "0.2.0"
    assert one.problem is not None
    assert str(one.problem.places[0]) == f"{CLIENT}:4:10"
    assert one.problem.message.startswith("0.1.1 is too low for the next release: since 0.1.0: ")
    assert one.problem.message.endswith(": answer Order.note is gone")
    assert one.problem.hint.startswith("write version: 0.2.0 (or more); specpress diff shop")


@pytest.mark.parametrize("version", ["0.0.9", "0.1.0rc1"])
def test_a_version_below_the_released_one_is_a_problem(shop, version):
    declare(shop, version)
    problem = decided(shop).problem
    assert problem is not None
    assert "0.1.0 is released already" in problem.message


@pytest.mark.parametrize("version", ["'1.0'", "1.0.0.post1", "1.0.0.dev2", "1!2.0.0"])
def test_a_version_that_is_no_release_is_a_problem(shop, version):
    declare(shop, version)
    one = decided(shop)
    assert one.problem is not None
    assert one.next is None
    assert "a release is MAJOR.MINOR.PATCH" in one.problem.message


def test_so_it_is_for_the_first(new):
    declare(new, "1.0.0.post1")
    one = decided(new)
    assert (one.next, one.problem is None) == (None, False)


# --- what is compared ---------------------------------------------------------------------------


def test_the_same_is_not_compared_twice(shop, uncompared):
    breaking(shop)
    first = decided(shop)
    uncompared()
    assert decided(shop) == first
    assert first.report is not None
    assert first.report.findings[0].old is not None


def test_another_change_is_compared_again(shop, uncompared):
    adding(shop)
    decided(shop)
    breaking(shop)
    assert decided(shop).next == "0.2.0"


def test_fresh_output_and_the_disk_say_the_same(shop):
    breaking(shop)
    workspace = Workspace(shop.root)
    result = compile_api(shop.root / "specs/shop", "specs/shop")
    fresh = decide(workspace, "shop", result=result)
    _look_again(shop)
    assert decided(shop) == fresh


def test_fresh_output_is_looked_at_where_the_disk_is_behind(shop):
    before = shop.read(INIT)
    shop.replace(ORDER, "    size: {type: integer}\n", "")
    result = compile_api(shop.root / "specs/shop", "specs/shop")
    assert decide(Workspace(shop.root), "shop", result=result).next == "0.2.0"
    assert shop.read(INIT) == before


def test_the_names_are_those_that_were_recorded(shop):
    """Not those that today's generator would give what was released then."""
    lines = shop.read(f"{RECORD}/names.json").split("\n")
    kept = [line for line in lines if not line.startswith('"Order.size"')]
    assert len(kept) < len(lines)
    rewrite(shop, "names.json", "\n".join(kept))
    describing(shop)
    report = decided(shop).report
    assert report is not None
    assert ("Order.size", "is new") in [(f.subject, f.message) for f in report.findings]


def test_a_recorded_spec_that_cannot_be_read_any_more_leaves_the_names(shop):
    text = shop.read(f"{RECORD}/openapi.yaml").replace("/orders:", "orders:")
    rewrite(shop, "openapi.yaml", text)
    breaking(shop)
    one = decided(shop)
    assert one.next == "0.2.0"
    assert one.report is not None
    (remark,) = one.report.remarks
    assert remark.startswith(
        f"the spec of 0.1.0 cannot be read by this Specpress: {RECORD}/openapi.yaml:5:3: "
    )
    assert [f.subject for f in one.report.findings] == ["Order.note"]


def test_recorded_names_that_are_none_are_damage(shop):
    rewrite(shop, "names.json", "{}")
    breaking(shop)
    with pytest.raises(ProblemsFound) as found:
        decided(shop)
    assert str(found.value.problems[0].places[0]) == f"{RECORD}/names.json:1:1"


def test_damage_is_told_even_where_nothing_changed(shop):
    shop.append(f"{RECORD}/openapi.yaml", "\n")
    with pytest.raises(ProblemsFound):
        decided(shop)


def _look_again(project):
    """Without what was compared before, and as if something had changed since the release."""
    shutil.rmtree(project.root / ".specpress/cache", ignore_errors=True)
    text = project.read(f"{RECORD}/release.json")
    made = next(line for line in text.split("\n") if '"made_from"' in line)
    project.replace(f"{RECORD}/release.json", made, f' "made_from": "{"0" * 64}",')
