"""From arguments to a request: one `Plan` for each operation that a client has used.

In: an operation, a client's settings and a call's arguments. Out: a `Draft`. Refuses, with `RequestInvalid`: arguments
that the operation does not take, and a path value that would lead somewhere else.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Mapping
from functools import cache, cached_property
from typing import Any, Generic, TypeVar

import httpx2

from .arguments import Checked, Encoder, encoder
from .auth import Held, Placed, choose
from .errors import RequestInvalid
from .extras import check_extra, extended
from .missing import MISSING
from .model import wire_names
from .operation import Operation, Parameter
from .parameters import JsonValue, encoding, in_header, in_path, in_query, shorten
from .prepared import Draft
from .settings import Settings

T = TypeVar("T")
Values = Mapping[Parameter, JsonValue]
ParameterChecks = tuple[Checked, dict[str, Parameter]]


class Plan(Generic[T]):
    """All that is the same in every call of an operation, looked up once."""

    def __init__(self, operation: Operation[T], settings: Settings) -> None:
        self.operation = operation
        self.logger = logging.getLogger(settings.package)
        self._settings = settings
        self._encode, self._checked = _built(operation)
        pieces = re.split(r"\{([^{}]*)\}", operation.path)
        in_paths = {p.wire: p for p in operation.parameters if p.where == "path"}
        self._literals, self._path = pieces[::2], [in_paths[wire] for wire in pieces[1::2]]
        self._others = [p for p in operation.parameters if p.where != "path"]
        own = (("Accept", operation.accept), ("User-Agent", _user_agent(settings)))
        self._headers = (*own, *settings.headers)

    @cached_property
    def keys(self) -> tuple[Held, ...]:
        """The credentials that calls carry."""
        return choose(self.operation, self._settings.service, self._settings.keys)

    @cached_property
    def placed(self) -> tuple[Placed, ...] | None:
        """The same at their places; None if a callable gives one of them."""
        fixed = all(held.fixed for held in self.keys)
        return tuple(held.current() for held in self.keys) if fixed else None

    def draft(self, arguments: Mapping[str, Any]) -> Draft:
        """Return the request that these arguments ask for.

        Raises:
            RequestInvalid: They are not what the operation takes; it says which, what came, and what is allowed.
        """
        if extra := arguments.get("_extra"):
            check_extra(self.operation.name, extra)
        values = self._values(arguments)
        url = self._settings.base + self._path_of(values)
        headers = self._headers
        if self._others:
            query, own = self._written(values)
            url += query
            names = {name.lower() for name, _ in own}
            headers = (*(h for h in headers if h[0].lower() not in names), *own)
        try:
            encoded = self._encode(arguments) if self._encode is not None else None
        except RequestInvalid:
            raise
        except ValueError as error:
            raise RequestInvalid(f"no body can be made of this: {error}") from error
        body = None
        if encoded is not None:
            body, media_type = encoded
            headers = (*headers, ("Content-Type", media_type))
        elif extra and "extra_body" in extra:
            raise RequestInvalid("extra_body: this call has no body, so nothing can be added to it")
        draft = Draft(self.operation.method, url, headers, body)
        return extended(draft, extra, self.keys) if extra else draft

    def _values(self, arguments: Mapping[str, Any]) -> Values:
        if self._checked is not None:
            checked, fields = self._checked
            value = checked.check(checked.gather(arguments))
            dumped = checked.adapter.serializer.to_python(value, mode="json", by_alias=True)
            return {fields[key]: item for key, item in dumped.items()}
        values: dict[Parameter, JsonValue] = {}
        for parameter in self.operation.parameters:
            value = arguments.get(parameter.argument, MISSING)
            if isinstance(value, str):
                values[parameter] = value
            elif value is not MISSING:
                raise RequestInvalid(f"{parameter.argument}: {shorten(value)} is not a text")
            elif parameter.required or parameter.where == "path":
                raise RequestInvalid(f"{parameter.argument}: is required")
        return values

    def _path_of(self, values: Values) -> str:
        path = self._literals[0]
        for parameter, literal in zip(self._path, self._literals[1:], strict=True):
            style, explode = parameter.style, parameter.explode
            value = values.get(parameter)
            try:
                path += in_path(parameter.wire, style, explode, value) + literal
            except ValueError as error:
                raise _refusal(parameter, value, error) from None
        if self._path and not {".", ".."}.isdisjoint(path.split("/")):
            # Clients and proxies remove such segments (RFC 3986, 5.2.4), and another path is left.
            names = " and ".join(parameter.argument for parameter in self._path)
            raise RequestInvalid(f"{names}: makes a segment `.` or `..`, which leads elsewhere")
        return path

    def _written(self, values: Values) -> tuple[str, list[tuple[str, str]]]:
        """The query, and the operation's own headers."""
        pairs: list[str] = []
        headers: list[tuple[str, str]] = []
        cookies: list[str] = []
        for parameter in self._others:
            value, wire = values.get(parameter), parameter.wire
            style, explode = parameter.style, parameter.explode
            try:
                if parameter.where != "header":
                    encode = encoding(parameter.where, parameter.allow_reserved)
                    into = cookies if parameter.where == "cookie" else pairs
                    into += in_query(wire, style, explode, value, encode)
                elif value is not None and value not in ([], {}):
                    headers.append((wire, in_header(style, explode, value)))
            except ValueError as error:
                raise _refusal(parameter, value, error) from None
        if cookies:
            headers.append(("Cookie", "; ".join(cookies)))
        return f"?{'&'.join(pairs)}" if pairs else "", headers


@cache
def _built(operation: Operation[Any]) -> tuple[Encoder | None, ParameterChecks | None]:
    """What is the same for all clients, and costs most: for parameters, a check, and they by its aliases."""
    encode = encoder(operation.body) if operation.body is not None else None
    if operation.checked is None:
        return encode, None
    model = operation.checked()
    parameters = {f"{p.where}.{p.wire}": p for p in operation.parameters}
    fields = [(parameters[wire].argument, name) for name, wire in wire_names(model).items()]
    return encode, (Checked(model, fields), parameters)


def _user_agent(settings: Settings) -> str:
    """Package, Python and transport (RFC 9110, 10.1.5), and what the application appends."""
    service, (major, minor, *_) = settings.service, sys.version_info
    own = f"{service.name}/{service.version} python/{major}.{minor} httpx2/{httpx2.__version__}"
    return f"{own} {settings.user_agent}" if settings.user_agent else own


def _refusal(parameter: Parameter, value: JsonValue, error: ValueError) -> RequestInvalid:
    if isinstance(error, UnicodeEncodeError):
        error = ValueError("cannot be written as UTF-8")
    return RequestInvalid(f"{parameter.argument}: {shorten(value)} {error}")
