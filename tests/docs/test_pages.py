"""The pages of any API: whole, linked both ways, and true."""

from __future__ import annotations

import importlib
import json
import posixpath
import re
import sys
from contextlib import ExitStack, contextmanager
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise

import pytest
from pydantic import ValidationError

from generator.docs.errors import outcome
from generator.naming.python import file_key
from generator.runtime.errors import StatusError
from tests.docs.made import ALL, HEADING, SHIPPED, made, prose

GUIDES = {
    "index",
    "authentication",
    "requests",
    "answers",
    "errors",
    "retries",
    "options",
    "testing",
    "changelog",
}


@pytest.mark.parametrize("name", ALL)
def test_every_link_and_anchor_resolves(name):
    pages = {path: prose(text) for path, text in made(name).pages.items()}
    anchors = {path: {found[2] for found in HEADING.findall(text)} for path, text in pages.items()}
    for path, text in pages.items():
        for target in re.findall(r"(?<!\\)\]\(([^()<>\s]*)\)", text):
            file, _, anchor = target.partition("#")
            there = (
                posixpath.normpath(posixpath.join(posixpath.dirname(path), file)) if file else path
            )
            assert there in made(name).docs, f"{path}: {target}"
            assert not anchor or anchor in anchors[there], f"{path}: {target}"


@pytest.mark.parametrize("name", ALL)
def test_headings_are_an_outline_with_ids_of_our_own(name):
    for path, text in made(name).pages.items():
        found = HEADING.findall(prose(text))
        levels = [len(marks) for marks, _, _ in found]
        assert len(found) == len(re.findall(r"(?m)^#+ ", prose(text))), path
        assert levels[0] == 1
        assert levels.count(1) == 1, path
        assert all(after <= before + 1 for before, after in pairwise(levels)), path
        ids = [anchor for _, _, anchor in found]
        assert len(ids) == len(set(ids)), path
        assert all(re.fullmatch(r"[A-Za-z0-9_-]+", anchor) for anchor in ids), path


@pytest.mark.parametrize("name", ALL)
def test_every_operation_and_every_public_type_has_a_page(name):
    one = made(name)
    understood = one.result.understood
    operations = [o for resource in understood.api.resources for o in resource.operations]
    calls = [text for path, text in one.pages.items() if path.count("/") == 2]
    assert len(calls) == len(operations)
    for operation in operations:
        method = f"{operation.method} {operation.path}".replace("`", "")
        assert sum(" ".join(method.split()) in text.replace("`", "") for text in calls) >= 1
    private = {*understood.names.parameter_models.values(), *understood.names.body_types.values()}
    types = {path[7:-3] for path in one.pages if path.startswith("models/")} - {"index"}
    assert len(types) == len(set(understood.names.types.values()) - private)
    assert {path[:-3] for path in one.pages if "/" not in path} == GUIDES
    assert len({file_key(path) for path in one.docs}) == len(one.docs)


@pytest.mark.parametrize("name", ALL)
def test_the_navigation_and_the_index_name_every_page_once(name):
    one = made(name)
    listed = list(paths(json.loads(one.docs["site.json"])["nav"]))
    assert sorted(listed) == sorted(one.pages)
    linked = re.findall(r"(?m)^- \[.*?\]\(([^()]+\.md)\)", one.docs["llms.txt"])
    assert sorted(linked) == sorted(set(one.pages) - {"models/index.md", "operations/index.md"})


def paths(nav):
    for item in nav:
        if "path" in item:
            yield item["path"]
        yield from paths(item.get("children", []))


@pytest.mark.parametrize("name", ALL)
def test_uses_are_linked_both_ways(name):
    pages = made(name).pages
    for path, text in pages.items():
        if not path.startswith("models/") or path == "models/index.md":
            continue
        fields = text.partition("## Fields {")[2].partition("## Used by {")[0]
        owner = re.search(r"(?m)^# `(.*?)` ", text)[1]
        for anchor, body in re.findall(r"(?ms)^### `.*?` \{ #(\S+) \}\n(.*?)(?=^### |\Z)", fields):
            typed = body.strip().splitlines()[0].partition(" · ")[0]
            for used in re.findall(r"\]\((\S+?\.md)\)", typed):
                other = pages[f"models/{used}"].partition("## Used by {")[2]
                here = path.partition("/")[2] if used != path.partition("/")[2] else ""
                assert f"`{owner}." in other, (path, anchor, used)
                assert f"]({here}#{anchor})" in other, (path, anchor, used)


@pytest.mark.parametrize("name", SHIPPED)
def test_what_is_said_of_null_is_what_the_package_does(name, loaded):
    """On the pages of classes, and in the tables of calls."""
    one = made(name)
    inputs = loaded(one)
    seen = 0
    for path, text in one.pages.items():
        cls = getattr(inputs, path[7:-3], None)
        if not path.startswith("models/") or not hasattr(cls, "model_fields"):
            continue
        for field, body in re.findall(
            r"(?ms)^### `.*?` \{ #(\S+) \}\n(.*?)(?=^### |^## |\Z)", text
        ):
            seen += 1
            assert ("`None` sends `null`" in body) == accepts_none(cls, field), (path, field)
            assert ("`None` is refused" in body) != accepts_none(cls, field), (path, field)
            required = cls.model_fields[field].is_required()
            assert ("Required; " in body) == required, (path, field)
    assert seen


WRITTEN = re.compile(r"Written ((?:(`+) ?.*? ?\2(?: or )?)+)\.")


@pytest.mark.parametrize("name", ALL)
def test_values_are_written_as_the_package_takes_them(name, loaded):
    """Each expression is evaluated; on the page of a class, it is given to its field, and nothing is wrong with it."""
    one = made(name)
    if not any(file.path.endswith("/inputs.py") for file in one.result.files):
        return
    inputs = loaded(one)
    package = importlib.import_module(one.package)
    known = {each: getattr(package, each) for each in package.__all__}
    known |= {"Decimal": Decimal, "datetime": datetime, "date": date}
    for path, text in one.pages.items():
        cls = getattr(inputs, path[7:-3], None) if path.startswith("models/") else None
        for field, body in re.findall(r"(?ms)^### `.*?` \{ #(\S+) \}\n(.*?)(?=^##|\Z)", text):
            for way in ways(body):
                value = eval(way, known)
                assert cls is None or faults(cls, field, value) == [], (path, field, way)


def ways(text):
    """The expressions that a page says a value is written as."""
    return [
        way
        for found in WRITTEN.findall(text)
        for _, way in re.findall(r"(`+) ?(.*?) ?\1", found[0])
    ]


def faults(cls, field, value):
    """What an input says against a value of one of its fields."""
    try:
        cls.__pydantic_validator__.validate_assignment(cls.model_construct(), field, value)
    except ValidationError as error:
        return [one for one in error.errors() if one["loc"][:1] == (field,)]
    return []


def test_how_a_value_is_written_is_said_where_its_type_does_not():
    pages = made("specs/wix-orders").pages
    said = {(path, way) for path, text in pages.items() for way in ways(text)}
    assert {
        ("models/OrderUpdate.md", 'BillingInfoUpdate(address=AddressInput(country="US"))'),
        ("models/OrderUpdate.md", '"KG"'),
        ("models/OrderUpdate.md", "WeightUnit.KG"),
    } <= said
    assert not [way for _, way in said if way.endswith(("()", "{}", "[]"))]
    everywhere = " ".join(text for name in ALL for text in made(name).pages.values())
    for way in ('Written `Decimal("', "Written `datetime.fromisoformat(", 'Written `b"'):
        assert way in everywhere, way


def accepts_none(cls, field):
    return faults(cls, field, None) == []


@pytest.fixture
def loaded():
    """Loads the inputs of a package as it was made here, for one test."""
    with ExitStack() as loading:
        yield lambda one: loading.enter_context(inputs_of(one))


@contextmanager
def inputs_of(one):
    """The inputs of a package as it was made here; another one of its name, and all of its modules, stand aside."""
    aside = {name: sys.modules.pop(name) for name in modules_of(one.package)}
    sys.path.insert(0, str(one.root / "src"))
    try:
        yield importlib.import_module(f"{one.package}.inputs")
    finally:
        sys.path.remove(str(one.root / "src"))
        for name in modules_of(one.package):
            del sys.modules[name]
        sys.modules.update(aside)


def modules_of(package):
    return [name for name in sys.modules if name.partition(".")[0] == package]


@pytest.mark.parametrize(
    "status", [300, 302, 400, 404, 408, 409, 428, 429, 499, 500, 501, 503, 599]
)
def test_outcomes_are_those_of_the_runtime(status):
    assert outcome(str(status)) == StatusError("", status=status).outcome


WIX = {
    "order.buyerInfo": "**refused**", "order.buyerInfo.email": "sends `null`", "order.buyerLanguage": "sends `null`",
    "order.weightUnit": "sends `null`", "order.archived": "sends `null`", "order.attributionSource": "sends `null`",
    "order.seenByAHuman": "sends `null`", "order.extendedFields": "sends `null`", "order.billingInfo": "**refused**",
    "order.billingInfo.address": "sends `null`", "order.billingInfo.contactDetails": "**refused**",
    "order.recipientInfo": "**refused**", "order.recipientInfo.address": "sends `null`",
    "order.recipientInfo.contactDetails": "**refused**", "order.shippingInfo": "**refused**",
    "order.shippingInfo.logistics": "**refused**", "order.shippingInfo.logistics.shippingDestination": "**refused**",
    "order.shippingInfo.logistics.shippingDestination.address": "sends `null`",
    "order.shippingInfo.logistics.shippingDestination.contactDetails": "**refused**",
}  # fmt: skip


def test_what_may_be_updated_and_what_cannot_be_removed_stands_on_one_page():
    page = made("specs/wix-orders").pages["operations/orders/update_order.md"]
    table = page.partition("## What the body may hold")[2].partition("## ")[0]
    rows = [
        [cell.strip() for cell in row.strip("|").split(" | ")]
        for row in table.splitlines()
        if "](" in row and row.startswith("|")
    ]
    said = {(re.findall(r"(?:<br>|\[)`(.*?)`", row[0])[-1]): row[1] for row in rows}
    assert {path: said[path] for path in WIX} == WIX
    opened = {path for path in said if path.count(".") == 1} | {
        p for p in said if "contactDetails" in p
    }
    assert opened >= {
        f"order.{name}" for name in ("buyerInfo", "archived", "extendedFields", "weightUnit")
    }


@pytest.mark.parametrize("wanted", ["buyerInfo", "buyer_info", "ORDER_IS_PENDING", "428"])
def test_what_people_search_for_is_there(wanted):
    pages = made("specs/wix-orders").pages
    assert sum(wanted in text for text in pages.values()) > 1


def test_documented_examples_are_there_word_for_word():
    one = made("specs/wix-orders")
    page = one.pages["operations/orders/update_order.md"]
    assert '"formattedAmount": "$32.00"' in page
    assert "externalValue" not in page


def test_the_same_input_gives_the_same_bytes():
    from generator.pipeline import compile_api
    from tests.docs.made import ROOT

    again = compile_api(ROOT / SHIPPED[0], SHIPPED[0])
    assert [f for f in again.files if f.path.startswith("docs/")] == [
        f for f in made(SHIPPED[0]).result.files if f.path.startswith("docs/")
    ]
