"""How a value is written in Python where its type does not show it: `Decimal("18.00")`, `AddressInput(country="US")`.

In: a slot of the canonical form, on the request side. Out: a sentence of a page, or nothing: for texts, numbers and
truth values, which everybody can write, and for what no short example fits.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from generator.canonical import Schema, TypeId
from generator.docs.book import Book
from generator.literals import EMPTY, Source, code, identifier, join, page_code
from generator.views.fitting import fits
from generator.views.samples import NoSample, Samples

_LONGEST, _DEEPEST = 100, 3
_EMPTY: tuple[Any, ...] = ({}, [], None)
"""What shows nothing."""
_OBVIOUS = frozenset({"integer", "number", "boolean", "null", None})
_READ = frozenset({"decimal", "date", "date-time", "binary", "byte"})
"""Formats of texts that Python has types for."""


def written(slot: Schema, name: str, book: Book, given: Any = None) -> Source:
    """`Written …`; `given` is a value that is known to be right there."""
    options = [one for one in slot.get("anyOf", (slot,)) if one.get("type") != "null"]
    if len(options) != 1 or _is_obvious(options[0]):
        return EMPTY
    ways = list(_ways(options[0], name, book, given))
    return code("Written {}.", join(" or ", ways)) if ways else EMPTY


def _is_obvious(slot: Schema) -> bool:
    if "$ref" in slot:
        return False
    if slot.get("type") == "array":
        return False
    return slot.get("type") in _OBVIOUS or (
        slot.get("type") == "string" and slot.get("format") not in _READ
    )


def _ways(slot: Schema, name: str, book: Book, given: Any) -> Iterator[Source]:
    samples = Samples(book.canonical, book.classes)
    with suppress(NoSample, RecursionError):
        value = given if given is not None else _example(slot, name, samples)
        if value in _EMPTY or not fits(slot, value, book.canonical):
            return
        said = samples.express(slot, value)
        if len(said) <= _LONGEST:
            yield page_code(said)
            yield from _member(slot, value, book)


def _member(slot: Schema, value: Any, book: Book) -> Iterator[Source]:
    """The member of an enum of which the text was shown."""
    enum = TypeId(slot.get("$ref", ""))
    member = book.classes.names.members.get((enum, json.dumps(value, ensure_ascii=False)))
    if enum in book.classes.names.literals and member:
        name = identifier(book.classes.type_name(enum, "input"))
        yield page_code(code("{}.{}", name, identifier(member)))


def _example(slot: Schema, name: str, samples: Samples, depth: int = 0) -> Any:
    """The smallest value; an object that may be empty has its first field that can be shown."""
    value = samples.smallest(slot, name)
    options = [one for one in slot.get("anyOf", (slot,)) if one.get("type") != "null"]
    component = samples.canonical.inputs.get(TypeId(options[0].get("$ref", "")), {})
    if value != {} or depth == _DEEPEST:
        return value
    for wire, below in component.get("properties", {}).items():
        first = _example(below, wire, samples, depth + 1)
        if first not in _EMPTY and fits(below, first, samples.canonical):
            return {wire: first}
    return value
