"""Request bodies and answers.

In: `requestBody` and `responses` of an operation. Out: the same, without references, each with
the one media type that a method uses and its schema as a slot. Refuses: answers without a status
that HTTP knows, or without a description; no answers at all. Unsupported: XML and streams where
nothing else is offered, forms that are no objects.
"""

from __future__ import annotations

import re
from typing import Any

from generator.media import concrete, encoding_of, preferred
from generator.normalize.context import Context, examples, texts
from generator.normalize.node import Node
from generator.normalize.schemas.recall import Recalled
from generator.normalize.schemas.values import Slot
from generator.normalize.unsupported import Refusals

STREAMS = frozenset(
    (
        "text/event-stream",
        "application/x-ndjson",
        "application/jsonl",
        "application/x-jsonlines",
        "application/json-seq",
    )
)
BYTES: Slot = {"type": "string", "format": "binary"}
TEXT: Slot = {"type": "string"}


def body(
    ctx: Context, schemas: Recalled, operation: Node, op_id: str, refusals: Refusals
) -> tuple[dict[str, Any], Node] | None:
    """OpenAPI 3.1, 4.8.13: the request body, and where it was written; None where there is none."""
    written = operation.get("requestBody")
    node = ctx.follow(written) if written is not None else None
    if node is None or not ctx.expect(node, dict, "a request body"):
        return None
    offered = _offered(ctx, node)
    if not offered:
        hint = "add content: {application/json: {schema: …}}"
        ctx.problems.error("missing-content", "the request body has no `content`", node, hint=hint)
        return None
    name = _wanted(ctx, node, op_id, offered, refusals)
    if name is None:
        return None
    found = texts(ctx, node, "description") | {
        "required": ctx.flag(node.get("required"), "required")
    }
    media, slot = _content(schemas, name, offered[name])
    if encoding_of(media, slot) in ("form", "multipart"):
        slot = _form(schemas, slot, offered[name], refusals)
    content = {"schema": slot} | examples(ctx, offered[name]) | _encoding(ctx, offered[name])
    return found | {"content": {media: content}}, node


def answers(
    ctx: Context, schemas: Recalled, operation: Node, refusals: Refusals
) -> dict[str, dict[str, Any]]:
    """OpenAPI 3.1, 4.8.16 and 4.8.17: answers by status, `200`, `2XX` or `default`."""
    listed = ctx.mapping(operation.get("responses"), "responses")
    if not listed:
        hint = "add responses: {'200': {description: …}}"
        message = "the operation has no `responses`"
        ctx.problems.error("missing-responses", message, operation.key(), hint=hint)
    found: dict[str, dict[str, Any]] = {}
    places: dict[str, Node] = {}
    for written, holder in listed:
        status = _status(ctx, written, holder)
        node = ctx.follow(holder)
        if status is None or node is None or not ctx.expect(node, dict, "an answer"):
            continue
        if status in found:
            message, hint = f"status {status} is given twice", "take one of them out"
            ctx.problems.error("duplicate-status", message, places[status], holder.key(), hint=hint)
            continue
        places[status] = holder
        found[status] = _answer(ctx, schemas, node, refusals)
    return found


def _answer(ctx: Context, schemas: Recalled, node: Node, refusals: Refusals) -> dict[str, Any]:
    found = texts(ctx, node, "description")
    if "description" not in found:
        hint = "add description: what this answer means"
        ctx.problems.error(
            "missing-description", "the answer has no `description`", node, hint=hint
        )
        found["description"] = ""
    headers = _headers(ctx, node)
    offered = _offered(ctx, node)
    if headers:
        found["headers"] = headers
    if not offered:
        return found
    usable = [name for name in offered if _essence(name) not in STREAMS]
    if not usable:
        name = next(iter(offered))
        message = f"answers of type {name} are streams, which are not supported"
        advice = "offer application/json too"
        refusals.add("unsupported-streaming-answer", message, offered[name], advice)
        return found
    if len(offered) > 1:
        message = f"an answer has several media types: {', '.join(sorted(offered))}"
        ctx.notes.add("several-media-types", message, node, "JSON is read if it is among them")
    name = preferred(usable)
    media, slot = _content(schemas, name, offered[name])
    return found | {"content": {media: {"schema": slot} | examples(ctx, offered[name])}}


def _offered(ctx: Context, node: Node) -> dict[str, Node]:
    """The alternatives of `content`, by media type."""
    found = {}
    for name, media in ctx.mapping(node.get("content"), "content"):
        if "/" not in name:
            message = f"{name!r} is no media type; it is left aside"
            ctx.notes.add(
                "invalid-media-type", message, media.key(), "write application/json, or the like"
            )
        elif ctx.expect(media, dict, "a media type"):
            found[name] = media
    return found


def _wanted(
    ctx: Context, node: Node, op_id: str, offered: dict[str, Node], refusals: Refusals
) -> str | None:
    """Which media type a request is sent with: the declared one, or the first that is supported."""
    options = ctx.declaration.operations.get(op_id)
    declared = options.media_type if options is not None else None
    if options is not None and declared is not None and declared not in offered:
        message = f"the request body is not offered as {declared!r}"
        hint = f"write one of {', '.join(offered)}"
        ctx.problems.error("unknown-media-type", message, options.at, node, hint=hint)
        return None
    usable = [name for name in offered if _is_supported(name)]
    if (declared or next(iter(offered))) not in usable and (declared or not usable):
        name = declared or next(iter(offered))
        message = f"request bodies of type {name} are not supported"
        advice = "offer application/json too"
        refusals.add("unsupported-body-media-type", message, offered[name], advice)
        return None
    if declared is None and len(usable) > 1:
        message = f"a request body has several media types: {', '.join(sorted(usable))}"
        hint = "choose one by media_type under operations in client.yaml"
        ctx.notes.add("several-media-types", message, node, hint)
    return declared or preferred(usable)


def _is_supported(name: str) -> bool:
    essence = _essence(name)
    xml = essence.endswith(("/xml", "+xml"))
    other_parts = essence.startswith("multipart/") and essence != "multipart/form-data"
    return not xml and not other_parts and essence not in STREAMS


def _content(schemas: Recalled, name: str, media: Node) -> tuple[str, Slot]:
    """The media type, and the slot: of what is not JSON or a form, only whether it is text or bytes.

    Of a range (`*/*`) without a schema nothing is known.
    """
    schema = media.get("schema")
    unknown = BYTES if "*" in name else {}
    slot = schemas.at(schema).slot() if schema is not None else unknown
    name = concrete(name, slot)
    match encoding_of(name, slot):
        case "text":
            return name, TEXT
        case "bytes":
            return name, BYTES
        case _:
            return name, slot


def _form(schemas: Recalled, slot: Slot, media: Node, refusals: Refusals) -> Slot:
    """A form has fields: it must be an object; null has no meaning for it."""
    fields: list[Slot] = [one for one in slot.get("anyOf", [slot]) if one.get("type") != "null"]
    if len(fields) == 1 and "$ref" in fields[0]:
        component = schemas.registry.components[fields[0]["$ref"]]
        if component.get("type") == "object":
            return fields[0]
    message = "a form whose schema is not an object with properties is not supported"
    refusals.add("unsupported-form-body", message, media, "list its fields under properties")
    return slot


def _encoding(ctx: Context, media: Node) -> dict[str, Any]:
    """OpenAPI 3.1, 4.8.15: how the parts of a form are written."""
    found: dict[str, Any] = {}
    for name, node in ctx.mapping(media.get("encoding"), "encoding"):
        if ctx.expect(node, dict, "encoding"):
            part = texts(ctx, node, "contentType", "style")
            flags = {k: ctx.flag(node.get(k), k) for k in ("explode",) if node.get(k) is not None}
            found[name] = part | flags
    return {"encoding": found} if found else {}


def _headers(ctx: Context, node: Node) -> dict[str, Any]:
    """The headers of an answer, by what is said of them."""
    found: dict[str, Any] = {}
    for name, written in ctx.mapping(node.get("headers"), "headers"):
        header = ctx.follow(written)
        if header is not None and ctx.expect(header, dict, "a header"):
            found[name] = texts(ctx, header, "description")
    return found


def _status(ctx: Context, written: str, node: Node) -> str | None:
    """RFC 9110, 15: three digits, or a range as OpenAPI writes it."""
    if written.lower() == "default":
        return "default"
    if re.fullmatch(r"[1-5](\d\d|[xX]{2})", written):
        return written.upper()
    message = f"{written!r} is no HTTP status"
    hint = "write three digits, a range such as 4XX, or default"
    ctx.problems.error("invalid-status", message, node.key(), hint=hint)
    return None


def _essence(name: str) -> str:
    return name.partition(";")[0].strip().lower()
