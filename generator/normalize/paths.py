"""All paths of a document, and the operations under them.

In: `paths` of the entry document. Out: every operation as a `Spot`. Refuses: paths that do not
begin with `/`, two operations that only differ by the names in their paths, and one operationId
for two.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.normalize.context import Context
from generator.normalize.node import Node
from generator.normalize.operations import Spot, operation_id
from generator.normalize.parameters import template
from generator.source import escape

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


def spots(ctx: Context, top: Node) -> list[Spot]:
    """Every operation, in the order of the document."""
    held = top.get("paths")
    if held is None and top.get("webhooks") is None:
        hint = "add paths: {/pets: {get: {…}}}"
        ctx.problems.error("missing-paths", "the document has no `paths`", top, hint=hint)
    if top.get("webhooks") is not None:
        message = "webhooks are left aside: they are calls that the server makes"
        ctx.notes.add(
            "ignored-webhooks", message, top.child("webhooks"), "nothing needs to be done"
        )
    found: list[Spot] = []
    for path, written in ctx.mapping(held, "paths"):
        _check_path(ctx, path, written)
        item = _item(ctx, written)
        if item is not None:
            found += _of_item(ctx, path, item)
    _check_shapes(ctx, found)
    return found


def ids(ctx: Context, found: Sequence[Spot]) -> list[str]:
    """The id of every operation; reports those that are used twice."""
    first: dict[str, Node] = {}
    result = []
    for spot in found:
        op_id = operation_id(ctx, spot)
        at = spot.node.get("operationId") or spot.node
        if op_id in first:
            message = f"operationId {op_id!r} is used twice"
            hint = "give one of the two operations an operationId of its own"
            ctx.problems.error("duplicate-operation-id", message, first[op_id], at, hint=hint)
        first.setdefault(op_id, at)
        result.append(op_id)
    return result


def _of_item(ctx: Context, path: str, item: Node) -> list[Spot]:
    pointer = f"#/paths/{escape(path)}"
    found = []
    for key, node in item.entries():
        if key.lower() in METHODS and node.value is not None:
            target = ctx.follow(node)
            if target is not None and ctx.expect(target, dict, "an operation"):
                method = key.lower()
                found.append(Spot(path, method, f"{pointer}/{escape(key)}", item, target))
    return found


def _item(ctx: Context, written: Node) -> Node | None:
    """A path item; one that refers to another has what stands beside the `$ref` too (OpenAPI 3.1, 4.8.9)."""
    item = ctx.follow(written)
    if item is None or item.value is None or not ctx.expect(item, dict, "a path item"):
        return None
    if item is not written and set(written.value) & {*METHODS, "parameters"}:
        message = "what stands beside the $ref of a path item is left aside"
        hint = "write the operations in one place"
        ctx.problems.error("beside-reference", message, written, hint=hint)
    return item


def _check_path(ctx: Context, path: str, node: Node) -> None:
    if not path.startswith("/"):
        message = f"the path {path!r} does not begin with a slash"
        ctx.problems.error("invalid-path", message, node.key(), hint=f"write /{path}")
    left = re.sub(r"\{[^{}]*\}", "", path)
    if "{" in left or "}" in left:
        message = f"the braces in the path {path!r} do not match"
        ctx.problems.error(
            "invalid-path", message, node.key(), hint="write each parameter as {name}"
        )
    for name in {n for n in template(path) if template(path).count(n) > 1}:
        message = f"the path has {{{name}}} twice"
        hint = "give each place a name of its own"
        ctx.problems.error("repeated-path-parameter", message, node.key(), hint=hint)


def _check_shapes(ctx: Context, found: Sequence[Spot]) -> None:
    """OpenAPI 3.1, 4.8.8: paths that differ by the names of their parameters only are the same path."""
    first: dict[tuple[str, str], Spot] = {}
    for spot in found:
        shape = (re.sub(r"\{[^{}]*\}", "{}", spot.path), spot.method)
        other = first.setdefault(shape, spot)
        if other.path != spot.path:
            message = (
                f"the paths {other.path!r} and {spot.path!r} are the same for {spot.method.upper()}"
            )
            hint = "servers cannot tell them apart by their paths; take one out, if it is a slip"
            ctx.problems.note("same-path", message, other.node.key(), spot.node.key(), hint=hint)
