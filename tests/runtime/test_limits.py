"""The deadline of a call, and the size of its answer."""

from __future__ import annotations

import gzip
import time
import zlib

import pytest

from tests.support.server import Reply, recording_server
from tests.support.sockets import raw_server

HEAD = b"HTTP/1.1 %d Some\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n"


def update(client):
    return client.orders.update_order("7", order={})


@pytest.mark.parametrize(
    ("status", "name", "outcome"),
    [
        (200, "ResponseInvalid", "applied"),
        (404, "NotFound", "not_applied"),
        (500, "StatusError", "unknown"),
    ],
)
def test_a_dripping_body_ends_with_the_deadline(call, clock, status, name, outcome):
    from sample_api import SampleError, errors

    sent = []

    def drip(connection):
        connection.sendall(HEAD % status)
        while True:
            clock.time += 10
            sent.append(1)
            connection.sendall(b"x")
            time.sleep(0.005)

    with raw_server(drip) as url, pytest.raises(SampleError) as caught:
        call(update, base_url=url, timeout=35)
    assert (type(caught.value), caught.value.outcome) == (getattr(errors, name), outcome)
    assert caught.value.tries == 1
    assert b"x" in (
        caught.value.body if isinstance(caught.value.body, bytes) else caught.value.body.encode()
    )
    assert len(sent) < 20


def test_dripping_headers_end_with_the_deadline_in_a_task(clock):
    import asyncio

    from sample_api import AsyncSample, errors

    def drip(connection):
        connection.sendall(b"HTTP/1.1 200 OK\r\n")
        while True:
            connection.sendall(b"X-More: 1\r\n")
            time.sleep(0.01)

    async def run(url):
        async with AsyncSample(api_key="k", base_url=url, timeout=0.15) as client:
            with pytest.raises(
                errors.OutcomeUnknown, match="ReadTimeout: the time for the whole call is over"
            ):
                await update(client)
            assert asyncio.current_task().cancelling() == 0

    started = time.monotonic()
    with raw_server(drip) as url:
        asyncio.run(run(url))
    assert time.monotonic() - started < 2


def test_each_phase_gets_what_is_left(call, clock):
    """A pool, a connection and an answer that each take nearly all the time do not add up."""
    from sample_api._runtime.sending import Timeouts

    timeouts = Timeouts({"connect": 10.0, "read": 60.0, "pool": None}, clock.time + 60, clock)
    assert timeouts.get("connect") == 10
    clock.time += 55
    assert (timeouts.get("connect"), timeouts.get("read"), timeouts.get("pool")) == (5, 5, 5)
    clock.time += 55
    assert timeouts.get("read") == 0.001
    timeouts.until = None
    assert (timeouts.get("read"), timeouts.get("pool"), timeouts.get("none", 3)) == (60, None, 3)


def test_a_try_is_not_begun_after_the_deadline(call, clock):
    from sample_api.errors import NotSent

    def slow_key():
        clock.time += 61
        return "key"

    with recording_server() as server, pytest.raises(NotSent, match="60"):
        call(update, base_url=server.url, api_key=slow_key)
    assert server.requests == []


@pytest.mark.parametrize("encoding", ["", "gzip", "deflate"])
@pytest.mark.parametrize(
    ("status", "name", "outcome"),
    [(200, "ResponseInvalid", "applied"), (404, "NotFound", "not_applied")],
)
def test_an_answer_that_is_too_large(call, encoding, status, name, outcome):
    from sample_api import SampleError, errors

    packed = {"": bytes, "gzip": gzip.compress, "deflate": zlib.compress}[encoding](
        b'"' + b"a" * 99_999
    )
    headers = {"Content-Type": "application/json"} | (
        {"Content-Encoding": encoding} if encoding else {}
    )
    with recording_server([Reply(status, body=packed, headers=headers)] * 3) as server:
        with pytest.raises(SampleError) as caught:
            call(update, base_url=server.url, max_response_bytes=99_999)
        assert len(server.requests) == 1
    assert (type(caught.value), caught.value.outcome) == (getattr(errors, name), outcome)
    assert len(caught.value.body) == 65_536
    if status == 200:
        assert "it is larger than max_response_bytes" in str(caught.value)


def test_an_answer_of_just_the_size_and_without_a_limit(call):
    body = b'{"order":{"id":"7"}}'
    with recording_server(lambda _: Reply(200, body=body)) as server:
        for limit in (len(body), None):
            assert call(update, base_url=server.url, max_response_bytes=limit).id == "7"


def test_a_gzip_bomb_does_not_fill_memory(call):
    import tracemalloc

    from sample_api.errors import ResponseInvalid

    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = b"".join(packer.compress(b"\0" * 2**20) for _ in range(300)) + packer.flush()
    reply = Reply(200, body=bomb, headers={"Content-Encoding": "gzip"})
    with recording_server([reply]) as server:
        call(lambda c: c.prepare.orders.update_order("7", order={}))  # what is loaded once
        tracemalloc.start()
        with pytest.raises(ResponseInvalid):
            call(update, base_url=server.url, max_response_bytes=2**21)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert peak < 20 * 2**20


def test_cancelling_from_outside_is_never_taken_for_the_deadline():
    import asyncio

    from sample_api import AsyncSample

    async def run(url):
        async with AsyncSample(api_key="k", base_url=url, timeout=5) as client:
            task = asyncio.create_task(update(client))
            await asyncio.sleep(0.05)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.05):
                    await update(client)
            return asyncio.current_task().cancelling()

    with raw_server(lambda connection: time.sleep(0.3)) as url:
        assert asyncio.run(run(url)) == 0
