"""Samples of each call: programs for sync and async code, curl, and HTTP.

In: a `Book`. Out: drafts of programs, which are tidied with the package's own code; then `SampleView`s of their texts.
Refuses nothing: a call without a finite example has no samples.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator import ir
from generator.docs.book import Book
from generator.docs.wire import Sent, sent
from generator.literals import (
    EMPTY,
    Source,
    anchor,
    code,
    identifier,
    page_fence,
    page_line,
)
from generator.same import Same
from generator.views.arguments import arguments, signature
from generator.views.calls import CallView, base_url, call_view
from generator.views.errors import base_name
from generator.views.samples import Given, NoSample, Samples
from generator.views.scope import Imports, Scope
from generator.views.variations import DEEPER, NULL, OPTIONAL, Variation, variations

KINDS = ("sync", "async", "errors")
SIGNATURE = "signature"
MORE = "more"
"""The kind of a program that says more than it must, with its number after it."""
_VARIATIONS: Same[tuple[Variation, ...]] = Same(2000)
_TITLES: Mapping[str, tuple[Source, Source]] = {
    OPTIONAL: (code("More at once"), code("What is left out is not sent.")),
    DEEPER: (
        code("An object in an object"),
        code(
            "Objects nest as they do in the JSON, and what is left out of them is not sent. Whether the server then "
            "keeps what it had there, the text above says; where it does not, send such an object whole: see "
            "[What is left out inside an object](../../requests.md#inside-an-object)."
        ),
    ),
    NULL: (
        code("A null"),
        code(
            "`None` sends `null`; what is left out is not sent. What null does to the data is said above, and with "
            "each field. More on this: [Left out, null, or a value](../../requests.md)."
        ),
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramView:
    """What the templates of programs print."""

    package: Source
    client: Source
    base_url: Source
    hint: Source
    """Comments that say where keys and headers come from."""
    base_error: Source
    specific: Source
    """The most telling class of errors, if there is one below the base."""
    call: CallView


@dataclass(frozen=True, slots=True, kw_only=True)
class MoreView:
    """A call that says more than it must."""

    id: Source
    title: Source
    text: Source
    python: Source
    http: Source
    """Indented, as in tabs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleView:
    """The samples of one call, each a block of code; the first four are indented, as in tabs."""

    sync: Source
    asynchronous: Source
    curl: Source
    http: Source
    errors: Source
    more: tuple[MoreView, ...]


def programs(operation: ir.Operation, book: Book) -> dict[str, ProgramView]:
    """What the programs of an operation are made of, by kind; none where there is no call to show."""
    call = call_view(operation, book.api, book.classes, book.canonical)
    if call is None:
        return {}
    made = {kind: _program(call, call.hint, book) for kind in KINDS}
    for number, one in enumerate(variations_of(operation, book)):
        if call := call_view(operation, book.api, book.classes, book.canonical, one.given):
            made[f"{MORE}{number}"] = _program(call, EMPTY, book)
    return made


def variations_of(operation: ir.Operation, book: Book) -> tuple[Variation, ...]:
    """The calls of an operation beside its smallest."""
    samples = Samples(book.canonical, book.classes)
    made_from = (operation, book.canonical, book.classes.names, book.classes.modules)
    return _VARIATIONS.of(lambda: variations(operation, samples), *made_from)


def _program(call: CallView, hint: Source, book: Book) -> ProgramView:
    return ProgramView(
        package=identifier(book.api.package),
        client=identifier(book.api.client_class),
        base_url=base_url(book.api),
        hint=hint,
        base_error=base_name(book.api),
        specific=specific(call, book.api),
        call=call,
    )


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
        more=tuple(_more(operation, book, texts)),
    )


def _more(operation: ir.Operation, book: Book, texts: Mapping[str, str]) -> Iterator[MoreView]:
    for number, one in enumerate(variations_of(operation, book)):
        text = texts.get(f"{MORE}{number}")
        if text is None:
            continue
        wire = wire_of(operation, book, one.given)
        own = page_line(one.said.strip().removesuffix(".") or "Another documented request")
        title, said = _TITLES.get(one.kind, (own, EMPTY))
        yield MoreView(
            id=code("sample-{}", anchor(one.kind if one.kind in _TITLES else str(number))),
            title=title,
            text=said,
            python=page_fence("python", text, 4),
            http=page_fence("http", wire.http, 4) if wire else EMPTY,
        )


def wire_of(operation: ir.Operation, book: Book, more: Given | None = None) -> Sent | None:
    """The request of a sample; None where it cannot be written."""
    samples = Samples(book.canonical, book.classes, more=more or Given())
    try:
        return sent(operation, book.api, samples)
    except NoSample:
        return None
