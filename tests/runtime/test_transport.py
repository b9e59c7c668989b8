"""What is handed in, closing, event loops, and that nothing of httpx2's shows a key."""

from __future__ import annotations

import asyncio
import logging
import socket
import traceback

import httpx2
import pytest

from tests.support.handing import http, within
from tests.support.server import Reply, recording_server

KEY = "SECRET-KEY"
FINE = Reply(200, json={"order": {"id": "7"}})


def update(client):
    return client.orders.update_order("7", order={})


def status(client):
    return client.orders.update_order_status("7", status="draft")


def custom(mode, answer):
    """A transport that is no httpx2 client."""

    class Transport:
        closed = 0

        def send(self, request):
            return answer(request)

        def close(self):
            Transport.closed += 1

    class AsyncTransport(Transport):
        async def send(self, request):
            return answer(request)

        async def aclose(self):
            self.close()

    return (Transport if mode == "sync" else AsyncTransport)()


def test_any_transport_can_be_handed_in(call, clock):
    seen = []

    def answer(request):
        seen.append((request.method, str(request.url), request.headers["authorization"]))
        assert request.extensions["timeout"].get("connect") == 10.0
        if len(seen) == 1:
            raise httpx2.ReadError("lost")
        return httpx2.Response(200, json={"order": {"id": "own"}})

    transport = custom(call.mode, answer)
    assert call(update, http_client=transport).id == "own"
    assert seen == [("PATCH", "https://api.example.com/ecom/v1/orders/7", KEY)] * 2
    assert transport.closed == 0


def test_a_host_is_sent_as_it_stands_in_a_normalised_url(call):
    """RFC 9110, 7.2: what stands in the URL, which is ASCII."""
    seen = []

    def answer(request):
        seen.append(request.headers.raw[0])
        return httpx2.Response(200, json={"order": {"id": "7"}})

    for url in ("http://bücher.test", "https://Api.test:443", "https://api.test:8443"):
        call(update, base_url=url, http_client=custom(call.mode, answer))
    hosts = [b"xn--bcher-kva.test", b"api.test", b"api.test:8443"]
    assert seen == [(b"Host", host) for host in hosts]


def test_no_transport_is_refused_with_what_it_lacks(call):
    from sample_api.errors import RequestInvalid

    class Half:
        send = print

    missing = "close" if call.mode == "sync" else "aclose"
    with pytest.raises(RequestInvalid, match=rf"http_client: .* it has no {missing}\(\)"):
        call(update, http_client=Half())
    with pytest.raises(RequestInvalid, match=r"http_client: .* is a class: hand in one"):
        call(update, http_client=httpx2.Client if call.mode == "sync" else httpx2.AsyncClient)


def test_what_a_handed_in_client_sends_with_every_request_is_taken_over(call):
    from sample_api._runtime.operation import Empty, Operation

    given = http(
        call.mode,
        headers={"X-Mine": "1", "Authorization": "not this", "Accept": "not/this"},
        params={"tenant": "a&b", "key": "not this"},
        cookies={"theirs": "1", "sid": "not this"},
    )
    operation = Operation(
        name="t.t",
        method="GET",
        path="/t",
        accept="*/*",
        answers={"200": Empty()},
        security=(("query", "cookie", "apiKey"),),
    )
    options = {"http_client": given, "query_key": "q", "cookie_key": "c"}
    with recording_server(lambda _: Reply(200, headers={"Set-Cookie": "more=1"})) as server:

        def use(client):
            made = client._caller
            given.headers["X-Later"] = "1"
            return made.call(operation, {})

        call(within(given, use), base_url=server.url.replace("127.0.0.1", "localhost"), **options)
        (request,) = server.requests
    assert request.target == "/t?key=q&tenant=a%26b"
    assert request.headers["cookie"] == "sid=c; theirs=1"
    assert request.headers["x-mine"] == "1"
    assert request.headers["authorization"] == KEY
    assert request.headers["accept"] == "*/*"
    assert "x-later" not in request.headers


def test_cookies_that_a_server_sets_are_not_kept(call):
    def twice(client):
        if call.mode == "sync":
            return update(client), update(client)

        async def run():
            return await update(client), await update(client)

        return run()

    with recording_server(
        lambda _: Reply(200, json={"order": {}}, headers={"Set-Cookie": "a=1"})
    ) as server:
        call(twice, base_url=server.url)
    assert all("cookie" not in request.headers for request in server.requests)


def test_copies_share_the_pool_with_their_own_settings(call):
    def use(client):
        copy = client.with_options(timeout=5, site_id="9")
        if call.mode == "sync":
            return update(client), update(copy)

        async def run():
            return await update(client), await update(copy)

        return run()

    with recording_server(lambda _: FINE) as server:
        call(use, base_url=server.url)
        first, second = server.requests
        assert server.connections == 1
    assert ("wix-site-id" in first.headers, second.headers["wix-site-id"]) == (False, "9")


def test_closing_between_tries_does_not_hide_what_may_have_happened(call, clock):
    from sample_api.errors import OutcomeUnknown

    def use(client):
        def close(seconds):
            client._caller._wire._closed = True

        async def close_async(seconds):
            close(seconds)

        clock.sleep, clock.sleep_async = close, close_async
        return update(client)

    with recording_server([Reply(raw=b"")]) as server, pytest.raises(OutcomeUnknown) as caught:
        call(use, base_url=server.url)
    assert (caught.value.outcome, caught.value.tries) == ("unknown", 1)
    assert "is closed" in str(caught.value.__cause__)


def test_a_key_that_is_lost_between_tries_does_not_hide_it_either(call):
    from sample_api.errors import OutcomeUnknown, RequestInvalid, StatusError

    for reply, raised in ((Reply(raw=b""), OutcomeUnknown), (Reply(503), StatusError)):
        keys = iter(["key", ""])
        with recording_server([reply]) as server, pytest.raises(raised) as caught:
            call(update, base_url=server.url, api_key=lambda keys=keys: next(keys))
        assert (caught.value.outcome, caught.value.tries) == ("unknown", 1)
    keys = iter(["key", ""])
    with recording_server([Reply(429)]) as server, pytest.raises(RequestInvalid):
        call(update, base_url=server.url, api_key=lambda: next(keys))


def test_a_second_event_loop_gets_connections_of_its_own():
    from sample_api import AsyncSample

    client = AsyncSample(api_key=KEY)
    loops = [asyncio.new_event_loop() for _ in range(2)]
    with recording_server(lambda _: FINE) as server:
        client = AsyncSample(api_key=KEY, base_url=server.url)
        for loop in loops:
            assert loop.run_until_complete(update(client)).id == "7"
            if loop is loops[0]:
                # What the application leaves open when it ends a loop is its own; here it is closed.
                loop.run_until_complete(client._caller._wire._http.aclose())
                client._caller._wire._http._state = httpx2._client.ClientState.OPENED
                loop.close()
        assert server.connections == 2
        loops[1].run_until_complete(client.close())
    loops[1].close()


@pytest.mark.parametrize("handed_in", [False, True])
def test_one_client_serves_one_event_loop_at_a_time(handed_in):
    from sample_api import AsyncSample
    from sample_api.errors import RequestInvalid

    first, second = asyncio.new_event_loop(), asyncio.new_event_loop()
    given = httpx2.AsyncClient() if handed_in else None
    with recording_server(lambda _: FINE) as server:
        client = AsyncSample(api_key=KEY, base_url=server.url, http_client=given)
        assert first.run_until_complete(update(client)).id == "7"
        if given:
            first.run_until_complete(given.aclose())
            first.close()
        with pytest.raises(RequestInvalid, match="make one client for each event loop"):
            second.run_until_complete(update(client))
        if not given:
            assert first.run_until_complete(update(client)).id == "7"
            first.run_until_complete(client.close())
            first.close()
    second.close()


def test_closing_in_another_loop_after_the_first_has_ended():
    from sample_api import AsyncSample

    with recording_server(lambda _: Reply(200, json={"order": {}}, close=True)) as server:
        client = AsyncSample(api_key=KEY, base_url=server.url)
        asyncio.run(update(client))
        asyncio.run(client.close())


def test_closing_in_a_loop_that_never_says_whether_it_has_ended(monkeypatch):
    """As trio's, which is known by a token."""
    from sample_api import AsyncSample
    from sample_api._runtime import sending

    async def run(url):
        async with AsyncSample(api_key=KEY, base_url=url) as client:
            await update(client)
            http = client._caller._wire._http
        return http.is_closed

    token = object()
    monkeypatch.setattr(sending, "current_token", lambda: token)
    with recording_server([FINE]) as server:
        assert asyncio.run(run(server.url))


@pytest.mark.parametrize(
    ("use", "keys", "shown"),
    [
        (update, {"api_key": KEY}, "(b'authorization', b'***')"),
        (status, {"api_key": None, "query_key": KEY}, "?key=***"),
    ],
)
def test_the_cause_of_an_error_shows_no_key(call, use, keys, shown):
    from sample_api import SampleError

    with socket.create_server(("127.0.0.1", 0)) as unused:
        refused = f"http://127.0.0.1:{unused.getsockname()[1]}"
    with recording_server(lambda _: Reply(raw=b"")) as server:
        for url in (refused, server.url):
            with pytest.raises(SampleError) as caught:
                call(use, base_url=url, max_retries=0, **keys)
            cause = caught.value.__cause__
            assert isinstance(cause, httpx2.RequestError)
            request = cause.request
            assert request.method == "PATCH"
            assert b"{" in request.content
            everything = f"{request.url} {[(n.lower(), v) for n, v in request.headers.raw]} {cause}"
            assert shown in everything
            assert KEY not in everything


def test_httpx2_logs_no_key(call, caplog):
    caplog.set_level(logging.INFO)
    with recording_server(lambda _: FINE) as server:
        call(status, base_url=server.url, api_key=None, query_key="SECRET KEY")
        assert server.requests[0].target == "/v1/orders/7/status?key=SECRET%20KEY"
    (line,) = [record.getMessage() for record in caplog.records if record.name == "httpx2"]
    assert line.startswith(f"HTTP Request: PATCH {server.url}/v1/orders/7/status?key=***")
    assert "SECRET" not in caplog.text


def test_warming_up_opens_no_connection(call):
    with recording_server(lambda _: FINE) as server:
        call(lambda client: client.warm_up(), base_url=server.url)
        assert server.connections == 0


@pytest.mark.parametrize("place", ["head", "body"])
def test_an_error_that_httpx2_does_not_map_is_a_failed_try(call, place):
    import ssl

    from sample_api.errors import OutcomeUnknown, ResponseInvalid

    class Broken(httpx2.SyncByteStream, httpx2.AsyncByteStream):
        def __iter__(self):
            raise ssl.SSLError("bad record")
            yield b""

        async def __aiter__(self):
            raise ssl.SSLError("bad record")
            yield b""

    def answer(request):
        if place == "head":
            raise ssl.SSLError("bad record")
        return httpx2.Response(200, stream=Broken())

    raised = OutcomeUnknown if place == "head" else ResponseInvalid
    with pytest.raises(raised, match=r"SSLError.*bad record") as caught:
        call(update, http_client=custom(call.mode, answer))
    assert caught.value.tries == 3


def test_an_error_of_middleware_is_never_taken_for_the_transports(call):
    def sync(request, send):
        raise OSError("my disk")

    async def task(request, send):
        raise OSError("my disk")

    with pytest.raises(OSError, match=r"^my disk$"):
        call(update, middleware=[sync if call.mode == "sync" else task])


def refusing(mode, read):
    """Hooks that raise for every error, after they have read the answer or not."""

    def refuse(response):
        if read:
            response.read()
        response.raise_for_status()

    async def refuse_async(response):
        if read:
            await response.aread()
        response.raise_for_status()

    return {"event_hooks": {"response": [refuse if mode == "sync" else refuse_async]}}


@pytest.mark.parametrize("read", [True, False])
def test_what_a_hook_raises_for_a_status_is_the_status_s_error(call, read):
    from sample_api.errors import NotFound

    missing = Reply(404, json={"message": "No such order: SECRET-KEY"})
    with recording_server([Reply(503), Reply(503), FINE, missing]) as server:
        given = [http(call.mode, **refusing(call.mode, read)) for _ in range(2)]
        first, second = ({"http_client": one, "base_url": server.url} for one in given)
        assert call(within(given[0], update), **first).id == "7"
        with pytest.raises(NotFound) as caught:
            call(within(given[1], update), **second)
    error = caught.value
    assert (error.status, error.outcome, error.tries) == (404, "not_applied", 1)
    assert error.message == ("No such order: ***" if read else "")
    assert (error.body is None) is not read
    assert error.__cause__ is error.__context__ is None
    assert KEY not in str(error)


def test_what_middleware_raises_for_a_status_is_the_status_s_error(call):
    from sample_api.errors import NotFound

    def refuse(request, send):
        return send(request).raise_for_status()

    async def refuse_async(request, send):
        (await send(request)).raise_for_status()

    middleware = [refuse if call.mode == "sync" else refuse_async]
    with recording_server([Reply(404)]) as server, pytest.raises(NotFound):
        call(update, base_url=server.url, middleware=middleware)


def test_what_a_hook_raises_for_a_success_is_its_own(call):
    def refuse(response):
        raise httpx2.HTTPStatusError("no", request=response.request, response=response)

    async def refuse_async(response):
        refuse(response)

    hooks = {"response": [refuse if call.mode == "sync" else refuse_async]}
    given = http(call.mode, event_hooks=hooks)
    with recording_server([FINE]) as server, pytest.raises(httpx2.HTTPStatusError, match="no"):
        call(within(given, update), base_url=server.url, http_client=given)


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("a", "no keys, said ***: banana, as"),
        ("key", "no keys, said ***: banana, keys"),
        ("hunter2", "no keys, said ***: banana, ***s"),  # it may be glued to an escape, such as %20
    ],
)
def test_a_short_key_is_hidden_where_it_stands_and_masks_no_other_word(call, key, shown):
    from sample_api.errors import NotFound

    message = f"no keys, said {key}: banana, {key}s"
    with (
        recording_server([Reply(404, json={"message": message})]) as server,
        pytest.raises(NotFound) as caught,
    ):
        call(update, base_url=server.url, api_key=key)
    error = caught.value
    assert error.message == shown
    assert str(error).startswith("404 Not Found: " + shown)
    assert f'"{shown}"' in str(error)
    assert f"{server.url}/ecom/v1/orders/7)" in str(error)
    assert error.request.headers["Authorization"] == "***"
    assert error.body.message == message  # data stays data


def test_a_short_key_in_a_url_masks_nothing_else_of_it(call, caplog):
    from sample_api.errors import StatusError

    with (
        caplog.at_level(logging.INFO),
        recording_server([Reply(418)]) as server,
        pytest.raises(StatusError) as caught,
    ):
        call(status, base_url=server.url, api_key=None, query_key="v")
    for text in (str(caught.value), caplog.text):
        assert "/v1/orders/7/status?key=***" in text


def test_a_short_password_leaves_bodies_alone(call):
    from sample_api.errors import StatusError

    with (
        recording_server([Reply(418, json={"aa": "abba"})]) as server,
        pytest.raises(StatusError) as caught,
    ):
        call(status, base_url=server.url, api_key=None, basic="user:a", token="t" * 9)
    assert caught.value.body == {"aa": "abba"}


def test_no_variable_of_a_frame_shows_a_key_that_the_answer_repeats(call):
    """Reports of errors show frames with what their variables hold."""
    from sample_api.errors import StatusError

    with (
        recording_server(lambda _: Reply(403, json={"said": KEY}, headers={"X": KEY})) as server,
        pytest.raises(StatusError) as caught,
    ):
        call(update, base_url=server.url)
    report = traceback.TracebackException.from_exception(caught.value, capture_locals=True)
    ours = [f for f in report.stack if f.filename.partition("_runtime")[1]]
    assert len(ours) > 2
    assert KEY not in "".join(f"{frame.name} {frame.locals}" for frame in ours)
