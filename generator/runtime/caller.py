"""What both kinds of callers have in common: plans, connections, and requests that are not sent.

In: operations and arguments. Out: requests. Refuses, by raising: `RequestInvalid`.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, Self, TypeVar

from .flow import Call, Steps
from .operation import Operation
from .prepared import PreparedRequest
from .read import Received
from .sending import Requests, Wire
from .settings import Settings

if TYPE_CHECKING:
    from .plan import Plan

T = TypeVar("T")
Arguments = Mapping[str, Any]


def raw(_: Operation[Any], received: Received, __: Settings) -> bytes:
    """The decompressed body, as a call's data."""
    return received.content or b""


class Preparer:
    """Makes requests."""

    wire: type[Wire]
    kind: Any

    def __init__(self, settings: Settings, given: Any, wire: Wire | None = None) -> None:
        self._settings = settings
        self._plans: dict[Operation[Any], Plan[Any]] = {}
        self._wire = self.wire(settings, self.kind, given) if wire is None else wire
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
        draft = plan.draft(arguments)
        return PreparedRequest(draft, tuple(held.shown() for held in plan.keys))

    def plan(self, operation: Operation[T]) -> Plan[T]:
        """What all calls of an operation share."""
        plan = self._plans.get(operation)
        if plan is None:  # two threads may both make it, and either will do
            from .plan import Plan  # loads most of pydantic, which only a call needs

            plan = self._plans[operation] = Plan(operation, self._settings)
        return plan


def watched(call: Call[Any]) -> AbstractContextManager[Steps]:
    """The call, or its span in its place."""
    if "opentelemetry.trace" not in sys.modules:
        return call
    from .telemetry import Traced

    return Traced(call)
