"""Who uses a type: calls and other types, directly.

In: a `Book`. Out: for each type, the operations and fields that mention it. Refuses nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from generator import ir
from generator.canonical import Side
from generator.docs.book import Book
from generator.operations.types import type_of
from generator.same import Same

Fields = dict[tuple[str, str], None]


@dataclass(slots=True)
class Uses:
    """The uses of one type; each list without doubles, in the order of the document."""

    requests: dict[str, None] = field(default_factory=dict)
    """Ids of operations that send it."""
    answers: dict[str, None] = field(default_factory=dict)
    errors: dict[str, None] = field(default_factory=dict)
    fields: Fields = field(default_factory=dict)
    """Class and Python name of the field; "" for a variant of a union."""


_FIELDS: Same[dict[str, Fields]] = Same(16)


def uses(book: Book) -> Mapping[str, Uses]:
    """By the type's name."""
    canonical, classes = book.canonical, book.classes
    schemas = canonical.enums, canonical.answers, canonical.inputs
    fields = _FIELDS.of(lambda: _fields(book), *schemas, classes.names, classes.modules)
    found = {name: Uses(fields=fields[name]) for name in book.types}
    for operation in book.operations():
        _operation(operation, book, found)
    return found


def _fields(book: Book) -> dict[str, Fields]:
    """The fields of other types that mention each type."""
    found: dict[str, Fields] = {name: {} for name in book.types}
    members = book.classes.names.members
    for name, shown in book.types.items():
        side: Side = shown.side or "answer"
        for wire, slot in shown.schema.get("properties", {}).items():
            for used in named(type_of(slot, side, book.canonical), book):
                if used in found:
                    found[used][name, members[shown.id, wire]] = None
        for variant in shown.schema.get("oneOf", ()):
            used = book.name_of(variant["$ref"], side)
            if used in found:
                found[used][name, ""] = None
        entries = shown.schema.get("additionalProperties")
        if isinstance(entries, Mapping):
            for used in named(type_of(entries, side, book.canonical), book):
                if used in found:
                    found[used][name, ""] = None
    return found


def _operation(operation: ir.Operation, book: Book, found: Mapping[str, Uses]) -> None:
    asked: list[ir.Type] = [p.type for p in operation.parameters]
    match operation.body:
        case ir.ObjectBody(id=type_id, fields=fields):
            asked += [ir.Named(type_id, "input"), *(f.type for f in fields)]
        case ir.WholeBody(type=type_):
            asked.append(type_)
        case None:
            pass
    given = [reply.type for reply in operation.replies if reply.type] + (
        [operation.returns] if operation.returns else []
    )
    for name in _names(asked, book, found):
        found[name].requests[operation.id] = None
    for name in _names(given, book, found):
        found[name].answers[operation.id] = None
    for name in _names([r.type for r in operation.errors if r.type], book, found):
        found[name].errors[operation.id] = None


def _names(types: list[ir.Type], book: Book, known: Mapping[str, Uses]) -> Iterator[str]:
    return (name for type_ in types for name in named(type_, book) if name in known)


def named(type_: ir.Type, book: Book) -> Iterator[str]:
    """The names of all types that a type mentions."""
    match type_:
        case ir.Named(id=type_id, side=side) | ir.EnumOf(id=type_id, side=side):
            yield book.name_of(type_id, side)
        case ir.ListOf(item=inner) | ir.MapOf(value=inner):
            yield from named(inner, book)
        case ir.OneOf(options=options):
            for option in options:
                yield from named(option, book)
        case ir.Scalar() | ir.Const():
            return
