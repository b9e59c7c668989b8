"""Calls with I/O: what drives `flow`, once in threads and once in tasks.

In: operations and arguments. Out: responses, or requests that are not sent. Refuses, by raising: everything in
`errors`. A transport's error is an outcome, and no exception of its own; what middleware and key callables raise goes
through.
"""

from __future__ import annotations

import sys
from collections.abc import Generator, Iterable, Mapping
from contextlib import AbstractContextManager, aclosing, closing, contextmanager
from typing import TYPE_CHECKING, Any, Self, TypeVar

import anyio
import httpx2

from .deadline import LATE
from .flow import Ask, Call, Read, Steps
from .operation import Operation
from .prepared import PreparedRequest
from .read import Received, success
from .sending import AsyncWire, Requests, Wire
from .settings import Settings
from .streaming import AsyncStreamedResponse, StreamedResponse
from .tries import Try

if TYPE_CHECKING:
    from .plan import Plan

T = TypeVar("T")
Arguments = Mapping[str, Any]
GRACE = 0.1
"""Seconds over a call's deadline after which an asynchronous try is cut off, whatever it does."""


def _raw(_: Operation[Any], received: Received, __: Settings) -> bytes:
    return received.content or b""


class Preparer:
    """Makes requests."""

    wire = Wire
    kind: Any = httpx2.Client

    def __init__(self, settings: Settings, given: Any, wire: Wire | None = None) -> None:
        self._settings = settings
        self._plans: dict[Operation[Any], Plan[Any]] = {}
        self._wire = self.wire(settings, self.kind, given) if wire is None else wire
        self._requests = Requests(settings, self._wire)

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
        return PreparedRequest(draft, tuple(held.shown() for held in plan.keys))

    def plan(self, operation: Operation[T]) -> Plan[T]:
        """What all calls of an operation share."""
        plan = self._plans.get(operation)
        if plan is None:  # two threads may both make it, and either will do
            from .plan import Plan  # loads most of pydantic, which only a call needs

            plan = self._plans[operation] = Plan(operation, self._settings)
        return plan

    def data(self, operation: Operation[Any], arguments: Arguments) -> Any:
        """Call, and return what the call is for: in an asynchronous client, to be awaited."""
        return self._given(self._call(operation, arguments, success), "data")

    def call(self, operation: Operation[Any], arguments: Arguments) -> Any:
        """The same for the answer with what came around it, a `Response`."""
        return self._given(self._call(operation, arguments, success), "response")

    def raw(self, operation: Operation[Any], arguments: Arguments) -> Any:
        """The same for the answer with its decompressed body."""
        return self._given(self._call(operation, arguments, _raw), "response")

    def _call(
        self, operation: Operation[Any], arguments: Arguments, read: Read | None = None
    ) -> Call[Any]:
        return Call(self.plan(operation), self._settings, arguments, read)

    def _given(self, call: Call[Any], what: str) -> Any:
        raise NotImplementedError


class Caller(Preparer):
    """Makes calls in threads."""

    @contextmanager
    def stream(
        self, operation: Operation[T], arguments: Arguments
    ) -> Generator[StreamedResponse[T]]:
        """Call when the block begins, and leave the body to be read there."""
        with closing(StreamedResponse[T](self._made(self._call(operation, arguments)))) as answer:
            yield answer

    def close(self) -> None:
        """Close the connections."""
        if (http := self._wire.close()) is not None:
            http.close()

    def _given(self, call: Call[Any], what: str) -> Any:
        return getattr(self._made(call).call, what)

    def _made(self, call: Call[Any]) -> Try:
        made: Any = None
        with _watched(call) as steps:
            for step in steps:
                match step:
                    case Try():
                        made = step
                        self._exchange(step)
                    case Ask():
                        step.placed = step.held.current(step.stale)
                    case _:
                        self._settings.clock.sleep(step)
        return made  # type: ignore[no-any-return]

    def _exchange(self, made: Try) -> None:
        try:
            with made:
                post = self._wire.post(made.away)
                if middleware := self._settings.middleware:
                    post = made.within(middleware, post)
                response = made.begun(post(self._requests.make(made)))
                for part in () if made.kept else _parts(response):
                    made.add(part)
        finally:
            for response in () if made.kept else made.opened:
                response.close()


class AsyncCaller(Preparer):
    """Makes calls in tasks of one event loop."""

    wire = AsyncWire
    kind = httpx2.AsyncClient

    async def stream(
        self, operation: Operation[T], arguments: Arguments
    ) -> AsyncStreamedResponse[T]:
        """Call, and return the answer with its body unread; it is to be closed."""
        return AsyncStreamedResponse(await self._made(self._call(operation, arguments)))

    async def close(self) -> None:
        """Close the connections."""
        if (http := self._wire.close()) is not None:
            await http.aclose()

    async def _given(self, call: Call[Any], what: str) -> Any:
        return getattr((await self._made(call)).call, what)

    async def _made(self, call: Call[Any]) -> Try:
        made: Any = None
        with _watched(call) as steps:
            for step in steps:
                match step:
                    case Try():
                        made = step
                        with anyio.move_on_after(call.left(GRACE)) as scope:
                            await self._exchange(step)
                        if scope.cancelled_caught:
                            step.ended(httpx2.ReadTimeout(LATE))
                    case Ask():
                        with anyio.move_on_after(call.left()):  # then nothing is sent
                            step.placed = await step.held.current_async(step.stale)
                    case _:
                        await self._settings.clock.sleep_async(step)
        return made  # type: ignore[no-any-return]

    async def _exchange(self, made: Try) -> None:
        try:
            with made:
                post = self._wire.post(made.away)
                if middleware := self._settings.middleware:
                    post = made.within_async(middleware, post)
                response = made.begun(await post(self._requests.make(made)))
                if response.is_stream_consumed and not made.kept:  # by middleware or a hook
                    made.add(response.content)
                elif not made.kept:
                    async with aclosing(response.aiter_bytes()) as parts:
                        async for part in parts:
                            made.add(part)
        finally:
            for response in () if made.kept else made.opened:
                await response.aclose()


def _watched(call: Call[Any]) -> AbstractContextManager[Steps]:
    """The call, or its span in its place."""
    if "opentelemetry.trace" not in sys.modules:
        return call
    from .telemetry import Traced

    return Traced(call)


def _parts(response: httpx2.Response) -> Iterable[bytes]:
    """The decompressed body of a response, which middleware or a hook may have read."""
    if response.is_stream_consumed:
        return (response.content,)
    plain: Any = response.stream  # what `iter_bytes` gives, faster
    return response.iter_bytes() if "content-encoding" in response.headers else plain
