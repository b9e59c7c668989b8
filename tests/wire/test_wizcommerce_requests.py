"""What WizCommerce's Update order status sends, to the byte."""

from __future__ import annotations

import pytest

from tests.support.server import Reply
from tests.wire.calling import KEY, WIZCOMMERCE, calling

FINE = Reply(200, json={"data": {}})


def send(mode, order_id, status, **options):
    with calling(WIZCOMMERCE, mode, FINE, **options) as wizcommerce:
        wizcommerce(lambda client: client.orders.update_order_status(order_id, status=status))
        return wizcommerce.request


def test_target_usage(mode):
    request = send(mode, "01f5d171", "confirmed")
    assert (request.method, request.target) == ("PATCH", "/v1/orders/01f5d171/status")
    assert request.headers["x-api-key"] == KEY
    assert "authorization" not in request.headers
    assert request.headers["content-type"] == "application/json"
    assert request.body == b'{"status":"confirmed"}'


def test_a_member_of_the_enum_is_its_value(mode):
    from wizcommerce_orders import OrderStatus

    assert send(mode, "7", OrderStatus.CANCELLED).body == b'{"status":"cancelled"}'


@pytest.mark.parametrize("status", ["shipped", "Draft", "", None, 1])
def test_another_status_is_refused_and_the_three_are_named(mode, status):
    from wizcommerce_orders import RequestInvalid

    with calling(WIZCOMMERCE, mode) as wizcommerce:
        with pytest.raises(RequestInvalid, match="status") as caught:
            wizcommerce(lambda client: client.orders.update_order_status("7", status=status))
        assert wizcommerce.requests == []
    assert all(name in str(caught.value) for name in ("draft", "confirmed", "cancelled"))


@pytest.mark.parametrize("order_id", ["", ".", ".."])
def test_ids_that_clients_and_proxies_collapse_are_refused(mode, order_id):
    from wizcommerce_orders import RequestInvalid

    with calling(WIZCOMMERCE, mode) as wizcommerce:
        with pytest.raises(RequestInvalid, match="id"):
            wizcommerce(lambda client: client.orders.update_order_status(order_id, status="draft"))
        assert wizcommerce.requests == []


def test_a_missing_key_names_its_variable(mode, monkeypatch):
    from wizcommerce_orders import RequestInvalid

    with (
        calling(WIZCOMMERCE, mode, api_key=None) as wizcommerce,
        pytest.raises(RequestInvalid, match="WIZCOMMERCE_ORDERS_API_KEY"),
    ):
        wizcommerce()
    monkeypatch.setenv("WIZCOMMERCE_ORDERS_API_KEY", "from around")
    assert send(mode, "7", "draft", api_key=None).headers["x-api-key"] == "from around"


def test_the_server_is_picked_by_name():
    from wizcommerce_orders import WizCommerceOrders

    def url(**options):
        client = WizCommerceOrders(api_key=KEY, **options)
        return client.prepare.orders.update_order_status("7", status="draft").url

    assert url() == "https://api.wizcommerce.com/v1/orders/7/status"
    assert url(environment="production") == url()
    assert url(environment="staging") == "https://api-staging.sourcerer.tech/v1/orders/7/status"
    with pytest.raises(ValueError, match=r"production.*staging"):
        url(environment="test")
