"""Parameters of an operation.

In: the lists of a path item and of an operation. Out: whole parameters with their schemas as
slots, and the synthetic input object that checks them. Refuses: parameters without a name, a
known location, or a schema; duplicates; those that clash with the path's template. Unsupported:
styles that OpenAPI does not define for a location, content other than JSON. Which styles have a
form for a type is told by `shapes`, once all types are known.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from generator.canonical import TypeId
from generator.media import encoding_of
from generator.normalize.context import Context, examples, texts
from generator.normalize.node import Node
from generator.normalize.schemas.keywords import DESCRIBING
from generator.normalize.schemas.recall import Recalled
from generator.normalize.schemas.values import Slot
from generator.normalize.unsupported import Refusals

STYLES = {
    "path": ("simple", "label", "matrix"),
    "query": ("form", "spaceDelimited", "pipeDelimited", "deepObject"),
    "header": ("simple",),
    "cookie": ("form",),
}
"""OpenAPI 3.1, 4.8.12.6: the styles of each location, the default one first."""

IGNORED = ("accept", "content-type", "authorization")
"""OpenAPI 3.1, 4.8.12.2.1: header parameters of these names are ignored."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: where it was written, its canonical form, and its slot with annotations."""

    node: Node
    name: str
    where: str
    spec: dict[str, Any]
    slot: Slot

    @property
    def key(self) -> str:
        """The key of the parameter in the synthetic object, and in places."""
        return f"{self.where}.{self.name}"


def parameters(
    ctx: Context, schemas: Recalled, holders: Sequence[Node], path: str, refusals: Refusals
) -> list[Parameter]:
    """The parameters of an operation; those of later holders replace those of earlier ones."""
    found: dict[tuple[str, str], Node] = {}
    for holder in holders:
        own: dict[tuple[str, str], Node] = {}
        for written in ctx.listing(holder.get("parameters"), "parameters"):
            node = ctx.follow(written)
            key = None if node is None else _key(ctx, node)
            if node is None or key is None:
                continue
            if key in own:
                message = f"the {key[0]} parameter {key[1]!r} is given twice"
                hint = "take one of them out"
                ctx.problems.error("duplicate-parameter", message, own[key], written, hint=hint)
            own.setdefault(key, node)
        found |= own
    every = [_parameter(ctx, schemas, node, key[0], refusals) for key, node in found.items()]
    kept = [parameter for parameter in every if parameter is not None]
    _check_template(ctx, path, holders[-1], kept)
    return kept


def checked(parameters: Sequence[Parameter]) -> Slot | None:
    """The synthetic object of an operation's parameters; None where all are texts of any kind."""
    if all(_plain(parameter.slot) for parameter in parameters):
        return None
    return {
        "type": "object",
        "properties": {p.key: {**p.slot, **_described(p.spec)} for p in parameters},
        "required": [p.key for p in parameters if p.spec["required"]],
        "additionalProperties": False,
    }


def synthetic_id(path_pointer: str) -> TypeId:
    """The id of an operation's synthetic parameter object."""
    return TypeId(f"{path_pointer}/parameters")


def template(path: str) -> list[str]:
    """The names in a path, in order."""
    return re.findall(r"\{([^{}]*)\}", path)


def _plain(slot: Slot) -> bool:
    return {k: v for k, v in slot.items() if k not in DESCRIBING} == {"type": "string"}


def _described(spec: dict[str, Any]) -> dict[str, Any]:
    return {key: spec[key] for key in ("description", "deprecated") if spec.get(key)}


def _key(ctx: Context, node: Node) -> tuple[str, str] | None:
    """Location and name; None after a problem, and for headers that OpenAPI ignores."""
    if not ctx.expect(node, dict, "a parameter"):
        return None
    said = texts(ctx, node, "name", "in")
    for key in ("name", "in"):
        if key not in said:
            message = f"a parameter has no `{key}`"
            ctx.problems.error("incomplete-parameter", message, node, hint=f"add {key}: …")
            return None
    if said["in"] not in STYLES:
        message = f"a parameter cannot stand in {said['in']!r}"
        body = said["in"] in ("body", "formData")
        hint = "write requestBody instead" if body else f"write in: one of {', '.join(STYLES)}"
        ctx.problems.error("unknown-location", message, node.child("in"), hint=hint)
        return None
    if said["in"] == "header" and said["name"].lower() in IGNORED:
        message = f"the header parameter {said['name']!r} is ignored, as OpenAPI asks"
        hint = "describe it as a security scheme, or by the media types of bodies and answers"
        ctx.notes.add("ignored-header", message, node, hint)
        return None
    name = said["name"].lower() if said["in"] == "header" else said["name"]
    return said["in"], name


def _parameter(
    ctx: Context, schemas: Recalled, node: Node, where: str, refusals: Refusals
) -> Parameter | None:
    spec: dict[str, Any] = texts(ctx, node, "name", "in", "description")
    spec["required"] = ctx.flag(node.get("required"), "required")
    if where == "path" and not spec["required"]:
        message = f"the path parameter {spec['name']!r} does not say required: true; it is"
        ctx.notes.add("optional-path-parameter", message, node, "add required: true")
        spec["required"] = True
    if ctx.flag(node.get("deprecated"), "deprecated"):
        spec["deprecated"] = True
    schema, content = node.get("schema"), node.get("content")
    if schema is None and content is None:
        hint = "add schema: {type: string}"
        message = f"the parameter {spec['name']!r} has no schema"
        ctx.problems.error("missing-schema", message, node, hint=hint)
        return None
    if content is not None:
        slot = _content(ctx, schemas, content, spec, refusals)
    else:
        assert schema is not None
        slot = schemas.at(schema).described()
        spec["schema"] = slot
        _style(ctx, node, where, spec, refusals)
    spec |= examples(ctx, node)
    if "description" not in spec and "description" in slot:
        spec["description"] = slot["description"]
    return Parameter(node, spec["name"], where, spec, slot)


def _style(ctx: Context, node: Node, where: str, spec: dict[str, Any], refusals: Refusals) -> None:
    style = ctx.text(node.get("style"), "style") or STYLES[where][0]
    if style not in STYLES[where]:
        message = f"style {style!r} is not defined for {where} parameters"
        advice = f"write one of {', '.join(STYLES[where])}"
        refusals.add("unsupported-parameter-style", message, node.child("style"), advice)
    explode = node.get("explode")
    spec["style"] = style
    spec["explode"] = style == "form" if explode is None else ctx.flag(explode, "explode")
    if ctx.flag(node.get("allowReserved"), "allowReserved") and where == "query":
        spec["allowReserved"] = True


def _content(
    ctx: Context, schemas: Recalled, content: Node, spec: dict[str, Any], refusals: Refusals
) -> Slot:
    """OpenAPI 3.1, 4.8.12.5: a parameter that is a document of one media type."""
    listed = ctx.mapping(content, "content")
    if len(listed) != 1 or encoding_of(listed[0][0], {}) != "json":
        message = f"the parameter {spec['name']!r} has content that is not JSON alone"
        refusals.add("unsupported-parameter-content", message, content, "give it a schema")
        slot: Slot = {}
    else:
        schema = listed[0][1].get("schema")
        slot = schemas.at(schema).described() if schema is not None else {}
    spec["content"] = {"application/json": {"schema": slot}}
    return slot


def _check_template(ctx: Context, path: str, operation: Node, found: Sequence[Parameter]) -> None:
    names = template(path)
    known = {p.name for p in found if p.where == "path"}
    for name in dict.fromkeys(names):
        if name not in known:
            message = f"the path has {{{name}}}, but no parameter of that name"
            hint = f"add to parameters: {{name: {name}, in: path, required: true, schema: {{type: string}}}}"
            ctx.problems.error("missing-path-parameter", message, operation.key(), hint=hint)
    for parameter in found:
        if parameter.where == "path" and parameter.name not in names:
            message = f"the path has no {{{parameter.name}}}"
            hint = "put it into the path in braces, or take the parameter out"
            ctx.problems.error(
                "unused-path-parameter", message, parameter.node, operation.key(), hint=hint
            )
