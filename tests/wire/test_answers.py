"""What becomes of answers: the documented, the unexpected, and the broken."""

from __future__ import annotations

import pytest

from tests.support.server import Reply
from tests.wire.calling import BOTH, KEY, WIX, WIZCOMMERCE, calling

BROKEN = [
    b"",
    b" ",
    b"[]",
    b"null",
    b"{}",
    b'"order"',
    b"<html>down for maintenance</html>",
    b'{"order": {"id": ',
    b"\xff\xfe",
    b"NaN",
]


def answered(api, mode, body):
    """What the call gives for this answer."""
    with calling(api, mode, Reply(200, json=body)) as call:
        return call()


def test_the_documented_wix_answer(mode):
    from decimal import Decimal

    from wix_orders import Order, OrderStatus, WeightUnit

    documented = WIX.example("response-200")
    order = answered(WIX, mode, documented)
    assert type(order) is Order
    assert order.buyer_info.email == "a-new-buyerInfo-email@gmail.com"
    assert order.price_summary.total.amount == Decimal("32.00")
    assert str(order.line_items[0].price.amount) == "18.00"
    assert order.status is OrderStatus.APPROVED
    assert order.weight_unit is WeightUnit.LB
    assert order.created_date.isoformat() == "2024-01-04T13:57:09.968000+00:00"
    assert order.line_items[1].catalog_reference.options == {}
    assert order.tax_info is None


def test_the_documented_wizcommerce_answer(mode):
    documented = WIZCOMMERCE.example("response-200")
    order = answered(WIZCOMMERCE, mode, documented)
    assert type(order.status) is str
    assert order.status == "active"
    assert order.fulfillment_status == documented["data"]["fulfillment_status"]
    assert (type(order.amount), order.amount) == (int, 100)
    assert order.id == "01f5d171-d3e3-4b2b-bd57-0727194b5bed"


def test_a_known_value_of_the_enum_is_a_member(mode):
    from wizcommerce_orders import FulfillmentStatus, OrderStatus

    order = answered(
        WIZCOMMERCE, mode, {"data": {"status": "draft", "fulfillment_status": "DELIVERED"}}
    )
    assert order.status is OrderStatus.DRAFT
    assert order.fulfillment_status is FulfillmentStatus.DELIVERED


def test_new_fields_and_new_enum_values_are_kept(mode):
    sent = {
        "status": "ON_MARS",
        "weightUnit": "STONE",
        "rocket": {"stages": [1, 2.5, None]},
        "priceSummary": {"total": {"amount": "18.00", "inWords": "eighteen"}},
        "lineItems": [{"itemType": {"preset": "HOLOGRAM"}, "price": {"amount": "0.10"}}],
    }
    order = answered(WIX, mode, {"order": sent})
    assert type(order.status) is str
    assert order.status == "ON_MARS"
    assert order.rocket == {"stages": [1, 2.5, None]}
    assert order.price_summary.total.inWords == "eighteen"
    assert order.to_dict() == sent


@pytest.mark.parametrize(
    "amount", ["18.00", "0", "0.00", "0.00000000", "-0.10", "123456789012345678901234567890.12"]
)
def test_digits_of_money_survive(mode, amount):
    sent = {"priceSummary": {"total": {"amount": amount}}}
    assert answered(WIX, mode, {"order": sent}).to_dict() == sent


def test_null_and_absent_are_both_none_and_written_back_as_they_came(mode):
    order = answered(WIX, mode, {"order": {"buyerLanguage": None}})
    assert (order.buyer_language, order.archived) == (None, None)
    assert order.to_dict() == {"buyerLanguage": None}
    assert order.to_json() == '{"buyerLanguage":null}'


def test_limits_of_the_documentation_are_not_the_servers(mode):
    order = answered(
        WIX, mode, {"order": {"currency": "EUROS", "lineItems": [], "id": "not a GUID"}}
    )
    assert (order.currency, order.line_items, order.id) == ("EUROS", [], "not a GUID")


@pytest.mark.parametrize("body", BROKEN, ids=repr)
def test_a_success_that_is_not_the_documented_object(api, mode, body):
    with (
        calling(
            api, mode, Reply(200, body=body, headers={"Content-Type": "application/json"})
        ) as call,
        pytest.raises(api.module.ResponseInvalid) as caught,
    ):
        call()
    check(caught.value, body)


@pytest.mark.parametrize("inside", ["null", "[]", "3", '"text"'])
def test_a_success_without_the_declared_result(api, mode, inside):
    body = f'{{"{api.envelope}":{inside}}}'.encode()
    with (
        calling(
            api, mode, Reply(200, body=body, headers={"Content-Type": "application/json"})
        ) as call,
        pytest.raises(api.module.ResponseInvalid) as caught,
    ):
        call()
    check(caught.value, body)


def test_a_success_of_another_media_type(api, mode):
    body = b"<html>please log in</html>"
    with (
        calling(api, mode, Reply(200, body=body, headers={"Content-Type": "text/html"})) as call,
        pytest.raises(api.module.ResponseInvalid, match="please log in") as caught,
    ):
        call()
    check(caught.value, body)


def test_an_undocumented_success_is_not_none(api, mode):
    with calling(api, mode, Reply(204)) as call, pytest.raises(api.module.ResponseInvalid):
        call()


def test_a_broken_answer_that_repeats_the_key_does_not_show_it(api, mode):
    with (
        calling(api, mode, Reply(200, json=[f"no such key: {KEY}"])) as call,
        pytest.raises(api.module.ResponseInvalid) as caught,
    ):
        call()
    assert KEY not in f"{caught.value} {caught.value!r}"


def check(error, body):
    """The error is one of the package's, says how the body begins, and hides the key."""
    base = getattr(error, "__module__", "")
    assert base.split(".")[0] in {api.package for api in BOTH}
    assert (error.status, error.outcome) == (200, "applied")
    assert KEY not in f"{error} {error!r}"
    if body.strip() and body.isascii():
        assert body.decode()[:10] in str(error).replace('\\"', '"')


def test_with_response_gives_status_and_headers(api, mode):
    reply = Reply(200, json={api.envelope: {"id": "7"}}, headers={"X-Trace": "t1"})
    with calling(api, mode, reply) as call:
        response = call(lambda client: api.call(client.with_response))
    assert response.data.id == "7"
    assert response.status == 200
    assert response.headers["x-trace"] == "t1"
    assert response.headers["X-Trace"] == "t1"
