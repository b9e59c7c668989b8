"""Results remembered by the very values that they were made from.

In: values, and how to make something of them. Out: what was made of these values before, or is made now. Refuses
nothing.

A value is found by what it is, not by what it equals: `source` gives the parts of a document that a save did not touch
as the objects that they were, so what was made of them holds. Nothing that is read is ever changed. What is remembered
is held together with its values, so that no other object can take their identity, and is bounded.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Generic, TypeVar

PLAIN = 2
"""The version of `marshal` that writes a value without regard to who else holds it: equal bytes, equal values."""
R = TypeVar("R")
_Held = dict[tuple[int, ...], tuple[tuple[object, ...], R]]


class Same(Generic[R]):
    """Results by the identity of values: the `most` that were asked for last, and up to as many before them."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._new: _Held[R] = {}
        self._old: _Held[R] = {}

    def of(self, make: Callable[[], R], *values: object) -> R:
        """What `make` gives; it is called only if it was not for these values before.

        `make` has to be a function of the values alone.
        """
        key = tuple(map(id, values))
        held = self._new.get(key)
        if held is None:
            held = self._old.get(key) or (values, make())
            if len(self._new) >= self._most:
                self._old, self._new = self._new, {}
            self._new[key] = held
        return held[1]

    def cache_clear(self) -> None:
        """Forget everything."""
        self._new, self._old = {}, {}


def one(value: Any) -> Any:
    """Plain JSON data; for equal data, and as long as it is remembered, one and the same object."""
    return again(marshal.dumps(value, PLAIN))


@lru_cache(maxsize=4096)
def again(written: bytes) -> Any:
    """Plain JSON data from its bytes; not to be changed."""
    return marshal.loads(written)  # noqa: S302 - bytes of this process
