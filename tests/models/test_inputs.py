"""What requests take and send, what they refuse, and in which words."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from pydantic import ValidationError, model_validator


def refusal(call) -> str:
    with pytest.raises(ValidationError) as caught:
        call()
    return str(caught.value)


@pytest.fixture
def sale(inputs):
    return lambda **fields: inputs.SaleInput(count=1, **fields)


def sent(made) -> dict:
    """What it sends besides the count."""
    found = made.to_dict()
    assert found.pop("count") == 1
    return found


def test_only_what_is_set_is_sent(sale, missing):
    assert sale().to_json() == '{"count":1}'
    made = sale(code=None, flag=False, day=missing)
    assert made.to_json() == '{"count":1,"code":null,"flag":false}'
    assert made.day is missing
    made.code = missing
    assert sent(made) == {"flag": False}
    assert repr(made) == "SaleInput(count=1, flag=False)"


def test_names_of_both_kinds(inputs, sale):
    for fields in ({"address_line": "x"}, {"addressLine": "x"}):
        assert inputs.AddressInput(**fields).to_dict() == {"addressLine": "x"}
        assert sent(sale(address=fields)) == {"address": {"addressLine": "x"}}
    made = inputs.ParametersInput(path_order_id="1", query_limit=5)
    assert made.to_dict() == {"path.order.id": "1", "query.limit": 5}


@pytest.mark.parametrize(
    ("field", "value", "wire"),
    [
        ("total", Decimal("18.00"), "18.00"),
        ("total", "0.00000000", "0.00000000"),
        ("total", 3, "3"),
        ("at", datetime(2024, 1, 1, tzinfo=UTC), "2024-01-01T00:00:00Z"),
        ("at", "2024-01-01T00:00:00+01:00", "2024-01-01T00:00:00+01:00"),
        ("day", date(2024, 1, 2), "2024-01-02"),
        ("day", "2024-01-02", "2024-01-02"),
        ("status", "draft", "draft"),
        ("size", 1, 1),
        ("sizes", [2], [2]),
        ("number", 1, 1),
        ("number", 1.5, 1.5),
        ("step", 0.07, 0.07),
        ("anything", None, None),
        ("anything", {"a": [1]}, {"a": [1]}),
        ("odd", "the server decides", "the server decides"),
        ("textOrCount", "abc", "abc"),
        ("textOrCount", 12345, 12345),
        ("fixed", "sale", "sale"),
        ("pet", {"petType": "dog", "lives": 3}, {"petType": "dog", "lives": 3}),
    ],
)
def test_taken(sale, field, value, wire):
    assert sent(sale(**{field: value})) == {field: wire}


def test_enums_are_kept_as_members(models, sale):
    assert sale(status="draft").status is models.Status.DRAFT
    assert sale(status=models.Status.DRAFT).status is models.Status.DRAFT
    assert sale(size=1).size is models.Size.ONE


def test_files_are_bytes(sale):
    assert sale(file=b"\xff\x00").file == b"\xff\x00"


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("status", "shipped", "'draft', 'confirmed'"),
        ("status", b"draft", "'draft', 'confirmed'"),
        ("status", None, "'draft', 'confirmed'"),
        ("size", 3, "1 or 2"),
        ("size", True, "1 or 2"),
        ("size", "1", "1 or 2"),
        ("total", 3.0, "not a float"),
        ("total", True, "Decimal"),
        ("total", "abc", "decimal"),
        ("total", "NaN", "finite"),
        ("at", datetime(2024, 1, 1), "timezone"),  # noqa: DTZ001
        ("at", "2024-01-01T00:00:00", "timezone"),
        ("at", 5, "datetime"),
        ("at", "1700000000", "datetime"),
        ("day", datetime(2024, 1, 1, tzinfo=UTC), "date"),
        ("day", "1700000000", "date"),
        ("day", 5, "date"),
        ("count", "1", "integer"),
        ("count", True, "integer"),
        ("count", 1.0, "integer"),
        ("count", 0, "greater than or equal to 1"),
        ("count", 10, "less than or equal to 9"),
        ("count", None, "integer"),
        ("flag", "yes", "boolean"),
        ("flag", 1, "boolean"),
        ("number", 0, "greater than 0"),
        ("number", float("nan"), "finite"),
        ("number", "1", "number"),
        ("even", 3, "multiple of 2"),
        ("code", "a", "pattern"),
        ("code", 5, "string"),
        ("tags", [], "at least 1 item"),
        ("tags", ["abcd"], "at most 3 characters"),
        ("tags", ["a", "b", "c"], "at most 2 items"),
        ("tags", "a", "list"),
        ("grid", [[]], "at least 1 item"),
        ("extended", {"a": 1, "b": 2, "c": 3}, "at most 2"),
        ("textOrCount", "abcd", "at most 3"),
        ("fixed", "other", "'sale'"),
        ("address", 3, "AddressInput"),
        ("address", None, "can be left out, but not be None"),
        ("pet", {"petType": "fox"}, "CatInput or DogInput"),
        ("pet", {"petType": "dog", "lives": 10}, "less than or equal to 9"),
    ],
)
def test_refused(inputs, sale, field, value, words):
    given = {"count": 1, field: value}
    said = refusal(lambda: inputs.SaleInput(**given))
    assert words in said
    assert _name(inputs, field) in said
    made = sale()
    assert words in refusal(lambda: setattr(made, _name(inputs, field), value))
    assert made.to_dict() == {"count": 1}


def _name(inputs, wire: str) -> str:
    fields = inputs.SaleInput.model_fields.items()
    return next(name for name, field in fields if (field.alias or name) == wire)


def test_unknown_fields_are_named_with_what_there_is(inputs, sale):
    for said in (
        refusal(lambda: sale(totals=3)),
        refusal(lambda: setattr(sale(), "totals", 3)),
    ):
        assert "SaleInput takes no 'totals'; it takes count, status, size" in said
    said = refusal(lambda: sale(address={"addressLine": "x", "zip": 1}))
    assert "AddressInput takes no 'zip'; it takes country, address_line" in said
    assert "it takes no fields" not in said
    assert "count" in refusal(inputs.SaleInput)


def test_answers_are_refused_with_a_way_out(models, sale):
    said = refusal(lambda: sale(address=models.Address()))
    assert "Address belongs to an answer: use AddressInput.from_answer(...)" in said
    said = refusal(lambda: sale(pet=models.Dog(pet_type="dog")))
    assert "use DogInput.from_answer(...)" in said


@pytest.mark.parametrize("mode", ["before", "after", "wrap"])
def test_a_class_with_a_validator_of_its_own_is_an_input_like_any_other(models, inputs, mode):
    def wrapped(cls, value, handler):
        return handler(value)

    own = classmethod(wrapped) if mode == "wrap" else (lambda value: value)
    own = classmethod(lambda cls, value: value) if mode == "before" else own
    body = {"own": model_validator(mode=mode)(own), "__module__": inputs.__name__}
    kind = type("Own", (inputs.AddressInput,), body)
    copied = kind.from_answer(address(models, addressLine="x", fullName="read-only", status=None))
    assert copied.to_dict() == {"addressLine": "x"}
    assert "Own takes no 'zip'; it takes country, address_line" in refusal(lambda: kind(zip=1))
    assert "it can be left out, but not be None" in refusal(lambda: kind(status=None))
    assert "use Own.from_answer(...)" in refusal(lambda: kind.model_validate(models.Address()))


def test_only_the_innermost_error_is_explained(sale):
    said = refusal(lambda: sale(address={"country": None, "status": None, "addressLine": 3}))
    assert said.count("it can be left out, but not be None") == 1
    assert "address.status" in said
    assert "address.address_line" in said


def test_numbers_of_other_kinds_are_no_members(sale):
    for value in (Decimal(1), Fraction(1), True, "1", b"1"):
        assert "Input should be 1 or 2" in refusal(lambda value=value: sale(size=value))
    assert sale(size=1.0).size == 1


def test_paths_are_in_python_names(sale):
    with pytest.raises(ValidationError) as caught:
        sale(address={"addressLine": "x" * 151})
    assert caught.value.errors()[0]["loc"] == ("address", "address_line")


def test_further_fields_where_the_document_says_so(inputs):
    assert inputs.OpenInput(a="1", b=[2]).to_dict() == {"a": "1", "b": [2]}
    assert inputs.LabelsInput(a="1", b=2).to_dict() == {"a": "1", "b": 2}
    assert "integer" in refusal(lambda: inputs.LabelsInput(a="1", b="x"))


# --- copies of answers ---


def address(models, **wire):
    return models.Address.__pydantic_validator__.validate_python(wire)


def test_a_copy_has_what_may_be_written(models, inputs):
    answer = address(
        models,
        country=None,
        addressLine="x",
        streetAddress={"number": "3", "new": 1},
        status="draft",
        fullName="read-only",
        fax=1,
    )
    copied = inputs.AddressInput.from_answer(answer)
    assert type(copied) is inputs.AddressInput
    assert type(copied.street_address) is inputs.StreetInput
    assert copied.to_dict() == {
        "country": None,
        "addressLine": "x",
        "streetAddress": {"number": "3"},
        "status": "draft",
    }


def test_a_copy_leaves_out_null_where_it_may_not_be_written(models, inputs):
    answer = address(models, addressLine=None, streetAddress=None, country=None)
    assert inputs.AddressInput.from_answer(answer).to_dict() == {"country": None}


@pytest.mark.parametrize(
    ("wire", "field"), [({"addressLine": "x" * 151}, "address_line"), ({"status": "new"}, "status")]
)
def test_a_copy_refuses_what_requests_refuse(models, inputs, wire, field):
    said = refusal(lambda: inputs.AddressInput.from_answer(address(models, **wire)))
    assert field in said
    assert "AddressInput" in said


def test_a_copy_keeps_rich_values_and_variants(models, inputs):
    wire = {
        "id": "1",
        "nullable": 1,
        "count": 2,
        "total": "0.00000000",
        "pet": {"petType": "cat", "new": 1},
    }
    answer = models.Sale.__pydantic_validator__.validate_python(wire)
    copied = inputs.SaleInput.from_answer(answer)
    assert copied.to_dict() == {"count": 2, "total": "0.00000000", "pet": {"petType": "cat"}}


def test_a_copy_of_something_else(models, inputs):
    with pytest.raises(TypeError, match="StreetInput takes no field that Cat has"):
        inputs.StreetInput.from_answer(models.Cat(pet_type="x"))
    with pytest.raises(TypeError, match="takes an answer, not an instance of StreetInput"):
        inputs.StreetInput.from_answer(inputs.StreetInput())


def test_wire_names_are_known_before_the_class_is_built(sources, tmp_path):
    from importlib import import_module

    from tests.models.making import load

    _, fresh = load(sources, tmp_path)
    runtime = import_module(f"{fresh.__package__}._runtime.model")
    assert runtime.wire_names(fresh.AddressInput)["street_address"] == "streetAddress"
