"""JSON answers: read exactly; those that are not as documented, as far as they are, and the rest kept as it came.

In: a type of answers, and JSON. Out: what the type's own validator makes of it; where that refuses something, the same
with each such value left as received, and a `Deviation` for each. A missing required field reads as None. Every value
is visited once, so that time grows with the size of the answer alone. Refuses, with `Unreadable`: what is no JSON, is
of another kind than documented, or lacks the result that the call promises.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache, partial
from math import isinf
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import ConfigDict, GetPydanticSchema, TypeAdapter, ValidationError
from pydantic_core import MISSING, from_json, to_json

from .deviations import KINDS, Deviation, NoFinite, kind_of
from .exact import APART, exact
from .fields import Variants
from .model import Answer, UnknownVariant, wire_names
from .operation import Json
from .read import Decode, Decoded, Received, Unreadable

Said = tuple[str, frozenset[type[Any]]]
"""A type in words, and the types of its JSON values."""
_DICT, _TEXT = frozenset({dict}), frozenset({str})
_SCALARS: Mapping[Any, Said] = {
    NoneType: ("null", frozenset({NoneType})),
    bool: ("true or false", frozenset({bool})),
    int: ("an integer", frozenset({int, float})),
    float: ("a number", frozenset({int, float})),
    Decimal: ("a decimal number as text", _TEXT),
    datetime: ("a date-time with an offset as text (RFC 3339)", _TEXT),
    date: ("a date as text (RFC 3339)", _TEXT),
    Any: ("anything", frozenset(KINDS)),
}
"""What is not here is text."""

Step = str | int | tuple[str]
"""A field, an index, or, in a tuple, a key of a map."""


@dataclass(slots=True)
class Found:
    """Where the reader is, and what it has found."""

    operation: str
    path: list[Step] = field(default_factory=list[Step])
    deviations: list[Deviation] = field(default_factory=list[Deviation])

    def add(self, expected: str, came: Any, *below: Step) -> Any:
        """Record a deviation at the current place, or below it, and return what came."""
        pointer = place = ""
        for step in (*self.path, *below):
            text = str(step[0] if isinstance(step, tuple) else step)
            escaped = "/" + text.replace("~", "~0").replace("/", "~1")
            pointer += escaped
            place += escaped if isinstance(step, str) else "/*"
        self.deviations.append(Deviation(self.operation, pointer, expected, came, place))
        return came


Take = Callable[[Any, Found], Any]


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads one type: what it is in words, the types of its JSON values, and what is made of these."""

    said: str
    kinds: frozenset[type[Any]]
    take: Take

    def fits(self, value: Any) -> bool:
        """Whether a value is of the right kind of JSON value."""
        return type(value) in self.kinds

    def read(self, value: Any, found: Found, *step: Step) -> Any:
        """The value of this type, a step below the current place, or as received."""
        depth, fits = len(found.path), type(value) in self.kinds
        found.path += step
        made = self.take(value, found) if fits else found.add(self.said, value)
        del found.path[depth:]
        return made


def decoder(answer: Json) -> Decode:
    """What reads an answer's JSON: exactly, or if it is not as documented, as far as it is."""
    kind, result = answer.type(), answer.result
    validate, tolerant = exact_json(kind), cache(lambda: reader(kind))

    def decode(_: Received, content: bytes, operation: str) -> Decoded:
        content = content.removeprefix(b"\xef\xbb\xbf")  # RFC 8259, 8.1
        deviations: Sequence[Deviation] = ()
        try:
            value = validate(content, context=APART)
        except ValidationError:
            value, deviations = _tolerant(tolerant(), answer, content, operation)
        if result is not None:
            value = getattr(value, result)
            if value is None:
                _refuse_without(tolerant(), answer, json.loads(content))
        return value, deviations

    return decode


def _tolerant(of: Reader, answer: Json, content: bytes, operation: str) -> Decoded:
    """The value with all its deviations, if it is of the right kind, and its result is too."""
    try:
        from_json(content)  # refuses what `json` lets through, such as lone surrogates
        plain = json.loads(content.decode(), parse_float=_number, parse_constant=NoFinite)
        if not of.fits(plain):
            raise Unreadable(f"expected {of.said}, came {kind_of(plain)}")
        _refuse_without(of, answer, plain)
        found = Found(operation)
        return of.read(plain, found), found.deviations
    except ValueError:
        why = "it is not JSON" if content.strip() else "it is empty"
    except RecursionError:
        why = "it is nested too deeply"
    raise Unreadable(f"expected {of.said}: {why}")


def _refuse_without(of: Reader, answer: Json, plain: Any) -> None:
    """Refuse an answer that lacks what the call returns, or has another kind of value there."""
    if answer.result is None:
        return
    wire, inner = result_of(answer.type(), answer.result)
    if wire not in plain:
        raise Unreadable(f"expected {of.said} with {wire!r}, which is missing")
    came = plain[wire]
    if came is None or not inner.fits(came):
        said = "what the call returns" if inner.fits(came) else inner.said
        raise Unreadable(f"at /{wire}: expected {said}, came {kind_of(came)}")


def _number(text: str) -> float | str:
    return NoFinite(text) if isinf(float(text)) else float(text)


def exact_json(kind: Any, marks: tuple[Any, ...] = ()) -> Callable[..., Any]:
    """Return what reads a type from JSON text, exactly; it raises `ValidationError`."""
    if isinstance(kind, type) and issubclass(kind, Answer):
        kind.model_rebuild()
        return kind.__pydantic_validator__.validate_json
    config = ConfigDict(strict=True, allow_inf_nan=False)
    made_exact = GetPydanticSchema(lambda source, handler: exact(handler(source)))
    marked: Any = Annotated[(kind, *marks, made_exact)]
    return TypeAdapter[Any](marked, config=config).validator.validate_json


def reader(kind: Any, marks: tuple[Any, ...] = ()) -> Reader:
    """The reader of an annotation; `marks` are those of its `Annotated`."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return reader(arguments[0], (*arguments[1:], *marks))
    for mark in marks:
        if isinstance(mark, Variants):
            return Reader(f"an object ({mark.classes})", _DICT, partial(_variant, mark))
    if origin in (Union, UnionType):
        return _union(kind, marks)
    if origin is list:
        return Reader("a list", frozenset({list}), partial(_list, reader(arguments[0])))
    if origin is dict:
        return Reader("an object", _DICT, partial(_map, reader(arguments[1])))
    if isinstance(kind, type) and issubclass(kind, Answer):
        return Reader(f"an object ({kind.__name__})", _DICT, partial(_object, kind))
    types: list[Any] = [kind]
    if isinstance(kind, type) and issubclass(kind, Enum):
        types = [type(member.value) for member in kind]
    return _leaf(kind, marks, [_SCALARS.get(one, ("text", _TEXT)) for one in types])


def result_of(model: type[Answer], name: str) -> tuple[str, Reader]:
    """The wire name of a field, and its reader."""
    wire = wire_names(model)[name]
    return wire, _fields(model)[1][wire]


def _object(model: type[Answer], value: dict[str, Any], found: Found) -> Answer:
    """An object as pydantic makes it, field by field; unknown fields are kept."""
    names, readers, blank, required = _fields(model)
    known = {names[k]: readers[k].read(one, found, k) for k, one in value.items() if k in names}
    extra = {key: one for key, one in value.items() if key not in names}
    for key in required:
        if key not in value:
            found.add(f"{readers[key].said}, which is required", MISSING, key)
    made = model.__new__(model)
    object.__setattr__(made, "__dict__", blank | known)
    object.__setattr__(made, "__pydantic_extra__", extra)
    object.__setattr__(
        made, "__pydantic_fields_set__", known.keys() | (extra.keys() - blank.keys())
    )
    object.__setattr__(made, "__pydantic_private__", None)
    return made


@cache
def _fields(
    model: type[Answer],
) -> tuple[dict[str, str], dict[str, Reader], dict[str, Any], list[str]]:
    """By wire name: name and reader; then the values of an object without any, and the required wire names."""
    names = {wire: name for name, wire in wire_names(model).items()}
    fields = {wire: model.model_fields[name] for wire, name in names.items()}
    readers = {wire: reader(f.annotation, tuple(f.metadata)) for wire, f in fields.items()}
    blank = {names[w]: None if f.is_required() else f.default for w, f in fields.items()}
    return names, readers, blank, [wire for wire, f in fields.items() if f.is_required()]


def _list(item: Reader, value: list[Any], found: Found) -> list[Any]:
    return [item.read(one, found, index) for index, one in enumerate(value)]


def _map(item: Reader, value: dict[str, Any], found: Found) -> dict[str, Any]:
    return {key: item.read(one, found, (key,)) for key, one in value.items()}


def _variant(mark: Variants, value: dict[str, Any], found: Found) -> Answer:
    return _object(mark.case(value) or UnknownVariant, value, found)


def _union(kind: Any, marks: tuple[Any, ...]) -> Reader:
    """Into the only branch that takes such an object or list; all else is for the union's own validator."""
    branches = [reader(branch) for branch in get_args(kind)]
    whole = _leaf(kind, marks, [(branch.said, branch.kinds) for branch in branches])
    takes: dict[type[Any], Take] = {}
    for container in (dict, list):
        fitting = [branch for branch in branches if container in branch.kinds]
        if len(fitting) == 1:
            takes[container] = fitting[0].take

    def take(value: object, found: Found) -> Any:
        return takes.get(type(value), whole.take)(value, found)

    return Reader(whole.said, whole.kinds, take)


def _leaf(kind: Any, marks: tuple[Any, ...], parts: Sequence[Said]) -> Reader:
    """What is read whole or not at all."""
    said = " or ".join(dict.fromkeys(words for words, _ in parts if words != "null")) or "null"
    validator = cache(lambda: exact_json(kind, marks))

    def take(value: Any, found: Found) -> Any:
        try:
            return validator()(to_json(value))
        except ValidationError:
            return found.add(said, value)

    return Reader(said, frozenset[type[Any]]().union(*(of for _, of in parts)), take)
