"""Media types: how content is written, and which of several alternatives a method uses.

In: the `content` of a request body or an answer, in canonical form. Out: a `Content`. Refuses nothing: what is
no known kind of text is bytes.

JSON comes before forms, forms before text, text before bytes; of one kind, the first by name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from generator.canonical import Schema, TypeId

Encoding = Literal["json", "form", "multipart", "text", "bytes"]

_ORDER: tuple[Encoding, ...] = ("json", "form", "multipart", "text", "bytes")
_FORM = "application/x-www-form-urlencoded"
_TEXTS = {"application/xml", "application/yaml", "application/x-yaml", "application/graphql"}
_TEXTS |= {"application/jsonl", "application/x-ndjson", "application/javascript", "application/jwt"}


@dataclass(frozen=True, slots=True)
class Content:
    """One alternative of a body or an answer."""

    media_type: str
    encoding: Encoding
    slot: Schema


def encoding_of(media_type: str, slot: Schema) -> Encoding:
    """How content of this type is written; a range (`*/*`) with a schema that is no file is JSON."""
    essence = media_type.split(";", 1)[0].strip().lower()
    main, _, sub = essence.partition("/")
    if sub in ("json", "*") or sub.endswith("+json"):
        return "bytes" if sub == "*" and is_file(slot) else "json"
    if essence == _FORM:
        return "form"
    if essence == "multipart/form-data":
        return "multipart"
    if main == "text" or essence in _TEXTS or sub.endswith("+xml"):
        return "text"
    return "bytes"


def is_file(slot: Schema) -> bool:
    """Whether a slot is a text that stands for any bytes."""
    return slot.get("type") == "string" and slot.get("format") == "binary"


def alternatives(content: Mapping[str, Any]) -> list[Content]:
    """All alternatives of `content`, the preferred one first."""
    found = [
        Content(name, encoding_of(name, value.get("schema", {})), value.get("schema", {}))
        for name, value in content.items()
    ]
    return sorted(found, key=lambda c: (_ORDER.index(c.encoding), len(c.media_type), c.media_type))


def chosen(content: Mapping[str, Any]) -> Content | None:
    """The alternative that a method uses; None where there is no content."""
    found = alternatives(content)
    return found[0] if found else None


def spread(content: Content, inputs: Mapping[TypeId, Schema]) -> TypeId | None:
    """The input object whose properties become arguments, or None if the body is one argument.

    JSON objects with typed extra properties are taken whole: arguments could not name those.
    """
    reference = content.slot.get("$ref")
    schema = inputs.get(TypeId(reference), {}) if reference is not None else {}
    if reference is None or "properties" not in schema:
        return None
    if content.encoding in ("form", "multipart"):
        return TypeId(reference)
    is_open = isinstance(schema.get("additionalProperties"), Mapping)
    is_plain = content.encoding == "json" and bool(schema["properties"]) and not is_open
    return TypeId(reference) if is_plain else None
