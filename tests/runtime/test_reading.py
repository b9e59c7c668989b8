"""Answers that are not as documented: what is made of them, what is written back, and who is told."""

from __future__ import annotations

import copy
import inspect
import json
import logging
import pickle
import sys
import time
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from tests.models.making import load, render
from tests.models.shop import shop

SALE = {"id": "1", "nullable": None}


@pytest.fixture(scope="module")
def modules(tmp_path_factory):
    return load(render(shop()), tmp_path_factory.mktemp("shop"))


@pytest.fixture(scope="module")
def models(modules):
    return modules[0]


@pytest.fixture(scope="module")
def runtime(models):
    return lambda name: import_module(f"{models.__package__}._runtime.{name}")


@dataclass
class Settings:
    """What reading needs of a client's settings."""

    strict: bool = False
    on_deviation: Any = None
    seen: set[tuple[str, str, str]] = field(default_factory=set)


@dataclass
class Read:
    """Reads answers as the client does, and keeps the deviations."""

    runtime: Any
    found: list[Any] = field(default_factory=list)

    def __call__(self, kind, wire, result=None, **settings):
        content = wire if isinstance(wire, bytes) else json.dumps(wire).encode()
        return self.success(kind, content, result, Settings(on_deviation=self.keep, **settings))

    def keep(self, deviation):
        self.found.append(deviation)

    def success(self, kind, content, result, settings):
        operation, read = self.operation(kind, result), self.runtime("read")
        return read.success(operation, read.Received(200, {}, content), settings)

    def operation(self, kind, result=None):
        made = self.runtime("operation")
        answers = {"200": made.Json(lambda: kind, result=result)}
        return made.Operation(
            name="sales.get", method="GET", path="/", answers=answers, errors=answers
        )

    @property
    def said(self):
        return [(d.pointer, d.expected, d.came) for d in self.found]


@pytest.fixture
def read(runtime):
    return Read(runtime)


def same(left: Any, right: Any) -> bool:
    """Equal as JSON texts, in which 1, 1.0 and true differ; the order of keys is free."""
    return json.dumps(left, sort_keys=True) == json.dumps(right, sort_keys=True)


BAD = [
    ({"id": 3}, "/id", "text"),
    ({"id": None}, "/id", "text"),
    ({"email": True}, "/email", "text"),
    ({"count": "12"}, "/count", "an integer"),
    ({"count": True}, "/count", "an integer"),
    ({"count": 1.5}, "/count", "an integer"),
    ({"number": "1"}, "/number", "an integer or a number"),
    ({"number": True}, "/number", "an integer or a number"),
    ({"total": 18.0}, "/total", "a decimal number as text"),
    ({"total": "1E+2"}, "/total", "a decimal number as text"),
    ({"createdDate": "soon"}, "/createdDate", "a date-time with an offset as text (RFC 3339)"),
    (
        {"createdDate": "2016-12-31T23:59:60Z"},
        "/createdDate",
        "a date-time with an offset as text (RFC 3339)",
    ),
    ({"createdDate": 17}, "/createdDate", "a date-time with an offset as text (RFC 3339)"),
    ({"date": "2024-02-30"}, "/date", "a date as text (RFC 3339)"),
    ({"status": 3}, "/status", "text"),
    ({"size": True}, "/size", "an integer"),
    ({"address": "home"}, "/address", "an object (Address)"),
    ({"address": {"country": 1}}, "/address/country", "text"),
    ({"address": {"streetAddress": {"number": 7}}}, "/address/streetAddress/number", "text"),
    ({"tags": "a"}, "/tags", "a list"),
    ({"tags": ["a", 1]}, "/tags/1", "text"),
    ({"tags": {"0": "a"}}, "/tags", "a list"),
    ({"statusOrMany": ["draft", None]}, "/statusOrMany/1", "text"),
    ({"statusOrMany": 1}, "/statusOrMany", "text or a list"),
    ({"byStatus": {"a/b~": 1}}, "/byStatus/a~1b~0", "text"),
    ({"extended": []}, "/extended", "an object"),
    ({"pet": "cat"}, "/pet", "an object (Cat or Dog)"),
    ({"pet": {"petType": "dog", "lives": "9"}}, "/pet/lives", "an integer"),
    ({"pets": [{"petType": "cat", "friend": 3}]}, "/pets/0/friend", "an object (Cat or Dog)"),
    ({"parts": {"": {**SALE, "tags": [0]}}}, "/parts//tags/0", "text"),
]


@pytest.mark.parametrize(("wire", "pointer", "expected"), BAD, ids=str)
def test_a_bad_value_stays_as_it_came(models, read, wire, pointer, expected):
    wire = {**SALE, "status": "draft", "new": 1, **wire}
    made = read(models.Sale, wire)
    assert type(made) is models.Sale
    assert [(d.operation, d.pointer, d.expected) for d in read.found] == [
        ("sales.get", pointer, expected)
    ]
    came = wire
    for step in pointer.split("/")[1:]:
        key = step.replace("~1", "/").replace("~0", "~")
        came = came[int(key)] if isinstance(came, list) else came[key]
    assert same(read.found[0].came, came)
    assert same(made.to_dict(), wire)
    assert same(json.loads(made.to_json()), wire)
    if "status" not in pointer:
        assert made.status is models.Status.DRAFT
    assert made.new == 1


@pytest.mark.parametrize("text", ["1e400", "-1E999", "NaN", "Infinity", "-Infinity"])
def test_a_number_that_no_float_holds_stays_as_its_text(models, read, text):
    wire = json.dumps({**SALE, "number": 0, "unknown": [0], "count": "a"}).replace(
        ": 0", f": {text}"
    )
    made = read(models.Sale, wire.replace("[0]", f"[{text}]").encode())
    assert (made.number, made.unknown) == (text, [text])
    assert [str(d) for d in read.found] == [
        "/number: expected an integer or a number, came no finite number",
        "/count: expected an integer, came text",
    ]
    assert made.to_dict()["number"] == text
    assert json.loads(made.to_json())["unknown"] == [text]


def test_what_a_float_cannot_hold_is_json_again_where_nothing_is_documented(models, read):
    made = read(models.Sale, json.dumps({**SALE, "new": 0}).replace(": 0", ": 1e400").encode())
    assert json.loads(made.to_json())["new"] == "Infinity"
    assert read.found == []


def test_all_deviations_are_found(models, read):
    wire = {**SALE, "tags": [1, "b", None], "address": {"country": 1, "status": []}, "count": ""}
    assert same(read(models.Sale, wire).to_dict(), wire)
    assert [d.pointer for d in read.found] == [
        "/tags/0",
        "/tags/2",
        "/address/country",
        "/address/status",
        "/count",
    ]
    assert [d.place for d in read.found][:3] == ["/tags/*", "/tags/*", "/address/country"]


def test_an_absent_required_field_is_none_and_not_set(models, read, runtime):
    made = read(models.Sale, {"id": "1"})
    assert made.nullable is None
    assert made.model_fields_set == {"id"}
    assert made.to_dict() == {"id": "1"}
    (deviation,) = read.found
    assert (deviation.pointer, deviation.expected) == (
        "/nullable",
        "an integer or a number, which is required",
    )
    assert deviation.came is runtime("missing").MISSING
    assert str(deviation).endswith("came nothing")


def test_a_known_variant_with_a_bad_field_is_no_unknown_one(models, read):
    wire = {**SALE, "pets": [{"petType": "dog", "lives": []}, {"petType": "cow", "lives": []}, 3]}
    dog, cow, other = read(models.Sale, wire).pets
    assert (type(dog), type(cow), other) == (models.Dog, models.UnknownVariant, 3)
    assert [d.pointer for d in read.found] == ["/pets/0/lives", "/pets/2"]


def test_unknown_variants_values_and_fields_are_no_deviations(models, read):
    wire = {
        **SALE,
        "pet": {"petType": "cow"},
        "pets": [{}, {"petType": 3}],
        "status": "new",
        "x": {},
    }
    assert read(models.Sale, wire, strict=True).to_dict() == wire
    assert read.found == []


@pytest.mark.parametrize("also", [{}, {"tags": [1]}], ids=["well-formed", "deviating"])
def test_an_unknown_field_called_like_an_attribute_writes_no_null(models, read, also):
    wire = {**SALE, "due_date": "a name", "address": {"address_line": 7}, **also}
    made = read(models.Sale, wire)
    assert same(made.to_dict(), wire)
    assert (made.due_date, made.address.address_line) == (None, None)
    assert "due_date" not in made.model_fields_set
    assert len(read.found) == len(also)
    both = {**wire, "dueDate": "2024-01-02"}
    assert same(read(models.Sale, both).to_dict(), both)
    assert models.Sale.model_validate_json(json.dumps({**SALE, "due_date": 1})).id == "1"


def test_both_ways_of_reading_make_the_same(models, read, runtime):
    wire = {
        **SALE,
        "status": "draft",
        "size": 1,
        "ratio": 0.5,
        "mix": True,
        "total": "0.00",
        "createdDate": "2024-01-04T13:57:09.968+01:00",
        "date": "2024-01-02",
        "number": 1.0,
        "count": 2.0,
        "address": {"country": None, "new": []},
        "pets": [{"petType": "cat", "friend": {"petType": "dog"}}, {"petType": "?"}],
        "byStatus": {"a": "draft", "b": "new"},
        "parts": {"a": SALE},
        "anything": [1, 2.5],
    }
    quick = models.Sale.model_validate_json(json.dumps(wire))
    lenient = runtime("lenient")
    slow = lenient.reader(models.Sale).read(wire, lenient.Found(""))
    assert slow == quick
    assert repr(slow) == repr(quick)
    assert slow.model_fields_set == quick.model_fields_set
    assert slow.parts["a"].model_extra == quick.parts["a"].model_extra == {}
    assert list(vars(slow)) == list(vars(quick))


def test_what_deviates_can_be_copied_pickled_changed_and_shown(models, read):
    wire = {**SALE, "tags": {"a": 1}, "address": [None], "total": 3}
    made = read(models.Sale, wire)
    for other in (copy.deepcopy(made), pickle.loads(pickle.dumps(made)), made.model_copy()):
        assert other == made
        assert same(other.to_dict(), wire)
    made.tags = ["a"]
    assert made.to_dict()["tags"] == ["a"]
    assert "address=[None]" in repr(made)


def test_from_answer_names_the_bad_field(modules, read):
    models, inputs = modules
    answer = read(models.Sale, {**SALE, "count": 3, "address": {"country": []}})
    with pytest.raises(ValidationError, match=r"address\.country"):
        inputs.SaleInput.from_answer(answer)


# --- other types than one object ---


@pytest.mark.parametrize(
    ("kind", "wire", "found"),
    [
        (list[int], [1, 2.0, "3"], [("/2", "an integer", "3")]),
        (list[str] | None, None, []),
        (dict[str, list[bool]], {"a": [True, 1]}, [("/a/1", "true or false", 1)]),
        (int | str, 1.0, []),
        (Any, [1], []),
    ],
    ids=str,
)
def test_other_types(read, kind, wire, found):
    assert read(kind, wire) == wire
    assert read.said == found


def test_lists_of_objects(models, read):
    one, two = read(list[models.Sale], [SALE, {**SALE, "id": 2}])
    assert (type(one), type(two), two.id) == (models.Sale, models.Sale, 2)
    assert [(d.pointer, d.place) for d in read.found] == [("/1/id", "/*/id")]


def test_unions_of_objects_without_a_discriminator_are_read_whole_or_not_at_all(models, read):
    kind = models.Cat | models.Street
    made = read(list[kind], [{"petType": "cat"}, {"number": "7"}, {"number": 7}])
    assert [type(item) for item in made] == [models.Cat, models.Street, dict]
    assert read.said == [("/2", "an object (Cat) or an object (Street)", {"number": 7})]


@pytest.mark.parametrize(
    ("kind", "wire"),
    [(list[int], "{}"), (str, "3"), (int, '"3"'), (bool, "1"), (dict[str, int], "[]")],
    ids=str,
)
def test_another_kind_of_json_value_is_unreadable(read, runtime, kind, wire):
    with pytest.raises(runtime("read").Unreadable, match=r"expected .*, came "):
        read(kind, wire.encode())
    assert read.found == []


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"", "it is empty"),
        (b"{", "it is not JSON"),
        (b"[" * 5000, "it is not JSON"),
        (b"\xff", "it is not JSON"),
        (b"[]", "came a list"),
        (b"{}", "with 'address', which is missing"),
        (b'{"id":1}', "with 'address', which is missing"),
        (
            b'{"id":"1","nullable":1,"address":null}',
            "at /address: expected what the call returns, came null",
        ),
        (b'{"address":null}', "at /address: expected what the call returns, came null"),
        (b'{"address":3}', "at /address: expected an object (Address), came a number"),
    ],
)
def test_envelopes_without_their_result(models, read, runtime, content, text):
    with pytest.raises(runtime("read").Unreadable) as caught:
        read(models.Sale, content, result="address")
    assert text in str(caught.value)


def test_an_envelope_may_deviate_elsewhere(models, read):
    made = read(models.Sale, {"address": {"country": 1}, "total": []}, result="address")
    assert type(made) is models.Address
    assert {d.pointer for d in read.found} == {"/address/country", "/total", "/id", "/nullable"}


def test_a_chain_as_deep_as_json_may_be(models, read):
    wire: dict[str, Any] = {**SALE, "count": "x"}
    for _ in range(80):
        wire = {**SALE, "count": "x", "parts": {"a": wire}}
    assert same(read(models.Sale, wire).to_dict(), wire)
    assert len(read.found) == 81


def test_what_is_nested_too_deeply_is_unreadable_and_no_crash(models, read, runtime):
    wire = json.dumps(nested(150)).encode()
    assert read(models.Sale, wire).pet.x == 1
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack()) + 150)
    try:
        with pytest.raises(runtime("read").Unreadable, match="nested too deeply"):
            read(models.Sale, wire)
    finally:
        sys.setrecursionlimit(limit)


def test_tests_may_make_answers_of_whatever_can_be_converted(models):
    wire = {**SALE, "createdDate": "2024-01-04 13:57", "total": 3, "address": {"country": "x"}}
    for made in (models.Sale(**wire), models.Sale.model_validate(wire)):
        assert (made.created_date.minute, made.total, made.address.country) == (57, 3, "x")
    (made,) = TypeAdapter(list[models.Sale]).validate_python([{**SALE, "address": {}}])
    assert type(made.address) is models.Address
    with pytest.raises(ValidationError):
        models.Sale.model_validate(wire, strict=True)


# --- strict, and who is told ---


def test_strict_lists_the_first_deviations(models, read, runtime):
    wire = {**SALE, "tags": [1, 2, 3], "count": "x", "email": 0}
    with pytest.raises(runtime("read").Unreadable) as caught:
        read(models.Sale, wire, strict=True)
    assert str(caught.value) == (
        "it is not as documented: /tags/*: expected text, came a number; /tags/*: expected text, came a number; "
        "/tags/*: expected text, came a number; and 2 more"
    )
    assert read.found == []


def test_each_kind_is_logged_once_and_no_value_is_shown(models, read, caplog):
    wire = {**SALE, "tags": [4711, 4712], "byStatus": {"jo@example.com": 1}, "count": "4713"}
    settings = Settings()
    for _ in range(3):
        read.success(models.Sale, json.dumps(wire).encode(), None, settings)
    assert [(r.name, r.levelno, r.getMessage()) for r in caplog.records] == [
        (models.__package__, logging.WARNING, f"sales.get: the answer deviates at {text}")
        for text in (
            "/tags/*: expected text, came a number",
            "/byStatus/*: expected text, came a number",
            "/count: expected an integer, came text",
        )
    ]
    read.success(models.Sale, json.dumps({**SALE, "email": 1}).encode(), None, settings)
    assert len(caplog.records) == 4


def test_what_is_remembered_has_an_end(models, read, runtime, caplog):
    settings = Settings(seen={("", "", str(n)) for n in range(runtime("deviations").MOST_SEEN)})
    read.success(models.Sale, json.dumps({**SALE, "email": 1}).encode(), None, settings)
    assert not caplog.records


def test_a_callback_that_fails_is_logged_and_the_call_goes_on(models, read, caplog):
    def fail(_):
        raise ValueError("no")

    settings = Settings(on_deviation=fail)
    made = read.success(models.Sale, json.dumps({**SALE, "email": 1}).encode(), None, settings)
    assert made.email == 1
    assert [r.getMessage() for r in caplog.records][1:] == ["sales.get: on_deviation failed"]
    assert caplog.records[1].exc_info is not None


def test_error_bodies_are_tolerated_and_reported_even_if_strict(models, read, runtime):
    settings = Settings(strict=True, on_deviation=read.keep)
    operation, module = read.operation(models.Address), runtime("read")

    def body(content):
        return module.error_body(operation, module.Received(200, {}, content), settings)

    made = body(b'{"country":1}')
    assert type(made) is models.Address
    assert read.said == [("/country", "text", 1)]
    assert body(b"[1]") == [1]
    assert body(b"<html>") == "<html>"
    assert body(b"") is None


def test_warming_up_builds_what_reads(models, read, runtime):
    operation = read.operation(models.Empty)
    runtime("read").warm(operation)
    decoder = runtime("read")._decoder
    before = decoder.cache_info()
    read.runtime("read").success(operation, runtime("read").Received(200, {}, b"{}"), Settings())
    assert decoder.cache_info().misses == before.misses


# --- cost ---


def calls(work) -> int:
    """How many Python functions were called."""
    count = 0

    def profile(_frame, event, _argument):
        nonlocal count
        count += event == "call"

    sys.setprofile(profile)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def nested(depth: int) -> dict[str, Any]:
    wire: dict[str, Any] = {"petType": "cat", "friend": 3}
    for _ in range(depth):
        wire = {"petType": "cat", "friend": wire, "x": 1}
    return {**SALE, "pet": wire}


def test_well_formed_answers_call_no_python(models, read):
    wire = {
        **SALE,
        "status": "draft",
        "size": 1,
        "mix": 1,
        "total": "1.0",
        "createdDate": "2024-01-04T13:57:09Z",
        "date": "2024-01-02",
        "count": 1.0,
        "pets": [{"petType": "cat", "friend": {"petType": "dog"}}] * 50,
        "parts": {str(n): SALE for n in range(50)},
    }
    read(models.Sale, wire)
    content = json.dumps(wire).encode()
    validate = models.Sale.__pydantic_validator__.validate_json
    assert calls(lambda: validate(content)) == 1  # the lambda


def test_cost_grows_with_size_and_not_with_depth(models, read):
    read(models.Sale, nested(10))
    one, two = (calls(lambda depth=depth: read(models.Sale, nested(depth))) for depth in (35, 70))
    assert two < 2.1 * one


def test_many_deviations_are_not_slow(models, read):
    good = json.dumps([{**SALE, "email": "a@b", "tags": ["x"] * 3, "count": 1}] * 5000).encode()
    bad = json.dumps([{**SALE, "email": "a@b", "tags": ["x"] * 3, "count": "1"}] * 5000).encode()

    def seconds(content):
        start = time.perf_counter()
        read.success(list[models.Sale], content, None, Settings())
        return time.perf_counter() - start

    quick, slow = (min(seconds(content) for _ in range(3)) for content in (good, bad))
    assert slow < 20 * quick
