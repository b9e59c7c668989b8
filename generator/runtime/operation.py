"""What a generated package says about its operations: frozen values, and nothing that happens.

In: nothing. Out: `Operation` and its parts, read by `request` (the way there) and `read` (the way back).
Types stand behind callables, so that naming one imports no model. Refuses nothing: the generator has checked it all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, Literal, TypeVar

T_co = TypeVar("T_co", covariant=True)

Where = Literal["path", "query", "header", "cookie"]
Style = Literal[
    "simple", "label", "matrix", "form", "spaceDelimited", "pipeDelimited", "deepObject", "json"
]
"""The styles of OpenAPI 3.1, "Style Values"; `json` is a parameter described by `content: application/json`."""

LazyType = Callable[[], Any]
"""Gives a class or another annotation that pydantic understands."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: the argument that feeds it, and how its value is written.

    `style` and `explode` default as in OpenAPI 3.1, "Parameter Object". Path parameters are always required.
    """

    argument: str
    wire: str
    where: Where
    style: Style | None = None
    explode: bool | None = None
    required: bool = False
    allow_reserved: bool = False


# --- bodies ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class JsonBody:
    """A JSON object, spread into arguments and checked by the input class `model`.

    `fields` are arguments; `renamed` says which field an argument feeds, where their names differ.
    """

    model: LazyType
    fields: tuple[str, ...]
    renamed: Mapping[str, str] = field(default_factory=dict[str, str])
    required: bool = True
    media_type: str = "application/json"


@dataclass(frozen=True, slots=True)
class FormBody:
    """The same as `application/x-www-form-urlencoded`.

    `styles` gives style and explode of single properties, by wire name (OpenAPI 3.1, "Encoding Object"). Without one, a
    list repeats its key, and an object is written as JSON.
    """

    model: LazyType
    fields: tuple[str, ...]
    renamed: Mapping[str, str] = field(default_factory=dict[str, str])
    styles: Mapping[str, tuple[Style, bool]] = field(default_factory=dict[str, tuple[Style, bool]])
    required: bool = True
    media_type: str = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class MultipartBody:
    """The same as `multipart/form-data` (RFC 7578): bytes are files, objects are JSON, a list repeats its part."""

    model: LazyType
    fields: tuple[str, ...]
    renamed: Mapping[str, str] = field(default_factory=dict[str, str])
    required: bool = True
    media_type: str = "multipart/form-data"


@dataclass(frozen=True, slots=True)
class WholeJson:
    """Any JSON value, taken as one argument and checked by `type`."""

    type: LazyType
    argument: str = "body"
    required: bool = True
    media_type: str = "application/json"


@dataclass(frozen=True, slots=True)
class TextBody:
    """Text, taken as one argument and sent as UTF-8."""

    argument: str = "body"
    required: bool = True
    media_type: str = "text/plain"


@dataclass(frozen=True, slots=True)
class BytesBody:
    """Bytes, taken as one argument and sent as they are."""

    argument: str = "body"
    required: bool = True
    media_type: str = "application/octet-stream"


SpreadBody = JsonBody | FormBody | MultipartBody
Body = SpreadBody | WholeJson | TextBody | BytesBody


# --- answers --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Json:
    """A JSON answer of this type; with `result`, the call gives this field of it."""

    type: LazyType
    result: str | None = None
    media_type: str = "application/json"


@dataclass(frozen=True, slots=True)
class Text:
    """An answer that is text: `str`."""

    media_type: str = "text/plain"


@dataclass(frozen=True, slots=True)
class Bytes:
    """An answer that is anything else: `bytes`."""

    media_type: str = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Empty:
    """An answer without content: the call gives None, whatever comes."""

    media_type: None = None


Answers = Json | Text | Bytes | Empty


# --- operations -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Operation(Generic[T_co]):
    """One operation of the API, whose calls give a `T_co`.

    Attributes:
        name: How a caller says it: `orders.update_order`.
        path: The template, with parameters by their wire names: `/orders/{order.id}`.
        checked: The input class that checks the parameters, by the aliases `location.name`; None where all are plain text.
        answers: Documented successes, by `200`, `2XX` or `default`.
        errors: All other documented answers, by `404`, `4XX` or `default`.
        security: Alternatives, each naming the credentials that it needs together (OpenAPI 3.1, "Security Requirement Object");
            none at all, or an empty alternative, needs none.
        idempotent: Whether it may be repeated when nobody knows if it has happened (RFC 9110, 9.2.2).
    """

    name: str
    method: str
    path: str
    parameters: tuple[Parameter, ...] = ()
    checked: LazyType | None = None
    body: Body | None = None
    answers: Mapping[str, Answers] = field(default_factory=dict[str, Answers])
    errors: Mapping[str, Answers] = field(default_factory=dict[str, Answers])
    security: tuple[tuple[str, ...], ...] = ()
    idempotent: bool = False
