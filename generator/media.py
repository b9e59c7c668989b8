"""Media types: how content is written, and which of several alternatives a method uses.

In: media types and slots. Out: encodings, and a `Content`. Refuses nothing: what is no known kind of text is bytes.

JSON comes before forms, forms before text, text before bytes; of one kind, the first by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from generator.canonical import Schema, TypeId

Encoding = Literal["json", "form", "multipart", "text", "bytes"]

_ORDER: tuple[Encoding, ...] = ("json", "form", "multipart", "text", "bytes")
_FORM = "application/x-www-form-urlencoded"
_TEXTS = {"application/xml", "application/yaml", "application/x-yaml", "application/graphql"}
_TEXTS |= {"application/jsonl", "application/x-ndjson", "application/javascript", "application/jwt"}
_RICH = {"date-time", "date", "decimal"}
"""Formats of texts that are more than `str` in Python."""


@dataclass(frozen=True, slots=True)
class Content:
    """One alternative of a body or an answer."""

    media_type: str
    encoding: Encoding
    slot: Schema


def encoding_of(media_type: str, slot: Schema) -> Encoding:
    """How content of this type is written; any type (`*/*`) with a schema that is no file is JSON."""
    essence = media_type.split(";", 1)[0].strip().lower()
    main, _, sub = essence.partition("/")
    if sub == "*" and main in ("*", "application"):
        return "bytes" if is_file(slot) else "json"
    if sub == "json" or sub.endswith("+json"):
        return "json"
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


def preferred(media_types: Iterable[str]) -> str:
    """Which of several media types a method uses."""
    return min(media_types, key=lambda m: (_ORDER.index(encoding_of(m, {})), len(m), m))


def concrete(media_type: str, slot: Schema) -> str:
    """The media type itself; for a range (`*/*`) the plainest type of its kind."""
    if "*" not in media_type:
        return media_type
    ranges = {"json": "application/json", "text": "text/plain"}
    return ranges.get(encoding_of(media_type, slot), "application/octet-stream")


def only(content: Mapping[str, Any]) -> Content | None:
    """The one alternative of `content` in canonical form; None where there is no content."""
    for media_type, held in content.items():
        slot = held.get("schema", {})
        return Content(media_type, encoding_of(media_type, slot), slot)
    return None


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


def checked_body(operation: Mapping[str, Any], inputs: Mapping[TypeId, Schema]) -> Schema | None:
    """The slot of a JSON body that is no object and has to keep to more than its Python type, or None."""
    content = only(operation.get("requestBody", {}).get("content", {}))
    if content is None or content.encoding != "json" or spread(content, inputs) is not None:
        return None
    return None if _is_plain(content.slot) else content.slot


def _is_plain(slot: Schema) -> bool:
    match slot:
        case {"$ref": _}:
            return True
        case {"anyOf": [*options]}:
            return all(map(_is_plain, options))
        case {"type": "array"} | {"type": "object"}:
            inner = slot.get("items" if slot["type"] == "array" else "additionalProperties", {})
            return len(slot) == 2 and _is_plain(inner)
        case _:
            return set(slot) <= {"type", "format"} and slot.get("format") not in _RICH
