"""Answers to values: which documented answer it is, and what it holds.

In: an operation's answers and what was received. Out: the value that the call gives, or an error's body. Refuses, with
`Unreadable`: a success that is not what is documented, or lacks the result that the call promises.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from email.message import Message
from typing import Any, assert_never

from pydantic import TypeAdapter, ValidationError

from .explain import shorten
from .operation import Answers, Bytes, Empty, Json, Operation, Text
from .response import Received

Decode = Callable[[Received, bytes], Any]


class Unreadable(Exception):
    """An answer is not what is documented; the text says what was expected."""


class Reader:
    """Reads one operation's answers. Types are looked up, and decoders built, when an answer first needs them."""

    def __init__(self, operation: Operation[Any]) -> None:
        self._answers = operation.answers
        self._errors = operation.errors
        self._decoders: dict[Answers, Decode] = {}

    def success(self, received: Received) -> Any:
        """Return what the call gives.

        An undocumented 2xx is read as the first documented success: its status says that the call has worked.

        Raises:
            Unreadable: The answer broke off, or is not what is documented.
        """
        answers = self._answers
        if not answers:
            return None
        answer = choose(answers, received.status) or next(iter(answers.values()))
        if received.content is None:
            msg = "the answer broke off"
            raise Unreadable(msg)
        return self._decoder(answer)(received, received.content)

    def error_body(self, received: Received) -> Any:
        """Return an error's body: as documented, or else as JSON, text or bytes."""
        content = received.content
        if not content:
            return None
        answer = choose(self._errors, received.status)
        if answer is not None and not isinstance(answer, Empty):
            try:
                return self._decoder(answer)(received, content)
            except Unreadable:
                pass
        return loose(received, content)

    def _decoder(self, answer: Answers) -> Decode:
        decode = self._decoders.get(answer)
        if decode is None:
            decode = self._decoders[answer] = decoder(answer)
        return decode


def choose(answers: Mapping[str, Answers], status: int) -> Answers | None:
    """Return the documented answer: the status itself, its range, or the default (OpenAPI 3.1, "Responses Object")."""
    return answers.get(str(status)) or answers.get(f"{status // 100}XX") or answers.get("default")


def decoder(answer: Answers) -> Decode:
    """Return what reads this kind of answer."""
    match answer:
        case Json():
            return json_decoder(answer)
        case Text():
            return text_of
        case Bytes():
            return lambda _, content: content
        case Empty():
            return lambda _, content: None
        case _:
            assert_never(answer)


def json_decoder(answer: Json) -> Decode:
    """Return what reads JSON of this type (RFC 8259; a byte order mark is ignored, as its section 8.1 allows)."""
    kind = answer.type()
    validate = TypeAdapter[Any](kind).validator.validate_json
    result = answer.result

    def decode(received: Received, content: bytes) -> Any:  # noqa: ARG001
        try:
            value = validate(content.removeprefix(b"\xef\xbb\xbf"))
        except ValidationError as error:
            raise Unreadable(f"expected {name_of(kind)}: {explained(error)}") from error
        if result is None:
            return value
        value = getattr(value, result)
        if value is None:
            msg = f"expected {name_of(kind)} with {result!r}, which is missing"
            raise Unreadable(msg)
        return value

    return decode


def explained(error: ValidationError) -> str:
    """Return the first few problems of an answer that is not as documented."""
    first, *_ = problems = error.errors(include_url=False)
    if first["type"] == "json_invalid":
        return "it is not JSON"
    if not first["loc"]:
        return f"{shorten(first['input'])} is not one"
    return "; ".join(f"{'.'.join(map(str, p['loc']))}: {p['msg']}" for p in problems[:3])


def name_of(kind: Any) -> str:
    """Return what to call a type in a message."""
    return kind.__name__ if isinstance(kind, type) else str(kind)


def text_of(received: Received, content: bytes) -> str:
    """Return text in the charset that the answer declares, UTF-8 without one; what does not fit reads as U+FFFD."""
    header = Message()
    header["content-type"] = received.headers.get("content-type") or "text/plain"
    charset = header.get_content_charset("utf-8")
    try:
        return content.decode(charset, "replace")
    except LookupError:
        return content.decode("utf-8", "replace")


def loose(received: Received, content: bytes) -> Any:
    """Return JSON if it is that, else text if it says so or is UTF-8, else bytes."""
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
