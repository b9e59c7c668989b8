"""Calls with I/O: what drives `flow`, once in threads and once in tasks.

In: operations and arguments. Out: responses, or requests that are not sent. Refuses, by raising: everything in `errors`,
and every call after `close`.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import Any, TypeVar, assert_never

import httpx2

from .errors import RequestInvalid
from .flow import Ask, Call, Send, Wait
from .operation import Operation
from .plan import Plan
from .prepared import PreparedRequest
from .response import Response
from .settings import Clock, Options, Settings
from .wire import Wire, arrived, failed, timeouts

T = TypeVar("T")


class Preparer:
    """Makes requests."""

    def __init__(self, settings: Settings, options: Options, clock: Clock) -> None:
        self._settings = settings
        self._options = options
        self._clock = clock
        self._plans: dict[Operation[Any], Plan[Any]] = {}

    def prepare(self, operation: Operation[Any], arguments: Mapping[str, Any]) -> PreparedRequest:
        """Return the request that a call would send.

        Raises:
            RequestInvalid: There is none.
        """
        plan = self._plan(operation)
        draft = plan.draft(arguments)
        return PreparedRequest(draft, tuple(held.current() for held in plan.keys))

    def _start(self, operation: Operation[T], arguments: Mapping[str, Any]) -> Call[T]:
        plan = self._plan(operation)
        draft = plan.draft(arguments)
        return Call(plan, self._settings.service, draft, self._options, self._clock)

    def _plan(self, operation: Operation[T]) -> Plan[T]:
        plan = self._plans.get(operation)
        if plan is None:  # two threads may both make it, and either will do
            plan = self._plans[operation] = Plan(operation, self._settings)
        return plan


class Caller(Preparer):
    """Makes calls in threads."""

    def __init__(
        self, settings: Settings, options: Options, clock: Clock, given: httpx2.Client | None
    ) -> None:
        super().__init__(settings, options, clock)
        self._given = given
        self._open: tuple[httpx2.Client, Wire] | None = None
        self._closed = False
        self._lock = threading.Lock()

    def call(self, operation: Operation[T], arguments: Mapping[str, Any]) -> Response[T]:
        """Call, and return the answer.

        Raises:
            ApiError: The call failed.
        """
        call = self._start(operation, arguments)
        for step in call.steps():
            match step:
                case Send():
                    self._exchange(step)
                case Ask():
                    step.placed = step.held.current()
                case Wait():
                    self._clock.sleep(step.seconds)
                case _:
                    assert_never(step)
        return call.response

    def close(self) -> None:
        """Close the connections; a client that was handed in is left to its owner."""
        with self._lock:
            self._closed = True
            opened, self._open = self._open, None
        if opened is not None and self._given is None:
            opened[0].close()

    def _exchange(self, send: Send) -> None:
        http, wire = self._open or self._opened()
        if http.is_closed:
            raise closed(self._settings)
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

    def _opened(self) -> tuple[httpx2.Client, Wire]:
        with self._lock:
            if self._closed:
                raise closed(self._settings)
            if self._open is None:
                http = self._given
                if http is None:
                    http = httpx2.Client(timeout=timeouts(self._options.timeout))
                self._open = http, Wire(http)
            return self._open


class AsyncCaller(Preparer):
    """Makes calls in tasks of one event loop."""

    def __init__(
        self, settings: Settings, options: Options, clock: Clock, given: httpx2.AsyncClient | None
    ) -> None:
        super().__init__(settings, options, clock)
        self._given = given
        self._open: tuple[httpx2.AsyncClient, Wire] | None = None
        self._closed = False

    async def call(self, operation: Operation[T], arguments: Mapping[str, Any]) -> Response[T]:
        """Call, and return the answer.

        Raises:
            ApiError: The call failed.
        """
        call = self._start(operation, arguments)
        for step in call.steps():
            match step:
                case Send():
                    await self._exchange(step)
                case Ask():
                    step.placed = await step.held.current_async()
                case Wait():
                    await self._clock.sleep_async(step.seconds)
                case _:
                    assert_never(step)
        return call.response

    async def close(self) -> None:
        """Close the connections; a client that was handed in is left to its owner."""
        self._closed = True
        opened, self._open = self._open, None
        if opened is not None and self._given is None:
            await opened[0].aclose()

    async def _exchange(self, send: Send) -> None:
        http, wire = self._open or self._opened()
        if http.is_closed:
            raise closed(self._settings)
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

    def _opened(self) -> tuple[httpx2.AsyncClient, Wire]:
        if self._closed:
            raise closed(self._settings)
        http = self._given
        if http is None:
            http = httpx2.AsyncClient(timeout=timeouts(self._options.timeout))
        self._open = http, Wire(http)
        return self._open


def closed(settings: Settings) -> RequestInvalid:
    """Return the error for a call after the end."""
    msg = (
        f"the client of {settings.service.name} is closed, and cannot be used again: make a new one"
    )
    return RequestInvalid(msg)
