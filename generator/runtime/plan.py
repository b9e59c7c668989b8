"""From arguments to a request: one `Plan` for each operation that a client has used.

In: an operation, a client's settings and a call's arguments. Out: a `Draft`. Refuses, with `RequestInvalid`: arguments
that the operation does not take, and a path value that would lead somewhere else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Any, Generic, TypeVar

import httpx2
from pydantic import TypeAdapter, ValidationError

from .auth import Held, Placed
from .bodies import encoder
from .errors import RequestInvalid
from .explain import explain, shorten
from .missing import MISSING
from .operation import Operation, Parameter, Style
from .parameters import in_cookie, in_header, in_path, in_query
from .prepared import Draft
from .read import Reader
from .settings import Settings

T = TypeVar("T")
Values = Mapping[str, Any]
"""JSON values by `location.name`."""


class Plan(Generic[T]):
    """All that is the same in every call of an operation, looked up once."""

    def __init__(self, operation: Operation[T], settings: Settings) -> None:
        self.operation = operation
        self._settings = settings
        self._encode = encoder(operation.body) if operation.body is not None else None
        self._checked = CheckedParameters(operation) if operation.checked is not None else None
        in_path_ = {p.wire: p for p in operation.parameters if p.where == "path"}
        pieces = re.split(r"\{([^{}]*)\}", operation.path)
        self._literals, self._path = pieces[::2], [in_path_[wire] for wire in pieces[1::2]]
        self._query = [p for p in operation.parameters if p.where == "query"]
        self._headers = [p for p in operation.parameters if p.where == "header"]
        self._cookies = [p for p in operation.parameters if p.where == "cookie"]
        self._fixed = (
            ("Accept", accepts(operation)),
            ("User-Agent", f"{settings.agent} httpx2/{httpx2.__version__}"),
            *settings.headers,
        )
        self.reader = Reader(operation)

    @cached_property
    def keys(self) -> tuple[Held, ...]:
        """The credentials that its calls carry.

        Raises:
            RequestInvalid: One is missing.
        """
        return self._settings.keyring.choose(self.operation.security)

    @cached_property
    def placed(self) -> tuple[Placed, ...] | None:
        """The same at their places; None if a callable gives one of them."""
        if all(isinstance(held.key, str) for held in self.keys):
            return tuple(held.current() for held in self.keys)
        return None

    def draft(self, arguments: Mapping[str, Any]) -> Draft:
        """Return the request that these arguments ask for.

        Raises:
            RequestInvalid: They are not what the operation takes; the message says which, what came, and what is allowed.
        """
        check = self._checked
        values = self._plain_values(arguments) if check is None else check(arguments)
        url = self._settings.base + self._path_of(values)
        headers: tuple[tuple[str, str], ...] = self._fixed
        if self._query:
            url += self._query_of(values)
        if self._headers or self._cookies:
            headers = self._merged(self._own_headers(values))
        body: bytes | None = None
        if self._encode is not None:
            encoded = self._encode(arguments)
            if encoded is not None:
                body, media_type = encoded
                headers = (*headers, ("Content-Type", media_type))
        return Draft(self.operation.method, url, headers, self._settings.host, body)

    def _plain_values(self, arguments: Mapping[str, Any]) -> Values:
        values: dict[str, Any] = {}
        for parameter in self.operation.parameters:
            value = arguments.get(parameter.argument, MISSING)
            if value is MISSING:
                if parameter.required or parameter.where == "path":
                    msg = f"{parameter.argument}: is required"
                    raise RequestInvalid(msg)
            elif isinstance(value, str):
                values[key_of(parameter)] = value
            else:
                msg = f"{parameter.argument}: {shorten(value)} is not a text"
                raise RequestInvalid(msg)
        return values

    def _path_of(self, values: Values) -> str:
        path = self._literals[0]
        for parameter, literal in zip(self._path, self._literals[1:], strict=True):
            value = values.get(key_of(parameter))
            style, explode = style_of(parameter)
            try:
                path += in_path(parameter.wire, style, explode, value) + literal
            except ValueError as error:
                raise refusal(parameter, value, error) from None
        for segment in path.split("/"):
            if segment in {".", ".."} and self._path:
                # Clients and proxies remove such segments (RFC 3986, 5.2.4), and another path is left.
                names = " and ".join(parameter.argument for parameter in self._path)
                msg = (
                    f"{names}: makes the path segment {segment!r}, which would lead to another path"
                )
                raise RequestInvalid(msg)
        return path

    def _query_of(self, values: Values) -> str:
        pairs: list[str] = []
        for parameter in self._query:
            value = values.get(key_of(parameter))
            style, explode = style_of(parameter)
            reserved = parameter.allow_reserved
            try:
                pairs += in_query(parameter.wire, style, explode, value, allow_reserved=reserved)
            except ValueError as error:
                raise refusal(parameter, value, error) from None
        return f"?{'&'.join(pairs)}" if pairs else ""

    def _own_headers(self, values: Values) -> list[tuple[str, str]]:
        headers: list[tuple[str, str]] = []
        cookies: list[str] = []
        for parameter in (*self._headers, *self._cookies):
            value = values.get(key_of(parameter))
            style, explode = style_of(parameter)
            try:
                if parameter.where == "cookie":
                    cookies += in_cookie(parameter.wire, style, explode, value)
                elif value is not None and value not in ([], {}):
                    headers.append((parameter.wire, in_header(style, explode, value)))
            except ValueError as error:
                raise refusal(parameter, value, error) from None
        return [*headers, ("Cookie", "; ".join(cookies))] if cookies else headers

    def _merged(self, own: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
        names = {name.lower() for name, _ in own}
        return (*(pair for pair in self._fixed if pair[0].lower() not in names), *own)


class CheckedParameters:
    """Parameters gathered and checked by an input class, whose aliases are `location.name`."""

    def __init__(self, operation: Operation[Any]) -> None:
        assert operation.checked is not None
        model = operation.checked()
        adapter: TypeAdapter[Any] = TypeAdapter(model)
        self._validate = adapter.validator.validate_python
        self._dump = adapter.serializer.to_python
        arguments = {key_of(p): p.argument for p in operation.parameters}
        self._fields = [
            (arguments[field.alias or name], name) for name, field in model.model_fields.items()
        ]
        self._names = {field: argument for argument, field in self._fields}

    def __call__(self, arguments: Mapping[str, Any]) -> Values:
        """Return the checked values as JSON."""
        fields: dict[str, Any] = {}
        for argument, field in self._fields:
            value = arguments.get(argument, MISSING)
            if value is not MISSING:
                fields[field] = value
        try:
            checked = self._validate(fields)
        except ValidationError as error:
            raise RequestInvalid(explain(error, fields, self._names)) from error
        values: Values = self._dump(checked, mode="json", by_alias=True)
        return values


def key_of(parameter: Parameter) -> str:
    """Return `location.name`."""
    return f"{parameter.where}.{parameter.wire}"


def style_of(parameter: Parameter) -> tuple[Style, bool]:
    """Return style and explode, by OpenAPI's defaults (3.1, "Parameter Object") where none are given."""
    style = parameter.style
    if style is None:
        style = "simple" if parameter.where in {"path", "header"} else "form"
    explode = parameter.explode
    return style, style in {"form", "deepObject"} if explode is None else explode


def accepts(operation: Operation[Any]) -> str:
    """Return the `Accept` header: what is documented for successes, then for errors."""
    answers = (*operation.answers.values(), *operation.errors.values())
    types = [answer.media_type for answer in answers if answer.media_type is not None]
    return ", ".join(dict.fromkeys(types)) or "*/*"


def refusal(parameter: Parameter, value: Any, error: ValueError) -> RequestInvalid:
    """Return the error for a value that cannot be written as its style demands."""
    if isinstance(error, UnicodeEncodeError):
        return RequestInvalid(
            f"{parameter.argument}: {shorten(value)} is not text that UTF-8 can hold"
        )
    return RequestInvalid(f"{parameter.argument}: {shorten(value)} {error}")
