"""What an application puts between a client and the network."""

from __future__ import annotations

import httpx2
import pytest

from tests.support.handing import http, within
from tests.support.server import Reply, recording_server

FINE = Reply(200, json={"order": {"id": "7"}})


def update(client):
    return client.orders.update_order("7", order={})


def status(client):
    return client.orders.update_order_status("7", status="draft")


def both(call, function):
    """`function(request, send)`, a generator that yields requests to send, as middleware of the call's kind."""

    def sync(request, send):
        steps = function(request)
        try:
            sent = next(steps)
            while True:
                try:
                    response = send(sent)
                except Exception as error:  # noqa: BLE001  for the middleware to judge
                    sent = steps.throw(error)
                else:
                    sent = steps.send(response)
        except StopIteration as end:
            return end.value

    async def task(request, send):
        steps = function(request)
        try:
            sent = next(steps)
            while True:
                try:
                    response = await send(sent)
                except Exception as error:  # noqa: BLE001  for the middleware to judge
                    sent = steps.throw(error)
                else:
                    sent = steps.send(response)
        except StopIteration as end:
            return end.value

    return sync if call.mode == "sync" else task


def test_the_first_is_outermost_and_sees_each_try_with_its_credentials(call):
    seen = []

    def named(name):
        def through(request):
            seen.append((name, request.headers["authorization"], request.content))
            request.headers["X-Order"] = request.headers.get("X-Order", "") + name
            response = yield request
            seen.append((name, response.status_code))
            return response

        return both(call, through)

    with recording_server([Reply(503), FINE]) as server:
        assert call(update, base_url=server.url, middleware=[named("a"), named("b")]).id == "7"
    asked = [("a", "SECRET-KEY", b'{"order":{}}'), ("b", "SECRET-KEY", b'{"order":{}}')]
    assert seen == [*asked, ("b", 503), ("a", 503), *asked, ("b", 200), ("a", 200)]
    assert [r.headers["x-order"] for r in server.requests] == ["ab", "ab"]


def test_it_may_answer_by_itself(call):
    def through(request):
        return httpx2.Response(200, json={"order": {"id": "own"}})
        yield

    with recording_server() as server:
        assert call(update, base_url=server.url, middleware=[both(call, through)]).id == "own"
        assert server.requests == []


def test_it_may_send_again_and_every_connection_is_released(call):
    def through(request):
        for _ in range(3):
            yield request
        return (yield request)

    given = http(call.mode, limits=httpx2.Limits(max_connections=4), timeout=1)
    options = {"http_client": given, "middleware": [both(call, through)]}

    def use(client):
        if call.mode == "sync":
            return [update(client).id for _ in range(3)]

        async def run():
            return [(await update(client)).id for _ in range(3)]

        return run()

    with recording_server(lambda _: FINE) as server:
        assert call(within(given, use), base_url=server.url, **options) == ["7"] * 3
        assert len(server.requests) == 12


def test_its_own_errors_go_through_and_release_the_connection(call):
    class Mine(Exception):
        pass

    def through(request):
        yield request
        raise Mine

    given = http(call.mode, limits=httpx2.Limits(max_connections=1), timeout=1)

    def use(client):
        def twice():
            for _ in range(2):
                with pytest.raises(Mine):
                    update(client)

        async def twice_async():
            for _ in range(2):
                with pytest.raises(Mine):
                    await update(client)

        return twice() if call.mode == "sync" else twice_async()

    with recording_server(lambda _: FINE) as server:
        options = {"http_client": given, "middleware": [both(call, through)]}
        call(within(given, use), base_url=server.url, **options)
        assert len(server.requests) == 2


def test_what_has_left_is_never_called_not_sent(call):
    from sample_api.errors import NotSent, OutcomeUnknown

    def through(request):
        yield request
        request.url = httpx2.URL("http://127.0.0.1:1/")
        return (yield request)

    with recording_server(lambda _: FINE) as server:
        with pytest.raises(OutcomeUnknown, match="ConnectError") as caught:
            call(status, base_url=server.url, middleware=[both(call, through)])
        assert (caught.value.outcome, len(server.requests)) == ("unknown", 1)

    def nothing_left(request):
        raise httpx2.ConnectError("no way")
        yield

    with pytest.raises(NotSent, match="no way") as caught:
        call(status, base_url=server.url, middleware=[both(call, nothing_left)])
    assert caught.value.tries == 3


def test_an_answer_that_was_read_on_the_way(call):
    def sync(request, send):
        response = send(request)
        assert b"7" in response.read()
        return response

    async def task(request, send):
        response = await send(request)
        assert b"7" in await response.aread()
        return response

    middleware = [sync if call.mode == "sync" else task]
    with recording_server([FINE]) as server:
        assert call(update, base_url=server.url, middleware=middleware).id == "7"


@pytest.mark.parametrize(
    ("status", "outcome"), [(200, "applied"), (404, "not_applied"), (503, "unknown")]
)
def test_an_answer_that_it_has_closed_still_has_an_outcome(call, status, outcome):
    from sample_api.errors import ResponseInvalid, StatusError

    def sync(request, send):
        response = send(request)
        response.close()
        return response

    async def task(request, send):
        response = await send(request)
        await response.aclose()
        return response

    middleware = [sync if call.mode == "sync" else task]
    large = {"order": {"id": "7" * 3_000_000}}  # more than has come when it is closed
    with (
        recording_server([Reply(status, json=large)] * 3) as server,
        pytest.raises((ResponseInvalid, StatusError)) as caught,
    ):
        call(update, base_url=server.url, middleware=middleware, max_retries=0)
    assert caught.value.outcome == outcome
    assert len(server.requests) == 1


def test_its_own_error_of_a_stream_goes_through(call):
    def through(request):
        raise httpx2.StreamConsumed
        yield

    with pytest.raises(httpx2.StreamConsumed):
        call(update, middleware=[both(call, through)])


def test_what_is_no_response_is_a_type_error(call):
    def through(request):
        return "fine"
        yield

    with pytest.raises(TypeError, match="'fine' came from the transport or middleware"):
        call(update, middleware=[both(call, through)])


def test_asynchronous_middleware_does_not_fit_a_synchronous_client():
    from sample_api import Sample

    async def task(request, send):
        return await send(request)

    with Sample(api_key="k", middleware=[task]) as client, pytest.raises(TypeError) as caught:
        update(client)
    assert "coroutine" in str(caught.value)


def test_streams_go_through_it(call):
    def through(request):
        response = yield request
        response.headers["X-Seen"] = "1"
        return response

    def use(client):
        streaming = client.with_streaming_response.orders.update_order("7", order={})
        if call.mode == "sync":
            with streaming as response:
                return response.headers["x-seen"], response.read()

        async def run():
            async with streaming as response:
                return response.headers["x-seen"], await response.read()

        return run()

    with recording_server([FINE]) as server:
        got = call(use, base_url=server.url, middleware=[both(call, through)])
    assert got == ("1", b'{"order": {"id": "7"}}')
