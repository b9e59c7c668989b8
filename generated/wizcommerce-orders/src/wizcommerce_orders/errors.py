# Made from specs/wizcommerce-orders/openapi.yaml.
# Do not edit: change the spec and run `make generate`.
"""Every error that a call can raise.

    WizCommerceOrdersError
    ├── NotSent           no request reached the server
    ├── OutcomeUnknown    the connection broke: nobody knows whether it was done
    ├── RequestInvalid    an argument is not allowed: nothing was sent
    ├── ResponseInvalid   it was done, but the answer is not as documented
    └── StatusError       the server refused
        ├── BadRequest    400
        ├── Unauthorized  401
        ├── Forbidden     403
        └── NotFound      404

`outcome` says what is known about the effect of the call; `request` is what was to be sent, its
secrets hidden.

See <https://docs.example.com/wizcommerce-orders/errors.html>.
"""

from __future__ import annotations

from typing import Final

from ._runtime.errors import ApiError as WizCommerceOrdersError
from ._runtime.errors import NotSent, OutcomeUnknown, RequestInvalid, ResponseInvalid, StatusError

__all__ = [
    "BadRequest",
    "Forbidden",
    "NotFound",
    "NotSent",
    "OutcomeUnknown",
    "RequestInvalid",
    "ResponseInvalid",
    "StatusError",
    "Unauthorized",
    "WizCommerceOrdersError",
]


class BadRequest(StatusError):
    """400: The request is malformed, or the status is not one that can be set.

    See <https://docs.example.com/wizcommerce-orders/errors.html#BadRequest>.
    """

    status = 400


class Unauthorized(StatusError):
    """401: The API key is missing or wrong.

    See <https://docs.example.com/wizcommerce-orders/errors.html#Unauthorized>.
    """

    status = 401


class Forbidden(StatusError):
    """403: The API key is valid, but may not change this order.

    See <https://docs.example.com/wizcommerce-orders/errors.html#Forbidden>.
    """

    status = 403


class NotFound(StatusError):
    """404: The account has no order with this id.

    See <https://docs.example.com/wizcommerce-orders/errors.html#NotFound>.
    """

    status = 404


STATUSES: Final[dict[int, type[StatusError]]] = {
    400: BadRequest,
    401: Unauthorized,
    403: Forbidden,
    404: NotFound,
}
CODES: Final[dict[tuple[int, str], type[StatusError]]] = {}
