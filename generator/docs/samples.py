"""Samples of each call: programs for sync and async code, curl, and HTTP.

In: a `Book`. Out: drafts of programs, which are tidied with the package's own code; then `SampleView`s of their texts.
Refuses nothing: a call without a finite example has no samples.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator import ir
from generator.docs.book import Book
from generator.docs.wire import Sent, sent
from generator.literals import EMPTY, Source, anchor, code, identifier, join, page_fence
from generator.views.arguments import arguments, signature
from generator.views.calls import CallView, base_url, call_view
from generator.views.errors import base_name
from generator.views.samples import NoSample, Samples
from generator.views.scope import Imports, Scope

KINDS = ("sync", "async", "errors")
SIGNATURE = "signature"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramView:
    """What the templates of programs print."""

    package: Source
    client: Source
    base_url: Source
    hint: Source
    """Where the key comes from: ``WIX_ORDERS_API_KEY` from the environment, or api_key=...`."""
    base_error: Source
    specific: Source
    """The most telling class of errors, if there is one below the base."""
    call: CallView


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleView:
    """The samples of one call, each a block of code; the first four are indented, as in tabs."""

    sync: Source
    asynchronous: Source
    curl: Source
    http: Source
    errors: Source


def programs(book: Book) -> dict[str, ProgramView]:
    """By operation id: what its programs are made of."""
    api = book.api
    found = {}
    for operation in book.operations():
        call = call_view(operation, api, book.classes, book.canonical)
        if call is not None:
            found[operation.id] = ProgramView(
                package=identifier(api.package),
                client=identifier(api.client_class),
                base_url=base_url(api),
                hint=_hint(operation, api),
                base_error=base_name(api),
                specific=specific(call, api),
                call=call,
            )
    return found


def stub(operation: ir.Operation, book: Book) -> Source:
    """The method as the package declares it; the last comma makes it one argument a line."""
    scope = Scope(book.classes, Imports(), frozenset())
    taking = signature(arguments(operation, scope), scope)
    name = identifier(book.classes.names.operations[operation.id])
    return code("def {}(self{},) -> {}: ...\n", name, taking, scope.annotation(operation.returns))


def specific(call: CallView | None, api: ir.Api) -> Source:
    """The class of errors that a sample catches first; nothing if the operation documents none."""
    return EMPTY if call is None or call.error == base_name(api) else call.error


def sample_view(operation: ir.Operation, book: Book, texts: Mapping[str, str]) -> SampleView | None:
    """`texts` are the programs, tidied, by their kind; None where there is no call to show."""
    if "sync" not in texts:
        return None
    wire = wire_of(operation, book)
    return SampleView(
        sync=page_fence("python", texts["sync"], 4),
        asynchronous=page_fence("python", texts["async"], 4),
        curl=page_fence("sh", wire.curl, 4) if wire else EMPTY,
        http=page_fence("http", wire.http, 4) if wire else EMPTY,
        errors=page_fence("python", texts["errors"]),
    )


def wire_of(operation: ir.Operation, book: Book) -> Sent | None:
    """The request of the sample; None where it cannot be written."""
    try:
        return sent(operation, book.api, Samples(book.canonical, book.classes))
    except NoSample:
        return None


def _hint(operation: ir.Operation, api: ir.Api) -> Source:
    """The keys of the first alternative."""
    known = {one.scheme: one for one in api.credentials}
    schemes = operation.security[0] if operation.security else ()
    keys = [known[scheme] for scheme in schemes if scheme in known]
    if not keys:
        return EMPTY
    return code(
        "# {} from the environment, or {}",
        join(", ", [anchor(key.environment) for key in keys]),
        join(", ", [code("{}=...", identifier(key.argument)) for key in keys]),
    )
