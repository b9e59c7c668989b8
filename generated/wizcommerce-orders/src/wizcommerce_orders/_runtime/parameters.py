"""How parameter values are written: every style of OpenAPI 3.1, "Style Values", percent-encoded by RFC 3986.

In: a name, a style and a JSON value. Out: text for a path, a query, a header or a cookie. A list or object without
members, and null, are left out (RFC 6570, 2.3: undefined). Refuses, with `ValueError`: what a style has no form for (a
list in a list), an empty path value, and what a header cannot carry.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import partial
from typing import TypeAlias
from urllib.parse import quote

from .operation import Parameter, Style

JsonValue: TypeAlias = "str | int | float | bool | list[JsonValue] | dict[str, JsonValue] | None"
Encode = Callable[[str], str]

percent = partial(quote, safe="")
"""Encodes all but unreserved characters (RFC 3986, 2.3)."""
percent_reserved = partial(quote, safe=":/?@!$'()*,;=")
"""The same for `allowReserved`: `#`, `[` and `]` cannot stand in a query (RFC 3986, 3.4), and `&` and `+` would be read
as something else than this value."""
percent_cookie = partial(quote, safe="!#$&'()*+-./:<=>?@[]^_`{|}~")
"""The same for cookies: their octets (RFC 6265, 4.1.1) other than `%` are left alone."""
HEADER = re.compile(r"[!-~](?:[\t -~]*[!-~])?|")


def shorten(value: object, longest: int = 80) -> str:
    """`repr(value)`, cut."""
    text = repr(value)
    return text if len(text) <= longest else f"{text[: longest - 3]}..."


def compact_json(value: JsonValue) -> str:
    """JSON without spaces, and with characters as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def scalar(value: JsonValue) -> str:
    """The text of a JSON scalar: `true`, `1.5`, and text as it is."""
    if isinstance(value, list | dict):
        raise ValueError("has a list or object in it, which this style has no form for")
    return value if isinstance(value, str) else json.dumps(value, allow_nan=False)


def written(parameter: Parameter, value: JsonValue) -> str:
    """What stands in the path or the header, or the pairs of the query or the cookies, joined."""
    name, style, explode = parameter.wire, parameter.style, parameter.explode
    if parameter.where == "path":
        return in_path(name, style, explode, value)
    if parameter.where == "header":
        return in_header(style, explode, value)
    if parameter.where == "cookie":
        return "; ".join(in_query(name, style, explode, value, percent_cookie))
    encode = percent_reserved if parameter.allow_reserved else percent
    return "&".join(in_query(name, style, explode, value, encode))


def in_path(name: str, style: Style, explode: bool, value: JsonValue) -> str:
    """What stands for `{name}` in a path: never more than one segment, and never nothing."""
    if value is not None and style == "json":
        value = compact_json(value)
    between = "." if explode and style == "label" else ","
    text = _joined(value, percent, between, explode)
    if not text:
        raise ValueError("is empty, and a path needs a value")
    if style == "matrix":
        pairs = _pairs(name, value, percent) if explode else [f"{percent(name)}={text}"]
        return "".join(f";{pair}" for pair in pairs)
    return f".{text}" if style == "label" else text


def in_query(
    name: str, style: Style, explode: bool, value: JsonValue, encode: Encode = percent
) -> list[str]:
    """`name=value` pairs, encoded: for a query to be joined by `&`, for a cookie (with `percent_cookie`) by `; `."""
    if value in (None, [], {}):
        return []
    if style == "json":
        value = compact_json(value)
    if style == "deepObject" and isinstance(value, dict):
        return _deep(name, value, encode)
    if explode:
        return _pairs(name, value, encode)
    between = {"spaceDelimited": "%20", "pipeDelimited": "%7C"}.get(style, ",")
    return [f"{percent(name)}={_joined(value, encode, between)}"]


def in_header(style: Style, explode: bool, value: JsonValue) -> str:
    """A header's value, not percent-encoded (OpenAPI 3.1.1, appendix D)."""
    if style == "json":
        return header_safe(json.dumps(value, separators=(",", ":"), allow_nan=False))
    return header_safe(_joined(value, str, ",", explode))


def header_safe(text: str) -> str:
    """`text`, if a header can carry it: printable ASCII, spaces and tabs only inside (RFC 9110, 5.5)."""
    if HEADER.fullmatch(text) is None:
        allowed = "only printable ASCII, no space at the ends"
        raise ValueError(f"holds what a header cannot carry ({allowed})")
    return text


def _scalars(value: JsonValue, name: str = "") -> list[tuple[str, str]]:
    """The members of an object by key, or those of a list or a scalar under `name`; nulls are left out."""
    if isinstance(value, dict):
        return [(key, scalar(item)) for key, item in value.items() if item is not None]
    items = value if isinstance(value, list) else [value]
    return [(name, scalar(item)) for item in items if item is not None]


def _joined(value: JsonValue, encode: Encode, between: str = ",", explode: bool = False) -> str:
    if isinstance(value, str):
        return encode(value)
    pairs = _scalars(value)
    if not isinstance(value, dict):
        return between.join([encode(text) for _, text in pairs])
    equals = "=" if explode else between
    return between.join([f"{encode(key)}{equals}{encode(text)}" for key, text in pairs])


def _pairs(name: str, value: JsonValue, encode: Encode) -> list[str]:
    return [f"{percent(key)}={encode(text)}" for key, text in _scalars(value, name)]


def _deep(name: str, value: JsonValue, encode: Encode) -> list[str]:
    """Brackets for each level; a list repeats its key, since OpenAPI defines nothing better."""
    if not isinstance(value, dict):
        return _pairs(name, value, encode)
    inner = ((f"{name}[{key}]", item) for key, item in value.items())
    return [pair for key, item in inner for pair in _deep(key, item, encode)]
