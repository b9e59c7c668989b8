"""Any OpenAPI 3.0 or 3.1 document to its canonical form.

In: a `SourceSet` and the declaration. Out: `Canonical`, see `generator.canonical`. Refuses, all
at once and with places: what is no such document; what contradicts itself; what a client would
need and is not supported, unless client.yaml waives it.

What an operation has that is waived is looked at twice: first only to learn which operations are
left out, then without them, so that nothing in them stops the others.

`references` resolves `$ref`s · `head` reads version, info, servers and tags · `security` the
schemes · `paths` finds the operations, `operations` reads one, with `parameters` and `bodies` ·
`schemas` gives schemas their meaning · `shapes` says which styles have a form for them · `sides`
tells answers from inputs · `unsupported` and `notes` keep what is to be said of all this.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from generator import same
from generator.canonical import Canonical, Schema, TypeId
from generator.declaration import Declaration
from generator.diagnostics import Problems, ProblemsFound
from generator.media import encoding_of
from generator.normalize import head
from generator.normalize.context import Context
from generator.normalize.node import root
from generator.normalize.notes import Notes
from generator.normalize.operations import Operation, Spot, Whole, operation
from generator.normalize.parameters import checked, synthetic_id
from generator.normalize.paths import ids, spots
from generator.normalize.references import References
from generator.normalize.schemas.recall import Recalled
from generator.normalize.security import requirements, schemes
from generator.normalize.shapes import check_form, check_parameter
from generator.normalize.sides import sides
from generator.normalize.unsupported import Refusals, Waivers
from generator.source import SourceSet

__all__ = ["normalize"]


def normalize(sources: SourceSet, declaration: Declaration, problems: Problems) -> Canonical:
    """The canonical form of a document. Raises `ProblemsFound` if it has errors; notes are recorded."""
    run = _Run(sources, declaration, problems, _waivers(sources, declaration))
    canonical = run.canonical()
    run.ctx.notes.tell(problems)
    problems.stop_if_any()
    return canonical


def _waivers(sources: SourceSet, declaration: Declaration) -> Waivers | None:
    """Which operations waivers leave out, whatever else is wrong with the document."""
    if not declaration.waivers:
        return None
    with suppress(ProblemsFound):
        run = _Run(sources, declaration, Problems(), None)
        run.operations(run.spots())
        return run.waivers
    return None


class _Run:
    """One document on its way, without the operations that `known` leaves out."""

    def __init__(
        self,
        sources: SourceSet,
        declaration: Declaration,
        problems: Problems,
        known: Waivers | None,
    ) -> None:
        self.top = root(sources.entry)
        self.ctx = Context(
            dialect=head.dialect(self.top, problems),
            declaration=declaration,
            problems=problems,
            notes=Notes(),
            references=References(sources, problems),
        )
        self.schemas = Recalled(self.ctx, again=known is not None)
        self.info = head.info(self.ctx, self.top)
        self.servers = head.told_servers(self.ctx, self.top)
        self.schemes = schemes(self.ctx, self.top)
        self.waivers = Waivers(self.ctx, known.used, known.left_out) if known else Waivers(self.ctx)

    def spots(self) -> list[tuple[Spot, str]]:
        """Every operation of the document, with its id."""
        found = spots(self.ctx, self.top)
        return list(zip(found, ids(self.ctx, found), strict=True))

    def operations(self, found: list[tuple[Spot, str]]) -> list[Operation]:
        """The operations that stay, and in the registry all that they reach."""
        security = requirements(self.ctx, self.top, self.schemes) or []
        whole = Whole(self.ctx, self.schemas, self.schemes, self.servers, security)
        read = []
        for spot, op_id in found:
            if spot.pointer not in self.waivers.left_out:
                refusals = Refusals((spot.pointer, spot.node.id))
                read.append((operation(whole, spot, op_id, refusals), refusals))
        self.schemas.finish()
        for one, refusals in read:
            self._check_styles(one, refusals)
        return [one for one, refusals in read if self.waivers.stays(refusals)]

    def _check_styles(self, one: Operation, refusals: Refusals) -> None:
        components = self.schemas.registry.components
        for parameter in one.parameters:
            check_parameter(parameter.spec, parameter.node, components, refusals)
        content = one.spec.get("requestBody", {}).get("content", {})
        for name, media in content.items():
            is_object = "properties" in components.get(media["schema"].get("$ref"), {})
            if encoding_of(name, {}) == "form" and is_object and one.body is not None:
                check_form(media, one.body, components, refusals)

    def canonical(self) -> Canonical:
        """Everything, in order: operations with the objects they reach, then the sides."""
        found = self.spots()
        kept = self.operations(found)
        self.waivers.tell()
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
        return self.schemas.registry.add(type_id, same.one(component), one.spot.node)

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
