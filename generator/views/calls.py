"""A call of each operation, as README and docs show it: one source for both.

In: `ir.Operation`, `Names`, the canonical form. Out: `CallView`, all of it valid Python. Refuses nothing: an operation
that cannot be called with a finite example has none.
"""

from __future__ import annotations

import builtins
import keyword
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator import ir
from generator.canonical import Canonical
from generator.literals import EMPTY, Source, code, identifier, join, string, value
from generator.operations.types import type_of
from generator.views.errors import base_name
from generator.views.notes import hint, lost
from generator.views.samples import Given, NoSample, Samples
from generator.views.scope import Classes
from generator.views.text import humanize

_TAKEN = frozenset({*dir(builtins), "client", "main", "asyncio"})


@dataclass(frozen=True, slots=True, kw_only=True)
class CallView:
    """A call as the README shows it."""

    imports: Source
    """The names after `from wix_orders import`, the sync client among them."""
    async_imports: Source
    """The same with the async client."""
    library: tuple[Source, ...]
    used: tuple[str, ...]
    """The names of the package in its arguments."""
    target: Source
    """`orders.update_order`"""
    method: Source
    """`"PATCH"`"""
    passing: Source
    """Everything between its parentheses."""
    result: Source
    """What its result is called, or nothing."""
    error: Source
    """A class of error that it documents, or the base of all."""
    hint: Source
    """Comments that say where keys and headers come from."""
    lost: Source
    """What to do where nobody knows whether it was done."""
    answer: Source
    """Arguments of an `httpx2.Response` that it can read."""


def call_view(
    operation: ir.Operation,
    api: ir.Api,
    classes: Classes,
    canonical: Canonical,
    more: Given | None = None,
) -> CallView | None:
    """The smallest call that the documented example, or else the schema, gives, and `more`; None if there is none."""
    samples = Samples(canonical, classes, more=more or Given())
    try:
        passed = passing(operation, classes, samples)
    except NoSample:
        return None
    error = _documented_error(operation, api, classes)
    names = classes.names
    return CallView(
        imports=_listed({*samples.used, error, api.client_class}),
        async_imports=_listed({*samples.used, f"Async{api.client_class}"}),
        library=samples.imports(),
        used=tuple(sorted(samples.used)),
        target=code(
            "{}.{}",
            identifier(names.resources[operation.tag]),
            identifier(names.operations[operation.id]),
        ),
        method=string(operation.method.upper()),
        passing=join(", ", passed),
        result=result_name(operation, classes) if operation.returns else EMPTY,
        error=error,
        hint=hint(operation, api),
        lost=lost(operation),
        answer=_answer(operation, canonical),
    )


def _answer(operation: ir.Operation, canonical: Canonical) -> Source:
    """The smallest answer that gives a result."""
    reply = next((r for r in operation.replies if r.type is not None), None)
    if reply is None or reply.encoding != "json":
        return code("200")
    if operation.result_property is None or not isinstance(reply.type, ir.Named):
        return code("200, json={}", value(_smallest(reply.type, canonical)))
    properties = canonical.answers.get(reply.type.id, {}).get("properties", {})
    slot = properties.get(operation.result_property, {})
    result = _smallest(type_of(slot, "answer", canonical), canonical)
    return code("200, json={}", value({operation.result_property: result}))


_EMPTY: Mapping[ir.ScalarKind, Any] = {
    "int": 0,
    "float": 0,
    "number": 0,
    "bool": False,
    "any": {},
    "null": None,
}


def _smallest(type_: ir.Type | None, canonical: Canonical) -> Any:
    """A JSON value of the kind that a type is; texts are empty, and objects, whatever is promised of them."""
    match type_:
        case ir.ListOf():
            return []
        case ir.Scalar(kind=kind):
            return _EMPTY.get(kind, "")
        case ir.Const(value=only):
            return only
        case ir.EnumOf(id=type_id):
            return canonical.enums[type_id]["enum"][0]
        case ir.OneOf(options=options):
            return _smallest(options[0], canonical)
        case _:
            return {}


def base_of(api: ir.Api) -> str:
    """The URL that samples call; an example's where the document does not say the host."""
    url = api.servers[0].url if api.servers else ""
    return url if "://" in url else f"https://api.example.com/{url.strip('/')}".rstrip("/")


def base_url(api: ir.Api) -> Source:
    """The argument without which no client can be made, if the document does not say the host."""
    known = any("://" in server.url for server in api.servers[:1])
    return EMPTY if known else code("base_url={}", string(base_of(api)))


def keyed(api: ir.Api) -> list[Source]:
    """The arguments with which a client needs no environment."""
    keys = [
        code(
            "{}={}",
            identifier(one.argument),
            string("user:password" if one.kind == "basic" else "test"),
        )
        for one in api.credentials[:1]
    ]
    return [part for part in (*keys, base_url(api)) if part]


def _listed(used: set[str]) -> Source:
    return join(", ", [identifier(name) for name in sorted(used)])


def passing(operation: ir.Operation, classes: Classes, samples: Samples) -> list[Source]:
    """The required arguments, and those of the body that the documented example has."""
    named = classes.names.arguments
    path = [p for p in operation.parameters if p.where == "path"]
    path.sort(key=lambda p: operation.path.find(f"{{{p.name}}}"))
    passed = [samples.parameter(operation.id, parameter) for parameter in path]
    for parameter in operation.parameters:
        if parameter.where != "path" and samples.is_given(parameter):
            name = identifier(named[operation.id, parameter.where, parameter.name])
            passed.append(code("{}={}", name, samples.parameter(operation.id, parameter)))
    if operation.body is not None:
        for wire_name, given in samples.body(operation.id, operation.body).items():
            name = identifier(named[operation.id, "body", wire_name])
            passed.append(code("{}={}", name, given))
    return passed


def result_name(operation: ir.Operation, classes: Classes) -> Source:
    """What samples call a result: `order` for an `Order`."""
    if isinstance(operation.returns, ir.Named):
        return name_for(classes.type_name(operation.returns.id, operation.returns.side)) or code(
            "result"
        )
    return code("result")


def name_for(cls: str) -> Source:
    """`order` for an `Order`; nothing where that name is another's."""
    variable = humanize(cls).lower().replace(" ", "_")
    usable = variable.isidentifier() and not keyword.iskeyword(variable)
    return identifier(variable) if usable and variable not in _TAKEN else EMPTY


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
