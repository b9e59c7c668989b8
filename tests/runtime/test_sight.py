"""What a client logs."""

from __future__ import annotations

import logging

import pytest

from tests.support.server import Reply, recording_server

FINE = Reply(
    200, json={"order": {"id": "7"}}, headers={"x-wix-request-id": "r1", "X-Private": "hush"}
)


def update(client):
    return client.orders.update_order("7", order={})


def lines(caplog):
    return [record.getMessage() for record in caplog.records if record.name == "sample_api"]


def test_one_line_for_each_try(call, clock, caplog):
    caplog.set_level(logging.DEBUG, "sample_api")

    def later():
        clock.time += 0.25

    replies = [Reply(raw=b""), Reply(503, headers={"Retry-After": "1"}, before=later), FINE]
    with recording_server(replies) as server:
        call(update, base_url=server.url)
    start = f"orders.update_order: PATCH {server.url}/ecom/v1/orders/7 -> "
    first, second, third = lines(caplog)
    assert first == start + "RemoteProtocolError in 0 ms, try 1 {}"
    assert second.startswith(start + "503 in 250 ms, try 2 {")
    assert "'retry-after': '1'" in second
    assert third.startswith(start + "200 in 0 ms, try 3 {")
    assert "'x-wix-request-id': 'r1'" in third
    assert "hush" not in caplog.text
    assert "SECRET-KEY" not in caplog.text


def test_a_header_that_repeats_the_key_is_masked(call, caplog):
    caplog.set_level(logging.DEBUG, "sample_api")
    with recording_server(
        [Reply(200, json={"order": {}}, headers={"x-wix-request-id": "a SECRET-KEY"})]
    ) as server:
        call(update, base_url=server.url)
    assert "'x-wix-request-id': 'a ***'" in lines(caplog)[0]


def test_query_values_are_shown_only_if_they_are_listed():
    from sample_api._runtime.sight import public_url

    url = "https://api.example.com/a?limit=5&email=me%40here&flag&key=&x=1=2#part"
    assert public_url(url) == "https://api.example.com/a?limit=5&email=***&flag&key=***&x=***"
    assert public_url("http://h/") == "http://h/"


def test_a_key_in_the_query_is_not_logged(call, caplog):
    caplog.set_level(logging.DEBUG)
    with recording_server([FINE]) as server:
        call(
            lambda c: c.orders.update_order_status("7", status="draft"),
            base_url=server.url,
            api_key=None,
            query_key="SECRET-KEY",
        )
    assert len(lines(caplog)) == 1
    assert "SECRET-KEY" not in caplog.text


def test_a_call_that_is_cut_short_is_logged_without_an_end(call, caplog):
    caplog.set_level(logging.DEBUG, "sample_api")

    def through(request, send):
        raise KeyError

    with pytest.raises(KeyError):
        call(update, middleware=[through])
    assert lines(caplog) == []


def test_nothing_is_loaded_or_said_without_debug(call, caplog, package):
    import subprocess
    import sys

    program = (
        "import sys, httpx2; from sample_api import Sample\n"
        "answer = lambda request: httpx2.Response(200, json={'order': {}})\n"
        "http = httpx2.Client(transport=httpx2.MockTransport(answer))\n"
        "Sample(api_key='k', http_client=http).orders.update_order('7', order={})\n"
        "assert not {m for m in sys.modules if m.endswith(('.sight', '.telemetry')) or 'opentelemetry' in m}"
    )
    subprocess.run(
        [sys.executable, "-c", program], env={"PYTHONPATH": str(package.parent)}, check=True
    )
