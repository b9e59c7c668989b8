"""An HTTP server on a real socket that fails on purpose, the same way for every request.

In: a `Fault`, which says how much of a request the server takes and what it then does with the connection. Out: a
running server, and what has reached it. Refuses nothing: while `left` is 0 it answers as it should, with the last
part of the path as the order's id, so that answers can be told apart.

    with fault_server(Fault(b"HTTP/1.1 200 OK\r\n", close)) as server:
        call(server.url)
        assert len(server.requests) == 1
"""

from __future__ import annotations

import json
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from math import inf
from typing import Any

from tests.support.server import Request, read_request


class Line:
    """The server's end of one connection; what the client has done to it ends the thread that serves it."""

    def __init__(self, connection: socket.socket, server: FaultServer) -> None:
        self.connection = connection
        self.stream: Any = connection.makefile("rb")
        self.server = server
        self.request: Request | None = None

    def send(self, data: bytes) -> None:
        """Send these bytes, and count them."""
        self.connection.sendall(data)
        self.server.sent += len(data)

    def close(self) -> None:
        """Give the connection up; it lives on while the stream has it."""
        with suppress(OSError):
            self.stream.close()
        with suppress(OSError):
            self.connection.close()


Step = bytes | Callable[[Line], None]
"""Bytes to send, or anything else to do with the connection."""


class Fault:
    """What happens to a connection: `takes` bytes of a request are read (None: all of it), then come the steps.

    The connection is kept alive unless a step ends it.
    """

    def __init__(self, *steps: Step, takes: int | None = None) -> None:
        self.steps = steps
        self.takes = takes


def close(line: Line) -> None:
    """Close the connection properly (FIN)."""
    with suppress(OSError):
        line.connection.shutdown(socket.SHUT_RDWR)
    line.close()
    raise EOFError


def reset(line: Line) -> None:
    """Break the connection off (RST)."""
    line.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    line.close()
    raise EOFError


def stall(line: Line) -> None:
    """Do nothing more, until the client gives up or the server is closed."""
    while line.stream.read1(65536):
        pass
    raise EOFError


def repeat(data: bytes, times: int, before: Callable[[], None] = lambda: None) -> Step:
    """Send `data` again and again, calling `before` each time; the client may go away meanwhile."""

    def step(line: Line) -> None:
        for _ in range(times):
            before()
            line.send(data)

    return step


def fine(request: Request) -> bytes:
    """The answer that the request deserves."""
    name = request.target.partition("?")[0].rpartition("/")[2]
    return answer(json.dumps({"order": {"id": name}}).encode())


def answer(
    body: bytes = b"",
    *headers: str,
    status: str = "200 OK",
    length: int | None = -1,
    version: str = "1.1",
) -> bytes:
    """A whole answer in JSON; `length` lies about the body's, None leaves it out."""
    size = len(body) if length == -1 else length
    lines = [f"HTTP/{version} {status}"]
    if not any(h.lower().startswith("content-type:") for h in headers):
        lines.append("Content-Type: application/json")
    lines += [] if size is None else [f"Content-Length: {size}"]
    return "\r\n".join([*lines, *headers, "", ""]).encode("latin-1") + body


@dataclass(frozen=True, slots=True)
class _Partly:
    """Stands for a request of which only a part was read."""

    raw: bytes
    method: str = "?"
    target: str = "?"


class FaultServer:
    """Fails on a free port of this machine, by TLS if there is a context for it.

    A `full` one has more who want to be connected than it lets in, until it is started.

    Attributes:
        left: How many more requests go wrong; all others are answered as they should be.
        requests: What came, whole or in part, in order; what is sent to a proxy for itself is not among it.
        sent: How many bytes went out.
        accepted: How many connections there were.
        most: How many there were at the same time.
    """

    def __init__(
        self, fault: Fault, tls: ssl.SSLContext | None = None, *, full: bool = False
    ) -> None:
        self.left: float = inf
        self.requests: list[Request | _Partly] = []
        self.sent = 0
        self._fault = fault
        self._tls = tls
        self._lock = threading.Lock()
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=0 if full else 128)
        self._open: set[socket.socket] = set()
        self._acceptor = threading.Thread(target=self._accept, daemon=True)
        self._threads: set[threading.Thread] = set()
        self.accepted = self.most = 0
        self.port: int = self._socket.getsockname()[1]
        self.url = f"{'https' if tls else 'http'}://127.0.0.1:{self.port}"
        self._waiting = [self._wait_in_vain() for _ in range(4 * full)]
        if not full:
            self.start()

    def start(self) -> None:
        """Accept connections; a `full` server does not before."""
        for waiting in self._waiting:
            waiting.close()
        self._acceptor.start()

    def _wait_in_vain(self) -> socket.socket:
        waiting = socket.socket()
        waiting.setblocking(False)
        waiting.connect_ex(self._socket.getsockname())
        return waiting

    @property
    def failing(self) -> bool:
        """Whether the next request goes wrong."""
        return self.left > 0

    @property
    def open(self) -> int:
        """How many connections there are now."""
        return len(self._open)

    def wait(self, met: Callable[[FaultServer], bool], seconds: float = 5.0) -> bool:
        """Whether `met` becomes true soon: what the client has sent may still be on its way."""
        until = time.monotonic() + seconds
        while not met(self) and time.monotonic() < until:
            time.sleep(0.0005)
        return met(self)

    def close(self) -> None:
        """Stop, and wait until every thread has ended."""
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        for waiting in self._waiting:
            waiting.close()
        if self._acceptor.ident:
            self._acceptor.join(5)
        with self._lock:
            threads = list(self._threads)
            for connection in self._open:
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
        for thread in threads:
            thread.join(5)

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if self._tls is not None:
                connection = self._tls.wrap_socket(
                    connection, server_side=True, do_handshake_on_connect=False
                )
            thread = threading.Thread(target=self._serve, args=(connection,), daemon=True)
            with self._lock:
                self._open.add(connection)
                self.most = max(self.most, len(self._open))
                self._threads.add(thread)
            self.accepted += 1
            thread.start()

    def _serve(self, connection: Any) -> None:
        try:
            if self._tls is not None:
                connection.do_handshake()
            line = Line(connection, self)
            try:
                while self._exchange(line):
                    pass
            finally:
                line.close()
        except (OSError, EOFError, ValueError):
            pass
        finally:
            with self._lock:
                self._open.discard(connection)
                self._threads.discard(threading.current_thread())
            connection.close()

    def _exchange(self, line: Line) -> bool:
        """Read a request and answer it, or not; False if there is none."""
        takes = self._fault.takes
        if takes == 0 and self._due():
            return self._fail(line)
        if not line.stream.peek(1):
            return False
        due = self._due()
        if due and takes is not None:
            self._record(_Partly(line.stream.read(takes)))
            return self._fail(line)
        line.request = read_request(line.stream, self.accepted)
        self._record(line.request)
        if due:
            return self._fail(line)
        line.send(fine(line.request))
        return True

    def _due(self) -> bool:
        with self._lock:
            due = self.left > 0
            self.left -= due
        return due

    def _record(self, request: Request | _Partly) -> None:
        if request.method != "CONNECT":
            self.requests.append(request)

    def _fail(self, line: Line) -> bool:
        for step in self._fault.steps:
            if isinstance(step, bytes):
                line.send(step)
            else:
                step(line)
        return True


@contextmanager
def fault_server(
    fault: Fault, tls: ssl.SSLContext | None = None, *, full: bool = False
) -> Iterator[FaultServer]:
    """A running server."""
    server = FaultServer(fault, tls, full=full)
    try:
        yield server
    finally:
        server.close()
