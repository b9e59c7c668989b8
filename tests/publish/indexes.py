"""pypiserver on a loopback port, with passwords, and with ways to fail.

In: a folder for its files, and how it is to behave. Out: a running index that tells the requests it has seen.

It runs in a process of its own, which ends with its standard input: `python indexes.py '{"folder": …}'`. The path
`/_behaviour` reads and sets how it behaves, for the tests.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from urllib.request import Request, urlopen
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

USER, PASSWORD = "publisher", "s3cret-t0ken"
CONTROL = "/_behaviour"
Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Any]


@dataclass
class Behaviour:
    """What goes wrong, and what was asked. Uploads count from 0."""

    down_at: int | None = None
    """The upload at which it goes down: that and all later connections end without an answer."""
    fails_at: int | None = None
    """The upload that it stores, and then answers with 500."""
    read_only: bool = False
    is_down: bool = False
    uploads: int = 0
    requests: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class RunningIndex:
    url: str
    folder: Path

    @property
    def held(self) -> list[str]:
        return sorted(path.name for path in self.folder.iterdir())

    @property
    def behaviour(self) -> Behaviour:
        with urlopen(f"{self.url.rstrip('/')}{CONTROL}") as answer:
            return Behaviour(**json.load(answer))

    @property
    def posts(self) -> int:
        return sum(method == "POST" for method, _ in self.behaviour.requests)

    def behave(self, behaviour: Behaviour) -> None:
        data = json.dumps(asdict(behaviour)).encode()
        urlopen(Request(f"{self.url.rstrip('/')}{CONTROL}", data, method="PUT")).close()


@contextmanager
def running_index(folder: Path, behaviour: Behaviour, **options: Any) -> Iterator[RunningIndex]:
    """pypiserver over `folder`; every action needs the password unless `options` say otherwise."""
    folder.mkdir(exist_ok=True)
    command = [sys.executable, __file__, json.dumps({"roots": [str(folder)], **options})]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        port = int(process.stdout.readline())
        index = RunningIndex(f"http://127.0.0.1:{port}/", folder)
        index.behave(behaviour)
        yield index
    finally:
        process.communicate()


# --- in the other process -----------------------------------------------------------------------


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True
    behaviour = Behaviour()


class _Handler(WSGIRequestHandler):
    server: _Server

    def parse_request(self) -> bool:
        if not super().parse_request():
            return False
        seen = self.server.behaviour
        if self.path == CONTROL:
            return True
        if self.command == "POST" and seen.uploads == seen.down_at:
            seen.is_down = True
        if not seen.is_down:
            seen.requests.append((self.command, self.path))
        return not seen.is_down

    def log_message(self, *_: Any) -> None:
        pass


def _serve(options: dict[str, Any]) -> None:
    import pypiserver

    settings = {
        "authenticate": ["update", "list", "download"],
        "auther": lambda user, password: (user, password) == (USER, PASSWORD),
        "password_file": None,
        "disable_fallback": True,
    }
    server = _Server(("127.0.0.1", 0), _Handler)
    server.set_app(_behaving(pypiserver.app(**settings | options), server))
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    print(server.server_port, flush=True)
    sys.stdin.read()


def _behaving(app: Wsgi, server: _Server) -> Wsgi:
    def answer(environ: dict[str, Any], start: Callable[..., Any], status: str) -> Any:
        start(status, [("Content-Length", "0")])
        return [b""]

    def body(environ: dict[str, Any]) -> bytes:
        return environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))

    def behaving(environ: dict[str, Any], start: Callable[..., Any]) -> Any:
        seen = server.behaviour
        match environ["REQUEST_METHOD"], environ["PATH_INFO"]:
            case "GET", path if path == CONTROL:
                start("200 OK", [("Content-Type", "application/json")])
                return [json.dumps(asdict(seen)).encode()]
            case "PUT", path if path == CONTROL:
                server.behaviour = Behaviour(**json.loads(body(environ)))
                return answer(environ, start, "200 OK")
            case "POST", _:
                count, seen.uploads = seen.uploads, seen.uploads + 1
                if seen.read_only:
                    body(environ)
                    return answer(environ, start, "405 Method Not Allowed")
                if count == seen.fails_at:
                    list(app(environ, lambda *_: None))
                    return answer(environ, start, "500 Internal Server Error")
        return app(environ, start)

    return behaving


if __name__ == "__main__":
    _serve(json.loads(sys.argv[1]))
