"""A cursor into the source: a value together with where it was written.

In: a `Source` and the tokens of a JSON Pointer (RFC 6901). Out: `Node`, which walks down without
looking the pointer up again and gives its place when a problem needs it. Refuses nothing: what is
not there is None.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from generator.canonical import TypeId
from generator.diagnostics import Located, Place
from generator.source import At, Source, escape


class Node(NamedTuple):
    """`value`, written at `tokens` in `source`. It is read, never changed; a tuple, as thousands of them are made."""

    source: Source
    tokens: tuple[str, ...]
    value: Any
    id: TypeId
    """The pointer as a reference from the entry document: `common.yaml#/Price`."""

    def child(self, token: str | int) -> Node:
        """The value under a key or index that is known to be there."""
        step = str(token)
        below = f"{self.id}/{escape(step) if '/' in step or '~' in step else step}"
        return Node(self.source, (*self.tokens, step), self.value[token], TypeId(below))

    def holding(self, value: Any) -> Node:
        """Another value, as if it had been written here."""
        return Node(self.source, self.tokens, value, self.id)

    def get(self, key: str) -> Node | None:
        """The value under `key`; None where this is no mapping, or the key is absent or null."""
        value = self.value
        return self.child(key) if isinstance(value, dict) and value.get(key) is not None else None

    def entries(self) -> Iterator[tuple[str, Node]]:
        """The members of a mapping, in order; none where this is no mapping."""
        if isinstance(self.value, dict):
            for key in self.value:
                yield key, self.child(key)

    def elements(self) -> Iterator[Node]:
        """The members of a list, in order; none where this is no list."""
        if isinstance(self.value, list):
            for index in range(len(self.value)):
                yield self.child(index)

    @property
    def at(self) -> At:
        """The same spot for those who look up places."""
        return At(self.source, self.tokens)

    def place(self) -> Place:
        """Where the value stands."""
        return self.at.place()

    def key(self) -> Located:
        """Where its key stands."""
        return self.at.key()


def root(source: Source) -> Node:
    """The whole of a source."""
    return Node(source, (), source.data, TypeId(f"{source.name}#"))
