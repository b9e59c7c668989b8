"""Where a read is redirected to, and what may go along.

In: a try that was answered with a redirect. Out: the request to send next, and whether it leaves the client's own
origin. Refuses, by giving None, what is not followed: the redirect of a write (RFC 9110, 15.4), from https to http, to
no http(s) URL, and to one that holds a user name or password.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx2

from .prepared import Draft
from .settings import Settings

if TYPE_CHECKING:
    from .tries import Try

MOST_REDIRECTS = 10
PORTS = range(65_536)
STATUSES = frozenset({301, 302, 303, 307, 308})
PLAIN = frozenset({"accept", "user-agent"})
"""The headers that any host may see."""


def moved(first: Draft, made: Try, settings: Settings) -> tuple[Draft, bool] | None:
    """Return what follows `made`, and whether it is away from the client's own scheme, host and port."""
    received = made.received
    if received is None or received.status not in STATUSES or first.body is not None:
        return None
    location = received.headers.get("location")
    if not location or first.method not in {"GET", "HEAD"}:
        return None
    try:
        old = httpx2.URL(made.draft.url)
        new = old.join(location).copy_with(fragment=None)
        own = httpx2.URL(settings.base).origin == new.origin
    except (httpx2.InvalidURL, ValueError):
        return None
    # From https to nothing else, and from http to these two.
    if new.scheme not in {"https", old.scheme} or new.userinfo or (new.port or 0) not in PORTS:
        return None
    for key in settings.service.credentials.values():
        if key.where == "query" and key.name in new.params:
            new = new.copy_remove_param(key.name)  # it is added for the own origin only
    headers = tuple(h for h in first.headers if own or h[0].lower() in PLAIN)
    return Draft(first.method, str(new), headers, None), not own
