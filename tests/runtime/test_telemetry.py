"""Traces, by the semantic conventions for HTTP clients."""

from __future__ import annotations

import socket
import sys

import pytest

from tests.support.server import Reply, recording_server

FINE = Reply(200, json={"order": {"id": "7"}})


def update(client):
    return client.orders.update_order("7", order={})


@pytest.fixture(scope="module")
def exporter():
    """What the application would set up, once in its life; afterwards it is as if it had never been imported."""
    from opentelemetry import trace
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import SimpleSpanProcessor
    from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

    exporter = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    trace.set_tracer_provider(provider)
    yield exporter
    provider.shutdown()
    for name in list(sys.modules):
        if name.partition(".")[0] == "opentelemetry" or name.endswith("._runtime.telemetry"):
            del sys.modules[name]


@pytest.fixture
def spans(exporter):
    exporter.clear()
    return exporter.get_finished_spans


def test_a_span_for_a_call_with_an_event_for_each_try(call, spans):
    from opentelemetry.trace import SpanKind, StatusCode

    with recording_server([Reply(503), FINE]) as server:
        call(update, base_url=server.url)
    (span,) = spans()
    assert (span.name, span.kind) == ("PATCH /ecom/v1/orders/{order.id}", SpanKind.CLIENT)
    assert dict(span.attributes) == {
        "http.request.method": "PATCH",
        "server.address": "127.0.0.1",
        "server.port": server.port,
        "url.full": f"{server.url}/ecom/v1/orders/7",
        "url.template": "/ecom/v1/orders/{order.id}",
        "http.response.status_code": 200,
        "http.request.resend_count": 1,
    }
    assert span.status.status_code is StatusCode.UNSET
    assert [(event.name, dict(event.attributes)) for event in span.events] == [
        ("try", {"http.request.resend_count": 0, "http.response.status_code": 503}),
        ("try", {"http.request.resend_count": 1, "http.response.status_code": 200}),
    ]
    assert span.instrumentation_scope.name == "sample_api"
    assert span.instrumentation_scope.version == "1.2.3"


def test_the_context_goes_along(call, spans):
    from opentelemetry import trace
    from opentelemetry.trace import SpanKind

    with recording_server([FINE]) as server:
        with trace.get_tracer("application").start_as_current_span("outer") as outer:
            call(update, base_url=server.url)
        (request,) = server.requests
    span = next(span for span in spans() if span.kind is SpanKind.CLIENT)
    assert span.parent.span_id == outer.get_span_context().span_id
    version, trace_id, span_id, _ = request.headers["traceparent"].split("-")
    assert version == "00"
    assert int(trace_id, 16) == span.context.trace_id == outer.get_span_context().trace_id
    assert int(span_id, 16) == span.context.span_id


def test_errors_by_status_by_transport_and_of_middleware(call, spans):
    from opentelemetry.trace import StatusCode
    from sample_api import SampleError

    def through(request, send):
        raise KeyError

    with socket.create_server(("127.0.0.1", 0)) as unused:
        refused = f"http://127.0.0.1:{unused.getsockname()[1]}"
    with recording_server(lambda r: Reply(404) if "orders" in r.target else FINE) as server:
        for options in ({"base_url": server.url}, {"base_url": refused}, {"middleware": [through]}):
            with pytest.raises((SampleError, KeyError)):
                call(update, max_retries=0, **options)
    assert [span.attributes["error.type"] for span in spans()] == [
        "404",
        "ConnectError",
        "KeyError",
    ]
    assert {span.status.status_code for span in spans()} == {StatusCode.ERROR}
    assert {span.status.description for span in spans()} == {None}


def test_nothing_in_a_span_shows_a_key(call, spans):
    from sample_api import SampleError

    with recording_server(lambda r: Reply(500, body=r.raw)) as server, pytest.raises(SampleError):
        call(
            lambda c: c.orders.update_order_status("7", status="draft"),
            base_url=server.url,
            api_key=None,
            query_key="SECRET-KEY",
        )
    (span,) = spans()
    assert span.attributes["error.type"] == "500"
    assert "SECRET-KEY" not in span.to_json()


def test_a_cancelled_call_ends_its_span(spans):
    import asyncio

    from sample_api import AsyncSample

    async def run(url):
        async with AsyncSample(api_key="k", base_url=url) as client:
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(update(client), 0.05)

    def slow():
        import time

        time.sleep(0.3)

    with recording_server([Reply(200, before=slow)]) as server:
        asyncio.run(run(server.url))
    (span,) = spans()
    assert span.attributes["error.type"] == "CancelledError"
