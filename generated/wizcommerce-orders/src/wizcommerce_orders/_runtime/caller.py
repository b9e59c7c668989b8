"""Calls with I/O: httpx2 as the transport, and what drives `flow`, once in threads and once in tasks.

In: operations and arguments. Out: responses, or requests that are not sent. Refuses, by raising: everything in
`errors`; use after `close` is `RequestInvalid`. A transport's error is an outcome, and no exception of its own.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Generic, TypeVar, cast

import httpx2

from .errors import RequestInvalid
from .flow import Ask, Call, Response, Send
from .operation import Operation
from .plan import Plan
from .prepared import PreparedRequest
from .read import Received
from .settings import Settings

T = TypeVar("T")
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
_url = lru_cache(256)(httpx2.URL)


class Wire(Generic[H]):
    """An httpx2 client, handed in or made when first needed, with its share in each request."""

    def __init__(self, settings: Settings, kind: type[H], given: H | None) -> None:
        if given is not None and not isinstance(cast("object", given), kind):
            raise RequestInvalid(f"http_client: {given!r} is not an httpx2.{kind.__name__}")
        self._settings = settings
        self._kind: type[H] = kind
        self._given: H | None = given
        self._http: H | None = None
        self._closed = False
        self._lock = threading.Lock()
        self._headers: list[tuple[bytes, bytes]] = []
        self._timeouts: dict[str, float | None] = {}

    def open(self) -> H:
        """The client, ready to send."""
        if self._http is None and not self._closed:
            with self._lock:
                self._http = self._http or self._made()
        http = self._http
        if self._closed or http is None or http.is_closed:
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
        try:
            url = _url(draft.wire_url(send.placed))
        except httpx2.InvalidURL as error:
            raise RequestInvalid(f"no URL can be made of this: {error}") from None
        request = httpx2.Request(
            draft.method,
            url,
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


class Preparer:
    """Makes requests."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._plans: dict[Operation[Any], Plan[Any]] = {}

    def prepare(self, operation: Operation[Any], arguments: Mapping[str, Any]) -> PreparedRequest:
        """Return the request that a call would send."""
        plan = self._plan(operation)
        draft = plan.draft(arguments)
        return PreparedRequest(draft, tuple(held.current() for held in plan.keys))

    def _start(self, operation: Operation[T], arguments: Mapping[str, Any]) -> Call[T]:
        plan = self._plan(operation)
        return Call(plan, self._settings, plan.draft(arguments))

    def _plan(self, operation: Operation[T]) -> Plan[T]:
        plan = self._plans.get(operation)
        if plan is None:  # two threads may both make it, and either will do
            plan = self._plans[operation] = Plan(operation, self._settings)
        return plan


class Caller(Preparer):
    """Makes calls in threads."""

    def __init__(self, settings: Settings, given: httpx2.Client | None) -> None:
        super().__init__(settings)
        self._wire = Wire(settings, httpx2.Client, given)

    def call(self, operation: Operation[T], arguments: Mapping[str, Any]) -> Response[T]:
        """Call, and return the answer."""
        call = self._start(operation, arguments)
        for step in call.steps():
            match step:
                case Send():
                    self._exchange(step)
                case Ask():
                    step.placed = step.held.current()
                case _:
                    self._settings.clock.sleep(step)
        return call.response

    def close(self) -> None:
        """Close the connections."""
        if (http := self._wire.close()) is not None:
            http.close()

    def _exchange(self, send: Send) -> None:
        http, response = self._wire.open(), None
        try:
            request = self._wire.request(send)
            response = http.send(request, stream=True, follow_redirects=False)
            send.received = Received(response.status_code, response.headers, response.read())
        except httpx2.RequestError as error:
            failed(send, response, error)
        finally:
            if response is not None:
                response.close()


class AsyncCaller(Preparer):
    """Makes calls in tasks of one event loop."""

    def __init__(self, settings: Settings, given: httpx2.AsyncClient | None) -> None:
        super().__init__(settings)
        self._wire = Wire(settings, httpx2.AsyncClient, given)

    async def call(self, operation: Operation[T], arguments: Mapping[str, Any]) -> Response[T]:
        """Call, and return the answer."""
        call = self._start(operation, arguments)
        for step in call.steps():
            match step:
                case Send():
                    await self._exchange(step)
                case Ask():
                    step.placed = await step.held.current_async()
                case _:
                    await self._settings.clock.sleep_async(step)
        return call.response

    async def close(self) -> None:
        """Close the connections."""
        if (http := self._wire.close()) is not None:
            await http.aclose()

    async def _exchange(self, send: Send) -> None:
        http, response = self._wire.open(), None
        try:
            request = self._wire.request(send)
            response = await http.send(request, stream=True, follow_redirects=False)
            send.received = Received(response.status_code, response.headers, await response.aread())
        except httpx2.RequestError as error:
            failed(send, response, error)
        finally:
            if response is not None:
                await response.aclose()
