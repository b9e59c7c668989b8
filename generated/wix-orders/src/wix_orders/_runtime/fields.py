"""Types of fields that pydantic does not have as the wire needs them.

In: values for one field. Out: the value that the model keeps, and its text for JSON.
Refuses, in requests: floats for decimals (their digits are already lost), times without offset
(RFC 3339 section 5.6), numbers for dates and times, and variants that are none of the documented.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, cast

from pydantic import AwareDatetime, GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from .model import Answer, UnknownVariant

__all__ = ["DateText", "DateTimeText", "DecimalText", "value_of", "variants"]

_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_UNKNOWN = ""


@dataclass(frozen=True, slots=True, eq=False)
class _Text:
    """Takes what `accepts` lets through and pydantic can read; answers take all that pydantic can."""

    accepts: Callable[[Any], bool]
    said: str
    written: Callable[[Any], str] | None = None

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        inner: Any = {**handler(source), "strict": False}
        write: core_schema.SerSchema | None = None
        if self.written is not None:
            write = core_schema.plain_serializer_function_ser_schema(
                self.written, return_schema=core_schema.str_schema(), when_used="json"
            )
        return core_schema.lax_or_strict_schema(
            lax_schema=inner,
            strict_schema=core_schema.no_info_before_validator_function(self.check, inner),
            serialization=write,
        )

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


_SAID = "a Decimal, or its digits as text; not a float, which has lost them"
DecimalText = Annotated[Decimal, _Text(_is_decimal, _SAID, "{:f}".format)]
"""A decimal number that travels as text, digit for digit: `0.00000000`, and not `0E-8`."""
DateText = Annotated[date, _Text(_is_date, "a date, or text like 2024-01-31")]
"""A date (RFC 3339, full-date)."""
DateTimeText = Annotated[
    AwareDatetime, _Text(_is_time, "a datetime with an offset, or text like 2024-01-31T12:00:00Z")
]
"""A point in time, with its offset (RFC 3339, date-time)."""


@dataclass(frozen=True, slots=True, eq=False)
class _ValueOf:
    enum: type[Enum]

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        inner: Any = {**handler.generate_schema(self.enum), "strict": False}
        return core_schema.no_info_before_validator_function(self.check, inner)

    def check(self, value: Any) -> Any:
        """Refuse what pydantic would turn into a value: bytes, `True` for 1, "1" for 1."""
        values = [member.value for member in self.enum]
        if isinstance(value, self.enum) or (
            isinstance(value, (str, bool, int, float))
            and any(_same(value, known) for known in values)
        ):
            return value
        *others, last = map(repr, values)
        expected = f"{', '.join(others)} or {last}" if others else last
        raise PydanticCustomError("enum", "Input should be {expected}", {"expected": expected})


def _same(value: Any, known: Any) -> bool:
    """Whether two JSON values are equal, which `True` and 1 are not, nor "1" and 1."""
    return bool(value == known) and isinstance(value, bool) == isinstance(known, bool)


def value_of(enum: type[Enum]) -> object:
    """Mark `E | Literal[...]`: takes a member of the enum or its value, and keeps the member."""
    return _ValueOf(enum)


@dataclass(frozen=True, slots=True, eq=False)
class _Variants:
    field: str
    cases: Mapping[str, type[Any]]

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        choices = {tag: handler.generate_schema(case) for tag, case in self.cases.items()}
        open_ = any(issubclass(case, Answer) for case in self.cases.values())
        if open_:
            choices[_UNKNOWN] = handler.generate_schema(UnknownVariant)
        classes = sorted({case.__name__ for case in self.cases.values()})
        tags = ", ".join(repr(tag) for tag in self.cases)
        return core_schema.tagged_union_schema(
            choices,
            (lambda value: self._choose(value) or _UNKNOWN) if open_ else self._choose,
            custom_error_type="unknown_variant",
            custom_error_message=f"Input should be {' or '.join(classes)}, or an object whose "
            f"'{self.field}' is one of {tags}",
        )

    def _choose(self, value: Any) -> str | None:
        """The tag of an object, by its field or by its class."""
        if isinstance(value, Answer) and type(value) not in self.cases.values():
            value = value.to_dict()  # for its input class to refuse, which says what to do
        if isinstance(value, dict):
            tag = cast("dict[str, Any]", value).get(self.field)
            return tag if isinstance(tag, str) and tag in self.cases else None
        fitting = (tag for tag, case in self.cases.items() if isinstance(value, case))
        return next(fitting, None)


def variants(field: str, cases: Mapping[str, type[Any]]) -> object:
    """Mark a union of objects that the field `field` (a wire name) tells apart.

    In answers anything else is an `UnknownVariant`; requests refuse it.
    """
    return _Variants(field, cases)
