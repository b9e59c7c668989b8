"""Types as a page says them: in words, with links to the classes.

In: `ir.Type` and a page. Out: `Source`, for a line or a cell. Refuses nothing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import assert_never

from generator import ir
from generator.docs.book import Page
from generator.literals import Source, code, join, page_code

_SCALARS: Mapping[ir.ScalarKind, Source] = {
    "str": code("`str`"),
    "int": code("`int`"),
    "float": code("`float`"),
    "number": code("`int` or `float`"),
    "bool": code("`bool`"),
    "decimal": code("`Decimal`"),
    "datetime": code("`datetime`"),
    "date": code("`date`"),
    "any": code("any JSON value"),
    "bytes": code("`bytes`"),
    "null": code("`None`"),
}


def shown(type_: ir.Type, page: Page) -> Source:
    """`list of [Address](…)`, `str or None`, `[Status](…), any other str, or None`."""
    return _either(_parts(type_, page))


def _parts(type_: ir.Type, page: Page) -> list[Source]:
    """What a value is one of."""
    match type_:
        case ir.Scalar(kind=kind):
            return [_SCALARS[kind]]
        case ir.Const(value=const):
            return [page_code(json.dumps(const, ensure_ascii=False))]
        case ir.ListOf(item=item):
            return [code("`list` of {}", _inner(item, page))]
        case ir.MapOf(value=item):
            return [code("`dict` of `str` to {}", _inner(item, page))]
        case ir.OneOf(options=options):
            return list(dict.fromkeys(p for option in options for p in _parts(option, page)))
        case ir.Named(id=type_id, side=side):
            return [page.to_type(page.book.name_of(type_id, side))]
        case ir.EnumOf(id=type_id, side=side, base=base):
            enum = page.to_type(page.book.name_of(type_id, side))
            if side == "answer":
                other = code("JSON value") if base == "any" else _SCALARS[base]
                return [enum, code("any other {}", other)]
            literal = type_id in page.book.classes.names.literals
            return [enum, code("its text")] if literal else [enum]
        case _:
            assert_never(type_)


def _either(parts: list[Source]) -> Source:
    """`a or b`; with commas from three on."""
    *others, last = parts
    if len(others) < 2:
        return join(" or ", parts)
    return code("{}, or {}", join(", ", others), last)


def takes_null(type_: ir.Type) -> bool:
    """Whether `None` may be given, and is sent as `null`."""
    match type_:
        case ir.Scalar(kind=kind):
            return kind in ("any", "null")
        case ir.OneOf(options=options):
            return any(takes_null(option) for option in options)
        case _:
            return False


def _inner(type_: ir.Type, page: Page) -> Source:
    parts = _parts(type_, page)
    several = len(parts) > 1 or type_ == ir.Scalar("number")
    return code("({})", _either(parts)) if several else parts[0]
