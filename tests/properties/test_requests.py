"""Whatever the input models accept is, once written, what the document allows."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter
from pydantic_core import PydanticSerializationError

from tests.properties.packages import NAMES, api
from tests.properties.schemas import anything, changed

python = st.sampled_from(
    [
        Decimal("1E+2"),
        Decimal("-0.10"),
        Decimal("NaN"),
        Decimal("Infinity"),
        datetime(2024, 1, 2, 3, 4, 5, 6, UTC),
        datetime(2024, 1, 2),  # noqa: DTZ001
        date(2024, 1, 2),
        b"bytes",
        inf,
        nan,
        10**30,
        1e300,
        "x" * 300,
        "2024-01-02 03:04Z",
        "2024-01-02T03:04:05",
        "1704164645",
        (1,),
    ]
)
"""What callers may think of, beside JSON values."""


def bodies():
    for name in NAMES:
        of = api(name)
        for operation, body, schema in of.bodies():
            yield pytest.param(of, body, schema, id=f"{name}-{operation.name}")


@pytest.mark.parametrize(("of", "body", "schema"), list(bodies()))
def test_what_is_accepted_is_what_the_document_allows(of, body, schema):
    kind = body.model() if hasattr(body, "model") else body.type()
    adapter, validator = TypeAdapter(kind), of.document.validator(schema)
    accepted = 0

    @of.examples
    @given(changed(of.document.valid(schema), anything | python))
    def check(value):
        nonlocal accepted
        try:
            made = adapter.validator.validate_python(value)
            content = adapter.serializer.to_json(made, by_alias=True, warnings="error")
        except (ValueError, PydanticSerializationError):
            return
        accepted += 1
        validator.validate(json.loads(content, parse_constant=pytest.fail))

    check()
    assert accepted > 0
