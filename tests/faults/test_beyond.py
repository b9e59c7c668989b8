"""What the table cannot say: where keys go, how much memory a large answer takes, what a call leaves to the next."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from typing import Any

import httpx2
import pytest

from tests.faults.driving import Calls, maybe, run
from tests.faults.scene import MEGABYTE, ORDER, OTHER, Scene
from tests.faults.scenes import SCENES
from tests.faults.shop_api import KEY, package
from tests.support.clock import FakeClock
from tests.support.faults import Fault, answer, fault_server, stall

MODES = ["sync", "async"]


def in_scene(scene: Scene, mode: str, work: Callable[[Any], Any], variant: str = "own") -> Any:
    return run(mode, Calls(mode, variant, scene, FakeClock()).use(work))


@pytest.mark.parametrize("variant", ["own", "handed", "middleware"])
@pytest.mark.parametrize("mode", MODES)
def test_a_key_goes_along_to_no_other_host(mode, variant):
    with SCENES["redirect-elsewhere"](FakeClock()) as scene:
        in_scene(scene, mode, lambda shop: maybe(shop.orders.get_order("7")), variant)
        first, second = (server.requests[0] for server in scene.servers)
        assert KEY.encode() in first.raw
        assert KEY.encode() not in second.raw


@pytest.mark.parametrize("mode", MODES)
def test_a_key_goes_along_on_the_same_host(mode):
    with SCENES["redirect-302"](FakeClock()) as scene:
        in_scene(scene, mode, lambda shop: maybe(shop.orders.get_order("7")))
        assert all(KEY.encode() in request.raw for request in scene.servers[0].requests)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", ["too-large", "too-large-chunked", "gzip-bomb", "404-too-large"])
def test_a_large_answer_is_refused_before_it_fills_memory(name, mode):
    async def work(shop: Any) -> None:
        await maybe(shop.orders.get_note("warm"))
        scene.servers[0].left = 1
        tracemalloc.start()
        with pytest.raises(package().ShopError):
            await maybe(shop.orders.get_order("7"))
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert peak < 8 * MEGABYTE

    with SCENES[name](FakeClock()) as scene:
        scene.servers[0].left = 0
        in_scene(scene, mode, work)
        assert scene.servers[0].sent < 50 * MEGABYTE


@pytest.mark.parametrize("mode", MODES)
def test_200_megabytes_are_too_much_by_default(mode):
    flood = SCENES["too-large-chunked"]
    with flood(FakeClock()) as scene:
        scene = Scene(url=scene.url, servers=scene.servers)  # without the small limit
        with pytest.raises(package().ResponseInvalid, match="max_response_bytes"):
            in_scene(scene, mode, lambda shop: maybe(shop.orders.create_order()))


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    ("declared", "body", "read"),
    [
        ("text/plain; charset=latin-1", b"\xe9", "é"),
        ("text/plain; charset=utf-16", "é".encode("utf-16"), "é"),
        ("text/plain", "é".encode(), "é"),
        ("text/plain; charset=utf-8", b"\xe9", "\ufffd"),
        ("text/plain; charset=ascii", "é".encode(), "\ufffd\ufffd"),
        ("text/plain; charset=no-such", "é".encode(), "é"),
        ("text/plain; charset=", b"x", "x"),
        ("what is this", b"x", "x"),
    ],
)
def test_a_text_in_a_wrong_charset_is_read_as_well_as_it_can_be(mode, declared, body, read):
    with fault_server(Fault(answer(body, f"Content-Type: {declared}"))) as server:
        scene = Scene(url=server.url, servers=(server,))
        assert in_scene(scene, mode, lambda shop: maybe(shop.orders.get_note("7"))) == read


@pytest.mark.xfail(reason="httpcore2 takes what follows an answer for the next call's")
@pytest.mark.parametrize("mode", MODES)
def test_an_answer_that_nobody_asked_for_is_not_the_next_calls(mode):
    async def work(shop: Any) -> None:
        assert (await maybe(shop.orders.get_order("7"))).id == "7"
        server.left = 0
        assert (await maybe(shop.orders.get_order("8"))).id == "8"

    with fault_server(Fault(answer(ORDER) + answer(OTHER))) as server:
        in_scene(Scene(url=server.url, servers=(server,)), mode, work)


def _sending_twice(request: httpx2.Request, send: Callable[[httpx2.Request], Any]) -> Any:
    send(request)
    return send(request)


async def _sending_twice_async(request: httpx2.Request, send: Callable[[Any], Any]) -> Any:
    await send(request)
    return await send(request)


@pytest.mark.parametrize("mode", MODES)
def test_a_response_that_middleware_throws_away_gives_its_connection_back(mode):
    async def work(shop: Any) -> None:
        for number in range(3):
            assert (await maybe(shop.orders.get_order(f"n{number}"))).id == f"n{number}"

    with fault_server(Fault(stall)) as server:
        server.left = 0
        twice = _sending_twice if mode == "sync" else _sending_twice_async
        limits = {"limits": httpx2.Limits(max_connections=2), "timeout": httpx2.Timeout(5)}
        options = {"middleware": [twice], "max_retries": 0}
        scene = Scene(url=server.url, servers=(server,), http=limits, options=options)
        in_scene(scene, mode, work)
        assert len(server.requests) == 6
