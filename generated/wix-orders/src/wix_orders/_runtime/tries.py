"""One try with its I/O: what is the same in threads and in tasks.

In: a step of `flow`, the responses to it, parts of a body, what went wrong. Out: the step, filled in, and responses to
be closed. Refuses, with `TooLarge` and `ReadTimeout`: a body that goes on beyond what size and time allow; with
`TypeError`: what a transport or middleware gives that is no `httpx2.Response`.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager, suppress
from functools import reduce
from typing import Any, Self

import httpx2
from httpx2 import ConnectError, ConnectTimeout, PoolTimeout, ProxyError, UnsupportedProtocol

from .auth import mask
from .deadline import LATE
from .flow import Call, Send
from .read import Received

NEVER_LEFT = (ConnectError, ConnectTimeout, PoolTimeout, ProxyError, UnsupportedProtocol)
"""What is certain to happen before a request is written; everything else may come after."""
FAILED = (httpx2.RequestError, OSError)
"""What ends a try without an answer, or within it; httpx2 does not know all that TLS raises."""
KEPT = 65_536
"""So many bytes are kept of an answer that was too large."""
Post = Callable[[httpx2.Request], Any]


class TooLarge(httpx2.RequestError):
    """An answer is larger than the client takes."""


class Try:
    """What has come of a try so far.

    `left` says that some request may have left, `opened` are all responses, of which the last is the answer; it is
    `kept` open if its body is not to be read here. As a context manager it takes how the exchange ends.
    """

    __slots__ = ("_head", "_parts", "_size", "call", "kept", "left", "opened", "send")

    def __init__(self, call: Call[Any], send: Send) -> None:
        self.call = call
        self.send = send
        self.left = self.kept = False
        self.opened: list[httpx2.Response] = []
        self._parts: list[bytes] = []
        self._size = 0
        self._head: httpx2.Response | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _: object, error: BaseException | None, __: object) -> bool:
        if isinstance(error, httpx2.HTTPStatusError):
            return self._refused(error)
        if isinstance(error, OSError) and self._head is None and self.call.settings.middleware:
            return False  # its own: that of the transport was made a `ReadError`
        if error is None or isinstance(error, FAILED):
            self.ended(error)
            return True
        return False

    def begun(self, response: object) -> httpx2.Response:
        """Take the head of an answer."""
        if not isinstance(response, httpx2.Response):
            getattr(response, "close", bool)()  # a coroutine complains if nobody awaits it
            came = f"{response!r} came from the transport or middleware"
            raise TypeError(f"{came}: no httpx2.Response")
        self.left = True
        self.opened.append(response)
        self._head = response
        self.kept = self.send.stream and 200 <= response.status_code < 300
        return response

    def _refused(self, error: httpx2.HTTPStatusError) -> bool:
        """Take the answer for which a hook or middleware raised this, with its body if that was read."""
        head = self.begun(error.response)
        if head.is_success:
            return False
        with suppress(httpx2.ResponseNotRead):
            self._parts = [head.content]
        self.ended()
        return True

    def add(self, part: bytes) -> None:
        """Take a part of the body; decoders give at most 1 MiB at a time, so that a bomb does not get far."""
        self._parts.append(part)
        self._size += len(part)
        limit = self.call.settings.max_response_bytes
        if limit is not None and self._size > limit:
            raise TooLarge(f"the answer is larger than {limit:,} bytes")
        if self._is_late():
            raise httpx2.ReadTimeout(LATE)

    def ended(self, error: Exception | None = None) -> bytes:
        """Take the body as it is now, or what went wrong; return the body."""
        send, head, parts = self.send, self._head, self._parts
        kept = b""
        if head is not None:
            content = parts[0] if len(parts) == 1 else b"".join(parts)
            kept = content[:KEPT] if isinstance(error, TooLarge) else content
            send.received = Received(head.status_code, head.headers, kept)
        if error is not None:
            if isinstance(error, httpx2.TimeoutException) and self._is_late():
                error.args = (LATE,)
            send.error = _masked(error, send)
            send.fault = self._fault(error)
        return kept

    def _is_late(self) -> bool:
        until = self.send.until
        return until is not None and self.call.settings.clock.monotonic() >= until

    def to_close(self) -> Sequence[httpx2.Response]:
        """The responses that nobody will read, when all is over."""
        return () if self.kept else self.opened

    def within(self, middleware: Sequence[Any], post: Post) -> Post:
        """`post` in `middleware`, in threads."""

        def send(request: httpx2.Request) -> httpx2.Response:
            with self._leaving():
                response: httpx2.Response = post(request)
                self.opened.append(response)
            return response

        return _around(middleware, send)

    def within_async(self, middleware: Sequence[Any], post: Post) -> Post:
        """`post` in `middleware`, in tasks."""

        async def send(request: httpx2.Request) -> httpx2.Response:
            with self._leaving():
                response: httpx2.Response = await post(request)
                self.opened.append(response)
            return response

        return _around(middleware, send)

    @contextmanager
    def _leaving(self) -> Generator[None]:
        try:
            yield
        except BaseException as error:
            self.left = self.left or not isinstance(error, NEVER_LEFT)
            if isinstance(error, OSError):
                raise httpx2.ReadError(f"{type(error).__name__}: {error}") from error
            raise
        self.left = True

    def _fault(self, error: Exception) -> Any:
        if isinstance(error, TooLarge):
            return "too_large"
        if isinstance(error, httpx2.DecodingError):
            return "undecodable"
        return "broken" if self.left or not isinstance(error, NEVER_LEFT) else "not_sent"


def _around(middleware: Sequence[Any], send: Post) -> Post:
    return reduce(_through, reversed(middleware), send)


def _through(send: Post, each: Callable[[httpx2.Request, Post], Any]) -> Post:
    return lambda request: each(request, send)


def _masked(error: Exception, send: Send) -> Exception:
    """The error of a transport, without the credentials that it holds with its request."""
    if isinstance(error, httpx2.RequestError):
        draft, hidden = send.draft, tuple(placed.hidden() for placed in send.placed)
        headers = [(n.encode(), v.encode()) for n, v in draft.wire_headers(hidden)]
        url = draft.wire_url(hidden)
        error.request = httpx2.Request(draft.method, url, headers=headers, content=draft.body)
    error.args = tuple(mask(a, send.placed) if isinstance(a, str) else a for a in error.args)
    link: BaseException | None = error
    while link is not None:  # frames hold requests, and reports of errors show them
        link.__traceback__ = None
        link = link.__cause__ or link.__context__
    return error
