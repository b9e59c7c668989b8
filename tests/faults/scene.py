"""What a fault of table.md is: a `Scene` that stands for as long as its servers run.

In: a clock that slow servers may advance. Out: `SCENES` by name, filled by the modules that import this one. Refuses
a name that is there already.
"""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

from tests.support.clock import FakeClock
from tests.support.faults import Fault, FaultServer, Line, Step, fault_server, repeat

CERTIFICATE = Path(__file__).parent / "localhost.pem"
"""For `localhost` and not for 127.0.0.1; signed by itself, with its key."""
ORDER = b'{"order":{"id":"7","note":"\xc3\xa9"}}'
OTHER = b'{"order":{"id":"of another"}}'
MEGABYTE = 2**20


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What the calls of a row meet.

    Attributes:
        url: The client's `base_url`.
        servers: The first one fails; what reaches any of them has arrived.
        http: Arguments of an httpx2 client that must be handed in; None if the client's own will do.
        stalls: Which part of the answer never comes, so that a short read timeout must end it.
        warm: Whether a call that works comes first, so that there is a kept-alive connection.
        busy: Whether the only connection is taken by something else.
        real_time: Whether the real clock cuts it off.
        quiet: Called before each call: what has to have happened at the servers by then.
        options: More arguments of the client.
    """

    url: str
    servers: tuple[FaultServer, ...] = ()
    http: Mapping[str, Any] | None = None
    stalls: Literal["head", "body"] | None = None
    warm: bool = False
    busy: bool = False
    real_time: bool = False
    quiet: Callable[[], object] = lambda: None
    options: Mapping[str, Any] = field(default_factory=dict[str, Any])

    @property
    def heals(self) -> bool:
        """Whether all is well as soon as the servers are."""
        usual = self.url.startswith("http://") and self.http is None and not self.real_time
        return bool(self.servers) and usual

    @property
    def arrived(self) -> int:
        return sum(len(server.requests) for server in self.servers)


Setting = Callable[[FakeClock], AbstractContextManager[Scene]]
SCENES: dict[str, Setting] = {}


def scene(name: str) -> Callable[[Callable[[FakeClock], Iterator[Scene]]], None]:
    def add(setting: Callable[[FakeClock], Iterator[Scene]]) -> None:
        assert name not in SCENES, name
        SCENES[name] = contextmanager(setting)

    return add


def failing(name: str, *steps: Step, takes: int | None = None, **known: Any) -> None:
    """A server that does this to every request."""

    @scene(name)
    def setting(_: FakeClock) -> Iterator[Scene]:
        with fault_server(Fault(*steps, takes=takes)) as server:
            yield Scene(url=server.url, servers=(server,), **known)


def by_clock(name: str, *steps: Callable[[FakeClock], Step]) -> None:
    """The same, at the pace that the server sets."""

    @scene(name)
    def setting(clock: FakeClock) -> Iterator[Scene]:
        with fault_server(Fault(*(step(clock) for step in steps))) as server:
            yield Scene(url=server.url, servers=(server,))


def for_ever(name: str, first: bytes, again: bytes) -> None:
    """A head that never ends, by the real clock: that is what cuts it off."""

    @scene(name)
    def setting(_: FakeClock) -> Iterator[Scene]:
        endless = repeat(again, 1_000, before=lambda: time.sleep(0.005))
        with fault_server(Fault(first, endless)) as server:
            options = {"timeout": 0.1}
            yield Scene(url=server.url, servers=(server,), options=options, real_time=True)


def said(steps: bytes) -> Callable[[FakeClock], Step]:
    return lambda clock: steps


def slowly(data: bytes, times: int) -> Callable[[FakeClock], Step]:
    """`data` again and again, a second apart."""

    def step(clock: FakeClock) -> Step:
        def tick() -> None:
            clock.time += 1.0

        return repeat(data, times, before=tick)

    return step


def pause(seconds: float) -> Callable[[FakeClock], Step]:
    """Nothing for some time."""

    def step(clock: FakeClock) -> Step:
        def tick(line: Line) -> None:
            clock.time += seconds

        return tick

    return step


@cache
def unused_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as unused:
        return unused.getsockname()[1]


def server_tls() -> ssl.SSLContext:
    """What shows the certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    return context


def client_tls(*, trusting: bool = True) -> ssl.SSLContext:
    """What believes it, or nothing at all."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if trusting:
        context.load_verify_locations(CERTIFICATE)
    return context
