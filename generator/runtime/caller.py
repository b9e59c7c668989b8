"""Calls with I/O: what drives `flow`, once in threads and once in tasks.

In: operations and arguments. Out: responses, or requests that are not sent. Refuses, by raising: everything in
`errors`. A transport's error is an outcome, and no exception of its own; what middleware and key callables raise goes
through.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Awaitable, Iterable, Mapping
from contextlib import aclosing
from functools import partial
from typing import Any, Self, TypeVar

import anyio
import httpx2

from .flow import Ask, Call, Read, Response, Send
from .operation import Operation
from .plan import Plan
from .prepared import PreparedRequest
from .read import Received, success
from .sending import Requests
from .settings import Settings
from .streaming import AsyncStreamedResponse, StreamedResponse, Streaming
from .tries import LATE, Try
from .wire import AsyncWire, Wire

T = TypeVar("T")
Arguments = Mapping[str, Any]
GRACE = 0.1
"""Seconds over a call's deadline after which an asynchronous try is cut off, whatever it does."""


def _raw(_: Operation[Any], received: Received, __: Settings) -> bytes:
    return received.content or b""


def _unread(_: Operation[Any], __: Received, ___: Settings) -> None:
    return None


class Preparer:
    """Makes requests."""

    wire = Wire
    kind: Any = httpx2.Client

    def __init__(self, settings: Settings, given: Any, wire: Wire | None = None) -> None:
        self._settings = settings
        self._plans: dict[Operation[Any], Plan[Any]] = {}
        self._wire = self.wire(settings, self.kind, given) if wire is None else wire
        self._requests = Requests(settings, self._wire)
        self._logger = logging.getLogger(settings.package)

    def copy(self, settings: Settings) -> Self:
        """The same with other settings, sharing the connections."""
        return type(self)(settings, None, self._wire)

    def warm(self) -> None:
        """Make the transport ready, and connect to nothing."""
        self._wire.open()

    def prepare(self, operation: Operation[Any], arguments: Arguments) -> PreparedRequest:
        """Return the request that a call would send."""
        plan = self.plan(operation)
        draft = plan.draft(arguments)
        return PreparedRequest(draft, tuple(held.current() for held in plan.keys))

    def plan(self, operation: Operation[T]) -> Plan[T]:
        """What all calls of an operation share."""
        plan = self._plans.get(operation)
        if plan is None:  # two threads may both make it, and either will do
            plan = self._plans[operation] = Plan(operation, self._settings)
        return plan

    def _start(self, operation: Operation[Any], arguments: Arguments, read: Read) -> Call[Any]:
        plan = self.plan(operation)
        return Call(plan, self._settings, plan.draft(arguments), read, read is _unread)

    def _watched(self, call: Call[Any]) -> Any:
        """The call, or what watches it in its place."""
        watched: Any = call
        if "opentelemetry.trace" in sys.modules:
            from .telemetry import Traced

            watched = Traced(call)
        if self._logger.isEnabledFor(logging.DEBUG):
            from .sight import Logged

            watched = Logged(watched, call, self._logger)
        return watched


class Caller(Preparer):
    """Makes calls in threads."""

    def data(self, operation: Operation[T], arguments: Arguments) -> T:
        """Call, and return what the call is for."""
        data: T = self._made(operation, arguments, success).call.data
        return data

    def call(self, operation: Operation[T], arguments: Arguments) -> Response[T]:
        """Call, and return the answer with what came around it."""
        return self._made(operation, arguments, success).call.response

    def raw(self, operation: Operation[Any], arguments: Arguments) -> Response[bytes]:
        """Call, and return the answer with its decompressed body."""
        return self._made(operation, arguments, _raw).call.response

    def stream(self, operation: Operation[T], arguments: Arguments) -> Streaming[T]:
        """Return what makes the call as a context manager, and leaves the body to be read there."""
        made = partial(self._made, operation, arguments, _unread)
        return Streaming(lambda: StreamedResponse(made()))

    def close(self) -> None:
        """Close the connections."""
        if (http := self._wire.close()) is not None:
            http.close()

    def _made(self, operation: Operation[Any], arguments: Arguments, read: Read) -> Try:
        call = self._start(operation, arguments, read)
        made: Any = None
        with self._watched(call) as steps:
            for step in steps:
                match step:
                    case Send():
                        made = Try(call, step)
                        self._exchange(made, step)
                    case Ask():
                        step.placed = step.held.current(step.stale)
                    case _:
                        self._settings.clock.sleep(step)
        return made  # type: ignore[no-any-return]

    def _exchange(self, made: Try, send: Send) -> None:
        try:
            post = self._wire.post(send.away)
            if middleware := self._settings.middleware:
                post = made.within(middleware, post)
            response = made.begun(post(self._requests.make(send)))
            if not made.kept:
                for part in _parts(response):
                    made.add(part)
            made.ended()
        except (httpx2.RequestError, OSError) as error:  # httpx2 does not know all that TLS raises
            made.ended(error)
        finally:
            for response in made.to_close():
                response.close()


class AsyncCaller(Preparer):
    """Makes calls in tasks of one event loop."""

    wire = AsyncWire
    kind = httpx2.AsyncClient

    async def data(self, operation: Operation[T], arguments: Arguments) -> T:
        """Call, and return what the call is for."""
        data: T = (await self._made(operation, arguments, success)).call.data
        return data

    async def call(self, operation: Operation[T], arguments: Arguments) -> Response[T]:
        """Call, and return the answer with what came around it."""
        return (await self._made(operation, arguments, success)).call.response

    async def raw(self, operation: Operation[Any], arguments: Arguments) -> Response[bytes]:
        """Call, and return the answer with its decompressed body."""
        return (await self._made(operation, arguments, _raw)).call.response

    async def stream(
        self, operation: Operation[T], arguments: Arguments
    ) -> AsyncStreamedResponse[T]:
        """Call, and return the answer with its body unread; it is to be closed (`AsyncStreaming` does)."""
        return AsyncStreamedResponse(await self._made(operation, arguments, _unread))

    async def close(self) -> None:
        """Close the connections."""
        if (http := self._wire.close()) is not None:
            await http.aclose()

    async def _made(self, operation: Operation[Any], arguments: Arguments, read: Read) -> Try:
        call = self._start(operation, arguments, read)
        made: Any = None
        with self._watched(call) as steps:
            for step in steps:
                match step:
                    case Send():
                        made = Try(call, step)
                        if await _cut_off(self._exchange(made, step), call.left(GRACE)):
                            made.ended(httpx2.ReadTimeout(LATE))
                    case Ask():
                        step.placed = await step.held.current_async(step.stale)
                    case _:
                        await self._settings.clock.sleep_async(step)
        return made  # type: ignore[no-any-return]

    async def _exchange(self, made: Try, send: Send) -> None:
        try:
            post = self._wire.post(send.away)
            if middleware := self._settings.middleware:
                post = made.within_async(middleware, post)
            response = made.begun(await post(self._requests.make(send)))
            if response.is_stream_consumed and not made.kept:  # by middleware or a hook
                made.add(response.content)
            elif not made.kept:
                async with aclosing(response.aiter_bytes()) as parts:
                    async for part in parts:
                        made.add(part)
            made.ended()
        except (httpx2.RequestError, OSError) as error:  # httpx2 does not know all that TLS raises
            made.ended(error)
        finally:
            for response in made.to_close():
                await response.aclose()


def _parts(response: httpx2.Response) -> Iterable[bytes]:
    """The decompressed body of a response, which middleware or a hook may have read."""
    if response.is_stream_consumed:
        return (response.content,)
    plain: Any = response.stream  # what `iter_bytes` gives, faster
    return response.iter_bytes() if "content-encoding" in response.headers else plain


async def _cut_off(exchange: Awaitable[None], seconds: float | None) -> bool:
    """Await `exchange`, and return whether it was cut off after `seconds`.

    In asyncio by a bare timer: `asyncio.timeout` does the same, and takes a tenth of the time that the client needs.
    """
    import asyncio

    try:
        task = asyncio.current_task()
    except RuntimeError:  # trio
        task = None
    if task is None or seconds is None:
        with anyio.move_on_after(seconds) as scope:
            await exchange
        return scope.cancelled_caught
    others, late = task.cancelling(), list[bool]()
    timer = task.get_loop().call_later(seconds, lambda: late.append(task.cancel()))
    try:
        await exchange
    except asyncio.CancelledError:
        if not late or task.cancelling() > others + 1:
            raise
        return True
    finally:
        timer.cancel()
        if late:
            task.uncancel()
    return False
