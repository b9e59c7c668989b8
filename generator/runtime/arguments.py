"""Arguments, checked by pydantic and turned into bytes: every kind of request body.

In: a `Body`, or a class of parameters, and a call's arguments. Out: checked values; bytes and their content type, or
None where an optional body is left out. Refuses, with `RequestInvalid`, what the types do not take: the message says
where, what came, and what is allowed.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote_plus

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic_core import to_jsonable_python

from .errors import RequestInvalid
from .extras import added
from .missing import MISSING
from .operation import Body, BytesBody, FormBody, MultipartBody, ObjectBody, TextBody, WholeJson
from .parameters import JsonValue, compact_json, in_query, scalar, shorten

Values = Mapping[str, Any]
Encoded = tuple[bytes | None, str]
"""A body, or None where it is left out, and its `Content-Type`."""
_CONSTANTS = ConfigDict(ser_json_inf_nan="constants")
"""Writes NaN as it is, to be refused: pydantic would write null."""
_KINDS: Mapping[type, type] = {TextBody: str, BytesBody: bytes}
_SAID: Mapping[type, str] = {str: "a text", bytes: "bytes"}


class Checked:
    """Checks what is given by a type; messages call its fields by their arguments in `names`, and itself `top`."""

    def __init__(self, kind: Any, names: Mapping[str, str], top: str = "") -> None:
        is_model = hasattr(kind, "model_rebuild")
        if is_model:
            kind.model_rebuild()  # an adapter of an unbuilt class would not know the class's config
        self._adapter = TypeAdapter[Any](kind, config=None if is_model else _CONSTANTS)
        self._names = names
        self._top = top

    def gather(self, arguments: Values) -> dict[str, Any]:
        """The fields that were given."""
        found = ((field, arguments.get(name, MISSING)) for field, name in self._names.items())
        return {field: value for field, value in found if value is not MISSING}

    def fields(self, given: Any, mode: str = "json") -> Any:
        """The fields of a checked object by wire names: as JSON values, or in mode `python` as they are."""
        value = self._check(given)
        return self._adapter.serializer.to_python(value, mode=mode, by_alias=True)

    def json(self, given: Any, more: Values | None) -> bytes:
        """The checked value as JSON; `ValueError` for what has no form there, or was put in since and has no place."""
        value = self._check(given)
        text = self._adapter.serializer.to_json(value, by_alias=True, warnings="error")
        if b"NaN" in text or b"Infinity" in text:  # as texts they are JSON, and as numbers refused
            compact_json(json.loads(text))
        if more is not None:
            text = compact_json(to_jsonable_python(added(json.loads(text), more))).encode()
        return text

    def _check(self, given: Any) -> Any:
        """The value of the type, or `status: 'shipped' is not one of 'draft', 'confirmed'` for each problem."""
        try:
            return self._adapter.validator.validate_python(given)
        except ValidationError as error:
            problems: dict[str, dict[str, None]] = {}
            for problem in error.errors(include_url=False):
                path = _path(problem["loc"], given, problem["type"] == "missing")
                path[:1] = [self._names.get(step, step) for step in path[:1]]
                at = self._top + "".join(f"[{key}]" if key.isdigit() else f".{key}" for key in path)
                words = _words(problem["type"], problem["msg"], shorten(problem["input"]))
                problems.setdefault(at.removeprefix("."), {})[words] = None
            said = (f"{at}: {' or '.join(every)}" for at, every in problems.items())
            raise RequestInvalid("; ".join(said)) from error


def taken(arguments: Values, name: str, kind: type, required: bool) -> Any:
    """An argument that is to be a `kind` and no more; `MISSING` where it is left out."""
    value = arguments.get(name, MISSING)
    if value is MISSING and required:
        raise RequestInvalid(f"{name}: is required")
    if value is not MISSING and not isinstance(value, kind):
        raise RequestInvalid(f"{name}: {shorten(value)} is not {_SAID[kind]}")
    return value


def _path(loc: tuple[int | str, ...], given: Any, missing: bool) -> list[str]:
    """The part of `loc` that leads through `given`; pydantic's names for the branches of unions lie between."""
    if not loc:
        return []
    key = _key(loc[0], given)
    if key is not None:
        return [str(loc[0]), *_path(loc[1:], given[key], missing)]
    return [str(loc[0])] if missing and len(loc) == 1 else _path(loc[1:], given, missing)


def _key(step: int | str, given: Any) -> Any:
    """The key or index that `step` means: pydantic says `buyer_info` where a caller's dict has `buyerInfo`."""
    if isinstance(step, int):
        return step if isinstance(given, list) else None
    keys: list[Any] = list(given.keys()) if hasattr(given, "keys") else []
    plain = step.replace("_", "").lower()
    return next((key for key in keys if str(key).replace("_", "").lower() == plain), None)


def _words(kind: str, message: str, came: str) -> str:
    wanted = message.removeprefix("Input should be ")
    if kind == "missing":
        return "is required"
    if kind in {"enum", "literal_error"}:
        listed = wanted.replace(" or ", ", ")
        return f"{came} is not {'one of ' if ', ' in listed else ''}{listed}"
    return f"{message} (came {came})" if wanted == message else f"{came} is not {wanted}"


class Encoder:
    """Turns a call's arguments into its body; what can be looked up once is looked up here."""

    def __init__(self, body: Body) -> None:
        self._body = body
        if isinstance(body, ObjectBody):
            self._checked = Checked(body.model(), {body.renamed.get(n, n): n for n in body.fields})
        elif isinstance(body, WholeJson):
            self._checked = Checked(body.type(), {}, body.argument)

    def encode(self, arguments: Values, more: Values | None) -> Encoded:
        """The body, with `more` in it."""
        body = self._body
        if isinstance(body, ObjectBody):
            given: Any = self._checked.gather(arguments)
            if not given and not body.required and more is None:
                return None, ""
        else:
            given = taken(arguments, body.argument, _KINDS.get(type(body), object), body.required)
            if given is MISSING:
                return None, ""
        match body:
            case FormBody():
                return _form(body, added(self._checked.fields(given), more))
            case MultipartBody():
                return _multipart(body, added(self._checked.fields(given, "python"), more))
            case TextBody():
                return added(given, more).encode(), f"{body.media_type}; charset=utf-8"
            case BytesBody():
                return added(given, more), body.media_type
            case _:
                return self._checked.json(given, more), body.media_type


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


def _multipart(body: MultipartBody, fields: dict[str, bytes | list[bytes] | JsonValue]) -> Encoded:
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
