"""Old names of arguments and attributes, as the templates print them. See `generator.renamed`.

In: `Alias`es. Out: `OldView`s and literals. Refuses nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.literals import EMPTY, Source, code, identifier, join, string
from generator.names import Alias

RENAMED = code("._runtime.renamed")
"""The runtime's module, which only packages with old names hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OldView:
    """One old name of an attribute or a method."""

    name: Source
    new: Source
    text: Source
    """What the warning says, a Python string."""


def old_views(found: Iterable[Alias], prefix: str = "") -> tuple[OldView, ...]:
    """Old names as they stand in a class; `prefix` is that of the async client."""
    return tuple(
        OldView(
            name=identifier(alias.name),
            new=identifier(alias.new),
            text=string(with_prefix(alias, prefix).said),
        )
        for alias in found
    )


def old_keywords(found: Iterable[Alias], prefix: str = "") -> Source:
    """What the runtime's `old_arguments` takes: `{"note": ("orders.update(note)", "remark")}`, or nothing."""
    aliases = [with_prefix(alias, prefix) for alias in found]
    items = [code("{}: ({}, {})", *map(string, (a.name, a.old, a.new))) for a in aliases]
    return code("{{{}}}", join(", ", items)) if items else EMPTY


def with_prefix(alias: Alias, prefix: str) -> Alias:
    """An old name of a client as its async twin has it."""
    return Alias(f"{prefix}{alias.old}", alias.name, alias.new)


def mapping(pairs: Iterable[tuple[str, str]]) -> Source:
    """A dict of texts; nothing for none."""
    items = [code("{}: {}", string(key), string(item)) for key, item in pairs]
    return code("{{{}}}", join(", ", items)) if items else EMPTY
