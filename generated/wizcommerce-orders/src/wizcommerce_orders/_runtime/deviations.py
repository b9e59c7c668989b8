"""Where an answer is not as documented, and who is told.

In: deviations found while reading. Out: one line of log for each kind of them, and all of them for the application's
callback. Refuses nothing: a callback that fails is logged, and the call goes on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .settings import PACKAGE, Settings


class NoFinite(str):
    """A number that is none in JSON (`NaN`), or is beyond what a float holds (`1e400`): its text, as it came."""

    __slots__ = ()


KINDS: Mapping[Any, str] = {
    type(None): "null",
    bool: "a boolean",
    int: "a number",
    float: "a number",
    NoFinite: "no finite number",
    str: "text",
    list: "a list",
    dict: "an object",
}
"""What JSON values are called, by their Python types."""
MOST_SEEN = 1000
"""So many kinds of deviations are logged; a client lives long."""


def kind_of(value: Any) -> str:
    """What kind of JSON value this is; `MISSING` is none."""
    return KINDS.get(type(value), "nothing")


@dataclass(frozen=True, slots=True)
class Deviation:
    """A value in an answer that is not as documented; it was kept as it came.

    Attributes:
        operation: How a caller says it: `orders.update_order`.
        pointer: Where, in the answer's body (JSON Pointer, RFC 6901).
        expected: What is documented, in words.
        came: The value, or `MISSING` for a required one that is absent.
        place: `pointer` with `*` for indexes and for keys of maps: the same for the same cause.
    """

    operation: str
    pointer: str
    expected: str
    came: Any
    place: str = field(default="", compare=False)

    def __str__(self) -> str:
        """What is wrong, without the value, which may be personal."""
        where = self.place or "the whole"
        return f"{where}: expected {self.expected}, came {kind_of(self.came)}"


def report(deviations: Sequence[Deviation], settings: Settings) -> None:
    """Log each kind of deviation once in a client's life, and hand all of them to `on_deviation`."""
    from logging import getLogger

    logger, seen = getLogger(PACKAGE), settings.seen
    for deviation in deviations:
        known = (deviation.operation, deviation.place, deviation.expected)
        if known not in seen and len(seen) < MOST_SEEN:
            seen.add(known)
            logger.warning("%s: the answer deviates at %s", deviation.operation, deviation)
        if settings.on_deviation is not None:
            try:
                settings.on_deviation(deviation)
            except Exception:
                logger.exception("%s: on_deviation failed", deviation.operation)


def listed(deviations: Sequence[Deviation], most: int = 3) -> str:
    """The first deviations, and how many more there are."""
    said = "; ".join(map(str, deviations[:most]))
    more = len(deviations) - most
    return f"{said}; and {more} more" if more > 0 else said
