"""Answers whose bodies are read by the caller, piece by piece.

In: a try that ended with the head of a 2xx. Out: bytes, text, lines or the documented value. Refuses, with
`ResponseInvalid`: what breaks off, is too large to be read as a whole, or is not as documented.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from typing import Generic, TypeVar

import httpx2

from .failures import broken, unreadable
from .read import Received, Unreadable, success
from .tries import Try

T = TypeVar("T")
ONCE = "the body can be read once, and only within its block: keep what it gave"


class Streamed(Generic[T]):
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
