"""What type checkers must accept of wix_orders, and the types that they must see. Never run."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from decimal import Decimal
from typing import Any, Literal, Unpack, assert_type

import httpx2
import wix_orders
from wix_orders import (
    MISSING,
    AddressInput,
    AsyncWixOrders,
    BillingInfoUpdate,
    BuyerInfo,
    BuyerInfoUpdate,
    Missing,
    Order,
    OrderIsRejected,
    OrderStatus,
    OrderUpdate,
    PreconditionRequired,
    PreparedRequest,
    Response,
    StatusError,
    WeightUnit,
    WixOrders,
    WixOrdersError,
)
from wix_orders.types import (
    AsyncMiddleware,
    AsyncStreamedResponse,
    AsyncTransport,
    Deviation,
    Extra,
    Middleware,
    Outcome,
    StreamedResponse,
    Transport,
)


def target_usage() -> None:
    with WixOrders() as wix:
        order = wix.orders.update_order(
            "6da768ad-3c9f-444a-9465-7ae0b89fd305",
            order=OrderUpdate(
                buyer_info=BuyerInfoUpdate(email="new@example.com"), buyer_language=None
            ),
        )
        assert_type(order, Order)
        if order.buyer_info and order.price_summary and order.price_summary.total:
            assert_type(order.buyer_info, BuyerInfo)
            assert_type(order.buyer_info.email, str | None)
            assert_type(order.price_summary.total.amount, Decimal | None)


async def target_usage_async() -> None:
    async with AsyncWixOrders(api_key="KEY", site_id="site") as wix:
        assert_type(await wix.orders.update_order("7", order=OrderUpdate()), Order)
        assert_type(
            await wix.with_response.orders.update_order("7", order=OrderUpdate()), Response[Order]
        )
        assert_type(wix.prepare.orders.update_order("7", order=OrderUpdate()), PreparedRequest)


def views(wix: WixOrders) -> None:
    response = wix.with_response.orders.update_order("7", order=OrderUpdate())
    assert_type(response, Response[Order])
    assert_type(response.data, Order)
    assert_type(response.status, int)
    prepared = wix.prepare.orders.update_order("7", order=OrderUpdate())
    assert_type(prepared, PreparedRequest)
    assert_type(prepared.as_curl(), str)


def raw_and_streaming_views(wix: WixOrders) -> None:
    raw = wix.with_raw_response.orders.update_order("7", order=OrderUpdate())
    assert_type(raw, Response[bytes])
    with wix.with_streaming_response.orders.update_order("7", order=OrderUpdate()) as streamed:
        assert_type(streamed, StreamedResponse[Order])
        assert_type(streamed.status, int)
        assert_type(streamed.parse(), Order)
        assert_type(streamed.read(), bytes)
        for piece in streamed.iter_bytes():
            assert_type(piece, bytes)
        for line in streamed.iter_lines():
            assert_type(line, str)


async def async_views(wix: AsyncWixOrders) -> None:
    raw = await wix.with_raw_response.orders.update_order("7", order=OrderUpdate())
    assert_type(raw, Response[bytes])
    calls = wix.with_streaming_response.orders
    async with calls.update_order("7", order=OrderUpdate()) as streamed:
        assert_type(streamed, AsyncStreamedResponse[Order])
        assert_type(streamed.status, int)
        assert_type(await streamed.parse(), Order)
        async for piece in streamed.iter_bytes():
            assert_type(piece, bytes)


def extras(wix: WixOrders, **extra: Unpack[Extra]) -> None:
    order = wix.orders.update_order("7", order=OrderUpdate(), extra_headers={"X-Trace": "1"})
    assert_type(order, Order)
    wix.orders.update_order("7", order=OrderUpdate(), extra_query={"a": 1, "b": ["c", True]})
    wix.with_response.orders.update_order("7", order=OrderUpdate(), extra_body={"new": {"a": 1}})
    wix.with_raw_response.orders.update_order("7", order=OrderUpdate(), extra_body={})
    wix.prepare.orders.update_order("7", order=OrderUpdate(), **extra)


def options(wix: WixOrders, asynchronous: AsyncWixOrders) -> None:
    assert_type(wix.with_options(max_retries=0, timeout=None, strict=True), WixOrders)
    assert_type(asynchronous.with_options(middleware=[passing_on]), AsyncWixOrders)
    wix.with_options(api_key="other", site_id="site", user_agent="app/1", max_response_bytes=None)
    assert_type(wix.warm_up(), None)


async def warming_up(wix: AsyncWixOrders) -> None:
    await wix.warm_up()


def hook(
    request: httpx2.Request, send: Callable[[httpx2.Request], httpx2.Response]
) -> httpx2.Response:
    return send(request)


async def passing_on(
    request: httpx2.Request, send: Callable[[httpx2.Request], Awaitable[httpx2.Response]]
) -> httpx2.Response:
    return await send(request)


class Recorder:
    """A transport that is no httpx2 client."""

    def send(self, request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(200, request=request)

    def close(self) -> None: ...


async def renewed() -> str:
    return "token"


def around_calls(seen: list[Deviation]) -> None:
    first: Middleware = hook
    second: AsyncMiddleware = passing_on
    transport: Transport = Recorder()
    WixOrders(middleware=[first, hook], http_client=transport, on_deviation=seen.append)
    WixOrders(http_client=httpx2.Client(), strict=True)
    async_transport: AsyncTransport = httpx2.AsyncClient()
    AsyncWixOrders(middleware=(second,), http_client=async_transport, api_key=renewed)
    for deviation in seen:
        assert_type(deviation.pointer, str)
        assert_type(deviation.came, Any)


def what_is_known(error: WixOrdersError) -> Outcome:
    assert_type(error.tries, int)
    return error.outcome


def clients() -> None:
    WixOrders(
        api_key=lambda: "KEY", account_id="account", base_url="http://localhost", max_retries=0
    )
    version: str = wix_orders.__version__
    print(version)


def making_inputs() -> None:
    OrderUpdate(archived=None, seen_by_a_human=False, weight_unit="KG")
    OrderUpdate(weight_unit=WeightUnit.LB, attribution_source=None, extended_fields=None)
    OrderUpdate(billing_info=BillingInfoUpdate(address=None))
    OrderUpdate(billing_info=MISSING)
    update = OrderUpdate()
    update.buyer_info = BuyerInfoUpdate(email=None)
    update.buyer_language = None
    update.weight_unit = "LB"
    update.archived = MISSING


def copying(order: Order) -> None:
    if order.billing_info and order.billing_info.address:
        address = AddressInput.from_answer(order.billing_info.address)
        assert_type(address, AddressInput)
        OrderUpdate(billing_info=BillingInfoUpdate(address=address))


def the_third_state(update: OrderUpdate) -> None:
    language = update.buyer_language
    assert_type(language, str | None | Missing)
    if language is MISSING:
        assert_type(language, Literal[Missing.MISSING])
    else:
        assert_type(language, str | None)
    if update.buyer_info is not MISSING:
        assert_type(update.buyer_info, BuyerInfoUpdate)
        assert_type(update.buyer_info.email, str | None | Missing)


def known_and_unknown_values(order: Order) -> str:
    status = order.status
    assert_type(status, OrderStatus | str | None)
    if isinstance(status, OrderStatus):
        assert_type(status, OrderStatus)
        return status.name
    assert_type(status, str | None)
    match order.weight_unit:
        case WeightUnit.KG:
            return "kilograms"
        case WeightUnit():
            return "pounds, or nothing said"
        case None:
            return "unknown"
        case other:
            assert_type(other, str)
            return other


def errors(wix: WixOrders) -> int | None:
    try:
        wix.orders.update_order("7", order=OrderUpdate())
    except OrderIsRejected as error:
        assert_type(error.status, int)
        assert_type(error.code, str | None)
        as_status: PreconditionRequired = error
        as_any: StatusError = as_status
        as_base: WixOrdersError = as_any
        return error.status if as_base else None
    return None
