"""The README of a package: what it teaches, with calls that are this API's own.

In: `ir.Api`, `Names`, samples. Out: `ReadmeView`; all Python in it is valid. Refuses nothing.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import TypeVar

from generator import ir
from generator.canonical import Canonical, TypeId
from generator.literals import (
    EMPTY,
    Source,
    cell,
    code,
    code_span,
    identifier,
    join,
    markdown,
    string,
)
from generator.views.addresses import Addresses
from generator.views.calls import CallView, base_url, call_view, keyed
from generator.views.copying import Copying, CopyView
from generator.views.errors import ErrorClass, base_name, error_classes
from generator.views.notes import unknown_said
from generator.views.options import Option, options
from generator.views.samples import telling
from generator.views.scope import Classes
from generator.views.text import first_sentence, humanize, plain, sentence, summary_and_rest

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """One row of a table."""

    cells: tuple[Source, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NullView:
    """An input class with a field that may be left out, or removed with None."""

    owner: Source
    field: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class EnumView:
    """An enum that requests take."""

    name: Source
    member: Source
    text: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class LinksView:
    """Where pages of the docs are, from the README: on the site if its address is known, else beside it."""

    index: Source
    authentication: Source
    requests: Source
    answers: Source
    errors: Source
    retries: Source
    options: Source
    testing: Source
    changelog: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadmeView:
    """Everything that `README.md` prints."""

    title: Source
    lead: Source
    description: Source
    base_url: Source
    """Whatever a client cannot be made without."""
    offline: Source
    """The same, and a key, so that no environment is needed; with a comma after it."""
    call: CallView | None
    calls: tuple[RowView, ...]
    options: tuple[RowView, ...]
    has_tokens: bool
    """Whether a key may be the token of OAuth 2 or OpenID Connect."""
    base_error: Source
    unknown: Source
    """What is known where an outcome is `unknown`."""
    errors: tuple[RowView, ...]
    null: NullView | None
    enum: EnumView | None
    copied: Source
    """A class of requests whose objects can be made of an answer's."""
    copied_from: Source
    """That class of answers."""
    copying: CopyView | None
    docs: Source
    """The vendor's page."""
    links: LinksView


def readme_view(
    api: ir.Api, classes: Classes, canonical: Canonical, where: Addresses
) -> ReadmeView:
    """The view of the README."""
    taken = options(api)
    copied, copied_from = _copied(classes)
    operations = [operation for resource in api.resources for operation in resource.operations]
    return ReadmeView(
        title=cell(api.title),
        lead=markdown(sentence(api.summary)),
        description=markdown(sentence(api.description)),
        base_url=base_url(api),
        offline=_offline(api),
        call=_first(operations, lambda operation: call_view(operation, api, classes, canonical)),
        calls=tuple(_call_row(operation, classes, where) for operation in operations),
        options=tuple(_option_row(option) for option in taken),
        has_tokens=any(one.kind in ("oauth2", "openIdConnect") for one in api.credentials),
        base_error=base_name(api),
        unknown=unknown_said(api),
        errors=tuple(_error_row(error) for error in error_classes(api, classes.names)),
        null=_first(operations, lambda operation: _null(operation, classes, canonical)),
        enum=_enum(classes, canonical),
        copied=copied,
        copied_from=copied_from,
        copying=Copying(api, classes, canonical).program(),
        docs=markdown(f"<{api.external_docs}>") if api.external_docs else EMPTY,
        links=LinksView(**{one.name: where.link(f"{one.name}.md") for one in fields(LinksView)}),
    )


def _first(operations: list[ir.Operation], make: Callable[[ir.Operation], T | None]) -> T | None:
    return next((made for operation in operations if (made := make(operation)) is not None), None)


def _offline(api: ir.Api) -> Source:
    return join("", [code("{}, ", part) for part in keyed(api)])


# --- tables -------------------------------------------------------------------------------------


def _call_row(operation: ir.Operation, classes: Classes, where: Addresses) -> RowView:
    names = classes.names
    target = f"client.{names.resources[operation.tag]}.{names.operations[operation.id]}"
    said = summary_and_rest(operation.summary, operation.description)[0]
    said = said or plain(names.operations[operation.id])
    request = code_span(f"{operation.method.upper()} {operation.path}")
    linked = code("[{}]({})", code_span(target), where.link(where.operations[operation.id]))
    return RowView(cells=(linked, request, cell(said)))


def _option_row(option: Option) -> RowView:
    environment = code_span(option.environment) if option.environment else EMPTY
    default = code_span(option.default) if option.default else EMPTY
    name, typed = code_span(option.name), code_span(option.annotation)
    return RowView(cells=(name, typed, default, cell(option.text), environment))


def _error_row(error: ErrorClass) -> RowView:
    shown = f"{error.status} {error.code}" if error.code else error.status
    return RowView(
        cells=(
            code_span(error.name),
            code_span(shown),
            cell(_opening(error)),
        )
    )


def _opening(error: ErrorClass) -> str:
    return sentence(first_sentence(error.when)[0]) or f"{humanize(error.name)}."


# --- null and enums -----------------------------------------------------------------------------


def _null(operation: ir.Operation, classes: Classes, canonical: Canonical) -> NullView | None:
    """A body's object with an optional field that may be null: the first in the operation."""
    if not isinstance(operation.body, ir.ObjectBody):
        return None
    for field in operation.body.fields:
        if isinstance(field.type, ir.Named) and (found := _removable(field.type.id, canonical)):
            names = classes.names
            return NullView(
                owner=identifier(classes.type_name(field.type.id, "input")),
                field=identifier(names.members[field.type.id, found]),
            )
    return None


def _removable(type_id: TypeId, canonical: Canonical) -> str | None:
    component = canonical.inputs.get(type_id, {})
    if component.get("required"):
        return None
    for name, slot in component.get("properties", {}).items():
        if {"type": "null"} in slot.get("anyOf", ()):
            return str(name)
    return None


def _enum(classes: Classes, canonical: Canonical) -> EnumView | None:
    """The first enum of texts that requests take."""
    for type_id in sorted(classes.names.literals):
        name = classes.names.types.get((type_id, "input"))
        if name is None or name not in classes.modules:
            continue
        for text in telling(canonical.enums[type_id]["enum"]):
            member = classes.names.members.get((type_id, json.dumps(text, ensure_ascii=False)))
            if isinstance(text, str) and member:
                return EnumView(name=identifier(name), member=identifier(member), text=string(text))
    return None


def _copied(classes: Classes) -> tuple[Source, Source]:
    """The first object that both sides have: its class of requests, and that of answers."""
    types = classes.names.types
    for type_id, side in sorted(types):
        name, twin = types[type_id, side], types.get((type_id, "answer"))
        known = twin in classes.modules and name in classes.modules
        if side == "input" and known and twin is not None and twin != name:
            return identifier(name), identifier(twin)
    return EMPTY, EMPTY
