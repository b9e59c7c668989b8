"""Errors as pages tell them: which class, for what, when, what to do, and what is known of the call's effect.

In: `ir.Api` and `Names`. Out: `ErrorView`s. Refuses nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator import ir
from generator.docs.book import Book, Page
from generator.literals import EMPTY, Source, anchor, code, join, page_code, page_line, page_text
from generator.views.errors import ErrorClass, error_classes
from generator.views.notes import repeatable
from generator.views.text import first_sentence, humanize, sentence

_ADVICE: Mapping[str, Source] = {
    "400": code("Correct the request: repeated as it is, it fails again. `error.body` says more."),
    "401": code("Give a key that is valid: see [Authentication](authentication.md)."),
    "402": code("Settle what is to be paid; then call again."),
    "403": code("Give the key the permission that is missing, or use another one."),
    "404": code("Check the id, and that the key may see what it names."),
    "405": code("The server does not take this call: check `base_url`."),
    "409": code("Read what is stored now, decide again, and send the change again."),
    "410": code("It is gone for good: stop asking for it."),
    "412": code("Read what is stored now, and send the condition that holds."),
    "413": code("Send less at once."),
    "415": code("The server does not take this kind of body."),
    "422": code("Correct the values: repeated as they are, they are refused again."),
    "423": code("Wait until it is unlocked; then call again."),
    "425": code("Call again a little later."),
    "428": code("Nothing was done. Meet the condition that the server names, then call again."),
    "429": code(
        "Nothing was done: a rate limit. The client waits and tries again by itself, up to `max_retries` times, unless "
        'the server asks for more than a minute: `error.tries` says how often it was sent, and `error.headers.get("retr'
        'y-after")` how long to wait. If it goes on, make fewer calls.'
    ),
    "501": code("The server does not offer this; do not repeat it."),
    "505": code("The server does not speak this version of HTTP."),
}
_REFUSED = code(
    "The server refused, and nothing was done: correct the request before you repeat it."
)
_CODED = code("Nothing was done. Call again only once what is said above has changed.")
_CODES = code("Nothing was done. `error.code` says why: see the classes below this one.")
_WHATEVER_CODE = frozenset({"400", "401", "429"})
"""Statuses of which the advice holds whatever the code."""
FAILED: Mapping[bool | None, Source] = {
    False: code("It may have been done, or not: look before you repeat it."),
    True: code(
        "It may have been done, or not. The client tries again by itself, up to `max_retries` times; to call again "
        "after that is safe, too."
    ),
    None: code(
        "It may have been done, or not: look before you repeat it. A call that may be repeated, just repeat."
    ),
}
"""By whether the calls that document it may be repeated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorView:
    """One class of errors."""

    id: Source
    name: Source
    base: Source
    """What else catches it, linked."""
    status: Source
    code: Source
    short: Source
    """`when` in a sentence, for a table."""
    when: Source
    advice: Source
    outcome: Source
    calls: Source
    """Who documents it."""


def error_views(book: Book, page: Page) -> tuple[ErrorView, ...]:
    """Every class for a status or a code, each below the one that it belongs to."""
    return tuple(_view(one, book, page) for one in error_classes(book.api, book.classes.names))


def _view(one: ErrorClass, book: Book, page: Page) -> ErrorView:
    documented = [o for o in book.operations() if _documents(o, one)]
    inner = any(str(error.status) == one.status for error in book.api.error_codes)
    return ErrorView(
        id=anchor(one.name),
        name=page_code(one.name),
        base=page.to_error(one.base),
        status=page_code(one.status),
        code=page_code(one.code) if one.code else EMPTY,
        short=page_line(_short(one.when) or f"{humanize(one.name)}."),
        when=page_text(one.when or f"{humanize(one.name)}."),
        advice=advice(one, has_codes=inner, again=repeatable(documented)),
        outcome=code("`{}`", outcome(one.status)),
        calls=join(", ", [page.to_call(o.id) for o in documented]),
    )


def _short(said: str) -> str:
    """The first sentence; all of it where it begins with none."""
    return sentence(first_sentence(said)[0] or said)


def _documents(operation: ir.Operation, one: ErrorClass) -> bool:
    return any(reply.status == one.status for reply in operation.errors)


def advice(error: ErrorClass, *, has_codes: bool, again: bool | None) -> Source:
    """What to do: the code says more than its status. `again` is whether calls may be repeated, None if some may."""
    if outcome(error.status) == "unknown":
        return _ADVICE.get(error.status, FAILED[again])
    if error.status not in _WHATEVER_CODE and (error.code or has_codes):
        return _CODED if error.code else _CODES
    return _ADVICE.get(error.status, _REFUSED)


def outcome(status: str) -> Source:
    """What a status says about the call's effect; see the runtime's `errors`."""
    refused = status.startswith("4") and status != "408"
    return code("not_applied") if refused else code("unknown")


@dataclass(frozen=True, slots=True, kw_only=True)
class RaisedView:
    """One line of an operation's table of errors."""

    error: Source
    status: Source
    code: Source
    when: Source
    outcome: Source
    again: Source


def raised(operation: ir.Operation, book: Book, page: Page) -> Iterator[RaisedView]:
    """What one operation documents, codes below their status, of which a sentence then is enough."""
    names = book.classes.names
    for reply in operation.errors:
        name = names.statuses.get(reply.status, "StatusError")
        status = code("any other") if reply.status == "default" else page_code(reply.status)
        again = code("yes") if _repeated(reply.status, operation) else code("no")
        said = (
            code("by status") if reply.status == "default" else code("`{}`", outcome(reply.status))
        )
        again = code("by status") if reply.status == "default" else again
        coded = [one for one in book.api.error_codes if str(one.status) == reply.status]
        yield RaisedView(
            error=page.to_error(name),
            status=status,
            code=EMPTY,
            when=page_line((_short if coded else sentence)(reply.description)),
            outcome=said,
            again=again,
        )
        for one in coded:
            yield RaisedView(
                error=page.to_error(names.codes[one.code]),
                status=status,
                code=page_code(one.code),
                when=page_line(sentence(one.description)),
                outcome=said,
                again=again,
            )


def _repeated(status: str, operation: ir.Operation) -> bool:
    """Whether the client tries again by itself; see the runtime's `flow`."""
    if status == "429":
        return True
    again = status == "408" or (status.startswith("5") and status not in ("501", "505"))
    return operation.idempotent and again
