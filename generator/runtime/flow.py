"""One call, without I/O: which tries are made, when, and how it ends.

In: a draft, settings, and what a driver makes of each step. Out: steps for the driver (`Ask`, `Send`, seconds to wait),
and at the end a `Response`. Refuses, by raising: everything in `errors`. Both clients drive the same `Call.steps`.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar

from .auth import Held, Placed
from .deadline import Timeouts
from .errors import ApiError, NotSent, Outcome, RequestInvalid, ResponseInvalid, StatusError
from .failures import Failure, request_id
from .operation import Operation
from .prepared import Draft
from .read import Received, Unreadable, success
from .redirects import MOST_REDIRECTS, moved
from .settings import Settings

if TYPE_CHECKING:
    from .plan import Plan

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

FIRST_WAIT, LONGEST_WAIT = 0.5, 8.0
"""Waits are random between nothing and the first, which doubles with each try up to the longest ("full jitter")."""
LONGEST_RETRY_AFTER = 60.0
"""A longer `Retry-After` is not waited for: the answer's error is raised at once."""
KNOWN: tuple[Outcome, ...] = ("not_sent", "not_applied", "unknown", "applied")
"""Outcomes, from the least effect to the most."""
POINTLESS = frozenset({501, 505})
"""Server errors that say that it will never work."""
Read = Callable[[Operation[Any], Received, Settings], Any] | None
"""Gives a call's data, or raises `Unreadable`; None leaves the body of a 2xx unread."""
FAULTS = {
    "broken": "it broke off",
    "undecodable": "it cannot be decompressed",
    "too_large": "it is larger than max_response_bytes",
}
"""Why an answer was not read to its end."""


@dataclass(slots=True)
class Ask:
    """Get the current key, or another one than `stale`, which was refused; and put it in `placed`."""

    held: Held
    stale: str | None = field(default=None, repr=False)
    placed: Placed | None = None


@dataclass(slots=True)
class Send:
    """Send this before `until`, and put in what came, what went wrong, or both if the answer broke off.

    `headers` are added to the draft's. `stream` leaves the body of a 2xx unread. `away` is true for a redirect's target
    that is not of the client's own origin. `fault` says what `error` means: the request never left; it, or the answer,
    broke off on the way; the answer cannot be decompressed, or is larger than is taken. Its content then ends there.
    """

    draft: Draft
    placed: tuple[Placed, ...]
    until: float | None
    stream: bool = False
    away: bool = False
    headers: tuple[tuple[str, str], ...] = ()
    timeouts: Timeouts | None = None
    received: Received | None = None
    error: Exception | None = None
    fault: Literal["not_sent", "broken", "undecodable", "too_large"] | None = None


Steps = Iterator[Ask | Send | float]


@dataclass(frozen=True, slots=True)
class Response(Generic[T_co]):
    """An answer with what came around it.

    `data` is what the call itself would have returned, `headers` are found in any case, `request_id` names the request
    to the vendor's support, if the API says so, `elapsed` is in seconds, for all `tries` and waits.
    """

    data: T_co
    status: int
    headers: Mapping[str, str]
    request_id: str | None
    elapsed: float
    tries: int


class Call(Generic[T]):
    """One call; `data` and `response` are there when `steps` has ended without an error.

    It is a context manager that gives its steps, so that what watches calls can stand in its place.
    """

    data: Any = None
    _received: Received
    _ended: float

    def __init__(self, plan: Plan[Any], settings: Settings, draft: Draft, read: Read) -> None:
        self.operation = plan.operation
        self.settings = settings
        self.draft = draft
        self.tries = 0
        self._plan = plan
        self._read = read
        self._started = settings.clock.monotonic()
        self._earlier: ApiError | None = None
        self._placed: tuple[Placed, ...] = ()
        self._until = None if settings.timeout is None else self._started + settings.timeout

    def __enter__(self) -> Steps:
        logger = self._plan.logger
        if not logger.isEnabledFor(logging.DEBUG):
            return self.steps()
        from .sight import logged

        return logged(self.steps(), self, logger)

    def __exit__(self, kind: object, error: BaseException | None, traceback: object) -> None:
        earlier = self._earlier
        # Closed, or left without a key, while it went on: what a try may have done stays the news.
        known = earlier is not None and earlier.outcome in {"unknown", "applied"}
        if earlier is not None and known and isinstance(error, RequestInvalid):
            raise earlier from error

    def steps(self) -> Steps:
        """Yield what to do next; a number is seconds to wait.

        Raises:
            ApiError: The call failed.
        """
        stale: dict[Held, str] | None = None  # what a 401 has refused
        while True:
            send = yield from self._tried(stale or {})
            error = self._judge(send)
            if error is None:
                return
            again = stale is None and not send.away and getattr(error, "status", 0) == 401
            seconds, left = self._wait_after(error, send, stale is not None), self.left()
            earlier = self._earlier
            if earlier is not None and KNOWN.index(earlier.outcome) > KNOWN.index(error.outcome):
                # What an earlier try may have done is not undone by this one.
                error = earlier if error.outcome == "not_sent" else error
                error.outcome, error.tries = earlier.outcome, self.tries
            if again:
                keys = zip(self._plan.keys, send.placed, strict=True)
                stale = {held: p.secret for held, p in keys if held.renewable}
                seconds = 0.0 if stale else seconds
            if seconds is None or (left is not None and seconds >= left):
                raise error from send.error
            self._earlier = error
            if seconds or not again:
                yield seconds

    def _tried(self, stale: Mapping[Held, str]) -> Generator[Ask | Send, None, Send]:
        """Make a try, which is not sent if the call's time is over or a key has not come within it."""
        placed, late = self._plan.placed, False
        if placed is None:
            asks = [Ask(held, stale.get(held)) for held in self._plan.keys]
            yield from asks
            placed = tuple(ask.placed for ask in asks if ask.placed is not None)
            late = len(placed) < len(asks)
        send, self._placed = Send(self.draft, placed, self._until, self._read is None), placed
        self.tries += 1
        left = self.left()
        if late or (left is not None and left <= 0):
            send.error = TimeoutError(f"the {self.settings.timeout} s for the call are over")
            send.fault = "not_sent"
            return send
        yield send
        if send.received is not None and 300 < send.received.status < 309:
            send = yield from self._follow(send)
        return send

    @property
    def response(self) -> Response[T]:
        """The data, with what came around it."""
        received, elapsed = self._received, self._ended - self._started
        named = request_id(self.settings.service, received)
        return Response(self.data, received.status, received.headers, named, elapsed, self.tries)

    def failure(self, send: Send) -> Failure:
        """What makes errors of a try."""
        draft, placed, tries = send.draft, send.placed, self.tries
        return Failure(self.settings, self.operation, draft, placed, self._placed, tries)

    def broken(self, send: Send) -> ResponseInvalid:
        """The error for a 2xx whose body was not read to its end."""
        assert send.received is not None
        why = FAULTS.get(send.fault or "", "")
        if send.fault == "broken":
            why += f" ({type(send.error).__name__}: {send.error})"
        return self.failure(send).unreadable(send.received, Unreadable(why))

    def left(self, grace: float = 0.0) -> float | None:
        """Seconds that are left for the call, and `grace`."""
        until = self._until
        return None if until is None else until + grace - self.settings.clock.monotonic()

    def _follow(self, send: Send) -> Generator[Send, None, Send]:
        """Go where a read is redirected to (RFC 9110, 15.4), and return what was sent there."""
        own = send.placed
        for _ in range(MOST_REDIRECTS):
            target = moved(self.draft, send, self.settings)
            left = self.left()
            if target is None or (left is not None and left <= 0):
                break
            draft, away = target
            send = Send(draft, () if away else own, self._until, self._read is None, away)
            yield send
            send.fault = "broken" if send.fault == "not_sent" else send.fault  # the first one left
        return send

    def _judge(self, send: Send) -> ApiError | None:
        """Set `response`, or return what went wrong."""
        received, error = send.received, send.error
        if received is None:
            return self.failure(send).unanswered(error, send.fault == "not_sent")
        if not 200 <= received.status < 300:
            return self.failure(send).status(received)
        if error is not None and (self.operation.answers or self._read is not success):
            return self.broken(send)
        try:
            if self._read is not None:
                self.data = self._read(self.operation, received, self.settings)
        except Unreadable as why:
            return self.failure(send).unreadable(received, why)
        self._received, self._ended = received, self.settings.clock.monotonic()
        return None

    def _wait_after(self, error: ApiError, send: Send, renewed: bool) -> float | None:
        """Seconds until the next try; None if there is none."""
        retries = self.tries - 1 - renewed
        if retries >= self.settings.max_retries or not self._repeatable(error, send):
            return None
        asked = retry_after(send.received, self.settings.clock.now())
        if asked is not None:
            return asked if asked <= LONGEST_RETRY_AFTER else None
        longest = min(LONGEST_WAIT, FIRST_WAIT * 2.0 ** min(retries, 10))
        return self.settings.clock.chance() * longest

    def _repeatable(self, error: ApiError, send: Send) -> bool:
        status = error.status if isinstance(error, StatusError) else 0
        if isinstance(error, NotSent) or status == 429:
            return True
        again = status == 408 or (status >= 500 and status not in POINTLESS)
        lost = send.fault == "broken" and not status  # there was none, or a 2xx that broke off
        return self.operation.idempotent and (again or lost)


def retry_after(received: Received | None, now: float) -> float | None:
    """Return the seconds that `Retry-After` asks for (RFC 9110, 10.2.3), a date by the server's own clock.

    None without the header, or if it is neither a number nor a date.
    """
    value = received.headers.get("retry-after") if received is not None else None
    if received is None or not value:
        return None
    with suppress(ValueError):
        seconds = float(value)
        return max(0.0, seconds) if seconds == seconds else None  # not a number is no number
    date, sent = _timestamp(value), _timestamp(received.headers.get("date", ""))
    return None if date is None else max(0.0, date - (now if sent is None else sent))


def _timestamp(value: str) -> float | None:
    with suppress(TypeError, ValueError, OverflowError):
        date = parsedate_to_datetime(value)
        return (date if date.tzinfo else date.replace(tzinfo=UTC)).timestamp()
    return None
