"""Fields of objects as pages show them, on both sides; and all that a body may hold, as a table.

In: components of the canonical form. Out: `FieldView`s and rows. Refuses nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator import ir
from generator.canonical import Schema, Side, TypeId
from generator.docs.book import Page, Shown
from generator.docs.types import shown, takes_null
from generator.docs.written import written
from generator.limits import in_words
from generator.literals import EMPTY, Source, anchor, code, join, page_code, page_line, page_text
from generator.operations.types import NULL, described, type_of, union

MOST_VALUES = 12
"""Of an enum, where it is used."""
MOST_ROWS = 120
"""A table that goes on longer is no help; what is left out stands on the pages of its classes, and is said to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldView:
    """One field of a class, or one argument of a call."""

    id: Source
    name: Source
    wire: Source
    type: Source
    facts: Source
    """Its limits and values, as sentences."""
    null: Source
    """Whether it must be given, or is promised; what leaving it out and `None` do or mean."""
    deprecated: bool
    text: Source
    notes: Source = EMPTY
    """Its default, its examples, how it is written: what there is of these."""

    @property
    def heading(self) -> Source:
        """Its Python name, and that on the wire if it is another: search weighs what stands in headings."""
        return self.name if self.name == self.wire else code("{} {}", self.name, self.wire)

    @property
    def said(self) -> Source:
        """All that is said of what may be given, as one paragraph."""
        return join(" ", [part for part in (self.null, self.facts, self.notes) if part])


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """One row of a table."""

    cells: tuple[Source, ...]


def fields(owner: Shown, side: Side, page: Page) -> tuple[FieldView, ...]:
    """The fields of an object, in the order of the document."""
    members = page.book.classes.names.members
    properties: Mapping[str, Schema] = owner.schema.get("properties", {})
    needed = owner.schema.get("required", ())
    return tuple(
        _field(members[owner.id, wire], wire, slot, side, page, required=wire in needed)
        for wire, slot in properties.items()
    )


def _field(
    name: str, wire: str, slot: Schema, side: Side, page: Page, *, required: bool
) -> FieldView:
    type_ = type_of(slot, side, page.book.canonical)
    limits = limits_of(in_words(slot, patterns=True))
    asked = side == "input"
    notes = [*_notes(slot, read_only=not asked)]
    notes += [written(slot, wire, page.book)] if asked else []
    return FieldView(
        id=anchor(name),
        name=page_code(name),
        wire=page_code(wire),
        type=shown(type_ if asked or required else union([type_, NULL]), page),
        facts=join(" ", [part for part in (limits, values_of(type_, page)) if part]),
        null=null_of(type_, required=required) if asked else _promised(type_, required),
        deprecated=slot.get("deprecated") is True,
        text=page_text(described(slot, page.book.canonical)),
        notes=join(" ", [note for note in notes if note]),
    )


def values_of(type_: ir.Type, page: Page) -> Source:
    """The documented values of an enum, if they are few; answers may hold others."""
    inner = type_.options[0] if isinstance(type_, ir.OneOf) else type_
    if not isinstance(inner, ir.EnumOf):
        return EMPTY
    values = page.book.canonical.enums[inner.id]["enum"]
    if len(values) > MOST_VALUES:
        return EMPTY
    listed = join(", ", [page_code(_short(value)) for value in values])
    known = code("Known values: {}.", listed)
    return code("One of {}.", listed) if inner.side == "input" else known


def _promised(type_: ir.Type, required: bool) -> Source:
    if required:
        return code("Documented to be there.")
    null = code(" or `null`") if takes_null(type_) else EMPTY
    return code("Not promised: `None` stands for absent{}.", null)


def null_of(type_: ir.Type, *, required: bool) -> Source:
    """What leaving a value out does in a request, and what `None` does."""
    null = code("`None` sends `null`") if takes_null(type_) else code("`None` is refused")
    if required:
        return code("Required; {}.", null)
    return code("Optional: left out, it is not sent; {}.", null)


def limits_of(limits: tuple[str, ...]) -> Source:
    """`At most 100 characters, matches ….`"""
    if not limits:
        return EMPTY
    words = ", ".join(limit.strip() for limit in limits)
    return page_line(f"{words[:1].upper()}{words[1:]}.")


def _notes(slot: Schema, *, read_only: bool) -> Iterator[Source]:
    if "default" in slot:
        yield code("Left out, the server takes {}.", page_code(_short(slot["default"])))
    if isinstance(slot.get("examples"), list) and slot["examples"]:
        listed = [page_code(_short(example)) for example in slot["examples"][:5]]
        yield code("For example {}.", join(", ", listed))
    if read_only and slot.get("readOnly") is True:
        yield code("Read-only: no request can set it.")


def _short(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 120 else f"{text[:117]}…"


# --- everything in a body -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TreeView:
    """All fields that a body may hold, by the way that leads to each."""

    rows: tuple[RowView, ...]
    left_out: bool
    """Whether the table would have gone on."""
    removal: Source
    """`OrderUpdate(buyer_language=None)`, if there is such a field."""
    removed: Source
    """What that sends: `{"buyerLanguage": null}`."""


def tree(type_id: TypeId, arguments: Mapping[str, str], page: Page) -> TreeView:
    """The fields of an input object and of all in it, each class once; `arguments` names the first of each way."""
    rows: list[RowView] = []
    seen = {type_id}
    for wire, slot in page.book.canonical.inputs[type_id].get("properties", {}).items():
        required = wire in page.book.canonical.inputs[type_id].get("required", ())
        name = arguments[wire]
        _walk(slot, (name, wire), name, required, page, rows, seen)
    removal, removed = _removal(type_id, page)
    return TreeView(tuple(rows[:MOST_ROWS]), len(rows) > MOST_ROWS, removal, removed)


def _removal(type_id: TypeId, page: Page) -> tuple[Source, Source]:
    """The first class in a body that can be made with one `None` alone."""
    book = page.book
    for slot in book.canonical.inputs[type_id].get("properties", {}).values():
        inner, _ = _object_in(type_of(slot, "input", book.canonical))
        component = book.canonical.inputs.get(inner, {}) if inner is not None else {}
        for wire, below in component.get("properties", {}).items():
            nullable = takes_null(type_of(below, "input", book.canonical))
            if inner is not None and nullable and not component.get("required"):
                name, member = book.name_of(inner, "input"), book.classes.names.members[inner, wire]
                sent = json.dumps({wire: None}, ensure_ascii=False)
                return page_code(f"{name}({member}=None)"), page_code(sent)
    return EMPTY, EMPTY


def _walk(
    slot: Schema,
    way: tuple[str, str],
    anchor_name: str,
    required: bool,
    page: Page,
    rows: list[RowView],
    seen: set[TypeId],
    owner: str = "",
) -> None:
    if len(rows) > MOST_ROWS:
        return
    type_ = type_of(slot, "input", page.book.canonical)
    python, wire = way
    path = page.book.type_pages[owner] if owner else page.path
    rows.append(_row(type_, way, page.to(page_code(python), path, anchor_name), required, page))
    inner, mark = _object_in(type_)
    if inner is None or inner in seen or inner not in page.book.canonical.inputs:
        return
    name = page.book.name_of(inner, "input")
    component = page.book.canonical.inputs[inner]
    if name not in page.book.type_pages or "properties" not in component:
        return
    seen.add(inner)
    members = page.book.classes.names.members
    for key, below in component["properties"].items():
        member = members[inner, key]
        deeper = (f"{python}{mark}.{member}", f"{wire}{mark}.{key}")
        needed = key in component.get("required", ())
        _walk(below, deeper, member, needed, page, rows, seen, name)


def _row(
    type_: ir.Type, way: tuple[str, str], linked: Source, required: bool, page: Page
) -> RowView:
    python, wire = way
    named = linked if python == wire else code("{}<br>{}", linked, page_code(wire))
    return RowView(
        cells=(
            named,
            code("sends `null`") if takes_null(type_) else code("**refused**"),
            code("**refused**") if required else code("not sent"),
            shown(type_, page),
        )
    )


def _object_in(type_: ir.Type) -> tuple[TypeId | None, str]:
    """The one class in a type, and how a way into it is written."""
    match type_:
        case ir.Named(id=type_id):
            return type_id, ""
        case ir.ListOf(item=item):
            found, mark = _object_in(item)
            return found, f"[]{mark}"
        case ir.MapOf(value=value):
            found, mark = _object_in(value)
            return found, f"[*]{mark}"
        case ir.OneOf(options=options):
            inner = [way for option in options if (way := _object_in(option))[0] is not None]
            return inner[0] if len(inner) == 1 else (None, "")
        case _:
            return None, ""
