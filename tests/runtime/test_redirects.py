"""Redirects of reads, and tokens that are renewed."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

import httpx2
import pytest

from tests.support.handing import http, within
from tests.support.server import Reply, recording_server

FINE = Reply(200, json={"id": "7"})


def operation(method="GET", security=(("apiKey",), ("query",), ("oauth",)), **more):
    from sample_api import models
    from sample_api._runtime.operation import Json, Operation

    answers = {"200": Json(lambda: models.Order)}
    return Operation(
        name="t.t", method=method, path="/t", answers=answers, security=security, **more
    )


def get(client, method="GET", **more):
    return client._caller.call(operation(method, **more), {})


def to(url, status=302):
    return Reply(status, headers={"Location": url})


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_read_is_followed_with_its_credentials_on_the_own_origin(call, status, method):
    with recording_server([to("../new?a=1#x", status), FINE]) as server:
        response = call(
            lambda c: c._caller.raw(operation(method), {}), base_url=server.url, site_id="5"
        )
    assert (response.status, response.tries) == (200, 1)
    assert [(r.method, r.target) for r in server.requests] == [(method, "/t"), (method, "/new?a=1")]
    assert server.requests[1].headers == server.requests[0].headers


def test_another_origin_sees_no_credentials_and_no_headers_of_the_client(call):
    given = http(
        call.mode,
        headers={"X-Mine": "1"},
        params={"p": "1"},
        cookies={"c": "1"},
        auth=("me", "secret"),
    )
    with recording_server([FINE]) as other, recording_server([to(f"{other.url}/there")]) as server:
        call(within(given, get), base_url=server.url, site_id="5", http_client=given)
        (there,), (here,) = other.requests, server.requests
    assert here.headers["X-Mine"] == "1"
    assert here.target == "/t?p=1"
    assert there.target == "/there"
    assert set(there.headers) == {"host", "accept", "accept-encoding", "connection", "user-agent"}
    assert there.headers["host"] == other.url.removeprefix("http://")


def test_a_key_in_the_query_is_neither_doubled_nor_carried_away(call):
    with recording_server([FINE]) as other:
        replies = [to("/again?key=SECRET-KEY&b=2"), to(f"{other.url}/?key=SECRET-KEY&b=3")]
        with recording_server(replies) as server:
            call(get, base_url=server.url, api_key=None, query_key="SECRET-KEY")
    assert [r.target for r in server.requests] == ["/t?key=SECRET-KEY", "/again?b=2&key=SECRET-KEY"]
    assert [r.target for r in other.requests] == ["/?b=3"]


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_a_write_is_not_followed(call, method):
    from sample_api.errors import StatusError

    with recording_server(lambda _: to("/new")) as server, pytest.raises(StatusError) as caught:
        call(lambda c: get(c, method, idempotent=True), base_url=server.url)
    assert len(server.requests) == 1
    assert (caught.value.status, caught.value.outcome) == (302, "unknown")


@pytest.mark.parametrize(
    "location",
    ["ftp://a/", "http://me:pw@127.0.0.1/", "http://a:99999999/", "http://a:-1/", "https:///a", ""],
)
def test_what_is_no_target_is_not_followed(call, location):
    from sample_api.errors import StatusError

    with recording_server(lambda _: to(location)) as server, pytest.raises(StatusError) as caught:
        call(get, base_url=server.url)
    assert (caught.value.status, len(server.requests)) == (302, 1)


def test_https_to_http_is_never_followed(call):
    import httpx2
    from sample_api.errors import StatusError

    seen = []

    def answer(request):
        seen.append(request.url)
        return httpx2.Response(302, headers={"Location": "http://api.example.com/t"})

    given = http(call.mode, transport=httpx2.MockTransport(answer))
    with pytest.raises(StatusError):
        call(within(given, get), http_client=given)
    assert len(seen) == 1


def test_ten_redirects_and_no_more(call):
    from sample_api.errors import StatusError

    with recording_server([*[to(f"/{n}") for n in range(10)], FINE]) as server:
        assert call(get, base_url=server.url).data.id == "7"
    with recording_server(lambda _: to("/round")) as server, pytest.raises(StatusError) as caught:
        call(get, base_url=server.url)
    assert (caught.value.status, len(server.requests)) == (302, 11)
    assert caught.value.request.url.endswith("/round")


def test_a_failure_behind_a_redirect_is_tried_again_from_the_start(call):
    with recording_server([to("/b"), Reply(503), to("/c"), FINE]) as server:
        response = call(lambda c: get(c, idempotent=True), base_url=server.url)
    assert response.tries == 2
    assert [r.target for r in server.requests] == ["/t", "/b", "/t", "/c"]


def test_a_refused_token_is_renewed_once(call):
    tokens = iter(["old", "new", "newer"])

    def script(request):
        fine = request.headers["authorization"] == "Bearer new"
        return FINE if fine else Reply(401)

    def use(client):
        return get(client, "POST")

    with recording_server(script) as server:
        response = call(
            use, base_url=server.url, api_key=None, access=lambda: next(tokens), max_retries=0
        )
    assert (response.data.id, response.tries) == ("7", 2)
    assert [r.headers["authorization"] for r in server.requests] == ["Bearer old", "Bearer new"]


def test_a_token_that_is_refused_again_ends_the_call(call, clock):
    from sample_api.errors import StatusError

    tokens = iter("abcdef")
    with recording_server(lambda _: Reply(401)) as server, pytest.raises(StatusError) as caught:
        call(get, base_url=server.url, api_key=None, access=lambda: next(tokens))
    assert (caught.value.status, caught.value.tries, len(server.requests)) == (401, 2, 2)
    assert clock.waits == []


@pytest.mark.parametrize(
    "keys", [{"api_key": "fixed"}, {"api_key": lambda: "k"}, {"access": "fixed"}]
)
def test_what_cannot_be_renewed_is_not_tried_again(call, keys):
    from sample_api.errors import StatusError

    with recording_server(lambda _: Reply(401)) as server, pytest.raises(StatusError):
        call(get, base_url=server.url, **{"api_key": None, **keys})
    assert len(server.requests) == 1


def test_retries_are_as_many_after_a_renewal(call):
    tokens = iter("abc")
    replies = [Reply(503), Reply(401), Reply(503), FINE]
    with recording_server(replies) as server:
        response = call(
            lambda c: get(c, idempotent=True),
            base_url=server.url,
            api_key=None,
            access=lambda: next(tokens),
        )
    assert response.tries == 4


def test_many_calls_share_one_renewal():
    from sample_api import AsyncSample, Sample

    asked = []

    def token():
        asked.append(1)
        return f"t{len(asked)}"

    def script(request):
        return FINE if request.headers["authorization"] == "Bearer t2" else Reply(401)

    with recording_server(script) as server:
        with Sample(access=token, base_url=server.url) as client, ThreadPoolExecutor(8) as pool:
            got = list(pool.map(lambda _: get(client).data.id, range(40)))
        assert got == ["7"] * 40
        assert len(asked) == 2
        asked.clear()

        async def run():
            async with AsyncSample(access=token, base_url=server.url) as client:
                return await asyncio.gather(*(get(client) for _ in range(40)))

        assert [r.data.id for r in asyncio.run(run())] == ["7"] * 40
        assert len(asked) == 2
    assert threading.active_count() < 60


def test_what_was_redirected_is_never_called_not_sent(call):
    from sample_api.errors import OutcomeUnknown

    with recording_server(lambda _: to("http://127.0.0.1:1/")) as server:
        with pytest.raises(OutcomeUnknown, match="ConnectError") as caught:
            call(lambda c: get(c, idempotent=True), base_url=server.url)
        assert (caught.value.tries, len(server.requests)) == (3, 3)


def test_the_deadline_spans_redirects(call, clock):
    from sample_api.errors import StatusError

    def later():
        clock.time += 25

    reply = Reply(302, headers={"Location": "/round"}, before=later)
    with recording_server(lambda _: reply) as server, pytest.raises(StatusError) as caught:
        call(get, base_url=server.url, timeout=60)
    assert caught.value.status == 302
    assert len(server.requests) <= 3


@pytest.mark.parametrize("kind", ["api_key", "query_key"])
def test_a_key_that_a_redirect_repeats_is_not_in_what_caused_an_error(call, kind):
    """Nothing listens where it leads; the transport's own error holds the request that failed."""
    from sample_api.errors import OutcomeUnknown

    key = "SECRET-KEY"
    echo = Reply(302, headers={"Location": f"http://127.0.0.1:1/there/{key}?k={key}"})
    with recording_server([echo]) as server, pytest.raises(OutcomeUnknown) as caught:
        call(get, base_url=server.url, max_retries=0, **{"api_key": None, kind: key})
    cause = caught.value.__cause__
    assert isinstance(cause, httpx2.ConnectError)
    assert str(cause.request.url) == "http://127.0.0.1:1/there/***?k=***"
    assert key not in str(cause) + repr(cause.request.headers)


@pytest.mark.parametrize("kind", ["api_key", "query_key"])
@pytest.mark.parametrize("away", [False, True])
def test_a_key_that_a_redirect_repeats_is_in_no_error_and_no_log(call, caplog, away, kind):
    from sample_api.errors import StatusError

    key = "SECRET-KEY"
    with recording_server([Reply(418, json={"said": key})]) as other:

        def answer(request):
            there = other.url if away else f"http://{request.headers['host']}"
            echo = Reply(302, headers={"Location": f"{there}/there/{key}?k={key}"})
            return Reply(418, json={"said": key}) if "there" in request.target else echo

        with (
            caplog.at_level("INFO"),
            recording_server(answer) as server,
            pytest.raises(StatusError) as caught,
        ):
            call(get, base_url=server.url, **{"api_key": None, kind: key})
    error = caught.value
    assert error.status == 418
    assert "/there/***?k=***" in str(error)
    assert error.body == {"said": "***"}
    assert key not in str(error) + repr(error.request) + error.request.as_curl()
    assert "/there/***?k=***" in caplog.text  # httpx2 logs where it is sent
    assert key not in caplog.text
