"""The bases of the clients: constructors, `with`, and closing.

In: a `Service` and a user's settings. Out: clients that resources and views make their calls through. Refuses, with
`RequestInvalid`: settings that mean nothing.

Nothing here needs pydantic or httpx2 until a first resource is reached.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Self

from .auth import AsyncKey, Key
from .settings import Clock, Options, Settings, resolve

if TYPE_CHECKING:
    import httpx2

    from .caller import AsyncCaller, Caller, Preparer
    from .service import Service

__all__ = ["AsyncClient", "AsyncKey", "AsyncView", "Client", "Key", "PreparedView", "View"]


class _Client:
    """What both clients have in common."""

    def __init__(self, settings: Settings, options: Options, clock: Clock | None) -> None:
        self._settings = settings
        self._options = options
        self._clock = Clock() if clock is None else clock
        self._lock = threading.Lock()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._settings.base}>"


class Client(_Client):
    """The base of the synchronous client; it may be shared between threads."""

    def __init__(
        self,
        service: Service,
        *,
        credentials: Mapping[str, Key | None] | None = None,
        headers: Mapping[str, str | None] | None = None,
        environment: str | None = None,
        base_url: str | None = None,
        max_retries: int = 2,
        timeout: float | None = 60.0,
        http_client: httpx2.Client | None = None,
        clock: Clock | None = None,
    ) -> None:
        settings = resolve(service, credentials or {}, headers or {}, environment, base_url)
        super().__init__(settings, Options(max_retries, timeout), clock)
        self._http_client = http_client
        self._made: Caller | None = None

    @property
    def _caller(self) -> Caller:
        if self._made is None:
            from .caller import Caller

            with self._lock:
                if self._made is None:
                    self._made = Caller(
                        self._settings, self._options, self._clock, self._http_client
                    )
        return self._made

    def close(self) -> None:
        """Close the connections. A client that was handed in stays open; this one cannot be used any more."""
        self._caller.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


class AsyncClient(_Client):
    """The base of the asynchronous client; it may be shared between the tasks of one event loop."""

    def __init__(
        self,
        service: Service,
        *,
        credentials: Mapping[str, AsyncKey | None] | None = None,
        headers: Mapping[str, str | None] | None = None,
        environment: str | None = None,
        base_url: str | None = None,
        max_retries: int = 2,
        timeout: float | None = 60.0,
        http_client: httpx2.AsyncClient | None = None,
        clock: Clock | None = None,
    ) -> None:
        settings = resolve(service, credentials or {}, headers or {}, environment, base_url)
        super().__init__(settings, Options(max_retries, timeout), clock)
        self._http_client = http_client
        self._made: AsyncCaller | None = None

    @property
    def _caller(self) -> AsyncCaller:
        if self._made is None:
            from .caller import AsyncCaller

            with self._lock:
                if self._made is None:
                    self._made = AsyncCaller(
                        self._settings, self._options, self._clock, self._http_client
                    )
        return self._made

    async def close(self) -> None:
        """Close the connections. A client that was handed in stays open; this one cannot be used any more."""
        await self._caller.close()

    aclose = close

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.close()


class View:
    """The base of other ways to make the same calls."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller


class AsyncView:
    """The same for the asynchronous client."""

    def __init__(self, caller: AsyncCaller) -> None:
        self._caller = caller


class PreparedView:
    """The base of the view whose calls are not sent; one for both clients."""

    def __init__(self, caller: Preparer) -> None:
        self._caller = caller
