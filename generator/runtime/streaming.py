"""Answers whose bodies are read by the caller, piece by piece.

In: a try that ended with the head of a 2xx. Out: bytes, text, lines or the documented value. Refuses, with
`ResponseInvalid`: what breaks off, is too large to be read as a whole, or is not as documented.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Generator, Iterator, Mapping
from contextlib import aclosing, contextmanager
from typing import Generic, TypeVar

import httpx2

from .failures import broken, unreadable
from .read import Received, Unreadable, success
from .tries import Try

T = TypeVar("T")
P = TypeVar("P", bytes, str)
ONCE = "the body can be read once, and only within its block: keep what it gave"


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
        made.call.until = None
        if made.timeouts is not None:
            made.timeouts.until = None

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.status}>"

    def _whole(self) -> bytes:
        if self._content is None:
            self._content = self._made.ended()
        return self._content

    @contextmanager
    def _reading(self) -> Generator[None]:
        try:
            yield
        except httpx2.RequestError as error:
            received = Received(self.status, self.headers, self._made.ended(error))
            raise broken(self._made, received) from error
        except httpx2.StreamError:
            raise RuntimeError(ONCE) from None

    def _parsed(self, content: bytes) -> T:
        call, received = self._made.call, Received(self.status, self.headers, content)
        try:
            value: T = success(call.operation, received, call.settings)
        except Unreadable as why:
            raise unreadable(self._made, received, why) from None
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
            with self._reading():
                for part in self._source.iter_bytes():
                    self._made.add(part)
        return self._whole()

    def parse(self) -> T:
        """What the call itself would have returned."""
        return self._parsed(self.read())

    def close(self) -> None:
        """Release the connection."""
        for response in reversed(self._made.opened):
            response.close()

    def _each(self, parts: Iterator[P]) -> Iterator[P]:
        with self._reading():
            yield from parts


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
            with self._reading():
                async with aclosing(self._source.aiter_bytes()) as parts:
                    async for part in parts:
                        self._made.add(part)
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
