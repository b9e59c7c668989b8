"""What guides show of answers: an enum that one holds, one that a test makes by hand, and an error that a test plays.

In: a `Book`. Out: `AnswersView`, the parts of small programs. Refuses nothing.
"""

from __future__ import annotations

import builtins
import keyword
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from generator import ir
from generator.canonical import Schema
from generator.docs.book import Book, Shown
from generator.literals import Source, code, identifier, join, string, value
from generator.operations.types import type_of
from generator.views.errors import ErrorClass, error_classes
from generator.views.text import humanize

_OWN = frozenset({"value", "tell", *dir(builtins)})
_AGAIN = frozenset({"408", "425", "429"})
"""Refusals that a client may try again, after a wait: nothing for a test that is to be quick."""
_UNDOCUMENTED = ErrorClass("StatusError", "", "404", None, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewerView:
    """A field of an answer that holds an enum, or a value that is newer than the package."""

    imports: Source
    owner: Source
    variable: Source
    field: Source
    local: Source
    """What a program may call its value."""
    enum: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class HandView:
    """An object of an answer, and a text in it."""

    owner: Source
    field: Source
    text: Source
    document: Source
    """The same as the API sends it, a `dict`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayedView:
    """An error, and the answer that stands for it."""

    name: Source
    status: Source
    response: Source
    """Arguments of an `httpx2.Response`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswersView:
    """All of it; None for what an API has nothing of."""

    newer: NewerView | None
    by_hand: HandView | None
    played: PlayedView


def answers_view(book: Book, error: Source) -> AnswersView:
    """What the guides show; `error` is the class that the first call's sample catches first, if any."""
    return AnswersView(newer=_newer(book), by_hand=_by_hand(book), played=_played(book, error))


def _newer(book: Book) -> NewerView | None:
    """The first enum in what calls return; else in any class of answers."""
    for owner in _classes(book):
        for wire, slot in owner.schema["properties"].items():
            enum = _enum(slot, book)
            if enum in book.types:
                listed = sorted({owner.name, enum})
                name = book.classes.names.members[owner.id, wire]
                variable = _variable(owner.name)
                return NewerView(
                    imports=join(", ", [identifier(name) for name in listed]),
                    owner=identifier(owner.name),
                    variable=variable,
                    field=identifier(name),
                    local=code("value") if name in {variable, *_OWN} else identifier(name),
                    enum=identifier(enum),
                )
    return None


def _by_hand(book: Book) -> HandView | None:
    """A class that promises nothing, and its first text: best one that is called something else on the wire."""
    found: list[tuple[bool, HandView]] = []
    for owner in _classes(book):
        for wire, slot in owner.schema["properties"].items():
            if owner.schema.get("required") or slot.get("type") != "string" or "format" in slot:
                continue
            name = book.classes.names.members[owner.id, wire]
            given = next((one for one in slot.get("examples", ()) if isinstance(one, str)), "…")
            view = HandView(
                owner=identifier(owner.name),
                field=identifier(name),
                text=string(given),
                document=value({wire: given}),
            )
            found.append((name == wire, view))
        if found:
            return min(found, key=lambda one: one[0])[1]
    return None


def _played(book: Book, name: Source) -> PlayedView:
    """The class of that name; a plain `StatusError` where it stands for none that a test can play at once."""
    error = next((e for e in error_classes(book.api, book.classes.names) if e.name == name), None)
    if error is None or not _is_playable(error):
        error = _UNDOCUMENTED
    status, body = value(int(error.status)), _body(error, book.api.error_code_pointers)
    if error.code and body is None:
        error = _UNDOCUMENTED
        status = value(int(error.status))
    return PlayedView(
        name=identifier(error.name),
        status=status,
        response=status if body is None else code("{}, json={}", status, value(body)),
    )


def _is_playable(error: ErrorClass) -> bool:
    return error.status[0] == "4" and error.status.isdecimal() and error.status not in _AGAIN


def _body(error: ErrorClass, pointers: Sequence[str]) -> Any:
    """The smallest body with the error's code at the first pointer (RFC 6901) that leads through first entries."""
    for pointer in pointers if error.code else ():
        steps = [s.replace("~1", "/").replace("~0", "~") for s in pointer.split("/")[1:]]
        if any(step.isdecimal() and step != "0" for step in steps):
            continue
        made: Any = error.code
        for step in reversed(steps):
            made = [made] if step == "0" else {step: made}
        return made
    return None


def _classes(book: Book) -> Iterator[Shown]:
    """Objects of answers, each once: what calls return, then all."""
    seen: dict[str, None] = {}
    for one in book.operations():
        if isinstance(one.returns, ir.Named):
            seen[book.name_of(one.returns.id, one.returns.side)] = None
    for name in dict.fromkeys([*seen, *book.types]):
        shown = book.types.get(name)
        if shown is not None and shown.side == "answer" and shown.schema.get("properties"):
            yield shown


def _enum(slot: Schema, book: Book) -> str:
    """The name of the one enum that a slot holds, or of no type."""
    type_ = type_of(slot, "answer", book.canonical)
    options = type_.options if isinstance(type_, ir.OneOf) else (type_,)
    enums = [one for one in options if isinstance(one, ir.EnumOf)]
    return book.name_of(enums[0].id, "answer") if len(enums) == 1 else ""


def _variable(owner: str) -> Source:
    name = humanize(owner).lower().replace(" ", "_")
    good = name.isidentifier() and not keyword.iskeyword(name) and name not in _OWN
    return identifier(name) if good else code("answer")
