"""The page of a type: an object of answers or of requests, an enum, or a union.

In: a `Shown` type and who uses it. Out: `ModelView`. Refuses nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.canonical import Side
from generator.docs.book import Book, Page, Shown
from generator.docs.fields import FieldView, RowView, fields
from generator.docs.meanings import shown as as_told
from generator.docs.meanings import told
from generator.docs.types import shown
from generator.docs.uses import Uses
from generator.literals import (
    EMPTY,
    Source,
    anchor,
    code,
    identifier,
    join,
    page_code,
    page_line,
    page_quoted,
    page_text,
    toml_string,
)
from generator.operations.types import type_of
from generator.views.text import first_sentence, sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberView:
    """One member of an enum."""

    id: Source
    name: Source
    value: Source
    text: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class UseView:
    """A list of uses under a heading."""

    title: Source
    items: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelView:
    """Everything that the page of a type prints."""

    path: Source
    title: Source
    described: Source
    """For search engines and lists: one sentence, quoted."""
    name: Source
    lead: Source
    import_line: Source
    text: Source
    deprecated: bool
    is_object: bool
    is_input: bool
    twin: Source
    """The class of the same schema on the other side, linked."""
    copied: Source
    """For an input with a twin: `AddressInput.from_answer(address)`."""
    open: Source
    """What other fields there may be, in a sentence."""
    fields: tuple[FieldView, ...]
    members: tuple[MemberView, ...]
    told: bool
    """Whether any of them is described."""
    literal: Source
    """The alias that requests take."""
    variants: tuple[RowView, ...]
    discriminator: Source
    uses: tuple[UseView, ...]


def model_view(type_: Shown, used: Uses, book: Book) -> ModelView:
    """The page of one type."""
    path = book.type_pages[type_.name]
    page = Page(book, path)
    side: Side = type_.side or "answer"
    parted = told(str(type_.schema.get("description", "")), type_.schema.get("enum", ()))
    said = parted.text
    members = tuple(_members(type_, parted.meanings, book))
    is_object = "oneOf" not in type_.schema and "enum" not in type_.schema
    is_input = type_.side == "input"
    twin = _twin(type_, page)
    literal = book.classes.names.literals.get(type_.id) if type_.side is None else None
    return ModelView(
        path=path,
        title=toml_string(type_.name),
        described=page_quoted(_opening(said) or f"{_kind(type_)} of {book.api.title}."),
        name=page_code(type_.name),
        lead=page_line(_kind(type_)),
        import_line=code("from {} import {}", anchor(book.api.package), identifier(type_.name)),
        text=page_text(sentence(said)),
        deprecated=type_.schema.get("deprecated") is True,
        is_object=is_object,
        is_input=is_input,
        twin=twin,
        copied=page_code(f"{type_.name}.from_answer(...)") if twin and is_input else EMPTY,
        open=_open(type_, side, page) if is_object else EMPTY,
        fields=fields(type_, side, page),
        members=members,
        told=any(member.text for member in members),
        literal=page_code(literal) if literal else EMPTY,
        variants=tuple(_variants(type_, side, page)),
        discriminator=_discriminator(type_),
        uses=tuple(_uses(used, page)),
    )


def _kind(type_: Shown) -> str:
    match type_.side:
        case None:
            return "Enum"
        case side if "oneOf" in type_.schema:
            return "Union in requests" if side == "input" else "Union in answers"
        case "input":
            return "Class of requests"
        case "answer":
            return "Class of answers"


def _opening(text: str) -> str:
    return " ".join(sentence(first_sentence(text)[0]).split())


def _twin(type_: Shown, page: Page) -> Source:
    other: Side = "answer" if type_.side == "input" else "input"
    name = page.book.classes.names.types.get((type_.id, other))
    if type_.side is None or name is None or name not in page.book.type_pages:
        return EMPTY
    return page.to_type(name)


def _open(type_: Shown, side: Side, page: Page) -> Source:
    """OpenAPI 3.1, `additionalProperties`: what else an object may hold."""
    entries = type_.schema.get("additionalProperties", True)
    if side == "answer":
        return code("Other fields that an answer holds are kept; `to_dict()` shows them.")
    if isinstance(entries, Mapping):
        said = shown(type_of(entries, side, page.book.canonical), page)
        return code("Any other field may be given by name; its value is {}.", said)
    return code("Any other field is refused before anything is sent.")


def _members(type_: Shown, meanings: Mapping[str, str], book: Book) -> Iterator[MemberView]:
    names = book.classes.names.members
    texts = type_.schema.get("x-enum-descriptions", ())
    for number, value in enumerate(type_.schema.get("enum", ())):
        name = names.get((type_.id, json.dumps(value, ensure_ascii=False)))
        if name is None:
            continue
        own = str(texts[number]) if number < len(texts) and texts[number] else ""
        listed = meanings.get(as_told(value), "")
        yield MemberView(
            id=anchor(name),
            name=page_code(name),
            value=page_code(json.dumps(value, ensure_ascii=False)),
            text=page_line("\n\n".join(filter(None, [sentence(own) if listed else own, listed]))),
        )


def _variants(type_: Shown, side: Side, page: Page) -> Iterator[RowView]:
    mapping: Mapping[str, str] = type_.schema.get("discriminator", {}).get("mapping", {})
    for variant in type_.schema.get("oneOf", ()):
        tags = [page_code(tag) for tag, target in mapping.items() if target == variant["$ref"]]
        name = page.book.name_of(variant["$ref"], side)
        text = (
            page.book.types[name].schema.get("description", "") if name in page.book.types else ""
        )
        yield RowView(cells=(page.to_type(name), join(", ", tags), page_line(_opening(text))))


def _discriminator(type_: Shown) -> Source:
    name = type_.schema.get("discriminator", {}).get("propertyName")
    return page_code(name) if name else EMPTY


def _uses(used: Uses, page: Page) -> Iterator[UseView]:
    for title, ids in (
        (code("Sent by"), used.requests),
        (code("Given by"), used.answers),
        (code("In errors of"), used.errors),
    ):
        if ids:
            yield UseView(title=title, items=join(", ", [page.to_call(one) for one in ids]))
    if used.fields:
        items = [
            page.to_field(owner, name) if name else page.to_type(owner)
            for owner, name in used.fields
        ]
        yield UseView(title=code("Part of"), items=join(", ", items))
