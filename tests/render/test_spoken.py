"""Fields and parameters in descriptions, by their Python names."""

from __future__ import annotations

import pytest

from generator.views.spoken import in_python
from tests.docs.made import made


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("`buyerInfo.email` and `buyerLanguage`", "`buyer_info.email` and `buyer_language`"),
        ("the `order.id` in the path", "the `order_id` in the path"),
        ("`lineItems[].catalogReference`", "`line_items[].catalog_reference`"),
        ("`status`, `ORDER_IS_PENDING`, `KG`", "`status`, `ORDER_IS_PENDING`, `KG`"),
        ("`buyerInfo.nothing` and `{buyerInfo}`", "`buyerInfo.nothing` and `{buyerInfo}`"),
        ("``buyerInfo``, \\`buyerInfo`, buyerInfo", "``buyerInfo``, \\`buyerInfo`, buyerInfo"),
        ("no span", "no span"),
    ],
)
def test_what_is_known_is_said_in_python(text, expected):
    names = made("specs/wix-orders").result.understood.names
    assert in_python(text, "updateOrder", names) == expected


def test_another_operation_s_parameter_is_none():
    names = made("specs/wix-orders").result.understood.names
    assert in_python("`order.id`", "another", names) == "`order.id`"
