"""One operation at a time.

In: the node of an operation and what stands around it. Out: `Operation`, in canonical form.
Refuses: what its parts refuse; an empty operationId is none. Unsupported: servers of its own,
which a client for one base URL cannot reach.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from generator.normalize import head
from generator.normalize.bodies import answers, body
from generator.normalize.context import Context, texts
from generator.normalize.node import Node
from generator.normalize.parameters import Parameter, parameters
from generator.normalize.schemas.recall import Recalled
from generator.normalize.security import Requirement, Schemes, requirements, served
from generator.normalize.unsupported import Refusals

UNTAGGED = "default"
NAMELESS = re.compile(r"v\d+([._-]\d+)*|api|rest|\{.*|.*\}", re.IGNORECASE)
"""Path segments that name no resource: versions, `api`, parameters."""


@dataclass(frozen=True, slots=True)
class Whole:
    """What stands around all operations of a document."""

    ctx: Context
    schemas: Recalled
    schemes: Schemes
    servers: list[dict[str, Any]]
    security: list[tuple[Node, Requirement]]


@dataclass(frozen=True, slots=True)
class Spot:
    """One operation as written: `pointer` by its path, `node` where its path item really stands."""

    path: str
    method: str
    pointer: str
    item: Node
    node: Node


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation in canonical form, with its parts at hand."""

    spot: Spot
    id: str
    spec: dict[str, Any]
    parameters: list[Parameter]
    body: Node | None


def operation_id(ctx: Context, spot: Spot) -> str:
    """The operationId; else its method and path."""
    written = ctx.text(spot.node.get("operationId"), "operationId")
    return written or f"{spot.method.upper()} {spot.path}"


def operation(whole: Whole, spot: Spot, op_id: str, refusals: Refusals) -> Operation:
    """OpenAPI 3.1, 4.8.10."""
    ctx, node = whole.ctx, spot.node
    spec: dict[str, Any] = {"operationId": op_id, "tags": [_tag(ctx, spot)]}
    spec |= texts(ctx, node, "summary", "description")
    for key in ("summary", "description"):
        shared = ctx.text(spot.item.get(key), key)
        if key not in spec and shared is not None:
            spec[key] = shared
    if ctx.flag(node.get("deprecated"), "deprecated"):
        spec["deprecated"] = True
    spec |= head.external_docs(ctx, node)
    _servers(whole, spot, refusals)
    if "?" in spot.path or "#" in spot.path:
        message = "a path with '?' or '#' is not supported"
        refusals.add("unsupported-path", message, node, "describe the query by parameters")
    own = requirements(ctx, node, whole.schemes)
    spec["security"] = served(ctx, whole.security if own is None else own, whole.schemes, refusals)
    found = parameters(ctx, whole.schemas, (spot.item, node), spot.path, refusals)
    spec["parameters"] = [parameter.spec for parameter in found]
    request = body(ctx, whole.schemas, node, op_id, refusals)
    if request is not None:
        spec["requestBody"] = request[0]
    if request is not None and spot.method in ("get", "head"):
        message = f"a {spot.method.upper()} with a body: many servers and proxies drop it (RFC 9110, 9.3.1)"
        hint = "use query parameters, or another method, if the API allows it"
        ctx.notes.add("body-without-meaning", message, node.child("requestBody"), hint)
    spec["responses"] = answers(ctx, whole.schemas, node, refusals)
    if node.get("callbacks") is not None:
        message = "callbacks are left aside: they are calls that the server makes"
        ctx.notes.add(
            "ignored-callbacks", message, node.child("callbacks"), "nothing needs to be done"
        )
    return Operation(spot, op_id, spec, found, None if request is None else request[1])


def _tag(ctx: Context, spot: Spot) -> str:
    """The first tag; without tags, the first segment of the path that names something."""
    listed = [ctx.text(node, "a tag") for node in ctx.listing(spot.node.get("tags"), "tags")]
    tags = [tag for tag in listed if tag]
    if len(set(tags)) > 1:
        message = f"an operation has several tags; it belongs to the first, {tags[0]!r}"
        hint = "put first the tag under which callers should find it"
        ctx.notes.add("several-tags", message, spot.node.child("tags"), hint)
    if tags:
        return tags[0]
    segments = [s for s in re.split(r"[/?#]", spot.path) if s and not NAMELESS.fullmatch(s)]
    return segments[0] if segments else UNTAGGED


def _servers(whole: Whole, spot: Spot, refusals: Refusals) -> None:
    for holder in (spot.node, spot.item):
        if holder.get("servers") is None:
            continue
        urls = [server["url"] for server in head.servers(whole.ctx, holder)]
        if urls and urls[0] not in [server["url"] for server in whole.servers]:
            message = f"the operation has a server of its own: {urls[0]}"
            advice = "list the server for the whole document"
            refusals.add("unsupported-operation-server", message, holder.child("servers"), advice)
        return
