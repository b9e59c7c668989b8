"""`specpress release`: what it writes, what it says, and what it refuses, typed in a project."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator import journal
from generator.changelog import without_marks
from generator.cli import Exit
from generator.cli import release as command
from generator.diagnostics import ProblemsFound
from generator.journal import CannotWrite
from generator.release.write import with_version
from tests.check.scratch import Project
from tests.release.shop import (
    CHANGELOG,
    CLIENT,
    INIT,
    NAMES,
    ORDER,
    RECORD,
    RELEASE,
    SPEC,
    TODAY,
    adding,
    breaking,
    declare,
    files,
    generate,
    recorded,
    release,
)

ROOT = Path(__file__).resolve().parents[2]


def untouched(project: Project, *arguments: str) -> tuple[int, str]:
    """Type a command that must not write anything."""
    before = files(project.root)
    told = project.run(*arguments)
    assert files(project.root) == before
    return told


# --- a release ----------------------------------------------------------------------------------


def test_the_first_release(new):
    before = new.read(CLIENT)
    printed = release(new)
    assert printed.splitlines()[:2] == [
        "shop 0.1.0: the first release",
        "  written  specs/shop/CHANGELOG.md, client.yaml and released/; generated/shop/",
    ]
    assert new.read(CLIENT) == before
    assert f"## [0.1.0] - {TODAY}\n\n### Added\n\n- The first release.\n" in new.read(CHANGELOG)
    assert (recorded(new)["version"], recorded(new)["date"]) == ("0.1.0", TODAY)
    assert new.run("check")[0] == Exit.FINE
    assert new.run("release", "--check")[0] == Exit.FINE


def test_a_later_release(shop):
    breaking(shop)
    before = shop.read(CLIENT)
    printed = release(shop)
    assert printed.splitlines()[0] == "shop 0.1.0 → 0.2.0, since 1 break"
    assert shop.read(CLIENT) == before.replace("version: '0.1.0'", "version: '0.2.0'")
    assert shop.read(CLIENT) != before
    assert '__version__ = "0.2.0"' in shop.read(INIT)
    assert recorded(shop)["version"] == "0.2.0"
    assert shop.read(f"{RECORD}/shared/order.yaml") == shop.read(ORDER)
    changelog = shop.read(CHANGELOG)
    assert changelog.index(f"## [0.2.0] - {TODAY}") < changelog.index("## [0.1.0] - 2026-01-02")
    assert "`Order.note` is gone" in changelog
    assert "<!--" not in changelog
    assert shop.run("check")[0] == Exit.FINE


def test_it_says_what_to_type_next(shop):
    breaking(shop)
    printed = release(shop)
    assert 'git add specs generated && git commit -m "Release shop 0.2.0"' in printed
    assert "git tag shop-v0.2.0" in printed
    assert "git push origin shop-v0.2.0" in printed
    assert "make publish INDEX=" in printed


def test_tags_are_pushed_three_at_a_time():
    assert [*command.batched(["a", "b", "c", "d"])] == [["a", "b", "c"], ["d"]]
    assert [*command.batched(["a"])] == [["a"]]


def test_the_tag_it_names_is_the_one_that_the_release_job_takes(shop):
    breaking(shop)
    release(shop)
    assert shop.run("tagged", "shop-v0.2.0") == (0, "shop\n")


def test_nothing_to_release(shop):
    said = "shop: nothing to release: nothing changed for users since 0.1.0\n"
    assert untouched(shop, "release") == (0, said)


def test_what_was_released_is_not_released_again(shop):
    breaking(shop)
    release(shop)
    assert untouched(shop, "release")[0] == 0


def test_a_version_set_by_hand(shop):
    breaking(shop)
    declare(shop, "1.0.0")
    assert "shop 0.1.0 → 1.0.0, since 1 break; client.yaml says 1.0.0" in release(shop)
    assert recorded(shop)["version"] == "1.0.0"


def test_a_pre_release_and_the_release_after_it(shop):
    breaking(shop)
    declare(shop, "0.2.0rc1")
    release(shop)
    adding(shop)
    assert "shop 0.2.0rc1 → 0.2.0rc2, since 1 addition" in release(shop)
    declare(shop, "0.2.0")
    printed = release(shop)
    assert "shop 0.2.0rc2 → 0.2.0, since client.yaml says 0.2.0; nothing changed" in printed
    assert untouched(shop, "release", "--check")[0] == Exit.FINE


def test_a_release_of_which_nothing_but_the_version_is_new_says_so(shop):
    declare(shop, "1.0.0rc1")
    release(shop, "--draft")
    assert "- Nothing but the version since 0.1.0. <!--" in shop.read(CHANGELOG)
    release(shop)
    declare(shop, "1.0.0")
    release(shop, "--draft")
    adding(shop)
    release(shop)
    head = shop.read(CHANGELOG).partition("## [0.1.0]")[0]
    rc = f"## [1.0.0rc1] - {TODAY}\n\n### Changed\n\n- Nothing but the version since 0.1.0."
    new = f"## [1.0.0] - {TODAY}\n\n### Added\n\n- `Order.tag` is new."
    assert head.endswith(f"{new}\n\n{rc}\n\n")


def test_what_somebody_wrote_is_enough_for_a_release_of_which_nothing_else_is_new(shop):
    shop.replace(CHANGELOG, "## [0.1.0]", "## [Unreleased]\n\n- All is well.\n\n## [0.1.0]")
    declare(shop, "1.0.0")
    release(shop)
    assert f"## [1.0.0] - {TODAY}\n\n- All is well.\n\n## [0.1.0]" in shop.read(CHANGELOG)


@pytest.mark.parametrize("heading", ["## [0.1.1]", "## 0.1.1 (soon)", "0.1.1\n-----", "## v0.1.1"])
def test_a_heading_that_somebody_has_set_for_the_next_version_is_that_of_the_release(shop, heading):
    shop.replace(CHANGELOG, "## [0.1.0]", f"{heading}\n\n### Added\n\n- Mine.\n\n## [0.1.0]")
    adding(shop)
    release(shop)
    head = shop.read(CHANGELOG).partition("## [0.1.0]")[0]
    mine = "### Added\n\n- Mine.\n- `Order.tag` is new."
    assert head.endswith(f"\n\n## [0.1.1] - {TODAY}\n\n{mine}\n\n")


@pytest.mark.parametrize("above", ["## [0.1.1] - 2026-01-31", "## [Unreleased]\n\n## [0.1.1]"])
@pytest.mark.parametrize("argument", [(), ("--draft",)])
def test_a_changelog_that_tells_of_the_next_version_already(shop, above, argument):
    shop.replace(CHANGELOG, "## [0.1.0]", f"{above}\n\n- Mine.\n\n## [0.1.0]")
    adding(shop)
    before = files(shop.root)
    code, printed = shop.run("release", *argument)
    assert code == Exit.BAD_INPUT
    line = 1 + shop.read(CHANGELOG).split("\n").index(above.rpartition("\n")[2])
    message = "the changelog tells of 0.1.1 already, and that is the next release"
    assert f"{CHANGELOG}:{line}:1: error[changelog-version]: {message}" in printed
    assert files(shop.root) == before


def test_what_was_released_before_anything_was_recorded_keeps_its_changelog(new):
    text = "# Changelog\n\n## [0.1.0] - 2026-01-01\n\n- All.\n"
    (new.root / CHANGELOG).write_text(text)
    generate(new)
    release(new)
    assert new.read(CHANGELOG) == text
    assert new.run("release", "--check")[0] == Exit.FINE


def test_a_changelog_that_was_edited_since_it_was_drafted_is_no_drift_here(shop):
    breaking(shop)
    release(shop, "--draft")
    shop.replace(CHANGELOG, "`Order.note` is gone", "Farewell, `Order.note`")
    assert shop.run("check")[0] == Exit.DRIFT
    release(shop)
    assert "Farewell, `Order.note`" in shop.read(CHANGELOG)
    assert shop.run("check")[0] == Exit.FINE


def test_the_package_tells_its_changes(shop):
    breaking(shop)
    release(shop)
    assert "0.2.0" in shop.read("generated/shop/docs/changelog.md")


def test_it_needs_neither_git_nor_a_network(shop, monkeypatch, tmp_path):
    (tmp_path / "empty").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    shutil.rmtree(shop.root / ".git", ignore_errors=True)
    breaking(shop)
    release(shop)
    assert recorded(shop)["version"] == "0.2.0"


def test_no_stranger_in_the_record_is_touched(shop):
    (shop.root / RECORD / "notes.txt").write_text("mine")
    breaking(shop)
    release(shop)
    assert shop.read(f"{RECORD}/notes.txt") == "mine"


# --- client.yaml --------------------------------------------------------------------------------


def versioned(text: str) -> str:
    return with_version("client.yaml", text, "0.2.0")


@pytest.mark.parametrize(
    "text",
    [
        "package: shop\nversion: {}\nclient: Shop\n",
        "package: shop\nversion:   {}   # not that of the API\nclient: Shop\n",
        'version: "{}"\npackage: shop\n',
        "# 0.1.0\nservers: {{a: https://0.1.0}}\nversion: '{}' # 0.1.0\n",
        "version:\n  {}\npackage: shop\n",
        "package: shop\r\nversion: {}\r\nclient: Shop",
        "{{package: shop, version: {}, client: Shop}}",
        "version: &v {}\npackage: shop\n",
        "version: !!str {}\npackage: shop\n",
        "version: |-\n  {}\npackage: shop\n",
    ],
)
def test_only_the_version_is_another(text):
    assert versioned(text.format("0.1.0")) == text.format("0.2.0")


def test_the_same_version_changes_nothing():
    text = "version:    '0.2.0'\n"
    assert versioned(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("package: shop\nclient: Shop\n", "package: shop\nversion: 0.2.0\nclient: Shop\n"),
        ("client: Shop\npackage: shop", "client: Shop\npackage: shop\nversion: 0.2.0\n"),
        (
            "# A\r\npackage: shop # B\r\nclient: Shop\r\n",
            "# A\r\npackage: shop # B\r\nversion: 0.2.0\r\nclient: Shop\r\n",
        ),
    ],
)
def test_a_version_that_was_not_said_comes_behind_the_package(text, expected):
    assert versioned(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        'package: shop\nversion: "0.\\x31.0"\n',
        "package: &v 0.1.0\nversion: *v\n",
        "package: shop\nclient: &v 0.1.0\nimport: *v\nversion: *v\n",
    ],
)
def test_a_version_that_cannot_be_set_is_refused_with_its_place(text):
    with pytest.raises(ProblemsFound) as found:
        versioned(text)
    (problem,) = found.value.problems
    assert problem.hint == "write the line by hand: version: 0.2.0"
    assert problem.places[0].file == "client.yaml"


def test_marks_and_line_endings_stay(shop):
    for path in (CLIENT, CHANGELOG):
        text = shop.read(path).replace("\n", "\r\n")
        (shop.root / path).write_bytes(b"\xef\xbb\xbf" + text.encode())
    breaking(shop)
    release(shop)
    for path in (CLIENT, CHANGELOG):
        data = (shop.root / path).read_bytes()
        assert data.startswith(b"\xef\xbb\xbf")
        assert data.count(b"\n") == data.count(b"\r\n")
        assert b"0.2.0" in data
    assert shop.run("check")[0] == Exit.FINE
    assert b"\r" not in b"".join(v for k, v in files(shop.root).items() if k.startswith(RECORD))


# --- names that changed -------------------------------------------------------------------------


def rename(project: Project) -> None:
    """The field `note` is called `remark` in Python."""
    project.replace(CLIENT, "note: note", "note: remark")
    generate(project)


ALIAS = "\nrenamed:\n  Order.note: remark\n"


def test_old_names_are_proposed_as_aliases(shop):
    rename(shop)
    code, printed = shop.run("release", "--draft")
    assert code == 0
    assert f"put this into {CLIENT}, generate, and release again:\n{ALIAS}" in printed
    printed = release(shop)
    assert "shop 0.1.0 → 0.2.0, since 1 break" in printed
    assert ALIAS in printed


def test_an_alias_may_come_after_the_release_too(shop):
    rename(shop)
    release(shop)
    shop.append(CLIENT, ALIAS)
    generate(shop)
    assert release(shop).startswith("shop 0.2.0 → 0.2.1, since ")
    assert "Order.note" in shop.read(NAMES)


def test_an_alias_makes_it_no_break(shop):
    rename(shop)
    shop.append(CLIENT, ALIAS)
    generate(shop)
    printed = release(shop)
    assert printed.startswith("shop 0.1.0 → 0.1.1, since ")
    assert "break" not in printed.splitlines()[0]
    assert "renamed:" not in printed


def test_an_alias_ends_with_the_next_release_that_may_break(shop):
    rename(shop)
    shop.append(CLIENT, ALIAS)
    generate(shop)
    release(shop)
    adding(shop)
    assert "ended" not in release(shop)
    assert "Order.note: remark" in shop.read(CLIENT)
    shop.replace(ORDER, "    size: {type: integer}\n", "")
    generate(shop)
    printed = release(shop, "--draft")
    assert "; the next release is 0.2.0: 2 breaks\n" in printed
    assert "  ends     the old names Order.note: the last release had them already\n" in printed
    assert "Order.note: remark" in shop.read(CLIENT)
    drafted = without_marks(shop.read(CHANGELOG))
    assert "`Order.note` is gone, an old name of `Order.remark`" in drafted
    printed = release(shop)
    assert shop.read(CHANGELOG) == drafted.replace("[Unreleased]", f"[0.2.0] - {TODAY}")
    assert "shop 0.1.2 → 0.2.0, since 2 breaks" in printed
    assert "  ended    the old names Order.note: their entries in renamed: are gone\n" in printed
    assert "Order.note" not in shop.read(CLIENT)
    changelog = shop.read(CHANGELOG).partition("## [0.1.2]")[0]
    assert "`Order.note`" in changelog
    assert "`Order.size`" in changelog
    assert shop.run("check")[0] == Exit.FINE
    assert shop.run("release", "--check")[0] == Exit.FINE
    assert "note" not in shop.read("generated/shop/src/shop/models.py").replace('alias="note"', "")


# --- refusals -----------------------------------------------------------------------------------


def test_a_package_that_is_not_in_step(shop):
    shop.replace(ORDER, "What was said.", "What was written.")
    code, printed = untouched(shop, "release")
    assert code == Exit.DRIFT
    assert "shop not in step with specs/, so nothing was written" in printed
    assert "specpress generate shop" in printed
    assert untouched(shop, "release", "--draft")[0] == Exit.DRIFT
    assert untouched(shop, "release", "--check")[0] == Exit.DRIFT


def test_a_package_that_was_changed_by_hand(shop):
    shop.append(INIT, "# mine\n")
    assert untouched(shop, "release")[0] == Exit.DRIFT


def test_a_version_that_is_too_low(shop):
    breaking(shop)
    declare(shop, "0.1.1")
    code, printed = untouched(shop, "release")
    assert code == Exit.BAD_INPUT
    assert f"{CLIENT}:4:10: error[version-too-low]: 0.1.1 is too low" in printed
    assert "> " in printed
    assert "write version: 0.2.0 (or more)" in printed
    assert printed.rstrip().endswith("specpress: nothing was released")
    assert untouched(shop, "release", "--check")[0] == Exit.BAD_INPUT


def test_a_damaged_record(shop):
    shop.append(f"{RECORD}/openapi.yaml", "#\n")
    breaking(shop)
    for arguments in ((), ("--draft",), ("--check",)):
        code, printed = untouched(shop, "release", *arguments)
        assert code == Exit.BAD_INPUT
        assert f"{RECORD}/openapi.yaml:1:1: error[damaged-record]" in printed


def test_a_spec_that_lies_where_the_record_has_its_own(shop):
    schema = '{"Order": {"type": "object", "properties": {"size": {"type": "integer"}}}}'
    for name in ("names.json", "released/more.yaml"):
        target = shop.root / "specs/shop" / name
        target.write_text(schema)
        shop.replace(SPEC, "shared/order.yaml", name)
        generate(shop)
        declare(shop, "1.0.0")
        code, printed = untouched(shop, "release")
        assert code == Exit.BAD_INPUT
        assert f"specs/shop/{name}:1:1: error[record-clash]" in printed
        shop.replace(SPEC, name, "shared/order.yaml")


def test_an_epoch_that_is_none(shop, monkeypatch):
    for text in ("yesterday", "9" * 30):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", text)
        code, printed = untouched(shop, "release")
        assert (code, "unset it, or set it to one" in printed) == (Exit.USAGE, True)


def test_an_unknown_api_and_options_that_exclude_each_other(shop):
    assert untouched(shop, "release", "shops")[0] == Exit.USAGE
    assert untouched(shop, "release", "--draft", "--check")[0] == Exit.USAGE


def test_no_apis_at_all(shop):
    shutil.rmtree(shop.root / "specs/shop")
    code, printed = shop.run("release")
    assert (code, "no APIs in specs/" in printed) == (Exit.FINE, True)


@pytest.mark.parametrize("path", [CLIENT, CHANGELOG, ORDER])
def test_a_file_that_is_saved_meanwhile_is_not_lost(shop, monkeypatch, path):
    breaking(shop)
    prepare = command.prepare

    def meanwhile(*arguments):
        shop.append(path, "\n# saved meanwhile\n")
        if path == ORDER:
            return prepare(*arguments)
        shop.replace(path, "\n# saved meanwhile\n", "")
        made = prepare(*arguments)
        shop.append(path, "\n# saved meanwhile\n")
        return made

    monkeypatch.setattr(command, "prepare", meanwhile)
    before = files(shop.root)
    code, printed = shop.run("release")
    assert (code, "saved" in printed) == (Exit.INTERNAL, True)
    changed = {key for key, data in files(shop.root).items() if before.get(key) != data}
    assert changed == {path}


# --- several APIs -------------------------------------------------------------------------------


@pytest.fixture
def two(shop) -> Project:
    """A second API beside the first, released too."""
    folder = shop.root / "specs/store"
    shutil.copytree(shop.root / "specs/shop", folder, ignore=shutil.ignore_patterns("released"))
    shop.replace("specs/store/client.yaml", "package: shop ", "package: store ")
    shop.replace("specs/store/client.yaml", "client: Shop", "client: Store")
    (folder / "CHANGELOG.md").unlink()
    generate(shop)
    release(shop, "store")
    return shop


def test_one_of_two(two):
    breaking(two)
    two.replace("specs/store/shared/order.yaml", "What was said.", "What was written.")
    generate(two)
    before = files(two.root / "specs/store")
    assert "store" not in release(two, "shop")
    assert files(two.root / "specs/store") == before
    assert "store 0.1.0 → 0.1.1" in release(two)


def test_both(two):
    breaking(two)
    two.replace("specs/store/shared/order.yaml", "What was said.", "What was written.")
    generate(two)
    printed = release(two)
    assert "shop 0.1.0 → 0.2.0" in printed
    assert "store 0.1.0 → 0.1.1" in printed
    assert 'git commit -m "Release shop 0.2.0, store 0.1.1"' in printed
    assert "git tag shop-v0.2.0 && git tag store-v0.1.1" in printed


def test_all_or_none(two):
    breaking(two)
    declare(two, "0.1.1")
    two.replace("specs/store/shared/order.yaml", "What was said.", "What was written.")
    generate(two)
    code, printed = untouched(two, "release")
    assert (code, "nothing was released" in printed) == (Exit.BAD_INPUT, True)


# --- --draft and --check ------------------------------------------------------------------------


def test_a_draft_writes_the_changelog_alone(shop):
    breaking(shop)
    before = files(shop.root)
    printed = release(shop, "--draft")
    after = files(shop.root)
    assert {path for path in after if before.get(path) != after[path]} == {CHANGELOG}
    assert "the next release is 0.2.0: 1 break" in printed
    assert "## [Unreleased]" in shop.read(CHANGELOG)
    assert untouched(shop, "release", "--draft")[0] == Exit.FINE


def test_check_of_what_was_never_released(new):
    code, printed = untouched(new, "release", "--check")
    assert code == Exit.DRIFT
    assert "0.1.0 is not released (never released): the first release: make release" in printed


def test_check_of_what_changed_since(shop):
    breaking(shop)
    code, printed = untouched(shop, "release", "--check")
    assert code == Exit.DRIFT
    said = "shop: 0.2.0 is not released (the last release is 0.1.0): 1 break: make release API=shop"
    assert said in printed


def test_check_of_a_version_that_was_raised_by_hand_alone(shop):
    declare(shop, "1.0.0")
    code, printed = untouched(shop, "release", "--check")
    assert (code, "1.0.0 is not released" in printed) == (Exit.DRIFT, True)


def test_check_of_a_changelog_that_does_not_tell_of_the_release(shop):
    shop.replace(CHANGELOG, "## [0.1.0] - 2026-01-02", "## [0.0.9] - 2026-01-02")
    generate(shop)
    code, printed = untouched(shop, "release", "--check")
    assert code == Exit.DRIFT
    assert "add ## [0.1.0] - 2026-01-02; then: specpress generate shop" in printed


def test_check_of_a_release(shop):
    said = "shop 0.1.0: released, and nothing has changed since\n"
    assert untouched(shop, "release", "--check") == (Exit.FINE, said)


# --- the record is nobody's input ---------------------------------------------------------------


def test_the_record_is_no_input(shop):
    assert not [
        line for line in shop.read("generated/shop/specpress.lock").split() if RECORD in line
    ]
    for path in (shop.root / RECORD).rglob("*"):
        if path.is_file():
            path.write_text("anything")
    assert shop.run("check", "--quick")[0] == Exit.FINE
    assert shop.run("check", "--full")[0] == Exit.FINE
    assert "unchanged, nothing to write" in shop.run("generate")[1]


def test_a_record_is_a_document_like_any_other_for_new(shop):
    code, printed = shop.run("new", "old-shop", "--from", f"{RECORD}/openapi.yaml")
    assert code == 0, printed
    assert (shop.root / "specs/old-shop/shared/order.yaml").is_file()
    assert not (shop.root / "specs/old-shop/released").exists()


def test_diff_compares_with_it(shop):
    breaking(shop)
    code, printed = untouched(shop, "diff")
    assert code == 0
    assert printed.startswith("shop: release 0.1.0 -> the working tree: 1 break")
    assert f"{RECORD}/shared/order.yaml:5:11" in printed


def test_diff_knows_what_code_uses_of_it(shop):
    text = "from shop import Shop\n\nwith Shop() as shop:\n    print(shop.orders.list_orders()[0].note)\n"
    (shop.root / "app.py").write_text(text)
    breaking(shop)
    printed = shop.run("diff", "--used-in", "app.py")[1]
    assert "app.py:4:" in printed
    assert "Order.note is read" in printed


def test_diff_says_where_the_record_is_damaged(shop):
    shop.replace(RELEASE, '"version"', '"versions"')
    code, printed = untouched(shop, "diff")
    assert code == Exit.BAD_INPUT
    assert f"{RELEASE}:1:1: error[damaged-record]" in printed
    (shop.root / RELEASE).unlink()
    code, printed = untouched(shop, "diff")
    assert (code, "nothing says what was released" in printed) == (Exit.BAD_INPUT, True)


# --- killed -------------------------------------------------------------------------------------


DYING = """
import os, sys
from generator.journal import change
from generator.cli import main

real, left = change.{step}, [{number}]

def dying(*arguments):
    if not left[0]:
        os._exit(9)
    left[0] -= 1
    return real(*arguments)

change.{step} = dying
sys.argv = ["specpress", "release"]
main()
"""


@pytest.mark.parametrize(
    ("step", "number", "done"), [("write_new", 3, False), ("_put", 0, True), ("_put", 4, True)]
)
def test_a_killed_release_is_finished_or_was_none(shop, tmp_path, step, number, done):
    breaking(shop)
    whole = tmp_path / "whole"
    shutil.copytree(shop.root, whole)
    before = files(shop.root)
    other = Project(whole, shop.monkeypatch, shop.capsys)
    release(other)
    run = subprocess.run(
        [sys.executable, "-c", DYING.format(step=step, number=number)],
        cwd=shop.root,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert run.returncode == 9
    code, printed = shop.run("release", "--check")
    assert ("finished an interrupted run" in printed) == done
    assert files(shop.root) == (files(whole) if done else before)
    assert code == (Exit.FINE if done else Exit.DRIFT)


def test_a_disk_that_cannot_be_written_changes_nothing(shop, monkeypatch):
    def full(*_, **__):
        raise CannotWrite("the disk is full")

    breaking(shop)
    monkeypatch.setattr(command, "commit", full)
    assert untouched(shop, "release")[0] == Exit.INTERNAL
    assert journal.commit is not full
