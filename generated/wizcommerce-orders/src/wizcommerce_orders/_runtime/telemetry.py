"""Traces for OpenTelemetry: a span for each call, by the semantic conventions for HTTP clients (1.38, stable parts).

In: the steps of a call as they happen. Out: the same steps, with the W3C trace context in each request to the client's
own origin; a CLIENT span around the call, in which each try is an event. Refuses nothing. It is imported only where the
application has imported OpenTelemetry. Nothing that it records holds a key, a body, or an unlisted query value.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from opentelemetry import propagate, trace
from opentelemetry.trace import Span, SpanKind, Status, StatusCode

from .errors import NotSent, OutcomeUnknown, StatusError
from .flow import Call, Steps
from .settings import PACKAGE
from .sight import public_url
from .tries import Try

PORTS = {"http": 80, "https": 443}
METHODS = frozenset(
    {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"}
)


class Traced:
    """A watched call: the context manager of its steps."""

    def __init__(self, call: Call[Any]) -> None:
        self._call = call
        self._span: Span = trace.INVALID_SPAN
        self._sent = 0

    def __enter__(self) -> Steps:
        call = self._call
        service, draft, operation = call.settings.service, call.draft, call.operation
        url = urlsplit(draft.url)
        method = draft.method if draft.method in METHODS else "HTTP"
        attributes: dict[str, Any] = {
            "http.request.method": draft.method if draft.method in METHODS else "_OTHER",
            "server.address": url.hostname or "",
            "server.port": url.port or PORTS[url.scheme],
            "url.full": public_url(draft.url, "REDACTED"),
            "url.template": operation.path,
        }
        if method == "HTTP":
            attributes["http.request.method_original"] = draft.method
        self._span = trace.get_tracer(PACKAGE, service.version).start_span(
            f"{method} {operation.path}", kind=SpanKind.CLIENT, attributes=attributes
        )
        return self._tracing(call.__enter__())

    def __exit__(self, kind: object, error: BaseException | None, traceback: object) -> None:
        span, resent = self._span, self._sent - 1
        if resent > 0:
            span.set_attribute("http.request.resend_count", resent)
        if error is not None:
            unanswered = isinstance(error, NotSent | OutcomeUnknown) and error.__cause__ is not None
            name = type(error.__cause__ if unanswered else error).__name__
            told = str(error.status) if isinstance(error, StatusError) else name
            span.set_attribute("error.type", told)
            span.set_status(Status(StatusCode.ERROR))
        span.end()
        self._call.__exit__(kind, error, traceback)

    def _tracing(self, steps: Steps) -> Iterator[Any]:
        carrier: dict[str, str] = {}
        propagate.inject(carrier, context=trace.set_span_in_context(self._span))
        headers = tuple(carrier.items())
        for step in steps:
            if isinstance(step, Try) and not step.away:
                step.headers = headers
            yield step
            if isinstance(step, Try):
                self._sent += 1
                self._happened(step)

    def _happened(self, made: Try) -> None:
        known: dict[str, Any] = {"http.request.resend_count": self._sent - 1}
        if made.received is not None:
            known["http.response.status_code"] = made.received.status
            self._span.set_attribute("http.response.status_code", made.received.status)
        if made.error is not None:
            known["error.type"] = type(made.error).__name__
        self._span.add_event("try", known)
