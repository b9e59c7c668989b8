"""Calls with I/O: what drives `flow`, once in threads and once in tasks.

In: operations and arguments. Out: responses, or requests that are not sent. Refuses, by raising: all of `errors`;
`RequestInvalid` for every call after `close`.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import Any, Generic, TypeVar, assert_never

import httpx2

from .errors import RequestInvalid
from .flow import Ask, Call, Send, Wait
from .operation import Operation
from .plan import Plan
from .prepared import PreparedRequest
from .response import Response
from .settings import Settings
from .wire import Wire, arrived, failed

T = TypeVar("T")
H = TypeVar("H", httpx2.Client, httpx2.AsyncClient)


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


class _Sender(Preparer, Generic[H]):
    """What both kinds of callers do about their httpx2 client: it is made when first needed, and never again."""

    _kind: type[H]

    def __init__(self, settings: Settings, given: H | None) -> None:
        super().__init__(settings)
        self._given: H | None = given
        self._open: tuple[H, Wire] | None = None
        self._closed = False
        self._lock = threading.Lock()

    def _transport(self) -> tuple[H, Wire]:
        opened = self._open or self._opened()
        if opened[0].is_closed:
            raise self._gone()
        return opened

    def _opened(self) -> tuple[H, Wire]:
        with self._lock:
            if self._closed:
                raise self._gone()
            if self._open is None:
                seconds = self._settings.timeout
                timeout = httpx2.Timeout(seconds, connect=min(10.0, seconds or 10.0))
                http = self._kind(timeout=timeout) if self._given is None else self._given
                self._open = http, Wire(http, self._settings.host)
            return self._open

    def _close(self) -> H | None:
        """Return what is to be closed; a client that was handed in is left to its owner."""
        with self._lock:
            self._closed = True
            opened, self._open = self._open, None
        return opened[0] if opened is not None and self._given is None else None

    def _gone(self) -> RequestInvalid:
        return RequestInvalid(
            f"the client of {self._settings.service.name} is closed: make a new one"
        )


class Caller(_Sender[httpx2.Client]):
    """Makes calls in threads."""

    _kind = httpx2.Client

    def call(self, operation: Operation[T], arguments: Mapping[str, Any]) -> Response[T]:
        """Call, and return the answer."""
        call = self._start(operation, arguments)
        for step in call.steps():
            match step:
                case Send():
                    self._exchange(step)
                case Ask():
                    step.placed = step.held.current()
                case Wait():
                    self._settings.clock.sleep(step.seconds)
                case _:
                    assert_never(step)
        return call.response

    def close(self) -> None:
        """Close the connections."""
        if (http := self._close()) is not None:
            http.close()

    def _exchange(self, send: Send) -> None:
        http, wire = self._transport()
        response = None
        try:
            response = http.send(wire.request(send), stream=True, follow_redirects=False)
            response.read()
            arrived(send, response)
        except httpx2.RequestError as error:
            failed(send, response, error)
        finally:
            if response is not None:
                response.close()


class AsyncCaller(_Sender[httpx2.AsyncClient]):
    """Makes calls in tasks of one event loop."""

    _kind = httpx2.AsyncClient

    async def call(self, operation: Operation[T], arguments: Mapping[str, Any]) -> Response[T]:
        """Call, and return the answer."""
        call = self._start(operation, arguments)
        for step in call.steps():
            match step:
                case Send():
                    await self._exchange(step)
                case Ask():
                    step.placed = await step.held.current_async()
                case Wait():
                    await self._settings.clock.sleep_async(step.seconds)
                case _:
                    assert_never(step)
        return call.response

    async def close(self) -> None:
        """Close the connections."""
        if (http := self._close()) is not None:
            await http.aclose()

    async def _exchange(self, send: Send) -> None:
        http, wire = self._transport()
        response = None
        try:
            response = await http.send(wire.request(send), stream=True, follow_redirects=False)
            await response.aread()
            arrived(send, response)
        except httpx2.RequestError as error:
            failed(send, response, error)
        finally:
            if response is not None:
                await response.aclose()
