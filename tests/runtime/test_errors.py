"""How calls end badly."""

from __future__ import annotations

import json
import pickle
import traceback

import pytest

from tests.support.server import Reply, recording_server

KEY = "SECRET-KEY"
PENDING = {
    "message": "",
    "details": {
        "applicationError": {"code": "ORDER_IS_PENDING", "description": "Wait.", "data": {}}
    },
}


def update(client):
    return client.orders.update_order("7", order={})


def failing(call, reply, **options):
    from sample_api import SampleError

    with recording_server([reply]) as server:
        with pytest.raises(SampleError) as caught:
            call(update, **{"base_url": server.url, "max_retries": 0, **options})
        assert len(server.requests) == 1
    return caught.value


def test_a_declared_code(call):
    from sample_api import errors
    from sample_api.models import ErrorBody

    error = failing(call, Reply(428, json=PENDING, headers={"X-Wix-Request-Id": "r1"}))
    assert type(error) is errors.OrderIsPending
    assert isinstance(error, errors.PreconditionRequired)
    assert isinstance(error, errors.StatusError)
    assert (error.status, error.code, error.message) == (428, "ORDER_IS_PENDING", "Wait.")
    assert isinstance(error.body, ErrorBody)
    assert error.body.to_dict() == PENDING
    assert error.headers["x-wix-request-id"] == error.request_id == "r1"
    assert (error.outcome, error.tries, error.request.method) == ("not_applied", 1, "PATCH")
    text = str(error)
    assert text.startswith(
        "428 Precondition Required: ORDER_IS_PENDING: Wait. (PATCH http://127.0.0.1:"
    )
    assert text.endswith(f"request r1); the answer begins: {json.dumps(PENDING)}")


@pytest.mark.parametrize(
    ("status", "name", "outcome"),
    [
        (404, "NotFound", "not_applied"),
        (428, "PreconditionRequired", "not_applied"),
        (418, "StatusError", "not_applied"),
        (408, "StatusError", "unknown"),
        (500, "StatusError", "unknown"),
        (302, "StatusError", "unknown"),
        (799, "StatusError", "unknown"),
    ],
)
def test_statuses(call, status, name, outcome):
    from sample_api import errors

    error = failing(
        call, Reply(status, json={"message": "No."}, headers={"Location": "/elsewhere"})
    )
    assert type(error) is getattr(errors, name)
    assert (error.status, error.code, error.message, error.outcome) == (
        status,
        None,
        "No.",
        outcome,
    )


@pytest.mark.parametrize(
    ("body", "read"),
    [
        (b"", None),
        (b"<html>", "<html>"),
        (b"[1]", [1]),
        (b"\xff\xfe", b"\xff\xfe"),
    ],
)
def test_error_bodies_may_be_anything(call, body, read):
    assert failing(call, Reply(404, body=body)).body == read


def test_error_bodies_are_typed_as_far_as_they_are_as_documented(call):
    from sample_api import models

    body = failing(call, Reply(404, body=b'{"details":3,"message":"no"}')).body
    assert type(body) is models.ErrorBody
    assert (body.message, body.details) == ("no", 3)
    assert body.to_dict() == {"details": 3, "message": "no"}


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"", "expected an object (UpdateOrderResponse): it is empty"),
        (b"<html>down</html>", "expected an object (UpdateOrderResponse): it is not JSON"),
        (b"[]", "expected an object (UpdateOrderResponse), came a list"),
        (b"null", "expected an object (UpdateOrderResponse), came null"),
        (b"{}", "expected an object (UpdateOrderResponse) with 'order', which is missing"),
        (b'{"order":null}', "at /order: expected an object (Order), came null"),
        (b'{"order":3}', "at /order: expected an object (Order), came a number"),
    ],
)
def test_a_success_that_is_not_what_is_documented(call, body, message):
    from sample_api import errors

    error = failing(call, Reply(200, body=body))
    assert type(error) is errors.ResponseInvalid
    assert (error.status, error.body, error.outcome) == (200, body, "applied")
    assert f"200 OK, but {message} (PATCH" in str(error)
    assert str(error).endswith(f"the answer begins: {body.decode()}" if body else "7)")


def test_no_error_shows_the_key(call):
    for status in (200, 401, 428):
        reply = Reply(status, json={"message": f"bad {KEY}"}, headers={"Location": f"/?k={KEY}"})
        error = failing(call, reply)
        assert error.request.headers["Authorization"] == "***"
        shown = [str(error), repr(error), repr(error.body), repr(error.headers), repr(vars(error))]
        shown += [error.request.as_curl(secrets=True), *traceback.format_exception(error)]
        assert KEY not in "".join(shown)
        assert KEY.encode() not in pickle.dumps(error)
        if status == 401:
            assert error.message == "bad ***"


def test_errors_pickle(call):
    from sample_api import SampleError

    for reply in (Reply(428, json=PENDING), Reply(200, body=b"x"), Reply(raw=b"")):
        error = failing(call, reply)
        again = pickle.loads(pickle.dumps(error))
        assert isinstance(again, SampleError)
        assert (type(again), str(again)) == (type(error), str(error))
        assert type(error).__module__ == "sample_api.errors"
        assert (again.outcome, again.tries) == (error.outcome, error.tries)
        assert again.request.as_curl() == error.request.as_curl()


def test_closed(call):
    from sample_api.errors import RequestInvalid

    def use(client):
        if call.mode == "sync":
            client.close()
            return update(client)

        async def run():
            await client.aclose()
            await update(client)

        return run()

    with pytest.raises(RequestInvalid, match="the client of sample is closed"):
        call(use)
