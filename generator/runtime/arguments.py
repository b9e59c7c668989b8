"""Arguments, checked by pydantic and turned into bytes: every kind of request body.

In: a `Body`, or a class of parameters, and a call's arguments. Out: checked values; bytes and their content type, or
None where an optional body is left out. Refuses, with `RequestInvalid`, what the types do not take: the message says
where, what came, and what is allowed.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, TypeAlias
from urllib.parse import quote_plus

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic_core import to_jsonable_python

from .errors import RequestInvalid
from .extras import added
from .missing import MISSING
from .operation import Body, BytesBody, FormBody, JsonBody, MultipartBody, TextBody, WholeJson
from .parameters import JsonValue, compact_json, in_query, scalar, shorten

Encoded = tuple[bytes, str]
"""A body and its `Content-Type`."""
Part: TypeAlias = "bytes | list[bytes] | JsonValue"
More: TypeAlias = Mapping[str, Any] | None
"""`extra_body`."""
Encoder = Callable[[Mapping[str, Any]], Encoded | None]
Write = Callable[[Any, More], Encoded]


class Checked:
    """Arguments that together make an input object; `fields` pairs each argument with its field."""

    def __init__(self, model: Any, fields: Sequence[tuple[str, str]]) -> None:
        self.adapter = _adapter(model)
        self._fields = fields
        self._arguments = {field: argument for argument, field in fields}

    def gather(self, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """The fields that were given."""
        found = ((field, arguments.get(argument, MISSING)) for argument, field in self._fields)
        return {field: value for field, value in found if value is not MISSING}

    def check(self, fields: Mapping[str, Any]) -> Any:
        """The input object."""
        return check(self.adapter, fields, self._arguments)


def _adapter(kind: Any) -> TypeAdapter[Any]:
    if hasattr(kind, "model_rebuild"):
        kind.model_rebuild()  # an adapter of an unbuilt class would not know the class's config
        return TypeAdapter(kind)
    return TypeAdapter(kind, config=ConfigDict(ser_json_inf_nan="constants"))


def check(adapter: TypeAdapter[Any], given: Any, names: Mapping[str, str], top: str = "") -> Any:
    """Return `given` as the adapter's type; messages use `names` for its keys, and `top` for itself."""
    try:
        return adapter.validator.validate_python(given)
    except ValidationError as error:
        raise RequestInvalid(explain(error, given, names, top)) from error


def explain(error: ValidationError, given: Any, names: Mapping[str, str], top: str = "") -> str:
    """Say `status: 'shipped' is not one of 'draft', 'confirmed', 'cancelled'`, and so on for each problem."""
    problems: dict[str, list[str]] = {}
    for problem in error.errors(include_url=False):
        path = _path(problem["loc"], given, problem["type"] == "missing")
        path[:1] = [names.get(step, step) for step in path[:1]]
        where = "".join(f"[{step}]" if step.isdigit() else f".{step}" for step in path)
        said = problems.setdefault((top + where).removeprefix("."), [])
        words = _words(problem["type"], problem["msg"], problem["input"], problem.get("ctx", {}))
        if words not in said:
            said.append(words)
    return "; ".join(f"{where}: {' or '.join(said)}" for where, said in problems.items())


def _path(loc: tuple[int | str, ...], given: Any, missing: bool) -> list[str]:
    """The part of `loc` that leads through `given`; pydantic's names for the branches of unions lie between."""
    path: list[str] = []
    for number, step in enumerate(loc):
        key = _key(step, given)
        if key is not None:
            given = given[key]
        if key is not None or (missing and number == len(loc) - 1):
            path.append(str(step))
    return path


def _key(step: int | str, given: Any) -> Any:
    """The key or index that `step` means: pydantic says `buyer_info` where a caller's dict has `buyerInfo`."""
    if isinstance(step, int):
        return step if isinstance(given, list) else None
    keys: list[Any] = list(given.keys()) if hasattr(given, "keys") else []
    plain = step.replace("_", "").lower()
    return next((key for key in keys if str(key).replace("_", "").lower() == plain), None)


def _words(kind: str, message: str, came: object, context: Mapping[str, Any]) -> str:
    if kind in {"enum", "literal_error"}:
        allowed = str(context.get("expected", "")).replace(" or ", ", ")
        return f"{shorten(came)} is not {'one of ' if ', ' in allowed else ''}{allowed}"
    if kind == "missing":
        return "is required"
    if message.startswith("Input should be "):
        return f"{shorten(came)} is not {message.removeprefix('Input should be ')}"
    return f"{message} (came {shorten(came)})"


def encoder(body: Body) -> Encoder:
    """Return what turns a call's arguments into its body; what can be looked up once is looked up here."""
    match body:
        case JsonBody() | FormBody() | MultipartBody():
            return _object(body)
        case WholeJson() | TextBody() | BytesBody():
            return _whole(body)


def _dumped(adapter: TypeAdapter[Any], value: Any, more: More) -> bytes:
    """A checked value as JSON; `ValueError` for what has no form there, or was put in since and has no place."""
    text = adapter.serializer.to_json(value, by_alias=True, warnings="error")
    if b"NaN" in text or b"Infinity" in text:  # as texts they are JSON, and as numbers refused here
        compact_json(json.loads(text))
    if more is not None:
        text = compact_json(to_jsonable_python(added(json.loads(text), more))).encode()
    return text


def _object(body: JsonBody | FormBody | MultipartBody) -> Encoder:
    checked = Checked(body.model(), [(name, body.renamed.get(name, name)) for name in body.fields])
    to_python = checked.adapter.serializer.to_python

    def encode(given: Mapping[str, Any]) -> Encoded | None:
        fields, more = checked.gather(given), given.get("_extra", {}).get("extra_body")
        if not fields and not body.required and more is None:
            return None
        value = checked.check(fields)
        match body:
            case JsonBody():
                return _dumped(checked.adapter, value, more), body.media_type
            case FormBody():
                return _form(body, added(to_python(value, mode="json", by_alias=True), more))
            case MultipartBody():
                return _multipart(body, added(to_python(value, by_alias=True), more))

    return encode


def _whole(body: WholeJson | TextBody | BytesBody) -> Encoder:
    write = _json(body) if isinstance(body, WholeJson) else partial(_plain, body)

    def encode(given: Mapping[str, Any]) -> Encoded | None:
        value = given.get(body.argument, MISSING)
        if value is not MISSING:
            return write(value, given.get("_extra", {}).get("extra_body"))
        if body.required:
            raise RequestInvalid(f"{body.argument}: is required")
        return None

    return encode


def _json(body: WholeJson) -> Write:
    adapter = _adapter(body.type())

    def write(value: Any, more: More) -> Encoded:
        return _dumped(adapter, check(adapter, value, {}, body.argument), more), body.media_type

    return write


def _plain(body: TextBody | BytesBody, value: object, more: More) -> Encoded:
    added(value, more)
    if isinstance(body, TextBody) and isinstance(value, str):
        return value.encode(), f"{body.media_type}; charset=utf-8"
    if isinstance(body, BytesBody) and isinstance(value, bytes):
        return value, body.media_type
    kind = "a text" if isinstance(body, TextBody) else "bytes"
    raise RequestInvalid(f"{body.argument}: {shorten(value)} is not {kind}")


def _form(body: FormBody, fields: dict[str, JsonValue]) -> Encoded:
    """`application/x-www-form-urlencoded` (WHATWG URL, 5.2), with styles where the spec gives some."""
    pairs: list[str] = []
    for name, value in fields.items():
        if name in body.styles:
            pairs += in_query(name, *body.styles[name], value)
        else:
            pairs += [f"{quote_plus(name)}={quote_plus(text)}" for text in _texts(value)]
    return "&".join(pairs).encode(), body.media_type


def _texts(value: JsonValue) -> list[str]:
    """A JSON value as form fields: one for each item of a list, none for null, JSON for an object."""
    if isinstance(value, list):
        return [text for item in value for text in _texts(item)]
    if value is None:
        return []
    return [compact_json(value) if isinstance(value, dict) else scalar(value)]


def _multipart(body: MultipartBody, fields: dict[str, Part]) -> Encoded:
    """RFC 7578; names are escaped as browsers do (WHATWG HTML, 4.10.21.8)."""
    boundary = secrets.token_hex(16)
    parts: list[bytes] = []
    for name, value in fields.items():
        quoted = name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
        for item in value if isinstance(value, list) else [value]:
            head = f'--{boundary}\r\nContent-Disposition: form-data; name="{quoted}"'
            if isinstance(item, bytes):
                head += f'; filename="{quoted}"\r\nContent-Type: application/octet-stream'
                parts += [f"{head}\r\n\r\n".encode(), item, b"\r\n"]
                continue
            plain: JsonValue = to_jsonable_python(item)
            head += "\r\nContent-Type: application/json" if isinstance(plain, dict) else ""
            parts += [f"{head}\r\n\r\n{text}\r\n".encode() for text in _texts(plain)]
    parts.append(f"--{boundary}--\r\n".encode())
    return b"".join(parts), f"{body.media_type}; boundary={boundary}"
