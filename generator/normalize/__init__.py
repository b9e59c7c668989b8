"""Any OpenAPI 3.0 or 3.1 document to its canonical form.

In: a `SourceSet` and the declaration. Out: `Canonical`, see `generator.canonical`. Refuses, all
at once and with places: what is no such document; what contradicts itself; what a client would
need and is not supported, unless client.yaml waives it.

`references` resolves `$ref`s · `head` reads version, info, servers and tags · `security` the
schemes · `paths` finds the operations, `operations` reads one, with `parameters` and `bodies` ·
`schemas` gives schemas their meaning · `sides` tells answers from inputs · `unsupported` and
`notes` keep what is to be said of all this.
"""

from __future__ import annotations

from typing import Any

from generator.canonical import Canonical, Schema, TypeId
from generator.declaration import Declaration
from generator.diagnostics import Problems
from generator.normalize import head
from generator.normalize.context import Context
from generator.normalize.node import Node, root
from generator.normalize.notes import Notes
from generator.normalize.operations import Operation, Whole, operation
from generator.normalize.parameters import checked, synthetic_id
from generator.normalize.paths import ids, spots
from generator.normalize.references import References
from generator.normalize.schemas.evaluate import Schemas
from generator.normalize.security import requirements, schemes
from generator.normalize.sides import sides
from generator.normalize.unsupported import Refusals, Waivers
from generator.source import SourceSet

__all__ = ["normalize"]


def normalize(sources: SourceSet, declaration: Declaration, problems: Problems) -> Canonical:
    """The canonical form of a document. Raises `ProblemsFound` if it has errors; notes are recorded."""
    top = root(sources.entry)
    notes = Notes()
    ctx = Context(
        dialect=head.dialect(top, problems),
        declaration=declaration,
        problems=problems,
        notes=notes,
        references=References(sources, problems),
    )
    canonical = _Run(ctx, top).canonical()
    notes.tell(problems)
    problems.stop_if_any()
    return canonical


class _Run:
    """One document on its way."""

    def __init__(self, ctx: Context, top: Node) -> None:
        self.ctx = ctx
        self.top = top
        self.schemas = Schemas(ctx)
        self.info = head.info(ctx, top)
        self.servers = head.told_servers(ctx, top)
        self.schemes = schemes(ctx, top)
        self.waivers = Waivers(ctx)

    def canonical(self) -> Canonical:
        """Everything, in order: operations, then the objects they reach, then the sides."""
        security = requirements(self.ctx, self.top, self.schemes) or []
        whole = Whole(self.ctx, self.schemas, self.schemes, self.servers, security)
        found = spots(self.ctx, self.top)
        kept: list[Operation] = []
        for spot, op_id in zip(found, ids(self.ctx, found), strict=True):
            refusals = Refusals((spot.pointer, spot.node.id))
            done = operation(whole, spot, op_id, refusals)
            if self.waivers.stays(refusals):
                kept.append(done)
        self.waivers.tell()
        self.schemas.finish()
        synthetic = [self._parameters(one) for one in kept]
        reached = sides(
            self.schemas.registry.components,
            [slot for one in kept for slot in _slots(one.spec["responses"].values())],
            synthetic + [slot for one in kept for slot in _requests(one)],
        )
        kinds = (reached.enums, reached.answers, reached.inputs)
        return Canonical(
            document=self._document(kept),
            enums=reached.enums,
            answers=reached.answers,
            inputs=reached.inputs,
            places=self._places(kept, {type_id for kind in kinds for type_id in kind}),
            operations_in=len(found),
        )

    def _parameters(self, one: Operation) -> Schema:
        """The slot of the synthetic object that checks an operation's parameters; any value if it has none."""
        component = checked(one.parameters)
        if component is None:
            return {}
        type_id = synthetic_id(one.spot.pointer)
        for parameter in one.parameters:
            self.schemas.registry.property_place(type_id, parameter.key, parameter.node)
        return self.schemas.registry.add(type_id, component, one.spot.node)

    def _document(self, kept: list[Operation]) -> dict[str, Any]:
        paths: dict[str, dict[str, Any]] = {}
        for one in kept:
            paths.setdefault(one.spot.path, {})[one.spot.method] = one.spec
        used = list(dict.fromkeys(one.spec["tags"][0] for one in kept))
        security = requirements(self.ctx, self.top, self.schemes) or []
        return {
            "openapi": head.VERSION,
            "info": self.info,
            "servers": self.servers,
            "tags": head.tags(self.ctx, self.top, used),
            "security": [need for _, need in security if not set(need) & set(self.schemes.refused)],
            "paths": paths,
            "components": {"securitySchemes": self.schemes.served},
            **head.external_docs(self.ctx, self.top),
        }

    def _places(self, kept: list[Operation], ids: set[TypeId]) -> dict[str, Any]:
        known = self.schemas.registry.places
        found = {
            type_id: at for type_id, at in known.items() if type_id in ids or _owner(type_id) in ids
        }
        for one in kept:
            found[one.id] = one.spot.node.at
            for parameter in one.parameters:
                found[f"{one.id}#{parameter.key}"] = parameter.node.at
            if one.body is not None:
                found[f"{one.id}#body"] = one.body.at
        return found


def _owner(type_id: str) -> str:
    """The object that a property's place belongs to."""
    return type_id.rpartition("/properties/")[0]


def _slots(holders: Any) -> list[Schema]:
    """The slots of content."""
    return [media["schema"] for one in holders for media in one.get("content", {}).values()]


def _requests(one: Operation) -> list[Schema]:
    body = one.spec.get("requestBody")
    return [parameter.slot for parameter in one.parameters] + (
        [] if body is None else _slots([body])
    )
