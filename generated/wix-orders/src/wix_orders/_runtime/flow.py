"""One call, without I/O: which tries are made, when, and how it ends.

In: a draft, settings, and what a driver makes of each step. Out: steps for the driver (`Ask`, `Send`, seconds to wait),
and at the end a `Response`. Refuses, by raising: everything in `errors`. Both clients drive the same `Call.steps`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import Generic, Literal, TypeVar

from .auth import Held, Placed
from .errors import ApiError, NotSent, Outcome, StatusError
from .failures import Failure, request_id
from .plan import Plan
from .prepared import Draft
from .read import Received, Unreadable, success
from .settings import Settings

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


@dataclass(slots=True)
class Ask:
    """Get the current key, and put it in `placed`."""

    held: Held
    placed: Placed | None = None


@dataclass(slots=True)
class Send:
    """Send this within `seconds`, and put in what came, what went wrong, or both if the answer broke off.

    `fault` says what `error` means: the request never left; it may have left; its answer cannot be decoded.
    """

    draft: Draft
    placed: tuple[Placed, ...]
    seconds: float | None
    received: Received | None = None
    error: Exception | None = None
    fault: Literal["not_sent", "broken", "undecodable"] | None = None


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
    """One call; `response` is there when `steps` has ended without an error."""

    response: Response[T]

    def __init__(self, plan: Plan[T], settings: Settings, draft: Draft) -> None:
        self._plan = plan
        self._settings = settings
        self._draft = draft
        self._tries = 0
        self._started = settings.clock.monotonic()

    def steps(self) -> Iterator[Ask | Send | float]:
        """Yield what to do next; a number is seconds to wait.

        Raises:
            ApiError: The call failed.
        """
        earlier: ApiError | None = None
        while True:
            placed = self._plan.placed
            if placed is None:
                asks = [Ask(held) for held in self._plan.keys]
                yield from asks
                placed = tuple(ask.placed for ask in asks if ask.placed is not None)
            send = Send(self._draft, placed, self._left())
            self._tries += 1
            yield send
            error = self._judge(send)
            if error is None:
                return
            seconds, left = self._wait_after(error, send), self._left()
            if earlier is not None and KNOWN.index(earlier.outcome) > KNOWN.index(error.outcome):
                # What an earlier try may have done is not undone by this one.
                error = earlier if isinstance(error, NotSent) else error
                error.outcome, error.tries = earlier.outcome, self._tries
            if seconds is None or (left is not None and seconds >= left):
                raise error from send.error
            earlier = error
            yield seconds

    def _left(self) -> float | None:
        timeout, clock = self._settings.timeout, self._settings.clock
        return None if timeout is None else self._started + timeout - clock.monotonic()

    def _judge(self, send: Send) -> ApiError | None:
        """Set `response`, or return what went wrong."""
        service, operation = self._settings.service, self._plan.operation
        received = send.received
        why = None
        if received is not None and 200 <= received.status < 300:
            try:
                data = success(operation, received)
            except Unreadable as error:
                why = error
            else:
                named = request_id(service, received)
                elapsed = self._settings.clock.monotonic() - self._started
                status, headers = received.status, received.headers
                self.response = Response(data, status, headers, named, elapsed, self._tries)
                return None
        failure = Failure(service, operation, send.draft, send.placed, self._tries)
        if received is None:
            return failure.unanswered(send.error, send.fault == "not_sent")
        return failure.status(received) if why is None else failure.unreadable(received, why)

    def _wait_after(self, error: ApiError, send: Send) -> float | None:
        """Seconds until the next try; None if there is none."""
        retries = self._tries - 1
        if retries >= self._settings.max_retries or not self._repeatable(error, send):
            return None
        asked = retry_after(send.received, self._settings.clock.now())
        if asked is not None:
            return asked if asked <= LONGEST_RETRY_AFTER else None
        return self._settings.clock.chance() * min(LONGEST_WAIT, FIRST_WAIT * 2.0**retries)

    def _repeatable(self, error: ApiError, send: Send) -> bool:
        status = error.status if isinstance(error, StatusError) else 0
        if isinstance(error, NotSent) or status == 429:
            return True
        again = status == 408 or (status >= 500 and status not in POINTLESS)
        return self._plan.operation.idempotent and (again or send.fault == "broken")


def retry_after(received: Received | None, now: float) -> float | None:
    """Return the seconds that `Retry-After` asks for (RFC 9110, 10.2.3), a date by the server's own clock.

    None without the header, or if it is neither a number nor a date.
    """
    value = received.headers.get("retry-after") if received is not None else None
    if received is None or not value:
        return None
    try:
        seconds = float(value)
    except ValueError:
        date, sent = _timestamp(value), _timestamp(received.headers.get("date", ""))
        if date is None:
            return None
        seconds = date - (now if sent is None else sent)
    return max(0.0, seconds) if seconds == seconds else None  # not a number is no number


def _timestamp(value: str) -> float | None:
    try:
        date = parsedate_to_datetime(value)
    except (TypeError, ValueError):
        return None
    return (date if date.tzinfo else date.replace(tzinfo=UTC)).timestamp()
