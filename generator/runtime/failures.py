"""The errors that calls end with.

In: what came, or what went wrong, and what surrounds it. Out: the most specific class of `errors`; its text tells
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
from .operation import Operation
from .prepared import Draft, PreparedRequest
from .read import Received, Unreadable, error_body, loose
from .service import Service
from .settings import Settings

BEGINNING = 400
"""How many characters of a body an error's text shows."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A try that failed; `secrets` are the call's credentials, which what it was sent to may have repeated."""

    settings: Settings
    operation: Operation[Any]
    draft: Draft
    placed: tuple[Placed, ...]
    secrets: tuple[Placed, ...]
    tries: int

    def status(self, received: Received) -> StatusError:
        """The error for a status that is not 2xx."""
        service, number = self.settings.service, received.status
        plain = loose(received, received.content or b"")
        code = _first(plain, service.code_pointers)
        message = _first(plain, service.message_pointers)
        kind = service.statuses.get(number, StatusError)
        kind = service.codes.get((number, code or ""), kind)
        received = self._scrubbed(received)
        about = ": ".join(part for part in (_phrase(number), code, message) if part)
        code, message = code and mask(code, self.secrets, True), mask(message or "", self.secrets)
        body = error_body(self.operation, received, self.settings)
        known = self._answer(received)
        return kind(self._text(about, received), code=code, message=message, body=body, **known)

    def unreadable(self, received: Received, why: Unreadable) -> ResponseInvalid:
        """The error for a 2xx that cannot be read."""
        received = self._scrubbed(received)
        text = self._text(f"{_phrase(received.status)}, but {why}", received)
        return ResponseInvalid(text, body=received.content, **self._answer(received))

    def unanswered(self, error: Exception | None, never_left: bool) -> NotSent | OutcomeUnknown:
        """The error for a try without a status."""
        kind = NotSent if never_left else OutcomeUnknown
        text = self._text(f"{type(error).__name__}: {error}", None)
        return kind(text, request=self._request(), tries=self.tries)

    def _request(self) -> PreparedRequest:
        draft = self.draft._replace(url=mask(self.draft.url, self.secrets, data=True))
        return PreparedRequest(draft, tuple(p.hidden() for p in self.placed))

    def _answer(self, received: Received) -> dict[str, Any]:
        return {
            "status": received.status,
            "headers": received.headers,
            "request_id": request_id(self.settings.service, received),
            "request": self._request(),
            "tries": self.tries,
        }

    def _text(self, about: str, received: Received | None) -> str:
        request, named = self._request(), request_id(self.settings.service, received)
        text = f"{mask(about, self.secrets)} ({request.method} {request.url}"
        text += f", request {named}" if named else ""
        text += f", after {self.tries} tries)" if self.tries > 1 else ")"
        if received is not None and received.content:
            beginning = received.content[: BEGINNING * 4].decode("utf-8", "replace")
            text += f"; the answer begins: {mask(beginning, self.secrets)[:BEGINNING]}"
        return text

    def _scrubbed(self, received: Received) -> Received:
        """The answer without credentials that it repeats: it is kept, pickled and logged with the error."""

        def masked(data: bytes, coding: str) -> bytes:
            text = data.decode(coding, "surrogateescape")
            return mask(text, self.secrets, data=True).encode(coding, "surrogateescape")

        raw, content = httpx2.Headers(received.headers).raw, received.content
        headers = httpx2.Headers([(name, masked(value, "latin-1")) for name, value in raw])
        content = masked(content, "utf-8") if content else content
        return replace(received, headers=headers, content=content)


def request_id(service: Service, received: Received | None) -> str | None:
    """What names the request to the vendor's support."""
    header = service.request_id_header
    return received.headers.get(header) if header and received is not None else None


def _phrase(status: int) -> str:
    with suppress(ValueError):
        return f"{status} {HTTPStatus(status).phrase}"
    return str(status)


def _first(value: Any, pointers: tuple[str, ...]) -> str | None:
    """The text or number that the first of these JSON Pointers (RFC 6901) finds."""
    for pointer in pointers:
        found = value
        with suppress(KeyError, IndexError, TypeError, ValueError):
            for token in pointer.split("/")[1:]:
                key = token.replace("~1", "/").replace("~0", "~")
                found = found[int(key) if isinstance(found, list) else key]
            if isinstance(found, str | int) and found not in ("", True, False):
                return str(found)
    return None
