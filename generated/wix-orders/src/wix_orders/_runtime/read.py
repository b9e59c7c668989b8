"""Answers to values: which documented answer it is, and what it holds.

In: an operation's answers and what was received. Out: the value that the call gives, or an error's body. Refuses, with
`Unreadable`: a success that is not what is documented, or lacks the result that the call promises.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from email.message import Message
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from .arguments import shorten
from .operation import Answers, Bytes, Empty, Json, Operation, Text


@dataclass(frozen=True, slots=True)
class Received:
    """An answer off the wire; `content` is None if it broke off or could not be decompressed."""

    status: int
    headers: Mapping[str, str]
    content: bytes | None


Decode = Callable[[Received, bytes], Any]


class Unreadable(Exception):
    """An answer is not what is documented; the text says what was expected."""


def success(operation: Operation[Any], received: Received) -> Any:
    """Return what the call gives. An undocumented 2xx is read as the first documented one: the call has worked.

    Raises:
        Unreadable: The answer broke off, or is not what is documented.
    """
    answers = operation.answers
    if not answers:
        return None
    if received.content is None:
        raise Unreadable("the answer broke off or cannot be decompressed")
    answer = _chosen(answers, received.status) or next(iter(answers.values()))
    return _decoder(answer)(received, received.content)


def error_body(operation: Operation[Any], received: Received) -> Any:
    """Return an error's body: as documented, or else as JSON, text or bytes; None without one."""
    answer = _chosen(operation.errors, received.status)
    if not received.content:
        return None
    if answer is not None and not isinstance(answer, Empty):
        with suppress(Unreadable):
            return _decoder(answer)(received, received.content)
    return loose(received, received.content)


def _chosen(answers: Mapping[str, Answers], status: int) -> Answers | None:
    """The status, its range, or the default (OpenAPI 3.1, "Responses Object")."""
    return answers.get(str(status)) or answers.get(f"{status // 100}XX") or answers.get("default")


@cache
def _decoder(answer: Answers) -> Decode:
    match answer:
        case Json():
            return _json(answer)
        case Text():
            return _text
        case Bytes():
            return lambda _, content: content
        case Empty():
            return lambda _, content: None


def _json(answer: Json) -> Decode:
    kind, result = answer.type(), answer.result
    validate = TypeAdapter[Any](kind).validator.validate_json
    name = kind.__name__ if isinstance(kind, type) else str(kind)

    def decode(_: Received, content: bytes) -> Any:
        try:
            value = validate(content.removeprefix(b"\xef\xbb\xbf"))  # RFC 8259, 8.1
        except ValidationError as error:
            raise Unreadable(f"expected {name}: {_explained(error)}") from error
        if result is None:
            return value
        value = getattr(value, result, None)
        if value is None:
            raise Unreadable(f"expected {name} with {result!r}, which is missing")
        return value

    return decode


def _explained(error: ValidationError) -> str:
    first, *_ = problems = error.errors(include_url=False)
    if first["type"] == "json_invalid":
        return "it is not JSON" if first["input"] else "it is empty"
    if not first["loc"]:
        return f"{shorten(first['input'])} is not one"
    return "; ".join(f"{'.'.join(map(str, p['loc']))}: {p['msg']}" for p in problems[:3])


def _text(received: Received, content: bytes) -> str:
    """Text in the charset that the answer declares, or UTF-8; what does not fit reads as U+FFFD."""
    header = Message()
    header["content-type"] = received.headers.get("content-type") or "text/plain"
    with suppress(LookupError):
        return content.decode(header.get_content_charset("utf-8"), "replace")
    return content.decode("utf-8", "replace")


def loose(received: Received, content: bytes) -> Any:
    """JSON if it is that, else text if it says so or is UTF-8, else bytes."""
    with suppress(ValueError, RecursionError):
        return json.loads(content)
    if received.headers.get("content-type", "").startswith("text/"):
        return _text(received, content)
    with suppress(UnicodeDecodeError):
        return content.decode()
    return content
