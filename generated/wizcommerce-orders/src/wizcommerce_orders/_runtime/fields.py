"""Types of fields that pydantic does not have as the wire needs them.

In: values for one field. Out: the value that the model keeps, and its text for JSON. Refuses, in answers' JSON: text
that would not be written back as it came, or as the same instant. Refuses, in requests: floats for decimals (their
digits are already lost), times without offset (RFC 3339 section 5.6), numbers for dates and times, and variants that
are none of the documented.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, cast

from pydantic import AwareDatetime, GetPydanticSchema
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from .exact import ANY, exact, value_schema
from .model import Answer, UnknownVariant

_DAY = r"\d{4}-\d\d-\d\d"
_SAID_DECIMAL = "a Decimal, or its digits as text; not a float, which has lost them"
_SAID_DATE = "a date, or text like 2024-01-31"
_SAID_TIME = "a datetime with an offset, or text like 2024-01-31T12:00:00Z"
_UNKNOWN = ""
"""The tag of objects that have none that is known."""


def _text(
    said: str, like: str, kinds: Any, but: Any = (), write: core_schema.SerSchema | None = None
) -> GetPydanticSchema:
    """Take `kinds` from callers, `but` not these, and text that begins `like` this pattern, if pydantic can read it.

    Messages say what is taken. JSON is read exactly.
    """

    def check(value: Any) -> Any:
        begins = isinstance(value, str) and re.match(like, value) is not None
        if begins or (isinstance(value, kinds) and not isinstance(value, but)):
            return value
        raise PydanticCustomError("text_type", "Input should be {said}", {"said": said})

    def schema(source: Any, handler: Any) -> CoreSchema:
        inner: Any = {**handler(source), "strict": False}
        checked = core_schema.no_info_before_validator_function(check, inner)
        python = core_schema.lax_or_strict_schema(inner, checked)
        return core_schema.json_or_python_schema(exact(inner), python, serialization=write)

    return GetPydanticSchema(schema)


def _digits(value: Any) -> Any:
    return f"{value:f}" if isinstance(value, Decimal) else value


_DIGITS = core_schema.plain_serializer_function_ser_schema(_digits, when_used="json")
DecimalText = Annotated[Decimal, _text(_SAID_DECIMAL, "", (Decimal, int), but=bool, write=_DIGITS)]
"""A decimal number that travels as text, digit for digit: `0.00000000`, and not `0E-8`."""
DateText = Annotated[date, _text(_SAID_DATE, rf"{_DAY}\Z", date, but=datetime)]
"""A date (RFC 3339, full-date)."""
DateTimeText = Annotated[AwareDatetime, _text(_SAID_TIME, f"{_DAY}.", datetime)]
"""A point in time, with its offset (RFC 3339, date-time)."""


def value_of(enum: type[Enum]) -> GetPydanticSchema:
    """Mark `E | Literal[...]`: it takes a member of the enum or its value, and keeps the member."""

    def member(value: Any) -> Enum:
        for one in enum:
            alike = isinstance(value, bool) == isinstance(one.value, bool)  # `True` is not 1
            same = isinstance(value, str | int | float) and alike and value == one.value
            if value is one or same:
                return one
        *others, last = [repr(one.value) for one in enum]
        expected = f"{', '.join(others)} or {last}" if others else last
        raise PydanticCustomError("enum", "Input should be {expected}", {"expected": expected})

    python = core_schema.no_info_plain_validator_function(member)
    both = core_schema.json_or_python_schema(value_schema(enum), python)
    return GetPydanticSchema(lambda _, __: both)


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
            json = core_schema.union_schema([known, other], mode="left_to_right")
            every = core_schema.tagged_union_schema({**choices, _UNKNOWN: unknown}, self._choose)
            return core_schema.json_or_python_schema(json, every, serialization=ANY)
        tags = ", ".join(map(repr, self.cases))
        said = f"Input should be {self.classes}, or an object whose '{self.field}' is one of {tags}"
        return core_schema.tagged_union_schema(
            choices, self._choose, custom_error_type="unknown_variant", custom_error_message=said
        )

    @property
    def classes(self) -> str:
        """The names of the known variants."""
        return " or ".join(sorted({case.__name__ for case in self.cases.values()}))

    def case(self, value: Any) -> type[Any] | None:
        """The class of an object, if its field says one that is known."""
        tag: object = cast("Any", value).get(self.field) if isinstance(value, dict) else None
        return self.cases.get(tag) if isinstance(tag, str) else None

    def _refuse_known(self, value: Any) -> Any:
        """A known variant is never an unknown one, whatever else is wrong with it."""
        if self.case(value) is not None:
            raise PydanticCustomError("known_variant", "Input should be as documented")
        return value

    def _choose(self, value: Any) -> str:
        """The tag of an object, by its field or by its class."""
        given: Any = value
        if isinstance(value, Answer) and type(value) not in self.cases.values():
            given = value.to_dict()  # for its input class to refuse, which says what to do
        if self.case(given) is not None:
            return str(given[self.field])
        fitting = (tag for tag, case in self.cases.items() if isinstance(value, case))
        return next(fitting, _UNKNOWN)


variants = Variants
