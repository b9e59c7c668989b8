"""table.md holds: sync and async, with the client's own transport, with one that is handed in, through middleware."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.faults import table
from tests.faults.driving import Calls, maybe, run, shown
from tests.faults.scenes import SCENES
from tests.faults.shop_api import KEY
from tests.faults.table import Result, Row
from tests.support.clock import FakeClock

ROWS = {row.name: row for row in table.rows()}
MODES = ["sync", "async"]
VARIANTS = ["own", "handed", "middleware"]
CALLS: dict[str, tuple[Callable[[Row], Result], Callable[[Any], Any]]] = {
    "GET": (lambda row: row.read, lambda orders: orders.get_order("7")),
    "PUT": (lambda row: row.idempotent, lambda orders: orders.replace_order("7", note="n")),
    "PATCH that is": (
        lambda row: row.idempotent,
        lambda orders: orders.update_order("7", note="n"),
    ),
    "PATCH": (lambda row: row.other, lambda orders: orders.change_status("7", note="n")),
    "POST": (lambda row: row.other, lambda orders: orders.create_order(note="n")),
}


def test_every_fault_of_the_table_can_be_made_and_no_other():
    assert list(ROWS) == sorted(ROWS, key=list(ROWS).index)
    assert set(ROWS) == set(SCENES)
    assert len(ROWS) == len(table.rows())


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", ROWS)
def test_what_becomes_of_a_call(name, mode, variant):
    clock, row = FakeClock(), ROWS[name]

    async def all_kinds(shop: Any) -> dict[str, str]:
        found = {
            kind: str(await calls.result(shop, call, cell(row)))
            for kind, (cell, call) in CALLS.items()
        }
        if scene.heals:  # the same client, and no connection that is of no use any more
            for server in scene.servers:
                server.left = 0
            scene.quiet()
            after = await maybe(shop.with_response.orders.get_order("after"))
            assert (after.data.id, after.tries) == ("after", 1)
        return found

    with SCENES[name](clock) as scene:
        if variant == "own" and (scene.http is not None or scene.stalls):
            pytest.skip("needs a transport that is handed in")
        if variant == "middleware" and scene.real_time:
            pytest.skip("takes its time")
        calls = Calls(mode, variant, scene, clock)
        found = run(mode, calls.use(all_kinds))
        assert found == {kind: str(cell(row)) for kind, (cell, _) in CALLS.items()}


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", [name for name, row in ROWS.items() if row.read.tries > 1])
def test_one_more_try_is_enough_if_the_fault_was_passing(name, mode):
    clock, row = FakeClock(), ROWS[name]
    with SCENES[name](clock) as scene:
        if not scene.heals:
            pytest.skip("does not pass")

        async def work(shop: Any) -> None:
            for kind, (cell, call) in CALLS.items():
                if cell(row).tries > 1:
                    scene.servers[0].left = 1
                    response = await maybe(call(shop.with_response.orders))
                    assert (kind, response.tries, scene.servers[0].left) == (kind, 2, 0)

        run(mode, Calls(mode, "handed", scene, clock).use(work))


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", [name for name, row in ROWS.items() if row.read.error])
def test_no_error_and_no_cause_of_one_shows_the_key(name, mode):
    clock, row = FakeClock(), ROWS[name]
    with SCENES[name](clock) as scene:
        calls = Calls(mode, "handed", scene, clock)
        run(mode, calls.use(lambda shop: calls.result(shop, CALLS["GET"][1], row.read)))
        assert KEY not in shown(*calls.errors)
