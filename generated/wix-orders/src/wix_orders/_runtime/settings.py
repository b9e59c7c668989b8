"""What a client knows when it has been made: where requests go, with which headers and keys, how long and how often.

In: a `Service` and a constructor's arguments. Out: `Settings`, frozen. Refuses, with `RequestInvalid`: an unknown
environment, a base URL that is none, a client-level header that a header cannot carry.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlsplit

from .auth import AsyncKey, Key, Keyring
from .errors import RequestInvalid
from .parameters import header_safe
from .service import Service

T = TypeVar("T")


class Clock:
    """Time and chance, so that tests can bring their own."""

    def monotonic(self) -> float:
        """Seconds since any moment."""
        return time.monotonic()

    def now(self) -> float:
        """Seconds since 1970."""
        return time.time()

    def chance(self) -> float:
        """A number from 0 up to 1."""
        return random.random()  # noqa: S311  (it spreads retries and guards nothing)

    def sleep(self, seconds: float) -> None:
        """Wait, in a thread."""
        time.sleep(seconds)

    async def sleep_async(self, seconds: float) -> None:
        """Wait, in a task."""
        import anyio

        await anyio.sleep(seconds)


@dataclass(frozen=True, slots=True)
class Settings:
    """One client's share in every call.

    `base` is where paths are appended, `host` its `Host` header. `timeout` is in seconds, for all tries and waits of a
    call together; None is for ever.
    """

    service: Service
    base: str
    host: str
    headers: tuple[tuple[str, str], ...]
    keyring: Keyring
    max_retries: int
    timeout: float | None
    clock: Clock


def resolve(
    service: Service,
    *,
    credentials: Mapping[str, Key | AsyncKey | None],
    headers: Mapping[str, str | None],
    environment: str | None,
    base_url: str | None,
    max_retries: int,
    timeout: float | None,
    clock: Clock,
) -> Settings:
    """Return what these arguments mean; what was not given is looked for in environment variables."""
    base, host = _base(base_url if base_url is not None else _server(service, environment))
    keys: dict[str, Key | AsyncKey | None] = {
        scheme: _given(credentials.get(scheme), credential.environment)
        for scheme, credential in service.credentials.items()
    }
    sent: list[tuple[str, str]] = []
    for header in service.headers:
        value = _given(headers.get(header.name), header.environment)
        if value is not None:
            try:
                sent.append((header.name, header_safe(value)))
            except (TypeError, ValueError) as error:
                raise RequestInvalid(f"{header.argument}: {error}") from None
    keyring = Keyring(service.credentials, keys)
    return Settings(service, base, host, tuple(sent), keyring, max_retries, timeout, clock)


def _given(value: T | None, variable: str | None) -> T | str | None:
    return value if value is not None or variable is None else os.environ.get(variable) or None


def _server(service: Service, environment: str | None) -> str:
    url = service.servers.get(environment or next(iter(service.servers)))
    if url is None:
        known = ", ".join(map(repr, service.servers))
        several = "one of " if len(service.servers) > 1 else ""
        raise RequestInvalid(f"environment: {environment!r} is not {several}{known}")
    return url


def _base(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    if "@" in parts.netloc:
        raise RequestInvalid("base_url: holds a user name or password, which are no part of it")
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        raise RequestInvalid(f"base_url: {url!r} is not an http(s) URL without query and fragment")
    return url.rstrip("/"), parts.netloc
