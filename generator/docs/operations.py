"""The page of one operation.

In: `ir.Operation` and its samples. Out: `CallPageView`. Refuses nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator import ir
from generator.docs.arguments import call_arguments
from generator.docs.book import Book, Page, outside
from generator.docs.errors import RaisedView, raised
from generator.docs.fields import FieldView, RowView, TreeView, tree
from generator.docs.guides import others
from generator.docs.printed import printed
from generator.docs.samples import SIGNATURE, SampleView, sample_view
from generator.docs.types import shown
from generator.literals import (
    EMPTY,
    Source,
    code,
    join,
    page_code,
    page_fence,
    page_line,
    page_quoted,
    page_text,
)
from generator.same import Same
from generator.views.notes import when_needed
from generator.views.spoken import in_python
from generator.views.text import plain, says_something, sentence, summary_and_rest

_BLOCKS: Same[Source] = Same(1024)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleView:
    """A documented request or answer."""

    title: Source
    text: Source
    """A block of code, or a link to where it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerView:
    """One documented success."""

    status: Source
    media_type: Source
    type: Source
    text: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class CallPageView:
    """Everything that the page of an operation prints."""

    path: Source
    title: Source
    described: Source
    heading: Source
    method: Source
    """`client.orders.update_order`"""
    request: Source
    text: Source
    deprecated: bool
    docs: Source
    needs: Source
    """The alternatives of credentials, in words."""
    headers: tuple[Source, ...]
    """The client's own headers: by which argument, and when they are needed."""
    others: tuple[Source, ...]
    """How a client picks another server than the default one, and what that is."""
    idempotent: bool
    samples: SampleView | None
    signature: Source
    """The method as a stub, sync and async."""
    arguments: tuple[FieldView, ...]
    body: TreeView | None
    returns: Source
    result: Source
    """The property of the answer that is returned."""
    printed: tuple[RowView, ...]
    """What the result holds by the documented answer."""
    answers: tuple[AnswerView, ...]
    requests: tuple[ExampleView, ...]
    replies: tuple[ExampleView, ...]
    errors: tuple[RaisedView, ...]
    bodies: tuple[Source, ...]
    """What `error.body` is, for which statuses."""
    failures: tuple[ExampleView, ...]


def call_page(operation: ir.Operation, book: Book, texts: Mapping[str, str]) -> CallPageView:
    """The page of one operation; `texts` are its programs, tidied."""
    names = book.classes.names
    path = book.operation_pages[operation.id]
    page = Page(book, path)
    head, rest = summary_and_rest(operation.summary, operation.description)
    head = head or plain(names.operations[operation.id])
    raw = book.written[operation.id]
    return CallPageView(
        path=path,
        title=page_quoted(_bare(head)),
        described=page_quoted(f"{book.calls[operation.id]}: {_bare(head)}"),
        heading=page_line(_bare(head)),
        method=page_code(f"client.{book.calls[operation.id]}"),
        request=page_code(f"{operation.method.upper()} {operation.path}"),
        text=page_text(in_python(rest, operation.id, names) or sentence(head)),
        deprecated=operation.deprecated,
        docs=outside(operation.external_docs),
        needs=join(" or ", _needs(operation, book)),
        headers=tuple(_headers(book, page)),
        others=tuple(others(book.api)),
        idempotent=operation.idempotent,
        samples=sample_view(operation, book, texts),
        signature=_signature(texts),
        arguments=tuple(call_arguments(operation, page)),
        body=_tree(operation, page),
        returns=shown(operation.returns, page) if operation.returns else code("`None`"),
        result=page_code(operation.result_property) if operation.result_property else EMPTY,
        printed=printed(operation, raw, book),
        answers=tuple(_answers(operation, page)),
        requests=tuple(_examples(_media(raw.get("requestBody", {})))),
        replies=tuple(_replies(operation.replies, raw)),
        errors=tuple(raised(operation, book, page)),
        bodies=tuple(_bodies(operation, page)),
        failures=tuple(_replies(operation.errors, raw)),
    )


def _bare(text: str) -> str:
    """Without the full stop that a heading does not have."""
    return " ".join(text.split()).removesuffix(".")


def _needs(operation: ir.Operation, book: Book) -> Iterator[Source]:
    known = {one.scheme: one.argument for one in book.api.credentials}
    for schemes in operation.security:
        named = [page_code(known[scheme]) for scheme in schemes if scheme in known]
        yield join(" with ", named) if named else code("no key")


def _headers(book: Book, page: Page) -> Iterator[Source]:
    for one in book.api.headers:
        linked = page.to(page_code(one.argument), "authentication.md", "the-headers")
        when = page_line(when_needed(one) or "where it is given")
        yield code("{} of the client: {}.", linked, when)


def _signature(texts: Mapping[str, str]) -> Source:
    """The methods as stubs, from the sync one, tidied."""
    stub = texts[SIGNATURE].rstrip()
    return page_fence("python", f"{stub}\n\n\nasync {stub}")


def _tree(operation: ir.Operation, page: Page) -> TreeView | None:
    """What the body may hold below its arguments, if anything."""
    if not isinstance(operation.body, ir.ObjectBody):
        return None
    named = page.book.classes.names.arguments
    given = {f.name: named[operation.id, "body", f.name] for f in operation.body.fields}
    found = tree(operation.body.id, given, page)
    return found if len(found.rows) > len(given) else None


# --- answers and examples -----------------------------------------------------------------------


def _answers(operation: ir.Operation, page: Page) -> Iterator[AnswerView]:
    for reply in operation.replies:
        text = sentence(reply.description) if says_something(reply.description) else ""
        yield AnswerView(
            status=page_code(reply.status),
            media_type=page_code(reply.media_type) if reply.media_type else EMPTY,
            type=shown(reply.type, page) if reply.type else code("nothing"),
            text=page_line(text),
        )


def _bodies(operation: ir.Operation, page: Page) -> Iterator[Source]:
    """The types of error bodies, each once, with its statuses."""
    statuses: dict[ir.Type, list[Source]] = {}
    for reply in operation.errors:
        if reply.type is not None:
            said = code("any other") if reply.status == "default" else page_code(reply.status)
            statuses.setdefault(reply.type, []).append(said)
    for type_, listed in statuses.items():
        yield code("{} for {}", shown(type_, page), join(", ", listed))


def _media(holder: Mapping[str, Any]) -> Mapping[str, Any]:
    return next(iter(holder.get("content", {}).values()), {})


def _replies(replies: tuple[ir.Reply, ...], raw: Mapping[str, Any]) -> Iterator[ExampleView]:
    for reply in replies:
        for found in _examples(_media(raw["responses"].get(reply.status, {}))):
            title = code("{}: {}", page_code(reply.status), found.title)
            yield ExampleView(title=title, text=found.text)


def _examples(media: Mapping[str, Any]) -> Iterator[ExampleView]:
    """OpenAPI 3.1, Example Object; those without a name last."""
    for name, one in media.get("examples", {}).items():
        title = page_line(one.get("summary") or one.get("description") or name)
        if "value" in one:
            yield ExampleView(title=title, text=_block(one["value"]))
        elif "externalValue" in one:
            yield ExampleView(title=title, text=page_line(f"<{one['externalValue']}>"))
    if "example" in media:
        yield ExampleView(title=code("an example"), text=_block(media["example"]))


def _block(value: Any) -> Source:
    if isinstance(value, str):
        return page_fence("text", value)
    return _BLOCKS.of(
        lambda: page_fence("json", json.dumps(value, indent=2, ensure_ascii=False)), value
    )
