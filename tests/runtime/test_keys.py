"""Which credentials and settings a client uses, and which it refuses."""

from __future__ import annotations

import pytest

from tests.support.server import Reply, recording_server

FINE = Reply(200, json={"order": {"id": "7"}})


def update(order_id="7"):
    return lambda client: client.orders.update_order(order_id, order={})


def test_a_key_in_the_query_and_or_alternatives(call):
    from sample_api.errors import RequestInvalid

    def send(**keys):
        with recording_server([FINE]) as server:
            keys = {"api_key": None, **keys, "base_url": server.url}
            call(lambda c: c.orders.update_order_status("7", status="draft"), **keys)
        return server.requests[0]

    assert send(query_key="a b").target == "/v1/orders/7/status?key=a%20b"
    assert "authorization" not in send(api_key="KEY").headers
    assert "authorization" not in send(token="t").headers
    assert send(token="t", basic="u:p").headers["authorization"] == "Bearer t, Basic dTpw"
    assert send(query_key=lambda: "fresh").target.endswith("?key=fresh")
    with pytest.raises(RequestInvalid, match="SAMPLE_API_KEY"):
        call(update(), api_key=None)


def test_callable_keys(call, monkeypatch):
    from sample_api.errors import RequestInvalid

    keys = iter(["first", "second"])

    async def later():
        return next(keys)

    with recording_server([Reply(429), FINE]) as server:
        give = later if call.mode == "async" else lambda: next(keys)
        call(update(), api_key=give, base_url=server.url)
    assert [r.headers["authorization"] for r in server.requests] == ["first", "second"]
    for key, message in [
        ("a\nb", "header cannot carry"),
        ("é", "header"),
        ("", "empty"),
        (3, "int"),
    ]:
        with pytest.raises(RequestInvalid, match=rf"^api_key: .*{message}") as caught:
            call(update(), api_key=lambda key=key: key)
        assert "a\nb" not in str(caught.value)
    if call.mode == "sync":
        with pytest.raises(RequestInvalid, match=r"api_key: .* coroutine"):
            call(update(), api_key=later)


def test_settings(monkeypatch):
    from sample_api import Sample
    from sample_api.errors import RequestInvalid

    def url(**options):
        return update("7")(Sample(api_key="KEY", **options).prepare).url

    assert url() == "https://api.example.com/ecom/v1/orders/7"
    assert url(environment="staging") == "https://staging.example.com/v9/ecom/v1/orders/7"
    assert url(base_url="http://[::1]:8/x/") == "http://[::1]:8/x/ecom/v1/orders/7"
    for options, message in [
        ({"environment": "prod"}, "environment: 'prod' is not one of 'production', 'staging'"),
        ({"base_url": "api.example.com"}, "base_url: 'api.example.com' is not an"),
        ({"base_url": "ftp://a/"}, "base_url"),
        ({"base_url": "http://a/?b"}, "base_url"),
        ({"base_url": "http://user:pass@a/"}, "base_url"),
        ({"base_url": "http://user:pass@a:99999/"}, "base_url"),
        ({"base_url": "http://a:99999/"}, "base_url: 'http://a:99999/' is not an"),
        ({"base_url": "http://a:b"}, "base_url"),
        ({"base_url": "http://a b"}, "base_url"),
        ({"base_url": " http://a"}, "base_url"),
        ({"base_url": "http://a\n"}, "base_url"),
        ({"base_url": "http://[::1"}, "base_url"),
        ({"base_url": 3}, "base_url: 3 is not an"),
        ({"base_url": b"http://a"}, "base_url: b'http://a' is not an"),
        ({"environment": ""}, "environment: '' is not one of"),
        ({"environment": ["staging"]}, "environment: ['staging'] is not one of"),
        ({"site_id": "a\nb"}, "site_id: holds what a header cannot carry"),
        ({"site_id": 3}, "site_id: is not a text"),
        ({"max_retries": "2"}, "max_retries: '2' is not 0, 1, 2 and so on"),
        ({"max_retries": -1}, "max_retries: -1"),
        ({"max_retries": None}, "max_retries: None"),
        ({"timeout": "2"}, "timeout: '2' is not a number of seconds, at most a year, or None"),
        ({"timeout": 0}, "timeout: 0"),
        ({"timeout": float("nan")}, "timeout: nan"),
        ({"timeout": float("inf")}, "timeout: inf"),
    ]:
        with pytest.raises(RequestInvalid) as caught:
            url(**options)
        assert str(caught.value).startswith(message)
        assert "pass@" not in str(caught.value)
    monkeypatch.setenv("SAMPLE_SITE_ID", "around")
    assert update()(Sample(api_key="KEY").prepare).headers["wix-site-id"] == "around"


@pytest.mark.parametrize("key", [3, b"SECRET-KEY"])
def test_a_key_that_is_no_text(call, key):
    from sample_api.errors import RequestInvalid

    with pytest.raises(RequestInvalid, match=f"api_key: the key is {type(key).__name__}, not text"):
        call(update(), api_key=key)
