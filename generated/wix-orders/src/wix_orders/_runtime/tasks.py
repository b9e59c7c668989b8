"""Calls with I/O: what drives `flow` in tasks of one event loop, and answers that callers read piece by piece.

The same for threads is `threads`, which is made of this text: without `async` and `await`, and with the names of what
does not await. So each line here has to be right in both.

In: operations and arguments. Out: responses. Refuses, by raising: everything in `errors`. A transport's error is an
outcome, and no exception of its own; what middleware and key callables raise goes through.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import AbstractAsyncContextManager, aclosing, asynccontextmanager
from typing import Any, TypeVar

import httpx2

from .auth import Held, Placed
from .caller import Arguments, Preparer, Streamed, raw, watched
from .deadline import LATE
from .flow import Ask, Call, Read, Response
from .operation import Operation
from .read import success
from .sending import AsyncWire
from .tries import Post, Try, around, body_async, limit_async

T = TypeVar("T")
P = TypeVar("P", bytes, str)


class AsyncCaller(Preparer):
    """Makes calls in tasks of one event loop."""

    wire = AsyncWire

    async def data(self, operation: Operation[T], arguments: Arguments) -> T:
        """Call, and return what the call is for."""
        data: T = (await self._made(operation, arguments, success)).call.data
        return data

    async def call(self, operation: Operation[T], arguments: Arguments) -> Response[T]:
        """Call, and return the answer with what came around it."""
        return (await self._made(operation, arguments, success)).call.response

    async def raw(self, operation: Operation[Any], arguments: Arguments) -> Response[bytes]:
        """Call, and return the answer with its decompressed body."""
        return (await self._made(operation, arguments, raw)).call.response

    async def stream(
        self, operation: Operation[T], arguments: Arguments
    ) -> AbstractAsyncContextManager[AsyncStreamedResponse[T]]:
        """Call when the block begins, and leave the body to be read there."""
        return self._block(operation, arguments)

    @asynccontextmanager
    async def _block(
        self, operation: Operation[T], arguments: Arguments
    ) -> AsyncGenerator[AsyncStreamedResponse[T]]:
        answer = AsyncStreamedResponse[T](await self._made(operation, arguments, None))
        try:
            yield answer
        finally:
            await answer.close()

    async def close(self) -> None:
        """Close the connections."""
        if (http := self._wire.close()) is not None:
            await http.aclose()

    async def _made(self, operation: Operation[Any], arguments: Arguments, read: Read) -> Try:
        call: Call[Any] = Call(self.plan(operation), self._settings, arguments, read)
        made: Any = None
        with watched(call) as steps:
            for step in steps:
                match step:
                    case Try():
                        made = step
                        with limit_async(call.left(grace=0.1)) as scope:  # what ends by itself may
                            await self._exchange(step)
                        if scope.cancelled_caught:
                            step.ended(httpx2.ReadTimeout(LATE))
                    case Ask():
                        with limit_async(call.left()):  # then nothing is sent
                            step.placed = await current_async(step.held, step.stale)
                    case _:
                        await self._settings.clock.sleep_async(step)
        return made  # type: ignore[no-any-return]

    async def _exchange(self, made: Try) -> None:
        try:
            with made:
                post = self._through(made, self._wire.post(made.away))
                response = made.begun(await post(self._requests.make(made)))
                if response.is_stream_consumed and not made.kept:  # by middleware or a hook
                    made.add(response.content)
                elif not made.kept:
                    await fill_async(made, response)
        finally:
            for response in () if made.kept else made.opened:
                await response.aclose()

    def _through(self, made: Try, post: Post) -> Post:
        """`post` in the client's middleware."""
        if not self._settings.middleware:
            return post

        async def send(request: httpx2.Request) -> httpx2.Response:
            with made.leaving():
                response: httpx2.Response = await post(request)
                made.opened.append(response)
            return response

        return around(self._settings.middleware, send)


async def current_async(held: Held, stale: str | None = None) -> Placed:
    """The current key at its place."""
    if not held.renewable:
        return held.place(await held.ask_async())
    async with held.lock_async:
        if held.token in (None, stale):
            held.token = None
            held.token = held.place(await held.ask_async()).secret
        return held.place(held.token)


async def fill_async(made: Try, response: httpx2.Response) -> None:
    """Read a body to its end."""
    parts: Any = body_async(response)
    async with aclosing(parts):
        async for part in parts:
            made.add(part)


class AsyncStreamedResponse(Streamed[T]):
    """An answer whose body is read in its `async with` block."""

    def iter_bytes(self, chunk_size: int | None = None) -> AsyncIterator[bytes]:
        """The decompressed body in pieces as they come, or of `chunk_size` bytes."""
        return self._each(self._source.aiter_bytes(chunk_size))

    def iter_text(self, chunk_size: int | None = None) -> AsyncIterator[str]:
        """The same as text, in the charset that the answer declares, or UTF-8."""
        return self._each(self._source.aiter_text(chunk_size))

    def iter_lines(self) -> AsyncIterator[str]:
        """The lines of the text, without their ends."""
        return self._each(self._source.aiter_lines())

    async def read(self) -> bytes:
        """The whole body, if it is not larger than `max_response_bytes`."""
        if self._content is None:
            with self._reading():
                await fill_async(self._made, self._source)
        return self._whole()

    async def parse(self) -> T:
        """What the call itself would have returned."""
        return self._parsed(await self.read())

    async def close(self) -> None:
        """Release the connection."""
        for response in reversed(self._made.opened):
            await response.aclose()

    async def _each(self, parts: AsyncIterator[P]) -> AsyncIterator[P]:
        try:
            with self._reading():
                async for part in parts:
                    yield part
        finally:
            if isinstance(parts, AsyncGenerator):
                await parts.aclose()
