# Made from specs/wizcommerce-orders/openapi.yaml.
# Do not edit: change the spec and run `make generate`.
"""Orders: Change the orders of a WizCommerce account.

See <https://docs.example.com/wizcommerce-orders/operations/index.html>.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from .._runtime.lazy import LazyModule
from .._runtime.operation import Json, JsonBody, Operation, Parameter
from .._runtime.resource import (
    AsyncResource,
    PreparedResource,
    RawResource,
    Resource,
    ResponseResource,
    StreamingResource,
    async_with_raw_response,
    async_with_response,
    async_with_streaming_response,
    prepare,
    with_raw_response,
    with_response,
    with_streaming_response,
)

if TYPE_CHECKING:
    from typing import Unpack

    from .. import inputs, models
    from .._runtime.extras import Extra
    from ..models import Order, OrderStatusLike
else:
    inputs, models = LazyModule(__package__, "..inputs"), LazyModule(__package__, "..models")

_UPDATE_ORDER_STATUS: Final[Operation[Order]] = Operation(
    name="orders.update_order_status",
    method="PATCH",
    path="/v1/orders/{id}/status",
    parameters=(Parameter("id", "id", "path"),),
    body=JsonBody(lambda: inputs.UpdateOrderStatusRequest, fields=("status",)),
    answers={"200": Json(lambda: models.UpdateOrderStatusResponse, result="data")},
    errors={
        "400": Json(lambda: Any),
        "401": Json(lambda: Any),
        "403": Json(lambda: Any),
        "404": Json(lambda: Any),
        "default": Json(lambda: Any),
    },
    security=(("apiKey",),),
    idempotent=True,
)


class Orders(Resource):
    """Change the orders of a WizCommerce account."""

    def update_order_status(
        self, id: str, *, status: OrderStatusLike, **_extra: Unpack[Extra]
    ) -> Order:
        """Update the status of an order.

        Sets the status of one order and leaves everything else in it as it is. Sending the same
        status again ends in the same state, so the call may be repeated after a lost answer.
        The status in the answer need not be the one that was sent: the vendor's own example
        answers `active`.

        `PATCH /v1/orders/{id}/status`. Sent again also when it may have been done: that does no
        harm.

        See <https://docs.example.com/wizcommerce-orders/operations/orders/update_order_status.html>.

        The vendor's page: <https://docs.wizcommerce.com/api-reference/orders/update-order-status>.

        Example:
            ```python
            order = client.orders.update_order_status(
                "01f5d171-d3e3-4b2b-bd57-0727194b5bed", status="confirmed"
            )
            ```

        Args:
            id: The id of the order, as found in the `id` field of an order.
            status: The status that the order shall have from now on.

        Returns:
            The order after the change.

        Raises:
            BadRequest: 400. The request is malformed, or the status is not one that can be set.
            Unauthorized: 401. The API key is missing or wrong.
            Forbidden: 403. The API key is valid, but may not change this order.
            NotFound: 404. The account has no order with this id.
            StatusError: Any other status. The call failed in a way that the vendor does not
                document.
            WizCommerceOrdersError: Any of these, and what all calls raise: `RequestInvalid`,
                `NotSent`, `OutcomeUnknown`, `ResponseInvalid`.
        """
        return self._send(_UPDATE_ORDER_STATUS, id=id, status=status, _extra=_extra)


class AsyncOrders(AsyncResource):
    """Change the orders of a WizCommerce account."""

    async def update_order_status(
        self, id: str, *, status: OrderStatusLike, **_extra: Unpack[Extra]
    ) -> Order:
        """Update the status of an order.

        Sets the status of one order and leaves everything else in it as it is. Sending the same
        status again ends in the same state, so the call may be repeated after a lost answer.
        The status in the answer need not be the one that was sent: the vendor's own example
        answers `active`.

        `PATCH /v1/orders/{id}/status`. Sent again also when it may have been done: that does no
        harm.

        See <https://docs.example.com/wizcommerce-orders/operations/orders/update_order_status.html>.

        The vendor's page: <https://docs.wizcommerce.com/api-reference/orders/update-order-status>.

        Example:
            ```python
            order = await client.orders.update_order_status(
                "01f5d171-d3e3-4b2b-bd57-0727194b5bed", status="confirmed"
            )
            ```

        Args:
            id: The id of the order, as found in the `id` field of an order.
            status: The status that the order shall have from now on.

        Returns:
            The order after the change.

        Raises:
            BadRequest: 400. The request is malformed, or the status is not one that can be set.
            Unauthorized: 401. The API key is missing or wrong.
            Forbidden: 403. The API key is valid, but may not change this order.
            NotFound: 404. The account has no order with this id.
            StatusError: Any other status. The call failed in a way that the vendor does not
                document.
            WizCommerceOrdersError: Any of these, and what all calls raise: `RequestInvalid`,
                `NotSent`, `OutcomeUnknown`, `ResponseInvalid`.
        """
        return await self._send(_UPDATE_ORDER_STATUS, id=id, status=status, _extra=_extra)


class OrdersWithResponse(ResponseResource):
    """`Orders`, giving the whole response of each call."""

    update_order_status = with_response(Orders.update_order_status)


class OrdersWithRawResponse(RawResource):
    """`Orders`, giving the bytes of each answer."""

    update_order_status = with_raw_response(Orders.update_order_status)


class OrdersWithStreamingResponse(StreamingResource):
    """`Orders`, giving each answer while it arrives."""

    update_order_status = with_streaming_response(Orders.update_order_status)


class AsyncOrdersWithResponse(ResponseResource):
    """`AsyncOrders`, giving the whole response of each call."""

    update_order_status = async_with_response(AsyncOrders.update_order_status)


class AsyncOrdersWithRawResponse(RawResource):
    """`AsyncOrders`, giving the bytes of each answer."""

    update_order_status = async_with_raw_response(AsyncOrders.update_order_status)


class AsyncOrdersWithStreamingResponse(StreamingResource):
    """`AsyncOrders`, giving each answer while it arrives."""

    update_order_status = async_with_streaming_response(AsyncOrders.update_order_status)


class PreparedOrders(PreparedResource):
    """`Orders`, giving the request of each call without sending it."""

    update_order_status = prepare(Orders.update_order_status)
