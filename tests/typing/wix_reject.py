"""What type checkers must refuse of wix_orders, each line with a mark above it and no other. Never run.

A mark holds the codes of mypy, of pyright and basedpyright, and of ty.
"""

from __future__ import annotations

import httpx2
import wix_orders
from wix_orders import AsyncWixOrders, BillingInfoUpdate, Order, OrderUpdate, WixOrders


def making_inputs() -> None:
    # error: [arg-type] | [reportArgumentType] | [invalid-argument-type]
    OrderUpdate(buyer_info=None)
    # error: [call-arg] | [reportCallIssue] | [unknown-argument]
    OrderUpdate(total=3)
    # error: [arg-type] | [reportArgumentType] | [invalid-argument-type]
    OrderUpdate(archived="yes")
    # error: [arg-type] | [reportArgumentType] | [invalid-argument-type]
    OrderUpdate(weight_unit="STONE")
    # error: [arg-type] | [reportArgumentType] | [invalid-argument-type]
    BillingInfoUpdate(contact_details=None)


def setting_fields(update: OrderUpdate) -> None:
    # error: [assignment] | [reportAttributeAccessIssue] | [invalid-assignment]
    update.buyer_info = None
    # error: [attr-defined] | [reportAttributeAccessIssue] | [missing-attribute]
    update.total = 3
    # error: [assignment] | [reportAttributeAccessIssue] | [invalid-assignment]
    update.weight_unit = "STONE"


def calling(wix: WixOrders, order: Order) -> None:
    # error: [call-arg] | [reportCallIssue] | [missing-argument]
    wix.orders.update_order("7")
    # error: [call-arg] | [reportCallIssue] | [missing-argument]
    wix.orders.update_order(order=OrderUpdate())
    # error: [arg-type] | [reportArgumentType] | [invalid-argument-type]
    wix.orders.update_order(7, order=OrderUpdate())
    # error: [arg-type] | [reportArgumentType] | [invalid-argument-type]
    wix.orders.update_order("7", order=None)
    # error: [arg-type] | [reportArgumentType] | [invalid-argument-type]
    wix.orders.update_order("7", order=order)
    # error: [attr-defined] | [reportAttributeAccessIssue] | [missing-attribute]
    wix.orders.remove_order("7")
    # error: [call-arg] | [reportCallIssue] | [missing-argument]
    wix.with_response.orders.update_order("7")
    # error: [arg-type] | [reportArgumentType] | [invalid-argument-type]
    wix.prepare.orders.update_order("7", order=3)


def extras(wix: WixOrders) -> None:
    # error: [call-arg] | [reportCallIssue] | [unknown-argument]
    wix.orders.update_order("7", order=OrderUpdate(), extra_cookies={"a": "b"})
    # error: [dict-item] | [reportArgumentType] | [invalid-argument-type]
    wix.orders.update_order("7", order=OrderUpdate(), extra_headers={"X-Trace": 1})
    # error: [arg-type] | [reportArgumentType] | [invalid-argument-type]
    wix.with_response.orders.update_order("7", order=OrderUpdate(), extra_query="a=b")
    # error: [call-arg] | [reportCallIssue] | [unknown-argument]
    wix.prepare.orders.update_order("7", order=OrderUpdate(), timeout=3)


def options(wix: WixOrders) -> None:
    # error: [call-arg] | [reportCallIssue] | [unknown-argument]
    wix.with_options(retries=3)
    # error: [arg-type] | [reportArgumentType] | [invalid-argument-type]
    wix.with_options(max_retries="3")
    # error: [call-arg] | [reportCallIssue] | [unknown-argument]
    wix.with_options(http_client=None)


def no_middleware(request: str) -> str:
    return request


async def late(request: httpx2.Request, send: object) -> httpx2.Response:
    raise NotImplementedError(request, send)


def around_calls(wix: WixOrders) -> None:
    # error: [list-item] | [reportArgumentType] | [invalid-argument-type]
    WixOrders(middleware=[no_middleware])
    # error: [list-item] | [reportArgumentType] | [invalid-argument-type]
    WixOrders(middleware=[late])
    # error: [arg-type] | [reportArgumentType] | [invalid-argument-type]
    WixOrders(http_client=httpx2.AsyncClient())
    # error: [arg-type, misc] | [reportArgumentType] | [invalid-argument-type]
    WixOrders(on_deviation=lambda: None)
    # error: [attr-defined] | [reportAttributeAccessIssue] | [missing-attribute]
    print(wix.with_streaming_response.orders.update_order("7", order=OrderUpdate()).status)


def forgetting_await(wix: AsyncWixOrders) -> None:
    # error: [assignment] | [reportAssignmentType] | [invalid-assignment]
    order: Order = wix.orders.update_order("7", order=OrderUpdate())
    print(order)


def making_clients() -> None:
    # error: [call-arg] | [reportCallIssue] | [too-many-positional-arguments]
    WixOrders("KEY")
    # error: [arg-type] | [reportArgumentType] | [invalid-argument-type]
    WixOrders(api_key=3)
    # error: [call-arg] | [reportCallIssue] | [unknown-argument]
    WixOrders(environment="staging")


def reading(order: Order) -> None:
    # error: [attr-defined] | [reportAttributeAccessIssue] | [missing-attribute]
    print(order.total)
    # error: [attr-defined] | [reportAttributeAccessIssue] | [missing-attribute]
    print(wix_orders.Nothing)
    # error: [union-attr] | [reportOptionalMemberAccess] | [missing-union-attribute]
    print(order.buyer_info.email)
    # error: [assignment] | [reportAssignmentType] | [invalid-assignment]
    status: str = order.status
    print(status)
