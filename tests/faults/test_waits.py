"""How long is waited before another try, by the second table of table.md."""

from __future__ import annotations

from typing import Any

import pytest

from tests.faults import table
from tests.faults.driving import maybe, run
from tests.faults.shop_api import client, package
from tests.support.clock import FakeClock
from tests.support.faults import Fault, answer, fault_server

WAITS = table.waits()


def test_the_table_was_read():
    assert len(WAITS) == len(set(WAITS)) == 20


@pytest.mark.parametrize("mode", ["sync", "async"])
@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
@pytest.mark.parametrize(("asked", "date", "seconds"), WAITS)
def test_what_retry_after_asks_for(asked, date, seconds, status, mode):
    clock = FakeClock()
    headers = [f"Retry-After: {asked}", *([f"Date: {date}"] if date else [])]

    async def work() -> Any:
        shop = client(mode, clock, base_url=server.url, timeout=600)
        try:
            return await maybe(shop.with_response.orders.get_order("7"))
        finally:
            await maybe(shop.close())

    with fault_server(Fault(answer(b"", *headers, status=status))) as server:
        server.left = 1
        if seconds is None:
            with pytest.raises(package().StatusError) as caught:
                run(mode, work())
            assert (caught.value.status, caught.value.tries) == (int(status[:3]), 1)
            assert clock.waits == []
        else:
            assert run(mode, work()).tries == 2
            assert clock.waits == [seconds]


@pytest.mark.parametrize("mode", ["sync", "async"])
def test_a_wait_that_is_longer_than_what_is_left_is_not_begun(mode):
    clock = FakeClock()

    async def work() -> None:
        shop = client(mode, clock, base_url=server.url, timeout=20)
        with pytest.raises(package().StatusError) as caught:
            await maybe(shop.orders.get_order("7"))
        assert (caught.value.status, caught.value.tries, clock.waits) == (429, 1, [])
        await maybe(shop.close())

    with fault_server(Fault(answer(b"", "Retry-After: 20", status="429 No"))) as server:
        run(mode, work())
