"""What is tried again, when, and what is not."""

from __future__ import annotations

import socket

import pytest

from tests.support.server import Reply, recording_server

FINE = Reply(200, json={"order": {"id": "7"}})


def idempotent(client):
    return client.orders.update_order("7", order={})


def once(client):
    return client.orders.update_order_status("7", status="draft")


BOTH = [idempotent, once]


@pytest.mark.parametrize(
    ("reply", "use", "tries"),
    [
        *((Reply(status), idempotent, 3) for status in (408, 429, 500, 502, 503, 504)),
        *((Reply(status), idempotent, 1) for status in (302, 400, 404, 409, 501, 505)),
        *((Reply(status), once, 1) for status in (408, 500, 503)),
        (Reply(429), once, 3),
        (Reply(raw=b""), idempotent, 3),
        (Reply(raw=b""), once, 1),
        (Reply(raw=b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"), idempotent, 3),
        (Reply(raw=b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"), once, 1),
        (Reply(raw=b"HTTP/1.1 500 No\r\nContent-Length: 9\r\n\r\n{"), once, 1),
        (Reply(200, body=b"x", headers={"Content-Encoding": "gzip"}), idempotent, 1),
        (Reply(200, body=b"{}"), idempotent, 1),
    ],
)
def test_what_is_tried_again(call, clock, reply, use, tries):
    from sample_api import SampleError

    with recording_server(lambda _: reply) as server:
        with pytest.raises(SampleError) as caught:
            call(use, base_url=server.url)
        assert len(server.requests) == caught.value.tries == tries
    assert clock.waits == [0.5, 1.0][: tries - 1]


@pytest.mark.parametrize(
    ("reply", "name", "outcome"),
    [
        (Reply(raw=b""), "OutcomeUnknown", "unknown"),
        (Reply(raw=b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"), "ResponseInvalid", "applied"),
        (Reply(200, body=b"x", headers={"Content-Encoding": "gzip"}), "ResponseInvalid", "applied"),
        (Reply(raw=b"HTTP/1.1 404 No\r\nContent-Length: 9\r\n\r\n{"), "NotFound", "not_applied"),
    ],
)
def test_what_is_known_of_faults(call, reply, name, outcome):
    from sample_api import SampleError, errors

    with recording_server(lambda _: reply) as server, pytest.raises(SampleError) as caught:
        call(once, base_url=server.url)
    assert (type(caught.value), caught.value.outcome) == (getattr(errors, name), outcome)


@pytest.mark.parametrize("use", BOTH)
def test_a_refused_connection_is_always_tried_again(call, clock, use):
    from sample_api.errors import NotSent

    with socket.create_server(("127.0.0.1", 0)) as unused:
        url = f"http://127.0.0.1:{unused.getsockname()[1]}"
    with pytest.raises(NotSent) as caught:
        call(use, base_url=url)
    assert (caught.value.tries, caught.value.outcome) == (3, "not_sent")
    assert clock.waits == [0.5, 1.0]
    assert "ConnectError" in str(caught.value)


def test_success_after_failures(call, clock):
    with recording_server([Reply(503), Reply(raw=b""), FINE]) as server:
        response = call(lambda c: idempotent(c.with_response), base_url=server.url)
    assert (response.tries, response.elapsed, response.data.id) == (3, 1.5, "7")
    assert len({request.body for request in server.requests}) == 1


@pytest.mark.parametrize(
    ("headers", "waits"),
    [
        ({"Retry-After": "7"}, [7]),
        ({"Retry-After": "1.5"}, [1.5]),
        ({"Retry-After": "0"}, [0]),
        ({"Retry-After": "-3"}, [0]),
        ({"Retry-After": "soon"}, [0.5]),
        ({"Retry-After": "nan"}, [0.5]),
        ({"Retry-After": "Thu, 01 Jan 1970 00:17:00 GMT"}, [20]),
        ({"Retry-After": "Thursday, 01-Jan-70 00:17:00 GMT"}, [20]),
        ({"Retry-After": "Thu Jan  1 00:17:00 1970"}, [20]),
        ({"Retry-After": "Thu, 01 Jan 1970 00:00:09 GMT"}, [0]),
        (
            {
                "Retry-After": "Fri, 01 Jan 2027 00:00:30 GMT",
                "Date": "Fri, 01 Jan 2027 00:00:00 GMT",
            },
            [30],
        ),
    ],
)
def test_retry_after(call, clock, headers, waits):
    with recording_server([Reply(429, headers=headers), FINE]) as server:
        call(once, base_url=server.url)
    assert clock.waits == waits


@pytest.mark.parametrize(("value", "timeout"), [("61", 600), ("30", 20), ("inf", None)])
def test_a_wait_that_is_too_long_is_not_begun(call, clock, value, timeout):
    from sample_api.errors import StatusError

    reply = Reply(429, headers={"Retry-After": value})
    with recording_server([reply]) as server, pytest.raises(StatusError) as caught:
        call(once, base_url=server.url, timeout=timeout)
    assert (caught.value.status, caught.value.tries, clock.waits) == (429, 1, [])


def test_the_first_backoff_is_at_most_half_a_second_and_grows(call, clock):
    from sample_api.errors import StatusError

    with recording_server(lambda _: Reply(500)) as server, pytest.raises(StatusError):
        call(idempotent, base_url=server.url, max_retries=7)
    assert clock.waits == [0.5, 1, 2, 4, 8, 8, 8]


def test_a_later_try_does_not_undo_what_an_earlier_one_may_have_done(call):
    from sample_api import SampleError, errors

    broken = Reply(raw=b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{")
    for replies, kind, outcome in [
        ([Reply(500), Reply(404)], errors.NotFound, "unknown"),
        ([Reply(raw=b""), Reply(429), Reply(404)], errors.NotFound, "unknown"),
        ([broken, Reply(404)], errors.NotFound, "applied"),
        ([broken, Reply(500), Reply(501)], errors.StatusError, "applied"),
        ([Reply(429), Reply(404)], errors.NotFound, "not_applied"),
    ]:
        with recording_server(replies) as server, pytest.raises(SampleError) as caught:
            call(idempotent, base_url=server.url)
        assert (type(caught.value), caught.value.outcome) == (kind, outcome)
        assert caught.value.tries == len(replies)


def test_a_connection_refused_after_an_unknown_outcome_is_not_called_not_sent(call, clock):
    from sample_api.errors import OutcomeUnknown

    with recording_server([Reply(raw=b"")]) as server:
        stopping = type(clock)()
        stopping.sleep = lambda seconds: server.close()

        async def sleep_async(seconds):
            server.close()

        stopping.sleep_async = sleep_async
        with pytest.raises(OutcomeUnknown) as caught:
            call(idempotent, base_url=server.url, clock=stopping, max_retries=1)
    assert (caught.value.outcome, caught.value.tries) == ("unknown", 2)
