"""From arguments to a request: one `Plan` for each operation that a client has used.

In: an operation, a client's settings and a call's arguments. Out: a `Draft`. Refuses, with `RequestInvalid`: arguments
that the operation does not take, and a path value that would lead somewhere else.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Mapping
from functools import cache, cached_property
from typing import Any

import httpx2

from .arguments import Checked, Encoder, taken
from .auth import Held, Placed, choose
from .errors import RequestInvalid
from .extras import check_extra, extended
from .missing import MISSING
from .model import wire_names
from .operation import Operation
from .parameters import shorten, written
from .prepared import Draft
from .settings import Settings


class Plan:
    """All that is the same in every call of an operation, looked up once."""

    def __init__(self, operation: Operation[Any], settings: Settings) -> None:
        self.operation = operation
        self._settings = settings
        self._checked, self._body = _built(operation)
        own = (("Accept", operation.accept), ("User-Agent", _user_agent(settings)))
        self._headers = {name.lower(): (name, text) for name, text in (*own, *settings.headers)}

    @cached_property
    def keys(self) -> tuple[Held, ...]:
        """The credentials that calls carry."""
        return choose(self.operation, self._settings.service, self._settings.keys)

    @cached_property
    def placed(self) -> tuple[Placed, ...] | None:
        """The same at their places; None if a callable gives one of them."""
        changing = any(callable(held.key) for held in self.keys)
        return None if changing else tuple(held.place(held.key) for held in self.keys)

    def draft(self, arguments: Mapping[str, Any]) -> Draft:
        """Return the request that these arguments ask for.

        Raises:
            RequestInvalid: They are not what the operation takes; it says which, what came, and what is allowed.
        """
        extra = arguments.get("_extra", {})
        check_extra(self.operation.name, extra)
        more = extra.get("extra_body")
        url, own = self._written(arguments)
        headers = self._headers | {name.lower(): (name, text) for name, text in own.items()}
        try:
            body, media_type = self._body.encode(arguments, more) if self._body else (None, "")
        except RequestInvalid:
            raise
        except ValueError as error:
            raise RequestInvalid(f"no body can be made of this: {error}") from error
        if body is not None:
            headers["content-type"] = ("Content-Type", media_type)
        elif more is not None:
            raise RequestInvalid("extra_body: this call has no body, so nothing can be added to it")
        draft = Draft(self.operation.method, url, tuple(headers.values()), body)
        return extended(draft, extra, self.keys) if extra else draft

    def _written(self, arguments: Mapping[str, Any]) -> tuple[str, Mapping[str, str]]:
        """The URL, and the operation's own headers."""
        checked = self._checked
        fields: Any = {} if checked is None else checked.fields(checked.gather(arguments))
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for p in self.operation.parameters:
            value = fields.get(f"{p.where}.{p.wire}")
            if checked is None:
                value = taken(arguments, p.argument, str, p.required or p.where == "path")
            if p.where != "path" and value in (None, MISSING, [], {}):
                continue
            try:
                found[p.where][p.wire] = written(p, value)
            except ValueError as error:
                why = "cannot be written as UTF-8" if isinstance(error, UnicodeError) else error
                raise RequestInvalid(f"{p.argument}: {shorten(value)} {why}") from None
        path = self.operation.path
        for wire, text in found["path"].items():  # in which braces are encoded
            path = path.replace(f"{{{wire}}}", text)
        if found["path"] and not {".", ".."}.isdisjoint(path.split("/")):
            # Clients and proxies remove such segments (RFC 3986, 5.2.4), and another path is left.
            names = " and ".join(p.argument for p in self.operation.parameters if p.where == "path")
            raise RequestInvalid(f"{names}: makes a segment `.` or `..`, which leads elsewhere")
        if cookies := "; ".join(filter(None, found["cookie"].values())):
            found["header"]["Cookie"] = cookies
        query = "&".join(filter(None, found["query"].values()))
        return self._settings.base + path + (f"?{query}" if query else ""), found["header"]


@cache
def _built(operation: Operation[Any]) -> tuple[Checked | None, Encoder | None]:
    """What is the same for all clients, and costs most."""
    body = None if operation.body is None else Encoder(operation.body)
    if operation.checked is None:
        return None, body
    model = operation.checked()
    arguments = {f"{p.where}.{p.wire}": p.argument for p in operation.parameters}
    return Checked(model, {name: arguments[at] for name, at in wire_names(model).items()}), body


def _user_agent(settings: Settings) -> str:
    """Package, Python and transport (RFC 9110, 10.1.5), and what the application appends."""
    service, (major, minor, *_) = settings.service, sys.version_info
    own = f"{service.name}/{service.version} python/{major}.{minor} httpx2/{httpx2.__version__}"
    return f"{own} {settings.user_agent}" if settings.user_agent else own
