"""Credentials: which ones a call needs, and where each stands in a request.

In: the keys that a client was given, and an operation's security alternatives. Out: `Placed` values, added to requests
to the client's own origin and to nothing else. Refuses, with `RequestInvalid`: a missing key (naming its environment
variable), and a key that cannot stand where it must; no message shows a key.
"""

from __future__ import annotations

import base64
import inspect
import json
import re
import threading
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from .errors import RequestInvalid
from .parameters import header_safe, percent_cookie
from .service import Basic, Bearer, Credential, OAuth2, Place, Service

if TYPE_CHECKING:
    from .operation import Operation

Key = str | Callable[[], str]
"""A key, or what gives the current one whenever a request is made."""
AsyncKey = str | Callable[[], str | Awaitable[str]]
"""A `Key` of asynchronous clients: what gives it may be async."""
HIDDEN = "***"
IN_TEXT, IN_DATA = 4, 8
"""Secrets so long are hidden wherever they occur in what people read, and in what programs do."""


@dataclass(frozen=True, slots=True, repr=False)
class Placed:
    """A credential at its place: on the wire it is `before` and then `secret`, which `variable` may hold, too."""

    where: Place
    name: str
    before: str
    secret: str
    variable: str | None

    @property
    def text(self) -> str:
        return self.before + self.secret

    def forms(self) -> Iterator[str]:
        """The secret as it may stand in URLs, in JSON and in answers that repeat it."""
        secrets = [self.secret] if self.secret not in ("", HIDDEN) else []
        if secrets and self.before == "Basic ":
            secrets.append(base64.b64decode(self.secret).decode().partition(":")[2])
        for secret in filter(None, secrets):
            text = json.dumps(secret)[1:-1]
            yield from (secret, text, text.replace("/", "\\/"))
            yield from (quote(secret, safe=""), quote(secret, safe="*"))

    def hidden(self) -> Placed:
        """The same without the secret."""
        return replace(self, secret=HIDDEN)

    def named(self) -> Placed:
        """The same with the variable's name, between null characters, for the secret."""
        return replace(self, secret=f"\0{self.variable}\0") if self.variable else self.hidden()


@dataclass(slots=True, repr=False, eq=False)
class Held:
    """A credential of the service with what a client was given for it, and the token that came of that last.

    A callable for OAuth 2 or OpenID Connect is asked for a token once, and again when a call finds that its token is
    stale, that is, refused: of calls that find so at the same time, one asks, and the others take what it got. Other
    callables are asked for each request. What they raise is raised by the call. A client's copies share all this.
    """

    credential: Credential
    key: Key | AsyncKey
    token: Any = None
    lock: AbstractContextManager[Any] = field(default_factory=threading.RLock)
    _loop_lock: tuple[Any, Any] = (None, None)

    @property
    def lock_async(self) -> Any:
        """A lock of the running event loop: one that ended may have left its own locked."""
        import anyio
        from anyio.lowlevel import current_token

        loop = current_token()
        if self._loop_lock[0] != loop:
            self._loop_lock = (loop, anyio.Lock(fast_acquire=True))
        return self._loop_lock[1]

    @property
    def renewable(self) -> bool:
        """Whether a new token may be had when one is refused."""
        return isinstance(self.credential, OAuth2) and callable(self.key)

    def ask(self) -> Any:
        """The key, what its callable gives, or an awaitable of that."""
        return self.key() if callable(self.key) else self.key

    async def ask_async(self) -> Any:
        """The key, or what its callable gives, awaited."""
        key = self.ask()
        return await key if inspect.isawaitable(key) else key

    def shown(self) -> Placed:
        """The current key at its place for people; one that has to be awaited is hidden."""
        key = self.token or self.ask()
        if not inspect.isawaitable(key):
            return self.place(key)
        if inspect.iscoroutine(key):
            key.close()
        return self.place(f"{HIDDEN}:" if isinstance(self.credential, Basic) else HIDDEN).hidden()

    def place(self, key: Any) -> Placed:
        """A key at its place."""
        credential, before, variable = self.credential, "", self.credential.environment
        if inspect.iscoroutine(key):
            key.close()
        try:
            if not isinstance(key, str) or not key:
                raise ValueError("is empty" if key == "" else f"is {type(key).__name__}, not text")
            if isinstance(credential, Basic):
                if ":" not in key:
                    raise ValueError("must be `user:password`")
                before, key, variable = "Basic ", base64.b64encode(key.encode()).decode(), None
            elif isinstance(credential, Bearer):
                before = "Bearer "
            header_safe(key)
        except ValueError as error:
            raise RequestInvalid(f"{credential.argument}: the key {error}") from None
        secret = percent_cookie(key) if credential.where == "cookie" else key
        return Placed(credential.where, credential.name, before, secret, variable)


def choose(
    operation: Operation[Any], service: Service, keys: Mapping[str, Held]
) -> tuple[Held, ...]:
    """The first alternative for which all keys are there (OpenAPI 3.1, "Security Requirement Object")."""
    security, credentials = operation.security, service.credentials
    for alternative in security:
        if keys.keys() >= set(alternative):
            return tuple(keys[scheme] for scheme in alternative)
    if not security:
        return ()
    ways = {n: f"give {c.argument}= or set {c.environment}" for n, c in credentials.items()}
    known = " or ".join(" with ".join(ways[name] for name in names) for names in security)
    known = known.replace(" or set None", "")
    raise RequestInvalid(f"this call needs a key, and the client has none: {known}")


def mask(text: str, secrets: Iterable[Placed], data: bool = False) -> str:
    """`text` with every form of every secret hidden; a short one only as a whole word, and in `data` not at all."""
    for form in (form for placed in secrets for form in placed.forms()):
        if len(form) >= (IN_DATA if data else IN_TEXT):
            text = text.replace(form, HIDDEN)
        elif not data:
            text = re.sub(rf"(?<![^\W_]){re.escape(form)}(?![^\W_])", HIDDEN, text)
    return text
