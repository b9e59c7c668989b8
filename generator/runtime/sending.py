"""What lies under a client, an httpx2 client or another transport, and the requests that are sent by it.

In: settings, what was handed in, and steps of `flow`. Out: httpx2 requests, with what a handed-in httpx2 client adds,
and what sends them. Refuses, with `RequestInvalid`: what is no transport, use after closing, an asynchronous client in
a second event loop, and what no URL can be made of.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from typing import Any
from weakref import ref

import httpx2
from anyio.lowlevel import current_token

from .auth import Placed, mask
from .deadline import Timeouts
from .errors import RequestInvalid
from .flow import Send
from .settings import Settings

OURS = frozenset({b"accept", b"user-agent", b"host", b"content-length", b"content-type"})
"""The headers of an httpx2 client that are never sent."""
PLAIN = frozenset({b"accept-encoding", b"connection"})
"""The headers of an httpx2 client that any host may see."""
CONNECT = 10.0
"""Seconds within which a connection is made, unless a client that was handed in says otherwise."""
UNCHOSEN = httpx2.Timeout(5.0)
"""The timeout of an httpx2 client for which nobody chose one."""
MOST_HEADS = 256
_url = lru_cache(256)(httpx2.URL)


class Wire:
    """A client of httpx2 or another transport, handed in or made when first needed; shared by a client's copies."""

    closing, waits = "close", True

    def __init__(self, settings: Settings, kind: type[Any], given: Any) -> None:
        lacking = [name for name in ("send", self.closing) if not hasattr(given, name)]
        if type(given).__module__.partition(".")[0] == "httpx":
            raise RequestInvalid(f"http_client: {given!r} is of httpx; one of httpx2 is needed")
        if isinstance(given, type):
            raise RequestInvalid(f"http_client: {given!r} is a class: hand in one of its objects")
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
            self.params = native.params
            if native.timeout != UNCHOSEN:
                self.timeouts = native.timeout.as_dict()
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

    closing, waits = "aclose", False
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
        why = "belongs to another event loop: make one client for each event loop"
        raise RequestInvalid(f"the client of {self._name} {why}")


def _running() -> Any:
    try:
        from asyncio import get_running_loop  # later than this module: threads do not need it

        return get_running_loop()
    except RuntimeError:
        return current_token().native_token


def _ended(loop: Any) -> bool:
    return bool(getattr(loop, "is_closed", lambda: True)())


class SecretUrl(httpx2.URL):
    """A URL with a key in it, which httpx2 logs as `shown`."""

    shown = ""


class _Shown(logging.Filter):
    """Puts what is shown in place of URLs that hold a key."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(a.shown if isinstance(a, SecretUrl) else a for a in record.args)
        return True


logging.getLogger("httpx2").addFilter(_Shown())


class Requests:
    """Makes the requests of one client, or of a copy of it."""

    def __init__(self, settings: Settings, wire: Wire) -> None:
        self._settings = settings
        self._wire = wire
        self._heads: dict[Any, tuple[tuple[Placed, ...], httpx2.Headers]] = {}
        seconds = settings.timeout
        connect = CONNECT if seconds is None else min(CONNECT, seconds)
        own = {"connect": connect, "read": seconds, "write": seconds, "pool": seconds}
        self._timeouts = own if wire.timeouts is None else wire.timeouts

    def make(self, send: Send) -> httpx2.Request:
        """The request, ready to be sent as it is."""
        draft = send.draft
        try:
            url = self._url(send)
        except httpx2.InvalidURL as error:
            text = mask(f"no URL can be made of this: {error}", send.placed)
            raise RequestInvalid(text) from None
        send.timeouts = Timeouts(self._timeouts, send.until, self._settings.clock.monotonic)
        head, body = self._head(send, url), httpx2.ByteStream(draft.body or b"")
        more = {"timeout": send.timeouts}
        request = httpx2.Request(draft.method, url, headers=head, stream=body, extensions=more)
        if self._wire.waits:
            send.timeouts.request = ref(request)
        if isinstance(url, SecretUrl):
            request.url = url
        if draft.body is not None or draft.method in {"POST", "PUT", "PATCH"}:  # RFC 9110, 8.6
            request.headers["Content-Length"] = str(len(draft.body or b""))
        for name, text in send.headers:
            request.headers.setdefault(name, text)
        if self._wire.cookies is not None and not send.away:
            self._add_cookies(request, self._wire.cookies)
        request.read()  # event hooks may look at its content
        return request

    def _url(self, send: Send) -> httpx2.URL:
        text, params, more = send.draft.wire_url(send.placed), self._wire.params, ""
        if params and not send.away:
            names = httpx2.URL(text).params
            own = httpx2.QueryParams([p for p in params.multi_items() if p[0] not in names])
            more = f"{'&' if '?' in text else '?'}{own}" if own else ""
        if any(placed.where == "query" for placed in send.placed):
            url = SecretUrl(text + more)
            hidden = tuple(placed.hidden() for placed in send.placed)
            url.shown = mask(send.draft.wire_url(hidden) + more, send.placed, data=True)
            return url
        return _url(text + more)

    def _head(self, send: Send, url: httpx2.URL) -> httpx2.Headers:
        """The headers without those that differ from call to call."""
        key = (send.draft.headers, url.netloc) if send.away else send.draft.headers
        placed, head = self._heads.get(key, ((), None))
        if head is None or placed != send.placed:
            if len(self._heads) >= MOST_HEADS:
                self._heads.clear()
            head = httpx2.Headers(list(self._lines(send, url)))
            self._heads[key] = (send.placed, head)
        return head

    def _lines(self, send: Send, url: httpx2.URL) -> Iterator[tuple[bytes, bytes]]:
        own = [(n.encode(), v.encode()) for n, v in send.draft.wire_headers(send.placed)]
        names = {name.lower() for name, _ in own}
        yield b"Host", url.netloc if send.away else self._settings.host.encode()
        for name, value in self._wire.headers:
            if name.lower() not in names and (not send.away or name.lower() in PLAIN):
                yield name, value
        yield from own

    def _add_cookies(self, request: httpx2.Request, cookies: httpx2.Cookies) -> None:
        probe = httpx2.Request(request.method, request.url)
        cookies.set_cookie_header(probe)
        own = [text for text in request.headers.get("Cookie", "").split("; ") if text]
        names = {text.partition("=")[0] for text in own}
        theirs = [text for text in probe.headers.get("Cookie", "").split("; ") if text]
        own += [text for text in theirs if text.partition("=")[0] not in names]
        if own:
            request.headers["Cookie"] = "; ".join(own)
