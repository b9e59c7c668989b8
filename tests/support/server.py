"""An HTTP server on a real socket that records what reaches it, byte for byte, and answers by script.

In: the answers, in order, or a function that gives one for a request. Out: a running server and what it has received.
Refuses nothing: a request for which no answer is left is recorded and answered with 599.

    with recording_server([Reply(200, json={"id": "7"})]) as server:
        call(server.url)
        assert server.requests[0].target == "/orders/7"
"""

from __future__ import annotations

import json as jsons
import socket
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any


class Headers(dict[str, str]):
    """Headers by lower-case name, found in any case; several of one name are joined by `, `."""

    def __init__(self, lines: Sequence[bytes]) -> None:
        super().__init__()
        for line in lines:
            name, _, value = line.decode("latin-1").partition(":")
            key, value = name.strip().lower(), value.strip()
            self[key] = f"{self[key]}, {value}" if key in self else value

    def __getitem__(self, name: str) -> str:
        return super().__getitem__(name.lower())

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and super().__contains__(name.lower())

    def get(self, name: str, default: Any = None) -> Any:
        """The header `name`."""
        return super().get(name.lower(), default)


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it came. `raw` holds every byte of it; `connection` counts the connections, from 0."""

    raw: bytes
    method: str
    target: str
    headers: Headers
    body: bytes
    connection: int

    @property
    def json(self) -> Any:
        """The body, read as JSON."""
        return jsons.loads(self.body)


class _Nothing:
    """Stands for an argument that was not given, since null is JSON."""


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer.

    Attributes:
        json: The body as a JSON value; it sets `Content-Type: application/json`.
        body: The body as bytes.
        headers: More headers, or others.
        raw: Sent in place of everything else; then the connection is closed.
        close: Close the connection after the answer.
        before: Called before anything is sent.
    """

    status: int = 200
    json: Any = _Nothing
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    raw: bytes | None = None
    close: bool = False
    before: Callable[[], None] | None = None

    def as_bytes(self, method: str) -> bytes:
        """What goes on the wire."""
        if self.raw is not None:
            return self.raw
        body = self.body if self.json is _Nothing else jsons.dumps(self.json).encode()
        headers = {} if self.json is _Nothing else {"Content-Type": "application/json"}
        if self.status not in {204, 304}:
            headers["Content-Length"] = str(len(body))
        given = {name.lower() for name in self.headers}
        headers = {name: v for name, v in headers.items() if name.lower() not in given}
        headers |= dict(self.headers)
        if self.close:
            headers["Connection"] = "close"
        try:
            phrase = HTTPStatus(self.status).phrase
        except ValueError:
            phrase = "Status"
        lines = [f"HTTP/1.1 {self.status} {phrase}", *(f"{n}: {v}" for n, v in headers.items())]
        head = "\r\n".join([*lines, "", ""]).encode("latin-1")
        return head if method == "HEAD" or self.status in {204, 304} else head + body


Script = Sequence[Reply] | Callable[[Request], Reply]


class RecordingServer:
    """Answers on a free port of this machine; `requests` holds what came, in the order in which it was complete."""

    def __init__(self, script: Script) -> None:
        self.requests: list[Request] = []
        self._script = script
        self._lock = threading.Lock()
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=128)
        self._connections: list[socket.socket] = []
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self.port: int = self._socket.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._threads[0].start()

    @property
    def connections(self) -> int:
        """How many connections were made."""
        return len(self._connections)

    def close(self) -> None:
        """Stop, and wait until every thread has ended."""
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._threads[0].join(5)
        for connection in self._connections:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
            connection.close()
        for thread in self._threads[1:]:
            thread.join(5)

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._connections.append(connection)
            number = len(self._connections) - 1
            thread = threading.Thread(target=self._serve, args=(connection, number), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket, number: int) -> None:
        with suppress(OSError, EOFError), connection, connection.makefile("rb") as stream:
            while True:
                request = read_request(stream, number)
                with self._lock:
                    self.requests.append(request)
                    reply = self._next(request)
                if reply.before is not None:
                    reply.before()
                connection.sendall(reply.as_bytes(request.method))
                if reply.close or reply.raw is not None:
                    return

    def _next(self, request: Request) -> Reply:
        if callable(self._script):
            return self._script(request)
        number = len(self.requests) - 1
        return (
            self._script[number]
            if number < len(self._script)
            else Reply(599, body=b"no answer left")
        )


def read_request(stream: Any, number: int) -> Request:
    lines: list[bytes] = []
    while (line := _line(stream)) != b"\r\n":
        lines.append(line)
    headers = Headers(lines[1:])
    raw = b"".join([*lines, b"\r\n"])
    if "chunked" in headers.get("transfer-encoding", ""):
        sent, body = _chunks(stream)
    else:
        sent = body = stream.read(int(headers.get("content-length", "0")))
    method, target, _ = lines[0].decode("latin-1").split(" ", 2)
    return Request(raw + sent, method, target, headers, body, number)


def _line(stream: Any) -> bytes:
    line: bytes = stream.readline()
    if not line:
        raise EOFError
    return line


def _chunks(stream: Any) -> tuple[bytes, bytes]:
    """The bytes as they came, and the body that they mean (RFC 9112, 7.1)."""
    raw = body = b""
    while True:
        line = _line(stream)
        size = int(line.split(b";")[0], 16)
        data: bytes = stream.read(size + 2)
        raw, body = raw + line + data, body + data[:size]
        if size == 0:
            return raw, body


@contextmanager
def recording_server(script: Script = ()) -> Iterator[RecordingServer]:
    """A running server."""
    server = RecordingServer(script)
    try:
        yield server
    finally:
        server.close()
