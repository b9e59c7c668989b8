"""httpx2 as the transport: requests for it, answers from it, and what its errors mean.

In: a `Send` step. Out: an `httpx2.Request`, and the step filled in. Refuses nothing: a transport's error is an outcome.
"""

from __future__ import annotations

import httpx2

from .flow import Send
from .response import Received

NEVER_LEFT = (
    httpx2.ConnectError,
    httpx2.ConnectTimeout,
    httpx2.PoolTimeout,
    httpx2.ProxyError,
    httpx2.UnsupportedProtocol,
)
"""What is certain to happen before a request is written; everything else may come after."""
OURS = frozenset({"accept", "user-agent", "host", "content-length", "content-type"})


class Wire:
    """An httpx2 client's share in each request: its default headers, and its timeouts."""

    def __init__(self, http: httpx2.Client | httpx2.AsyncClient, host: str) -> None:
        items = [(name.lower(), name, value) for name, value in http.headers.multi_items()]
        self._headers = [item for item in items if item[0] not in OURS]
        self._timeouts: dict[str, float | None] = http.timeout.as_dict()
        self._host = ("Host", host)

    def request(self, send: Send) -> httpx2.Request:
        """Return the request, ready to be sent as it is."""
        draft, body = send.draft, send.draft.body
        own = draft.wire_headers(send.placed)
        names = {name.lower() for name, _ in own}
        headers = [self._host]
        headers += [(name, value) for lower, name, value in self._headers if lower not in names]
        headers += own
        if body is not None or draft.method in {"POST", "PUT", "PATCH"}:  # RFC 9110, 8.6
            headers.append(("Content-Length", str(len(body or b""))))
        request = httpx2.Request(
            draft.method,
            draft.wire_url(send.placed),
            headers=headers,
            stream=httpx2.ByteStream(body or b""),
            extensions={"timeout": self._timeouts_within(send.seconds)},
        )
        request.read()  # event hooks may look at its content
        return request

    def _timeouts_within(self, seconds: float | None) -> dict[str, float | None]:
        if seconds is None:
            return self._timeouts
        limit = max(seconds, 0.001)
        return {phase: min(limit, t or limit) for phase, t in self._timeouts.items()}


def arrived(send: Send, response: httpx2.Response) -> None:
    """Record an answer that was read to its end."""
    send.received = Received(response.status_code, response.headers, response.content)


def failed(send: Send, response: httpx2.Response | None, error: httpx2.RequestError) -> None:
    """Record what went wrong before a status came (`response` is None) or after."""
    send.error = error
    if response is not None:
        send.received = Received(response.status_code, response.headers, None)
    if isinstance(error, NEVER_LEFT) and response is None:
        send.fault = "not_sent"
    else:
        send.fault = "undecodable" if isinstance(error, httpx2.DecodingError) else "broken"
