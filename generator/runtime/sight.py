"""What a client logs: at DEBUG, under the package's name, one line for each try.

In: the steps of a call as they happen. Out: the same steps, and lines of log. Refuses nothing. No line holds a key, a
body, a header that is not listed here, or the value of a query parameter that is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from logging import Logger
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from .flow import Call, Send, Steps

HEADERS = ("content-type", "content-length", "content-encoding", "retry-after")
"""The headers of an answer that are shown, beside the one that names the request to the vendor's support."""
QUERY = frozenset({"limit", "offset", "page", "page_size", "pageSize", "per_page", "sort", "order"})
"""The query parameters whose values are shown."""


class Logged:
    """A watched call: the context manager of its steps."""

    def __init__(self, inner: Any, call: Call[Any], logger: Logger) -> None:
        self._inner = inner
        self._call = call
        self._logger = logger

    def __enter__(self) -> Steps:
        return self._logging(self._inner.__enter__())

    def __exit__(self, *error: object) -> None:
        self._inner.__exit__(*error)

    def _logging(self, steps: Steps) -> Iterator[Any]:
        call, now = self._call, self._call.settings.clock.monotonic
        header = call.settings.service.request_id_header
        shown = (*HEADERS, header) if header else HEADERS
        for step in steps:
            started = now()
            yield step
            if isinstance(step, Send):
                received, error = step.received, step.error
                status = received.status if received is not None else None
                happened = [str(status)] if status is not None else []
                happened += [type(error).__name__] if error is not None else []
                self._logger.debug(
                    "%s: %s %s -> %s in %.0f ms, try %d %s",
                    call.operation.name,
                    step.draft.method,
                    public_url(step.draft.url),
                    " ".join(happened) or "unread",
                    (now() - started) * 1000,
                    call.tries,
                    listed(received.headers, shown) if received is not None else {},
                )


def public_url(url: str, hidden: str = "***") -> str:
    """`url` without the values of unlisted query parameters, and without its fragment."""
    parts = urlsplit(url)
    pairs = [pair.partition("=") for pair in parts.query.split("&") if pair]
    query = "&".join(f"{n}{sep}{v if n in QUERY or not sep else hidden}" for n, sep, v in pairs)
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))


def listed(headers: Mapping[str, str], names: tuple[str, ...]) -> dict[str, str]:
    """Those of the headers that are named."""
    return {name: headers[name] for name in names if name in headers}
