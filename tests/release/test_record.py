"""The record of a release: what it holds, and what is said when it is not as it was written."""

from __future__ import annotations

import json
import re
from dataclasses import fields

import pytest

from generator.diagnostics import ProblemsFound
from generator.diff.python.load import load_surface
from generator.diff.python.surface import Surface
from generator.diff.requirements import Requirements
from generator.release.names import digested, of_text, to_text
from generator.release.record import read_record
from tests.check.scratch import commit_all, git
from tests.release.shop import (
    CLIENT,
    NAMES,
    NOTE,
    ORDER,
    RECORD,
    RELEASE,
    SCHEMAS,
    SPEC,
    adding,
    breaking,
    files,
    recorded,
    release,
)


def read(project):
    return read_record(project.root / RECORD, RECORD)


def refused(project):
    with pytest.raises(ProblemsFound) as found:
        read(project)
    (problem,) = found.value.problems
    return problem


# --- what it holds ------------------------------------------------------------------------------


def test_it_holds_the_spec_as_it_was_laid_out(shop):
    found = {path for path in files(shop.root) if path.startswith(RECORD)}
    names = ("client.yaml", "names.json", "openapi.yaml", "release.json", "shared/order.yaml")
    assert found == {f"{RECORD}/{name}" for name in names}
    for path in (SPEC, ORDER, CLIENT):
        assert shop.read(path) == shop.read(path.replace("specs/shop", RECORD))


def test_it_says_what_and_when(shop):
    record = read(shop)
    assert (record.version, record.date, record.package) == ("0.1.0", "2026-01-02", "shop")


def test_the_wheel_is_told_file_by_file_and_without_what_every_release_changes(shop):
    wheel = recorded(shop)["wheel"]
    assert {"README.md", "pyproject.toml", "src/shop/client.py", "src/shop/py.typed"} <= {*wheel}
    assert not [p for p in wheel if p.endswith(("specpress.lock", "CHANGELOG.md", "openapi.yaml"))]
    assert not [path for path in wheel if path.startswith("docs/")]


def test_a_file_that_the_spec_no_longer_refers_to_goes_from_the_record(shop):
    text = shop.read(ORDER)
    (shop.root / "specs/shop/shared/other.yaml").write_text(text)
    shop.replace(SPEC, "shared/order.yaml", "shared/other.yaml")
    adding_to = "specs/shop/shared/other.yaml"
    shop.replace(adding_to, "    size:", "    tag: {type: string}\n    size:")
    assert shop.run("generate")[0] == 0
    release(shop)
    found = {path for path in files(shop.root) if path.startswith(f"{RECORD}/shared")}
    assert found == {f"{RECORD}/shared/other.yaml"}


# --- names --------------------------------------------------------------------------------------


def test_names_stand_one_a_line_and_sorted(shop):
    text = shop.read(NAMES)
    rows = re.findall(r'^"([^"]+)": \{"kind"', text.partition('"names": {')[2], re.MULTILINE)
    names = text.partition('"names": {')[2].partition('"twins": {')[0]
    told = re.findall(r'^"([^"]+)": \{"kind"', names, re.MULTILINE)
    assert {"Order", "Order.note", "orders.list_orders(limit)", "Shop(timeout)"} <= {*rows}
    assert told == sorted(told)


def test_one_new_name_is_one_new_line(shop):
    before = shop.read(NAMES).splitlines()
    adding(shop)
    release(shop)
    after = shop.read(NAMES).splitlines()
    changed = [line for line in after if line not in before]
    (line,) = [line for line in changed if '"kind"' in line and "Order.tag" in line]
    assert line.startswith('"Order.tag": {"kind": "field", "annotation": "str | None"')


def test_names_are_read_as_they_were_written(shop):
    sources = (shop.root / "generated/shop/src").rglob("*.py")
    root = shop.root / "generated/shop/src"
    surface = load_surface("shop", {p.relative_to(root).as_posix(): p.read_text() for p in sources})
    needs = Requirements(">=3.11", {"b": ">=1", "a": ""})
    again, read_needs = of_text(to_text(surface, needs))
    assert again == digested(surface)
    assert read_needs == needs
    assert any(symbol.position is not None for symbol in again.names.values())
    assert again.twins


def test_every_field_of_a_surface_is_kept():
    """One that is added has to be written and read too, with a default for records that lack it."""
    known = {"package", "names", "twins", "resources", "clients", "aliases", "protocols"}
    assert {field.name for field in fields(Surface)} == known


@pytest.mark.parametrize("text", ["[]", "{}", '{"package": 1}'])
def test_what_holds_no_names_is_refused(text):
    with pytest.raises(ValueError, match="does not hold the names of a package"):
        of_text(text)


# --- damage -------------------------------------------------------------------------------------


def test_another_line_ending_is_no_damage(shop):
    for path in (shop.root / RECORD).rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert read(shop).version == "0.1.0"
    assert "0.1.0: nothing" not in shop.run("release")[1]
    assert shop.run("release")[0] == 0


@pytest.mark.parametrize("path", ["openapi.yaml", "shared/order.yaml", "names.json", "client.yaml"])
def test_a_file_that_was_changed_is_named(shop, path):
    shop.append(f"{RECORD}/{path}", "\n")
    problem = refused(shop)
    assert str(problem.places[0]) == f"{RECORD}/{path}:1:1"
    assert "not what was recorded when 0.1.0 was released" in problem.message
    assert f"git checkout COMMIT -- {RECORD}" in problem.hint


@pytest.mark.parametrize("path", ["openapi.yaml", "names.json", "shared/order.yaml"])
def test_a_file_that_is_gone_is_named(shop, path):
    (shop.root / RECORD / path).unlink()
    problem = refused(shop)
    assert str(problem.places[0]) == f"{RELEASE}:1:1"
    assert problem.message == f"the record of 0.1.0 lacks {RECORD}/{path}"


def test_a_record_without_release_json(shop):
    (shop.root / RELEASE).unlink()
    problem = refused(shop)
    assert str(problem.places[0]) == f"{RELEASE}:1:1"
    assert "nothing says what was released" in problem.message


@pytest.mark.parametrize(
    ("path", "line"), [("release.json", 3), ("openapi.yaml", 2), ("names.json", 2)]
)
def test_a_conflict_is_told_at_its_line(shop, path, line):
    lines = shop.read(f"{RECORD}/{path}").splitlines(keepends=True)
    at = line - 1
    lines[at : at + 1] = ["<<<<<<< ours\n", lines[at], "=======\n", lines[at], ">>>>>>> theirs\n"]
    (shop.root / RECORD / path).write_text("".join(lines))
    problem = refused(shop)
    assert str(problem.places[0]) == f"{RECORD}/{path}:{line}:1"
    assert "git has left a conflict" in problem.message
    assert f"git checkout HEAD -- {RECORD} (or MERGE_HEAD" in problem.hint


def test_two_branches_that_released_are_merged_as_the_hint_says(shop):
    commit_all(shop)
    git(shop.root, "checkout", "-qb", "other")
    adding(shop)
    release(shop)
    git(shop.root, "add", ".")
    git(shop.root, "commit", "-qm", "0.1.1")
    git(shop.root, "checkout", "-q", "main")
    breaking(shop)
    release(shop)
    git(shop.root, "add", ".")
    git(shop.root, "commit", "-qm", "0.2.0")
    assert "CONFLICT" in git(shop.root, "merge", "other", check=False)
    assert "git has left a conflict" in refused(shop).message
    git(
        shop.root,
        "checkout",
        "HEAD",
        "--",
        RECORD,
        "specs/shop/client.yaml",
        "specs/shop/CHANGELOG.md",
    )
    assert read(shop).version == "0.2.0"
    (shop.root / ORDER).write_text(SCHEMAS.replace(NOTE, "    tag: {type: string}\n"))
    assert shop.run("generate")[0] == 0
    assert "shop 0.2.0 → 0.2.1, since 1 addition" in release(shop)


def test_broken_json_is_told_at_its_place(shop):
    shop.replace(RELEASE, '"date":', '"date"')
    problem = refused(shop)
    assert str(problem.places[0]) == f"{RELEASE}:4:9"


def test_a_record_of_a_newer_specpress(shop):
    shop.replace(RELEASE, '"format": 1', '"format": 2')
    problem = refused(shop)
    assert problem.code == "newer-record"
    assert "install the Specpress" in problem.hint


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("version", "1.0"),
        ("version", None),
        ("date", "yesterday"),
        ("files", {}),
        ("files", {"../../secret": "0" * 64, "names.json": "0" * 64}),
        ("files", {"/etc/passwd": "0" * 64, "names.json": "0" * 64}),
        ("files", {"names.json": "short"}),
        ("wheel", 1),
    ],
)
def test_what_no_release_writes_is_refused(shop, key, value):
    data = recorded(shop)
    data[key] = value
    (shop.root / RELEASE).write_text(json.dumps(data))
    assert "not what a release writes" in refused(shop).message


def test_no_json_at_all(shop):
    for text in ("[]", "1", "null", ""):
        (shop.root / RELEASE).write_text(text)
        assert refused(shop).code == "damaged-record"
    (shop.root / RELEASE).write_bytes(b"\xff\xfe")
    assert "cannot be read" in refused(shop).message
