"""What a client knows when it has been made: where requests go, with which headers and keys, how long and how often.

In: a `Service` and a constructor's arguments. Out: `Settings` and `Options`, frozen. Refuses, with `RequestInvalid`: an
unknown environment, a base URL that is none, a client-level header that a header cannot carry.
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

from .auth import AsyncKey, Key, Keyring
from .errors import RequestInvalid
from .parameters import header_safe

if TYPE_CHECKING:
    from .service import Service

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Options:
    """How often and how long: `timeout` is in seconds, for all tries and waits together; None is for ever."""

    max_retries: int = 2
    timeout: float | None = 60.0


class Clock:
    """Time and chance, in one place, so that tests can bring their own."""

    def monotonic(self) -> float:
        """Seconds since any moment."""
        return time.monotonic()

    def now(self) -> float:
        """Seconds since 1970."""
        return time.time()

    def chance(self) -> float:
        """A number from 0 up to 1."""
        return random.random()  # noqa: S311 (spreads retries; guards nothing)

    def sleep(self, seconds: float) -> None:
        """Wait, in a thread."""
        time.sleep(seconds)

    async def sleep_async(self, seconds: float) -> None:
        """Wait, in a task."""
        import anyio

        await anyio.sleep(seconds)


@dataclass(frozen=True, slots=True)
class Settings:
    """One client's share in every request.

    Attributes:
        base: Where all paths are appended: no slash at its end, no credentials, no query.
        host: The `Host` header.
        headers: Client-level headers.
    """

    service: Service
    base: str
    host: str
    headers: tuple[tuple[str, str], ...]
    keyring: Keyring = field(repr=False)

    @property
    def agent(self) -> str:
        """`wix-orders/0.1.0 python/3.13`."""
        python = f"{sys.version_info.major}.{sys.version_info.minor}"
        return f"{self.service.name}/{self.service.version} python/{python}"


def resolve(
    service: Service,
    keys: Mapping[str, Key | AsyncKey | None],
    headers: Mapping[str, str | None],
    environment: str | None,
    base_url: str | None,
) -> Settings:
    """Return the settings that these arguments mean; what was not given is looked for in environment variables."""
    base, host = _base(base_url if base_url is not None else _server(service, environment))
    found_keys: dict[str, Key | AsyncKey | None] = {
        scheme: _given(keys.get(scheme), credential.environment)
        for scheme, credential in service.credentials.items()
    }
    found_headers: list[tuple[str, str]] = []
    for header in service.headers:
        value = _given(headers.get(header.name), header.environment)
        if value is not None:
            found_headers.append((header.name, _header_value(header.argument, value)))
    return Settings(
        service, base, host, tuple(found_headers), Keyring(service.credentials, found_keys)
    )


def _given(value: T | None, variable: str | None) -> T | str | None:
    if value is not None or variable is None:
        return value
    return os.environ.get(variable) or None


def _header_value(argument: str, value: object) -> str:
    if not isinstance(value, str):
        msg = f"{argument}: is not a text but {type(value).__name__}"
        raise RequestInvalid(msg)
    try:
        return header_safe(value)
    except ValueError as error:
        msg = f"{argument}: {error}"
        raise RequestInvalid(msg) from None


def _server(service: Service, environment: str | None) -> str:
    if environment is None:
        return next(iter(service.servers.values()))
    try:
        return service.servers[environment]
    except KeyError:
        known = ", ".join(repr(name) for name in service.servers)
        msg = f"environment: {environment!r} is not {'one of ' if ',' in known else ''}{known}"
        raise RequestInvalid(msg) from None


def _base(url: str) -> tuple[str, str]:
    """Return where paths are appended, and the host."""
    parts = urlsplit(url)
    if parts.username is not None or parts.password is not None:
        msg = "base_url: holds a user name or password, which belong into the credentials"
        raise RequestInvalid(msg)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        msg = f"base_url: {url!r} is not an http or https URL without query and fragment"
        raise RequestInvalid(msg)
    return url.rstrip("/"), parts.netloc
