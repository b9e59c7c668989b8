"""How parameter values are written: every style of OpenAPI 3.1, "Style Values", percent-encoded by RFC 3986.

In: a name, a style, and a JSON value (text, number, boolean, list, object). Out: text for a path, a query, a header or a
cookie. Refuses, with `ValueError`: what the style has no form for (a list in a list, an object in a deepObject's list),
an empty path value, and what a header cannot carry.

A list or object without members, and null, are left out (RFC 6570, 2.3: undefined).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, Final
from urllib.parse import quote

from .operation import Style

Encode = Callable[[str], str]

RESERVED: Final = ":/?@!$'()*,;="
"""What `allowReserved` leaves alone. `#`, `[` and `]` cannot stand in a query (RFC 3986, 3.4), and `&` and `+` would be
read as something else than this value."""
COOKIE: Final = "!#$&'()*+-./:<=>?@[]^_`{|}~"
"""Cookie octets (RFC 6265, 4.1.1) other than `%`."""
DELIMITERS: Final[Mapping[str, str]] = {"spaceDelimited": "%20", "pipeDelimited": "%7C"}
HEADER_VALUE: Final = re.compile(r"[!-~](?:[\t -~]*[!-~])?|")


def scalar(value: Any) -> str:
    """Return the text of a JSON scalar: `true`, `1.5`, and text as it is."""
    match value:
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case int() | float():
            return json.dumps(value)
        case None:
            msg = "null has no form here"
        case _:
            msg = "a list or object in a list or object has no form in this style"
    raise ValueError(msg)


def compact_json(value: Any) -> str:
    """Return JSON text without spaces, and with characters as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def in_path(name: str, style: Style, explode: bool, value: Any) -> str:
    """Return what stands for `{name}` in a path: never more than one segment, and never nothing."""
    if value is None or value in ("", [], {}):
        msg = "is empty, and a path needs a value"
        raise ValueError(msg)
    if style == "matrix":
        return _matrix(quote(name, safe=""), explode, value)
    if style == "label":
        return "." + (_exploded(value, ".") if explode else _joined(value, ","))
    if style == "json":
        return _quote(compact_json(value))
    return _exploded(value, ",") if explode else _joined(value, ",")


def in_query(
    name: str, style: Style, explode: bool, value: Any, *, allow_reserved: bool = False
) -> list[str]:
    """Return `name=value` pairs, encoded, to be joined by `&`."""
    encode = _quote_reserved if allow_reserved else _quote
    key = quote(name, safe="")
    if value is None or value in ([], {}):
        return []
    if style == "json":
        return [f"{key}={encode(compact_json(value))}"]
    if style == "deepObject" and isinstance(value, Mapping):
        return _deep(key, value, encode)
    if explode:
        return _pairs(key, value, encode)
    return [f"{key}={_joined(value, DELIMITERS.get(style, ','), encode)}"]


def in_header(style: Style, explode: bool, value: Any) -> str:
    """Return a header's value, not percent-encoded (OpenAPI 3.1.1, appendix D); only what `header_safe` accepts."""
    if style == "json":
        return header_safe(json.dumps(value, separators=(",", ":"), allow_nan=False))
    return header_safe(_exploded(value, ",", str) if explode else _joined(value, ",", str))


def in_cookie(name: str, style: Style, explode: bool, value: Any) -> list[str]:
    """Return `name=value` pairs, to be joined by `; `; what a cookie cannot hold is percent-encoded."""
    if value is None or value in ([], {}):
        return []
    if style == "json":
        return [f"{name}={_quote_cookie(compact_json(value))}"]
    if explode:
        return _pairs(name, value, _quote_cookie)
    return [f"{name}={_joined(value, ',', _quote_cookie)}"]


def header_safe(text: str) -> str:
    """Return `text` if a header can carry it: visible ASCII, spaces and tabs inside (RFC 9110, 5.5)."""
    if HEADER_VALUE.fullmatch(text) is None:
        msg = "holds a character that a header cannot carry (only printable ASCII, no space at the ends)"
        raise ValueError(msg)
    return text


def _quote(text: str) -> str:
    return quote(text, safe="")


def _quote_reserved(text: str) -> str:
    return quote(text, safe=RESERVED)


def _quote_cookie(text: str) -> str:
    return quote(text, safe=COOKIE)


def _joined(value: Any, separator: str, encode: Encode = _quote) -> str:
    if isinstance(value, list):
        return separator.join(encode(scalar(item)) for item in _items(value))
    if isinstance(value, Mapping):
        return separator.join(encode(scalar(part)) for pair in _fields(value) for part in pair)
    return encode(scalar(value))


def _exploded(value: Any, separator: str, encode: Encode = _quote) -> str:
    if isinstance(value, Mapping):
        return separator.join(
            f"{encode(key)}={encode(scalar(item))}" for key, item in _fields(value)
        )
    return _joined(value, separator, encode)


def _matrix(name: str, explode: bool, value: Any) -> str:
    if explode and isinstance(value, list):
        return "".join(f";{name}={_quote(scalar(item))}" for item in _items(value))
    if explode and isinstance(value, Mapping):
        return "".join(f";{_quote(key)}={_quote(scalar(item))}" for key, item in _fields(value))
    return f";{name}={_joined(value, ',')}"


def _pairs(name: str, value: Any, encode: Encode) -> list[str]:
    if isinstance(value, list):
        return [f"{name}={encode(scalar(item))}" for item in _items(value)]
    if isinstance(value, Mapping):
        return [f"{_quote(key)}={encode(scalar(item))}" for key, item in _fields(value)]
    return [f"{name}={encode(scalar(value))}"]


def _deep(name: str, value: Mapping[str, Any], encode: Encode) -> list[str]:
    """Brackets for each level; a list repeats its key, since OpenAPI defines nothing better."""
    pairs: list[str] = []
    for key, item in _fields(value):
        inner = f"{name}%5B{_quote(key)}%5D"
        if isinstance(item, Mapping):
            pairs += _deep(inner, item, encode)
        else:
            pairs += _pairs(inner, item, encode)
    return pairs


def _items(value: list[Any]) -> list[Any]:
    return [item for item in value if item is not None]


def _fields(value: Mapping[str, Any]) -> list[tuple[str, Any]]:
    return [(key, item) for key, item in value.items() if item is not None]
