# Made from specs/wix-orders/openapi.yaml.
# Do not edit: change the spec and run `make generate`.
"""Every error that a call can raise.

    WixOrdersError
    ├── NotSent                     no request reached the server
    ├── OutcomeUnknown              the connection broke: nobody knows whether it was done
    ├── RequestInvalid              an argument is not allowed: nothing was sent
    ├── ResponseInvalid             it was done, but the answer is not as documented
    └── StatusError                 the server refused
        ├── BadRequest              400
        ├── Unauthorized            401
        ├── Forbidden               403
        ├── NotFound                404
        ├── Conflict                409
        ├── PreconditionRequired    428
        │   ├── OrderIsPending      ORDER_IS_PENDING
        │   └── OrderIsRejected     ORDER_IS_REJECTED
        ├── TooManyRequests         429
        ├── InternalServerError     500
        ├── NotImplementedByServer  501
        ├── ServiceUnavailable      503
        └── GatewayTimeout          504

`outcome` says what is known about the effect of the call; `request` is what was to be sent, its
secrets hidden.

See <https://docs.example.com/wix-orders/errors.html>.
"""

from __future__ import annotations

from typing import Final

from ._runtime.errors import ApiError as WixOrdersError
from ._runtime.errors import NotSent, OutcomeUnknown, RequestInvalid, ResponseInvalid, StatusError

__all__ = [
    "BadRequest",
    "Conflict",
    "Forbidden",
    "GatewayTimeout",
    "InternalServerError",
    "NotFound",
    "NotImplementedByServer",
    "NotSent",
    "OrderIsPending",
    "OrderIsRejected",
    "OutcomeUnknown",
    "PreconditionRequired",
    "RequestInvalid",
    "ResponseInvalid",
    "ServiceUnavailable",
    "StatusError",
    "TooManyRequests",
    "Unauthorized",
    "WixOrdersError",
]


class BadRequest(StatusError):
    """400: The request is malformed, or a value in it breaks a rule; the body names the fields.

    See <https://docs.example.com/wix-orders/errors.html#BadRequest>.
    """

    status = 400


class Unauthorized(StatusError):
    """401: The key or token is missing, wrong or expired.

    See <https://docs.example.com/wix-orders/errors.html#Unauthorized>.
    """

    status = 401


class Forbidden(StatusError):
    """403: The caller is known, but lacks the permission to manage orders of this site.

    See <https://docs.example.com/wix-orders/errors.html#Forbidden>.
    """

    status = 403


class NotFound(StatusError):
    """404: The site has no order with this id.

    See <https://docs.example.com/wix-orders/errors.html#NotFound>.
    """

    status = 404


class Conflict(StatusError):
    """409: The request collides with what is stored, for example with a change made meanwhile.

    See <https://docs.example.com/wix-orders/errors.html#Conflict>.
    """

    status = 409


class PreconditionRequired(StatusError):
    """428: The order is in a state in which it cannot be updated. The error's code says which:

    - `ORDER_IS_PENDING`: the order is still pending; try again once its status has changed.
    - `ORDER_IS_REJECTED`: the order was turned down and takes no more updates.

    See <https://docs.example.com/wix-orders/errors.html#PreconditionRequired>.
    """

    status = 428


class OrderIsPending(PreconditionRequired):
    """428 `ORDER_IS_PENDING`: The order is still pending and cannot be updated yet.

    See <https://docs.example.com/wix-orders/errors.html#OrderIsPending>.
    """

    code: str | None = "ORDER_IS_PENDING"


class OrderIsRejected(PreconditionRequired):
    """428 `ORDER_IS_REJECTED`: The order was turned down and takes no more updates.

    See <https://docs.example.com/wix-orders/errors.html#OrderIsRejected>.
    """

    code: str | None = "ORDER_IS_REJECTED"


class TooManyRequests(StatusError):
    """429: Too many calls in a short time; wait before the next one.

    See <https://docs.example.com/wix-orders/errors.html#TooManyRequests>.
    """

    status = 429


class InternalServerError(StatusError):
    """500: Something failed inside Wix; whether the order was changed is not known.

    See <https://docs.example.com/wix-orders/errors.html#InternalServerError>.
    """

    status = 500


class NotImplementedByServer(StatusError):
    """501: Wix does not offer this call, or not in this form.

    See <https://docs.example.com/wix-orders/errors.html#NotImplementedByServer>.
    """

    status = 501


class ServiceUnavailable(StatusError):
    """503: Wix cannot take calls at the moment; whether the order was changed is not known.

    See <https://docs.example.com/wix-orders/errors.html#ServiceUnavailable>.
    """

    status = 503


class GatewayTimeout(StatusError):
    """504: Wix did not answer in time; whether the order was changed is not known.

    See <https://docs.example.com/wix-orders/errors.html#GatewayTimeout>.
    """

    status = 504


STATUSES: Final[dict[int, type[StatusError]]] = {
    400: BadRequest,
    401: Unauthorized,
    403: Forbidden,
    404: NotFound,
    409: Conflict,
    428: PreconditionRequired,
    429: TooManyRequests,
    500: InternalServerError,
    501: NotImplementedByServer,
    503: ServiceUnavailable,
    504: GatewayTimeout,
}
CODES: Final[dict[tuple[int, str], type[StatusError]]] = {
    (428, "ORDER_IS_PENDING"): OrderIsPending,
    (428, "ORDER_IS_REJECTED"): OrderIsRejected,
}
