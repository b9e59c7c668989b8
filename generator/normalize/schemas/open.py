"""Definitions that are being looked at: how rings are found and ended.

In: ids, as they are entered and left. Out: whether to go on; the values that are known. Refuses
nothing: a ring, a depth that no document needs, and a product of unions without end are cut off
by any value, with a note.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from generator.canonical import TypeId
from generator.diagnostics import Located
from generator.normalize.context import Context
from generator.normalize.schemas.values import Value

DEEPEST = 50
MOST_ALTERNATIVES = 400


class Open:
    """The stack of definitions, and what came of those that were left."""

    def __init__(self, ctx: Context) -> None:
        self.ctx = ctx
        self._known: dict[TypeId, Value] = {}
        self._rings: dict[TypeId, frozenset[TypeId]] = {}
        self._cut_short: set[TypeId] = set()
        self._stack: list[TypeId | None] = []
        self._lowest = len(self._stack)
        self._cut = False
        self._product = 1

    @property
    def busy(self) -> bool:
        """Whether a definition is being looked at."""
        return bool(self._stack)

    def value(self, type_id: TypeId) -> Value | None:
        """What came of a definition. Within its own ring it is looked at anew: where a ring is cut depends on
        where it is entered, and on nothing else.
        """
        ring = self._rings.get(type_id)
        if ring is not None and any(one in ring for one in self._stack):
            return None
        return self._known.get(type_id)

    def enter(self, type_id: TypeId, at: Located) -> bool:
        """Begin a definition; false if it is being looked at already, or lies too deep."""
        if type_id in self._stack:
            self._lower(self._stack.index(type_id))
            message = "a schema that is no object holds itself; the inner one is read as any value"
            self.ctx.notes.add("recursive-schema", message, at, "make it an object with properties")
            return False
        if len(self._stack) > DEEPEST:
            self._lower(0)
            message = "schemas are nested too deep; this one is read as any value"
            self.ctx.notes.add(
                "deep-schema", message, at, "give the inner schemas names of their own"
            )
            return False
        self._stack.append(type_id)
        return True

    def leave(self, type_id: TypeId, value: Value) -> Value:
        """End a definition. What a ring has cut short is true only from where it was entered, and is not kept."""
        self._stack.pop()
        height = len(self._stack)
        if self._cut and self._lowest < height:
            self._cut_short.add(type_id)
            return value
        if self._cut:
            self._rings[type_id] = frozenset(self._cut_short)
            self._cut_short.clear()
        self._cut = False
        self._known[type_id] = value
        return value

    @contextmanager
    def barrier(self) -> Iterator[None]:
        """Within a list or a map: what stands here is no alternative of what is outside."""
        self._stack.append(None)
        try:
            yield
        finally:
            self._stack.pop()

    def within(self, type_id: TypeId) -> bool:
        """Whether `id` is an alternative of itself, which adds nothing."""
        for height in range(len(self._stack) - 1, -1, -1):
            if self._stack[height] is None:
                return False
            if self._stack[height] == type_id:
                self._lower(height)
                return True
        return False

    def too_many(self, count: int, at: Located) -> bool:
        """Go into a union of `count` branches; true if unions within unions would give too many."""
        if self._product * count > MOST_ALTERNATIVES:
            message = "unions within unions give too many alternatives; this is read as any value"
            self.ctx.notes.add("large-union", message, at, "name the alternatives one by one")
            return True
        self._product *= count
        return False

    def fewer(self, count: int) -> None:
        """Come out of a union again."""
        self._product //= count

    def _lower(self, height: int) -> None:
        self._lowest = min(self._lowest, height) if self._cut else height
        self._cut = True
