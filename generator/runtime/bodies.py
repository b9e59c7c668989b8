"""Arguments to bytes: every kind of request body.

In: a `Body` and a call's arguments. Out: bytes and their content type, or None where an optional body is left out.
Refuses, with `RequestInvalid`: arguments that the input class or type does not take.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from typing import Any, assert_never
from urllib.parse import quote_plus

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError, to_jsonable_python

from .errors import RequestInvalid
from .explain import explain, shorten
from .missing import MISSING
from .operation import (
    Body,
    BytesBody,
    FormBody,
    JsonBody,
    MultipartBody,
    SpreadBody,
    TextBody,
    WholeJson,
)
from .parameters import compact_json, in_query, scalar

Encoded = tuple[bytes, str]
"""A body and its `Content-Type`."""
Encoder = Callable[[Mapping[str, Any]], Encoded | None]


def encoder(body: Body) -> Encoder:
    """Return what turns a call's arguments into its body; what can be looked up once is looked up here."""
    match body:
        case JsonBody():
            return _spread_json(body)
        case FormBody():
            return _spread(body, lambda fields: (_form(body, fields), body.media_type))
        case MultipartBody():
            return _spread(body, lambda fields: _multipart(body, fields))
        case WholeJson():
            return _whole_json(body)
        case TextBody():
            return lambda given: _plain(body, given, str)
        case BytesBody():
            return lambda given: _plain(body, given, bytes)
        case _:
            assert_never(body)


class Checked:
    """Spread arguments, gathered and checked by an input class."""

    __slots__ = ("_arguments", "_fields", "_required", "_validate", "adapter")

    def __init__(self, body: SpreadBody) -> None:
        self.adapter: TypeAdapter[Any] = TypeAdapter(body.model())
        self._validate = self.adapter.validator.validate_python
        self._fields = [(name, body.renamed.get(name, name)) for name in body.fields]
        self._arguments = {field: name for name, field in self._fields}
        self._required = body.required

    def __call__(self, given: Mapping[str, Any]) -> Any:
        """Return the checked input, or None where the body is left out."""
        fields: dict[str, Any] = {}
        for name, field in self._fields:
            value = given.get(name, MISSING)
            if value is not MISSING:
                fields[field] = value
        if not fields and not self._required:
            return None
        try:
            return self._validate(fields)
        except ValidationError as error:
            raise RequestInvalid(explain(error, fields, self._arguments)) from error


def _spread_json(body: JsonBody) -> Encoder:
    checked = Checked(body)
    to_json = checked.adapter.serializer.to_json

    def encode(given: Mapping[str, Any]) -> Encoded | None:
        value = checked(given)
        if value is None:
            return None
        return _written(lambda: to_json(value, by_alias=True)), body.media_type

    return encode


def _spread(body: FormBody | MultipartBody, write: Callable[[dict[str, Any]], Encoded]) -> Encoder:
    checked = Checked(body)
    dump = checked.adapter.dump_python

    def encode(given: Mapping[str, Any]) -> Encoded | None:
        value = checked(given)
        return None if value is None else write(dump(value, by_alias=True))

    return encode


def _whole_json(body: WholeJson) -> Encoder:
    adapter: TypeAdapter[Any] = TypeAdapter(body.type())

    def encode(given: Mapping[str, Any]) -> Encoded | None:
        value = given.get(body.argument, MISSING)
        if value is MISSING and not body.required:
            return None
        try:
            value = adapter.validate_python(value)
        except ValidationError as error:
            named = {body.argument: value}
            raise RequestInvalid(
                f"{body.argument}: {explain(error, named[body.argument])}"
            ) from error
        return _written(lambda: adapter.dump_json(value, by_alias=True)), body.media_type

    return encode


def _written(write: Callable[[], bytes]) -> bytes:
    try:
        return write()
    except PydanticSerializationError as error:
        raise RequestInvalid(str(error)) from error


def _plain(
    body: TextBody | BytesBody, given: Mapping[str, Any], kind: type[str | bytes]
) -> Encoded | None:
    value = given.get(body.argument, MISSING)
    if value is MISSING and not body.required:
        return None
    if isinstance(value, str) and kind is str:
        return value.encode(), f"{body.media_type}; charset=utf-8"
    if isinstance(value, bytes) and kind is bytes:
        return value, body.media_type
    msg = f"{body.argument}: {shorten(value)} is not {kind.__name__}"
    raise RequestInvalid(msg)


def _form(body: FormBody, fields: dict[str, Any]) -> bytes:
    """`application/x-www-form-urlencoded` (WHATWG URL, 5.2), with styles where the spec gives some."""
    pairs: list[str] = []
    for name, value in to_jsonable_python(fields).items():
        style = body.styles.get(name)
        if style is not None:
            pairs += in_query(name, *style, value)
            continue
        pairs += [f"{quote_plus(name)}={quote_plus(text)}" for text in _texts(value)]
    return "&".join(pairs).encode()


def _texts(value: Any) -> list[str]:
    """A JSON value as form fields: one for each item of a list, none for null, JSON for an object."""
    if value is None:
        return []
    if isinstance(value, list):
        return [text for item in value for text in _texts(item)]
    return [compact_json(value) if isinstance(value, dict) else scalar(value)]


def _multipart(body: MultipartBody, fields: dict[str, Any]) -> Encoded:
    """`multipart/form-data` (RFC 7578); names are escaped as browsers do (WHATWG HTML, 4.10.21.8)."""
    boundary = secrets.token_hex(16)
    parts: list[bytes] = []
    for name, value in fields.items():
        quoted = name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
        for item in value if isinstance(value, list) else [value]:
            head = f'--{boundary}\r\nContent-Disposition: form-data; name="{quoted}"'
            if isinstance(item, bytes):
                head += f'; filename="{quoted}"\r\nContent-Type: application/octet-stream'
                parts.append(f"{head}\r\n\r\n".encode() + item + b"\r\n")
                continue
            plain = to_jsonable_python(item)
            if isinstance(plain, dict):
                head += "\r\nContent-Type: application/json"
            parts += [f"{head}\r\n\r\n{text}\r\n".encode() for text in _texts(plain)]
    parts.append(f"--{boundary}--\r\n".encode())
    return b"".join(parts), f"{body.media_type}; boundary={boundary}"
