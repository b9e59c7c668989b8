from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.declaration import Pinned, load, write_names
from generator.diagnostics import Problems
from generator.source import parse

LEAST = "package: my-api\nclient: MyApi\n"
PINS = Pinned(
    types={
        ("#/components/schemas/Address", "answer"): "Address",
        ("#/components/schemas/Address", "input"): "AddressInput",
        ("#/components/schemas/Unit", "answer"): "Unit",
        ("#/components/schemas/Unit", "input"): "Unit",
    },
    members={
        ("#/components/schemas/Address", "country"): "country",
        ("#/components/schemas/Address", "addressLine2"): "address_line2",
        ("#/components/schemas/Unit", '"KG"'): "KG",
        ("#/components/schemas/Unit", "1"): "VALUE_1",
    },
    literals={("#/components/schemas/Unit"): "UnitLike"},
    resources={"Orders": "orders"},
    operations={"updateOrder": "update_order", "GET /pets/{id}": "get_pets"},
    arguments={
        ("updateOrder", "path", "order.id"): "order_id",
        ("updateOrder", "body", ""): "order",
    },
    statuses={"404": "NotFound"},
    codes={"IS_PENDING": "IsPending"},
)
SECTION = """\
names:
  resources:
    Orders: orders
  operations:
    "GET /pets/{id}": {name: get_pets}
    updateOrder: {name: update_order, arguments: {body: order, path.order.id: order_id}}
  types:
    "#/components/schemas/Address":
      {answer: Address, input: AddressInput, members: {addressLine2: address_line2, country: country}}
    "#/components/schemas/Unit":
      {answer: Unit, input: Unit, literal: UnitLike, members: {'"KG"': KG, "1": VALUE_1}}
  statuses:
    "404": NotFound
  codes:
    IS_PENDING: IsPending
"""
COMMENT = (
    "# Public names, kept by `specpress generate`: what stands here never changes by itself.\n"
)


def pins(text):
    problems = Problems()
    return load(parse("client.yaml", text, problems), problems).names


def test_a_section_is_appended():
    text = write_names(LEAST, PINS)
    assert text == LEAST + "\n" + COMMENT + SECTION
    assert pins(text) == PINS
    assert max(map(len, text.splitlines())) <= 110


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (LEAST, ""),
        (LEAST + "# about names\n", ""),
        ("package: my-api # what\n", "\n# about the client\n\nclient: MyApi   # yes"),
        (LEAST, "\n# the end\n"),
        (LEAST, "request_id: a"),
    ],
)
@pytest.mark.parametrize(
    "old", ["names: {}\n", "names:\n  # old\n  codes:\n\n    A: B\n\n  resources: {A: a}\n"]
)
def test_a_section_is_replaced_and_all_else_stays(before, after, old):
    assert write_names(before + old + after, PINS) == before + SECTION + after


def test_nothing_new_changes_nothing():
    by_hand = LEAST + "names:\n  codes:   {A:   B}  # mine\n  types: {}\n"
    assert write_names(by_hand, pins(by_hand)) == by_hand
    assert write_names(LEAST, Pinned()) == LEAST


def test_a_section_can_become_empty():
    assert write_names(LEAST + "names: {codes: {A: B}}\n", Pinned()) == LEAST + "names: {}\n"


def test_line_ends_and_byte_order_marks_stay():
    text = write_names("\ufeffpackage: my-api\r\nclient: MyApi", PINS)
    assert text.startswith("\ufeffpackage: my-api\r\nclient: MyApi\r\n\r\n# Public")
    assert text.count("\n") == text.count("\r\n")
    assert pins(text) == PINS


def test_the_order_of_names_does_not_matter():
    fields = {
        name: dict(reversed(getattr(PINS, name).items()))
        for name in (
            "types",
            "members",
            "literals",
            "resources",
            "operations",
            "arguments",
            "codes",
        )
    }
    assert write_names(LEAST, replace(PINS, **fields)) == write_names(LEAST, PINS)


def test_long_lines_are_wrapped():
    many = Pinned(members={("#/a", f"member{i:03}"): f"member_{i:03}" for i in range(100)})
    text = write_names(LEAST, many)
    assert max(map(len, text.splitlines())) <= 110
    assert len(text.splitlines()) < 40
    assert pins(text) == many


def test_the_pins_of_the_projects_apis_survive():
    for file in sorted(Path(__file__).parents[2].glob("specs/*/client.yaml")):
        text = file.read_text("utf-8")
        assert pins(write_names(text + "\n", replace(PINS, codes={"x": "MadeUp"}))).codes == {
            "x": "MadeUp"
        }
        assert write_names(text, pins(text)) == text


wire = st.text(st.characters(codec="utf-8"), max_size=12) | st.sampled_from(
    [
        "null",
        "NO",
        "~",
        "1",
        "a.b",
        "a: b",
        "#",
        "'",
        '"',
        "\\",
        "x" * 2000,
        "\u2028",
        "\x85",
        "\ufeff",
        "{a}",
    ]
)
name = st.from_regex(r"[a-z][a-z_0-9]{0,20}", fullmatch=True).map(lambda text: f"n{text}")


def mapping(key):
    return st.dictionaries(key, name, max_size=5)


@st.composite
def all_pins(draw):
    """Names are made different by a number, since no scope may hold one twice."""
    fields = {
        "types": mapping(st.tuples(wire, st.sampled_from(["answer", "input"]))),
        "members": mapping(st.tuples(wire, wire)),
        "literals": mapping(wire),
        "resources": mapping(wire),
        "operations": mapping(wire),
        "arguments": mapping(st.tuples(wire, st.sampled_from(["path", "body"]), wire.filter(bool))),
        "statuses": mapping(st.integers(100, 599).map(str)),
        "codes": mapping(wire),
    }
    drawn = {field: draw(strategy) for field, strategy in fields.items()}
    return Pinned(
        **{
            field: {key: f"{value}_{field}_{i}" for i, (key, value) in enumerate(entries.items())}
            for field, entries in drawn.items()
        }
    )


@settings(max_examples=50, deadline=None)
@given(all_pins(), all_pins())
def test_what_is_written_is_read_again(first, second):
    once = write_names(LEAST, first)
    assert pins(once) == first
    twice = write_names(once, second)
    assert pins(twice) == second
    assert write_names(twice, second) == twice
    assert twice.startswith(LEAST)


@settings(max_examples=50, deadline=None)
@given(mapping(wire))
def test_other_readers_of_yaml_read_the_same(codes):
    written = write_names(LEAST, Pinned(codes=codes))
    if codes:
        assert yaml.safe_load(written)["names"]["codes"] == codes
