"""What becomes of errors: a typed class each, with what the server said and without the key."""

from __future__ import annotations

import pickle

import pytest

from tests.support.server import Reply
from tests.wire.calling import KEY, WIX, calling


def failed(api, mode, reply):
    """The error that the call raises for this answer."""
    with calling(api, mode, reply) as call:
        with pytest.raises(api.module.StatusError) as caught:
            call()
        assert len(call.requests) == 1
    assert KEY not in f"{caught.value} {caught.value!r} {caught.value.request!r}"
    return caught.value


def wix_error(code, description):
    return {
        "message": "",
        "details": {"applicationError": {"code": code, "description": description, "data": {}}},
    }


@pytest.mark.parametrize(
    ("code", "name"),
    [("ORDER_IS_PENDING", "OrderIsPending"), ("ORDER_IS_REJECTED", "OrderIsRejected")],
)
def test_428_has_a_class_for_each_code(mode, code, name):
    import wix_orders

    body = wix_error(code, "Not now.")
    error = failed(WIX, mode, Reply(428, json=body, headers={"x-wix-request-id": "r-1"}))
    assert type(error) is getattr(wix_orders, name)
    assert isinstance(error, wix_orders.PreconditionRequired)
    assert isinstance(error, wix_orders.StatusError)
    assert isinstance(error, wix_orders.WixOrdersError)
    assert (error.status, error.code, error.message) == (428, code, "Not now.")
    assert error.body.to_dict() == body
    assert error.headers["X-Wix-Request-Id"] == "r-1"
    assert error.request_id == "r-1"
    assert code in str(error)
    assert "Not now." in str(error)


def test_428_with_another_code_is_the_class_of_the_status(mode):
    from wix_orders import PreconditionRequired

    error = failed(WIX, mode, Reply(428, json=wix_error("ORDER_IS_ASLEEP", "Shh.")))
    assert type(error) is PreconditionRequired
    assert error.code == "ORDER_IS_ASLEEP"


def test_a_code_counts_only_with_its_status(mode):
    from wix_orders import NotFound

    error = failed(WIX, mode, Reply(404, json=wix_error("ORDER_IS_PENDING", "Odd.")))
    assert type(error) is NotFound


@pytest.mark.parametrize(
    ("status", "name"),
    [
        (400, "BadRequest"),
        (401, "Unauthorized"),
        (403, "Forbidden"),
        (404, "NotFound"),
        (409, "Conflict"),
        (428, "PreconditionRequired"),
        (429, "TooManyRequests"),
        (500, "InternalServerError"),
        (501, "NotImplementedByServer"),
        (503, "ServiceUnavailable"),
        (504, "GatewayTimeout"),
    ],
)
def test_each_documented_status_has_a_class(mode, status, name):
    import wix_orders

    error = failed(WIX, mode, Reply(status, json={"message": "No."}))
    assert type(error) is getattr(wix_orders, name)
    assert (error.status, error.code, error.message) == (status, None, "No.")


def test_a_status_that_nobody_documented(api, mode):
    error = failed(api, mode, Reply(418, json={"message": "I am a teapot."}))
    assert type(error) is api.module.StatusError
    assert error.status == 418
    assert "418" in str(error)


@pytest.mark.parametrize("status", [404, 500, 418])
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>gone</html>",
        b"[]",
        b"null",
        b'{"message": 3, "details": []}',
        b"\xff\xfe",
        b'{"det',
    ],
)
def test_error_bodies_may_be_anything(api, mode, status, body):
    error = failed(
        api, mode, Reply(status, body=body, headers={"Content-Type": "application/json"})
    )
    assert error.status == status
    assert str(status) in str(error)
    if b"gone" in body:
        assert "gone" in str(error)


def test_a_redirect_is_an_error_and_the_key_stays_here(api, mode):
    error = failed(api, mode, Reply(302, headers={"Location": "http://example.com/"}))
    assert error.status == 302


def test_an_error_that_repeats_the_key_does_not_show_it(api, mode):
    failed(api, mode, Reply(401, json={"message": f"bad key {KEY}"}))


def test_errors_pickle(api, mode):
    error = failed(api, mode, Reply(404, json={"message": "No."}, headers={"X-A": "b"}))
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again), again.status) == (type(error), str(error), 404)
    assert again.headers["x-a"] == "b"


def test_errors_that_a_test_raises_by_hand():
    from wix_orders import NotFound, OrderIsPending

    pending, absent = OrderIsPending("by hand"), NotFound()
    assert (pending.status, pending.code) == (428, "ORDER_IS_PENDING")
    assert (absent.status, absent.code) == (404, None)
    assert pending.outcome == absent.outcome == "not_applied"


def test_no_server_at_all(api, mode):
    with calling(api, mode) as call:
        call.options["base_url"] = "http://127.0.0.1:9"
        with pytest.raises(api.module.NotSent) as caught:
            call()
    assert caught.value.outcome == "not_sent"
    assert KEY not in f"{caught.value} {caught.value!r}"


def test_nothing_is_sent_when_models_refuse():
    from pydantic import ValidationError
    from wix_orders import OrderUpdate

    with pytest.raises(ValidationError, match="buyer_info"):
        OrderUpdate(buyer_info=None)
    with pytest.raises(ValidationError, match="total") as caught:
        OrderUpdate(total=3)
    assert "buyer_language" in str(caught.value)
    update = OrderUpdate()
    with pytest.raises(ValidationError, match="buyer_info"):
        update.buyer_info = None
    assert update.to_dict() == {}
