"""Every error that a call can raise."""

from __future__ import annotations

from typing import Final

from ._runtime.errors import ApiError as SampleError
from ._runtime.errors import NotSent, OutcomeUnknown, RequestInvalid, ResponseInvalid, StatusError

__all__ = [
    "CODES",
    "STATUSES",
    "NotFound",
    "NotSent",
    "OrderIsPending",
    "OutcomeUnknown",
    "PreconditionRequired",
    "RequestInvalid",
    "ResponseInvalid",
    "SampleError",
    "StatusError",
]


class NotFound(StatusError):
    """404: the order does not exist."""

    status = 404


class PreconditionRequired(StatusError):
    """428: the order is not in a state in which it can be changed."""

    status = 428


class OrderIsPending(PreconditionRequired):
    """428 `ORDER_IS_PENDING`: the order is being made."""

    code: str | None = "ORDER_IS_PENDING"


STATUSES: Final[dict[int, type[StatusError]]] = {404: NotFound, 428: PreconditionRequired}
CODES: Final[dict[tuple[int, str], type[StatusError]]] = {(428, "ORDER_IS_PENDING"): OrderIsPending}
