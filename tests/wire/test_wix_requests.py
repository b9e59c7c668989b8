"""What Wix's Update Order sends, to the byte."""

from __future__ import annotations

import pytest

from tests.support.server import Reply
from tests.wire.calling import KEY, WIX, calling

ORDER_ID = "6da768ad-3c9f-444a-9465-7ae0b89fd305"
FINE = Reply(200, json={"order": {"id": ORDER_ID}})


def send(mode, order, order_id=ORDER_ID, **options):
    """The request of one update."""
    with calling(WIX, mode, FINE, **options) as wix:
        wix(lambda client: client.orders.update_order(order_id, order=order))
        return wix.request


def test_target_usage(mode, monkeypatch):
    from wix_orders import BuyerInfoUpdate, OrderUpdate

    monkeypatch.setenv("WIX_ORDERS_API_KEY", KEY)
    request = send(
        mode,
        OrderUpdate(buyer_info=BuyerInfoUpdate(email="new@example.com"), buyer_language=None),
        api_key=None,
    )
    assert (request.method, request.target) == ("PATCH", f"/ecom/v1/orders/{ORDER_ID}")
    assert request.headers["authorization"] == KEY
    assert request.headers["content-type"] == "application/json"
    assert request.headers["accept"] == "application/json"
    assert (
        request.body == b'{"order":{"buyerInfo":{"email":"new@example.com"},"buyerLanguage":null}}'
    )
    assert int(request.headers["content-length"]) == len(request.body)


def test_an_empty_update_sends_no_default_and_no_null(mode):
    from wix_orders import OrderUpdate

    assert send(mode, OrderUpdate()).body == b'{"order":{}}'


def test_every_updatable_thing_at_its_place(mode):
    from wix_orders import (
        AddressInput,
        BillingInfoUpdate,
        BuyerInfoUpdate,
        ContactDetailsInput,
        ExtendedFieldsInput,
        LogisticsUpdate,
        OrderUpdate,
        RecipientInfoUpdate,
        ShippingDestinationUpdate,
        ShippingInfoUpdate,
    )

    order = OrderUpdate(
        buyer_info=BuyerInfoUpdate(email=None),
        buyer_language="nb",
        weight_unit="KG",
        billing_info=BillingInfoUpdate(
            address=AddressInput(country="NO", address_line2="Ø 3"),
            contact_details=ContactDetailsInput(first_name="Åse", company=None),
        ),
        archived=False,
        attribution_source="UNSPECIFIED",
        seen_by_a_human=True,
        recipient_info=RecipientInfoUpdate(address=None),
        shipping_info=ShippingInfoUpdate(
            logistics=LogisticsUpdate(
                shipping_destination=ShippingDestinationUpdate(
                    address=AddressInput(postal_code="0010"), contact_details=ContactDetailsInput()
                )
            )
        ),
        extended_fields=ExtendedFieldsInput(
            namespaces={"@me/app": {"n": [1, 2.5, None], "s": "é"}}
        ),
    )
    assert send(mode, order).body.decode() == (
        '{"order":{"buyerInfo":{"email":null},"buyerLanguage":"nb","weightUnit":"KG",'
        '"billingInfo":{"address":{"country":"NO","addressLine2":"Ø 3"},'
        '"contactDetails":{"firstName":"Åse","company":null}},'
        '"archived":false,"attributionSource":"UNSPECIFIED","seenByAHuman":true,'
        '"recipientInfo":{"address":null},'
        '"shippingInfo":{"logistics":{"shippingDestination":{"address":{"postalCode":"0010"},"contactDetails":{}}}},'
        '"extendedFields":{"namespaces":{"@me/app":{"n":[1,2.5,null],"s":"é"}}}}}'
    )


@pytest.mark.parametrize(
    ("field", "value", "body"),
    [
        ("archived", False, '{"archived":false}'),
        ("archived", None, '{"archived":null}'),
        ("seen_by_a_human", None, '{"seenByAHuman":null}'),
        ("weight_unit", None, '{"weightUnit":null}'),
        ("attribution_source", None, '{"attributionSource":null}'),
        ("extended_fields", None, '{"extendedFields":null}'),
        ("buyerLanguage", None, '{"buyerLanguage":null}'),
        ("extended_fields", {"namespaces": {}}, '{"extendedFields":{"namespaces":{}}}'),
        ("billing_info", {"address": None}, '{"billingInfo":{"address":null}}'),
    ],
)
def test_one_thing_and_nothing_else(mode, field, value, body):
    from wix_orders import OrderUpdate

    assert send(mode, OrderUpdate(**{field: value})).body.decode() == f'{{"order":{body}}}'


def test_a_plain_dict_is_an_update_too(mode):
    assert (
        send(mode, {"buyerInfo": {"email": "a@b.c"}}).body
        == b'{"order":{"buyerInfo":{"email":"a@b.c"}}}'
    )


def test_an_order_id_is_one_segment(mode):
    assert send(mode, {}, "a/b ?#é").target == "/ecom/v1/orders/a%2Fb%20%3F%23%C3%A9"
    assert send(mode, {}, "%2e").target == "/ecom/v1/orders/%252e"
    assert send(mode, {}, "...").target == "/ecom/v1/orders/..."


@pytest.mark.parametrize("order_id", ["", ".", ".."])
def test_ids_that_clients_and_proxies_collapse_are_refused(mode, order_id):
    from wix_orders import RequestInvalid

    with calling(WIX, mode) as wix:
        with pytest.raises(RequestInvalid, match="order_id"):
            wix(lambda client: client.orders.update_order(order_id, order={}))
        assert wix.requests == []


@pytest.mark.parametrize(
    ("order", "says"),
    [
        ({"buyer_info": None}, "buyer_info"),
        ({"total": 3}, "total"),
        ({"billing_info": {"contact_details": None}}, "contact_details"),
        ({"billing_info": {"address": {"countryFullname": "Norway"}}}, "countryFullname"),
        ({"archived": 1}, "archived"),
        ({"archived": "yes"}, "archived"),
        ({"weight_unit": "STONE"}, "weight_unit"),
        ({"billing_info": {"address": {"country": "NOR"}}}, "country"),
        (None, "order"),
        ([], "order"),
        ("buyer", "order"),
    ],
)
def test_what_may_not_be_updated_is_refused_before_sending(mode, order, says):
    from wix_orders import RequestInvalid

    with calling(WIX, mode) as wix:
        with pytest.raises(RequestInvalid, match=says):
            wix(lambda client: client.orders.update_order("7", order=order))
        assert wix.requests == []


def test_a_number_that_is_no_json_is_not_sent_as_null(mode):
    from wix_orders import ExtendedFieldsInput, OrderUpdate, RequestInvalid

    fields = ExtendedFieldsInput(namespaces={"@a/b": {"weight": float("nan")}})
    with calling(WIX, mode) as call, pytest.raises(RequestInvalid):
        call(lambda c: c.orders.update_order("7", order=OrderUpdate(extended_fields=fields)))
    assert call.requests == []


def test_null_for_what_is_required_does_not_say_that_it_can_be_left_out(mode):
    from wix_orders import RequestInvalid

    with calling(WIX, mode) as call, pytest.raises(RequestInvalid) as caught:
        call(lambda c: c.orders.update_order("7", order=None))
    assert str(caught.value) == "order: None is not OrderUpdate; it is required"


def test_the_headers_of_the_client(mode, monkeypatch):
    request = send(mode, {})
    assert "wix-site-id" not in request.headers
    assert "wix-account-id" not in request.headers
    request = send(mode, {}, site_id="site", account_id="account")
    assert (request.headers["wix-site-id"], request.headers["wix-account-id"]) == (
        "site",
        "account",
    )
    monkeypatch.setenv("WIX_ORDERS_SITE_ID", "from around")
    assert send(mode, {}).headers["wix-site-id"] == "from around"


def test_base_url_replaces_the_server_and_the_paths_stay(mode):
    with calling(WIX, mode, FINE) as wix:
        wix.options["base_url"] += "/proxy/"
        wix()
        assert wix.request.target == "/proxy/ecom/v1/orders/7"


def test_a_key_may_be_a_callable(mode):
    assert send(mode, {}, api_key=lambda: "fresh").headers["authorization"] == "fresh"


def test_a_missing_key_names_its_variable(mode):
    from wix_orders import RequestInvalid

    with calling(WIX, mode, api_key=None) as wix:
        with pytest.raises(RequestInvalid, match="WIX_ORDERS_API_KEY"):
            wix()
        assert wix.requests == []
