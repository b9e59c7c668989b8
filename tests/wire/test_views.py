"""The other views of a client: the request without sending it, and what is typed alike on both clients."""

from __future__ import annotations

import inspect
import subprocess
from pathlib import Path

import pytest

from tests.support.server import Reply, recording_server
from tests.wire.calling import KEY, WIX


def prepared(api, **options):
    client = getattr(api.module, api.client)(**{"api_key": KEY, **options})
    return api.call(client.prepare)


def test_a_prepared_request_is_not_sent_and_hides_the_key(api):
    with recording_server([]) as server:
        request = prepared(api, base_url=server.url)
        assert server.requests == []
    assert request.method == "PATCH"
    assert request.url.startswith(server.url)
    assert KEY not in f"{request!r} {request.as_curl()} {request.headers}"
    assert KEY in request.as_curl(secrets=True)


def test_a_prepared_async_call_is_the_same_request(api):
    client = getattr(api.module, f"Async{api.client}")(api_key=KEY)
    request, other = api.call(client.prepare), prepared(api)
    assert (request.method, request.url, request.body) == (other.method, other.url, other.body)


def test_curl_sends_what_the_client_sends(api, tmp_path: Path):
    reply = Reply(200, json={api.envelope: {}})
    with recording_server([reply, reply]) as server:
        request = prepared(api, base_url=server.url)
        command = request.as_curl(secrets=True)
        try:
            subprocess.run(
                ["bash", "-c", command], cwd=tmp_path, check=True, capture_output=True, timeout=20
            )
        except FileNotFoundError:
            pytest.skip("no shell on this machine")
        except subprocess.CalledProcessError as error:
            if error.returncode == 127:
                pytest.skip("no curl on this machine")
            raise
        with getattr(api.module, api.client)(api_key=KEY, base_url=server.url) as client:
            api.call(client)
        by_curl, by_client = server.requests
    assert (by_curl.method, by_curl.target, by_curl.body) == (
        by_client.method,
        by_client.target,
        by_client.body,
    )
    for name in request.headers:
        assert by_curl.headers[name.lower()] == by_client.headers[name.lower()]


def test_the_async_client_has_the_same_names_and_arguments(api):
    sync, other = (getattr(api.module, prefix + api.client) for prefix in ("", "Async"))
    options = {"api_key": KEY}
    for name, method in inspect.getmembers(sync(**options).orders, inspect.ismethod):
        if not name.startswith("_"):
            twin = getattr(other(**options).orders, name)
            assert str(inspect.signature(twin)) == str(inspect.signature(method))
            assert inspect.iscoroutinefunction(twin)
            told = (twin.__doc__ or "").strip()
            assert "= await client.orders." in told
            assert told.replace("= await client.", "= client.") == (method.__doc__ or "").strip()


def test_a_client_does_not_show_its_key():
    client = WIX.module.WixOrders(api_key=KEY)
    assert KEY not in repr(client) + str(client)
