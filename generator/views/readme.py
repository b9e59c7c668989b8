"""The README of a package: what it teaches, with calls that are this API's own.

In: `ir.Api`, `Names`, samples. Out: `ReadmeView`; all Python in it is valid. Refuses nothing.
"""

from __future__ import annotations

import builtins
import json
import keyword
from collections.abc import Callable
from dataclasses import dataclass
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
from generator.views.clients import Option, options
from generator.views.errors import ErrorClass, base_name, error_classes
from generator.views.samples import NoSample, Samples
from generator.views.scope import Classes
from generator.views.text import first_sentence, humanize, plain, sentence, summary_and_rest

T = TypeVar("T")
_TAKEN = frozenset({*dir(builtins), "client", "main", "asyncio"})


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """One row of a table."""

    cells: tuple[Source, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CallView:
    """A call as the README shows it."""

    imports: Source
    """The names after `from wix_orders import`, the sync client among them."""
    async_imports: Source
    """The same with the async client."""
    library: tuple[Source, ...]
    target: Source
    """`orders.update_order`"""
    passing: Source
    """Everything between its parentheses."""
    result: Source
    """What its result is called, or nothing."""
    error: Source
    """A class of error that it documents, or the base of all."""


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
class ReadmeView:
    """Everything that `README.md` prints."""

    title: Source
    lead: Source
    description: Source
    first_option: Source
    """How the first credential is found: ``WIX_ORDERS_API_KEY` from the environment, or api_key=...`."""
    base_url: Source
    call: CallView | None
    calls: tuple[RowView, ...]
    options: tuple[RowView, ...]
    base_error: Source
    errors: tuple[RowView, ...]
    null: NullView | None
    enum: EnumView | None
    copied: Source
    """A class of requests whose objects can be made of an answer's."""
    docs: Source


def readme_view(api: ir.Api, classes: Classes, canonical: Canonical) -> ReadmeView:
    """The view of the README."""
    added = options(api)
    operations = [operation for resource in api.resources for operation in resource.operations]
    return ReadmeView(
        title=cell(api.title),
        lead=markdown(sentence(api.summary)),
        description=markdown(sentence(api.description)),
        first_option=_first_option(added),
        base_url=EMPTY if api.servers else code('base_url="https://api.example.com"'),
        call=_first(operations, lambda operation: _call(operation, api, classes, canonical)),
        calls=tuple(_call_row(operation, classes) for operation in operations),
        options=tuple(_option_row(option) for option in added),
        base_error=base_name(api),
        errors=tuple(_error_row(error) for error in error_classes(api, classes.names)),
        null=_first(operations, lambda operation: _null(operation, classes, canonical)),
        enum=_enum(classes, canonical),
        copied=_copied(classes),
        docs=markdown(f"<{api.external_docs}>") if api.external_docs else EMPTY,
    )


def _first(operations: list[ir.Operation], make: Callable[[ir.Operation], T | None]) -> T | None:
    return next((made for operation in operations if (made := make(operation)) is not None), None)


def _call(
    operation: ir.Operation, api: ir.Api, classes: Classes, canonical: Canonical
) -> CallView | None:
    samples = Samples(canonical, classes)
    try:
        passing = _passing(operation, classes, samples)
    except NoSample:
        return None
    error = _documented_error(operation, api, classes)
    names = classes.names
    library = sorted(samples.library)
    return CallView(
        imports=_listed({*samples.used, error, api.client_class}),
        async_imports=_listed({*samples.used, f"Async{api.client_class}"}),
        library=tuple(code("from {} import {}", identifier(m), identifier(n)) for m, n in library),
        target=code(
            "{}.{}",
            identifier(names.resources[operation.tag]),
            identifier(names.operations[operation.id]),
        ),
        passing=join(", ", passing),
        result=_result_name(operation, classes) if operation.returns else EMPTY,
        error=error,
    )


def _listed(used: set[str]) -> Source:
    return join(", ", [identifier(name) for name in sorted(used)])


def _passing(operation: ir.Operation, classes: Classes, samples: Samples) -> list[Source]:
    """The required arguments, and those of the body that the documented example has."""
    named = classes.names.arguments
    path = [p for p in operation.parameters if p.where == "path"]
    path.sort(key=lambda p: operation.path.find(f"{{{p.name}}}"))
    passing = [samples.parameter(operation.id, parameter) for parameter in path]
    for parameter in operation.parameters:
        if parameter.where != "path" and parameter.required:
            name = identifier(named[operation.id, parameter.where, parameter.name])
            passing.append(code("{}={}", name, samples.parameter(operation.id, parameter)))
    if operation.body is not None:
        for wire_name, given in samples.body(operation.id, operation.body).items():
            name = identifier(named[operation.id, "body", wire_name])
            passing.append(code("{}={}", name, given))
    return passing


def _result_name(operation: ir.Operation, classes: Classes) -> Source:
    """`order` for an `Order`."""
    if isinstance(operation.returns, ir.Named):
        name = classes.type_name(operation.returns.id, operation.returns.side)
        variable = humanize(name).lower().replace(" ", "_")
        if variable.isidentifier() and not keyword.iskeyword(variable) and variable not in _TAKEN:
            return identifier(variable)
    return code("result")


def _documented_error(operation: ir.Operation, api: ir.Api, classes: Classes) -> Source:
    """The most telling class: of a declared code, of 404, of another status, or the base of all."""
    statuses = [r.status for r in operation.errors if r.status in classes.names.statuses]
    for error in api.error_codes:
        if str(error.status) in statuses:
            return identifier(classes.names.codes[error.code])
    for status in ("404", *statuses):
        if status in statuses:
            return identifier(classes.names.statuses[status])
    return base_name(api)


# --- tables -------------------------------------------------------------------------------------


def _call_row(operation: ir.Operation, classes: Classes) -> RowView:
    names = classes.names
    target = f"client.{names.resources[operation.tag]}.{names.operations[operation.id]}"
    said = summary_and_rest(operation.summary, operation.description)[0]
    said = said or plain(names.operations[operation.id])
    request = code_span(f"{operation.method.upper()} {operation.path}")
    return RowView(cells=(code_span(target), request, cell(said)))


def _option_row(option: Option) -> RowView:
    environment = code_span(option.environment) if option.environment else EMPTY
    return RowView(cells=(code_span(option.name), environment, cell(option.text)))


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


def _first_option(added: tuple[Option, ...]) -> Source:
    for option in added:
        if option.environment:
            return cell(f"{option.environment} from the environment, or {option.name}=...")
    return EMPTY


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
        for text in canonical.enums[type_id]["enum"]:
            member = classes.names.members.get((type_id, json.dumps(text, ensure_ascii=False)))
            if isinstance(text, str) and member:
                return EnumView(name=identifier(name), member=identifier(member), text=string(text))
    return None


def _copied(classes: Classes) -> Source:
    """The first object that both sides have."""
    types = classes.names.types
    for type_id, side in sorted(types):
        name = types[type_id, side]
        if (
            side == "input"
            and types.get((type_id, "answer"), name) != name
            and name in classes.modules
        ):
            return identifier(name)
    return EMPTY
