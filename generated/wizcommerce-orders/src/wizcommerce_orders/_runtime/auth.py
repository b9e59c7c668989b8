"""Credentials: which ones a call needs, and where each stands in a request.

In: the keys that a client was given, and an operation's security alternatives. Out: `Placed` values, added to requests
to the client's own origin and to nothing else. Refuses, with `RequestInvalid`: a missing key (naming its environment
variable), and a key that cannot stand where it must; no message shows a key.
"""

from __future__ import annotations

import base64
import inspect
import json
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal
from urllib.parse import quote

from .errors import RequestInvalid
from .parameters import header_safe, percent_cookie
from .service import ApiKey, Basic, Credential

Key = str | Callable[[], str]
"""A key, or what gives the current one whenever a request is made."""
AsyncKey = str | Callable[[], str | Awaitable[str]]
HIDDEN = "***"


@dataclass(frozen=True, slots=True, repr=False)
class Placed:
    """A credential at its place: on the wire it is `before` and then `secret`, which `variable` may hold, too."""

    where: Literal["header", "query", "cookie"]
    name: str
    before: str
    secret: str
    variable: str | None

    @property
    def text(self) -> str:
        return self.before + self.secret

    def hidden(self) -> Placed:
        """The same without the secret."""
        return replace(self, secret=HIDDEN)

    def named(self) -> Placed:
        """The same with the variable's name, between null characters, for the secret."""
        return replace(self, secret=f"\0{self.variable}\0") if self.variable else self.hidden()


@dataclass(frozen=True, slots=True, repr=False)
class Held:
    """A credential of the service with the key that the client has for it."""

    credential: Credential
    key: Key | AsyncKey

    def current(self) -> Placed:
        """The current key at its place, without waiting for anything."""
        key = self.key() if callable(self.key) else self.key
        if inspect.iscoroutine(key):
            key.close()
        return self._place(key)

    async def current_async(self) -> Placed:
        """The current key at its place."""
        key = self.key() if callable(self.key) else self.key
        return self._place(await key if inspect.isawaitable(key) else key)

    def _place(self, key: Any) -> Placed:
        try:
            if not isinstance(key, str) or not key:
                raise ValueError("is empty" if key == "" else f"is {type(key).__name__}, not text")
            return _place(self.credential, key)
        except ValueError as error:
            raise RequestInvalid(f"{self.credential.argument}: the key {error}") from None


def choose(
    security: tuple[tuple[str, ...], ...],
    credentials: Mapping[str, Credential],
    keys: Mapping[str, Key | AsyncKey],
) -> tuple[Held, ...]:
    """The first alternative for which all keys are there (OpenAPI 3.1, "Security Requirement Object")."""
    for alternative in security:
        if all(scheme in keys for scheme in alternative):
            return tuple(Held(credentials[scheme], keys[scheme]) for scheme in alternative)
    if not security:
        return ()
    ways = {n: f"give {c.argument}= or set {c.environment}" for n, c in credentials.items()}
    known = " or ".join(" with ".join(ways[name] for name in names) for names in security)
    known = known.replace(" or set None", "")
    raise RequestInvalid(f"this call needs a key, and the client has none: {known}")


def mask(text: str, secrets: Iterable[Placed], *, at_least: int = 1) -> str:
    """`text` with every form of every secret of `at_least` so many characters hidden."""
    for secret in (placed.secret for placed in secrets):
        if len(secret) >= at_least and secret != HIDDEN:
            for form in (secret, json.dumps(secret)[1:-1], quote(secret, safe="")):
                text = text.replace(form, HIDDEN)
    return text


def _place(credential: Credential, key: str) -> Placed:
    variable = credential.environment
    if isinstance(credential, Basic):
        if ":" not in key:
            raise ValueError("must be `user:password`")
        key = base64.b64encode(key.encode()).decode()
        return Placed("header", "Authorization", "Basic ", key, None)
    header_safe(key)
    if isinstance(credential, ApiKey):
        text = percent_cookie(key) if credential.where == "cookie" else key
        return Placed(credential.where, credential.name, "", text, variable)
    return Placed("header", "Authorization", "Bearer ", key, variable)
