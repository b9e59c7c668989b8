"""1,000 calls at once: none is lost, none gets another's answer, and nothing is left behind."""

from __future__ import annotations

import asyncio
import gc
import threading
import tracemalloc
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.faults.shop_api import client, package
from tests.support.clock import FakeClock
from tests.support.faults import Fault, FaultServer, answer, close, fault_server

CALLS, THREADS = 1_000, 50


class Patient(FakeClock):
    """Never waits."""

    def sleep(self, seconds: float) -> None:
        pass

    async def sleep_async(self, seconds: float) -> None:
        await asyncio.sleep(0)


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with fault_server(Fault(close)) as running:
        running.left = 0
        yield running


def in_threads(shop: Any, first: int = 0) -> None:
    def call(number: int) -> str:
        order = shop.orders.get_order(f"n{number}") if number % 2 else update(number)
        return str(order.id)

    def update(number: int) -> Any:
        return shop.orders.update_order(f"n{number}", note="n")

    numbers = range(first, first + CALLS)
    with ThreadPoolExecutor(THREADS) as pool:
        assert list(pool.map(call, numbers)) == [f"n{n}" for n in numbers]


async def in_tasks(shop: Any, first: int = 0) -> None:
    async def call(number: int) -> str:
        call = shop.orders.get_order if number % 2 else shop.orders.update_order
        return str((await call(f"n{number}")).id)

    numbers = range(first, first + CALLS)
    assert await asyncio.gather(*map(call, numbers)) == [f"n{n}" for n in numbers]


def test_threads_share_a_client(server):
    before = threading.active_count()
    with client("sync", base_url=server.url) as shop:
        in_threads(shop)
        assert len(server.requests) == CALLS
        assert len({request.target for request in server.requests}) == CALLS
        assert server.most <= 100  # httpx2's own limit
    assert server.wait(lambda server: server.open == 0)
    assert server.wait(lambda _: threading.active_count() <= before)


def test_tasks_share_a_client(server):
    async def work() -> None:
        async with client("async", base_url=server.url) as shop:
            await in_tasks(shop)
            assert asyncio.all_tasks() == {asyncio.current_task()}
            assert len({request.target for request in server.requests}) == CALLS
            assert server.most <= 100
        assert asyncio.all_tasks() == {asyncio.current_task()}

    asyncio.run(work())
    assert server.wait(lambda server: server.open == 0)


def test_threads_lose_nothing_when_connections_break(server):
    server.left = 200
    with client("sync", Patient(), base_url=server.url, max_retries=200) as shop:
        in_threads(shop)
    assert len(server.requests) == CALLS + 200
    assert server.wait(lambda server: server.open == 0)


def test_tasks_lose_nothing_when_connections_break(server):
    server.left = 200

    async def work() -> None:
        async with client("async", Patient(), base_url=server.url, max_retries=200) as shop:
            await in_tasks(shop)

    asyncio.run(work())
    assert len(server.requests) == CALLS + 200
    assert server.wait(lambda server: server.open == 0)


class Memory:
    """How much more there is after some calls than after as many before them: what they have left behind."""

    def __init__(self, server: FaultServer) -> None:
        self.server = server
        self.size = 0
        tracemalloc.start()

    def grown(self) -> int:
        self.server.requests.clear()
        gc.collect()
        before, (self.size, _) = self.size, tracemalloc.get_traced_memory()
        return self.size - before


@pytest.fixture
def untraced() -> Iterator[None]:
    yield
    tracemalloc.stop()


SOME, BOUND = 200, 16 * 1_024
"""80 bytes a call are less than any object that a call makes and might forget."""


@pytest.mark.usefixtures("untraced")
def test_calls_leave_nothing_in_memory(server):
    with client("sync", base_url=server.url) as shop:
        memory = Memory(server)
        for _ in range(3):
            for number in range(SOME):
                shop.orders.update_order(f"n{number % 10}", note="n")
            grown = memory.grown()
    assert grown < BOUND


@pytest.mark.usefixtures("untraced")
def test_calls_in_tasks_leave_nothing_in_memory(server):
    async def work() -> int:
        async with client("async", base_url=server.url) as shop:
            memory = Memory(server)
            for _ in range(3):
                for number in range(0, SOME, 10):
                    names = [f"n{n % 10}" for n in range(number, number + 10)]
                    await asyncio.gather(*map(shop.orders.get_order, names))
                grown = memory.grown()
        return grown

    assert asyncio.run(work()) < BOUND


@pytest.mark.usefixtures("untraced")
def test_failed_calls_leave_nothing_in_memory():
    with (
        fault_server(Fault(answer(b"{}" * 5_000, status="404 No"))) as server,
        client("sync", base_url=server.url) as shop,
    ):
        memory = Memory(server)
        for _ in range(3):
            for _ in range(SOME):
                with pytest.raises(package().NotFound):
                    shop.orders.get_order("7")
            grown = memory.grown()
    assert grown < BOUND
