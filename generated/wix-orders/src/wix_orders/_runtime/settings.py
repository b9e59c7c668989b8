"""What a client knows when it has been made: where requests go, with which headers and keys, how long and how often.

In: a `Service` and a constructor's arguments, by name. Out: `Settings`, frozen. Refuses, with `RequestInvalid`: an
unknown environment, a base URL that is none, a client-level header that a header cannot carry, and what has another
type or range than its option.
"""

from __future__ import annotations

import os
import random
import re
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from .auth import Held
from .errors import RequestInvalid
from .parameters import header_safe
from .service import Service

if TYPE_CHECKING:
    from .deviations import Deviation

PACKAGE = __name__.partition("._runtime")[0]
YEAR = 366 * 86_400.0
"""The longest timeout: what waits for a call cannot count much further."""


def _is_count(n: Any) -> bool:
    return isinstance(n, int) and not isinstance(n, bool)


def _is_timeout(t: Any) -> bool:
    return t is None or ((_is_count(t) or isinstance(t, float)) and 0 < t <= YEAR)


def _is_size(n: Any) -> bool:
    return n is None or (_is_count(n) and n > 0)


def _is_sequence(functions: Any) -> bool:
    return hasattr(functions, "__iter__") and all(map(callable, functions))


OPTIONS: Mapping[str, tuple[Any, Callable[[Any], bool], str]] = {
    "max_retries": (2, lambda n: _is_count(n) and n >= 0, "0, 1, 2 and so on"),
    "timeout": (60.0, _is_timeout, "a number of seconds, at most a year, or None"),
    "strict": (False, lambda flag: isinstance(flag, bool), "True or False"),
    "on_deviation": (None, lambda f: f is None or callable(f), "a callable, or None"),
    "middleware": ((), _is_sequence, "a sequence of callables"),
    "max_response_bytes": (104_857_600, _is_size, "1, 2 and so on, or None"),
}
"""What every client takes: its default, what it may be (asked of anything, and never raising), and how that is said."""
DEFAULTS: Mapping[str, Any] = {
    **{name: default for name, (default, _, _) in OPTIONS.items()},
    **dict.fromkeys(("environment", "base_url", "user_agent", "clock")),
}
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


@dataclass(frozen=True, slots=True)
class Settings:
    """One client's share in every call.

    `base` is where paths are appended. `timeout` is in seconds, for all tries and waits of a call together,
    `max_response_bytes` limits the decompressed body of an answer; None is without end. `seen` are the
    deviations that were logged: operation, pointer and expectation. `options` are the client's arguments, with what
    environment variables gave.
    """

    service: Service
    base: str
    headers: tuple[tuple[str, str], ...]
    keys: Mapping[str, Held] = field(repr=False)
    max_retries: int
    timeout: float | None
    strict: bool
    on_deviation: Callable[[Deviation], object] | None
    middleware: tuple[Any, ...]
    max_response_bytes: int | None
    user_agent: str
    clock: Clock
    seen: set[tuple[str, str, str]] = field(repr=False)
    options: Mapping[str, Any] = field(repr=False)


def resolve(
    service: Service, options: Mapping[str, Any], earlier: Settings | None = None
) -> Settings:
    """Return what these arguments mean; what was not given is looked for in environment variables.

    A copy of `earlier` shares its tokens, as far as their keys are the same, and what was logged; it keeps what the
    environment said then.
    """
    options = {**DEFAULTS, **options}
    for known in (*service.credentials.values(), *service.headers) if earlier is None else ():
        if options.get(known.argument) is None and known.environment is not None:
            options[known.argument] = os.environ.get(known.environment) or None
    base = _base(service, options["environment"], options["base_url"])
    with suppress(TypeError):
        options["middleware"] = tuple(options["middleware"])
    for argument, (_, fine, said) in OPTIONS.items():
        _check(argument, options[argument], fine(options[argument]), said)
    keys: dict[str, Held] = {}
    for scheme, credential in service.credentials.items():
        if (key := options.get(credential.argument)) is not None:
            same = earlier.keys.get(scheme) if earlier is not None else None
            keys[scheme] = same if same is not None and same.key is key else Held(credential, key)
    sent = ((h.name, h.argument) for h in service.headers if options.get(h.argument) is not None)
    return Settings(
        service=service,
        base=base,
        headers=tuple((name, _sendable(a, options[a])) for name, a in sent),
        keys=keys,
        **{name: options[name] for name in OPTIONS},
        user_agent=_sendable("user_agent", options["user_agent"] or ""),
        clock=options["clock"] or Clock(),
        seen=set() if earlier is None else earlier.seen,
        options=options,
    )


def _sendable(argument: str, value: str) -> str:
    """`value`, which becomes a header or a part of one."""
    try:
        return header_safe(value)
    except (TypeError, ValueError) as error:
        said = "is not a text" if isinstance(error, TypeError) else error
        raise RequestInvalid(f"{argument}: {said}") from None


def _check(argument: str, value: object, fine: bool, said: str) -> None:
    if not fine:
        raise RequestInvalid(f"{argument}: {value!r} is not {said}")


def _base(service: Service, environment: str | None, url: str | None) -> str:
    if url is None:
        names = list(service.servers)
        environment = names[0] if environment is None else environment
        known = ", ".join(map(repr, names))
        _check("environment", environment, environment in names, f"one of {known}")
        url = service.servers[environment]
    if "@" in str(url).partition("://")[2].partition("/")[0]:
        raise RequestInvalid("base_url: holds a user name or password, which are no part of it")
    fine = False
    with suppress(TypeError, ValueError):  # a port or an IPv6 address that is none
        fine = _URL.fullmatch(url) is not None and urlsplit(url).port != 0
    _check("base_url", url, fine, "an http(s) URL without query and fragment")
    return url.rstrip("/")
