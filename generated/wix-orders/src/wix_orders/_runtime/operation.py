"""What a generated package says about its operations: frozen values, and nothing that happens.

In: nothing. Out: `Operation` and its parts, read by `plan` (the way there) and `read` (the way back). Types stand
behind callables, so that naming one imports no model. Refuses nothing: the generator has checked it all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, Literal, TypeVar

T_co = TypeVar("T_co", covariant=True)
Style = Literal[
    "simple", "label", "matrix", "form", "spaceDelimited", "pipeDelimited", "deepObject", "json"
]
"""OpenAPI's styles; `json` is a parameter described by `content: application/json`."""
LazyType = Callable[[], Any]
"""Gives a class or another annotation that pydantic understands."""


@dataclass(frozen=True, slots=True, eq=False)
class Parameter:
    """A parameter: its argument, and how it is written (OpenAPI 3.1, "Parameter Object")."""

    argument: str
    wire: str
    where: Literal["path", "query", "header", "cookie"]
    style: Style = "simple"
    explode: bool = False
    required: bool = False
    allow_reserved: bool = False


@dataclass(frozen=True, slots=True)
class ObjectBody:
    """An object spread into arguments, and checked by the input class `model`.

    `fields` are arguments; `renamed` says which field an argument feeds, where their names differ.
    """

    model: LazyType
    fields: tuple[str, ...]
    renamed: Mapping[str, str] = field(default_factory=dict[str, str])
    required: bool = True
    media_type: str = "application/json"


class JsonBody(ObjectBody):
    """An object as JSON."""


@dataclass(frozen=True, slots=True)
class FormBody(ObjectBody):
    """An object as form fields: a list repeats its key, an object in it is JSON.

    `styles` says otherwise for single properties, by wire name: style and explode (OpenAPI 3.1, "Encoding Object").
    """

    styles: Mapping[str, tuple[Style, bool]] = field(default_factory=dict[str, tuple[Style, bool]])


class MultipartBody(ObjectBody):
    """An object as parts (RFC 7578): bytes are files, an object in it is JSON, a list repeats its part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeBody:
    """A body that is one argument."""

    argument: str = "body"
    required: bool = True
    media_type: str = "application/json"


@dataclass(frozen=True, slots=True)
class WholeJson(WholeBody):
    """Any JSON value, checked by `type`."""

    type: LazyType


class TextBody(WholeBody):
    """Text, sent as UTF-8."""


class BytesBody(WholeBody):
    """Bytes, sent as they are."""


Body = ObjectBody | WholeBody


@dataclass(frozen=True, slots=True)
class Json:
    """A JSON answer of this type; with `result`, the call gives this field of it."""

    type: LazyType
    result: str | None = None


class Text:
    """An answer that is text: `str`."""


class Bytes:
    """An answer that is anything else: `bytes`."""


class Empty:
    """An answer without content: None, whatever comes."""


Answers = Json | Text | Bytes | Empty


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Operation(Generic[T_co]):
    """One operation of the API, whose calls give a `T_co`.

    Attributes:
        name: How a caller says it: `orders.update_order`.
        path: The template, with parameters by their wire names.
        checked: The input class of all parameters, with aliases `location.name`; None where all are plain text.
        accept: The media types of all documented answers, as `Accept` names them.
        answers: Documented successes, by `200`, `2XX` or `default`; `errors` holds all other documented answers.
        security: Alternatives, each naming the credentials that it needs together; an empty one, or none, needs none.
        idempotent: Whether it may be repeated when nobody knows if it has happened (RFC 9110, 9.2.2).
    """

    name: str
    method: str
    path: str
    parameters: tuple[Parameter, ...] = ()
    checked: LazyType | None = None
    body: Body | None = None
    accept: str = "application/json"
    answers: Mapping[str, Answers] = field(default_factory=dict[str, Answers])
    errors: Mapping[str, Answers] = field(default_factory=dict[str, Answers])
    security: tuple[tuple[str, ...], ...] = ()
    idempotent: bool = False
