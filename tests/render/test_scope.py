"""Types as annotations and as run-time expressions."""

from __future__ import annotations

import pytest

from generator import ir
from generator.views.scope import Classes, Imports, Scope
from tests.render import tiny

MODULES = {
    "Order": "models",
    "OrderStatus": "models",
    "OrderStatusLike": "models",
    "OrderUpdate": "inputs",
}
NULL = ir.Scalar("null")
TABLE = [
    (ir.Scalar("str"), "str", "str"),
    (ir.Scalar("number"), "int | float", "int | float"),
    (ir.Scalar("decimal"), "Decimal", "Decimal"),
    (ir.Scalar("date"), "date", "date"),
    (ir.Scalar("any"), "Any", "Any"),
    (NULL, "None", "None"),
    (ir.Const("a"), 'Literal["a"]', 'Literal["a"]'),
    (ir.Const(True), "Literal[True]", "Literal[True]"),
    (ir.Const(1.5), "float", "float"),
    (ir.ListOf(ir.Named(tiny.ORDER, "answer")), "list[Order]", "list[models.Order]"),
    (ir.MapOf(ir.ListOf(ir.Scalar("int"))), "dict[str, list[int]]", "dict[str, list[int]]"),
    (ir.Named(tiny.UPDATE, "input"), "OrderUpdate", "inputs.OrderUpdate"),
    (ir.EnumOf(tiny.STATUS, "input", "str"), "OrderStatusLike", "models.OrderStatus"),
    (
        ir.EnumOf(tiny.STATUS, "answer", "str"),
        "OrderStatus | str",
        'Annotated[models.OrderStatus | str, Field(union_mode="left_to_right")]',
    ),
    (ir.OneOf((NULL, ir.Scalar("str"))), "str | None", "str | None"),
]


def scope(*taken: str) -> Scope:
    return Scope(Classes(tiny.NAMES, MODULES), Imports(), frozenset(taken))


@pytest.mark.parametrize(
    ("kind", "annotation", "expression"), TABLE, ids=lambda x: x if isinstance(x, str) else ""
)
def test_types(kind: ir.Type, annotation: str, expression: str) -> None:
    assert scope().annotation(kind) == annotation
    assert scope().expression(kind) == expression


def test_alternatives_stand_once_and_null_last() -> None:
    kind = ir.OneOf((NULL, ir.OneOf((ir.Scalar("str"), NULL)), ir.Scalar("str"), ir.Scalar("int")))
    assert scope().annotation(kind) == "str | int | None"


def test_constants_stand_together() -> None:
    kind = ir.OneOf((ir.Const("a"), ir.Scalar("int"), ir.Const("b"), ir.Const(1.5), NULL))
    assert scope().annotation(kind) == 'int | float | Literal["a", "b"] | None'


def test_no_content_is_none() -> None:
    assert scope().annotation(None) == "None"


def test_imports_follow_from_types() -> None:
    made = scope()
    made.annotation(ir.ListOf(ir.Scalar("decimal")))
    made.annotation(ir.Named(tiny.ORDER, "answer"))
    made.expression(ir.Named(tiny.UPDATE, "input"))
    assert made.imports.lines("running") == ()
    assert made.imports.lines("typing") == (
        "from .. import inputs",
        "from ..models import Order",
        "from decimal import Decimal",
    )
    made.expression(ir.Scalar("decimal"))
    assert made.imports.lines("running") == ("from decimal import Decimal",)
    assert "from decimal import Decimal" not in made.imports.lines("typing")


def test_a_name_that_means_something_else_in_the_file() -> None:
    assert scope("list").annotation(ir.ListOf(ir.Scalar("str"))) == "_list[str]"
    assert scope("date").annotation(ir.Scalar("date")) == "_date"
    assert scope("Order").annotation(ir.Named(tiny.ORDER, "answer")) == "models.Order"
    assert scope("list").expression(ir.ListOf(ir.Scalar("str"))) == "list[str]"
