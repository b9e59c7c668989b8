"""Names that share a scope: everyone asks for a few, and no two get the same.

In: claims, each with its candidates in order of preference. Out: the name of each. Refuses nothing: the last resort is
a number, given by sorted identity. The order in which claims come in does not matter.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from itertools import count
from typing import Generic, TypeVar

from generator.naming.python import cut

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Claim(Generic[K]):
    """What `key` would like to be called; lower ranks choose first."""

    rank: int
    identity: str
    """Sorts the claims of one rank."""
    key: K
    candidates: tuple[str, ...]


def nothing_more(name: str) -> tuple[str, ...]:
    """A name that brings no others."""
    return (name,)


@dataclass(slots=True)
class Scope:
    """One namespace: `Order`, `WixOrders` and `NotFound` cannot be used twice in a package."""

    taken: set[str] = field(default_factory=set)

    def take(self, *names: str) -> None:
        """Keep names from everyone who comes later."""
        self.taken.update(names)

    def assign(
        self,
        claims: Iterable[Claim[K]],
        *,
        family: Callable[[str], tuple[str, ...]] = nothing_more,
        joint: str = "",
    ) -> dict[K, str]:
        """A name for every claim; `family` gives all names that come with one."""
        given: dict[K, str] = {}
        ordered = sorted(claims, key=lambda claim: (claim.rank, claim.identity))
        for rank in sorted({claim.rank for claim in ordered}):
            waiting = [claim for claim in ordered if claim.rank == rank]
            for level in range(max(len(claim.candidates) for claim in waiting)):
                waiting = [c for c in waiting if not self._try(c, level, given, family)]
            for claim in waiting:
                self._number(claim, given, family, joint)
        return given

    def _try(
        self,
        claim: Claim[K],
        level: int,
        given: dict[K, str],
        family: Callable[[str], tuple[str, ...]],
    ) -> bool:
        if level >= len(claim.candidates):
            return False
        return self._give(claim, claim.candidates[level], given, family)

    def _number(
        self,
        claim: Claim[K],
        given: dict[K, str],
        family: Callable[[str], tuple[str, ...]],
        joint: str,
    ) -> None:
        base = claim.candidates[0].rstrip(joint)
        for number in count(2):
            if self._give(claim, cut(f"{base}{joint}{number}", joint), given, family):
                return

    def _give(
        self,
        claim: Claim[K],
        name: str,
        given: dict[K, str],
        family: Callable[[str], tuple[str, ...]],
    ) -> bool:
        names = family(name)
        if not self.taken.isdisjoint(names):
            return False
        self.take(*names)
        given[claim.key] = name
        return True
