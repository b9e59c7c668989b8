"""A server that gives one answer to everything: as little work as a server can do.

In: the path of a file with JSON. Out: its URL, on the first line; then the file's bytes as the answer to each request.
Refuses nothing; it runs until it is killed.
"""

from __future__ import annotations

import re
import socket
import sys
import threading
from pathlib import Path

LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)


def main() -> None:
    """Serve each connection for as many requests as come."""
    content = Path(sys.argv[1]).read_bytes()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(content)}\r\n\r\n"
    answer = head.encode() + content
    with socket.create_server(("127.0.0.1", 0)) as listening:
        print(f"http://127.0.0.1:{listening.getsockname()[1]}", flush=True)
        while True:
            connection, _ = listening.accept()
            threading.Thread(target=serve, args=(connection, answer), daemon=True).start()


def serve(connection: socket.socket, answer: bytes) -> None:
    """Answer each request on the connection as soon as it is whole."""
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    waiting = b""
    while received := connection.recv(65536):
        waiting += received
        end = waiting.find(b"\r\n\r\n")
        length = LENGTH.search(waiting, 0, end) if end >= 0 else None
        if end >= 0 and len(waiting) >= end + 4 + int(length[1] if length else 0):
            waiting = b""
            connection.sendall(answer)


if __name__ == "__main__":
    main()
