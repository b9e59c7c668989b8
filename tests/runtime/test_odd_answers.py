"""What servers, keys and settings can be like: each of these once ended a call with an error of somebody else's."""

from __future__ import annotations

import asyncio
import logging
import traceback
from decimal import Decimal

import httpx2
import pytest

from tests.support.server import Reply, recording_server


def update(client):
    return client.orders.update_order("7", order={})


def failing(call, reply, **options):
    from sample_api import SampleError

    with recording_server([reply]) as server, pytest.raises(SampleError) as caught:
        call(update, **{"base_url": server.url, "max_retries": 0, **options})
    return caught.value


def test_a_header_that_is_not_ascii(call):
    from sample_api import errors

    error = failing(call, Reply(404, headers={"X-Name": "café"}))
    assert type(error) is errors.NotFound
    assert error.headers.raw[-1] == (b"X-Name", "café".encode("latin-1"))


def test_headers_of_one_name_stay_apart(call):
    raw = (
        b"HTTP/1.1 404 Not Found\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\nContent-Length: 0\r\n\r\n"
    )
    assert failing(call, Reply(raw=raw)).headers.get_list("set-cookie") == ["a=1", "b=2"]


@pytest.mark.parametrize("charset", ["idna", "undefined", "nonsense"])
def test_a_charset_that_decodes_no_text(call, charset):
    reply = Reply(400, body=b"caf\xe9", headers={"Content-Type": f"text/plain; charset={charset}"})
    assert failing(call, reply).body == "caf�"


def test_a_date_beyond_all_time(call):
    date = "Mon, 01 Jan 2024 00:00:00 +9999999999999999999"
    assert failing(call, Reply(429, headers={"Retry-After": date})).status == 429


def test_as_many_retries_as_one_likes(call, clock):
    from sample_api import errors

    with recording_server(lambda _: Reply(429)) as server, pytest.raises(errors.StatusError):
        call(update, base_url=server.url, max_retries=1100, timeout=9000)
    assert max(clock.waits) == 8.0


@pytest.mark.parametrize("timeout", [1e10, Decimal(5), True, "5"])
def test_a_timeout_that_is_none(call, timeout):
    from sample_api.errors import RequestInvalid

    with pytest.raises(RequestInvalid, match=r"timeout: .* is not a number of seconds"):
        call(update, timeout=timeout)


@pytest.mark.parametrize("key", ["SE*CRET/KEY", "SECRET/KEY99", "SECRET KEY&99"])
def test_a_query_key_that_the_answer_repeats(call, caplog, key):
    caplog.set_level(logging.INFO)

    def answer(request):
        return Reply(
            404, json={"asked": request.target, "key": key}, headers={"X-At": request.target}
        )

    from sample_api import SampleError

    with recording_server(answer) as server, pytest.raises(SampleError) as caught:
        call(
            lambda client: client.orders.update_order_status("7", status="confirmed"),
            base_url=server.url, api_key=None, query_key=key, max_retries=0,
        )  # fmt: skip
    error = caught.value
    shown = [
        str(error),
        repr(error.body),
        repr(dict(error.headers)),
        repr(error.request),
        caplog.text,
    ]
    told = server.requests[0].target.partition("key=")[2]
    assert told
    for text in shown:
        assert key not in text
        assert told not in text


def test_a_key_in_the_errors_code(call):
    body = {"details": {"applicationError": {"code": "SECRET-KEY-99"}}}
    error = failing(call, Reply(401, json=body), api_key="SECRET-KEY-99")
    assert error.code == "***"


def test_a_key_as_json_may_write_it(call):
    body = b'{"message": "SECRET\\/KEY99"}'
    error = failing(call, Reply(401, body=body), api_key="SECRET/KEY99")
    assert b"SECRET" not in bytes(str(error), "utf-8")


def test_no_frame_of_the_cause_holds_a_request(call):
    from sample_api import SampleError

    with pytest.raises(SampleError) as caught:
        call(update, base_url="http://127.0.0.1:1", max_retries=0, api_key="SECRET-KEY-99")
    link = caught.value.__cause__
    assert link is not None
    while link is not None:
        assert not traceback.extract_tb(link.__traceback__)
        link = link.__cause__ or link.__context__


def test_a_copy_keeps_what_the_environment_said(monkeypatch):
    from sample_api import Sample

    client = Sample(api_key="KEY")
    monkeypatch.setenv("SAMPLE_SITE_ID", "other")
    request = client.with_options(timeout=1).prepare.orders.update_order("7", order={})
    assert "wix-site-id" not in request.headers


def test_an_async_key_is_hidden_from_prepare():
    from sample_api import AsyncSample

    async def key() -> str:
        return "KEY"

    prepared = AsyncSample(api_key=key).prepare.orders.update_order("7", order={})
    assert prepared.headers["Authorization"] == "***"
    assert "***" in prepared.as_curl(secrets=True)


def test_a_token_that_takes_longer_than_the_call_may():
    from sample_api import AsyncSample
    from sample_api.errors import NotSent

    async def token() -> str:
        await asyncio.sleep(60)
        return "TOKEN"

    async def run() -> None:
        async with AsyncSample(access=token, timeout=0.05, base_url="http://127.0.0.1:1") as client:
            await client.orders.update_order_status("7", status="confirmed")

    with pytest.raises(NotSent):
        asyncio.run(asyncio.wait_for(run(), 5))


def test_nothing_is_sent_without_a_key_that_came_too_late(clock):
    from sample_api import AsyncSample
    from sample_api.errors import NotSent

    async def token() -> str:
        await asyncio.sleep(60)
        return "TOKEN"

    async def run(
        url: str,
    ) -> None:  # the clock of the client stands still: only the key is missing
        options = {"access": token, "timeout": 0.05, "clock": clock, "max_retries": 0}
        async with AsyncSample(base_url=url, **options) as client:
            await client.orders.update_order_status("7", status="confirmed")

    with recording_server([Reply(200, json={"order": {}})]) as server:
        with pytest.raises(NotSent):
            asyncio.run(asyncio.wait_for(run(server.url), 5))
        assert server.requests == []


def test_an_httpx2_client_with_a_timeout_that_nobody_chose():
    from sample_api import Sample

    seen: list[dict[str, float | None]] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        seen.append({k: request.extensions["timeout"].get(k) for k in ("connect", "read")})
        return httpx2.Response(404, request=request)

    for chosen in ({}, {"timeout": 7.0}):
        http_client = httpx2.Client(transport=httpx2.MockTransport(answer), **chosen)
        client = Sample(api_key="KEY", http_client=http_client, timeout=60, max_retries=0)
        with pytest.raises(Exception, match="404"):
            client.orders.update_order("7", order={})
    assert [round(each["read"] or 0) for each in seen] == [60, 7]


def test_a_client_of_httpx():
    import httpx
    from sample_api import Sample
    from sample_api.errors import RequestInvalid

    with (
        httpx.Client() as http_client,
        pytest.raises(RequestInvalid, match="one of httpx2 is needed"),
    ):
        Sample(api_key="KEY", http_client=http_client).orders.update_order("7", order={})


def test_a_timeout_given_to_a_call():
    from sample_api import Sample

    with pytest.raises(TypeError, match=r"with_options\(timeout=\.\.\.\)"):
        Sample(api_key="KEY").orders.update_order("7", order={}, timeout=5)
