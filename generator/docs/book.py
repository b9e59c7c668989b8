"""The pages of one API: their paths, their anchors, and links between them.

In: `ir.Api`, `Names`, the canonical form, and what the model modules define. Out: `Book`. Refuses nothing.

Paths are those of `views.addresses`. Ids of our own sections hold a hyphen, which no Python name does.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from generator import ir
from generator.canonical import Canonical, Schema, Side, TypeId
from generator.literals import EMPTY, Source, anchor, code, join, page_code, page_line, page_plain
from generator.views.addresses import Addresses, addresses, public_types
from generator.views.scope import Classes


@dataclass(frozen=True, slots=True)
class Shown:
    """A public type: a class, an enum or a named union."""

    name: str
    id: TypeId
    side: Side | None
    """None for an enum, which both sides share."""
    schema: Schema


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """Everything that pages are made from, and where each page is."""

    api: ir.Api
    classes: Classes
    canonical: Canonical
    types: Mapping[str, Shown]
    """By name, sorted."""
    where: Addresses
    calls: Mapping[str, str]
    """By id: `orders.update_order`."""
    written: Mapping[str, Mapping[str, Any]]
    """By id: the Operation Object, in canonical form."""

    @property
    def type_pages(self) -> Mapping[str, Source]:
        """By name: `models/Order.md`."""
        return self.where.types

    @property
    def operation_pages(self) -> Mapping[str, Source]:
        """By id: `operations/orders/update_order.md`."""
        return self.where.operations

    def name_of(self, type_id: TypeId, side: Side) -> str:
        return self.classes.type_name(type_id, side)

    def schema_of(self, type_id: TypeId, side: Side) -> Schema:
        """The component that an id stands for."""
        return self.types[self.name_of(type_id, side)].schema

    def operations(self) -> Iterable[ir.Operation]:
        return (one for resource in self.api.resources for one in resource.operations)


@dataclass(frozen=True, slots=True)
class Page:
    """One page, as a place to link from."""

    book: Book
    path: str

    def to(self, text: Source, path: str, name: str = "") -> Source:
        """A link with this text; `name` is a Python name on that page, or an id of ours."""
        target = EMPTY if path == self.path and name else _relative(path, self.path)
        if name:
            return code("[{}]({}#{})", text, target, _id(name))
        return code("[{}]({})", text, target)

    def to_type(self, name: str) -> Source:
        """A link to a class; its name alone where it has no page."""
        path = self.book.type_pages.get(name)
        return page_code(name) if path is None else self.to(page_code(name), path)

    def to_field(self, owner: str, name: str) -> Source:
        """`Order.buyer_info`, leading to the field."""
        return self.to(page_code(f"{owner}.{name}"), self.book.type_pages[owner], name)

    def to_call(self, operation_id: str) -> Source:
        """`orders.update_order`, leading to its page."""
        said = page_code(self.book.calls[operation_id])
        return self.to(said, self.book.operation_pages[operation_id])

    def to_error(self, name: str) -> Source:
        """A class of errors, leading to what is said of it."""
        return self.to(page_code(name), "errors.md", name)


def outside(url: str | None) -> Source:
    """A link to the vendor's documentation, by the name of its host; nothing for what is no web address."""
    parts = urlsplit(url or "")
    if parts.scheme not in ("http", "https") or not parts.netloc or url is None:
        return page_plain(url or "")
    return page_line(f"[{parts.netloc}](<{url}>)")


def book_of(api: ir.Api, classes: Classes, canonical: Canonical) -> Book:
    """The book of an API."""
    names = classes.names
    types = {shown.name: shown for shown in _types(classes, canonical)}
    return Book(
        api=api,
        classes=classes,
        canonical=canonical,
        types=dict(sorted(types.items())),
        where=addresses(api, classes),
        calls={
            one.id: f"{names.resources[resource.tag]}.{names.operations[one.id]}"
            for resource in api.resources
            for one in resource.operations
        },
        written={
            one["operationId"]: one
            for item in canonical.document["paths"].values()
            for one in item.values()
        },
    )


def _types(classes: Classes, canonical: Canonical) -> Iterable[Shown]:
    public = public_types(classes)
    for (type_id, side), name in classes.names.types.items():
        if name not in public:
            continue
        if type_id in canonical.enums:
            yield Shown(name, type_id, None, canonical.enums[type_id])
        else:
            known = canonical.answers if side == "answer" else canonical.inputs
            yield Shown(name, type_id, side, known[type_id])


def _id(name: str) -> Source:
    return join("-", [anchor(part) for part in name.split("-")])


@lru_cache(maxsize=10_000)
def _relative(path: str, here: str) -> Source:
    """The way from one page to another; both are made of anchors."""
    start = posixpath.dirname(here)
    steps = posixpath.relpath(path, start or ".").split("/")
    return join("/", [code("..") if step == ".." else _step(step) for step in steps])


def _step(step: str) -> Source:
    stem, dot, _ = step.partition(".")
    return code("{}.md", _id(stem)) if dot else _id(stem)
