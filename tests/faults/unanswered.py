"""The faults of table.md in which no status comes back, whether or not the request has left."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from typing import Any

import httpx2

from tests.faults.scene import ORDER, Scene, client_tls, failing, scene, server_tls, unused_port
from tests.support.clock import FakeClock
from tests.support.faults import Fault, Step, answer, close, fault_server, repeat, reset, stall

# The request never leaves ------------------------------------------------------------------------


@scene("refused")
def refused(_: FakeClock) -> Iterator[Scene]:
    yield Scene(url=f"http://127.0.0.1:{unused_port()}")


@scene("connect-timeout")
def connect_timeout(_: FakeClock) -> Iterator[Scene]:
    with fault_server(Fault(answer(ORDER)), full=True) as server:
        yield Scene(url=server.url, http={"timeout": httpx2.Timeout(30, connect=0.02)})


@scene("pool-exhausted")
def pool_exhausted(_: FakeClock) -> Iterator[Scene]:
    http = {"limits": httpx2.Limits(max_connections=1), "timeout": httpx2.Timeout(30, pool=0.005)}
    with fault_server(Fault(answer(ORDER))) as server:
        yield Scene(url=server.url, servers=(server,), http=http, busy=True)


def proxied(name: str, *steps: Step) -> None:
    @scene(name)
    def setting(_: FakeClock) -> Iterator[Scene]:
        with fault_server(Fault(*steps)) as proxy:
            yield Scene(url="https://shop.example", servers=(proxy,), http={"proxy": proxy.url})


@scene("proxy-refused")
def proxy_refused(_: FakeClock) -> Iterator[Scene]:
    proxy = f"http://127.0.0.1:{unused_port()}"
    yield Scene(url="https://shop.example", http={"proxy": proxy})


proxied("proxy-403", answer(status="403 Forbidden"))
proxied("proxy-407", answer(b"", "Proxy-Authenticate: Basic", status="407 Credentials Wanted"))
proxied("proxy-502", answer(b"down", status="502 Bad Gateway"), close)
proxied("proxy-tunnel-without-tls", b"HTTP/1.1 200 Connected\r\n\r\n", b"220 mail\r\n", close)
proxied("proxy-hangs-up", close)


def by_tls(name: str, server_context: ssl.SSLContext | None, **known: Any) -> None:
    @scene(name)
    def setting(_: FakeClock) -> Iterator[Scene]:
        with fault_server(Fault(answer(ORDER)), server_context) as server:
            url = f"https://localhost:{server.port}"
            yield Scene(url=url, servers=(server,), http={"verify": client_tls(), **known})


def wanting_certificate() -> ssl.SSLContext:
    context = server_tls()
    context.verify_mode = ssl.CERT_REQUIRED
    return context


by_tls("tls-untrusted", server_tls(), verify=client_tls(trusting=False))
by_tls("tls-client-certificate", wanting_certificate())


@scene("tls-other-name")
def tls_other_name(_: FakeClock) -> Iterator[Scene]:
    with fault_server(Fault(answer(ORDER)), server_tls()) as server:
        yield Scene(url=server.url, servers=(server,), http={"verify": client_tls()})


@scene("tls-missing")
def tls_missing(_: FakeClock) -> Iterator[Scene]:
    with fault_server(Fault(b"220 mail.example ESMTP\r\n", stall, takes=0)) as server:
        yield Scene(url=f"https://127.0.0.1:{server.port}", servers=(server,))


@scene("tls-closed")
def tls_closed(_: FakeClock) -> Iterator[Scene]:
    with fault_server(Fault(lambda line: line.stream.peek(1), close, takes=0)) as server:
        yield Scene(url=f"https://127.0.0.1:{server.port}", servers=(server,))


# No status comes back ----------------------------------------------------------------------------

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"

failing("reset-at-once", lambda line: line.stream.peek(1), reset, takes=0)
failing("reset-in-request", reset, takes=30)
failing("reset-after-request", reset)
failing("closed-after-request", close)
failing("kept-alive-closed", close, warm=True)
failing("stall", stall, stalls="head")
failing("half-status-line", b"HTTP/1.1 2", close)
failing("half-head", HEAD, close)
failing("half-head-reset", HEAD, reset)
failing("stall-in-head", HEAD, stall, stalls="head")
failing("no-status-line", ORDER, close)
failing("no-http", b"\x15\x03\x01\x00\x02\x02\x46", close)
failing("strange-version", answer(ORDER, version="new"), close)
failing("strange-header", answer(ORDER, "what is this"), close)
failing("huge-head", HEAD, repeat(b"X-Filler: " + b"x" * 1000 + b"\r\n", 300), close)
failing("two-lengths", answer(ORDER, "Content-Length: 3"), close)
failing("negative-length", answer(ORDER, length=-2), close)
failing("strange-coding", answer(ORDER, "Transfer-Encoding: zip", length=None), close)
failing("101", b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n", close)
failing("only-100", b"HTTP/1.1 100 Continue\r\n\r\n", close)
failing("only-103", b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n", close)
