"""Bodies and answers of an operation.

In: OpenAPI Request Body and Response Objects. Out: `ir.Body` and `ir.Reply`. Refuses nothing: `normalize`
has.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, cast

from generator import ir
from generator.canonical import TypeId
from generator.limits import in_words
from generator.media import Content, only, spread
from generator.operations.context import Context, Found, text
from generator.operations.types import described, type_of


def body(context: Context, found: Found) -> ir.Body | None:
    """What the method sends."""
    raw = found.raw.get("requestBody", {})
    content = only(raw.get("content", {}))
    if content is None:
        return None
    required = raw.get("required") is True
    type_id = spread(content, context.canonical.inputs)
    if type_id is not None:
        return _object(context, content, type_id, required, raw["content"][content.media_type])
    return ir.WholeBody(
        media_type=content.media_type,
        encoding=_plain_encoding(content),
        type=_content_type(context, content, "input"),
        required=required,
        description=raw.get("description") or described(content.slot, context.canonical),
        limits=in_words(content.slot),
    )


def _object(
    context: Context, content: Content, type_id: TypeId, required: bool, media: Mapping[str, Any]
) -> ir.ObjectBody:
    schema = context.canonical.inputs[type_id]
    needed = schema.get("required", ())
    encoding = media.get("encoding", {}) if content.encoding == "form" else {}
    fields = [
        ir.BodyField(
            name=name,
            type=type_of(slot, "input", context.canonical),
            required=name in needed,
            description=described(slot, context.canonical),
            deprecated=slot.get("deprecated") is True,
            limits=in_words(slot),
            **_written(encoding.get(name, {})),
        )
        for name, slot in schema["properties"].items()
    ]
    return ir.ObjectBody(
        media_type=content.media_type,
        encoding=cast("Any", content.encoding),
        id=type_id,
        required=required,
        fields=tuple(fields),
    )


def _written(encoding: Mapping[str, Any]) -> dict[str, Any]:
    """Style and explode of a form's property, if either is given (OpenAPI 3.1, Encoding Object)."""
    if "style" not in encoding and "explode" not in encoding:
        return {}
    style = encoding.get("style", "form")
    return {"style": style, "explode": encoding.get("explode", style == "form")}


def replies(context: Context, found: Found) -> tuple[tuple[ir.Reply, ...], tuple[ir.Reply, ...]]:
    """The successes, and all other answers; `200` before `2XX`, `default` last.

    Where no success is documented, `default` is one too: it stands for every status that is not listed (OpenAPI 3.1,
    Responses Object).
    """
    typed = {text(status): answer for status, answer in found.typed.responses.items()}
    every = [
        _reply(context, status, text(getattr(typed[status], "description", None)), raw)
        for status, raw in found.raw["responses"].items()
    ]
    every.sort(key=lambda reply: (reply.status == "default", reply.status.upper()))
    good = tuple(reply for reply in every if reply.status.startswith("2"))
    bad = tuple(reply for reply in every if reply not in good)
    return good or tuple(reply for reply in bad if reply.status == "default"), bad


def _reply(context: Context, status: str, description: str, raw: Mapping[str, Any]) -> ir.Reply:
    content = only(raw.get("content", {}))
    if content is None:
        return ir.Reply(
            status=status, description=description, media_type=None, encoding="none", type=None
        )
    return ir.Reply(
        status=status,
        description=description,
        media_type=content.media_type,
        encoding=_plain_encoding(content),
        type=_content_type(context, content, "answer"),
    )


def _plain_encoding(content: Content) -> Literal["json", "text", "bytes"]:
    """How content is read or written as one value: a form in an answer is text, and one of parts is bytes."""
    match content.encoding:
        case "json" | "text" | "bytes":
            return content.encoding
        case "form":
            return "text"
        case "multipart":
            return "bytes"


def _content_type(context: Context, content: Content, side: Any) -> ir.Type:
    if content.encoding == "json":
        return type_of(content.slot, side, context.canonical)
    return ir.Scalar("str" if _plain_encoding(content) == "text" else "bytes")
