# Made from specs/wix-orders/openapi.yaml.
# Do not edit: change the spec and run `make generate`.
"""Orders: Change the orders of a site.

See <https://docs.example.com/wix-orders/operations/index.html>.
"""

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
    from ..inputs import OrderUpdate
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
    errors={
        "400": Json(lambda: models.ErrorBody),
        "401": Json(lambda: models.ErrorBody),
        "403": Json(lambda: models.ErrorBody),
        "404": Json(lambda: models.ErrorBody),
        "409": Json(lambda: models.ErrorBody),
        "428": Json(lambda: models.ErrorBody),
        "429": Json(lambda: models.ErrorBody),
        "500": Json(lambda: models.ErrorBody),
        "501": Json(lambda: models.ErrorBody),
        "503": Json(lambda: models.ErrorBody),
        "504": Json(lambda: models.ErrorBody),
    },
    security=(("apiKey",),),
)


class Orders(Resource):
    """Change the orders of a site."""

    def update_order(self, order_id: str, *, order: OrderUpdate, **_extra: Unpack[Extra]) -> Order:
        """Update an order.

        Changes parts of an order, and only these:

        - the buyer: `buyer_info.email`, `buyer_language`
        - billing: `billing_info.address`, `billing_info.contact_details`
        - the recipient: `recipient_info.address`, `recipient_info.contact_details`
        - the destination: `address` and `contact_details` of
          `shipping_info.logistics.shipping_destination`
        - marks: `archived`, `seen_by_a_human`, `attribution_source`, `weight_unit`,
          `extended_fields`

        What is left out of these stays as it is, and null removes a value; `buyer_info` and the
        contact details cannot be removed. Whether a part left out *inside* an address, the
        contact details or `extended_fields` stays or is dropped, Wix does not say: send such an
        object whole, with null for what must go.

        Payment status, prices and line items are changed by other calls. Needs the permission
        to manage orders.

        `PATCH /ecom/v1/orders/{order.id}`. Not sent again when it may have been done.

        See <https://docs.example.com/wix-orders/operations/orders/update_order.html>.

        The vendor's page: <https://dev.wix.com/docs/rest/business-solutions/e-commerce/orders/update-order>.

        Example:
            ```python
            from wix_orders import BuyerInfoUpdate, OrderUpdate

            order = client.orders.update_order(
                "6da768ad-3c9f-444a-9465-7ae0b89fd305",
                order=OrderUpdate(
                    buyer_info=BuyerInfoUpdate(email="a-new-buyerInfo-email@gmail.com")
                ),
            )
            ```

        Args:
            order_id: The id of the order, a GUID, as found in the `id` field of an order.
            order: The changes, each at the place where the order itself has it.

        Returns:
            The order after the update.

        Raises:
            BadRequest: 400. The request is malformed, or a value in it breaks a rule; the body
                names the fields.
            Unauthorized: 401. The key or token is missing, wrong or expired.
            Forbidden: 403. The caller is known, but lacks the permission to manage orders of
                this site.
            NotFound: 404. The site has no order with this id.
            Conflict: 409. The request collides with what is stored, for example with a change
                made meanwhile.
            PreconditionRequired: 428. The order is in a state in which it cannot be updated.
            OrderIsPending: 428 `ORDER_IS_PENDING`. The order is still pending and cannot be
                updated yet.
            OrderIsRejected: 428 `ORDER_IS_REJECTED`. The order was turned down and takes no
                more updates.
            TooManyRequests: 429. Too many calls in a short time; wait before the next one.
            InternalServerError: 500. Something failed inside Wix; whether the order was changed
                is not known.
            NotImplementedByServer: 501. Wix does not offer this call, or not in this form.
            ServiceUnavailable: 503. Wix cannot take calls at the moment; whether the order was
                changed is not known.
            GatewayTimeout: 504. Wix did not answer in time; whether the order was changed is
                not known.
            WixOrdersError: Any of these, and what all calls raise: `RequestInvalid`, `NotSent`,
                `OutcomeUnknown`, `ResponseInvalid`.
        """
        return self._send(_UPDATE_ORDER, order_id=order_id, order=order, _extra=_extra)


class AsyncOrders(AsyncResource):
    """Change the orders of a site."""

    async def update_order(
        self, order_id: str, *, order: OrderUpdate, **_extra: Unpack[Extra]
    ) -> Order:
        """Update an order.

        Changes parts of an order, and only these:

        - the buyer: `buyer_info.email`, `buyer_language`
        - billing: `billing_info.address`, `billing_info.contact_details`
        - the recipient: `recipient_info.address`, `recipient_info.contact_details`
        - the destination: `address` and `contact_details` of
          `shipping_info.logistics.shipping_destination`
        - marks: `archived`, `seen_by_a_human`, `attribution_source`, `weight_unit`,
          `extended_fields`

        What is left out of these stays as it is, and null removes a value; `buyer_info` and the
        contact details cannot be removed. Whether a part left out *inside* an address, the
        contact details or `extended_fields` stays or is dropped, Wix does not say: send such an
        object whole, with null for what must go.

        Payment status, prices and line items are changed by other calls. Needs the permission
        to manage orders.

        `PATCH /ecom/v1/orders/{order.id}`. Not sent again when it may have been done.

        See <https://docs.example.com/wix-orders/operations/orders/update_order.html>.

        The vendor's page: <https://dev.wix.com/docs/rest/business-solutions/e-commerce/orders/update-order>.

        Example:
            ```python
            from wix_orders import BuyerInfoUpdate, OrderUpdate

            order = await client.orders.update_order(
                "6da768ad-3c9f-444a-9465-7ae0b89fd305",
                order=OrderUpdate(
                    buyer_info=BuyerInfoUpdate(email="a-new-buyerInfo-email@gmail.com")
                ),
            )
            ```

        Args:
            order_id: The id of the order, a GUID, as found in the `id` field of an order.
            order: The changes, each at the place where the order itself has it.

        Returns:
            The order after the update.

        Raises:
            BadRequest: 400. The request is malformed, or a value in it breaks a rule; the body
                names the fields.
            Unauthorized: 401. The key or token is missing, wrong or expired.
            Forbidden: 403. The caller is known, but lacks the permission to manage orders of
                this site.
            NotFound: 404. The site has no order with this id.
            Conflict: 409. The request collides with what is stored, for example with a change
                made meanwhile.
            PreconditionRequired: 428. The order is in a state in which it cannot be updated.
            OrderIsPending: 428 `ORDER_IS_PENDING`. The order is still pending and cannot be
                updated yet.
            OrderIsRejected: 428 `ORDER_IS_REJECTED`. The order was turned down and takes no
                more updates.
            TooManyRequests: 429. Too many calls in a short time; wait before the next one.
            InternalServerError: 500. Something failed inside Wix; whether the order was changed
                is not known.
            NotImplementedByServer: 501. Wix does not offer this call, or not in this form.
            ServiceUnavailable: 503. Wix cannot take calls at the moment; whether the order was
                changed is not known.
            GatewayTimeout: 504. Wix did not answer in time; whether the order was changed is
                not known.
            WixOrdersError: Any of these, and what all calls raise: `RequestInvalid`, `NotSent`,
                `OutcomeUnknown`, `ResponseInvalid`.
        """
        return await self._send(_UPDATE_ORDER, order_id=order_id, order=order, _extra=_extra)


class OrdersWithResponse(ResponseResource):
    """`Orders`, giving the whole response of each call."""

    update_order = with_response(Orders.update_order)


class OrdersWithRawResponse(RawResource):
    """`Orders`, giving the bytes of each answer."""

    update_order = with_raw_response(Orders.update_order)


class OrdersWithStreamingResponse(StreamingResource):
    """`Orders`, giving each answer while it arrives."""

    update_order = with_streaming_response(Orders.update_order)


class AsyncOrdersWithResponse(ResponseResource):
    """`AsyncOrders`, giving the whole response of each call."""

    update_order = async_with_response(AsyncOrders.update_order)


class AsyncOrdersWithRawResponse(RawResource):
    """`AsyncOrders`, giving the bytes of each answer."""

    update_order = async_with_raw_response(AsyncOrders.update_order)


class AsyncOrdersWithStreamingResponse(StreamingResource):
    """`AsyncOrders`, giving each answer while it arrives."""

    update_order = async_with_streaming_response(AsyncOrders.update_order)


class PreparedOrders(PreparedResource):
    """`Orders`, giving the request of each call without sending it."""

    update_order = prepare(Orders.update_order)
