"""What type checkers must accept of wizcommerce_orders, and the types that they must see. Never run."""

from __future__ import annotations

from datetime import datetime
from typing import assert_type

from wizcommerce_orders import (
    AsyncWizCommerceOrders,
    FulfillmentStatus,
    Order,
    OrderStatus,
    PreparedRequest,
    Response,
    WizCommerceOrders,
)
from wizcommerce_orders.types import Deviation


def calls(wizcommerce: WizCommerceOrders) -> None:
    assert_type(wizcommerce.orders.update_order_status("01f5", status="confirmed"), Order)
    assert_type(wizcommerce.orders.update_order_status("01f5", status=OrderStatus.DRAFT), Order)
    assert_type(
        wizcommerce.prepare.orders.update_order_status("01f5", status="draft"), PreparedRequest
    )
    assert_type(
        wizcommerce.with_response.orders.update_order_status("01f5", status="draft"),
        Response[Order],
    )


async def async_calls(wizcommerce: AsyncWizCommerceOrders) -> None:
    assert_type(await wizcommerce.orders.update_order_status("01f5", status="cancelled"), Order)


def servers() -> None:
    WizCommerceOrders(environment="staging")
    AsyncWizCommerceOrders(environment="production", api_key="KEY")


def options(wizcommerce: WizCommerceOrders, seen: list[Deviation]) -> None:
    copy = wizcommerce.with_options(environment="staging", on_deviation=seen.append)
    assert_type(copy, WizCommerceOrders)
    order = copy.orders.update_order_status("7", status="draft", extra_query={"dry": True})
    assert_type(order, Order)


def reading(order: Order) -> None:
    assert_type(order.status, OrderStatus | str | None)
    assert_type(order.fulfillment_status, FulfillmentStatus | str | None)
    assert_type(order.amount, int | float | None)
    assert_type(order.shipment_date, datetime | None)
    assert_type(order.id, str | None)
