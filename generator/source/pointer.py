"""JSON Pointers (RFC 6901) as tuples of tokens.

In: a pointer's text, plain (`/paths/~1pets`) or as a URI fragment (`#/paths/~1pets~1%7Bid%7D`).
Out: its tokens, and back. Refuses: with `ValueError`, a text that is no pointer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import unquote


def escape(token: str) -> str:
    """One token as it stands in a pointer (RFC 6901 section 3): `~` is `~0`, `/` is `~1`."""
    return token.replace("~", "~0").replace("/", "~1")


def unescape(token: str) -> str:
    """The inverse of `escape`; `~` before anything but 0 and 1 is no pointer: `ValueError`."""
    if re.search(r"~(?![01])", token):
        raise ValueError(f"'~' stands before neither 0 nor 1 in {token!r}")
    return token.replace("~1", "/").replace("~0", "~")


def parse_pointer(text: str) -> tuple[str, ...]:
    """The tokens of a pointer. After `#` percent-encoding is undone first (RFC 6901 section 6).

    `""` and `"#"` are the whole document: no tokens. Raises `ValueError` for a text that is no
    pointer.
    """
    if text.startswith("#"):
        text = unquote(text[1:], errors="strict")
    if not text:
        return ()
    if not text.startswith("/"):
        raise ValueError(f"a JSON Pointer begins with '/': {text!r}")
    return tuple(unescape(token) for token in text[1:].split("/"))


def format_pointer(tokens: Iterable[str]) -> str:
    """The pointer with these tokens, without `#` before it."""
    return "".join("/" + escape(token) for token in tokens)
