"""Which limits become arguments of `Field`, and what docstrings say besides the description."""

from __future__ import annotations

import pytest

from generator.models.limits import arguments, is_supported
from generator.models.words import describe, of_none


@pytest.mark.parametrize(
    ("slot", "expected"),
    [
        ({"type": "string", "minLength": 1, "maxLength": 2}, "min_length=1 max_length=2"),
        ({"type": "string", "format": "email", "maxLength": 2}, "max_length=2"),
        ({"type": "string", "format": "decimal", "maxLength": 2}, ""),
        ({"type": "string", "format": "date-time", "pattern": "x"}, ""),
        ({"type": "string", "maxItems": 2, "maximum": 3}, ""),
        (
            {"type": "array", "minItems": 1, "maxItems": 2, "uniqueItems": True},
            "min_length=1 max_length=2",
        ),
        ({"type": "object", "additionalProperties": {}, "maxProperties": 2}, "max_length=2"),
        (
            {"type": "integer", "minimum": 1, "maximum": 9223372036854775807},
            "ge=1 le=9223372036854775807",
        ),
        ({"type": "number", "exclusiveMinimum": 0.5, "exclusiveMaximum": 1}, "gt=0.5 lt=1"),
        ({"type": "integer", "exclusiveMinimum": True, "multipleOf": 5}, "multiple_of=5"),
        ({"type": "number", "multipleOf": 0.01}, ""),
        ({"type": "boolean", "maximum": 1}, ""),
        ({"$ref": "#/x"}, ""),
        ({}, ""),
    ],
)
def test_arguments(slot, expected):
    assert " ".join(arguments(slot)) == expected


@pytest.mark.parametrize(
    ("pattern", "supported"),
    [
        (r"^[A-Z]{2}-\d+$", True),
        (r"^\/path\/$", True),
        (r"(?=a)b", False),
        (r"(?<!a)b", False),
        (r"(a)\1", False),
        (r"[a-z&&[^b]]", False),
        (r"[[:alpha:]]", False),
        (r"[a--b]", False),
        (r"(unclosed", False),
        ("", True),
    ],
)
def test_patterns(pattern, supported):
    assert is_supported(pattern) is supported


@pytest.mark.parametrize(
    ("schema", "asks", "expected"),
    [
        ({}, True, ""),
        ({"description": "The name"}, True, "The name"),
        ({"description": "The name", "maxLength": 3}, True, "The name. At most 3 characters."),
        ({"description": "The name!", "maxLength": 3}, False, "The name! At most 3 characters."),
        ({"description": "Old.", "deprecated": True}, True, "Old. Deprecated."),
        ({"description": "Deprecated: use x.", "deprecated": True}, True, "Deprecated: use x."),
        ({"description": "A.\n\n- b", "maxLength": 3}, True, "A.\n\n- b\n\nAt most 3 characters."),
        ({"pattern": "^a$", "maxLength": 3}, True, "At most 3 characters, matches `^a$`."),
        ({"pattern": "^a$", "maxLength": 3}, False, "At most 3 characters."),
        ({"type": "array", "items": {"pattern": "^a$"}}, False, ""),
        ({"default": "`x`"}, True, 'If left out, ``"`x`"``.'),
        ({"default": 1}, False, ""),
        ({"title": "Name"}, True, ""),
    ],
)
def test_descriptions(schema, asks, expected):
    assert describe(schema, asks=asks) == expected


@pytest.mark.parametrize(
    ("slot", "needed", "expected"),
    [
        ({"type": "string"}, False, "`None` is refused"),
        ({"type": "string"}, True, ""),
        ({"$ref": "A"}, False, "`None` is refused"),
        ({"anyOf": [{"$ref": "A"}, {"type": "null"}]}, False, "`None` sends null"),
        ({"anyOf": [{"$ref": "A"}, {"type": "null"}], "description": "null: x"}, False, ""),
        ({"description": "any"}, False, ""),
    ],
)
def test_what_none_does_is_said_where_nothing_else_says_it(slot, needed, expected):
    assert of_none(slot, needed=needed) == expected
