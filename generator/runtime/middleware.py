"""What an application may put between a client and the network: middleware, and transports.

In: nothing. Out: the protocols that they satisfy, over httpx2's requests and responses. Refuses nothing.

Middleware runs around every try, the first of a client's list being the outermost. It sees the request with its
credentials and a response whose body is not yet read. It may change either, answer by itself with an `httpx2.Response`,
or send again; what it raises, the call raises, except that an `httpx2.RequestError` is a failed try like any other, and
an `httpx2.HTTPStatusError` the answer that it holds.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from httpx2 import Request, Response


class Middleware(Protocol):
    """Takes a request and what sends it on, and gives the response."""

    def __call__(self, request: Request, send: Callable[[Request], Response], /) -> Response:
        """Give the response to `request`, mostly that of `send(request)`."""
        ...


class AsyncMiddleware(Protocol):
    """The same for asynchronous clients."""

    async def __call__(
        self, request: Request, send: Callable[[Request], Awaitable[Response]], /
    ) -> Response:
        """Give the response to `request`, mostly that of `await send(request)`."""
        ...


class Transport(Protocol):
    """Sends requests: an `httpx2.Client`, or anything else.

    `request.extensions["timeout"]` holds seconds for `connect`, `read`, `write` and `pool`, or None. It raises
    `httpx2.RequestError`s; `ConnectError`, `ConnectTimeout`, `PoolTimeout`, `ProxyError` and `UnsupportedProtocol`
    promise that nothing has been sent. The response may still be unread.
    """

    def send(self, request: Request, /) -> Response:
        """Send the request as it is, and follow no redirects."""
        ...

    def close(self) -> None:
        """Close the connections; called by the transport's owner."""


class AsyncTransport(Protocol):
    """The same for asynchronous clients: an `httpx2.AsyncClient`, or anything else."""

    async def send(self, request: Request, /) -> Response:
        """Send the request as it is, and follow no redirects."""
        ...

    async def aclose(self) -> None:
        """Close the connections; called by the transport's owner."""
