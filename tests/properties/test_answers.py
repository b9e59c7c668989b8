"""Any answer that the document allows is read without a deviation, and written back as it came.

Two things are normalised: times are written as the same instant to the microsecond, and 1.0 for an integer as 1. Any
other JSON value is written back as it came too, deviation or not, and every deviation says where it was.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, reject

from tests.properties.packages import NAMES, api
from tests.properties.schemas import DATE, changed, instant


def reading(of, operation, answer):
    """Reads bodies of one answer; gives the value and the deviations."""
    read = of.runtime("read")

    def run(wire):
        content = json.dumps(wire).encode()
        return read._decoder(answer)(None, content, operation.name)

    return run, read.Unreadable


def back(value: Any) -> Any:
    """What a caller gets back of an answer's value."""
    if hasattr(value, "to_dict"):
        made = value.to_dict()
        assert same(json.loads(value.to_json()), made)
        return made
    if isinstance(value, dict):
        return {key: back(item) for key, item in value.items()}
    if isinstance(value, list):
        return [back(item) for item in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


def same(left: Any, right: Any) -> bool:
    """Equal JSON values: 1 is 1.0 but not true, and 0 is -0."""
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(same(left[k], right[k]) for k in left)
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(same, left, right))
    return kind(left) == kind(right) and bool(left == right)


def kind(value: Any) -> str:
    """What JSON Schema calls it."""
    return {bool: "boolean", int: "number", float: "number"}.get(type(value), type(value).__name__)


def normalised(value: Any) -> Any:
    """The value with each time as the same instant in one form."""
    if isinstance(value, dict):
        return {key: normalised(item) for key, item in value.items()}
    if isinstance(value, list):
        return [normalised(item) for item in value]
    if isinstance(value, str) and not DATE.fullmatch(value):
        when = instant(value)
        return value if when is None else when.isoformat()
    return value


def answers():
    for name in NAMES:
        of = api(name)
        seen = set()
        for operation, answer, schema in of.answers():
            if json.dumps(schema) not in seen and schema:
                seen.add(json.dumps(schema))
                yield pytest.param(of, operation, answer, schema, id=f"{name}-{len(seen)}")


ANSWERS = list(answers())


@pytest.mark.parametrize(("of", "operation", "answer", "schema"), ANSWERS)
def test_what_the_document_allows_is_read_and_written_back(of, operation, answer, schema):
    run, unreadable = reading(of, operation, answer)

    @of.examples
    @given(of.document.valid(schema))
    def check(wire):
        try:
            value, deviations = run(wire)
        except unreadable:
            assert wire.get(answer.result) is None  # only the promised result may lack
            return
        assert not deviations
        result = wire if answer.result is None else wire[answer.result]
        assert same(normalised(back(value)), normalised(result))

    check()


@pytest.mark.parametrize(("of", "operation", "answer", "schema"), ANSWERS)
def test_anything_else_is_written_back_too(of, operation, answer, schema):
    run, unreadable = reading(of, operation, answer)
    is_valid = of.document.validator(schema).is_valid

    @of.examples
    @given(changed(of.document.valid(schema)))
    def check(wire):
        try:
            value, deviations = run(wire)
        except unreadable:
            assert not is_valid(wire) or wire.get(answer.result) is None
            return
        assert not (deviations and is_valid(wire))
        result = wire if answer.result is None else wire[answer.result]
        assert same(normalised(back(value)), normalised(result))
        for deviation in deviations:
            came = at(wire, deviation.pointer)
            assert came is deviation.came is MISSING or same(came, deviation.came)

    MISSING = of.runtime("missing").MISSING

    def at(value, pointer):
        for step in pointer.split("/")[1:]:
            key = step.replace("~1", "/").replace("~0", "~")
            try:
                value = value[int(key) if isinstance(value, list) else key]
            except KeyError:
                return MISSING
        return value

    check()


@pytest.mark.parametrize(("of", "operation", "answer", "schema"), ANSWERS)
def test_the_tolerant_reader_makes_what_the_validator_makes(of, operation, answer, schema):
    lenient = of.runtime("lenient")
    reader, quick = lenient.reader(answer.type()), lenient.exact_json(answer.type())
    apart = of.runtime("exact").APART

    @of.examples
    @given(changed(of.document.valid(schema)))
    def check(wire):
        content, found = json.dumps(wire).encode(), lenient.Found("")
        slow = reader.read(json.loads(content), found)
        try:
            value = quick(content)
        except ValueError:
            assert found.deviations
            return
        assert not found.deviations
        try:
            quick(content, context=apart)
        except ValueError:
            reject()  # an unknown field is called like an attribute: left to the tolerant reader
        assert slow == value
        assert repr(slow) == repr(value)

    check()
