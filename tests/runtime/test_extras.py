"""What a call sends beside its arguments: in every kind of body, in the query, in headers; and what is refused."""

from __future__ import annotations

import asyncio
import json
import timeit

import pytest

from tests.support.server import Reply, recording_server

FINE = Reply(200, json={"order": {"id": "7"}})


@pytest.fixture
def client():
    import sample_api

    return sample_api.Sample(api_key="SECRET-KEY", site_id="site", cookie_key="cookie")


def update(client, **extra):
    return client.orders.update_order("7", order={"archived": True}, **extra)


def test_they_are_sent(call):
    extra = {
        "extra_headers": {"X-Trace": "1", "ACCEPT": "text/plain"},
        "extra_query": {"a b": "ä&", "n": [1, True, None], "off": None},
        "extra_body": {"new": {"deep": [1.5]}, "order": "over"},
    }
    with recording_server([FINE]) as server:
        call(lambda c: update(c, **extra), base_url=server.url)
    (sent,) = server.requests
    assert sent.target == "/ecom/v1/orders/7?a%20b=%C3%A4%26&n=1&n=true"
    assert json.loads(sent.body) == {"order": "over", "new": {"deep": [1.5]}}
    assert sent.headers["x-trace"] == "1"
    assert sent.headers["accept"] == "text/plain"


def test_headers_replace_ours_in_any_case(client):
    extra = {"user-agent": "mine", "WIX-SITE-ID": "other", "content-type": "application/x+json"}
    request = update(client.prepare, extra_headers=extra)
    lower = {name.lower(): value for name, value in request.headers.items()}
    assert lower["user-agent"] == "mine"
    assert lower["wix-site-id"] == "other"
    assert lower["content-type"] == "application/x+json"
    assert len(lower) == len(request.headers)


def test_a_cookie_joins_the_credential(client):
    request = client.prepare.things.search("s", extra_headers={"cookie": "a=b"})
    assert request.headers["Cookie"] == "a=b; sid=***"


def test_query_parameters_replace_those_of_the_call(client):
    search = client.prepare.things.search
    assert search("s", limit=3, extra_query={"limit": 4, "x": "y"}).url.endswith("?limit=4&x=y")
    assert search("s", limit=3, extra_query={"limit": None}).url.endswith("/things.json")


def test_bodies_of_other_kinds(client):
    things = client.prepare.things
    assert things.submit("7", name="n", extra_body={"more": "x y"}).body == b"name=n&more=x+y"
    parts = things.upload(file=b"f", extra_body={"more": b"\0", "note": "n"}).body
    assert b'name="more"; filename="more"' in parts
    assert b'name="note"\r\n\r\nn\r\n' in parts


def test_an_optional_body_may_hold_nothing_else(client):
    from sample_api import inputs
    from sample_api._runtime.operation import JsonBody, Operation

    body = JsonBody(lambda: inputs.BuyerInfoUpdate, fields=("email",), required=False)
    operation = Operation(name="x", method="POST", path="/", body=body)
    prepare = client._caller.prepare
    assert prepare(operation, {"_extra": {}}).body is None
    assert prepare(operation, {"_extra": {"extra_body": {"a": 1}}}).body == b'{"a":1}'


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda t: t.replace(points=[], extra_body={"a": 1}), "extra_body: the body is no object"),
        (lambda t: t.replace(extra_body={"a": 1}), "extra_body: this call has no body"),
        (lambda t: t.search("s", extra_body={"a": 1}), "extra_body: this call has no body"),
        (lambda t: t.say("t", extra_body={"a": 1}), "extra_body: the body is no object"),
        (lambda t: t.say("t", extra_body=[1]), r"extra_body: \[1\] is not a mapping"),
        (lambda t: t.say("t", extra_headers="a"), "extra_headers: 'a' is not a mapping"),
        (lambda t: t.say("t", extra_headers={"a b": "c"}), "'a b' is no name of a header"),
        (lambda t: t.say("t", extra_headers={"a": "b\r\nc: d"}), "'a' holds what a header cannot"),
        (lambda t: t.say("t", extra_headers={"a": 3}), "'a': 3 is not a text"),
        (lambda t: t.say("t", extra_headers={"Host": "x"}), "'Host' is written by the client"),
        (lambda t: t.say("t", extra_headers={"content-LENGTH": "1"}), "is written by the client"),
        (lambda t: t.say("t", extra_query={"a": {"b": 1}}), r"extra_query: 'a': .* object"),
        (lambda t: t.say("t", extra_query={"a": float("nan")}), "extra_query: 'a': nan"),
        (lambda t: t.say("t", extra_query={"a": b"b"}), "extra_query: 'a': b'b' cannot be written"),
        (lambda t: t.say("t", extra_query={3: "a"}), "extra_query: 3 is no text, or"),
    ],
)
def test_what_cannot_be_sent_is_refused(client, make, message):
    from sample_api.errors import RequestInvalid

    with pytest.raises(RequestInvalid, match=message):
        make(client.prepare.things)


@pytest.mark.parametrize("name", ["Authorization", "authorization"])
def test_a_credential_is_not_replaced(client, name):
    from sample_api.errors import RequestInvalid

    with pytest.raises(
        RequestInvalid,
        match=f"extra_headers: '{name}' is written by the client itself, or is a credential's",
    ):
        update(client.prepare, extra_headers={name: "x"})
    other = client.prepare.things.say("t", extra_headers={name: "x"})  # takes no credential
    assert other.headers[name] == "x"


def test_a_credential_in_the_query_is_not_replaced():
    import sample_api
    from sample_api.errors import RequestInvalid

    prepare = sample_api.Sample(query_key="k").prepare
    with pytest.raises(
        RequestInvalid,
        match="extra_query: 'key' is no text, or is a credential's",
    ):
        prepare.orders.update_order_status("7", status="draft", extra_query={"key": "x"})


def test_other_keywords_are_refused_as_python_does(call):
    said = r"^orders.update_order\(\) got an unexpected keyword argument 'extra_cookies'$"
    with pytest.raises(TypeError, match=said):
        call(lambda c: update(c, extra_cookies={}))


def test_every_view_takes_them(client):
    import sample_api

    extra = {"extra_headers": {"X-Trace": "1"}}
    with recording_server([FINE] * 4) as server:
        client = client.with_options(base_url=server.url)
        update(client, **extra)
        update(client.with_response, **extra)
        update(client.with_raw_response, **extra)
        with update(client.with_streaming_response, **extra) as streamed:
            assert streamed.parse().id == "7"
        client.close()
    assert [sent.headers["x-trace"] for sent in server.requests] == ["1"] * 4
    assert isinstance(client, sample_api.Sample)


def test_none_costs_next_to_nothing(client):
    """An empty dict is made, passed and looked at: below 200 ns on any machine that runs these tests."""

    def plain(order_id, **arguments):
        return arguments

    def extended(order_id, **_extra):
        return plain(order_id, a=1, _extra=_extra)["_extra"] or None

    def bare(order_id):
        return plain(order_id, a=1)

    times = 20_000
    cost = min(timeit.repeat(lambda: extended("7"), number=times, repeat=5))
    without = min(timeit.repeat(lambda: bare("7"), number=times, repeat=5))
    assert (cost - without) / times < 400e-9  # twice the target: the machine is shared


def test_async_calls_say_so_when_awaited():
    import sample_api

    client = sample_api.AsyncSample(api_key="k")
    with pytest.raises(TypeError, match="unexpected keyword argument"):
        asyncio.run(client.orders.update_order("7", order={}, timeout=3))


def test_of_two_spellings_of_one_header_the_later_is_sent(call):
    headers = {"X-Trace": "1", "user-agent": "mine", "x-trace": "2"}
    with recording_server([FINE]) as server:
        call(
            lambda client: client.orders.update_order("7", order={}, extra_headers=headers),
            base_url=server.url,
        )
    lines = server.requests[0].raw.split(b"\r\n")
    assert [line for line in lines if line.lower().startswith(b"x-trace")] == [b"x-trace: 2"]
