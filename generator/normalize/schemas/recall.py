"""The meaning of schemas, as it was found before, while nothing that it was found from has changed.

In: the questions that `Schemas` answers. Out: its answers; of a document that was read before, those that it gave then,
with its notes, whose places are those in the new text. Refuses what `Schemas` refuses.

What schemas mean follows from three things: which of them are asked for, and in which order; what stands there; and
what the references in them lead to. A run without errors is remembered with all three. The next one is answered from
it as long as it asks for the very same values at the same places, and every reference leads to the very value that it
led to. At the first question that differs, all are asked anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from generator.diagnostics import Located
from generator.normalize.context import Context
from generator.normalize.node import Node
from generator.normalize.notes import Notes
from generator.normalize.references import References
from generator.normalize.schemas.evaluate import Schemas
from generator.normalize.schemas.registry import Registry
from generator.normalize.schemas.values import Value
from generator.source import At, Source, SourceSet

MOST = 8
"""How many runs are remembered."""
Note = tuple[str, str, Located, str]
Place = tuple[str, tuple[str, ...]]
"""The name of a file, and the way to a value in it."""


@dataclass(frozen=True, slots=True)
class Step:
    """One question, or with None the end of all: the answer, and what was told meanwhile."""

    node: Node | None
    value: Value | None
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """All of a run without errors."""

    dialect: str
    steps: tuple[Step, ...]
    registry: Registry
    reached: Mapping[Place, Any]
    """The values that references led to, and the mappings of schemas, which a discriminator may name."""


_runs: dict[tuple[str, bool], Run] = {}


class Recalled:
    """Schemas, as far as they were found before. A document with waivers is looked at twice: `again` says so."""

    def __init__(self, ctx: Context, *, again: bool) -> None:
        self.ctx = ctx
        self._sources = ctx.references.sources
        self._references = References(self._sources, ctx.problems)
        self._notes = _Heard(ctx.notes)
        self._schemas = Schemas(replace(ctx, references=self._references, notes=self._notes))
        self._key = self._sources.entry.path, again
        self._steps: list[Step] = []
        known = _runs.get(self._key)
        self._known = known if known is not None and self._holds(known) else None
        self._registry = self._found(self._known) if self._known else self._schemas.registry

    @property
    def registry(self) -> Registry:
        """Every component that was met."""
        return self._registry

    def at(self, node: Node) -> Value:
        """What the schema at a node means."""
        step = self._recall(node)
        if step is not None and step.value is not None:
            return step.value
        value = self._schemas.at(node)
        self._steps.append(Step(node, value, self._notes.heard()))
        return value

    def finish(self) -> None:
        """Look at the properties of every object that was met. It is the last question."""
        if self._recall(None) is None:
            self._schemas.finish()
            self._steps.append(Step(None, None, self._notes.heard()))
            self._remember()

    # --- what was found before ------------------------------------------------------------------

    def _holds(self, run: Run) -> bool:
        """Whether a run was of the same rules, and all that its references led to is as it was."""
        files = self._sources.files
        return run.dialect == self.ctx.dialect and all(
            name in files and _at(files[name], way) is value
            for (name, way), value in run.reached.items()
        )

    def _found(self, run: Run) -> Registry:
        files = self._sources.files
        places = {
            key: At(files[at.source.name], at.tokens) for key, at in run.registry.places.items()
        }
        return Registry(dict(run.registry.components), places)

    def _recall(self, node: Node | None) -> Step | None:
        """The step that answers a question; None where all has to be asked anew."""
        if self._known is None:
            return None
        step = self._known.steps[len(self._steps)]
        if not _is_same(step.node, node):
            self._ask_anew()
            return None
        for code, message, at, hint in step.notes:
            assert isinstance(at, Node)
            here = at._replace(source=self._sources.files[at.source.name])
            self.ctx.notes.add(code, message, here, hint)
        self._steps.append(replace(step, node=node))
        return step

    def _ask_anew(self) -> None:
        """Ask for all that was recalled; what is told of it a second time is told once."""
        asked, self._steps = self._steps, []
        self._known, self._registry = None, self._schemas.registry
        for step in asked:
            assert step.node is not None
            self.at(step.node)

    def _remember(self) -> None:
        """Keep the run, unless it has found an error, or told of something that cannot be found again."""
        _runs.pop(self._key, None)
        told = (at for step in self._steps for _, _, at, _ in step.notes)
        errors = (problem.severity == "error" for problem in self.ctx.problems.found)
        if any(errors) or not all(isinstance(at, Node) for at in told):
            return
        made = self._schemas.registry
        _runs[self._key] = Run(
            dialect=self.ctx.dialect,
            steps=tuple(self._steps),
            registry=Registry(dict(made.components), dict(made.places)),
            reached=dict(_reached(self._sources, self._references)),
        )
        while len(_runs) > MOST:
            del _runs[next(iter(_runs))]


class _Heard(Notes):
    """Notes that are handed on, and heard."""

    def __init__(self, to: Notes) -> None:
        super().__init__()
        self._to = to
        self._heard: list[Note] = []

    def add(self, code: str, message: str, at: Located, hint: str) -> None:
        """See `Notes`."""
        self._heard.append((code, message, at, hint))
        self._to.add(code, message, at, hint)

    def heard(self) -> tuple[Note, ...]:
        """What was added since this was asked last."""
        heard, self._heard = tuple(self._heard), []
        return heard


def _is_same(known: Node | None, node: Node | None) -> bool:
    """Whether two nodes are one place and one value, of which a document may have been read twice."""
    if known is None or node is None:
        return known is node
    return known.value is node.value and (known.source.name, known.tokens) == (
        node.source.name,
        node.tokens,
    )


def _reached(sources: SourceSet, references: References) -> Iterator[tuple[Place, Any]]:
    for source in sources.files.values():
        yield (source.name, _NAMED), _at(source, _NAMED)
    for node in references.known.values():
        if node is not None and node.tokens[:2] != _NAMED:
            yield (node.source.name, node.tokens), node.value


_NAMED = ("components", "schemas")


def _at(source: Source, way: tuple[str, ...]) -> Any:
    """What stands in a file at the end of a way; None where it leads nowhere."""
    value = source.data
    for step in way:
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and step.isdecimal() and int(step) < len(value):
            value = value[int(step)]
        else:
            return None
    return value
