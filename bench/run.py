"""What the generator and its packages cost, beside what they are made of; under a minute, on any machine.

In: the packages in generated/ and the documents in specs/. Out: a table of ratios and their targets. Refuses nothing:
a slow machine is no failure, so the exit code is 0 whatever the ratios are. Both sides of a ratio are measured in turns
in the same run, and each number is the median of its turns.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), *sorted(str(path) for path in ROOT.glob("generated/*/src"))]

from bench import bare, rivals  # noqa: E402  the path comes first
from bench.calls import awaited, over_a_socket, server, without_io  # noqa: E402
from bench.processes import Script, in_turns  # noqa: E402
from bench.watching import FIELD, SUMMARY, saves  # noqa: E402

COLD = """
import sys
from pathlib import Path
import gc
gc.disable()  # as the command does
from generator.models import expect_models
expect_models(None)
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
ENGINES = Script(
    "importing both engines",
    "import datamodel_code_generator.config, datamodel_code_generator.parser.openapi\n"
    "import openapi_python_client",
)
BARE = Script("a bare interpreter", "pass")
CLIENT = Script(
    "a usable client",
    "import wix_orders; wix_orders.WixOrders(api_key='k').orders.update_order",
)
FIRST = Script(
    "its first request, prepared",
    "import wix_orders; wix_orders.WixOrders(api_key='k').prepare.orders.update_order('7', order={})",
)
LIBRARIES = Script("httpx2.Client() and pydantic", "import httpx2, pydantic; httpx2.Client()")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: in each turn, the seconds of ours and of what stands beside it."""

    what: str
    beside: str
    turns: Sequence[tuple[float, float]]
    target: str = ""
    difference: bool = False
    bytes: bool = False

    def text(self) -> str:
        """The row as it is printed; the ratio is the median of the turns' ratios, so that a busy moment falls out."""
        ours, other = (median(column) for column in zip(*self.turns, strict=True))
        if self.difference:
            shown = f"+{ms(median(mine - its for mine, its in self.turns))}"
        else:
            shown = f"{median(mine / its for mine, its in self.turns):.2f} x"
        unit = mb if self.bytes else ms
        left = f"{self.what:<42} {unit(ours):>11}"
        return f"{left}   {self.beside:<32} {unit(other):>11}   {shown:>11}   {self.target}"


def ms(seconds: float) -> str:
    """Seconds in milliseconds or microseconds."""
    return f"{seconds * 1e3:.1f} ms" if seconds >= 1e-3 else f"{seconds * 1e6:.0f} µs"


def mb(size: float) -> str:
    """Bytes in megabytes."""
    return f"{size / 1e6:.0f} MB"


def rows() -> Iterator[Row]:
    """Every measurement, as soon as it is made."""
    cold = Script("generating both packages, cold", COLD)
    turns = in_turns([cold, ENGINES], turns=7)
    yield Row(cold.name, ENGINES.name, [(ours, engines) for ours, engines in turns], "at most 2 x")
    warm = float(Script("warm", WARM).output())
    pairs = [(warm, engines) for _, engines in turns]
    yield Row("the same, warm (schemas unchanged)", ENGINES.name, pairs, "at most 150 ms")
    for what, edit, count, target in (
        ("schemas unchanged", SUMMARY, 5, "at most 150 ms"),
        ("schemas changed", FIELD, 3, "at most 1500 ms"),
    ):
        pairs = saves(edit, turns=count)
        yield Row(f"watch: save to written, {what}", "specpress generate", pairs, target)
    for package in ("wix_orders", "wizcommerce_orders"):
        imported = Script(f"import {package}", f"import {package}")
        turns = in_turns([imported, BARE], turns=15)
        pairs = [(ours, bare) for ours, bare in turns]
        yield Row(imported.name, BARE.name, pairs, "at most +15 ms", difference=True)
    turns = in_turns([CLIENT, FIRST, LIBRARIES], turns=15)
    pairs = [(client, other) for client, _, other in turns]
    yield Row(CLIENT.name, LIBRARIES.name, pairs, "at most 1.15 x")
    yield Row(FIRST.name, LIBRARIES.name, [(first, other) for _, first, other in turns])
    yield from calls()


def calls() -> Iterator[Row]:
    """What the clients cost, beside httpx2 by hand and beside the stock clients of both libraries."""
    beside = "httpx2's patch + json.loads"
    for where, measure in (("over a socket", over_a_socket), ("awaited", awaited)):
        yield Row(f"a call {where}", beside, measure(), "at most 1.25 x")
    yield Row("a call without I/O", beside, without_io(), "at most 1.5 x")
    for where, pairs in zip(("over a socket", "awaited"), rivals.compared(), strict=True):
        yield Row(f"a call {where}", "the faster of two stock clients", pairs, "at most 0.75 x")
    with server() as url:
        pairs = bare.first_orders(url, turns=11)
    beside = "httpx2 + hand-written models"
    yield Row("process start to first decoded order", beside, pairs, "at most 1.5 x")
    pairs = bare.memory(turns=3)
    yield Row("10,000 decoded orders", "hand-written models", pairs, "at most 1.1 x", bytes=True)


def main() -> None:
    """Print the table, a row at a time."""
    print(f"{'what':<42} {'takes':>11}   {'beside':<32} {'takes':>11}   {'ratio':>11}   target")
    for row in rows():
        print(row.text(), flush=True)


if __name__ == "__main__":
    main()
