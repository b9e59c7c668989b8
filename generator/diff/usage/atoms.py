"""The atoms of a consumer's types, and what a loop, an index or a call makes of them.

In: types. Out: types. Refuses nothing.
"""

from __future__ import annotations

from generator.diff.python.annotations import Atom, Type
from generator.diff.usage.scopes import UNKNOWN

FOREIGN: Type = frozenset({Atom("@foreign")})
SAME = {"sorted", "list", "tuple", "reversed", "iter", "set", "frozenset", "copy", "deepcopy"}
ITEMS = {"list", "tuple", "set", "frozenset", "Sequence", "Iterable", "Iterator", "Generator"}
ITEMS |= {"Collection", "AsyncIterator", "AsyncGenerator", "AsyncIterable", "deque"}
MAPS = {"dict", "Mapping", "MutableMapping", "defaultdict"}
SCALARS = (str, int, float, bytes, bool)


def is_known(found: Type) -> bool:
    """Whether nothing in it could be something else."""
    return Atom("?") not in found and bool(found)


def items_of(found: Type) -> Type:
    """What a loop over it, or an index into it, gives."""
    inner: set[Atom] = set()
    for atom in found:
        if atom.name in ITEMS and atom.arguments:
            inner |= atom.arguments[0]
        elif atom.name in MAPS and len(atom.arguments) == 2:
            inner |= atom.arguments[1]
        elif atom.name != "None":
            inner |= UNKNOWN
    return frozenset(inner)


def class_of(atom: Atom) -> str | None:
    """The class that `@type(T)` is."""
    if atom.name != "@type":
        return None
    return next(iter(atom.arguments[0])).name


def as_type(name: str) -> Atom:
    """The class itself."""
    return Atom("@type", (frozenset({Atom(name)}),))


def awaited(atom: Atom) -> Type:
    """What `await` gives."""
    return atom.arguments[0] if atom.name == "@await" else frozenset({atom})
