"""Old names that a package keeps: read from its files, told when they begin to warn, and when they go."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from generator.diagnostics import Problems
from generator.diff.compare import compare_states
from generator.diff.python.load import load_surface
from generator.diff.python.old import spellings
from generator.diff.requirements import Requirements
from generator.diff.state import State, read_state
from generator.diff.usage import with_uses
from generator.release.names import digested, of_text, to_text
from generator.source import parse
from tests.diff.states import states

CASES = Path(__file__).parent / "cases"
DECLARED = CASES / "renamed-and-declared"


@pytest.fixture(scope="module")
def both(cache) -> tuple[State, State]:
    return states(DECLARED, cache)


@pytest.fixture(scope="module")
def kept(both):
    """The names of the package that keeps old ones."""
    return load_surface("shop", both[1].files)


def told(old: State, new: State) -> list[tuple[str, str, str]]:
    report, _ = compare_states("shop", old, new)
    return [(finding.severity, finding.rule, finding.subject) for finding in report.findings]


def test_every_form_of_an_old_name_is_known(kept):
    now = {name: symbol.now for name, symbol in kept.names.items() if symbol.now}
    assert now["Order"] == "Purchase"
    assert now["Order.note"] == now["Purchase.note"] == now["Order.remark"] == "Purchase.remark"
    assert now["Shop(site)"] == now["Store(site)"] == now["Shop(site_id)"] == "Store(site_id)"
    assert (
        now["orders.update_order(dry_run)"] == now["sales.change(dry_run)"] == "sales.change(test)"
    )
    assert now["Colour.RED"] == "Color.CRIMSON"
    assert now["ShopError"] == "StoreError"
    assert {kept.names[name].now for name in now.values()} == {""}


def test_what_stands_in_the_package_for_an_old_name_is_no_name_of_its_own(kept):
    assert kept.names["Purchase.note"].kind == kept.names["Purchase.remark"].kind == "field"
    assert "Purchase.note()" not in kept.names
    assert kept.names["orders.update_order"].kind == "method"
    assert kept.twins["orders.update_order"].now == "sales.change"


def test_the_record_of_a_release_knows_them_too(kept):
    needs = Requirements(">=3.11", {})
    assert of_text(to_text(kept, needs)) == (digested(kept), needs)


def test_nothing_is_found_in_a_package_that_stays_as_it_is(both):
    assert told(both[1], both[1]) == []


def test_packages_tell_it_without_documents(both):
    old, new = (replace(state, spec=None) for state in both)
    found = told(old, new)
    assert not [finding for finding in found if finding[0] == "breaking"]
    assert ("addition", "python-name-deprecated", "Order.note") in found


def test_a_rename_that_is_not_declared_is_a_break(both, cache, tmp_path):
    shutil.copytree(DECLARED, tmp_path / "case")
    client = tmp_path / "case" / "new.client.yaml"
    head, _, rest = client.read_text().partition("renamed:")
    client.write_text(head + rest[rest.index("names:") :])
    found = told(*states(tmp_path / "case", cache))
    assert ("breaking", "python-name-renamed", "Order.note") in found


@pytest.mark.parametrize("rule", ["python-name-deprecated", "python-old-name-removed"])
def test_code_that_uses_an_old_name_is_found(both, cache, tmp_path, rule):
    code = tmp_path / "use.py"
    code.write_text(
        "from shop import Colour, Order, Shop\n\n\n"
        "def use(shop: Shop, order: Order) -> None:\n"
        "    print(order.note, order.colour)\n"
        '    shop.orders.update_order("1", dry_run=True)\n'
        "    print(Colour.RED)\n"
    )
    dropped = states(CASES / "old-names-dropped", cache)
    report, names = compare_states("shop", *(both if rule == "python-name-deprecated" else dropped))
    report = with_uses(report, names, [code], tmp_path)
    lines = {use.place.line for one in report.findings if one.rule == rule for use in one.uses}
    assert lines == {1, 4, 5, 6, 7}


def test_an_operation_is_found_by_its_old_name(cache, tmp_path):
    """Path, operationId and method are others; the old method's name leads to the new one."""
    folder = tmp_path / "case"
    shutil.copytree(CASES / "operation-id-renamed", folder)
    text = (folder / "new.yaml").read_text()
    assert "/orders" in text
    (folder / "new.yaml").write_text(text.replace("  /orders", "  /v2/orders"))
    old, bare = states(folder, cache)
    assert old.spec is not None
    assert bare.spec is not None
    (method,) = (one for one in old.spec.names.operations.values())
    (now,) = (one for one in bare.spec.names.operations.values())
    assert [severity for severity, _, _ in told(old, bare)].count("breaking") > 0
    client = f"package: shop\nclient: Shop\nrenamed: {{orders.{method}: {now}}}\nnames: {{}}\n"
    (folder / "new.client.yaml").write_text(client)
    found = told(*states(folder, cache))
    assert {severity for severity, _, _ in found} == {"addition", "note"}
    assert ("addition", "python-name-deprecated", f"orders.{method}") in found


def test_lines_that_do_not_fit_an_older_document_are_left_aside(tmp_path):
    (tmp_path / "openapi.yaml").write_bytes((CASES / "property-renamed" / "old.yaml").read_bytes())
    text = "package: shop\nclient: Shop\nrenamed:\n  Order.note: memo\n  Order.remark: note\n"
    state = read_state(
        tmp_path,
        "specs/shop",
        "then",
        declaration=parse("client.yaml", text, Problems()),
        files={},
    )
    assert state.remarks == ("client.yaml: renamed/Order.note does not fit this spec: left aside",)


def test_names_without_old_ones_have_one_form():
    assert spellings(["Order", "Order.note", "orders.get(id)"], ["Shop"], {}) == {}
