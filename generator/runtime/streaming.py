"""Answers whose bodies are read by the caller, piece by piece.

In: a try that ended with the head of a 2xx. Out: bytes, text, lines or the documented value. Refuses, with
`ResponseInvalid`: what breaks off, is too large to be read as a whole, or is not as documented.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Callable, Coroutine, Iterator
from contextlib import aclosing
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import httpx2

from .read import Received, Unreadable, success
from .tries import Try

if TYPE_CHECKING:
    from collections.abc import Mapping

T = TypeVar("T")
P = TypeVar("P", bytes, str)


class _Streamed(Generic[T]):
    """An answer whose body is read by the caller, once; no part of it may take longer than `timeout` to come.

    `headers` are found in any case, `request_id` names the request to the vendor's support, `elapsed` is in seconds,
    for all `tries` and waits, until the answer began.
    """

    def __init__(self, made: Try) -> None:
        answer = made.call.response
        self.status: int = answer.status
        self.headers: Mapping[str, str] = answer.headers
        self.request_id: str | None = answer.request_id
        self.elapsed: float = answer.elapsed
        self.tries: int = answer.tries
        self._made = made
        self._source = made.opened[-1]
        self._content: bytes | None = None
        made.send.until = None
        if made.send.timeouts is not None:
            made.send.timeouts.until = None

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.status}>"

    def _whole(self) -> bytes:
        if self._content is None:
            self._content = self._made.ended()
        return self._content

    def _broken(self, error: httpx2.RequestError) -> Exception:
        self._made.ended(error)
        return self._made.call.broken(self._made.send)

    def _parsed(self, content: bytes) -> T:
        call, received = self._made.call, Received(self.status, self.headers, content)
        try:
            value: T = success(call.operation, received, call.settings)
        except Unreadable as why:
            raise call.failure(self._made.send).unreadable(received, why) from None
        return value


class StreamedResponse(_Streamed[T]):
    """An answer whose body is read within a `with` block."""

    def iter_bytes(self, chunk_size: int | None = None) -> Iterator[bytes]:
        """The decompressed body in pieces as they come, or of `chunk_size` bytes."""
        return self._each(self._source.iter_bytes(chunk_size))

    def iter_text(self, chunk_size: int | None = None) -> Iterator[str]:
        """The same as text, in the charset that the answer declares, or UTF-8."""
        return self._each(self._source.iter_text(chunk_size))

    def iter_lines(self) -> Iterator[str]:
        """The lines of the text, without their ends."""
        return self._each(self._source.iter_lines())

    def read(self) -> bytes:
        """The whole body, if it is not larger than `max_response_bytes`."""
        if self._content is None:
            try:
                for part in self._source.iter_bytes():
                    self._made.add(part)
            except httpx2.RequestError as error:
                raise self._broken(error) from error
        return self._whole()

    def parse(self) -> T:
        """What the call itself would have returned."""
        return self._parsed(self.read())

    def close(self) -> None:
        """Release the connection."""
        for response in reversed(self._made.opened):
            response.close()

    def _each(self, parts: Iterator[P]) -> Iterator[P]:
        try:
            yield from parts
        except httpx2.RequestError as error:
            raise self._broken(error) from error


class AsyncStreamedResponse(_Streamed[T]):
    """An answer whose body is read within an `async with` block."""

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
            try:
                async with aclosing(self._source.aiter_bytes()) as parts:
                    async for part in parts:
                        self._made.add(part)
            except httpx2.RequestError as error:
                raise self._broken(error) from error
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
            async for part in parts:
                yield part
        except httpx2.RequestError as error:
            raise self._broken(error) from error
        finally:
            if isinstance(parts, AsyncGenerator):
                await parts.aclose()


class Streaming(Generic[T]):
    """A call that is made when its `with` block begins, and whose connection is released when the block ends."""

    def __init__(self, start: Callable[[], StreamedResponse[T]]) -> None:
        self._start = start

    def __enter__(self) -> StreamedResponse[T]:
        self._answer = self._start()
        return self._answer

    def __exit__(self, *error: object) -> None:
        self._answer.close()


class AsyncStreaming(Generic[T]):
    """The same for `async with`."""

    def __init__(self, start: Coroutine[Any, Any, Any]) -> None:
        self._start = start

    async def __aenter__(self) -> AsyncStreamedResponse[T]:
        self._answer: AsyncStreamedResponse[T]
        self._answer = await self._start
        return self._answer

    async def __aexit__(self, *error: object) -> None:
        await self._answer.close()
