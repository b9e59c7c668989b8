"""A request as data: what would be sent, or was.

In: method, URL, headers and body without credentials, and the credentials. Out: the same for people, with credentials
hidden unless asked for; as a curl command; as an `httpx2.Request`. Refuses nothing.
"""

from __future__ import annotations

import base64
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from .auth import Placed

if TYPE_CHECKING:
    import httpx2


@dataclass(frozen=True, slots=True)
class Draft:
    """A request without its credentials."""

    method: str
    url: str
    headers: tuple[tuple[str, str], ...]
    """As they are sent, `Host` and `Content-Length` left out."""
    host: str
    body: bytes | None

    def wire_url(self, placed: tuple[Placed, ...]) -> str:
        """Return the URL with the credentials that stand in its query."""
        pairs = [
            f"{quote(p.name, safe='')}={quote(p.text, safe='*')}"
            for p in placed
            if p.where == "query"
        ]
        if not pairs:
            return self.url
        return f"{self.url}{'&' if '?' in self.url else '?'}{'&'.join(pairs)}"

    def wire_headers(self, placed: tuple[Placed, ...]) -> list[tuple[str, str]]:
        """Return the headers with the credentials that stand there; there is one `Cookie` at most (RFC 6265, 5.4)."""
        headers = [*self.headers, *((p.name, p.text) for p in placed if p.where == "header")]
        cookies = [f"{p.name}={p.text}" for p in placed if p.where == "cookie"]
        if cookies:
            own = [text for name, text in headers if name == "Cookie"]
            headers = [pair for pair in headers if pair[0] != "Cookie"]
            headers.append(("Cookie", "; ".join([*own, *cookies])))
        return headers


class PreparedRequest:
    """A request that was not sent, or the request of an error. Its credentials are hidden.

    Attributes:
        method: `PATCH`.
        url: The whole URL.
        headers: The headers that are the request's own; the transport adds its own when it sends it.
        body: The bytes, or None without a body.
    """

    __slots__ = ("_draft", "_placed")

    def __init__(self, draft: Draft, placed: tuple[Placed, ...]) -> None:
        self._draft = draft
        self._placed = placed

    @property
    def method(self) -> str:
        return self._draft.method

    @property
    def url(self) -> str:
        return self._draft.wire_url(self._hidden())

    @property
    def headers(self) -> Mapping[str, str]:
        return dict(self._draft.wire_headers(self._hidden()))

    @property
    def body(self) -> bytes | None:
        return self._draft.body

    def as_curl(self, *, secrets: bool = False) -> str:
        """Return a curl command for a POSIX shell that sends this request.

        Args:
            secrets: Write the credentials out. Otherwise the command names the environment variables that hold them, and so
                still works where these are set; a credential without one reads `***`.
        """
        draft = self._draft
        open_placed = tuple(p for p in self._placed if secrets or p.variable is None)
        placed = open_placed if secrets else tuple(p.hidden() for p in open_placed)
        named = [p for p in self._placed if p not in open_placed]
        words = ["curl", "-X", draft.method, _url_word(draft.wire_url(placed), named)]
        lines = [
            f"-H {shlex.quote(f'{name}: {text}')}" for name, text in draft.wire_headers(placed)
        ]
        lines += [_named_word(p) for p in named if p.where != "query"]
        start = ""
        if draft.body is not None:
            start, data = _body_words(draft.body)
            lines.append(data)
        return start + " \\\n  ".join([" ".join(words), *lines])

    def to_httpx2(self) -> httpx2.Request:
        """Return the request itself, credentials included, to be sent by other means."""
        import httpx2

        draft = self._draft
        return httpx2.Request(
            draft.method,
            draft.wire_url(self._placed),
            headers=draft.wire_headers(self._placed),
            content=draft.body,
        )

    def without_secrets(self) -> PreparedRequest:
        """Return the same request, not knowing its credentials any more."""
        return PreparedRequest(self._draft, self._hidden())

    def _hidden(self) -> tuple[Placed, ...]:
        return tuple(placed.hidden() for placed in self._placed)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.method} {self.url}>"

    def __reduce__(self) -> tuple[type[PreparedRequest], tuple[Draft, tuple[Placed, ...]]]:
        return PreparedRequest, (self._draft, self._hidden())


def _in_double_quotes(text: str) -> str:
    return "".join(f"\\{character}" if character in '\\"$`' else character for character in text)


def _url_word(url: str, named: list[Placed]) -> str:
    in_query = [p for p in named if p.where == "query"]
    if not in_query:
        return shlex.quote(url)
    pairs = "&".join(f"{quote(p.name, safe='')}=${p.variable}" for p in in_query)
    return f'"{_in_double_quotes(url)}{"&" if "?" in url else "?"}{pairs}"'


def _named_word(placed: Placed) -> str:
    if placed.where == "cookie":
        return f'-b "{_in_double_quotes(placed.name)}=${placed.variable}"'
    return f'-H "{_in_double_quotes(f"{placed.name}: {placed.before}")}${placed.variable}"'


def _body_words(body: bytes) -> tuple[str, str]:
    """Return what comes before `curl`, and its option; bytes that a command line cannot hold come by base64."""
    try:
        text = body.decode()
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        return f"echo {base64.b64encode(body).decode()} | base64 -d | ", "--data-binary @-"
    return "", f"--data-raw {shlex.quote(text)}"
