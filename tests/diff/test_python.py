"""The package's side: what griffe reads, and what of it breaks callers."""

from __future__ import annotations

from pathlib import Path

import griffe
import pytest

from generator.diff.compare import compare_states
from generator.diff.python.annotations import bare, covers, type_of
from generator.diff.python.compare import compare_surfaces
from generator.diff.python.load import load_surface
from generator.diff.python.surface import Surface
from tests.diff.states import states

CASES = Path(__file__).parent / "cases"
RUNTIME = {
    "shop/_runtime/__init__.py": "",
    "shop/_runtime/model.py": (
        "from pydantic import BaseModel\n"
        "class _Model(BaseModel):\n    def to_dict(self) -> dict[str, str]: ...\n"
        "class Answer(_Model): ...\nclass UnknownVariant(Answer): ...\nclass Input(_Model): ...\n"
    ),
    "shop/_runtime/client.py": (
        "from typing import Protocol\nclass Client: ...\nclass AsyncClient: ...\n"
        "class Transport(Protocol):\n    def send(self) -> None: ...\n"
    ),
    "shop/_runtime/fields.py": "from typing import Annotated\nfrom datetime import datetime\nStamp = Annotated[datetime, 1]\n",
}
INIT = (
    "from ._runtime.model import UnknownVariant\nfrom .client import AsyncShop, Shop\n"
    "from .models import Color, ColorLike, Item, Kind, Order, OrderInput, Problem\n"
    "__all__ = ['AsyncShop', 'Color', 'ColorLike', 'Item', 'Kind', 'Order', 'OrderInput', 'Problem', 'Shop', 'UnknownVariant']\n"
)
CLIENT = (
    "import httpx2\nfrom functools import cached_property\nfrom ._runtime.client import AsyncClient, Client, Transport\n"
    "from .resources.orders import AsyncOrders, Orders\n"
    "class Shop(Client):\n"
    "    def __init__(self, *, key: str | None = None, http: httpx2.Client | None = None) -> None: ...\n"
    "    @cached_property\n    def orders(self) -> Orders: ...\n"
    "class AsyncShop(AsyncClient):\n"
    "    def __init__(self, *, key: str | None = None, http: httpx2.Client | None = None) -> None: ...\n"
    "    @cached_property\n    def orders(self) -> AsyncOrders: ...\n"
)
ORDERS = (
    "class Orders:\n    def get(self, id: str, shop: str, *, limit: int = 10, size: int = 1) -> Order:\n        'Gets.'\n"
    "class AsyncOrders:\n    async def get(self, id: str, shop: str, *, limit: int = 10, size: int = 1) -> Order: ...\n"
)
MODELS = (
    "from __future__ import annotations\nfrom enum import StrEnum\nfrom typing import Annotated, Literal, TypeAlias\nfrom pydantic import Field\n"
    "from ._runtime.model import Answer, Input, UnknownVariant\nfrom ._runtime.fields import Stamp\n"
    "class Color(StrEnum):\n    RED = 'red'\n    BLUE = 'blue'\n"
    "ColorLike: TypeAlias = Annotated[Color | Literal['red', 'blue'], 1]\n"
    "class Kind(Answer): ...\n"
    "class Item(Answer):\n    n: int\n"
    "class Order(Answer):\n    note: str\n    at: Stamp\n    items: list[Item]\n    color: Annotated[Color | str, Field(alias='Color')]\n"
    "    part: Item | UnknownVariant\n"
    "class OrderInput(Input):\n    note: str | None\n    color: ColorLike\n    size: int = 1\n"
    "class Problem(ValueError, KeyError): ...\n"
)
FILES = {
    "shop/__init__.py": INIT,
    "shop/client.py": CLIENT,
    "shop/models.py": MODELS,
    "shop/resources/__init__.py": "",
    "shop/resources/orders.py": ORDERS,
    **RUNTIME,
}


def surface(*edits: tuple[str, str]) -> Surface:
    files = dict(FILES)
    for before, after in edits:
        assert any(before in text for text in files.values()), before
        files = {path: text.replace(before, after) for path, text in files.items()}
    return load_surface("shop", files)


def found(*edits: tuple[str, str], renames=None) -> list[tuple[str, str, str]]:
    every = compare_surfaces(surface(), surface(*edits), renames or {})
    return [(finding.severity, finding.rule, finding.subject) for finding in every]


def test_names_are_those_that_users_write():
    names = surface().names
    assert {
        "Shop",
        "Shop(key)",
        "Shop.orders",
        "orders.get",
        "orders.get()",
        "orders.get(id)",
    } <= set(names)
    assert {
        "Order.note",
        "Color.RED",
        "runtime.Answer.to_dict",
        "ColorLike",
        "UnknownVariant",
    } <= set(names)
    assert names["Order.color"].wire == "Color"
    assert not [name for name in names if name.startswith("_")]


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (("'Kind', ", ""), ("breaking", "python-name-removed", "Kind")),
        (
            ("limit: int = 10", "limit: int"),
            ("breaking", "python-argument-became-required", "orders.get(limit)"),
        ),
        (("limit: int = 10, ", ""), ("breaking", "python-argument-removed", "orders.get(limit)")),
        (
            ("*, limit", "*, page: int, limit"),
            ("breaking", "python-argument-added", "orders.get(page)"),
        ),
        (
            ("*, limit", "*, page: int = 1, limit"),
            ("addition", "python-argument-added", "orders.get(page)"),
        ),
        (
            ("limit: int = 10", "limit: int = 20"),
            ("breaking", "python-default-changed", "orders.get(limit)"),
        ),
        (
            ("limit: int = 10", "limit: float = 10"),
            ("addition", "python-annotation-changed", "orders.get(limit)"),
        ),
        (
            ("limit: int = 10", "limit: bool = 10"),
            ("breaking", "python-annotation-changed", "orders.get(limit)"),
        ),
        (
            (", shop: str, *", ", *, shop: str"),
            ("breaking", "python-argument-moved", "orders.get(shop)"),
        ),
        (
            ("self, id: str", "self, id: str, /"),
            ("breaking", "python-argument-moved", "orders.get(id)"),
        ),
        (("-> Order:", "-> Order | None:"), ("breaking", "python-return-changed", "orders.get()")),
        (("    BLUE = 'blue'\n", ""), ("breaking", "python-name-removed", "Color.BLUE")),
        (
            ("    note: str\n", "    note: str | None\n"),
            ("breaking", "python-annotation-changed", "Order.note"),
        ),
        (
            ("    note: str | None\n", "    note: str\n"),
            ("breaking", "python-annotation-changed", "OrderInput.note"),
        ),
        (
            ("Literal['red', 'blue']", "Literal['red']"),
            ("breaking", "python-annotation-changed", "ColorLike"),
        ),
        (
            ("items: list[Item]", "items: list[Kind]"),
            ("breaking", "python-annotation-changed", "Order.items"),
        ),
        (("part: Item |", "part: Item | Kind |"), None),
        (
            ("    size: int = 1", "    size: int"),
            ("breaking", "python-argument-became-required", "OrderInput.size"),
        ),
        (
            ("    size: int = 1", "    weight: int"),
            ("breaking", "python-argument-added", "OrderInput.weight"),
        ),
        (("(ValueError, KeyError)", "(KeyError)"), ("breaking", "python-base-removed", "Problem")),
        (
            ("(ValueError, KeyError)", "(ValueError, KeyError, OSError)"),
            ("note", "python-base-added", "Problem"),
        ),
        (
            ("class Problem(ValueError, KeyError): ...", "Problem = ValueError"),
            ("breaking", "python-kind-changed", "Problem"),
        ),
        (("def to_dict", "def as_dict"), ("breaking", "python-name-removed", "Answer.to_dict")),
        (("key: str | None = None, ", ""), ("breaking", "python-argument-removed", "Shop(key)")),
        (
            ("http: httpx2.Client | None", "http: Transport | None"),
            ("addition", "python-annotation-changed", "Shop(http)"),
        ),
        (("'Gets.'", "'Gets it.'"), None),
        (("    at: Stamp", "    at: datetime"), None),
        (("Color | str, Field", "str, Field"), None),
    ],
)
def test_one_edit(edit, expected):
    told = found(edit)
    assert (expected in told) if expected else told == []


def test_what_only_the_async_side_loses_is_told():
    assert ("breaking", "python-argument-removed", "orders.get(limit)") in found(
        (
            "async def get(self, id: str, shop: str, *, limit: int = 10",
            "async def get(self, id: str, shop: str, *",
        )
    )


def test_a_class_that_goes_takes_its_fields_along():
    told = found(("'Order', ", ""))
    assert ("breaking", "python-name-removed", "Order") in told
    assert not [one for one in told if one[2].startswith("Order.")]


def test_a_renamed_class_is_compared_under_its_new_name():
    told = found(
        ("Order(", "Purchase("),
        ("'Order'", "'Purchase'"),
        ("Order,", "Purchase,"),
        ("-> Order", "-> Purchase"),
        ("    note: str\n", "    note: int\n"),
        renames={"Order": "Purchase"},
    )
    assert ("breaking", "python-name-renamed", "Order") in told
    assert ("breaking", "python-annotation-changed", "Order.note") in told
    assert not [one for one in told if one[1] == "python-return-changed"]


@pytest.mark.parametrize(
    ("wide", "narrow", "expected"),
    [
        ("int | float", "int", True),
        ("int", "int | None", False),
        ("Optional[int]", "int", True),
        ("Any", "Order", True),
        ("str", "Any", False),
        ("list[int | float]", "list[int]", True),
        ("list[int]", "list[int | float]", False),
        ("dict[str, int]", "dict[str, bool]", True),
        ("str", "Color", True),
        ("Color", "str", False),
        ("ColorLike", "Color", True),
        ("ColorLike", "Literal['red']", True),
        ("Literal['red']", "ColorLike", False),
        ("str", "Literal['a', 'b']", True),
        ("int", "Literal['a']", False),
        ("Answer", "Order", True),
        ("Kind | UnknownVariant", "Order", True),
        ("Kind", "Order", False),
        ("Annotated[int, 1]", "int", True),
        ("'int'", "int", True),
        ("Stamp", "datetime", True),
        ("Transport", "httpx2.Client", True),
        ("Transport", "int", False),
        ("a b", "a b", True),
        ("a b", "a c", False),
    ],
)
def test_one_type_covers_another(wide, narrow, expected):
    own = surface()
    assert covers(type_of(wide, own), type_of(narrow, own), own, {}) is expected


def test_what_pydantic_is_told_is_left_out_of_texts():
    assert bare("Annotated[A | Annotated[B, 1], Field(alias='x')] | None") == "A | B | None"


@pytest.mark.parametrize(
    "name",
    [
        "path-removed",
        "request-property-removed",
        "parameter-need",
        "status-removed",
        "schema-renamed",
        "operation-id-renamed",
    ],
)
def test_all_that_griffe_finds_is_found(name, cache, tmp_path):
    """Its checker knows less; what it knows is among ours."""
    both = states(CASES / name, cache)
    loaded = []
    for index, state in enumerate(both):
        for path, text in state.files.items():
            target = tmp_path / str(index) / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, "utf-8")
        loaded.append(
            griffe.load("shop", search_paths=[tmp_path / str(index)], resolve_aliases=True)
        )
    report, _ = compare_states("shop", *both)
    told = {name for finding in report.of("breaking") for name in finding.python}
    checked = list(griffe.find_breaking_changes(*loaded))
    assert checked
    for breakage in checked:
        path = breakage.obj.path
        own = path.rpartition(".")[2]
        if (
            "_runtime" in path
            or own.isupper()
            or "." not in path
            or own in ("orders", "inputs", "models")
        ):
            continue  # modules and tables that nobody imports by name
        old_value = getattr(breakage.old_value, "name", "")
        assert any(own in one or (old_value and f"({old_value})" in one) for one in told), (
            breakage.explain()
        )
