"""Tokens that are had from a callable: asked for once, renewed once, shared by calls and by copies of a client."""

from __future__ import annotations

import asyncio
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.support.server import Reply, recording_server

CALLS = 40


class Provider:
    """Counts up; slow enough for all others to come while it works."""

    def __init__(self) -> None:
        self.given = 0

    def __call__(self) -> str:
        time.sleep(0.02)
        self.given += 1
        return f"token-{self.given}"

    async def later(self) -> str:
        await asyncio.sleep(0.02)
        self.given += 1
        return f"token-{self.given}"


def held(key, kind="OAuth2"):
    from sample_api._runtime import auth, service

    return auth.Held(getattr(service, kind)(argument="token"), key)


def current(token, stale=None):
    from sample_api._runtime import threads

    return threads.current(token, stale)


def current_async(token, stale=None):
    from sample_api._runtime import tasks

    return tasks.current_async(token, stale)


def test_one_is_asked_for_and_kept():
    provider = Provider()
    token = held(provider)
    assert token.renewable
    assert [current(token).text for _ in range(3)] == ["Bearer token-1"] * 3
    assert current(token, stale="token-1").secret == "token-2"
    assert current(token, stale="token-1").secret == "token-2"  # found stale before the renewal
    assert provider.given == 2


def test_of_many_threads_one_asks():
    provider = Provider()
    token = held(provider)
    with ThreadPoolExecutor(CALLS) as pool:
        first = list(pool.map(lambda _: current(token).secret, range(CALLS)))
        then = list(pool.map(lambda _: current(token, "token-1").secret, range(CALLS)))
    assert set(first) == {"token-1"}
    assert set(then) == {"token-2"}
    assert provider.given == 2


def test_of_many_tasks_one_asks():
    provider = Provider()
    token = held(provider.later)

    async def run(stale=None):
        return await asyncio.gather(*(current_async(token, stale) for _ in range(CALLS)))

    assert {placed.secret for placed in asyncio.run(run())} == {"token-1"}
    assert {placed.secret for placed in asyncio.run(run("token-1"))} == {"token-2"}  # another loop
    assert provider.given == 2


def test_what_goes_wrong_is_raised_and_the_next_call_asks_again():
    answers = [OSError("down"), "token"]

    def provider():
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    token = held(provider)
    with pytest.raises(OSError, match="down"):
        current(token)
    assert current(token).secret == "token"


def test_a_token_that_cannot_be_sent_is_not_kept():
    from sample_api.errors import RequestInvalid

    answers = ["a\nb", "", "fine"]
    token = held(lambda: answers.pop(0))
    for _ in range(2):
        with pytest.raises(RequestInvalid, match=r"^token: the key"):
            current(token)
    assert current(token).secret == "fine"


def test_a_call_that_is_cancelled_while_it_asks_lets_the_next_one_ask():
    provider = Provider()
    token = held(provider.later)

    async def run():
        first = asyncio.create_task(current_async(token))
        second = asyncio.create_task(current_async(token))
        await asyncio.sleep(0.005)
        first.cancel()
        return (await second).secret

    assert asyncio.run(run()) == "token-1"


def test_a_call_that_comes_while_a_token_is_renewed_waits_for_the_new_one():
    provider = Provider()
    token = held(provider.later)

    async def run():
        await current_async(token)
        renewal = asyncio.create_task(current_async(token, "token-1"))
        await asyncio.sleep(0.005)
        found = await current_async(token)
        await renewal
        return found.secret

    assert asyncio.run(run()) == "token-2"


ABANDONED = []


def test_a_loop_that_was_left_in_the_middle_blocks_no_other():
    provider = Provider()
    token = held(provider.later)
    loop = asyncio.new_event_loop()
    task = loop.create_task(current_async(token))
    loop.run_until_complete(asyncio.sleep(0.005))
    loop.close()
    ABANDONED.append(task)  # for ever in the middle
    task._log_destroy_pending = False
    found = asyncio.run(asyncio.wait_for(current_async(token), 5))
    assert found.secret == "token-1"


def test_a_provider_that_needs_its_own_token_does_not_hang():
    token = held(lambda: current(token).secret)
    found = []

    def run():
        try:
            current(token)
        except RecursionError as error:
            found.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(10)
    assert found


def test_nobody_sees_the_gap_while_a_token_is_renewed():
    provider = Provider()
    token = held(provider)
    seen = []

    def use_and_refuse(_):
        for _ in range(5):
            secret = current(token).secret
            seen.append(secret)
            current(token, stale=secret)

    with ThreadPoolExecutor(10) as pool:
        list(pool.map(use_and_refuse, range(10)))
    assert all(secret.startswith("token-") for secret in seen)


@pytest.mark.parametrize(("key", "kind"), [("text", "OAuth2"), (lambda: "x", "Bearer")])
def test_only_tokens_of_oauth_are_renewed(key, kind):
    assert not held(key, kind).renewable


def test_other_callables_give_a_key_for_each_request():
    provider = Provider()
    key = held(provider, "Bearer")
    assert [current(key).secret, current(key).secret] == ["token-1", "token-2"]


def test_copies_of_a_client_share_the_token():
    import sample_api

    provider = Provider()
    with sample_api.Sample(access=provider) as client:
        copy = client.with_options(max_retries=0)
        other = client.with_options(access=Provider())
        secrets = [c._settings.keys["oauth"] for c in (client, copy, other)]
    assert secrets[0] is secrets[1]
    assert secrets[0] is not secrets[2]


def refusing(first):
    """A server that refuses a token, and an answer for every other."""

    def answer(request):
        fine = request.headers["authorization"] != first
        return Reply(200, json={"order": {"id": "7"}}) if fine else Reply(401)

    return answer


def use(client):
    return client.orders.update_order_status("7", status="draft")


def test_a_refused_token_is_renewed_once_and_the_call_made_again(call):
    from sample_api.errors import StatusError

    provider = Provider()
    give = provider.later if call.mode == "async" else provider
    options = {"api_key": None, "access": give, "max_retries": 0}
    with recording_server(refusing("Bearer token-1")) as server:
        assert call(use, base_url=server.url, **options).id == "7"
        assert len(server.requests) == 2
    with recording_server([Reply(401)] * 5) as server:
        with pytest.raises(StatusError) as caught:
            call(use, base_url=server.url, **options)
        assert (caught.value.status, caught.value.tries) == (401, 2)
        assert "token-" not in str(caught.value)


def test_of_many_calls_that_are_refused_one_renews():
    import sample_api

    provider, calls = Provider(), 20
    with (
        recording_server(refusing("Bearer token-1")) as server,
        sample_api.Sample(access=provider, base_url=server.url) as client,
        ThreadPoolExecutor(calls) as pool,
    ):
        found = list(pool.map(lambda _: use(client).id, range(calls)))
    assert found == ["7"] * calls
    assert provider.given == 2


def test_of_many_tasks_that_are_refused_one_renews():
    import sample_api

    provider, calls = Provider(), 20

    async def run(url):
        async with sample_api.AsyncSample(access=provider.later, base_url=url) as client:
            return await asyncio.gather(*(use(client) for _ in range(calls)))

    with recording_server(refusing("Bearer token-1")) as server:
        found = asyncio.run(run(server.url))
    assert [order.id for order in found] == ["7"] * calls
    assert provider.given == 2
