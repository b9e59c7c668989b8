"""Orders."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

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
    from ..inputs import OrderStatusLike, OrderUpdate
    from ..models import Order
else:
    inputs, models = LazyModule(__package__, "..inputs"), LazyModule(__package__, "..models")

_UPDATE_ORDER: Final[Operation[Order]] = Operation(
    name="orders.update_order",
    method="PATCH",
    path="/ecom/v1/orders/{order.id}",
    parameters=(Parameter("order_id", "order.id", "path"),),
    body=JsonBody(lambda: inputs.UpdateOrderRequest, fields=("order",)),
    answers={"200": Json(lambda: models.UpdateOrderResponse, result="order")},
    errors={"404": Json(lambda: models.ErrorBody), "428": Json(lambda: models.ErrorBody)},
    security=(("apiKey",),),
    idempotent=True,
)
_UPDATE_ORDER_STATUS: Final[Operation[Order]] = Operation(
    name="orders.update_order_status",
    method="PATCH",
    path="/v1/orders/{id}/status",
    parameters=(Parameter("id", "id", "path"),),
    body=JsonBody(lambda: inputs.UpdateOrderStatusRequest, fields=("status",)),
    answers={"200": Json(lambda: models.UpdateOrderResponse, result="order")},
    security=(("query",), ("bearer", "basic"), ("oauth",), ()),
)


class Orders(Resource):
    """Orders."""

    def update_order(self, order_id: str, *, order: OrderUpdate, **_extra: Unpack[Extra]) -> Order:
        """Update an order."""
        return self._send(_UPDATE_ORDER, order_id=order_id, order=order, _extra=_extra)

    def update_order_status(
        self,
        id: str,  # noqa: A002
        *,
        status: OrderStatusLike,
        **_extra: Unpack[Extra],
    ) -> Order:
        """Update an order's status."""
        return self._send(_UPDATE_ORDER_STATUS, id=id, status=status, _extra=_extra)


class AsyncOrders(AsyncResource):
    """Orders."""

    async def update_order(
        self, order_id: str, *, order: OrderUpdate, **_extra: Unpack[Extra]
    ) -> Order:
        """Update an order."""
        return await self._send(_UPDATE_ORDER, order_id=order_id, order=order, _extra=_extra)

    async def update_order_status(
        self,
        id: str,  # noqa: A002
        *,
        status: OrderStatusLike,
        **_extra: Unpack[Extra],
    ) -> Order:
        """Update an order's status."""
        return await self._send(_UPDATE_ORDER_STATUS, id=id, status=status, _extra=_extra)


class OrdersWithResponse(ResponseResource):
    """`Orders`, giving the whole response."""

    update_order = with_response(Orders.update_order)
    update_order_status = with_response(Orders.update_order_status)


class OrdersWithRawResponse(RawResource):
    """`Orders`, giving bytes."""

    update_order = with_raw_response(Orders.update_order)
    update_order_status = with_raw_response(Orders.update_order_status)


class OrdersWithStreamingResponse(StreamingResource):
    """`Orders`, giving what is read piece by piece."""

    update_order = with_streaming_response(Orders.update_order)
    update_order_status = with_streaming_response(Orders.update_order_status)


class AsyncOrdersWithResponse(ResponseResource):
    """`AsyncOrders`, giving the whole response."""

    update_order = async_with_response(AsyncOrders.update_order)
    update_order_status = async_with_response(AsyncOrders.update_order_status)


class AsyncOrdersWithRawResponse(RawResource):
    """`AsyncOrders`, giving bytes."""

    update_order = async_with_raw_response(AsyncOrders.update_order)
    update_order_status = async_with_raw_response(AsyncOrders.update_order_status)


class AsyncOrdersWithStreamingResponse(StreamingResource):
    """`AsyncOrders`, giving what is read piece by piece."""

    update_order = async_with_streaming_response(AsyncOrders.update_order)
    update_order_status = async_with_streaming_response(AsyncOrders.update_order_status)


class PreparedOrders(PreparedResource):
    """`Orders`, giving the request."""

    update_order = prepare(Orders.update_order)
    update_order_status = prepare(Orders.update_order_status)
