"""What both kinds of callers have in common: plans, connections, requests that are not sent, and answers left unread.

In: operations and arguments, and tries that ended with the head of a 2xx. Out: requests, and what is read of answers.
Refuses, by raising: `RequestInvalid`; for an answer that breaks off, is too large to be read as a whole or is not as
documented, `ResponseInvalid`.
"""

from __future__ import annotations

import sys
from collections.abc import Generator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

import httpx2

from .failures import broken, unreadable
from .flow import Call, Steps
from .operation import Operation
from .prepared import PreparedRequest
from .read import Received, Unreadable, success
from .sending import Requests, Wire
from .settings import Settings
from .tries import Try

if TYPE_CHECKING:
    from .plan import Plan

T = TypeVar("T")
Arguments = Mapping[str, Any]
ONCE = "the body can be read once, and only within its block: keep what it gave"


def raw(_: Operation[Any], received: Received, __: Settings) -> bytes:
    """The decompressed body, as a call's data."""
    return received.content or b""


class Preparer:
    """Makes requests."""

    wire: type[Wire]

    def __init__(self, settings: Settings, given: Any, wire: Wire | None = None) -> None:
        self._settings = settings
        self._plans: dict[Operation[Any], Plan] = {}
        self._wire = self.wire(settings, given) if wire is None else wire
        self._requests = Requests(settings, self._wire)

    def copy(self, settings: Settings) -> Self:
        """The same with other settings, sharing the connections."""
        return type(self)(settings, None, self._wire)

    def warm(self) -> None:
        """Make the transport ready, and connect to nothing."""
        self._wire.open()

    def prepare(self, operation: Operation[Any], arguments: Arguments) -> PreparedRequest:
        """Return the request that a call would send."""
        plan = self.plan(operation)
        return PreparedRequest(plan.draft(arguments), tuple(held.shown() for held in plan.keys))

    def plan(self, operation: Operation[Any]) -> Plan:
        """What all calls of an operation share."""
        plan = self._plans.get(operation)
        if plan is None:  # two threads may both make it, and either will do
            from .plan import Plan  # loads most of pydantic, which only a call needs

            plan = self._plans[operation] = Plan(operation, self._settings)
        return plan


class Streamed(Generic[T]):
    """An answer whose body is read by the caller, once; no part of it may take longer than `timeout` to come.

    `headers` are found in any case, `request_id` names the request to the vendor's support, `elapsed` is in seconds,
    for all `tries` and waits, until the answer began.
    """

    def __init__(self, made: Try) -> None:
        answer = made.call.response
        self.status: int = answer.status
        self.headers: Mapping[str, str] = answer.headers
        self.request_id: str | None = answer.request_id
        self.elapsed: float = answer.elapsed
        self.tries: int = answer.tries
        self._made = made
        self._source = made.opened[-1]
        self._content: bytes | None = None
        made.call.until = None
        if made.timeouts is not None:
            made.timeouts.until = None

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.status}>"

    def _whole(self) -> bytes:
        if self._content is None:
            self._content = self._made.ended()
        return self._content

    @contextmanager
    def _reading(self) -> Generator[None]:
        try:
            yield
        except httpx2.RequestError as error:
            received = Received(self.status, self.headers, self._made.ended(error))
            raise broken(self._made, received) from error
        except httpx2.StreamError:
            raise RuntimeError(ONCE) from None

    def _parsed(self, content: bytes) -> T:
        call, received = self._made.call, Received(self.status, self.headers, content)
        try:
            value: T = success(call.operation, received, call.settings)
        except Unreadable as why:
            raise unreadable(self._made, received, why) from None
        return value


def watched(call: Call[Any]) -> AbstractContextManager[Steps]:
    """The call, or its span in its place."""
    if "opentelemetry.trace" not in sys.modules:
        return call
    from .telemetry import Traced

    return Traced(call)
