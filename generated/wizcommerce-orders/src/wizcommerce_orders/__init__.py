# Made from specs/wizcommerce-orders/openapi.yaml.
# Do not edit: change the spec and run `make generate`.
"""WizCommerce Orders: a typed client, sync and async.

Move an order of a WizCommerce account to another status.

The order-status call of the WizCommerce public API: it marks one order as a draft, as confirmed
or as cancelled, and answers with the whole order.

See <https://docs.example.com/wizcommerce-orders/index.html>.
"""

from ._runtime.lazy import attach

__version__ = "0.1.0"

__all__ = [
    "MISSING",
    "Address",
    "AsyncWizCommerceOrders",
    "BadRequest",
    "Contact",
    "Forbidden",
    "FulfillmentStatus",
    "Missing",
    "NotFound",
    "NotSent",
    "Order",
    "OrderStatus",
    "OrderStatusLike",
    "OutcomeUnknown",
    "PreparedRequest",
    "RequestInvalid",
    "Response",
    "ResponseInvalid",
    "StatusError",
    "Unauthorized",
    "UpdateOrderStatusRequest",
    "UpdateOrderStatusResponse",
    "WizCommerceOrders",
    "WizCommerceOrdersError",
]

TYPE_CHECKING = False  # to type checkers it is true
if TYPE_CHECKING:
    from ._runtime.flow import Response
    from ._runtime.missing import MISSING, Missing
    from ._runtime.prepared import PreparedRequest
    from .client import AsyncWizCommerceOrders, WizCommerceOrders
    from .errors import (
        BadRequest,
        Forbidden,
        NotFound,
        NotSent,
        OutcomeUnknown,
        RequestInvalid,
        ResponseInvalid,
        StatusError,
        Unauthorized,
        WizCommerceOrdersError,
    )
    from .inputs import UpdateOrderStatusRequest
    from .models import (
        Address,
        Contact,
        FulfillmentStatus,
        Order,
        OrderStatus,
        OrderStatusLike,
        UpdateOrderStatusResponse,
    )
else:
    __getattr__, __dir__ = attach(
        __name__,
        {
            "_runtime.flow": ("Response",),
            "_runtime.missing": ("MISSING", "Missing"),
            "_runtime.prepared": ("PreparedRequest",),
            "client": ("AsyncWizCommerceOrders", "WizCommerceOrders"),
            "errors": (
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
            ),
            "inputs": ("UpdateOrderStatusRequest",),
            "models": (
                "Address",
                "Contact",
                "FulfillmentStatus",
                "Order",
                "OrderStatus",
                "OrderStatusLike",
                "UpdateOrderStatusResponse",
            ),
            "types": (),
        },
    )
