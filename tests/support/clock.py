"""A clock for clients that are tested: no test waits.

In: the waits that a client wants. Out: time that has passed, and a list of them. Refuses nothing.
"""

from __future__ import annotations


class FakeClock:
    """Time that passes when somebody waits, or a test says so, and the highest chance there is."""

    def __init__(self) -> None:
        self.time = 1_000.0
        self.waits: list[float] = []

    def monotonic(self) -> float:
        return self.time

    def now(self) -> float:
        return self.time

    def chance(self) -> float:
        return 1.0

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.time += seconds

    async def sleep_async(self, seconds: float) -> None:
        self.sleep(seconds)
