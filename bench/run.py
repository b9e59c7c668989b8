"""What the generator and its packages cost, beside what they are made of; under a minute, on any machine.

In: the packages in generated/ and the documents in specs/. Out: a table of ratios and their targets. Refuses nothing:
a slow machine is no failure, so the exit code is 0 whatever the ratios are. Both sides of a ratio are measured in turns
in the same run, and each number is the median of its turns.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), *sorted(str(path) for path in ROOT.glob("generated/*/src"))]

from bench.calls import over_a_socket, without_io  # noqa: E402  the path comes first
from bench.processes import Script, in_turns  # noqa: E402

COLD = """
import sys
from pathlib import Path
from generator.pipeline import compile_api
for path in sorted(Path("specs").iterdir()):
    assert compile_api(path, f"specs/{path.name}").ok
"""
WARM = """
import tempfile, time
from pathlib import Path
from generator.pipeline import compile_api
def both():
    start = time.perf_counter()
    for path in sorted(Path("specs").iterdir()):
        assert compile_api(path, f"specs/{path.name}", cache=cache).ok
    return time.perf_counter() - start
with tempfile.TemporaryDirectory() as folder:
    cache = Path(folder)
    both()
    print(sorted(both() for _ in range(5))[2])
"""
ENGINES = Script("importing both engines", "import datamodel_code_generator, openapi_python_client")
BARE = Script("a bare interpreter", "pass")
LIBRARIES = Script("httpx2.Client() and pydantic", "import httpx2, pydantic; httpx2.Client()")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: seconds of ours and of what stands beside it."""

    what: str
    seconds: float
    beside: str
    other: float
    target: str
    difference: bool = False

    def text(self) -> str:
        """The row as it is printed."""
        shown = (
            f"+{ms(self.seconds - self.other)}"
            if self.difference
            else f"{self.seconds / self.other:.2f} x"
        )
        ours = f"{self.what:<42} {ms(self.seconds):>11}"
        return f"{ours}   {self.beside:<32} {ms(self.other):>11}   {shown:>11}   {self.target}"


def ms(seconds: float) -> str:
    """Seconds in milliseconds or microseconds."""
    return f"{seconds * 1e3:.1f} ms" if seconds >= 1e-3 else f"{seconds * 1e6:.0f} µs"


def rows() -> Iterator[Row]:
    """Every measurement, as soon as it is made."""
    cold = Script("generating both packages, cold", COLD)
    ours, engines = in_turns([cold, ENGINES], turns=3)
    yield Row(cold.name, ours, ENGINES.name, engines, "at most 2 x")
    warm = float(Script("warm", WARM).output())
    yield Row("the same, warm (schemas unchanged)", warm, ENGINES.name, engines, "at most 150 ms")
    for package in ("wix_orders", "wizcommerce_orders"):
        imported = Script(f"import {package}", f"import {package}")
        ours, bare = in_turns([imported, BARE], turns=15)
        yield Row(imported.name, ours, BARE.name, bare, "at most +15 ms", difference=True)
    client = Script(
        "a usable client",
        "import wix_orders; wix_orders.WixOrders(api_key='k').orders.update_order",
    )
    first = Script(
        "its first request, prepared",
        "import wix_orders; wix_orders.WixOrders(api_key='k').prepare.orders.update_order('7', order={})",
    )
    made, prepared, libraries = in_turns([client, first, LIBRARIES], turns=7)
    yield Row(client.name, made, LIBRARIES.name, libraries, "")
    yield Row(first.name, prepared, LIBRARIES.name, libraries, "")
    for where, measure in (("over a socket", over_a_socket), ("without I/O", without_io)):
        ours, bare = measure()
        yield Row(
            f"a call {where}", ours, "httpx2.Client.patch + json.loads", bare, "at most 1.5 x"
        )


def main() -> None:
    """Print the table, a row at a time."""
    print(f"{'what':<42} {'takes':>11}   {'beside':<32} {'takes':>11}   {'ratio':>11}   target")
    for row in rows():
        print(row.text(), flush=True)


if __name__ == "__main__":
    main()
