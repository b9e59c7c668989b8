"""Answers to values: which documented answer it is, and what it holds.

In: an operation's answers and what was received. Out: the value that the call gives, or an error's body. Refuses, with
`Unreadable`: a success that is not what is documented, or lacks the result that the call promises.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.message import Message
from typing import Any, assert_never

from pydantic import TypeAdapter, ValidationError

from .checking import shorten
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


class Reader:
    """Reads one operation's answers; decoders are built when an answer first needs them."""

    def __init__(self, operation: Operation[Any]) -> None:
        self._answers = operation.answers
        self._errors = operation.errors
        self._decoders: dict[Answers, Decode] = {}

    def success(self, received: Received) -> Any:
        """Return what the call gives.

        An undocumented 2xx is read as the first documented one: its status says that the call has worked.

        Raises:
            Unreadable: The answer broke off, or is not what is documented.
        """
        if not self._answers:
            return None
        answer = choose(self._answers, received.status) or next(iter(self._answers.values()))
        if received.content is None:
            raise Unreadable("the answer broke off or cannot be decompressed")
        return self._decoder(answer)(received, received.content)

    def error_body(self, received: Received) -> Any:
        """Return an error's body: as documented, or else as JSON, text or bytes; None without one."""
        answer = choose(self._errors, received.status)
        if not received.content:
            return None
        if answer is not None and not isinstance(answer, Empty):
            try:
                return self._decoder(answer)(received, received.content)
            except Unreadable:
                pass
        return loose(received, received.content)

    def _decoder(self, answer: Answers) -> Decode:
        decode = self._decoders.get(answer)
        if decode is None:
            decode = self._decoders[answer] = decoder(answer)
        return decode


def choose(answers: Mapping[str, Answers], status: int) -> Answers | None:
    """The documented answer: the status, its range, or the default (OpenAPI 3.1, "Responses Object")."""
    return answers.get(str(status)) or answers.get(f"{status // 100}XX") or answers.get("default")


def decoder(answer: Answers) -> Decode:
    """Return what reads this kind of answer."""
    match answer:
        case Json():
            return _json(answer)
        case Text():
            return text_of
        case Bytes():
            return lambda _, content: content
        case Empty():
            return lambda _, content: None
        case _:
            assert_never(answer)


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
        value = getattr(value, result)
        if value is None:
            raise Unreadable(f"expected {name} with {result!r}, which is missing")
        return value

    return decode


def _explained(error: ValidationError) -> str:
    first, *_ = problems = error.errors(include_url=False)
    if first["type"] == "json_invalid":
        return "it is not JSON"
    if not first["loc"]:
        return f"{shorten(first['input'])} is not one"
    return "; ".join(f"{'.'.join(map(str, p['loc']))}: {p['msg']}" for p in problems[:3])


def text_of(received: Received, content: bytes) -> str:
    """Text in the charset that the answer declares, or UTF-8; what does not fit reads as U+FFFD."""
    header = Message()
    header["content-type"] = received.headers.get("content-type") or "text/plain"
    try:
        return content.decode(header.get_content_charset("utf-8"), "replace")
    except LookupError:
        return content.decode("utf-8", "replace")


def loose(received: Received, content: bytes) -> Any:
    """JSON if it is that, else text if it says so or is UTF-8, else bytes."""
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        pass
    if received.headers.get("content-type", "").startswith("text/"):
        return text_of(received, content)
    try:
        return content.decode()
    except UnicodeDecodeError:
        return content
