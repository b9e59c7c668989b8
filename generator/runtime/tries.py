"""One try with its I/O: what is the same in threads and in tasks.

In: a request without its credentials, and these; the responses to it, parts of a body, what went wrong. Out: what came
of it, and responses to be closed. Refuses, with `TooLarge` and `ReadTimeout`: a body that goes on beyond what size and
time allow; with `TypeError`: what a transport or middleware gives that is no `httpx2.Response`.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from functools import reduce
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Literal, Self

import anyio
import httpx2
from httpx2 import ConnectError, ConnectTimeout, PoolTimeout, ProxyError, UnsupportedProtocol

from .auth import Placed, mask
from .deadline import LATE, Timeouts
from .failures import hidden_request
from .prepared import Draft
from .read import Received

if TYPE_CHECKING:
    from .flow import Call

NEVER_LEFT = (ConnectError, ConnectTimeout, PoolTimeout, ProxyError, UnsupportedProtocol)
"""What is certain to happen before a request is written; everything else may come after."""
UNTOLD = (OSError, httpx2.StreamError)
"""What middleware may raise on its own account, and transports, too: httpx2 does not know all that TLS raises."""
FAILED = (httpx2.RequestError, *UNTOLD)
"""What ends a try without an answer, or within it."""
KEPT = 65_536
"""So many bytes are kept of an answer that was too large."""
Post = Callable[[httpx2.Request], Any]
limit_async = anyio.move_on_after


def limit(_: float | None) -> AbstractContextManager[Any]:
    """Take the place of `limit_async`: nothing cuts off a thread."""
    return nullcontext(SimpleNamespace(cancelled_caught=False))


body_async = httpx2.Response.aiter_bytes


def body(response: httpx2.Response) -> Any:
    """The parts of a decompressed body in threads: where nothing compressed it, faster than `iter_bytes`."""
    return response.iter_bytes() if "content-encoding" in response.headers else response.stream


class TooLarge(httpx2.RequestError):
    """An answer is larger than the client takes."""


@dataclass(slots=True, eq=False, repr=False)
class Try:
    """A request to be sent, and what has come of it so far: an answer, what went wrong, or both if it broke off.

    `away` is true for a redirect's target that is not of the client's own origin; `headers` are added to the draft's.
    `fault` says what `error` means: the request never left; it, or the answer, broke off on the way; the answer cannot
    be decompressed, or is larger than is taken. Its content then ends there.

    `left` says that some request may have left, `opened` are all responses, of which the last is the answer; it is
    `kept` open if its body is not to be read here. As a context manager it takes how the exchange ends.
    """

    call: Call[Any]
    draft: Draft
    placed: tuple[Placed, ...]
    away: bool = False
    headers: tuple[tuple[str, str], ...] = ()
    timeouts: Timeouts | None = None
    # What came of it, when it is over.
    received: Received | None = None
    error: Exception | None = None
    fault: Literal["not_sent", "broken", "undecodable", "too_large"] | None = None
    # Where it is.
    left: bool = False
    kept: bool = False
    opened: list[httpx2.Response] = field(default_factory=list[httpx2.Response])
    _head: httpx2.Response | None = None
    _parts: list[bytes] = field(default_factory=list[bytes])
    _size: int = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _: object, error: BaseException | None, __: object) -> bool:
        if isinstance(error, httpx2.HTTPStatusError):
            return self._refused(error)
        if isinstance(error, UNTOLD) and self._head is None and self.call.settings.middleware:
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
        self.kept = self.call.streams and response.is_success
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
        most = self.call.settings.max_response_bytes
        if most is not None and self._size > most:
            raise TooLarge(f"the answer is larger than {most:,} bytes")
        if self.call.is_over():
            raise httpx2.ReadTimeout(LATE)

    def ended(self, error: Exception | None = None) -> bytes:
        """Take the body as it is now, or what went wrong; return the body."""
        content = self._parts[0] if len(self._parts) == 1 else b"".join(self._parts)
        if isinstance(error, TooLarge):
            content = content[:KEPT]
        if self._head is not None:
            self.received = Received(self._head.status_code, self._head.headers, content)
        if error is not None:
            if isinstance(error, httpx2.TimeoutException) and self.call.is_over():
                error.args = (LATE,)
            self.error = self._masked(error)
            self.fault = self._fault(error)
        return content

    @contextmanager
    def leaving(self) -> Generator[None]:
        """Take how it ends to send a request."""
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

    def _masked(self, error: Exception) -> Exception:
        """The error of a transport, without the credentials that it holds with its request."""
        if isinstance(error, httpx2.RequestError):
            it = hidden_request(self)
            error.request = httpx2.Request(it.method, it.url, headers=it.headers, content=it.body)
        keys = self.call.placed
        error.args = tuple(mask(a, keys) if isinstance(a, str) else a for a in error.args)
        link: BaseException | None = error
        while link is not None:  # frames hold requests, and reports of errors show them
            link.__traceback__ = None
            link = link.__cause__ or link.__context__
        return error


def around(middleware: Sequence[Any], send: Post) -> Post:
    """`send` in `middleware`, of which the first is the outermost."""
    return reduce(_through, reversed(middleware), send)


def _through(send: Post, each: Callable[[httpx2.Request, Post], Any]) -> Post:
    return lambda request: each(request, send)
