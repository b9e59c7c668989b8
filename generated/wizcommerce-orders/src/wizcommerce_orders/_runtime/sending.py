"""What lies under a client, an httpx2 client or another transport, and the requests that are sent by it.

In: settings, what was handed in, and steps of `flow`. Out: httpx2 requests, with what a handed-in httpx2 client adds,
and what sends them. Refuses, with `RequestInvalid`: what is no transport, use after closing, an asynchronous client in
a second event loop, and what no URL can be made of.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any
from weakref import ref

import httpx2
from anyio.lowlevel import current_token

from .auth import Placed, mask
from .deadline import Timeouts
from .errors import RequestInvalid
from .settings import Settings
from .tries import Try

OURS = frozenset({b"accept", b"user-agent", b"host", b"content-length", b"content-type"})
"""The headers of an httpx2 client that are never sent."""
PLAIN = frozenset({b"accept-encoding", b"connection"})
"""The headers of an httpx2 client that any host may see."""
CONNECT = 10.0
"""Seconds within which a connection is made, unless a client that was handed in says otherwise."""
UNCHOSEN = httpx2.Timeout(5.0)
"""The timeout of an httpx2 client for which nobody chose one."""
_url = lru_cache(256)(httpx2.URL)


class Wire:
    """A client of httpx2 or another transport, handed in or made when first needed; shared by a client's copies."""

    kind: type[Any] = httpx2.Client
    closing, waits = "close", True

    def __init__(self, settings: Settings, given: Any) -> None:
        lacking = [name for name in ("send", self.closing) if not hasattr(given, name)]
        if type(given).__module__.partition(".")[0] == "httpx":
            raise RequestInvalid(f"http_client: {given!r} is of httpx; one of httpx2 is needed")
        if isinstance(given, type):
            raise RequestInvalid(f"http_client: {given!r} is a class: hand in one of its objects")
        if given is not None and lacking:
            said = f"no httpx2.{self.kind.__name__}, nor another transport"
            raise RequestInvalid(f"http_client: {given!r} is {said}: it has no {lacking[0]}()")
        self._name = settings.service.name
        self._own = given is None
        self._http: Any = None
        self._closed = False
        self._lock = threading.Lock()
        self.headers: list[tuple[bytes, bytes]] = []
        self.params = httpx2.QueryParams()
        self.cookies: httpx2.Cookies | None = None
        self.timeouts: dict[str, float | None] | None = None
        if given is not None:
            self._take(given)

    def open(self) -> Any:
        """The transport, ready to send."""
        if self._http is None and not self._closed:
            with self._lock:
                if self._http is None:
                    self._take(self.kind())
        if self._closed or getattr(self._http, "is_closed", False):
            raise RequestInvalid(f"the client of {self._name} is closed: make a new one")
        return self._http

    def post(self, away: bool) -> Callable[[httpx2.Request], Any]:
        """What sends a request and does not read the answer; `away` from the client's own origin, without its auth."""
        http = self.open()
        if not isinstance(http, self.kind):
            return http.send  # type: ignore[no-any-return]
        without = {"auth": None} if away else {}
        return partial(http.send, stream=True, follow_redirects=False, **without)

    def close(self) -> Any:
        """The httpx2 client that is to be closed; one that was handed in is left to its owner."""
        self._closed = True
        return self._http if self._own else None

    def _take(self, http: Any) -> None:
        """Send by `http`, and with every request what it would send now."""
        if isinstance(http, self.kind):
            self.headers = [h for h in http.headers.raw if h[0].lower() not in OURS]
            self.params = http.params
            self.cookies = httpx2.Cookies(http.cookies) if http.cookies else None
            self.timeouts = http.timeout.as_dict() if http.timeout != UNCHOSEN else None
        self._http = http


class AsyncWire(Wire):
    """The same for one event loop."""

    kind = httpx2.AsyncClient
    closing, waits = "aclose", False
    _loop: Any = None

    def post(self, away: bool) -> Callable[[httpx2.Request], Any]:
        """What sends a request and does not read the answer."""
        loop = _running()
        if self._loop not in (None, loop) and isinstance(self._http, self.kind):
            if not self._own or not _ended(self._loop):
                why = "belongs to another event loop: make one client for each event loop"
                raise RequestInvalid(f"the client of {self._name} {why}")
            self._http = None  # its connections went with their loop
        self._loop = loop
        return super().post(away)

    def close(self) -> Any:
        """The httpx2 client that is to be closed; connections of a loop that has ended went with it."""
        http = super().close()
        here = self._loop is None or self._loop is _running()
        return http if here or not _ended(self._loop) else None


def _running() -> Any:
    token: Any = current_token()
    return getattr(token, "native_token", token)  # before anyio 4.11, the token is the loop


def _ended(loop: Any) -> bool:
    return bool(getattr(loop, "is_closed", lambda: True)())


class SecretUrl(httpx2.URL):
    """A URL with a key in it, which httpx2 logs as `shown`."""

    shown = ""


def _show(record: logging.LogRecord) -> bool:
    """Put what is shown in place of URLs that hold a key."""
    if isinstance(record.args, tuple):
        record.args = tuple(a.shown if isinstance(a, SecretUrl) else a for a in record.args)
    return True


logging.getLogger("httpx2").addFilter(_show)


class Requests:
    """Makes the requests of one client, or of a copy of it."""

    def __init__(self, settings: Settings, wire: Wire) -> None:
        self._settings = settings
        self._wire = wire
        self._heads: dict[Any, tuple[tuple[Placed, ...], httpx2.Headers]] = {}
        connect = min(CONNECT, settings.timeout or CONNECT)
        own = httpx2.Timeout(settings.timeout, connect=connect).as_dict()
        self._timeouts = wire.timeouts or own

    def make(self, made: Try) -> httpx2.Request:
        """The request, ready to be sent as it is."""
        draft = made.draft
        try:
            url = self._url(made)
        except httpx2.InvalidURL as error:
            text = mask(f"no URL can be made of this: {error}", made.call.placed)
            raise RequestInvalid(text) from None
        made.timeouts = Timeouts(self._timeouts, made.call.until, self._settings.clock.monotonic)
        head, body = self._head(made, url), httpx2.ByteStream(draft.body or b"")
        more = {"timeout": made.timeouts}
        request = httpx2.Request(draft.method, url, headers=head, stream=body, extensions=more)
        if self._wire.waits:
            made.timeouts.request = ref(request)
        request.url = url  # itself, where httpx2 has put a copy that would not hide a key
        if draft.body is not None or draft.method in {"POST", "PUT", "PATCH"}:  # RFC 9110, 8.6
            request.headers["Content-Length"] = str(len(draft.body or b""))
        for name, text in made.headers:
            request.headers.setdefault(name, text)
        if self._wire.cookies is not None and not made.away:
            self._add_cookies(request, self._wire.cookies)
        request.read()  # event hooks may look at its content
        return request

    def _url(self, made: Try) -> httpx2.URL:
        text, params, more = made.draft.wire_url(made.placed), self._wire.params, ""
        if params and not made.away:
            names = httpx2.URL(text).params
            own = httpx2.QueryParams([p for p in params.multi_items() if p[0] not in names])
            more = f"{'&' if '?' in text else '?'}{own}" if own else ""
        redirected = made.draft is not made.call.draft  # by a server, which may repeat a key
        if redirected or any(placed.where == "query" for placed in made.placed):
            url = SecretUrl(text + more)
            hidden = tuple(placed.hidden() for placed in made.placed)
            url.shown = mask(made.draft.wire_url(hidden) + more, made.call.placed, data=True)
            return url
        return _url(text + more)

    def _head(self, made: Try, url: httpx2.URL) -> httpx2.Headers:
        """The headers without those that differ from call to call."""
        key = (made.draft.headers, url.netloc) if made.away else made.draft.headers
        placed, head = self._heads.get(key, ((), None))
        if head is None or placed != made.placed:
            if len(self._heads) >= 256:  # most APIs have fewer
                self._heads.clear()
            theirs = [h for h in self._wire.headers if not made.away or h[0].lower() in PLAIN]
            head = httpx2.Headers([(b"Host", url.netloc), *theirs])
            head.update(httpx2.Headers(made.draft.wire_headers(made.placed), encoding="utf-8"))
            self._heads[key] = (made.placed, head)
        return head

    def _add_cookies(self, request: httpx2.Request, cookies: httpx2.Cookies) -> None:
        probe = httpx2.Request(request.method, request.url, cookies=cookies)
        own, theirs = (r.headers.get("Cookie", "").split("; ") for r in (request, probe))
        names = {"", *(text.partition("=")[0] for text in own)}
        more = [text for text in theirs if text.partition("=")[0] not in names]
        if more:
            request.headers["Cookie"] = "; ".join([*filter(None, own), *more])
