"""httpx2 as the transport: its clients, requests for it, and what its errors mean.

In: a `Send` step. Out: an `httpx2.Request`, and the step filled in. Refuses, with `RequestInvalid`: use after
`close`; a transport's error is an outcome.
"""

from __future__ import annotations

import threading
from functools import lru_cache
from typing import Generic, TypeVar

import httpx2

from .errors import RequestInvalid
from .flow import Send
from .read import Received
from .settings import Settings

H = TypeVar("H", httpx2.Client, httpx2.AsyncClient)
NEVER_LEFT = (
    httpx2.ConnectError,
    httpx2.ConnectTimeout,
    httpx2.PoolTimeout,
    httpx2.ProxyError,
    httpx2.UnsupportedProtocol,
)
"""What is certain to happen before a request is written; everything else may come after."""
OURS = frozenset({b"accept", b"user-agent", b"host", b"content-length", b"content-type"})
Header = tuple[bytes, bytes]
_url = lru_cache(256)(httpx2.URL)


class Wire(Generic[H]):
    """An httpx2 client, handed in or made when first needed, with its share in each request."""

    def __init__(self, settings: Settings, kind: type[H], given: H | None) -> None:
        self._settings = settings
        self._kind: type[H] = kind
        self._given: H | None = given
        self._http: H | None = None
        self._closed = False
        self._lock = threading.Lock()
        self._headers: list[Header] = []
        self._timeouts: dict[str, float | None] = {}

    def open(self) -> H:
        """The client, ready to send."""
        http = self._http
        if http is None:
            with self._lock:
                if self._http is None:
                    self._http = self._made()
                http = self._http
        if self._closed or http.is_closed:
            name = self._settings.service.name
            raise RequestInvalid(f"the client of {name} is closed: make a new one")
        return http

    def close(self) -> H | None:
        """The client that is to be closed; one that was handed in is left to its owner."""
        self._closed = True
        return self._http if self._given is None else None

    def _made(self) -> H:
        seconds = self._settings.timeout
        timeout = httpx2.Timeout(seconds, connect=min(10.0, seconds or 10.0))
        http = self._kind(timeout=timeout) if self._given is None else self._given
        self._headers = [h for h in http.headers.raw if h[0].lower() not in OURS]
        self._timeouts = http.timeout.as_dict()
        return http

    def request(self, send: Send) -> httpx2.Request:
        """Return the request, ready to be sent as it is."""
        draft, body = send.draft, send.draft.body or b""
        own = [(n.encode(), v.encode()) for n, v in draft.wire_headers(send.placed)]
        names = {name.lower() for name, _ in own}
        headers = [(b"Host", self._settings.host.encode())]
        headers += [header for header in self._headers if header[0].lower() not in names]
        headers += own
        if draft.body is not None or draft.method in {"POST", "PUT", "PATCH"}:  # RFC 9110, 8.6
            headers.append((b"Content-Length", b"%d" % len(body)))
        timeouts = self._timeouts
        if send.seconds is not None:
            limit = max(send.seconds, 0.001)
            timeouts = {phase: min(limit, t or limit) for phase, t in timeouts.items()}
        request = httpx2.Request(
            draft.method,
            _url(draft.wire_url(send.placed)),
            headers=headers,
            stream=httpx2.ByteStream(body),
            extensions={"timeout": timeouts},
        )
        request.read()  # event hooks may look at its content
        return request


def failed(send: Send, response: httpx2.Response | None, error: httpx2.RequestError) -> None:
    """Record what went wrong before a status came (`response` is None) or after."""
    send.error = error
    if response is not None:
        send.received = Received(response.status_code, response.headers, None)
        send.fault = "undecodable" if isinstance(error, httpx2.DecodingError) else "broken"
    else:
        send.fault = "not_sent" if isinstance(error, NEVER_LEFT) else "broken"
