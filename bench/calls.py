"""One call of a generated package beside the same request made by hand.

In: the documented answer of Wix. Out: seconds of ours, and of `httpx2.Client.patch` with `json.loads`, the same bytes
both ways. Refuses nothing. Over a socket, the server is another process; without I/O, a transport that answers at once.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
from wix_orders import AsyncWixOrders, BuyerInfoUpdate, OrderUpdate, WixOrders

ROOT = Path(__file__).resolve().parent.parent
ANSWER = next((ROOT / "specs" / "wix-orders" / "examples").glob("*response-200*.json"))
BODY = {"order": {"buyerInfo": {"email": "new@example.com"}, "buyerLanguage": None}}
ORDER = "6da768ad-3c9f-444a-9465-7ae0b89fd305"
PATH = f"/ecom/v1/orders/{ORDER}"


def update() -> OrderUpdate:
    """What every call sends."""
    return OrderUpdate(buyer_info=BuyerInfoUpdate(email="new@example.com"), buyer_language=None)


@contextmanager
def server() -> Iterator[str]:
    """The URL of a server in another process that gives the documented answer."""
    command = [sys.executable, str(ROOT / "bench" / "server.py"), str(ANSWER)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.kill()


def over_a_socket() -> list[tuple[float, float]]:
    """Both against one server on this machine, over connections that stay open."""
    with (
        server() as url,
        httpx2.Client() as bare,
        WixOrders(api_key="KEY", base_url=url) as wix,
    ):
        return compared(wix, bare, url, rounds=200, calls=5)


def awaited() -> list[tuple[float, float]]:
    """Both over a socket, from async code."""
    with server() as url:
        return asyncio.run(awaited_at(url, rounds=200, calls=5))


async def awaited_at(url: str, *, rounds: int, calls: int) -> list[tuple[float, float]]:
    """The seconds of an awaited call of ours and of a bare one, in each round."""
    async with httpx2.AsyncClient() as bare, AsyncWixOrders(api_key="KEY", base_url=url) as wix:

        async def ours() -> None:
            await wix.orders.update_order(ORDER, order=update())

        async def by_hand() -> None:
            response = await bare.patch(url + PATH, json=BODY, headers={"Authorization": "KEY"})
            response.raise_for_status()
            json.loads(response.content)

        await batch_async(ours, calls)
        await batch_async(by_hand, calls)
        return [
            (await batch_async(ours, calls), await batch_async(by_hand, calls))
            for _ in range(rounds)
        ]


def without_io() -> list[tuple[float, float]]:
    """Both through a transport that answers at once."""
    content = ANSWER.read_bytes()

    def answer(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(
            200, headers={"Content-Type": "application/json"}, content=content, request=request
        )

    transport = httpx2.MockTransport(answer)
    url = "http://localhost"
    with (
        httpx2.Client(transport=transport) as bare,
        httpx2.Client(transport=transport) as http_client,
    ):
        wix = WixOrders(api_key="KEY", base_url=url, http_client=http_client)
        return compared(wix, bare, url, rounds=200, calls=5)


def compared(
    wix: WixOrders, bare: httpx2.Client, url: str, *, rounds: int, calls: int
) -> list[tuple[float, float]]:
    """The seconds of a call of ours and of a bare one, in each round."""

    def ours() -> None:
        wix.orders.update_order(ORDER, order=update())

    def by_hand() -> None:
        response = bare.patch(url + PATH, json=BODY, headers={"Authorization": "KEY"})
        response.raise_for_status()
        json.loads(response.content)

    batch(ours, calls)
    batch(by_hand, calls)
    return [(batch(ours, calls), batch(by_hand, calls)) for _ in range(rounds)]


def batch(call: Callable[[], None], calls: int) -> float:
    """Seconds of one call, by several in a row."""
    start = time.perf_counter()
    for _ in range(calls):
        call()
    return (time.perf_counter() - start) / calls


async def batch_async(call: Callable[[], Awaitable[None]], calls: int) -> float:
    """The same, awaited."""
    start = time.perf_counter()
    for _ in range(calls):
        await call()
    return (time.perf_counter() - start) / calls
