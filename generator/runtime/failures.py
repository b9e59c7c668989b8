"""The errors that calls end with.

In: a try, with what came or what went wrong. Out: the most specific class of `errors`; its text tells status, code,
message, request and the body's beginning, and no credential. Refuses nothing.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import httpx2

from .auth import mask
from .errors import NotSent, OutcomeUnknown, ResponseInvalid, StatusError
from .prepared import PreparedRequest
from .read import Received, Unreadable, error_body, loose
from .service import Service

if TYPE_CHECKING:
    from .tries import Try

BEGINNING = 400
"""How many characters of a body an error's text shows."""
FAULTS = {
    "broken": "it broke off",
    "undecodable": "it cannot be decompressed",
    "too_large": "it is larger than max_response_bytes",
}
"""Why an answer was not read to its end."""


def refused(made: Try, received: Received) -> StatusError:
    """The error for a status that is not 2xx."""
    call, number = made.call, received.status
    service, secrets = call.settings.service, call.placed
    plain = loose(received, received.content or b"")
    code = _first(plain, service.code_pointers)
    message = _first(plain, service.message_pointers)
    kind = service.statuses.get(number, StatusError)
    kind = service.codes.get((number, code or ""), kind)
    received = _scrubbed(made, received)
    about = ": ".join(part for part in (_phrase(number), code, message) if part)
    code, message = code and mask(code, secrets, True), mask(message or "", secrets)
    body = error_body(call.operation, received, call.settings)
    known = _known(made, received)
    return kind(_text(made, about, received), code=code, message=message, body=body, **known)


def unreadable(made: Try, received: Received, why: Unreadable | str) -> ResponseInvalid:
    """The error for a 2xx that cannot be read."""
    received = _scrubbed(made, received)
    text = _text(made, f"{_phrase(received.status)}, but {why}", received)
    return ResponseInvalid(text, body=received.content, **_known(made, received))


def broken(made: Try, received: Received) -> ResponseInvalid:
    """The error for a 2xx whose body was not read to its end."""
    why = FAULTS.get(made.fault or "", "")
    if made.fault == "broken":
        why += f" ({type(made.error).__name__}: {made.error})"
    return unreadable(made, received, why)


def unanswered(made: Try) -> NotSent | OutcomeUnknown:
    """The error for a try without a status."""
    kind = NotSent if made.fault == "not_sent" else OutcomeUnknown
    text = _text(made, f"{type(made.error).__name__}: {made.error}", None)
    return kind(text, request=hidden_request(made), tries=made.call.tries)


def hidden_request(made: Try) -> PreparedRequest:
    """What was sent, without credentials: neither those in it, nor those that a redirect's target repeats."""
    draft = made.draft._replace(url=mask(made.draft.url, made.call.placed, data=True))
    return PreparedRequest(draft, tuple(p.hidden() for p in made.placed))


def _known(made: Try, received: Received) -> dict[str, Any]:
    return {
        "status": received.status,
        "headers": received.headers,
        "request_id": request_id(made.call.settings.service, received),
        "request": hidden_request(made),
        "tries": made.call.tries,
    }


def _text(made: Try, about: str, received: Received | None) -> str:
    call, request = made.call, hidden_request(made)
    named = request_id(call.settings.service, received)
    text = f"{mask(about, call.placed)} ({request.method} {request.url}"
    text += f", request {named}" if named else ""
    text += f", after {call.tries} tries)" if call.tries > 1 else ")"
    if received is not None and received.content:
        beginning = received.content[: BEGINNING * 4].decode("utf-8", "replace")
        text += f"; the answer begins: {mask(beginning, call.placed)[:BEGINNING]}"
    return text


def _scrubbed(made: Try, received: Received) -> Received:
    """The answer without credentials that it repeats: it is kept, pickled and logged with the error."""

    def masked(data: bytes, coding: str) -> bytes:
        text = data.decode(coding, "surrogateescape")
        return mask(text, made.call.placed, data=True).encode(coding, "surrogateescape")

    raw, content = httpx2.Headers(received.headers).raw, received.content
    headers = httpx2.Headers([(name, masked(value, "latin-1")) for name, value in raw])
    content = masked(content, "utf-8") if content else content
    return replace(received, headers=headers, content=content)


def request_id(service: Service, received: Received | None) -> str | None:
    """What names the request to the vendor's support."""
    header = service.request_id_header
    return received.headers.get(header) if header and received is not None else None


def _phrase(status: int) -> str:
    return f"{status} {httpx2.codes.get_reason_phrase(status)}".strip()


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
