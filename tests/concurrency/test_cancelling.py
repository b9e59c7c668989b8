"""A call that is cancelled, in whatever state, leaves its client usable: its only connection, its token, its tasks."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import anyio
import httpx2
import pytest

from tests.faults.driving import NOBODY
from tests.faults.scene import ORDER
from tests.faults.shop_api import client
from tests.support.clock import FakeClock
from tests.support.faults import Fault, FaultServer, Line, answer, fault_server, stall

ONE = httpx2.Limits(max_connections=1)
TIMEOUT = httpx2.Timeout(30, pool=1)
Start = Callable[[], Awaitable[Any]]


async def by_cancel(start: Start, there: Callable[[], bool]) -> None:
    """Cancel the task."""
    task = asyncio.create_task(start())  # type: ignore[arg-type]
    await reached(there)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def by_scope(start: Start, there: Callable[[], bool]) -> None:
    """Cancel anyio's scope around it."""
    async with anyio.create_task_group() as group:
        group.start_soon(start)
        await reached(there)
        group.cancel_scope.cancel()


async def by_timeout(start: Start, there: Callable[[], bool]) -> None:
    """Let asyncio's own timeout pass."""
    with pytest.raises(TimeoutError):  # noqa: PT012  all of it ends so
        async with asyncio.timeout(None) as timeout:
            waiting = asyncio.create_task(reached(there))
            waiting.add_done_callback(lambda _: timeout.reschedule(0))
            await start()


async def reached(there: Callable[[], bool]) -> None:
    while not there():
        await asyncio.sleep(0.001)
    await asyncio.sleep(0.005)


WAYS = pytest.mark.parametrize("way", [by_cancel, by_scope, by_timeout])


@asynccontextmanager
async def only_one(server: FaultServer, **options: Any) -> AsyncIterator[Any]:
    """A client with one connection: if a call does not give it back, the next one gets none."""
    async with (
        httpx2.AsyncClient(limits=ONE, timeout=TIMEOUT, verify=NOBODY) as http,
        client("async", http_client=http, base_url=server.url, **options) as shop,
    ):
        yield shop
        server.left = 0
        for number in range(3):
            assert (await shop.orders.get_order(f"n{number}")).id == f"n{number}"
        assert asyncio.all_tasks() == {asyncio.current_task()}
    assert server.wait(lambda server: server.open == 0)


@WAYS
def test_while_the_head_is_awaited(way):
    async def work() -> None:
        async with only_one(server) as shop:
            await way(lambda: shop.orders.get_order("7"), lambda: bool(server.requests))

    with fault_server(Fault(stall)) as server:
        asyncio.run(work())


@WAYS
def test_while_the_body_is_read(way):
    async def work() -> None:
        async with only_one(server) as shop:
            await way(lambda: shop.orders.get_order("7"), lambda: server.sent > 0)

    with fault_server(Fault(answer(ORDER, length=99), stall)) as server:
        asyncio.run(work())


@WAYS
def test_while_the_request_is_sent(way):
    go_on = threading.Event()

    def deaf(line: Line) -> None:
        go_on.wait(10)
        raise EOFError

    async def work() -> None:
        async with only_one(server) as shop:
            large = "x" * 16_000_000
            await way(lambda: shop.orders.create_order(note=large), lambda: server.accepted > 0)
            go_on.set()

    with fault_server(Fault(deaf, takes=0)) as server:
        asyncio.run(work())


@WAYS
def test_while_connecting(way):
    async def work() -> None:
        async with only_one(server) as shop:
            await way(lambda: shop.orders.get_order("7"), lambda: True)
            server.start()

    with fault_server(Fault(stall), full=True) as server:
        asyncio.run(work())


class Sleepless(FakeClock):
    """Waits for ever."""

    async def sleep_async(self, seconds: float) -> None:
        self.waits.append(seconds)
        await asyncio.Event().wait()


@WAYS
def test_while_waiting_for_another_try(way):
    clock = Sleepless()

    async def work() -> None:
        async with only_one(server, clock=clock) as shop:
            await way(lambda: shop.orders.get_order("7"), lambda: bool(clock.waits))

    with fault_server(Fault(answer(status="503 No"))) as server:
        asyncio.run(work())
    assert len(server.requests) == 1 + 3


class Tokens:
    """Gives tokens, but the first one only when `ready`."""

    def __init__(self) -> None:
        self.asked = 0
        self.ready = asyncio.Event()

    async def __call__(self) -> str:
        self.asked += 1
        if self.asked == 1:
            await self.ready.wait()
        return f"token-{self.asked}"


@WAYS
def test_while_waiting_for_a_token(way):
    async def work() -> None:
        tokens = Tokens()
        async with only_one(server, token=tokens) as shop:
            await way(lambda: shop.orders.get_account(), lambda: tokens.asked == 1)
            async with asyncio.timeout(5):
                assert (await shop.orders.get_account()).id == "account"

    with fault_server(Fault(stall)) as server:
        server.left = 0
        asyncio.run(work())


def test_of_two_that_wait_for_a_token_the_other_goes_on():
    async def work() -> None:
        tokens = Tokens()
        async with only_one(server, token=tokens) as shop:
            first = asyncio.create_task(shop.orders.get_account())
            await reached(lambda: tokens.asked == 1)
            second = asyncio.create_task(shop.orders.get_account())
            await asyncio.sleep(0.005)
            first.cancel()
            tokens.ready.set()
            async with asyncio.timeout(5):
                assert (await second).id == "account"

    with fault_server(Fault(stall)) as server:
        server.left = 0
        asyncio.run(work())


@WAYS
def test_while_waiting_for_a_connection(way):
    async def work() -> None:
        async with only_one(server) as shop:
            busy = asyncio.create_task(shop.orders.get_order("7"))
            await reached(lambda: bool(server.requests))
            await way(lambda: shop.orders.get_order("8"), lambda: True)
            busy.cancel()
            await asyncio.wait([busy])

    with fault_server(Fault(stall)) as server:
        asyncio.run(work())


@pytest.mark.parametrize("when", ["request", "response"])
def test_a_key_press_in_a_thread_gives_the_connection_back(when):
    pressed = [True]

    def press(_: Any) -> None:
        if pressed.pop() if pressed else False:
            raise KeyboardInterrupt

    with (
        fault_server(Fault(stall)) as server,
        httpx2.Client(limits=ONE, timeout=TIMEOUT, event_hooks={when: [press]}) as http,
        client("sync", http_client=http, base_url=server.url) as shop,
    ):
        server.left = 0
        with pytest.raises(KeyboardInterrupt):
            shop.orders.get_order("7")
        assert shop.orders.get_order("8").id == "8"
