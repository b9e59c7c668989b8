"""Calls with I/O in threads. Specpress makes this file of `tasks`: what is to change, changes there.

In: operations and arguments. Out: responses. Refuses, by raising: everything in `errors`.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from typing import Any, TypeVar

import httpx2

from .auth import Held, Placed
from .caller import Arguments, Preparer, Streamed, raw, watched
from .deadline import LATE
from .flow import Ask, Call, Read, Response
from .operation import Operation
from .read import success
from .sending import Wire
from .tries import Post, Try, around, body, limit

T = TypeVar("T")
P = TypeVar("P", bytes, str)


class Caller(Preparer):
    """Makes calls in threads."""

    wire = Wire

    def data(self, operation: Operation[T], arguments: Arguments) -> T:
        """Call, and return what the call is for."""
        data: T = self._made(operation, arguments, success).call.data
        return data

    def call(self, operation: Operation[T], arguments: Arguments) -> Response[T]:
        """Call, and return the answer with what came around it."""
        return self._made(operation, arguments, success).call.response

    def raw(self, operation: Operation[Any], arguments: Arguments) -> Response[bytes]:
        """Call, and return the answer with its decompressed body."""
        return self._made(operation, arguments, raw).call.response

    def stream(
        self, operation: Operation[T], arguments: Arguments
    ) -> AbstractContextManager[StreamedResponse[T]]:
        """Call when the block begins, and leave the body to be read there."""
        return self._block(operation, arguments)

    @contextmanager
    def _block(
        self, operation: Operation[T], arguments: Arguments
    ) -> Generator[StreamedResponse[T]]:
        answer = StreamedResponse[T](self._made(operation, arguments, None))
        try:
            yield answer
        finally:
            answer.close()

    def close(self) -> None:
        """Close the connections."""
        if (http := self._wire.close()) is not None:
            http.close()

    def _made(self, operation: Operation[Any], arguments: Arguments, read: Read) -> Try:
        call: Call[Any] = Call(self.plan(operation), self._settings, arguments, read)
        made: Any = None
        with watched(call) as steps:
            for step in steps:
                match step:
                    case Try():
                        made = step
                        with limit(call.left(grace=0.1)) as scope:  # what ends by itself may
                            self._exchange(step)
                        if scope.cancelled_caught:
                            step.ended(httpx2.ReadTimeout(LATE))
                    case Ask():
                        with limit(call.left()):  # then nothing is sent
                            step.placed = current(step.held, step.stale)
                    case _:
                        self._settings.clock.sleep(step)
        return made  # type: ignore[no-any-return]

    def _exchange(self, made: Try) -> None:
        try:
            with made:
                post = self._through(made, self._wire.post(made.away))
                response = made.begun(post(self._requests.make(made)))
                if response.is_stream_consumed and not made.kept:  # by middleware or a hook
                    made.add(response.content)
                elif not made.kept:
                    fill(made, response)
        finally:
            for response in () if made.kept else made.opened:
                response.close()

    def _through(self, made: Try, post: Post) -> Post:
        """`post` in the client's middleware."""
        if not self._settings.middleware:
            return post

        def send(request: httpx2.Request) -> httpx2.Response:
            with made.leaving():
                response: httpx2.Response = post(request)
                made.opened.append(response)
            return response

        return around(self._settings.middleware, send)


def current(held: Held, stale: str | None = None) -> Placed:
    """The current key at its place."""
    if not held.renewable:
        return held.place(held.ask())
    with held.lock:
        if held.token in (None, stale):
            held.token = None
            held.token = held.place(held.ask()).secret
        return held.place(held.token)


def fill(made: Try, response: httpx2.Response) -> None:
    """Read a body to its end."""
    parts: Any = body(response)
    with closing(parts):
        for part in parts:
            made.add(part)


class StreamedResponse(Streamed[T]):
    """An answer whose body is read in its `with` block."""

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
                fill(self._made, self._source)
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
            with self._reading():
                for part in parts:
                    yield part
        finally:
            if isinstance(parts, Generator):
                parts.close()
