"""What calls put on the wire, to the byte, and what they make of answers."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from tests.support.server import Reply, recording_server

ORDER = {"order": {"id": "7", "number": 12345678901234567890, "price": {"amount": "18.00"}}}
FINE = Reply(200, json=ORDER)
ID = "6da768ad-3c9f-444a-9465-7ae0b89fd305"


def update(order_id=ID, **fields):
    from sample_api import OrderUpdate

    return lambda client: client.orders.update_order(order_id, order=OrderUpdate(**fields))


def test_numbers_are_written_alike_whatever_the_texts_say(call):
    client = {"base_url": "http://h"}
    bodies = [
        call(
            lambda c, t=text: c.prepare.orders.update_order(
                "7", order={"buyer_language": t, "meta": {"b": 1e-7}}
            ),
            **client,
        ).body
        for text in ("de", "NaN")
    ]
    assert bodies[0].replace(b'"de"', b'"NaN"') == bodies[1]


def test_every_byte_of_a_call(call):
    import httpx2
    from sample_api import BuyerInfoUpdate, Order

    with recording_server([FINE]) as server:
        order = call(
            update(buyer_info=BuyerInfoUpdate(email="new@example.com"), buyer_language=None),
            base_url=server.url,
            site_id="site",
        )
    assert isinstance(order, Order)
    assert order.price.amount == Decimal("18.00")
    assert order.number == 12345678901234567890
    assert order.to_dict() == ORDER["order"]
    (request,) = server.requests
    head, _, body = request.raw.decode().partition("\r\n\r\n")
    encodings = httpx2.Client().headers["accept-encoding"]
    assert head.split("\r\n") == [
        f"PATCH /ecom/v1/orders/{ID} HTTP/1.1",
        f"Host: 127.0.0.1:{server.port}",
        f"Accept-Encoding: {encodings}",
        "Connection: keep-alive",
        "Accept: application/json",
        f"User-Agent: sample/1.2.3 python/{sys.version_info.major}.{sys.version_info.minor} httpx2/{httpx2.__version__}",
        "wix-site-id: site",
        "Content-Type: application/json",
        "Authorization: SECRET-KEY",
        f"Content-Length: {len(body)}",
    ]
    assert body == '{"order":{"buyerInfo":{"email":"new@example.com"},"buyerLanguage":null}}'


@pytest.mark.parametrize(
    ("fields", "body"),
    [({}, b'{"order":{}}'), ({"archived": False}, b'{"order":{"archived":false}}')],
)
def test_nothing_slips_in(call, fields, body):
    with recording_server([FINE]) as server:
        call(update(**fields), base_url=server.url)
    assert server.requests[0].body == body


def test_a_path_value_is_one_segment(call):
    with recording_server([FINE]) as server:
        call(update("a/b ?#é%2e"), base_url=f"{server.url}/proxy/")
    assert server.requests[0].target == "/proxy/ecom/v1/orders/a%2Fb%20%3F%23%C3%A9%252e"


@pytest.mark.parametrize("order_id", ["", ".", "..", None, 7, "\ud800"])
def test_path_values_that_are_refused(call, order_id):
    from sample_api.errors import RequestInvalid

    with recording_server([FINE]) as server:
        with pytest.raises(RequestInvalid, match="order_id") as caught:
            call(update(order_id), base_url=server.url)
        assert server.requests == []
    assert caught.value.outcome == "not_sent"
    assert isinstance(caught.value, ValueError)


def test_an_enum_argument(call):
    from sample_api.errors import RequestInvalid
    from sample_api.models import OrderStatus

    with recording_server([FINE, FINE]) as server:
        for status in ("confirmed", OrderStatus.CONFIRMED):
            call(
                lambda c, s=status: c.orders.update_order_status("7", status=s), base_url=server.url
            )
        assert [request.body for request in server.requests] == [b'{"status":"confirmed"}'] * 2
        one_of = "is not one of 'draft', 'confirmed', 'cancelled'"
        required = "is not 'draft', 'confirmed' or 'cancelled'; it is required"
        for bad, said in (("shipped", one_of), (None, required), (3, one_of)):
            with pytest.raises(RequestInvalid) as caught:
                call(
                    lambda c, s=bad: c.orders.update_order_status("7", status=s),
                    base_url=server.url,
                )
            assert str(caught.value) == f"status: {bad!r} {said}"
        assert len(server.requests) == 2


@pytest.mark.parametrize(
    ("order", "message"),
    [
        ({"buyerInfo": {"email": "x" * 31}}, "order.buyer_info.email: "),
        ({"total": 3}, "order: "),
        (None, "order: "),
        (3, "order: 3 is not "),
    ],
)
def test_bodies_that_are_refused(call, order, message):
    from sample_api.errors import RequestInvalid

    with recording_server([FINE]) as server:
        with pytest.raises(RequestInvalid) as caught:
            call(lambda c: c.orders.update_order("7", order=order), base_url=server.url)
        assert server.requests == []
    assert str(caught.value).startswith(message)


def test_what_json_has_no_form_for_is_refused(call):
    from sample_api import OrderUpdate
    from sample_api.errors import RequestInvalid

    circle = {}
    circle["again"] = circle
    changed = OrderUpdate(meta={"a": 1})
    changed.__dict__["archived"] = "perhaps"
    for order, message in [
        (OrderUpdate(meta={"a": [float("nan")]}), "not JSON compliant"),
        (OrderUpdate(meta={"a": float("-inf")}), "not JSON compliant"),
        (OrderUpdate(meta={"a": object()}), "unknown type"),
        (OrderUpdate(meta=circle), "Circular"),
        (OrderUpdate(buyer_language="\ud800"), "surrogates"),
        (changed, "'perhaps'"),
    ]:
        with recording_server() as server:
            with pytest.raises(RequestInvalid, match=r"^no body can be made of this: ") as caught:
                call(
                    lambda c, o=order: c.orders.update_order("7", order=o),
                    base_url=server.url,
                )
            assert message in str(caught.value)
            assert server.requests == []


@pytest.mark.parametrize("whole", [True, False])
def test_a_class_that_nobody_has_used_sends_no_null_for_nan(whole):
    """pydantic's adapter of an unbuilt class knows nothing of the class's config."""
    from sample_api import Sample
    from sample_api._runtime.model import Input
    from sample_api._runtime.operation import JsonBody, Operation, WholeJson
    from sample_api.errors import RequestInvalid

    class Meta(Input):
        meta: dict[str, Any]

    body = WholeJson(lambda: Meta) if whole else JsonBody(lambda: Meta, fields=("meta",))
    meta = {"meta": {"a": float("nan")}}
    with pytest.raises(RequestInvalid, match="not JSON compliant"):
        Sample()._caller.prepare(
            Operation(name="x", method="POST", path="/", body=body),
            {"body": meta} if whole else meta,
        )


def test_nan_and_infinity_are_fine_texts(call):
    with recording_server([FINE]) as server:
        call(update(meta={"NaN": "Infinity"}), base_url=server.url)
        assert server.requests[0].body == b'{"order":{"meta":{"NaN":"Infinity"}}}'


def test_a_text_body_that_is_no_unicode():
    from sample_api import Sample
    from sample_api.errors import RequestInvalid

    with pytest.raises(RequestInvalid, match="no body can be made of this"):
        Sample().prepare.things.say("\ud800")


@pytest.mark.filterwarnings("error")
def test_writing_an_answer_back_never_warns():
    from sample_api import Order

    order = Order(id="7")
    order.id = 7
    assert order.to_dict() == {"id": 7}
    assert order.to_json() == '{"id":7}'


def test_parameters_of_every_place(call):
    from sample_api.inputs import Point

    with recording_server([Reply(206, json=[{"id": "1"}]), Reply(200, json=[])]) as server:

        def search(client):
            return client.things.search(
                "a b",
                tags=["x|y", "z"],
                limit=5,
                since=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
                point=Point(r=1, g=2),
                filter_by="a/b:c&d",
                trace=[1, 2],
                session="s;1",
            )

        if call.mode == "async":
            pytest.skip("one client is enough")
        assert [order.id for order in call(search, base_url=server.url, cookie_key="k")] == ["1"]
        assert call(lambda c: c.things.search("s", tags=[]), base_url=server.url) == []
    first, second = server.requests
    assert first.target == (
        "/shops/a%20b/things.json?tags=x%7Cy%7Cz&limit=5&since=2026-01-02T03%3A04%3A05Z"
        "&point%5BR%5D=1&point%5BG%5D=2&filter=a/b:c%26d"
    )
    assert first.headers["x-trace"] == "1,2"
    assert first.headers["cookie"] == "session=s%3B1; sid=k"
    assert second.target == "/shops/s/things.json"
    assert "cookie" not in second.headers
    assert "content-length" not in second.headers


def test_parameters_that_are_refused():
    from sample_api import Sample
    from sample_api.errors import RequestInvalid

    search = Sample().prepare.things.search
    for arguments, message in [
        ({"limit": 101}, "limit: 101 is not less than or equal to 100"),
        ({"limit": "5"}, "limit: '5' is not a valid integer"),
        (
            {"limit": None},
            "limit: None is not a valid integer; it can be left out, but not be None",
        ),
        (
            {"limit": None, "trace": ["x"]},
            (
                "limit: None is not a valid integer; it can be left out, but not be None; "
                "trace[0]: 'x' is not a valid integer"
            ),
        ),
        ({"trace": ["x"]}, "trace[0]: 'x' is not a valid integer"),
        ({"shop": ".."}, "shop: makes"),
    ]:
        with pytest.raises(RequestInvalid) as caught:
            search(**{"shop": "s", **arguments})
        if message != "shop: makes":
            assert str(caught.value) == message


def test_other_bodies():
    from sample_api import Sample
    from sample_api.errors import RequestInvalid
    from sample_api.inputs import Point

    things = Sample().prepare.things
    form = things.submit(
        "1", name="a b&c", body_id=3, tags=["x", "y"], point=Point(r=1), extra=Point(g=2)
    )
    assert (
        form.body == b"name=a+b%26c&id=3&tags=x&tags=y&point=%7B%22R%22%3A1%7D&extraPoint%5BG%5D=2"
    )
    assert form.headers["Content-Type"] == "application/x-www-form-urlencoded"
    upload = things.upload(file=b"\0\xff", note="né", point=Point(r=1), tags=["x", "y"])
    boundary = upload.headers["Content-Type"].removeprefix("multipart/form-data; boundary=")
    parts = upload.body.split(f"--{boundary}".encode())
    assert [part.strip(b"\r\n") for part in parts] == [
        b"",
        (
            b'Content-Disposition: form-data; name="file"; filename="file"\r\n'
            b"Content-Type: application/octet-stream\r\n\r\n\0\xff"
        ),
        'Content-Disposition: form-data; name="note"\r\n\r\nné'.encode(),
        b'Content-Disposition: form-data; name="point"\r\nContent-Type: application/json\r\n\r\n{"R":1}',
        b'Content-Disposition: form-data; name="tags"\r\n\r\nx',
        b'Content-Disposition: form-data; name="tags"\r\n\r\ny',
        b"--",
    ]
    assert things.replace([Point(r=1)]).body == b'[{"R":1}]'
    assert things.replace().body is None
    assert "Content-Type" not in things.replace().headers
    assert things.say("né").body == "né".encode()
    assert things.say("x").headers["Content-Type"] == "text/plain; charset=utf-8"
    assert things.say("x").headers["Accept"] == "audio/wav, application/json"
    assert things.paint(b"\0").headers["Content-Type"] == "image/png"
    for make in (lambda: things.say(b"x"), lambda: things.paint("x"), lambda: things.replace(3)):
        with pytest.raises(RequestInvalid, match=r"^(text|picture|points): "):
            make()


def test_other_answers():
    from sample_api import Sample

    replies = [
        Reply(204),
        Reply(200, body=b"n\xe9", headers={"Content-Type": "text/plain; charset=latin-1"}),
        Reply(200, body=b"\0\1"),
        Reply(200, json={"id": "1"}),
        Reply(204),
        Reply(200, body=b"whatever"),
        Reply(200, body=b"\xef\xbb\xbf" + b'{"id": "2"}'),
    ]
    with recording_server(replies) as server, Sample(base_url=server.url) as client:
        assert client.things.submit("1", name="x") is None
        assert client.things.upload(file=b"") == "né"
        assert client.things.say("x") == b"\0\1"
        assert client.things.replace().id == "1"
        assert client.things.replace() is None
        assert client.things.paint(b"") is None
        assert client.things.replace().id == "2"
    assert server.requests[4].headers["content-length"] == "0"
    assert server.connections == 1


def test_with_response(call):
    reply = Reply(200, json=ORDER, headers={"X-Wix-Request-Id": "r1"})
    with recording_server([reply]) as server:
        response = call(lambda c: update()(c.with_response), base_url=server.url)
    assert (response.data.id, response.status, response.tries) == ("7", 200, 1)
    assert (response.headers["x-wix-request-id"], response.request_id) == ("r1", "r1")
    assert response.elapsed == 0
