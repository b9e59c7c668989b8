"""Calls with I/O: what drives `flow`, once in threads and once in tasks.

In: operations and arguments. Out: responses, or requests that are not sent. Refuses, by raising: all of `errors`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

import httpx2

from .flow import Ask, Call, Response, Send, Wait
from .operation import Operation
from .plan import Plan
from .prepared import PreparedRequest
from .read import Received
from .settings import Settings
from .wire import Wire, failed

T = TypeVar("T")


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
                case Wait():
                    self._settings.clock.sleep(step.seconds)
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
                case Wait():
                    await self._settings.clock.sleep_async(step.seconds)
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
