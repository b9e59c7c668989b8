"""Two states of one API, on the way through them.

In: what the two states are. Out: the findings of the spec's side, and which Python name became which. Refuses nothing.

A finding is made at a `Spot`: one value of the API in both states. What stands in a component is compared once for each
side, however many operations reach it; which ones do is found out at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from generator.canonical import Schema, Side, TypeId
from generator.diagnostics import Place
from generator.diff.finding import Finding, Severity
from generator.diff.finding import Side as Told
from generator.diff.python.old import last_of
from generator.diff.rules import rule
from generator.inputs import Inputs
from generator.names import Names
from generator.normalize.sides import references
from generator.pipeline import Understood
from generator.source import At, SourceSet, escape

Unit = tuple[str, ...]
"""An operation, or a component on one side: what findings are made in."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One state of a spec, understood."""

    inputs: Inputs
    read: Understood

    @property
    def sources(self) -> SourceSet:
        return self.inputs.documents

    @property
    def names(self) -> Names:
        return self.read.names

    def at(self, key: str) -> At | None:
        """Where something was written, by a key of `Canonical.places`."""
        return self.read.canonical.places.get(key)

    @property
    def class_names(self) -> frozenset[str]:
        """Every class and alias of the package that stands for a schema."""
        return frozenset((*self.names.types.values(), *self.names.literals.values()))

    @property
    def old_names(self) -> Mapping[str, tuple[str, ...]]:
        """Python names in full to the old names, in full too, that client.yaml keeps for them."""
        found: dict[str, tuple[str, ...]] = {}
        for old, new in self.names.renamed.table.items():
            found[new] = (*found.get(new, ()), old)
        return found

    def was_called(self, new: str) -> frozenset[str]:
        """The last parts of the names that something had, by its name in full."""
        return frozenset(map(last_of, self.old_names.get(new, ())))

    def reached(self, slots: Iterable[Schema], side: Side) -> list[str]:
        """The classes that slots lead to, on one side."""
        canonical = self.read.canonical
        held = canonical.answers if side == "answer" else canonical.inputs
        seen: dict[TypeId, None] = {}
        todo = [reference for slot in slots for reference in references(slot)]
        while todo:
            type_id = todo.pop()
            if type_id not in seen:
                seen[type_id] = None
                todo += references(held.get(type_id, {}))
        named = ((self.names.types.get((t, side)), self.names.literals.get(t)) for t in seen)
        return [name for pair in named for name in pair if name]

    def property_at(self, type_id: TypeId, name: str) -> At | None:
        """Where a property was written."""
        return self.at(f"{type_id}/properties/{escape(name)}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """One value in both states: where it stands, and what callers know it as."""

    side: Side
    family: str
    """What its rules begin with: `request-property`."""
    subject: str
    old: At | None
    new: At | None
    python: tuple[str, ...]
    gap: tuple[bool, bool] = (False, False)
    """Whether None may stand for it in any case, since it may be left out: before and now. Answers only."""
    inner: bool = False
    """Whether it stands inside the value that `old` and `new` are the places of, as the items of a list do."""

    def inside(self, what: str) -> Spot:
        """A value inside this one that has no name of its own."""
        return replace(self, subject=f"{self.subject}{what}", inner=True, gap=(False, False))

    @property
    def is_answer(self) -> bool:
        return self.side == "answer"


@dataclass(slots=True)
class Pair:
    """Both states, and what was found so far."""

    old: Reading
    new: Reading
    found: list[tuple[Unit, Finding]] = field(default_factory=list)
    renames: dict[str, str] = field(default_factory=dict)
    """Old Python name to new one, where the same thing of the API got another."""
    units: dict[Unit, None] = field(default_factory=dict)
    edges: dict[Unit, dict[Unit, None]] = field(default_factory=dict)
    waiting: list[tuple[Unit, Callable[[], None]]] = field(default_factory=list)
    also: dict[str, dict[str, None]] = field(default_factory=dict)
    """Python names of one thing: a field of a body that is spread, and the argument it is given by."""
    spread: dict[str, dict[str, None]] = field(default_factory=dict)
    """Class of a body that is spread to the methods that take its fields as arguments."""
    unit: Unit = ()

    def tell(
        self,
        rule_id: str | tuple[str, ...],
        spot: Spot,
        severity: Severity,
        message: str,
        why: str,
        action: str = "",
        *,
        at: tuple[At | None, At | None] | None = None,
        python: tuple[str, ...] = (),
        slots: tuple[Iterable[Schema], Iterable[Schema]] = ((), ()),
    ) -> None:
        """Record what happened to a spot.

        `at` says more exactly where; `python` names more that is touched; so do the types that only the old or only the
        new of `slots` reach.
        """
        old, new = at if at is not None else (spot.old, spot.new)
        side: Told = "answer" if spot.is_answer else "request"
        if not spot.family:
            side = "api"
        finding = Finding(
            rule=rule(*((rule_id,) if isinstance(rule_id, str) else rule_id)),
            severity=severity,
            subject=spot.subject,
            message=message,
            why=why,
            action=action,
            side=side,
            old=place_of(old),
            new=place_of(new),
            python=tuple(dict.fromkeys((*spot.python, *python))),
        )
        came_and_went = self._types(slots[0], slots[1], spot.side)
        finding = replace(finding, python=tuple(dict.fromkeys((*finding.python, *came_and_went))))
        self.found.append((self.unit, finding))

    def _types(self, old: Iterable[Schema], new: Iterable[Schema], side: Side) -> list[str]:
        was, now = self.old.reached(old, side), self.new.reached(new, side)
        return [
            *(n for n in was if n not in self.new.class_names),
            *(n for n in now if n not in self.old.class_names),
        ]

    def renamed(self, old: str | None, new: str | None) -> None:
        """The same thing of the API is called `new` now."""
        if old and new and old != new:
            self.renames.setdefault(old, new)

    def known_as(self, name: str, other: str) -> None:
        """A name stands for the same thing as another."""
        self.also.setdefault(name, {})[other] = None

    def later(self, unit: Unit, work: Callable[[], None]) -> None:
        """Compare a component that the current unit reaches, unless it was or will be."""
        self.edges.setdefault(self.unit, {})[unit] = None
        if unit not in self.units:
            self.units[unit] = None
            self.waiting.append((unit, work))

    def within(self, unit: Unit, work: Callable[[], None]) -> None:
        """Do work whose findings belong to `unit`, and all that comes of it."""
        self.units[unit] = None
        self.unit = unit
        work()
        while self.waiting:
            self.unit, todo = self.waiting.pop(0)
            todo()
        self.unit = ()

    def findings(self) -> Iterator[Finding]:
        """All findings, each with the operations that it can be met in."""
        reach = self._operations()
        for unit, finding in self.found:
            more = [name for own in finding.python for name in self.also.get(own, ())]
            python = tuple(dict.fromkeys((*finding.python, *more)))
            yield replace(finding, python=python, operations=tuple(reach.get(unit, ())))

    def _operations(self) -> Mapping[Unit, dict[str, None]]:
        reach: dict[Unit, dict[str, None]] = {}
        for start in [unit for unit in self.units if unit[0] == "operation"]:
            todo = [start]
            while todo:
                unit = todo.pop()
                if start[1] not in reach.setdefault(unit, {}):
                    reach[unit][start[1]] = None
                    todo += self.edges.get(unit, ())
        return reach


def place_of(at: At | None) -> Place | None:
    """The place, for findings."""
    return None if at is None else at.place()


def api_spot(subject: str, old: At | None, new: At | None, *python: str) -> Spot:
    """A spot that is no value: an operation, a server, an answer as a whole."""
    return Spot(side="input", family="", subject=subject, old=old, new=new, python=python)
