"""Timeouts that shrink with what is left of a call, also between the parts of an answer's head.

In: a request's timeouts, and the moment by which the call is to be over. Out: the extensions `timeout` and `trace` of
httpx2. Refuses, with `httpx2.ReadTimeout`: to go on after that moment. A connection that something else has opened, and
one for which a hook has set another `trace`, keeps to httpx2's own timeouts, which begin again with each part; so does
one to a proxy for plain http.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any
from weakref import proxy

import httpx2

LATE = "the time for the whole call is over"
SHORTEST = 0.001
PIECE = 65_536
"""So many bytes are written at a time."""
NEW = ("connect_tcp.complete", "connect_unix_socket.complete", "start_tls.complete")
"""The events of httpcore2's `trace` extension that bring the stream of a new connection."""


class Timeouts(dict[str, float | None]):
    """A request's timeouts: each is cut, when the phase of its name begins, to what is left of the whole call."""

    request: Callable[[], httpx2.Request | None] | None = None
    """A weak reference to the request, if connections made for it are to ask what is left whenever they wait."""
    _over = False

    def __init__(
        self, seconds: dict[str, float | None], until: float | None, now: Callable[[], float]
    ) -> None:
        super().__init__(seconds)
        self.until = until
        self._now = now

    def get(self, key: Any, default: Any = None, /) -> Any:
        """Seconds for the phase `key`, or None for no limit."""
        seconds = super().get(key, default)
        if key == "connect" and self.request is not None and (request := self.request()):
            request.extensions.setdefault("trace", _bound)
        if self.until is None:
            return seconds
        left = max(self.until - self._now(), SHORTEST)
        cut = _Cut(left if seconds is None else min(seconds, left))
        cut.timeouts = self
        return cut

    def cut(self, seconds: float) -> float:
        """Seconds for one more part of a phase that had `seconds`."""
        if self.until is None:
            return seconds
        left = self.until - self._now()
        if left <= 0 and self._over:
            raise httpx2.ReadTimeout(LATE)
        self._over = left <= 0  # what has come by then is taken
        return min(seconds, max(left, SHORTEST))


class _Cut(float):
    """A timeout as it was when its phase began."""

    __slots__ = ("timeouts",)
    timeouts: Timeouts


def _bound(event: str, info: Mapping[str, Any]) -> None:
    """Take the stream of a new connection."""
    if not event.endswith(NEW):
        return
    stream: Any = info["return_value"]
    with suppress(AttributeError, TypeError):  # somebody's own, which takes no other methods
        kind, own = stream.__class__, proxy(stream)  # a circle would keep a forgotten client open

        def read(max_bytes: int, timeout: float | None = None) -> Any:
            return kind.read(own, max_bytes, _left(timeout))

        def write(buffer: bytes, timeout: float | None = None) -> None:
            for start in range(0, len(buffer), PIECE):
                kind.write(own, buffer[start : start + PIECE], _left(timeout))

        stream.read, stream.write = read, write


def _left(timeout: float | None) -> float | None:
    return timeout.timeouts.cut(timeout) if isinstance(timeout, _Cut) else timeout
