"""What lies under a client: an httpx2 client, or another transport.

In: settings, and what was handed in. Out: what sends requests, and what its failures mean. Refuses, with
`RequestInvalid`: what is no transport, use after closing, and an asynchronous client in a second event loop.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

import httpx2
from anyio.lowlevel import current_token

from .errors import RequestInvalid

if TYPE_CHECKING:
    from .settings import Settings

OURS = frozenset({b"accept", b"user-agent", b"host", b"content-length", b"content-type"})


class Wire:
    """A client of httpx2 or another transport, handed in or made when first needed; shared by a client's copies."""

    closing = "close"

    def __init__(self, settings: Settings, kind: type[Any], given: Any) -> None:
        lacking = [name for name in ("send", self.closing) if not hasattr(given, name)]
        if given is not None and lacking:
            said = f"no httpx2.{kind.__name__}, nor another transport: it has no {lacking[0]}()"
            raise RequestInvalid(f"http_client: {given!r} is {said}")
        self._name = settings.service.name
        self._kind = kind
        self._given = given
        self._http: Any = None
        self._posts: tuple[Any, Any] = (None, None)
        self._closed = False
        self._lock = threading.Lock()
        self.headers: list[tuple[bytes, bytes]] = []
        self.params = httpx2.QueryParams()
        self.cookies: httpx2.Cookies | None = None
        self.timeouts: dict[str, float | None] | None = None
        native: Any = given
        if isinstance(given, kind):
            self.params, self.timeouts = native.params, native.timeout.as_dict()
            self.cookies = httpx2.Cookies(native.cookies) if native.cookies else None
            self._take(native)

    def open(self) -> Any:
        """The transport, ready to send."""
        if self._http is None and not self._closed:
            with self._lock:
                self._http = self._http or self._made()
        if self._closed or getattr(self._http, "is_closed", False):
            raise RequestInvalid(f"the client of {self._name} is closed: make a new one")
        return self._http

    def post(self, away: bool) -> Callable[[httpx2.Request], Any]:
        """What sends a request and does not read the answer; `away` from the client's own origin, without its auth."""
        self.open()
        return self._posts[away]  # type: ignore[no-any-return]

    def close(self) -> Any:
        """The httpx2 client that is to be closed; one that was handed in is left to its owner."""
        self._closed = True
        return self._http if self._given is None else None

    def _made(self) -> Any:
        http = self._kind() if self._given is None else self._given
        own = post = http.send
        if isinstance(http, self._kind):
            own = partial(http.send, stream=True, follow_redirects=False)
            post = partial(own, auth=None)
            self._take(http)
        self._posts = (own, post)
        return http

    def _take(self, http: Any) -> None:
        self.headers = self.headers or [h for h in http.headers.raw if h[0].lower() not in OURS]


class AsyncWire(Wire):
    """The same for one event loop."""

    closing = "aclose"
    _loop: Any = None

    def post(self, away: bool) -> Callable[[httpx2.Request], Any]:
        """What sends a request and does not read the answer."""
        loop = _running()
        if self._loop is not loop and self._outlived():
            self._http = None
        self._loop = loop
        return super().post(away)

    def close(self) -> Any:
        """The httpx2 client that is to be closed; connections of a loop that has ended went with it."""
        http = super().close()
        return None if self._loop is not None and _ended(self._loop) else http

    def _outlived(self) -> bool:
        """Whether connections are left that belong to a loop that has ended."""
        if self._loop is None or not isinstance(self._http, self._kind):
            return False
        if self._given is None and _ended(self._loop):
            return True
        raise RequestInvalid(
            f"the client of {self._name} belongs to another event loop: make one client for each event loop"
        )


def _running() -> Any:
    try:
        from asyncio import get_running_loop  # later than this module: threads do not need it

        return get_running_loop()
    except RuntimeError:
        return current_token().native_token


def _ended(loop: Any) -> bool:
    return bool(getattr(loop, "is_closed", lambda: True)())
