"""What answers make of what arrives, and that they give it back."""

from __future__ import annotations

import copy
import json
import pickle
from datetime import UTC, date, datetime
from decimal import Decimal
from threading import Thread

import pytest
from pydantic import ValidationError

TIME = "2024-01-04T13:57:09.968000Z"


def read(model, wire):
    return model.__pydantic_validator__.validate_json(json.dumps(wire))


def kept(model, wire):
    """The object, which gives back what it was made from."""
    made = read(model, wire)
    assert made.to_dict() == wire
    return made


@pytest.fixture
def sale(models):
    return lambda **wire: kept(models.Sale, {"id": "1", "nullable": None, **wire})


def test_rich_values(sale):
    made = sale(total="18.00", createdDate=TIME, date="2024-01-02", number=1, count=3)
    assert made.total == Decimal("18.00")
    assert made.created_date == datetime(2024, 1, 4, 13, 57, 9, 968000, tzinfo=UTC)
    assert made.date == date(2024, 1, 2)
    assert type(made.number) is int
    assert type(sale(number=1.0).number) is float


@pytest.mark.parametrize(
    "digits", ["18.00", "0", "0.00000000", "-1.10", "123456789012345678901234567890.10"]
)
def test_decimals_keep_their_digits(sale, digits):
    assert sale(total=digits).to_json().endswith(f'"total":"{digits}"}}')


def test_times_keep_their_instant(models):
    base = {"id": "1", "nullable": 1}
    for text in ("2024-01-04T13:57:09.968Z", "2024-01-04T14:57:09.968+01:00"):
        back = read(models.Sale, {**base, "createdDate": text}).to_dict()["createdDate"]
        assert datetime.fromisoformat(back) == datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("createdDate", "2024-01-04T13:57:09"),
        ("createdDate", "2024-01-04 13:57:09Z"),
        ("createdDate", "2024-01-04T13:57Z"),
        ("createdDate", "2024-01-04"),
        ("createdDate", "1704376629"),
        ("createdDate", 1704376629),
        ("createdDate", "٢٠٢٤-01-04T13:57:09Z"),
        ("date", "2024-01-04T00:00:00Z"),
        ("date", "1704376629"),
        ("total", 18.0),
        ("total", "1E+2"),
        ("total", " 1"),
        ("total", "1_0"),
        ("total", "007.10"),
        ("total", ".5"),
        ("total", "NaN"),
        ("count", "12"),
        ("count", True),
        ("count", 1.5),
        ("number", "1"),
        ("number", False),
        ("email", 1),
        ("size", True),
        ("size", "1"),
        ("ratio", "0.5"),
    ],
)
def test_what_would_not_be_written_back_is_refused(models, field, value):
    with pytest.raises(ValidationError, match=field):
        read(models.Sale, {"id": "1", "nullable": 1, field: value})


def test_whole_numbers_are_integers_however_they_are_written(sale):
    made = sale(count=3.0, size=1.0)
    assert (type(made.count), made.count) == (int, 3)
    assert sale(count=12345678901234567890123).count == 12345678901234567890123
    assert made.size is type(made).model_fields["size"].annotation.__args__[0].ONE


def test_known_and_unknown_enum_values(models, sale):
    made = sale(
        status="draft", statusOrText="new", statuses=["confirmed", "x y"], size=3, ratio=2.5
    )
    assert made.status is models.Status.DRAFT
    assert made.status_or_text == "new"
    assert type(made.status_or_text) is str
    assert [type(item) for item in made.statuses] == [models.Status, str]
    assert (made.size, made.ratio) == (3, 2.5)
    more = sale(
        size=1, ratio=0.5, mix="a", statusOrMany=["draft"], byStatus={"k": "draft", "l": "?"}
    )
    assert (more.size, more.ratio, more.mix) == (models.Size.ONE, models.Ratio.HALF, models.Mix.A)
    assert more.status_or_many[0] is models.Status.DRAFT
    assert more.by_status == {"k": models.Status.DRAFT, "l": "?"}
    assert sale(mix={"any": "thing"}).mix == {"any": "thing"}
    assert sale(mix=1).mix is models.Mix.ONE
    assert sale(mix=True).to_json().endswith('"mix":true}')
    assert sale(mix=1.0).mix is models.Mix.ONE
    assert sale(sortOrder="asc").sort_order is models.Order.ASC_2


def test_no_limit_is_checked(sale):
    sale(tags=[], number=-5, fixed="other", uuid="not one", email="no")
    sale(tags=["longer than three"], file="\x00", address={"addressLine": "x" * 151})


def test_the_unknown_is_kept(models, sale):
    made = sale(new={"a": [None]}, copy=1, model_config=2, dueDate="2024-01-02", due_date="a name")
    assert made.new == {"a": [None]}
    assert made.due_date == date(2024, 1, 2)
    assert sale(address={"new": 1}).address.new == 1


def test_only_what_was_received_or_set(models):
    made = read(models.Sale, {"id": "1", "nullable": None, "status": None})
    made.count = 3
    made.address = models.Address(address_line="x")
    assert made.to_dict() == {
        "id": "1",
        "nullable": None,
        "status": None,
        "count": 3,
        "address": {"addressLine": "x"},
    }
    assert made.to_json() == (
        '{"id":"1","nullable":null,"status":null,"count":3,"address":{"addressLine":"x"}}'
    )


def test_variants(models, sale):
    made = sale(
        pet={"petType": "cat", "friend": {"petType": "dog", "lives": 3}},
        pets=[{"petType": "fish", "fins": 2}, {}, {"petType": ["cat"]}, {"petType": None}],
    )
    assert type(made.pet) is models.Cat
    assert type(made.pet.friend) is models.Dog
    assert {type(pet) for pet in made.pets} == {models.UnknownVariant}
    assert made.pets[0].fins == 2
    made.pet = models.Dog(lives=1)
    assert made.to_dict()["pet"] == {"lives": 1}


@pytest.mark.parametrize(
    "wire", [[], "x", None, 3, {}, {"id": None, "nullable": 1}, {"id": 1, "nullable": 1}]
)
def test_other_types_are_refused(models, wire):
    with pytest.raises(ValidationError):
        read(models.Sale, wire)


def test_made_by_hand_with_python_names(models):
    made = models.Sale(id="1", nullable=None, created_date=datetime(2024, 1, 1, tzinfo=UTC))
    assert made.to_dict() == {"id": "1", "nullable": None, "createdDate": "2024-01-01T00:00:00Z"}


@pytest.mark.parametrize("value", [True, "1", "a", 2])
def test_members_made_by_hand_are_those_of_their_own_type(models, value):
    mix = models.Sale(id="1", nullable=None, mix=value).mix
    assert type(getattr(mix, "value", mix)) is type(value)
    assert getattr(mix, "value", mix) == value


def test_shown_is_what_is_set(models):
    made = read(models.Address, {"addressLine": "x", "fax": 1, "country": None})
    assert repr(made) == "Address(country=None, address_line='x', fax=1)"


def test_copies_and_pickles(models):
    made = read(models.Address, {"addressLine": "x", "fax": 1})
    assert copy.deepcopy(made) == made == made.model_copy()
    assert copy.deepcopy(made).to_dict() == made.to_dict()


def test_names_in_the_callers_frame_do_not_matter(modules, sources, tmp_path):
    from tests.models.making import load

    fresh, _ = load(sources, tmp_path)

    def use() -> object:
        Address = Street = date = Annotated = int  # noqa: F841
        return read(fresh.Sale, {"id": "1", "nullable": 1, "address": {"country": "US"}}).address

    assert type(use()) is fresh.Address


def test_threads_may_be_first(sources, tmp_path):
    from tests.models.making import load

    fresh, _ = load(sources, tmp_path)
    found: list[object] = []
    wire = {"id": "1", "nullable": 1, "pet": {"petType": "cat"}}
    threads = [Thread(target=lambda: found.append(read(fresh.Sale, wire).pet)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [type(pet) for pet in found] == [fresh.Cat] * 8


def test_missing_stays_itself(missing):
    assert copy.deepcopy(missing) is missing
    assert pickle.loads(pickle.dumps(missing)) is missing
