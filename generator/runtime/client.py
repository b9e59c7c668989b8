"""The bases of the clients: constructors, `with`, and closing.

In: a `Service` and a user's settings. Out: clients, through which resources and views make their calls. Refuses, with
`RequestInvalid`: settings that mean nothing. Nothing here needs pydantic or httpx2 until a resource is reached.
"""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Generic, NoReturn, Self, TypeVar, Unpack

from .auth import AsyncKey, Key
from .service import Service
from .settings import Options, resolve

if TYPE_CHECKING:
    import httpx2  # noqa: F401  (named in quotes below)

    from .caller import AsyncCaller, Caller, Preparer  # noqa: F401

__all__ = ["AsyncClient", "AsyncKey", "AsyncView", "Client", "Key", "PreparedView", "View"]

H = TypeVar("H")
C = TypeVar("C")


class _Client(ABC, Generic[H, C]):
    def __init__(
        self, service: Service, *, http_client: H | None = None, **options: Unpack[Options]
    ) -> None:
        self._settings = resolve(service, options)
        self._http_client = http_client
        self._made: C | None = None
        self._lock = threading.Lock()

    @property
    def _caller(self) -> C:
        if self._made is None:
            with self._lock:
                self._made = self._made or self._make()
        return self._made

    @abstractmethod
    def _make(self) -> C: ...

    def __reduce__(self) -> NoReturn:
        raise TypeError(f"a {type(self).__name__} holds connections: make one in each process")

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._settings.base}>"


class Client(_Client["httpx2.Client", "Caller"]):
    """The base of the synchronous client; it may be shared between threads."""

    def _make(self) -> Caller:
        from .caller import Caller

        return Caller(self._settings, self._http_client)

    def close(self) -> None:
        """Close the connections, but not a client that was handed in. No call can be made any more."""
        self._caller.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


class AsyncClient(_Client["httpx2.AsyncClient", "AsyncCaller"]):
    """The base of the asynchronous client; it may be shared between the tasks of one event loop."""

    def _make(self) -> AsyncCaller:
        from .caller import AsyncCaller

        return AsyncCaller(self._settings, self._http_client)

    async def close(self) -> None:
        """Close the connections, but not a client that was handed in. No call can be made any more."""
        await self._caller.close()

    aclose = close

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *error: object) -> None:
        await self.close()


class _View(Generic[C]):
    def __init__(self, caller: C) -> None:
        self._caller = caller


class View(_View["Caller"]):
    """The base of other ways to make the same calls."""


class AsyncView(_View["AsyncCaller"]):
    """The same for the asynchronous client."""


class PreparedView(_View["Preparer"]):
    """The same for calls that are not sent; one for both clients."""
