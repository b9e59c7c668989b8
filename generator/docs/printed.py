"""What a call's result holds, by the documented answer: `order.number` is `10107`.

In: an operation and its documented answer. Out: rows of expression and printed text. Refuses nothing: without a
documented answer, or one that is no object, there are no rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime
from itertools import islice
from typing import Any

from generator import ir
from generator.canonical import Schema, TypeId
from generator.docs.book import Book
from generator.docs.fields import RowView
from generator.literals import page_code
from generator.models.slots import alternatives
from generator.views.calls import result_name

_MOST, _FIRST, _LONGEST = 7, 4, 60


def printed(
    operation: ir.Operation, document: Mapping[str, Any], book: Book
) -> tuple[RowView, ...]:
    """Rows for a page; `document` is the Operation Object."""
    example = _example(operation, document)
    if not isinstance(operation.returns, ir.Named) or not isinstance(example, Mapping):
        return ()
    way = str(result_name(operation, book.classes))
    found = _scalars(operation.returns.id, example, way, book)
    return tuple(
        RowView(cells=(page_code(expression), page_code(text)))
        for expression, text in islice(found, _MOST)
    )


def _example(operation: ir.Operation, document: Mapping[str, Any]) -> Any:
    """What the method returns, by the first documented example of a success."""
    for reply in operation.replies:
        content = document.get("responses", {}).get(reply.status, {}).get("content", {})
        for media in content.values():
            named = [e["value"] for e in media.get("examples", {}).values() if "value" in e]
            for value in (*named, *([media["example"]] if "example" in media else [])):
                if operation.result_property is None:
                    return value
                if isinstance(value, Mapping):
                    return value.get(operation.result_property)
    return None


def _scalars(
    type_id: TypeId, value: Mapping[str, Any], way: str, book: Book
) -> Iterator[tuple[str, str]]:
    """Plain fields of an object, then the first plain field of each object in it, then its other plain fields.

    Of objects only those that are promised: through another, which may be None, no expression leads unchecked.
    """
    component = book.canonical.answers.get(type_id, {})
    members = book.classes.names.members
    plain: list[tuple[str, str]] = []
    inner: list[Iterator[tuple[str, str]]] = []
    for wire, slot in component.get("properties", {}).items():
        if wire not in value:
            continue
        here = f"{way}.{members[type_id, wire]}"
        text = _text(slot, value[wire], book)
        if text is not None and len(text) <= _LONGEST:
            plain.append((here, text))
        options, takes_null = alternatives(slot)
        target = TypeId(options[0].get("$ref", "")) if len(options) == 1 else TypeId("")
        promised = wire in component.get("required", ()) and not takes_null
        if promised and target in book.canonical.answers and isinstance(value[wire], Mapping):
            inner.append(_scalars(target, value[wire], here, book))
    yield from plain[:_FIRST]
    for found in inner:
        yield from islice(found, 1)
    yield from plain[_FIRST:]


def _text(slot: Schema, value: Any, book: Book) -> str | None:
    """What `print` shows; None for what is no plain value, or none that is documented."""
    options, _ = alternatives(slot)
    kinds = {option.get("type") for option in options}
    enums = [book.canonical.enums.get(TypeId(o["$ref"])) for o in options if "$ref" in o]
    if isinstance(value, bool):
        return str(value) if kinds == {"boolean"} else None
    if isinstance(value, int):
        return str(value) if kinds <= {"integer", "number"} else None
    if not isinstance(value, str) or not (kinds == {"string"} or (enums and all(enums))):
        return None
    with suppress(ValueError):
        match options[0].get("format"):
            case "date-time":
                return str(datetime.fromisoformat(value))
            case "date":
                return str(date.fromisoformat(value))
            case _:
                return value or None
    return None
