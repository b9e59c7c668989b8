"""The faults of table.md in which a status comes back, in the table's order."""

from __future__ import annotations

import gzip
import json
import threading
import zlib
from collections.abc import Callable, Iterator
from functools import cache

from tests.faults.scene import (
    MEGABYTE,
    ORDER,
    OTHER,
    Scene,
    by_clock,
    client_tls,
    failing,
    for_ever,
    pause,
    said,
    scene,
    server_tls,
    slowly,
    unused_port,
)
from tests.faults.unanswered import HEAD
from tests.support.clock import FakeClock
from tests.support.faults import (
    Fault,
    Line,
    Step,
    answer,
    close,
    fault_server,
    repeat,
    reset,
    stall,
)

# A success that cannot be read -------------------------------------------------------------------


def chunks(*parts: bytes, end: bytes = b"0\r\n\r\n") -> bytes:
    return b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in parts) + end


def chunked(body: bytes, *headers: str) -> bytes:
    return answer(b"", "Transfer-Encoding: chunked", *headers, length=None) + body


failing("length-too-long", answer(ORDER, length=len(ORDER) + 1), close)
failing("reset-in-body", answer(ORDER[:9], length=len(ORDER)), reset)
failing("stall-in-body", answer(ORDER[:9], length=len(ORDER)), stall, stalls="body")
failing("chunks-cut", chunked(chunks(ORDER, end=b"")), close)
failing("strange-chunk", chunked(b"many\r\n" + ORDER), close)
failing("length-too-short", answer(ORDER, "Connection: close", length=9), close)
failing("half-json", answer(ORDER[:9]))
failing("half-json-closed", answer(ORDER[:9], length=None), close)
failing("empty", answer())
failing("no-content", answer(status="204 No Content", length=None))
failing("html", answer(b"<html>Welcome", "Content-Type: text/html"))
failing("null", answer(b"null"))
failing("array", answer(b"[]"))
failing("no-result", answer(b"{}"))
failing("null-result", answer(b'{"order":null}'))
failing("deep-json", answer(b'{"order":' + b"[" * 100_000))
failing(
    "utf-16",
    answer(ORDER.decode().encode("utf-16"), "Content-Type: application/json; charset=utf-16"),
)
failing(
    "latin-1",
    answer(ORDER.decode().encode("latin-1"), "Content-Type: application/json; charset=latin-1"),
)
failing("broken-gzip", answer(gzip.compress(ORDER)[:12] + b"\xff" * 20, "Content-Encoding: gzip"))
failing("half-gzip", answer(gzip.compress(ORDER * 99)[:40], "Content-Encoding: gzip"))
failing("no-gzip", answer(ORDER, "Content-Encoding: gzip"))
failing("strange-compression", answer(zlib.compress(ORDER), "Content-Encoding: snappy"))
SMALL = {"max_response_bytes": MEGABYTE}
FLOOD = repeat(b" " * MEGABYTE, 200)
CHUNKS = repeat(chunks(b" " * MEGABYTE, end=b""), 200)
failing("too-large", answer(b"", length=200 * MEGABYTE), FLOOD, close, options=SMALL)
failing("too-large-chunked", chunked(b""), CHUNKS, close, options=SMALL)


@cache
def bomb() -> bytes:
    """200 MB of white space in gzip, and then an order."""
    packer = zlib.compressobj(9, wbits=31)
    packed = [packer.compress(b" " * MEGABYTE) for _ in range(200)]
    return b"".join([*packed, packer.compress(ORDER), packer.flush()])


@scene("gzip-bomb")
def gzip_bomb(_: FakeClock) -> Iterator[Scene]:
    with fault_server(Fault(answer(bomb(), "Content-Encoding: gzip"))) as server:
        yield Scene(url=server.url, servers=(server,), options=SMALL)


# A success in spite of it ------------------------------------------------------------------------


def idle(name: str, end: Callable[[Line], None]) -> None:
    """Every answer is fine; then the connection ends, which the next call finds out."""

    @scene(name)
    def setting(_: FakeClock) -> Iterator[Scene]:
        now = threading.Event()

        def later(line: Line) -> None:
            now.wait(5)
            end(line)

        def quiet() -> None:
            now.set()
            assert server.wait(lambda server: not server.open)
            now.clear()

        with fault_server(Fault(answer(ORDER), later)) as server:
            yield Scene(url=server.url, servers=(server,), quiet=quiet)
            now.set()


idle("closed-idle", close)
idle("reset-idle", reset)
failing("continue", b"HTTP/1.1 100 Continue\r\n\r\n", answer(ORDER))
failing("processing", b"HTTP/1.1 102 Processing\r\n\r\n" * 2, answer(ORDER))
failing("early-hints", b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n", answer(ORDER))
failing("http-1.0", answer(ORDER, version="1.0", length=None), close)
failing("no-length", answer(ORDER, length=None), close)
failing("same-length-twice", answer(ORDER, f"Content-Length: {len(ORDER)}"))
failing("length-and-chunks", chunked(chunks(ORDER[:5], ORDER[5:]), "Content-Length: 3"))
failing("trailers", chunked(chunks(ORDER, end=b"0\r\nX-Sum: 1\r\n\r\n")))
failing("byte-by-byte", *(bytes([byte]) for byte in answer(ORDER)))
failing("trailing-bytes", answer(ORDER, "Connection: close") + b"and more", close)
failing("second-answer", answer(ORDER, "Connection: close") + answer(OTHER), close)
failing("bom", answer(b"\xef\xbb\xbf" + ORDER))
failing("no-content-type", HEAD[:17] + b"Content-Length: %d\r\n\r\n" % len(ORDER) + ORDER)
failing("other-content-type", answer(ORDER, "Content-Type: text/html"))
failing("gzip-twice", answer(gzip.compress(gzip.compress(ORDER)), "Content-Encoding: gzip, gzip"))
failing("accepted", answer(ORDER, status="202 Accepted"))


# An error's status -------------------------------------------------------------------------------

WHY = json.dumps({"message": "No."}).encode()
PAGE = ("Content-Type: text/html",)

failing("400-html", answer(b"<html>No", *PAGE, status="400 Bad Request"))
failing("401", answer(WHY, status="401 Unauthorized"))
failing("404", answer(WHY, status="404 Not Found"))
failing("404-html", answer(b"<html>No", *PAGE, status="404 Not Found"))
failing("404-empty", answer(status="404 Not Found"))
failing("404-broken-off", answer(WHY, length=99, status="404 Not Found"), close)
failing("404-stall", answer(WHY, length=99, status="404 Not Found"), stall, stalls="body")
failing("404-broken-gzip", answer(WHY, "Content-Encoding: gzip", status="404 Not Found"))
failing("404-too-large", answer(b"", status="404 No", length=2**28), FLOOD, close, options=SMALL)
failing("413-early", answer(b"", "Connection: close", status="413 No"), stall, takes=30)
failing("429-broken-off", answer(WHY, length=99, status="429 Too Many Requests"), close)
failing("429-much-later", answer(b"", "Retry-After: 3600", status="429 Too Many Requests"))
failing("500-html", answer(b"<html>No", *PAGE, status="500 Internal Server Error"))
failing("500-broken-off", answer(WHY, length=99, status="500 Internal Server Error"), close)
failing("503-much-later", answer(b"", "Retry-After: 3600", status="503 Service Unavailable"))
failing("304", answer(status="304 Not Modified", length=None))
for status in ("408", "418", "429", "501", "502", "503", "504", "505", "999"):
    failing(status, answer(WHY, status=f"{status} No"))


# Redirects ---------------------------------------------------------------------------------------

THERE = "/moved/7"
NOT_THERE = Fault(answer(WHY, status="404 Not Found"))


def moved(to: str, status: int = 302) -> bytes:
    return answer(b"", f"Location: {to}", status=f"{status} Moved")


def redirect(to: str, status: int = 302) -> Step:
    """Everything has moved to this place, apart from what is already there."""

    def step(line: Line) -> None:
        there = line.request is not None and line.request.target == THERE
        line.send(answer(ORDER) if there else moved(to, status))

    return step


for number in (301, 302, 303, 307, 308):
    failing(f"redirect-{number}", redirect(THERE, number))
failing("redirect-loop", moved("/again"))
failing("redirect-to-ftp", moved("ftp://127.0.0.1/moved"))
failing("redirect-without-place", answer(status="302 Found"))
failing("redirect-300", answer(b"[]", status="300 Multiple Choices"))


@scene("redirect-elsewhere")
def redirect_elsewhere(_: FakeClock) -> Iterator[Scene]:
    with (
        fault_server(Fault(answer(ORDER))) as second,
        fault_server(Fault(moved(second.url + THERE))) as first,
    ):
        yield Scene(url=first.url, servers=(first, second))


@scene("redirect-to-404")
def redirect_to_404(_: FakeClock) -> Iterator[Scene]:
    with (
        fault_server(NOT_THERE) as second,
        fault_server(Fault(moved(second.url + THERE))) as first,
    ):
        yield Scene(url=first.url, servers=(first, second))


@scene("redirect-to-nobody")
def redirect_to_nobody(_: FakeClock) -> Iterator[Scene]:
    with fault_server(Fault(moved(f"http://127.0.0.1:{unused_port()}/"))) as server:
        yield Scene(url=server.url, servers=(server,))


@scene("redirect-to-http")
def redirect_to_http(_: FakeClock) -> Iterator[Scene]:
    with (
        fault_server(Fault(answer(ORDER))) as second,
        fault_server(Fault(moved(second.url + THERE)), server_tls()) as first,
    ):
        url = f"https://localhost:{first.port}"
        yield Scene(url=url, servers=(first, second), http={"verify": client_tls()})


# The deadline ------------------------------------------------------------------------------------

for_ever("slow-head", HEAD, b"X-Filler: 1\r\n")
for_ever("hints-for-ever", b"", b"HTTP/1.1 103 Early Hints\r\n\r\n")
by_clock("slow-body", said(answer(b"", length=9_000)), slowly(b" ", 9_000))
by_clock("slow-404", said(answer(b"", length=9_000, status="404 No")), slowly(b" ", 9_000))
by_clock("slow-500", said(answer(b"", length=9_000, status="500 No")), slowly(b" ", 9_000))
by_clock("slow-redirects", pause(25), said(moved("/again")))
