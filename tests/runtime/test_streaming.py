"""The views that give bytes, and answers that are read piece by piece."""

from __future__ import annotations

import asyncio
import gzip
import threading

import httpx2
import pytest

from tests.support.handing import http, within
from tests.support.server import Reply, recording_server

ORDER = b'{"order": {"id": "7"}}'
FINE = Reply(200, json={"order": {"id": "7"}})
BROKEN = Reply(raw=b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{")


def stream(client):
    return client.with_streaming_response.orders.update_order("7", order={})


def streaming(call, use):
    """Use the response within its block: `use` is a function of it, whose awaitables are awaited one after another."""

    def enter(client):
        def sync():
            with stream(client) as response:
                return [list(x) if hasattr(x, "__next__") else x for x in use(response)]

        async def task():
            async with stream(client) as response:
                return [
                    [part async for part in x] if hasattr(x, "__anext__") else await x
                    for x in use(response)
                ]

        return sync() if call.mode == "sync" else task()

    return enter


def test_raw_gives_the_bytes(call):
    body = b'  {"order": 3} '
    reply = Reply(200, body=gzip.compress(body), headers={"Content-Encoding": "gzip"})
    with recording_server([Reply(503), reply]) as server:
        got = call(
            lambda c: c.with_raw_response.orders.update_order("7", order={}), base_url=server.url
        )
    assert (got.data, got.status, got.tries) == (body, 200, 2)


@pytest.mark.parametrize(
    "reply", [BROKEN, Reply(200, body=b"no gzip at all", headers={"Content-Encoding": "gzip"})]
)
def test_raw_bytes_that_break_off(call, reply):
    from sample_api.errors import ResponseInvalid

    with recording_server(lambda _: reply) as server, pytest.raises(ResponseInvalid) as caught:
        call(lambda c: c.with_raw_response.orders.update_order("7", order={}), base_url=server.url)
    assert caught.value.outcome == "applied"


def test_every_way_to_read_a_stream(call):
    text = "äöü\nzwei\r\n"
    body = text.encode("latin-1")
    reply = Reply(
        200,
        body=gzip.compress(body),
        headers={"Content-Encoding": "gzip", "Content-Type": "text/plain; charset=latin-1"},
    )
    with recording_server(lambda _: reply) as server:

        def got(use):
            return call(streaming(call, lambda r: [use(r)]), base_url=server.url)[0]

        assert b"".join(got(lambda r: r.iter_bytes())) == body
        assert got(lambda r: r.iter_bytes(4)) == [body[:4], body[4:8], body[8:]]
        assert "".join(got(lambda r: r.iter_text())) == text
        assert got(lambda r: r.iter_lines()) == ["äöü", "zwei"]
        assert got(lambda r: r.read()) == body


def test_a_stream_can_be_read_and_parsed(call):
    with recording_server([FINE]) as server:
        body, order, again = call(
            streaming(call, lambda r: [r.read(), r.parse(), r.read()]), base_url=server.url
        )
    assert (body, order.id, again) == (ORDER, "7", ORDER)


def test_failures_before_the_body_are_tried_again_and_raised_on_entering(call, clock):
    from sample_api.errors import NotFound

    with recording_server([Reply(503), Reply(raw=b""), FINE]) as server:
        seen = []
        call(
            streaming(call, lambda r: seen.append((r.tries, r.status, r.elapsed)) or []),
            base_url=server.url,
        )
        assert seen == [(3, 200, 1.5)]
    with (
        recording_server([Reply(404, json={"message": "gone"})]) as server,
        pytest.raises(NotFound) as caught,
    ):
        call(streaming(call, lambda r: pytest.fail("entered")), base_url=server.url)
    assert caught.value.body.message == "gone"


def test_a_stream_that_breaks_off(call):
    from sample_api.errors import ResponseInvalid

    for use in (
        lambda r: r.iter_bytes(),
        lambda r: r.iter_lines(),
        lambda r: r.read(),
        lambda r: r.parse(),
    ):
        with recording_server(lambda _: BROKEN) as server:
            with pytest.raises(
                ResponseInvalid, match=r"it broke off \(RemoteProtocolError"
            ) as caught:
                call(streaming(call, lambda r, use=use: [use(r)]), base_url=server.url)
            assert len(server.requests) == 1
        assert (caught.value.outcome, caught.value.status) == ("applied", 200)
        assert "SECRET-KEY" not in repr(vars(caught.value.__cause__.request.headers))


def test_reading_is_limited_and_iterating_is_not(call):
    from sample_api.errors import ResponseInvalid

    with recording_server(lambda _: FINE) as server:
        options = {"base_url": server.url, "max_response_bytes": 10}
        assert b"".join(call(streaming(call, lambda r: [r.iter_bytes()]), **options)[0]) == ORDER
        with pytest.raises(ResponseInvalid, match="larger than max_response_bytes"):
            call(streaming(call, lambda r: [r.read()]), **options)


def test_a_stream_may_take_longer_than_the_deadline(call, clock):
    def late(response):
        clock.time += 100
        assert response._made.timeouts.get("read") == 60  # each part may take so long
        return [response.read()]

    with recording_server([FINE]) as server:
        assert call(streaming(call, late), base_url=server.url, timeout=60) == [ORDER]


def test_leaving_the_block_releases_the_connection(call):
    given = http(call.mode, limits=httpx2.Limits(max_connections=1), timeout=1)

    def many(client):
        def sync():
            for _ in range(3):
                with stream(client):
                    pass
                with pytest.raises(KeyError), stream(client) as response:  # noqa: PT012
                    next(response.iter_bytes(1))
                    raise KeyError

        async def task():
            for _ in range(3):
                async with stream(client):
                    pass
                with pytest.raises(KeyError):  # noqa: PT012
                    async with stream(client) as response:
                        await anext(response.iter_bytes(1))
                        raise KeyError

        return sync() if call.mode == "sync" else task()

    with recording_server(lambda _: FINE) as server:
        call(within(given, many), base_url=server.url, http_client=given)
        assert len(server.requests) == 6


def test_cancelling_while_a_stream_is_read_leaves_the_pool_usable():
    from sample_api import AsyncSample

    gate = threading.Event()
    half = Reply(raw=b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{")

    async def run(url):
        given = httpx2.AsyncClient(limits=httpx2.Limits(max_connections=1))
        async with given, AsyncSample(api_key="k", base_url=url, http_client=given) as client:

            async def read():
                async with stream(client) as response:
                    async for _ in response.iter_bytes():
                        reading.set()
                        await asyncio.sleep(60)

            reading = asyncio.Event()
            task = asyncio.create_task(read())
            await reading.wait()
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            return (await client.orders.update_order("7", order={})).id

    with recording_server([half, FINE]) as server:
        assert asyncio.run(run(server.url)) == "7"
    gate.set()
