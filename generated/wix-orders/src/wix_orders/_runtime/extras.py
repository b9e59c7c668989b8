"""What a call sends beside its arguments: `extra_headers`, `extra_query` and `extra_body`.

In: a draft or a body, and what was given. Out: the same with it; what is given replaces what has its name. Refuses,
with `RequestInvalid`: another name for a credential, headers that the client writes itself, names and values that
cannot be sent, a body to add to where there is none or it is no object; with `TypeError`: any other keyword.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any, cast

from typing_extensions import TypedDict  # pydantic brings it; Python's own knows no `closed` yet

from .auth import Held
from .errors import RequestInvalid
from .parameters import header_safe, in_query, percent, shorten
from .prepared import Draft
from .settings import OPTIONS

Scalar = str | int | float | bool | None
OWN = frozenset({"host", "content-length", "transfer-encoding", "connection"})
"""Headers that follow from the request."""
TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
"""A header's name (RFC 9110, 5.1)."""


class Extra(TypedDict, total=False, closed=True):
    """What every call takes for what this package does not know yet.

    Each is sent beside what the call's arguments give, and replaces what has the same name: headers in any case, query
    parameters (a list repeats its name; None leaves it out), and top-level properties of a body that is an object.
    """

    extra_headers: Mapping[str, str]
    """Headers by name."""
    extra_query: Mapping[str, Scalar | Sequence[Scalar]]
    """Query parameters by name: text, a number, a truth value, None, or a list of these."""
    extra_body: Mapping[str, Any]
    """Properties of the body by their names on the wire."""


def check_extra(name: str, given: Mapping[str, Any]) -> None:
    """Refuse what no call of the operation `name` takes."""
    for key, value in given.items():
        if key not in Extra.__optional_keys__:
            hint = f"; with_options({key}=...) gives a client that has it" if key in OPTIONS else ""
            raise TypeError(f"{name}() got an unexpected keyword argument {key!r}{hint}")
        if not isinstance(value, Mapping):
            raise RequestInvalid(f"{key}: {shorten(value)} is not a mapping")


def extended(draft: Draft, extra: Extra, keys: Iterable[Held]) -> Draft:
    """`draft` with extra headers and query parameters; the credentials are not in it yet."""
    credentials = [key.credential for key in keys]
    own = OWN.union(c.name.lower() for c in credentials if c.where == "header")
    held = {c.name for c in credentials if c.where == "query"}
    headers = dict(_header(n, v, own) for n, v in extra.get("extra_headers", {}).items())
    asked = dict(_asked(n, v, held) for n, v in extra.get("extra_query", {}).items())
    start, _, query = draft.url.partition("?")
    pairs = [pair for pair in query.split("&") if pair.partition("=")[0] not in asked]
    query = "&".join(filter(None, [*pairs, *asked.values()]))
    kept = (pair for pair in draft.headers if pair[0].lower() not in headers)
    url = f"{start}?{query}" if query else start
    return draft._replace(url=url, headers=(*kept, *headers.values()))


def added(fields: Any, more: Mapping[str, Any] | None) -> Any:
    """The values of an object body, with those of `extra_body`."""
    if more is None:
        return fields
    if not isinstance(cast("object", fields), dict):
        raise RequestInvalid("extra_body: the body is no object, so nothing can be added to it")
    return {**fields, **more}


def _header(name: Any, value: Any, own: Container[str]) -> tuple[str, tuple[str, str]]:
    """The name in lower case, and the header."""
    where = f"extra_headers: {shorten(name)}"
    lower = name.lower() if isinstance(name, str) else ""
    if TOKEN.fullmatch(lower) is None:
        raise RequestInvalid(f"{where} is no name of a header")
    if lower in own:
        raise RequestInvalid(f"{where} is written by the client itself, or is a credential's")
    try:
        return lower, ("Cookie" if lower == "cookie" else name, header_safe(value))
    except (TypeError, ValueError) as error:
        why = f": {shorten(value)} is not a text" if isinstance(error, TypeError) else f" {error}"
        raise RequestInvalid(f"{where}{why}") from None


def _asked(name: Any, value: Any, held: Container[str]) -> tuple[str, str]:
    """The name as a query has it, and the parameter; nothing for None."""
    where = f"extra_query: {shorten(name)}"
    if not isinstance(name, str) or name in held:
        raise RequestInvalid(f"{where} is no text, or is a credential's")
    many = isinstance(cast("object", value), Sequence) and not isinstance(value, str | bytes)
    listed: list[Any] = list(value) if many else [value]
    try:
        return percent(name), "&".join(in_query(name, "form", True, listed))
    except (TypeError, ValueError) as error:
        raise RequestInvalid(f"{where}: {shorten(value)} cannot be written: {error}") from None
