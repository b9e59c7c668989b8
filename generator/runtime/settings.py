"""What a client knows when it has been made: where requests go, with which headers and keys, how long and how often.

In: a `Service` and a constructor's arguments. Out: `Settings`, frozen. Refuses, with `RequestInvalid`: an unknown
environment, a base URL that is none, a client-level header that a header cannot carry, numbers that are none.
"""

from __future__ import annotations

import os
import random
import re
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from math import inf
from typing import Any, Required, TypedDict, TypeVar
from urllib.parse import urlsplit

from .auth import AsyncKey, Key
from .errors import RequestInvalid
from .parameters import header_safe
from .service import Service

T = TypeVar("T")
_URL = re.compile(r"https?://[^\s/?#@]+(/[^\s?#]*)?", re.IGNORECASE)


async def _sleep(seconds: float) -> None:
    import anyio

    await anyio.sleep(seconds)


@dataclass(frozen=True, slots=True)
class Clock:
    """Time in seconds, chance from 0 to 1, and waiting: tests bring their own."""

    monotonic: Callable[[], float] = time.monotonic
    now: Callable[[], float] = time.time
    chance: Callable[[], float] = random.random
    sleep: Callable[[float], None] = time.sleep
    sleep_async: Callable[[float], Awaitable[None]] = _sleep


class Options(TypedDict, total=False):
    """What all constructors take beside the service."""

    credentials: Required[Mapping[str, Key | AsyncKey | None]]
    headers: Mapping[str, str | None]
    environment: str | None
    base_url: str | None
    max_retries: int
    timeout: float | None
    clock: Clock | None


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
    keys: Mapping[str, Key | AsyncKey] = field(repr=False)
    max_retries: int
    timeout: float | None
    clock: Clock


def resolve(service: Service, options: Options) -> Settings:
    """Return what these options mean; what was not given is looked for in environment variables."""
    given, headers = options["credentials"], options.get("headers", {})
    url = options.get("base_url")
    base, host = _base(_server(service, options.get("environment")) if url is None else url)
    found: dict[str, Key | AsyncKey | None] = {
        scheme: _given(given.get(scheme), credential.environment)
        for scheme, credential in service.credentials.items()
    }
    sent: list[tuple[str, str]] = []
    for header in service.headers:
        value = _given(headers.get(header.name), header.environment)
        if value is not None:
            try:
                sent.append((header.name, header_safe(value)))
            except (TypeError, ValueError) as error:
                said = "is not a text" if isinstance(error, TypeError) else error
                raise RequestInvalid(f"{header.argument}: {said}") from None
    retries, timeout = options.get("max_retries", 2), options.get("timeout", 60.0)
    _check("max_retries", retries, lambda n: isinstance(n, int) and n >= 0, "0, 1, 2 and so on")
    _check("timeout", timeout, lambda t: t is None or 0 < t < inf, "a positive number, or None")
    return Settings(
        service=service,
        base=base,
        host=host,
        headers=tuple(sent),
        keys={scheme: key for scheme, key in found.items() if key is not None},
        max_retries=retries,
        timeout=timeout,
        clock=options.get("clock") or Clock(),
    )


def _given(value: T | None, variable: str | None) -> T | str | None:
    return value if value is not None or variable is None else os.environ.get(variable) or None


def _check(argument: str, value: object, fine: Callable[[Any], bool], said: str) -> None:
    with suppress(TypeError):  # what cannot even be compared
        if fine(value):
            return
    raise RequestInvalid(f"{argument}: {value!r} is not {said}")


def _server(service: Service, environment: str | None) -> str:
    name = next(iter(service.servers)) if environment is None else environment
    known = ", ".join(map(repr, service.servers))
    _check("environment", name, lambda name: name in service.servers, f"one of {known}")
    return service.servers[name]


def _base(url: str) -> tuple[str, str]:
    if "@" in str(url).partition("://")[2].partition("/")[0]:
        raise RequestInvalid("base_url: holds a user name or password, which are no part of it")
    fine = False
    with suppress(TypeError, ValueError):  # a port or an IPv6 address that is none
        fine = _URL.fullmatch(url) is not None and urlsplit(url).port != 0
    _check("base_url", url, lambda _: fine, "an http(s) URL without query and fragment")
    return url.rstrip("/"), urlsplit(url).netloc
