"""Old names where a call does not show them: imports, views, tasks, objects that are made by hand, type checkers."""

from __future__ import annotations

import asyncio
import json
import re
import subprocess
import sys
import warnings
from importlib import import_module
from pathlib import Path
from unittest.mock import AsyncMock, create_autospec

import pytest
from pydantic import ValidationError

from tests.cases.case import HERE
from tests.cases.generated import package, result_of, root, write
from tests.support.server import Reply, recording_server

NAME = "renamed"
TOOLS = Path(sys.executable).parent
ANSWER = Reply(
    200, headers={"Content-Type": "application/json"}, body=b'{"id": "1", "remark": "x"}'
)


@pytest.fixture(scope="module")
def store():
    return package(NAME)


def warned(caught) -> list[str]:
    """Old and new names of all warnings, which are at lines of this file."""
    assert {one.filename for one in caught} <= {__file__}
    assert {one.category for one in caught} <= {DeprecationWarning}
    said = [re.fullmatch(r"`(.+)` is now `(.+)`: the old name .+", str(w.message)) for w in caught]
    return [f"{one[1]} {one[2]}" for one in said]


# --- imports ------------------------------------------------------------------------------------


def test_an_import_of_an_old_class_warns_once_and_gives_the_new_one(store):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        from store import Order, Shop
    assert (Order, Shop) == (store.Purchase, store.Store)
    assert warned(caught) == ["Order Purchase", "Shop Store"]


def test_old_names_are_listed_nowhere(store):
    scope = {}
    exec("from store import *", scope)
    assert not {"Shop", "Order", "Color"} & {*scope, *dir(store), *store.__all__}


def test_a_name_that_never_was_is_refused_as_ever(store):
    with pytest.raises(AttributeError, match="module 'store' has no attribute 'Ordr'"):
        _ = store.Ordr


def test_importing_the_package_loads_nothing_for_its_old_names_but_their_module():
    plain, own = loaded("query_styles"), loaded(NAME)
    assert own - plain == {"_runtime.renamed"}
    assert "_runtime.lazy" in plain


def loaded(name: str) -> set[str]:
    """Modules that an import of the case's package brings, its own without the package's name."""
    made = package(name).__name__
    look = (
        f"import sys; before = {{*sys.modules}}; import {made}; print(*({{*sys.modules}} - before))"
    )
    run = [sys.executable, "-c", look]
    found = subprocess.run(run, cwd=root(), capture_output=True, text=True, check=True)
    return {
        module.removeprefix(f"{made}.").replace(made, "package") for module in found.stdout.split()
    }


def test_packages_without_old_names_hold_nothing_of_them():
    texts = {file.path: file.text for file in result_of("query_styles").files}
    assert not [path for path in texts if path.endswith("renamed.py")]
    assert not [p for p, text in texts.items() if p.endswith(".py") and "_runtime.renamed" in text]


# --- objects ------------------------------------------------------------------------------------


def test_answers_are_made_read_and_set_by_old_names(store):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        made = store.Purchase(id="1", note="x")
        made.note = made.note + "y"
    assert warned(caught) == ["Order.note remark"] * 3
    assert (made.remark, made.to_dict()) == ("xy", {"id": "1", "remark": "xy"})
    with pytest.raises(TypeError, match=r"Order\.note: 'note' is the old name of 'remark'"):
        store.Purchase(id="1", note="x", remark="y")


def test_what_the_server_sends_under_an_old_name_is_another_field(store):
    read = store.Purchase.model_validate_json('{"id": "1", "note": "x"}')
    assert (read.remark, read.to_dict()) == (None, {"id": "1", "note": "x"})
    assert store.Purchase.model_validate({"id": "1", "note": "x"}).remark is None


def test_requests_are_made_read_and_set_by_old_names(store):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        made = store.PurchaseInput(note="x")
        made.note = made.note + "y"
    assert warned(caught) == ["OrderInput.note remark"] * 3
    assert made.to_dict() == {"remark": "xy"}
    assert made == store.PurchaseInput(remark="xy")
    with pytest.raises(ValidationError, match="'note' is the old name of 'remark'"):
        store.PurchaseInput(note="x", remark="y")
    with pytest.raises(ValidationError, match="'name' is the old name of 'full_name'"):
        store.BuyerInput(name="x", fullName="y")


def test_an_old_name_is_checked_as_the_new_one(store):
    made = store.PurchaseInput()
    with (
        pytest.warns(DeprecationWarning, match="note"),
        pytest.raises(ValidationError, match="remark"),
    ):
        made.note = "x" * 21
    with (
        pytest.warns(DeprecationWarning, match="note"),
        pytest.raises(ValidationError, match="remark"),
    ):
        store.PurchaseInput(note=None)
    assert made.to_dict() == {}


def test_json_and_copies_of_answers_know_names_of_the_wire_only(store):
    with pytest.raises(ValidationError, match="takes no 'note'"):
        store.PurchaseInput.model_validate_json('{"note": "x"}')
    answer = store.Purchase.model_validate({"id": "1", "note": "x", "remark": "y"})
    assert store.PurchaseInput.from_answer(answer).to_dict() == {"remark": "y"}


def test_members_are_the_same_ones_and_no_more_of_them(store):
    with pytest.warns(DeprecationWarning, match="`Color.CRIMSON` is now `RED`"):
        assert store.Colour.CRIMSON is store.Colour.RED
    assert [*store.Colour.__members__] == ["RED", "BLUE"]
    assert not hasattr(store.Colour.RED, "CRIMSON")


# --- views --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "view", ["with_response", "with_raw_response", "with_streaming_response", "prepare"]
)
def test_views_of_the_client_know_old_names(store, view):
    with (
        recording_server([ANSWER]) as server,
        store.Store(base_url=server.url, token="t") as shop,
        warnings.catch_warnings(record=True) as caught,
    ):
        warnings.simplefilter("always")
        given = getattr(shop, view).orders.update("1", order=store.PurchaseInput())
        text = seen(given, view)
    assert text in ("x", '{"id": "1", "remark": "x"}', "PATCH")
    assert warned(caught) == [
        "Shop.orders sales",
        "orders.update change_sale",
        "orders.update(order) sale",
    ]


def seen(given, view):
    match view:
        case "with_response":
            return given.data.remark
        case "with_raw_response":
            return given.data.decode()
        case "with_streaming_response":
            with given as answer:
                return answer.read().decode()
        case _:
            return given.method


@pytest.mark.parametrize("view", ["with_response", "with_raw_response", "with_streaming_response"])
def test_views_of_the_async_client_know_old_names(store, view):
    async def run(server):
        async with store.AsyncStore(base_url=server.url, token="t") as shop:
            given = getattr(shop, view).orders.update("1", order=store.PurchaseInput())
            if view != "with_streaming_response":
                return (await given).status
            async with given as answer:
                return answer.status

    with recording_server([ANSWER]) as server, warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        assert asyncio.run(run(server)) == 200
    assert warned(caught) == [
        "AsyncShop.orders sales",
        "orders.update change_sale",
        "orders.update(order) sale",
    ]


def test_a_task_warns_the_line_that_makes_it(store):
    async def run(server):
        async with store.AsyncStore(base_url=server.url, token="t") as shop:
            call = shop.sales.update("1", order=store.PurchaseInput())
            return (await asyncio.create_task(call)).id

    with recording_server([ANSWER]) as server, warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        assert asyncio.run(run(server)) == "1"
    assert warned(caught) == ["orders.update change_sale", "orders.update(order) sale"]


def test_async_methods_are_known_as_such(store):
    resources = import_module(f"{store.__name__}.resources.sales")
    made = create_autospec(resources.AsyncSales, instance=True)
    assert isinstance(made.change_sale, AsyncMock)
    assert isinstance(made.update, AsyncMock)


# --- type checkers ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    """The package as it is installed, and a module that uses its old names."""
    folder = tmp_path_factory.mktemp("renamed")
    write(NAME, folder)
    (folder / "old_names.py").write_bytes((HERE / NAME / "old_names.py").read_bytes())
    strict = {"include": ["store", "old_names.py"], "typeCheckingMode": "strict"}
    settings = {**strict, "pythonVersion": "3.11", "reportUnusedExpression": "none"}
    (folder / "pyrightconfig.json").write_text(json.dumps(settings))
    return folder


def expected(checker: str) -> list[str]:
    """Line and kind of everything that a checker is to tell."""
    found = []
    for number, line in enumerate((HERE / NAME / "old_names.py").read_text().splitlines(), 1):
        _, mark, rest = line.partition("# old")
        if mark and rest in ("", ", wrong", f": {checker}"):
            found.append(f"{number} old")
        if rest == ", wrong":
            found.append(f"{number} wrong")
    return found


def is_ours(file: str, severity: str = "error") -> bool:
    """Whether it is about old names: the rest of the runtime is checked by itself."""
    return severity == "error" and (file.endswith("renamed.py") or "_runtime" not in file)


@pytest.mark.checkers
def test_pyright_tells_old_names(project):
    run = [TOOLS / "pyright", "--outputjson", "--pythonpath", sys.executable]
    told = json.loads(subprocess.run(run, cwd=project, capture_output=True, text=True).stdout)
    errors = [one for one in told["generalDiagnostics"] if is_ours(one["file"], one["severity"])]
    assert {Path(one["file"]).name for one in errors} == {"old_names.py"}, told
    kinds = [(one["range"]["start"]["line"] + 1, one["rule"]) for one in errors]
    found = [f"{line} {'old' if rule == 'reportDeprecated' else 'wrong'}" for line, rule in kinds]
    assert sorted(found) == sorted(expected("pyright")), told


@pytest.mark.checkers
def test_mypy_tells_old_names(project):
    options = [
        "--strict",
        "--config-file=",
        "--python-version=3.11",
        "--enable-error-code=deprecated",
    ]
    run = [TOOLS / "mypy", *options, "store", "old_names.py"]
    told = subprocess.run(run, cwd=project, capture_output=True, text=True).stdout
    every = re.findall(r"^(\S+):(\d+): error: .* \[(\S+)\]$", told, re.MULTILINE)
    lines = [one for one in every if is_ours(one[0])]
    assert {file for file, _, _ in lines} == {"old_names.py"}, told
    found = [f"{number} {'old' if code == 'deprecated' else 'wrong'}" for _, number, code in lines]
    assert sorted(found) == sorted(expected("mypy")), told
