"""The errors that answers become.

In: an answer, the operation and the service. Out: a `StatusError` of the most specific class, or a `ResponseInvalid`;
their text tells status, code, message, request and the body's beginning. Refuses nothing.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any

import httpx2

from .auth import Placed, mask
from .errors import ResponseInvalid, StatusError
from .prepared import PreparedRequest
from .read import Reader, Unreadable
from .response import Received
from .service import Service

BEGINNING = 400
"""How many characters of a body an error's text shows."""
LONG_SECRET = 8
"""Secrets of so many characters are hidden in bodies and headers too; shorter ones might be part of any word."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What surrounds an answer."""

    service: Service
    reader: Reader
    request: PreparedRequest
    placed: tuple[Placed, ...]
    tries: int

    def request_id(self, received: Received) -> str | None:
        """Return what names the request to the vendor's support."""
        header = self.service.request_id_header
        return received.headers.get(header) if header else None


def status_error(received: Received, around: Circumstances) -> StatusError:
    """Return the error for a status that is not 2xx."""
    received = scrubbed(received, around.placed)
    service, status = around.service, received.status
    plain = _json(received.content)
    code = _first(plain, service.code_pointers)
    message = _first(plain, service.message_pointers) or ""
    kind = service.codes.get((status, code)) if code is not None else None
    if kind is None:
        kind = service.statuses.get(status, StatusError)
    about = f"{status} {_phrase(status)}".rstrip()
    about = ": ".join(part for part in (about, code, message) if part)
    return kind(
        _text(about, received, around),
        code=code,
        message=mask(message, around.placed),
        status=status,
        headers=received.headers,
        body=around.reader.error_body(received),
        request_id=around.request_id(received),
        request=around.request,
        tries=around.tries,
    )


def response_invalid(received: Received, why: Unreadable, around: Circumstances) -> ResponseInvalid:
    """Return the error for a 2xx that cannot be read."""
    received = scrubbed(received, around.placed)
    return ResponseInvalid(
        _text(f"{received.status} {_phrase(received.status)}, but {why}", received, around),
        status=received.status,
        headers=received.headers,
        body=received.content,
        request_id=around.request_id(received),
        request=around.request,
        tries=around.tries,
    )


def scrubbed(received: Received, placed: tuple[Placed, ...]) -> Received:
    """Return the answer without the credentials that it may repeat; it is kept, pickled and logged with the error."""
    headers = received.headers
    content = received.content
    for secret in (p.secret for p in placed if len(p.secret) >= LONG_SECRET):
        if any(secret in value for value in headers.values()):
            headers = httpx2.Headers(
                {name: mask(value, placed, at_least=LONG_SECRET) for name, value in headers.items()}
            )
        if content is not None:
            text = content.decode("utf-8", "surrogateescape")
            content = mask(text, placed, at_least=LONG_SECRET).encode("utf-8", "surrogateescape")
    return replace(received, headers=headers, content=content)


def _text(about: str, received: Received, around: Circumstances) -> str:
    request = around.request
    text = f"{about} ({request.method} {request.url}"
    request_id = around.request_id(received)
    text += f", request {request_id})" if request_id else ")"
    if around.tries > 1:
        text += f", after {around.tries} tries"
    if received.content:
        beginning = received.content[: BEGINNING * 4].decode("utf-8", "replace")[:BEGINNING]
        text += f"; the answer begins: {beginning}"
    return mask(text, around.placed)


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""


def _json(content: bytes | None) -> Any:
    try:
        return json.loads(content or b"null")
    except (ValueError, RecursionError):
        return None


def _first(value: Any, pointers: tuple[str, ...]) -> str | None:
    """The text or number that the first of these JSON Pointers (RFC 6901) finds."""
    for pointer in pointers:
        found = value
        for token in pointer.split("/")[1:]:
            found = _step(found, token.replace("~1", "/").replace("~0", "~"))
        if isinstance(found, str | int) and not isinstance(found, bool) and found != "":
            return str(found)
    return None


def _step(value: Any, token: str) -> Any:
    if isinstance(value, dict):
        return value.get(token)
    if isinstance(value, list) and token.isdecimal() and int(token) < len(value):
        return value[int(token)]
    return None
