"""A request as data: what would be sent, or was.

In: a request without credentials, and the credentials. Out: the same for people, with credentials hidden unless asked
for, and as a curl command. Refuses nothing.
"""

from __future__ import annotations

import base64
import re
import shlex
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import quote

from .auth import Placed

MARKS = "*\0"
"""What stands for a secret that is not shown."""


class Draft(NamedTuple):
    """A request without its credentials, and without `Host` and `Content-Length`."""

    method: str
    url: str
    headers: tuple[tuple[str, str], ...]
    body: bytes | None

    def wire_url(self, placed: tuple[Placed, ...]) -> str:
        """The URL with the credentials that stand in its query."""
        url = self.url
        for p in placed:
            if p.where == "query":
                pair = f"{quote(p.name, safe='')}={quote(p.secret, safe=MARKS)}"
                url += f"{'&' if '?' in url else '?'}{pair}"
        return url

    def wire_headers(self, placed: tuple[Placed, ...]) -> list[tuple[str, str]]:
        """The headers with the credentials that stand there; one `Cookie` at most (RFC 6265, 5.4)."""
        headers = [*self.headers, *((p.name, p.text) for p in placed if p.where == "header")]
        cookies = [f"{p.name}={p.text}" for p in placed if p.where == "cookie"]
        if cookies:
            cookies[:0] = [text for name, text in headers if name == "Cookie"]
            headers = [pair for pair in headers if pair[0] != "Cookie"]
            headers.append(("Cookie", "; ".join(cookies)))
        return headers


class PreparedRequest:
    """A request that was not sent, or the request of an error. Its credentials are hidden.

    `headers` are the request's own; the transport adds some when it sends it. `body` is None without one.
    """

    __slots__ = ("_draft", "_placed", "body", "headers", "method", "url")

    def __init__(self, draft: Draft, placed: tuple[Placed, ...]) -> None:
        hidden = tuple(p.hidden() for p in placed)
        self._draft = draft
        self._placed = placed
        self.method = draft.method
        self.url = draft.wire_url(hidden)
        self.headers: Mapping[str, str] = dict(draft.wire_headers(hidden))
        self.body = draft.body

    def as_curl(self, *, secrets: bool = False) -> str:
        """A curl command for a POSIX shell that sends this request.

        Credentials are written as the environment variables that hold them, so that the command works where these are
        set (`***` for one that has no variable), or with `secrets` as they are.
        """
        draft, start = self._draft, "curl"
        placed = self._placed if secrets else tuple(p.named() for p in self._placed)
        method = "--head" if draft.method == "HEAD" else f"-X {draft.method}"  # no body follows
        words = [f"{method} {_word(draft.wire_url(placed))}"]
        for name, text in draft.wire_headers(placed):
            words.append(f"-H {_word(f'{name}: {text}' if text else f'{name};')}")
        if draft.body is not None:
            text = draft.body.decode("utf-8", "replace")
            if text.encode() == draft.body and "\0" not in text:
                words.append(f"--data-raw {shlex.quote(text)}")
            else:
                start = f"echo {base64.b64encode(draft.body).decode()} | base64 -d | curl"
                words.append("--data-binary @-")
        return f"{start} " + " \\\n  ".join(words)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.method} {self.url}>"

    def __reduce__(self) -> tuple[type[PreparedRequest], tuple[Draft, tuple[Placed, ...]]]:
        return PreparedRequest, (self._draft, tuple(p.hidden() for p in self._placed))


def _word(text: str) -> str:
    """One word for a shell; a name between null characters is a variable."""
    if "\0" not in text:
        return shlex.quote(text)
    text = "".join(f"\\{c}" if c in '\\"$`' else c for c in text)
    return '"' + re.sub("\0(.*?)\0", r"${\1}", text) + '"'
