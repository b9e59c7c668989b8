"""One call, without I/O: which tries are made, when, and how it ends.

In: arguments, settings, and what a driver makes of each step. Out: steps for it (`Ask`, `Try`, seconds to wait), and
at the end a `Response`. Refuses, by raising: everything in `errors`. Both clients drive the same `Call.steps`.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from .auth import Held, Placed
from .errors import ApiError, NotSent, Outcome, RequestInvalid, StatusError
from .failures import broken, refused, request_id, unanswered, unreadable
from .operation import Operation
from .read import Received, Unreadable, success
from .redirects import MOST_REDIRECTS, moved
from .settings import PACKAGE, Settings
from .tries import Try

if TYPE_CHECKING:
    from .plan import Plan

LOGGER = logging.getLogger(PACKAGE)
T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

FIRST_WAIT, LONGEST_WAIT = 0.5, 8.0
"""Waits are random between nothing and the first, which doubles with each try up to the longest ("full jitter")."""
LONGEST_RETRY_AFTER = 60.0
"""A longer `Retry-After` is not waited for: the answer's error is raised at once."""
KNOWN: tuple[Outcome, ...] = ("not_sent", "not_applied", "unknown", "applied")
"""Outcomes, from the least effect to the most."""
Read = Callable[[Operation[Any], Received, Settings], Any] | None
"""Gives a call's data, or raises `Unreadable`; None leaves the body of a 2xx unread."""


@dataclass(slots=True)
class Ask:
    """Get the current key, or another one than `stale`, which was refused; and put it in `placed`."""

    held: Held
    stale: str | None = field(default=None, repr=False)
    placed: Placed | None = None


Steps = Iterator[Ask | Try | float]


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

    `placed` are its credentials, which what they were sent to may have repeated. It is a context manager that gives its
    steps, so that what watches calls can stand in its place.
    """

    data: Any = None
    _received: Received
    _ended: float

    def __init__(self, plan: Plan, settings: Settings, arguments: Any, read: Read) -> None:
        self.operation = plan.operation
        self.settings = settings
        self.draft = plan.draft(arguments)
        self.streams = read is None
        self.tries = 0
        self.placed: tuple[Placed, ...] = ()
        self._plan = plan
        self._read = read
        self._earlier: ApiError | None = None
        self._started = settings.clock.monotonic()
        self.until = None if settings.timeout is None else self._started + settings.timeout

    def __enter__(self) -> Steps:
        if not LOGGER.isEnabledFor(logging.DEBUG):
            return self.steps()
        from .sight import logged

        return logged(self.steps(), self, LOGGER)

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
            made = yield from self._tried(stale or {})
            error = self._judge(made)
            if error is None:
                return
            again = stale is None and not made.away and getattr(error, "status", 0) == 401
            seconds, earlier = self._wait_after(error, made, stale is not None), self._earlier
            if earlier is not None and KNOWN.index(earlier.outcome) > KNOWN.index(error.outcome):
                # What an earlier try may have done is not undone by this one.
                error = earlier if error.outcome == "not_sent" else error
                error.outcome, error.tries = earlier.outcome, self.tries
            if again:
                keys = zip(self._plan.keys, made.placed, strict=True)
                stale = {held: p.secret for held, p in keys if held.renewable}
                seconds = 0.0 if stale else seconds
            if seconds is None or self.is_over(seconds):
                self._earlier = None
                try:
                    raise error from made.error
                finally:  # frames hold keys, and an error in its own frame keeps a client open
                    del error, earlier, stale
            self._earlier = error
            if seconds or not again:
                yield seconds

    def _tried(self, stale: Mapping[Held, str]) -> Generator[Ask | Try, None, Try]:
        """Make a try, which is not sent if the call's time is over or a key has not come within it.

        Go where a read is redirected to (RFC 9110, 15.4), and return what was sent there.
        """
        placed, late = self._plan.placed, False
        if placed is None:
            asks = [Ask(held, stale.get(held)) for held in self._plan.keys]
            yield from asks
            placed = tuple(ask.placed for ask in asks if ask.placed is not None)
            late = len(placed) < len(asks)
        made = Try(self, self.draft, placed)
        self.placed = placed
        self.tries += 1
        if late or self.is_over():
            made.error = TimeoutError(f"the {self.settings.timeout} s for the call are over")
            made.fault = "not_sent"
            return made
        yield made
        for _ in range(MOST_REDIRECTS):
            target = moved(self.draft, made, self.settings)
            if target is None or self.is_over():
                break
            draft, away = target
            made = Try(self, draft, () if away else placed, away)
            yield made
            made.fault = "broken" if made.fault == "not_sent" else made.fault  # the first one left
        return made

    @property
    def response(self) -> Response[T]:
        """The data, with what came around it."""
        received, elapsed = self._received, self._ended - self._started
        named = request_id(self.settings.service, received)
        return Response(self.data, received.status, received.headers, named, elapsed, self.tries)

    def left(self, grace: float = 0.0) -> float | None:
        """Seconds that are left for the call, and `grace`."""
        until = self.until
        return None if until is None else until + grace - self.settings.clock.monotonic()

    def is_over(self, after: float = 0.0) -> bool:
        """Whether the time for the call is over, now or after so many seconds."""
        left = self.left()
        return left is not None and left <= after

    def _judge(self, made: Try) -> ApiError | None:
        """Set `data`, or return what went wrong."""
        received = made.received
        if received is None:
            return unanswered(made)
        if not 200 <= received.status < 300:
            return refused(made, received)
        if made.error is not None and (self.operation.answers or self._read is not success):
            return broken(made, received)
        try:
            if self._read is not None:
                self.data = self._read(self.operation, received, self.settings)
        except Unreadable as why:
            return unreadable(made, received, why)
        self._received, self._ended = received, self.settings.clock.monotonic()
        return None

    def _wait_after(self, error: ApiError, made: Try, renewed: bool) -> float | None:
        """Seconds until the next try; None if there is none."""
        retries = self.tries - 1 - renewed
        if retries >= self.settings.max_retries or not self._repeatable(error, made):
            return None
        asked = retry_after(made.received, self.settings.clock.now())
        if asked is not None:
            return asked if asked <= LONGEST_RETRY_AFTER else None
        longest = min(LONGEST_WAIT, FIRST_WAIT * 2.0 ** min(retries, 10))
        return self.settings.clock.chance() * longest

    def _repeatable(self, error: ApiError, made: Try) -> bool:
        status = error.status if isinstance(error, StatusError) else 0
        if isinstance(error, NotSent) or status == 429:
            return True
        again = status == 408 or (status >= 500 and status not in {501, 505})  # which never work
        lost = made.fault == "broken" and not status  # there was none, or a 2xx that broke off
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
