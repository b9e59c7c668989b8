"""A server on a real socket that hands each connection to a function: for answers that come in pieces.

In: the function, which gets the connection after the request's head has come. Out: the server's URL. Refuses nothing.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress


@contextmanager
def raw_server(serve: Callable[[socket.socket], None]) -> Iterator[str]:
    """A running server; it is stopped, and its connections are closed, at the end."""
    listener = socket.create_server(("127.0.0.1", 0))
    connections: list[socket.socket] = []

    def each(connection: socket.socket) -> None:
        with suppress(OSError), connection:
            came = b""
            while b"\r\n\r\n" not in came:
                came += connection.recv(65536)
            serve(connection)

    def accept() -> None:
        with suppress(OSError):
            while True:
                connection, _ = listener.accept()
                connections.append(connection)
                threading.Thread(target=each, args=(connection,), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        for end in (listener, *connections):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
