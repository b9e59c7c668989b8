"""Credentials: which ones a call needs, and where each stands in a request.

In: the keys that a client was given, and an operation's security alternatives. Out: `Placed` values, added to requests
to the client's own origin and to nothing else. Refuses, with `RequestInvalid`: a missing key (naming its environment
variable), and a key that cannot stand where it must; no message shows a key.
"""

from __future__ import annotations

import base64
import inspect
import json
import threading
from collections.abc import Awaitable, Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from typing import Any, Literal
from urllib.parse import quote

from .errors import RequestInvalid
from .parameters import header_safe, percent_cookie
from .service import ApiKey, Basic, Credential, OAuth2

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


@dataclass(slots=True, repr=False, eq=False)
class Secret:
    """What a client was given for a credential, and the token that came of it last; shared by a client's copies."""

    key: Key | AsyncKey
    token: Any = None
    lock: AbstractContextManager[Any] = field(default_factory=threading.RLock)
    loop_lock: tuple[Any, Any] = (None, None)

    def ask(self) -> Any:
        """The key, what its callable gives, or an awaitable of that."""
        return self.key() if callable(self.key) else self.key

    def lock_async(self) -> Any:
        """A lock of the running event loop: one that ended may have left its own locked."""
        import anyio
        from anyio.lowlevel import current_token

        loop = current_token()
        if self.loop_lock[0] != loop:
            self.loop_lock = (loop, anyio.Lock())
        return self.loop_lock[1]


@dataclass(frozen=True, slots=True, repr=False)
class Held:
    """A credential of the service with what the client has for it.

    A callable for OAuth 2 or OpenID Connect is asked for a token once, and again when a call finds that its token is
    `stale`, that is, refused: of calls that find so at the same time, one asks, and the others take what it got.
    Other callables are asked for each request. What they raise is raised by the call.
    """

    credential: Credential
    secret: Secret

    @property
    def fixed(self) -> bool:
        """Whether the key is a text."""
        return not callable(self.secret.key)

    @property
    def renewable(self) -> bool:
        """Whether a new token may be had when one is refused."""
        return isinstance(self.credential, OAuth2) and not self.fixed

    def current(self, stale: str | None = None) -> Placed:
        """The current key at its place, without awaiting anything."""
        secret = self.secret
        if not self.renewable:
            return self._place(secret.ask())
        with secret.lock:
            if secret.token in (None, stale):
                secret.token = None
                secret.token = self._place(secret.ask()).secret
            return self._place(secret.token)

    async def current_async(self, stale: str | None = None) -> Placed:
        """The current key at its place."""
        secret = self.secret
        if not self.renewable:
            return self._place(await _got(secret.ask()))
        token = secret.token
        if token in (None, stale):
            async with secret.lock_async():
                if secret.token in (None, stale):
                    secret.token = None
                    secret.token = self._place(await _got(secret.ask())).secret
                token = secret.token
        return self._place(token)

    def _place(self, key: Any) -> Placed:
        if inspect.iscoroutine(key):
            key.close()
        try:
            if not isinstance(key, str) or not key:
                raise ValueError("is empty" if key == "" else f"is {type(key).__name__}, not text")
            return _place(self.credential, key)
        except ValueError as error:
            raise RequestInvalid(f"{self.credential.argument}: the key {error}") from None


async def _got(key: Any) -> Any:
    return await key if inspect.isawaitable(key) else key


def choose(
    security: tuple[tuple[str, ...], ...],
    credentials: Mapping[str, Credential],
    keys: Mapping[str, Secret],
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
