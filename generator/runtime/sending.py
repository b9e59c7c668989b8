"""Requests as they are sent: a draft with its credentials, and what an httpx2 client that was handed in adds.

In: settings, what lies under the client, and steps of `flow`. Out: httpx2 requests. Refuses, with `RequestInvalid`:
what no URL can be made of.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import httpx2

from .auth import Placed, mask
from .errors import RequestInvalid

if TYPE_CHECKING:
    from .flow import Send
    from .settings import Clock, Settings
    from .wire import Wire

PLAIN = frozenset({b"accept-encoding", b"connection"})
"""The headers of an httpx2 client that any host may see."""
CONNECT = 10.0
"""Seconds within which a connection is made, unless a client that was handed in says otherwise."""
MOST_HEADS = 256
_url = lru_cache(256)(httpx2.URL)


class Timeouts(dict[str, float | None]):
    """A request's timeouts: each is cut, when the phase of its name begins, to what is left of the whole call."""

    def __init__(self, seconds: dict[str, float | None], until: float | None, clock: Clock) -> None:
        super().__init__(seconds)
        self.until = until
        self._clock = clock

    def get(self, key: Any, default: Any = None, /) -> Any:
        """Seconds for the phase `key`, or None for no limit."""
        seconds = super().get(key, default)
        if self.until is None:
            return seconds
        left = max(self.until - self._clock.monotonic(), 0.001)
        return left if seconds is None else min(seconds, left)


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
        send.timeouts = Timeouts(self._timeouts, send.until, self._settings.clock)
        request = httpx2.Request(
            draft.method,
            url,
            headers=self._head(send, url),
            stream=httpx2.ByteStream(draft.body or b""),
            extensions={"timeout": send.timeouts},
        )
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
        text, params = send.draft.wire_url(send.placed), self._wire.params
        if params and not send.away:
            names = httpx2.URL(text).params
            more = httpx2.QueryParams([p for p in params.multi_items() if p[0] not in names])
            text += f"{'&' if '?' in text else '?'}{more}" if more else ""
        for placed in send.placed:
            if placed.where == "query":
                url = SecretUrl(text)
                url.shown = mask(text, send.placed)
                return url
        return _url(text)

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
