"""The errors that calls end with.

In: what came, or what went wrong, and the circumstances. Out: the most specific class of `errors`; its text tells
status, code, message, request and the body's beginning, and no credential. Refuses nothing.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any

import httpx2

from .auth import Placed, mask
from .errors import NotSent, OutcomeUnknown, ResponseInvalid, StatusError
from .prepared import Draft, PreparedRequest
from .read import Reader, Received, Unreadable, loose
from .service import Service

BEGINNING = 400
"""How many characters of a body an error's text shows."""
LONG_SECRET = 8
"""Secrets so long are hidden in bodies and headers too; a shorter one might be part of any word."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What surrounds the end of a try."""

    service: Service
    reader: Reader
    draft: Draft
    placed: tuple[Placed, ...]
    tries: int

    def status_error(self, received: Received) -> StatusError:
        """The error for a status that is not 2xx."""
        service, status = self.service, received.status
        plain = loose(received, received.content or b"")
        code = _first(plain, service.code_pointers)
        message = _first(plain, service.message_pointers) or ""
        kind = service.statuses.get(status, StatusError)
        kind = service.codes.get((status, code or ""), kind)
        received = self._scrubbed(received)
        answer = self._answer(received, self.reader.error_body(received))
        about = ": ".join(part for part in (_phrase(status), code, message) if part)
        message = mask(message, self.placed)
        return kind(self._text(about, received), code=code, message=message, **answer)

    def response_invalid(self, received: Received, why: Unreadable) -> ResponseInvalid:
        """The error for a 2xx that cannot be read."""
        received = self._scrubbed(received)
        text = self._text(f"{_phrase(received.status)}, but {why}", received)
        return ResponseInvalid(text, **self._answer(received, received.content))

    def unanswered(self, error: Exception | None, never_left: bool) -> NotSent | OutcomeUnknown:
        """The error for a try without a status."""
        kind = NotSent if never_left else OutcomeUnknown
        text = self._text(f"{type(error).__name__}: {error}", None)
        return kind(text, request=self._request(), tries=self.tries)

    def request_id(self, received: Received | None) -> str | None:
        """What names the request to the vendor's support."""
        header = self.service.request_id_header
        return received.headers.get(header) if header and received is not None else None

    def _request(self) -> PreparedRequest:
        return PreparedRequest(self.draft, self.placed).without_secrets()

    def _answer(self, received: Received, body: Any) -> dict[str, Any]:
        return {
            "status": received.status,
            "headers": received.headers,
            "body": body,
            "request_id": self.request_id(received),
            "request": self._request(),
            "tries": self.tries,
        }

    def _text(self, about: str, received: Received | None) -> str:
        request, request_id = self._request(), self.request_id(received)
        text = f"{about} ({request.method} {request.url}"
        text += f", request {request_id}" if request_id else ""
        text += f", after {self.tries} tries)" if self.tries > 1 else ")"
        if received is not None and received.content:
            beginning = received.content[: BEGINNING * 4].decode("utf-8", "replace")
            text += f"; the answer begins: {beginning[:BEGINNING]}"
        return mask(text, self.placed)

    def _scrubbed(self, received: Received) -> Received:
        """The answer without credentials that it repeats: it is kept, pickled and logged with the error."""
        long = [p for p in self.placed if len(p.secret) >= LONG_SECRET]
        if not long:
            return received
        headers = {name: mask(value, long) for name, value in received.headers.items()}
        content = received.content
        if content is not None:
            text = content.decode("utf-8", "surrogateescape")
            content = mask(text, long).encode("utf-8", "surrogateescape")
        return replace(received, headers=httpx2.Headers(headers), content=content)


def _phrase(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def _first(value: Any, pointers: tuple[str, ...]) -> str | None:
    """The text or number that the first of these JSON Pointers (RFC 6901) finds."""
    for pointer in pointers:
        found = value
        for token in pointer.split("/")[1:]:
            found = _step(found, token.replace("~1", "/").replace("~0", "~"))
        if isinstance(found, str | int) and found not in ("", True, False):
            return str(found)
    return None


def _step(value: Any, token: str) -> Any:
    with suppress(KeyError, TypeError):
        return value[token]
    with suppress(IndexError, KeyError, TypeError, ValueError):
        return value[int(token)]
    return None
