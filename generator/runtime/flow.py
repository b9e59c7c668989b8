"""One call, without I/O: which tries are made, when, and how it ends.

In: a draft, options, a clock, and what a driver makes of each step. Out: steps for the driver (`Ask` for a key, `Send`,
`Wait`), and at the end a `Response`. Refuses, by raising: everything in `errors`.

The synchronous and the asynchronous client drive the same `Call.steps`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import Any, Generic, Literal, TypeVar

from .auth import Held, Placed
from .errors import ApiError, NotSent, OutcomeUnknown, StatusError
from .failures import Circumstances, response_invalid, status_error
from .plan import Plan
from .prepared import Draft, PreparedRequest
from .read import Unreadable
from .response import Received, Response
from .service import Service
from .settings import Clock, Options

T = TypeVar("T")

FIRST_WAIT = 0.5
LONGEST_BACKOFF = 8.0
"""Waits are random between nothing and `FIRST_WAIT`, doubled with each try up to this ("full jitter")."""
LONGEST_RETRY_AFTER = 60.0
"""A longer `Retry-After` is not waited for: the answer's error is raised at once."""
POINTLESS = frozenset({501, 505})
"""Server errors that say that it will never work."""


@dataclass(slots=True)
class Ask:
    """Get the current key, and put it in `placed`."""

    held: Held
    placed: Placed | None = None


@dataclass(slots=True)
class Send:
    """Send this, and put what came in `received`, or what went wrong in `error`, or both if the answer broke off.

    `fault` says what `error` means: the request never left, it may have left, or its answer cannot be decoded.
    """

    draft: Draft
    placed: tuple[Placed, ...]
    seconds: float | None
    """What is left of the call's time."""
    received: Received | None = None
    error: Exception | None = None
    fault: Literal["not_sent", "broken", "undecodable"] | None = None


@dataclass(slots=True)
class Wait:
    """Do nothing for so long."""

    seconds: float


Step = Ask | Send | Wait


class Call(Generic[T]):
    """One call; `response` is there when `steps` has ended without an error."""

    response: Response[T]

    def __init__(
        self, plan: Plan[T], service: Service, draft: Draft, options: Options, clock: Clock
    ) -> None:
        self._plan = plan
        self._service = service
        self._draft = draft
        self._options = options
        self._clock = clock
        self._tries = 0

    def steps(self) -> Iterator[Step]:
        """Yield what to do next.

        Raises:
            ApiError: The call failed.
        """
        started = self._clock.monotonic()
        timeout = self._options.timeout
        ends = None if timeout is None else started + timeout
        while True:
            placed = self._plan.placed
            if placed is None:
                asks = [Ask(held) for held in self._plan.keys]
                yield from asks
                placed = tuple(ask.placed for ask in asks if ask.placed is not None)
            left = None if ends is None else ends - self._clock.monotonic()
            send = Send(self._draft, placed, left)
            self._tries += 1
            yield send
            error = self._judge(send, started)
            if error is None:
                return
            seconds = self._wait_after(error, send)
            if seconds is None or (ends is not None and self._clock.monotonic() + seconds >= ends):
                raise error from send.error
            yield Wait(seconds)

    def _judge(self, send: Send, started: float) -> ApiError | None:
        """Set `response`, or return what went wrong."""
        received = send.received
        if received is None:
            return self._unanswered(send)
        around = self._around(send)
        if not 200 <= received.status < 300:
            return status_error(received, around)
        try:
            data = self._plan.reader.success(received)
        except Unreadable as why:
            if send.error is None:
                send.error = why.__cause__ if isinstance(why.__cause__, Exception) else None
            return response_invalid(received, why, around)
        self.response = Response(
            data=data,
            status=received.status,
            headers=received.headers,
            request_id=around.request_id(received),
            elapsed=self._clock.monotonic() - started,
            tries=self._tries,
        )
        return None

    def _around(self, send: Send) -> Circumstances:
        request = PreparedRequest(send.draft, send.placed).without_secrets()
        return Circumstances(self._service, self._plan.reader, request, send.placed, self._tries)

    def _unanswered(self, send: Send) -> ApiError:
        request = PreparedRequest(send.draft, send.placed).without_secrets()
        about = f"{type(send.error).__name__}: {send.error} ({request.method} {request.url})"
        if self._tries > 1:
            about += f", after {self._tries} tries"
        kind = NotSent if send.fault == "not_sent" else OutcomeUnknown
        return kind(about, request=request, tries=self._tries)

    def _wait_after(self, error: ApiError, send: Send) -> float | None:
        """Return how long to wait before the next try; None if there is none."""
        retries = self._tries - 1
        if retries >= self._options.max_retries or not self._repeatable(error, send):
            return None
        asked = retry_after(send.received, self._clock.now())
        if asked is not None:
            return asked if asked <= LONGEST_RETRY_AFTER else None
        longest = min(LONGEST_BACKOFF, FIRST_WAIT * 2**retries)
        return self._clock.chance() * longest

    def _repeatable(self, error: ApiError, send: Send) -> bool:
        if isinstance(error, NotSent) or (isinstance(error, StatusError) and error.status == 429):
            return True
        if not self._plan.operation.idempotent:
            return False
        if isinstance(error, StatusError) and send.error is None:
            return error.status == 408 or (error.status >= 500 and error.status not in POINTLESS)
        return send.fault == "broken"


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
        date = _timestamp(value)
        sent = _timestamp(received.headers.get("date"))
        if date is None:
            return None
        return max(0.0, date - (now if sent is None else sent))
    return max(0.0, seconds) if seconds == seconds else None  # not a number is no number


def _timestamp(value: Any) -> float | None:
    try:
        date = parsedate_to_datetime(value)
    except (TypeError, ValueError):
        return None
    return (date if date.tzinfo else date.replace(tzinfo=UTC)).timestamp()
