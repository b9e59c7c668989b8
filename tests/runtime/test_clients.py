"""Packages, views, sharing between threads, and clients that are handed in."""

from __future__ import annotations

import asyncio
import copy
import inspect
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.support.server import Reply, recording_server

KEY = "SECRET-KEY"


def update(client, order_id="7"):
    return client.orders.update_order(order_id, order={})


def echo(request):
    return Reply(200, json={"order": {"id": request.target.rsplit("/", 1)[1]}})


def test_importing_the_package_loads_nothing_else(package):
    program = (
        "import sys; before = {m.partition('.')[0] for m in sys.modules}; import sample_api; "
        "from sample_api.errors import NotFound; "
        "new = {m.partition('.')[0] for m in sys.modules} - before - set(sys.stdlib_module_names); "
        "assert new == {'sample_api'}, new; "
        "assert 'Sample' in dir(sample_api) and 'models' in dir(sample_api); "
        "assert sample_api.models.Order is sample_api.Order; "
        "from sample_api import Missing; "
        "assert not hasattr(sample_api, 'nothing')"
    )
    environment = {"PYTHONPATH": str(package.parent)}
    subprocess.run([sys.executable, "-c", program], env=environment, check=True)


def test_making_a_client_loads_neither_pydantic_nor_httpx(package):
    program = (
        "import sys; from sample_api import Sample; Sample(api_key='x'); "
        "assert not {'pydantic', 'httpx2'} & set(sys.modules)"
    )
    environment = {"PYTHONPATH": str(package.parent)}
    subprocess.run([sys.executable, "-c", program], env=environment, check=True)


def test_a_prepared_request():
    from sample_api import AsyncSample, Sample

    request = update(Sample(api_key=KEY).prepare)
    assert (request.method, request.url) == ("PATCH", "https://api.example.com/ecom/v1/orders/7")
    assert request.body == b'{"order":{}}'
    assert request.headers["Authorization"] == "***"
    assert '-H "Authorization: ${SAMPLE_API_KEY}"' in request.as_curl()
    assert "-H 'Authorization: SECRET-KEY'" in request.as_curl(secrets=True)
    assert request.as_curl().endswith("""--data-raw '{"order":{}}'""")
    assert request.as_curl() == update(AsyncSample(api_key=KEY).prepare).as_curl()
    again = pickle.loads(pickle.dumps(request))
    assert again.as_curl() == request.as_curl()
    assert KEY not in repr(request) + request.as_curl() + again.as_curl(secrets=True)


def test_curl_for_every_place_of_a_key():
    from sample_api import Sample

    client = Sample(query_key="q$", cookie_key="c", token="t", basic="u:p")
    by_query = client.prepare.orders.update_order_status("7", status="draft")
    assert by_query.url.endswith("/status?key=***")
    assert '/v1/orders/7/status?key=${SAMPLE_QUERY_KEY}" ' in by_query.as_curl()
    assert "?key=q%24" in by_query.as_curl(secrets=True)
    by_cookie = client.prepare.things.search("$x", session="s")
    assert "-H 'Cookie: session=s; sid=***'" in by_cookie.as_curl()
    assert "Cookie: session=s; sid=c" in by_cookie.as_curl(secrets=True)
    both = Sample(token="t", basic="u:p").prepare.orders.update_order_status("7", status="draft")
    assert "Basic ***" in both.as_curl()
    assert "base64 -d | curl" in client.prepare.things.paint(b"\xff\0").as_curl()
    with_nothing = Sample(api_key=KEY, site_id="").prepare
    assert "-H 'wix-site-id;'" in update(with_nothing).as_curl()  # `curl` drops `name:`


def test_curl_does_not_wait_for_the_body_of_a_head_request():
    from sample_api._runtime.prepared import Draft, PreparedRequest

    request = PreparedRequest(Draft("HEAD", "http://a/", (), None), ())
    assert request.as_curl() == "curl --head http://a/"


def test_views_keep_signatures():
    from sample_api import Sample
    from sample_api.resources.orders import Orders

    client = Sample(api_key=KEY)
    for view, gives in (
        (client.orders, "Order"),
        (client.with_response.orders, "Response[Order]"),
        (client.prepare.orders, "PreparedRequest"),
    ):
        assert str(inspect.signature(view.update_order)) == (
            f"(order_id: 'str', *, order: 'OrderUpdate', **_extra: 'Unpack[Extra]') -> '{gives}'"
        )
        assert view.update_order.__doc__ == Orders.update_order.__doc__
    assert client.orders is client.orders
    assert KEY not in repr(client) + repr(vars(client))


@pytest.mark.parametrize("threads", [8])
def test_one_client_serves_many_threads(threads):
    from sample_api import Sample

    with recording_server(echo) as server, Sample(api_key=KEY, base_url=server.url) as client:
        with ThreadPoolExecutor(threads) as pool:
            ids = list(pool.map(lambda n: update(client, str(n)).id, range(200)))
        assert ids == [str(n) for n in range(200)]
        assert server.connections <= threads


def test_one_client_serves_many_tasks():
    from sample_api import AsyncSample

    async def run(url):
        async with AsyncSample(api_key=KEY, base_url=url) as client:
            orders = await asyncio.gather(*(update(client, str(n)) for n in range(100)))
            return [order.id for order in orders]

    with recording_server(echo) as server:
        assert asyncio.run(run(server.url)) == [str(n) for n in range(100)]


def test_cancelling_a_call_leaves_the_pool_usable():
    from sample_api import AsyncSample

    async def run(url):
        async with AsyncSample(api_key=KEY, base_url=url) as client:
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(update(client, "slow"), 0.05)
            return (await update(client, "2")).id

    import threading

    gate = threading.Event()

    def script(request):
        slow = request.target.endswith("slow")
        reply = echo(request)
        return Reply(200, json=reply.json, before=lambda: gate.wait(5)) if slow else reply

    with recording_server(script) as server:
        assert asyncio.run(run(server.url)) == "2"
        gate.set()


def test_a_client_that_is_handed_in():
    import httpx2
    from sample_api import Sample
    from sample_api.errors import RequestInvalid

    seen = []
    http = httpx2.Client(
        headers={"X-Mine": "1", "Authorization": "not this", "User-Agent": "nor this"},
        event_hooks={"request": [lambda request: seen.append(request.content)]},
        follow_redirects=True,
        timeout=3,
    )
    with recording_server(echo) as server:
        with Sample(api_key=KEY, base_url=server.url, http_client=http) as client:
            update(client)
        (request,) = server.requests
        assert request.headers["x-mine"] == "1"
        assert request.headers["authorization"] == KEY
        assert request.headers["user-agent"].startswith("sample/1.2.3 ")
        assert seen == [b'{"order":{}}']
        assert not http.is_closed
        http.close()
        with pytest.raises(RequestInvalid, match="closed"):
            update(Sample(api_key=KEY, base_url=server.url, http_client=http))


def test_a_client_of_another_kind_cannot_be_handed_in(call):
    import httpx2
    from sample_api.errors import RequestInvalid

    other, expected = (
        (httpx2.AsyncClient, "Client") if call.mode == "sync" else (httpx2.Client, "AsyncClient")
    )
    for given in (other(), "http://proxy"):
        with pytest.raises(
            RequestInvalid,
            match=rf"^http_client: .* is no httpx2\.{expected}, nor another transport",
        ):
            call(update, http_client=given)


@pytest.mark.parametrize("use", [copy.copy, copy.deepcopy, pickle.dumps])
def test_a_client_is_not_copied(use):
    from sample_api import Sample

    with pytest.raises(TypeError, match="a Sample holds connections: make one in each process"):
        use(Sample(api_key=KEY))


def test_completion_shows_python_names():
    from sample_api import Order, OrderUpdate

    for _ in range(2):  # before the class is built, and after
        assert str(inspect.signature(OrderUpdate)) == (
            "(*, buyer_info=MISSING, buyer_language=MISSING, archived=MISSING, meta=MISSING)"
        )
        assert "buyer_language=None" in str(inspect.signature(Order))
        OrderUpdate(), Order()


def test_redirects_are_not_followed_and_keys_stay():
    import httpx2
    from sample_api import Sample
    from sample_api.errors import StatusError

    with recording_server(echo) as other:
        reply = Reply(307, headers={"Location": f"{other.url}/ecom/v1/orders/7"})
        with (
            recording_server([reply]) as server,
            httpx2.Client(follow_redirects=True) as http,
            pytest.raises(StatusError) as caught,
        ):
            update(Sample(api_key=KEY, base_url=server.url, http_client=http))
        assert caught.value.status == 307
        assert other.requests == []


def test_timeouts_fit_into_what_is_left(call):
    import time

    from sample_api.errors import OutcomeUnknown

    slow = Reply(200, json={"order": {}}, before=lambda: time.sleep(0.4))
    with recording_server([slow]) as server, pytest.raises(OutcomeUnknown, match="ReadTimeout"):
        call(update, base_url=server.url, timeout=0.1, max_retries=0)


def test_the_runtime_stays_small_and_imports_nothing_by_itself():
    from pathlib import Path

    runtime = Path(__file__).parents[2] / "generator" / "runtime"
    texts = {path.name: path.read_text() for path in runtime.glob("*.py")}
    assert max(text.count("\n") for text in texts.values()) < 300
    apart = {"telemetry.py", "renamed.py"}  # the latter is only for packages with old names
    code = {name: lines_of_code(text) for name, text in texts.items() if name not in apart}
    assert sum(code.values()) <= 2500
    assert "import" not in texts["__init__.py"].partition('"""')[2].partition('"""')[2]


def lines_of_code(text):
    """Lines that hold more than blanks, comments and docstrings."""
    import ast
    import io
    import tokenize

    skipped = {
        tokenize.COMMENT,
        tokenize.NL,
        tokenize.NEWLINE,
        tokenize.INDENT,
        tokenize.DEDENT,
        tokenize.ENCODING,
        tokenize.ENDMARKER,
    }
    found = set()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type not in skipped:
            found |= set(range(token.start[0], token.end[0] + 1))
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            found -= set(range(node.lineno, (node.end_lineno or 0) + 1))
    return len(found)
