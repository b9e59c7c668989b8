"""Credentials: which ones a call needs, and where each stands in a request.

In: the keys that a client was given, and an operation's security alternatives. Out: `Placed` values, to be added to
a request for the client's own origin and to nothing else. Refuses, with `RequestInvalid`: a missing key (naming its
environment variable) and a key that cannot stand where it must.
"""

from __future__ import annotations

import base64
import inspect
import json
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, assert_never
from urllib.parse import quote

from .errors import RequestInvalid
from .parameters import header_safe
from .service import ApiKey, Basic, Bearer, Credential, OAuth2

Key = str | Callable[[], str]
"""A key, or what gives the current one whenever a request is made."""
AsyncKey = str | Callable[[], str | Awaitable[str]]

HIDDEN = "***"


@dataclass(frozen=True, slots=True, repr=False)
class Placed:
    """A credential at its place: `text` goes on the wire, as `before` and then the secret."""

    where: Literal["header", "query", "cookie"]
    name: str
    before: str
    secret: str
    variable: str | None
    """The environment variable that would hold just the secret."""

    @property
    def text(self) -> str:
        return self.before + self.secret

    def hidden(self) -> Placed:
        """Return the same without the secret."""
        return Placed(self.where, self.name, self.before, HIDDEN, self.variable)


@dataclass(frozen=True, slots=True, repr=False)
class Held:
    """A credential of the service with the key that the client has for it."""

    credential: Credential
    key: Key | AsyncKey

    def place(self, key: str) -> Placed:
        """Return where `key` goes.

        Raises:
            RequestInvalid: It is no text, or not one that can stand there; the key itself is not shown.
        """
        try:
            return _place(self.credential, key)
        except ValueError as error:
            msg = f"{self.credential.argument}: the key {error}"
            raise RequestInvalid(msg) from None

    def current(self) -> Placed:
        """Return where the current key goes, without waiting for anything."""
        if isinstance(self.key, str):
            return self.place(self.key)
        key = self.key()
        if isinstance(key, str):
            return self.place(key)
        if inspect.iscoroutine(key):
            key.close()
        msg = f"{self.credential.argument}: is an async callable, which only an async client's calls can await"
        raise RequestInvalid(msg)

    async def current_async(self) -> Placed:
        """Return where the current key goes."""
        key = self.key if isinstance(self.key, str) else self.key()
        return self.place(key if isinstance(key, str) else await key)


class Keyring:
    """The keys of one client. It has no text form that shows them."""

    def __init__(
        self, credentials: Mapping[str, Credential], keys: Mapping[str, Key | AsyncKey | None]
    ) -> None:
        self._credentials = credentials
        self._held = {
            scheme: Held(credential, key)
            for scheme, credential in credentials.items()
            if (key := keys.get(scheme)) is not None
        }

    def choose(self, security: tuple[tuple[str, ...], ...]) -> tuple[Held, ...]:
        """Return the first alternative for which all keys are there (OpenAPI 3.1, "Security Requirement Object").

        Raises:
            RequestInvalid: There is none; the message names the arguments and variables that would do.
        """
        for alternative in security:
            if all(scheme in self._held for scheme in alternative):
                return tuple(self._held[scheme] for scheme in alternative)
        if not security:
            return ()
        ways = " or ".join(" with ".join(map(self._way, alternative)) for alternative in security)
        msg = f"this call needs a credential, and the client has none: {ways}"
        raise RequestInvalid(msg)

    def _way(self, scheme: str) -> str:
        credential = self._credentials[scheme]
        given = f"give {credential.argument}="
        return f"{given} or set {credential.environment}" if credential.environment else given


def mask(text: str, secrets: Iterable[Placed], *, at_least: int = 1) -> str:
    """Return `text` with every form of every secret of `at_least` so many characters hidden."""
    for placed in secrets:
        secret = placed.secret
        if len(secret) < at_least or secret == HIDDEN:
            continue
        for form in {secret, json.dumps(secret)[1:-1], quote(secret, safe="")}:
            text = text.replace(form, HIDDEN)
    return text


def _place(credential: Credential, key: Any) -> Placed:
    if not isinstance(key, str):
        msg = f"is not a text but {type(key).__name__}"
        raise ValueError(msg)
    if not key:
        msg = "is empty"
        raise ValueError(msg)
    variable = credential.environment
    match credential:
        case ApiKey(name, where="query"):
            return Placed("query", name, "", key, variable)
        case ApiKey(name, where="cookie"):
            return Placed(
                "cookie",
                name,
                "",
                quote(header_safe(key), safe="!#$&'()*+/:<=>?@[]^`{|}"),
                variable,
            )
        case ApiKey(name):
            return Placed("header", name, "", header_safe(key), variable)
        case Basic():
            if ":" not in key:
                msg = "must be `user:password`"
                raise ValueError(msg)
            secret = base64.b64encode(key.encode()).decode()
            return Placed("header", "Authorization", "Basic ", secret, None)
        case Bearer() | OAuth2():
            return Placed("header", "Authorization", "Bearer ", header_safe(key), variable)
        case _:
            assert_never(credential)
