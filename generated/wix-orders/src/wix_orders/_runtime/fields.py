"""Types of fields that pydantic does not have as the wire needs them.

In: values for one field. Out: the value that the model keeps, and its text for JSON. Refuses, in answers' JSON: text
that would not be written back as it came, or as the same instant. Refuses, in requests: floats for decimals (their
digits are already lost), times without offset (RFC 3339 section 5.6), numbers for dates and times, and variants that
are none of the documented.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, cast

from pydantic import AwareDatetime
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from .exact import ANY, exact, from_json, value_schema
from .model import Answer, UnknownVariant

__all__ = ["DateText", "DateTimeText", "DecimalText", "Variants", "value_of", "variants"]

_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_UNKNOWN = ""
"""The tag of objects that have none that is known."""


@dataclass(frozen=True, slots=True, eq=False)
class _Text:
    """Takes from callers what `accepts` lets through, if pydantic can read it; answers take what is exact."""

    accepts: Callable[[Any], bool]
    said: str
    written: Callable[[Any], Any] | None = None

    def __get_pydantic_core_schema__(self, source: object, handler: Any) -> CoreSchema:
        inner: Any = {**handler(source), "strict": False}
        write: core_schema.SerSchema | None = None
        if self.written is not None:
            write = core_schema.plain_serializer_function_ser_schema(self.written, when_used="json")
        checked = core_schema.no_info_before_validator_function(self.check, inner)
        python = core_schema.lax_or_strict_schema(lax_schema=inner, strict_schema=checked)
        return from_json(exact(inner), python, write)

    def check(self, value: Any) -> Any:
        if self.accepts(value):
            return value
        raise PydanticCustomError("text_type", "Input should be {said}", {"said": self.said})


def _is_decimal(value: Any) -> bool:
    return isinstance(value, (Decimal, str, int)) and not isinstance(value, bool)


def _is_date(value: Any) -> bool:
    if isinstance(value, str):
        return _DATE.fullmatch(value) is not None
    return isinstance(value, date) and not isinstance(value, datetime)


def _is_time(value: Any) -> bool:
    if isinstance(value, str):
        return _DATE.match(value) is not None and len(value) > len("2024-01-01")
    return isinstance(value, datetime)


def _digits(value: Any) -> Any:
    return f"{value:f}" if isinstance(value, Decimal) else value


_SAID = "a Decimal, or its digits as text; not a float, which has lost them"
DecimalText = Annotated[Decimal, _Text(_is_decimal, _SAID, _digits)]
"""A decimal number that travels as text, digit for digit: `0.00000000`, and not `0E-8`."""
DateText = Annotated[date, _Text(_is_date, "a date, or text like 2024-01-31")]
"""A date (RFC 3339, full-date)."""
DateTimeText = Annotated[
    AwareDatetime, _Text(_is_time, "a datetime with an offset, or text like 2024-01-31T12:00:00Z")
]
"""A point in time, with its offset (RFC 3339, date-time)."""


@dataclass(frozen=True, slots=True, eq=False)
class _ValueOf:
    """Marks `E | Literal[...]`: takes a member of the enum or its value, and keeps the member."""

    enum: type[Enum]

    def __get_pydantic_core_schema__(self, source: object, handler: Any) -> CoreSchema:
        inner: Any = {**handler.generate_schema(self.enum), "strict": False}
        python = core_schema.no_info_before_validator_function(self.check, inner)
        return from_json(value_schema(self.enum), python)

    def check(self, value: Any) -> Any:
        """Refuse what pydantic would turn into a value: bytes, `True` for 1, "1" for 1."""
        values = [member.value for member in self.enum]
        same = (value == v and isinstance(value, bool) == isinstance(v, bool) for v in values)
        if isinstance(value, self.enum) or (isinstance(value, str | int | float) and any(same)):
            return value
        *others, last = map(repr, values)
        expected = f"{', '.join(others)} or {last}" if others else last
        raise PydanticCustomError("enum", "Input should be {expected}", {"expected": expected})


value_of = _ValueOf


@dataclass(frozen=True, slots=True, eq=False)
class Variants:
    """Marks a union of objects: the field (wire name) that tells them apart, and what its values stand for.

    In answers anything else is an `UnknownVariant`; requests refuse it.
    """

    field: str
    cases: Mapping[str, type[Any]]

    def __get_pydantic_core_schema__(self, source: object, handler: Any) -> CoreSchema:
        choices = {tag: handler.generate_schema(case) for tag, case in self.cases.items()}
        if any(issubclass(case, Answer) for case in self.cases.values()):
            unknown = handler.generate_schema(UnknownVariant)
            known = core_schema.tagged_union_schema(choices, self.field)
            other = core_schema.no_info_before_validator_function(self._refuse_known, unknown)
            exact = core_schema.union_schema([known, other], mode="left_to_right")
            every = {**choices, _UNKNOWN: unknown}
            return from_json(exact, core_schema.tagged_union_schema(every, self._choose), ANY)
        tags = ", ".join(map(repr, self.cases))
        said = f"Input should be {self.classes}, or an object whose '{self.field}' is one of {tags}"
        return core_schema.tagged_union_schema(
            choices, self._choose, custom_error_type="unknown_variant", custom_error_message=said
        )

    @property
    def classes(self) -> str:
        """The names of the known variants."""
        return " or ".join(sorted({case.__name__ for case in self.cases.values()}))

    def case(self, value: Mapping[str, Any]) -> type[Any] | None:
        """The class of an object, if its field says one that is known."""
        tag = value.get(self.field)
        return self.cases.get(tag) if isinstance(tag, str) else None

    def _refuse_known(self, value: Any) -> Any:
        """A known variant is never an unknown one, whatever else is wrong with it."""
        given: Any = value
        if isinstance(given, dict) and self.case(cast("dict[str, Any]", given)) is not None:
            raise PydanticCustomError("known_variant", "Input should be as documented")
        return value

    def _choose(self, value: Any) -> str:
        """The tag of an object, by its field or by its class."""
        if isinstance(value, Answer) and type(value) not in self.cases.values():
            value = value.to_dict()  # for its input class to refuse, which says what to do
        if isinstance(value, dict):
            tag = cast("dict[str, Any]", value).get(self.field)
            return tag if isinstance(tag, str) and tag in self.cases else _UNKNOWN
        fitting = (tag for tag, case in self.cases.items() if isinstance(value, case))
        return next(fitting, _UNKNOWN)


variants = Variants
