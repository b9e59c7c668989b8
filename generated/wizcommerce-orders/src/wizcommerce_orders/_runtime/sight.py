"""What a client logs: at DEBUG, under the package's name, one line for each try.

In: the steps of a call as they happen. Out: the same steps, and lines of log. Refuses nothing. No line holds a key, a
body, a header that is not listed here, or the value of a query parameter that is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from logging import Logger
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from .auth import mask
from .flow import Call, Steps
from .tries import Try

HEADERS = ("content-type", "content-length", "content-encoding", "retry-after")
"""The headers of an answer that are shown, beside the one that names the request to the vendor's support."""
QUERY = frozenset({"limit", "offset", "page", "page_size", "pageSize", "per_page", "sort", "order"})
"""The query parameters whose values are shown."""


def logged(steps: Steps, call: Call[Any], logger: Logger) -> Iterator[Any]:
    """The same steps; each try is logged when it is over."""
    now, header = call.settings.clock.monotonic, call.settings.service.request_id_header
    for step in steps:
        started = now()
        yield step
        if not isinstance(step, Try):
            continue
        received, error = step.received, step.error
        happened = [str(received.status)] if received is not None else []
        happened += [type(error).__name__] if error is not None else []
        headers = received.headers if received is not None else dict[str, str]()
        names = [name for name in (*HEADERS, header) if name and name in headers]
        logger.debug(
            "%s: %s %s -> %s in %.0f ms, try %d %s",
            call.operation.name,
            step.draft.method,
            public_url(step.draft.url),
            " ".join(happened) or "unread",
            (now() - started) * 1000,
            call.tries,
            {name: mask(headers[name], call.placed) for name in names},
        )


def public_url(url: str, hidden: str = "***") -> str:
    """`url` without the values of unlisted query parameters, and without its fragment."""
    parts = urlsplit(url)
    pairs = [pair.partition("=") for pair in parts.query.split("&") if pair]
    query = "&".join(f"{n}{sep}{v if n in QUERY or not sep else hidden}" for n, sep, v in pairs)
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))
