"""The pages of one API: their paths, their anchors, and links between them.

In: `ir.Api`, `Names`, the canonical form, and what the model modules define. Out: `Book`. Refuses nothing.

A page's path follows from pinned names only, so that links stay the same between builds. Ids of our own sections hold a
hyphen, which no Python name does.
"""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from generator import ir
from generator.canonical import Canonical, Schema, Side, TypeId
from generator.literals import EMPTY, Source, anchor, code, join, page_code, page_line, page_plain
from generator.naming.python import file_key
from generator.naming.reserved import DEVICE_NAMES
from generator.views.scope import Classes

_INDEXES = frozenset({"index", "readme"})
"""What a site generator takes for the front page of a folder."""


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
    type_pages: Mapping[str, Source]
    """By name: `models/Order.md`."""
    operation_pages: Mapping[str, Source]
    """By id: `operations/orders/update_order.md`."""
    calls: Mapping[str, str]
    """By id: `orders.update_order`."""
    written: Mapping[str, Mapping[str, Any]]
    """By id: the Operation Object, in canonical form."""

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
    stems = _stems(types)
    calls, pages = {}, {}
    for resource in api.resources:
        attribute = names.resources[resource.tag]
        methods = {one.id: names.operations[one.id] for one in resource.operations}
        files = _stems(methods.values())
        for one in resource.operations:
            calls[one.id] = f"{attribute}.{methods[one.id]}"
            stem = files[methods[one.id]]
            pages[one.id] = code("operations/{}/{}.md", _folder(attribute), stem)
    return Book(
        api=api,
        classes=classes,
        canonical=canonical,
        types=dict(sorted(types.items())),
        type_pages={name: code("models/{}.md", stems[name]) for name in types},
        operation_pages=pages,
        calls=calls,
        written={
            one["operationId"]: one
            for item in canonical.document["paths"].values()
            for one in item.values()
        },
    )


def _types(classes: Classes, canonical: Canonical) -> Iterable[Shown]:
    names = classes.names
    private = {*names.parameter_models.values(), *names.body_types.values()}
    for (type_id, side), name in names.types.items():
        if name in private or name.startswith("_") or name not in classes.modules:
            continue
        if type_id in canonical.enums:
            yield Shown(name, type_id, None, canonical.enums[type_id])
        else:
            known = canonical.answers if side == "answer" else canonical.inputs
            yield Shown(name, type_id, side, known[type_id])


def _stems(names: Iterable[str]) -> dict[str, Source]:
    """A file's name for each Python name: itself, unless a file system or a site generator reads it otherwise."""
    listed = list(names)
    taken: dict[str, list[str]] = {}
    for name in listed:
        taken.setdefault(file_key(name), []).append(name)
    return {
        name: code("{}-{}", anchor(name), _hash(name))
        if len(set(taken[file_key(name)])) > 1 or _is_special(name)
        else anchor(name)
        for name in listed
    }


def _folder(attribute: str) -> Source:
    return (
        code("{}-{}", anchor(attribute), _hash(attribute))
        if _is_special(attribute)
        else anchor(attribute)
    )


def _is_special(name: str) -> bool:
    return name.lower() in DEVICE_NAMES or name.lower() in _INDEXES


def _hash(name: str) -> Source:
    return anchor(hashlib.sha256(name.encode()).hexdigest()[:6])


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
