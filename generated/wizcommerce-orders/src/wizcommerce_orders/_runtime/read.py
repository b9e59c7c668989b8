"""Answers to values: which documented answer it is, and what it holds.

In: an operation's answers and what was received. Out: the value that the call gives, or an error's body; what in it is
not as documented stays as it came, and is reported. Refuses, with `Unreadable`: a success that is no JSON, is of
another kind than documented or lacks the result that the call promises; with `strict`, one that deviates at all.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from email.message import Message
from functools import cache
from typing import Any

from .deviations import Deviation, listed, report
from .operation import Answers, Bytes, Empty, Json, Operation, Text
from .settings import Settings


@dataclass(frozen=True, slots=True)
class Received:
    """An answer off the wire; `content` is None if it broke off or could not be decompressed.

    What it holds is not for reports that show variables.
    """

    status: int
    headers: Mapping[str, str] = field(repr=False)
    content: bytes | None = field(repr=False)


Decoded = tuple[Any, Sequence[Deviation]]
Decode = Callable[[Received, bytes, str], Decoded]
"""Takes the operation's name too."""


class Unreadable(Exception):
    """An answer is not what is documented; the text says what was expected."""


def success(operation: Operation[Any], received: Received, settings: Settings) -> Any:
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
    value, deviations = _decoder(answer)(received, received.content, operation.name)
    if deviations:
        if settings.strict:
            raise Unreadable(f"it is not as documented: {listed(deviations)}")
        report(deviations, settings)
    return value


def error_body(operation: Operation[Any], received: Received, settings: Settings) -> Any:
    """Return an error's body: as documented, or else as JSON, text or bytes; None without one."""
    answer = _chosen(operation.errors, received.status)
    if not received.content:
        return None
    if answer is not None and not isinstance(answer, Empty):
        with suppress(Unreadable):
            value, deviations = _decoder(answer)(received, received.content, operation.name)
            report(deviations, settings)
            return value
    return loose(received, received.content)


def warm(operation: Operation[Any]) -> None:
    """Build what reads the answers of `operation`."""
    for answer in (*operation.answers.values(), *operation.errors.values()):
        _decoder(answer)


def _chosen(answers: Mapping[str, Answers], status: int) -> Answers | None:
    """The status, its range, or the default (OpenAPI 3.1, "Responses Object")."""
    return answers.get(str(status)) or answers.get(f"{status // 100}XX") or answers.get("default")


@cache
def _decoder(answer: Answers) -> Decode:
    match answer:
        case Json():
            from .lenient import decoder  # needs most of pydantic, which only an answer does

            return decoder(answer)
        case Text():
            return lambda received, content, _: (_text(received, content), ())
        case Bytes():
            return lambda _, content, __: (content, ())
        case Empty():
            return lambda _, __, ___: (None, ())


def _text(received: Received, content: bytes) -> str:
    """Text in the charset that the answer declares, or UTF-8; what does not fit reads as U+FFFD."""
    header = Message()
    header["content-type"] = received.headers.get("content-type") or "text/plain"
    with suppress(LookupError, ValueError):  # no charset, or none that decodes bytes
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
