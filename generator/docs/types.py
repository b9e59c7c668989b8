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
    """`list of [Address](…)`, `str or None`."""
    match type_:
        case ir.Scalar(kind=kind):
            return _SCALARS[kind]
        case ir.Const(value=const):
            return page_code(json.dumps(const, ensure_ascii=False))
        case ir.ListOf(item=item):
            return code("`list` of {}", _inner(item, page))
        case ir.MapOf(value=item):
            return code("`dict` of `str` to {}", _inner(item, page))
        case ir.OneOf(options=options):
            return join(" or ", dict.fromkeys(shown(option, page) for option in options))
        case ir.Named(id=type_id, side=side):
            return page.to_type(page.book.name_of(type_id, side))
        case ir.EnumOf(id=type_id, side="input"):
            enum = page.to_type(page.book.name_of(type_id, "input"))
            literal = type_id in page.book.classes.names.literals
            return code("{} or its text", enum) if literal else enum
        case ir.EnumOf(id=type_id, base=base):
            enum = page.to_type(page.book.name_of(type_id, "answer"))
            return code("{} or another {}", enum, _SCALARS[base])
        case _:
            assert_never(type_)


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
    said = shown(type_, page)
    several = isinstance(type_, (ir.OneOf, ir.EnumOf)) or type_ == ir.Scalar("number")
    return code("({})", said) if several else said
