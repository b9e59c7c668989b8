"""The deadline of a call, and the size of its answer."""

from __future__ import annotations

import gc
import gzip
import socket
import sys
import time
import warnings
import zlib
from contextlib import suppress
from pathlib import Path

import pytest

from tests.support.handing import http, within
from tests.support.server import Reply, recording_server
from tests.support.sockets import raw_server

FINE = Reply(200, json={"order": {"id": "7"}})
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


def drip(connection):
    """A head that never ends."""
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    while True:
        connection.sendall(b"X-More: 1\r\n")
        time.sleep(0.01)


def drip_second(connection):
    """The same, after a good answer on the same connection."""
    body = b'{"order": {}}'
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body))
    came = b""
    while b"\r\n\r\n" not in came:  # the first request's body may still be on its way
        came += connection.recv(65_536)
    drip(connection)


LATE = "ReadTimeout: the time for the whole call is over"


@pytest.mark.parametrize("handed_in", [False, True])
def test_dripping_headers_end_with_the_deadline(call, handed_in):
    from sample_api import errors

    given = http(call.mode) if handed_in else None
    use = update if given is None else within(given, update)
    started = time.monotonic()
    with raw_server(drip) as url, pytest.raises(errors.OutcomeUnknown, match=LATE):
        call(use, base_url=url, timeout=0.3, clock=None, http_client=given)
    assert time.monotonic() - started < 2


def test_a_flood_of_early_hints_ends_with_the_deadline(call):
    """There is always something to read, and never the answer."""
    from sample_api import errors

    def flood(connection):
        while True:
            connection.sendall(b"HTTP/1.1 103 Early Hints\r\n\r\n")

    started = time.monotonic()
    with raw_server(flood) as url, pytest.raises(errors.OutcomeUnknown, match=LATE):
        call(update, base_url=url, timeout=0.3, clock=None)
    assert time.monotonic() - started < 3


@pytest.mark.parametrize("first", [{}, {"timeout": None}], ids=str)
def test_dripping_headers_end_with_the_deadline_on_a_kept_connection(first):
    from sample_api import Sample, errors

    with raw_server(drip_second) as url, Sample(api_key="k", base_url=url, **first) as client:
        update(client)
        started = time.monotonic()
        with pytest.raises(errors.OutcomeUnknown, match=LATE):
            update(client.with_options(timeout=0.3))
        assert time.monotonic() - started < 2


def test_dripping_headers_end_with_the_deadline_behind_a_proxy(monkeypatch):
    from sample_api import Sample, errors

    with raw_server(drip) as url:
        monkeypatch.setenv("HTTPS_PROXY", url)
        monkeypatch.setenv("NO_PROXY", "")
        with Sample(api_key="k", base_url="https://nowhere.test", timeout=0.3) as client:
            client.warm_up()
            started = time.monotonic()
            with pytest.raises(errors.OutcomeUnknown, match=LATE):
                update(client)
            assert time.monotonic() - started < 2


def test_a_request_that_is_taken_slowly_ends_with_the_deadline(call):
    """Each byte that leaves would renew the wait for the next."""
    from sample_api import errors

    def sip(connection):
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 100_000)
        while connection.recv(100_000):
            time.sleep(0.01)

    started = time.monotonic()
    with raw_server(sip) as url, pytest.raises(errors.OutcomeUnknown):
        call(
            lambda c: c.orders.update_order("7", order={}, extra_body={"more": "x" * 30_000_000}),
            base_url=url,
            timeout=0.5,
            clock=None,
        )
    assert time.monotonic() - started < 2.5


def test_a_body_that_stalls_says_that_the_time_is_over_unless_the_caller_reads_it(call):
    """Whoever reads a stream may take as long as wanted; only each part has to come in time."""
    from sample_api.errors import ResponseInvalid

    def stall(connection):
        connection.sendall(HEAD % 200 + b"{")
        time.sleep(1)

    with raw_server(stall) as url:
        with pytest.raises(ResponseInvalid, match=LATE):
            call(update, base_url=url, timeout=0.2, max_retries=0, clock=None)
        if call.mode == "sync":

            def streamed(client):
                with client.with_streaming_response.orders.update_order("7", order={}) as answer:
                    return answer.read()

            with pytest.raises(ResponseInvalid, match=r"\(ReadTimeout: timed out\)"):
                call(streamed, base_url=url, timeout=0.2, clock=None)


def test_what_else_a_handed_in_client_does_keeps_its_own_timeouts():
    """The connection was opened by a call, and is used by something else."""
    import httpx2
    from sample_api import Sample

    def late(connection):
        body = b'{"order": {}}'
        answer = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body)
        connection.sendall(answer)
        connection.recv(65_536)
        time.sleep(0.4)
        connection.sendall(answer)

    with raw_server(late) as url, httpx2.Client() as http:
        update(Sample(api_key="k", base_url=url, timeout=0.3, http_client=http))
        assert http.get(url).json() == {"order": {}}


def test_each_phase_gets_what_is_left(call, clock):
    """A pool, a connection and an answer that each take nearly all the time do not add up."""
    from sample_api._runtime.deadline import Timeouts

    timeouts = Timeouts(
        {"connect": 10.0, "read": 60.0, "pool": None}, clock.time + 60, clock.monotonic
    )
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


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="counts files in /proc")
@pytest.mark.parametrize(
    "reply", [FINE, Reply(404, json={}), Reply(200, raw=b"HTTP/1.1 200 OK\r\n\r\n{")]
)
def test_a_client_that_is_forgotten_lets_its_connections_go(reply):
    """At once: no circle is made that only the garbage collector finds; not by an error with its frames either."""
    from sample_api import Sample
    from sample_api._runtime.errors import ApiError

    def opened():
        return sum(1 for _ in Path("/proc/self/fd").iterdir())

    with recording_server([reply] * 20) as server, warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        Sample(api_key="k", base_url=server.url).warm_up()
        gc.collect()
        gc.disable()
        try:
            before = opened()
            for _ in range(10):
                with suppress(ApiError):
                    update(Sample(api_key="k", base_url=server.url))
            time.sleep(0.1)  # the server, in this process, sees that they are closed
            assert opened() - before < 5
        finally:
            gc.enable()
