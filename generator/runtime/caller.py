"""Calls with I/O: what drives `flow`, once in threads and once in tasks, with httpx2 as transport.

In: operations and arguments. Out: responses, or requests that are not sent. Refuses, by raising: everything in `errors`;
also every use after `close`.
"""

from __future__ import annotations

import inspect
import threading
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, assert_never

from .errors import RequestInvalid
from .operation import Operation
from .settings import Clock, Options, Settings

if TYPE_CHECKING:
    import httpx2

    from .flow import Call, Send
    from .plan import Plan
    from .prepared import PreparedRequest
    from .response import Response

T = TypeVar("T")


class Preparer:
    """Makes requests. Everything that sends them, too, stands on this."""

    def __init__(self, settings: Settings, options: Options, clock: Clock) -> None:
        self._settings = settings
        self._options = options
        self._clock = clock
        self._plans: dict[Operation[Any], Plan[Any]] = {}
        self._closed = False

    def prepare(
        self, operation: Operation[Any], arguments: Mapping[str, object]
    ) -> PreparedRequest:
        """Return the request that a call would send.

        Raises:
            RequestInvalid: There is none.
        """
        from .prepared import PreparedRequest

        plan = self._plan(operation)
        draft = plan.draft(arguments)
        return PreparedRequest(draft, tuple(held.current() for held in plan.keys))

    def _start(self, operation: Operation[T], arguments: Mapping[str, object]) -> Call[T]:
        from .flow import Call

        if self._closed:
            msg = f"the client of {self._settings.service.name} is closed: make a new one, or close it later"
            raise RequestInvalid(msg)
        plan = self._plan(operation)
        draft = plan.draft(arguments)
        return Call(plan, self._settings.service, draft, self._options, self._clock)

    def _plan(self, operation: Operation[T]) -> Plan[T]:
        plan = self._plans.get(operation)
        if plan is None:  # two threads may both make it, and either will do
            from .plan import Plan

            plan = self._plans[operation] = Plan(operation, self._settings)
        return plan


class Caller(Preparer):
    """Makes calls in threads."""

    def __init__(
        self, settings: Settings, options: Options, http: httpx2.Client | None, clock: Clock
    ) -> None:
        super().__init__(settings, options, clock)
        self._given = http
        self._wire: Wire[httpx2.Client] | None = None
        self._lock = threading.Lock()

    def call(self, operation: Operation[T], arguments: Mapping[str, object]) -> Response[T]:
        """Call, and return the answer.

        Raises:
            ApiError: The call failed.
        """
        from .flow import Ask, Send, Wait

        call = self._start(operation, arguments)
        for step in call.steps():
            match step:
                case Send():
                    self._exchange(step)
                case Wait():
                    self._clock.sleep(step.seconds)
                case Ask():
                    step.key
"""
