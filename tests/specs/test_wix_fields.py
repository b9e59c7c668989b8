"""Every documented field of the Wix order is in the spec as documented; `wix-order-fields.tsv` is the oracle.

The oracle is read here by rules of its own, and each test below also proves that it would notice a change.
"""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

TABLE = Path(__file__).with_name("wix-order-fields.tsv")
ALTERNATIVES = "(also has the fields of)"
FORMATS = {"GUID": "uuid", "EMAIL": "email", "WEB_URL": "uri", "DECIMAL_VALUE": "decimal"}
LENGTHS = {"COUNTRY": 2, "CURRENCY": 3}
LIMITS = {"minLength": "minLength", "maxLength": "maxLength", "min": "minimum", "max": "maximum"}


@dataclass(frozen=True)
class Fact:
    """One row: a field of an object."""

    owner: str
    field: str
    type: str
    notes: tuple[str, ...]

    def note(self, key: str) -> str | None:
        return next((n.partition("=")[2] for n in self.notes if n.startswith(key + "=")), None)

    def has(self, word: str) -> bool:
        return any(n == word or n.startswith(word + ",") for n in self.notes)


def read_table() -> tuple[list[Fact], dict[str, list[str]]]:
    """The fields, without the helper types that stand for alternatives, and the enums."""
    objects, enums = TABLE.read_text("utf-8").split("\n# enum\tvalues\n")
    rows = [line.split("\t") for line in objects.splitlines()[2:] if line]
    facts = [Fact(o, f, t, tuple(n.split("; ")) if n else ()) for o, f, t, n, *_ in rows]
    merged = {f.owner: f.notes[0].split(",") for f in facts if f.field == ALTERNATIVES}
    helpers = {name for names in merged.values() for name in names}
    for owner, names in merged.items():
        facts += [Fact(owner, f.field, f.type, f.notes) for f in facts if f.owner in names]
    fields = [f for f in dict.fromkeys(facts) if f.owner not in helpers and f.field != ALTERNATIVES]
    return fields, {
        name: values.split() for name, values in (x.split("\t") for x in enums.splitlines())
    }


FIELDS, ENUMS = read_table()
OBJECTS = {fact.owner for fact in FIELDS}


def component(spec, name: str) -> str:
    return spec.origin["names"].get(name, name)


def expected_type(fact: Fact) -> tuple[str, ...]:
    """The JSON types that the row allows the spec to state."""
    kind = fact.type.removesuffix("[]")
    if kind in ("string", "date-time string"):
        return ("string",)
    if kind == "number":
        return ("number", "integer")
    return ("boolean",) if kind == "boolean" else ("object",)


def differences(spec, fact: Fact, slot: dict[str, Any]) -> list[str]:
    """What the property's schema says otherwise than the row; empty where they agree."""
    found: list[str] = []

    def same(what: str, got: Any, want: Any) -> None:
        if got != want:
            found.append(f"{fact.owner}.{fact.field}: {what} is {got!r}, not {want!r}")

    same("readOnly", slot.get("readOnly", False), fact.has("read-only"))
    same("deprecated", slot.get("deprecated", False), fact.has("deprecated"))
    same("x-immutable", slot.get("x-immutable", False), fact.has("immutable"))
    listed = fact.type.endswith("[]")
    if listed:
        same("type", slot.get("type"), "array")
        same("minItems", slot.get("minItems"), number(fact.note("minSize")))
        same("maxItems", slot.get("maxItems"), number(fact.note("maxSize")))
    value = slot["items"] if listed else slot
    kind = fact.type.removesuffix("[]")
    if kind in OBJECTS or kind in ENUMS:
        same("$ref", value.get("$ref"), f"#/components/schemas/{component(spec, kind)}")
        return found
    if kind == "any":
        same("keys", set(value), {"description"})
        return found
    types = value.get("type")
    types = types if isinstance(types, list) else [types]
    same("nullable", "null" in types, fact.has("nullable"))
    same("type", [t for t in types if t != "null" and t not in expected_type(fact)], [])
    if types[0] == "object":
        free = value["additionalProperties"]
        if kind.startswith("Record"):
            same("values", (free.get("type"), free.get("additionalProperties")), ("object", True))
        else:
            same("additionalProperties", free, True)
        return found
    same("format", value.get("format"), expected_format(fact))
    limits = {key: number(fact.note(name)) for name, key in LIMITS.items()}
    if (length := LENGTHS.get(fact.note("format") or "")) is not None:
        limits |= {"minLength": length, "maxLength": length}
    for key, want in limits.items():
        same(key, value.get(key), want)
    found.extend(decimal_differences(fact, value, slot["description"]))
    return found


def number(text: str | None) -> int | None:
    return None if text is None else int(text)


def expected_format(fact: Fact) -> str | None:
    if fact.type.startswith("date-time"):
        return "date-time"
    if fact.note("decimalValue") is not None:
        return "decimal"
    return FORMATS.get(fact.note("format") or "")


def decimal_differences(fact: Fact, value: dict[str, Any], description: str) -> list[str]:
    """Bounds of numbers in texts: told in the description, sign and scale held by the pattern."""
    options = fact.note("decimalValue")
    if options is None:
        return [f"{fact.owner}.{fact.field}: a pattern"] if "pattern" in value else []
    rules = {name: Decimal(bound) for name, bound in re.findall(r"(\w+):(-?\d+)", options)}
    told = [f"{rules[name]:,}" for name in ("gt", "gte", "lte") if name in rules]
    told += [f"at most {rules['maxScale']} decimal places"] if "maxScale" in rules else []
    missing = [
        text
        for text in told
        if not re.search(rf"(?<![\d,]){re.escape(text)}(?!\d|,\d)", description)
    ]
    found = [f"{fact.owner}.{fact.field}: description lacks {text!r}" for text in missing]
    lowest = rules.get("gt", rules.get("gte"))
    scale = rules.get("maxScale")
    samples = {"12": True, "18.00": True, "1.": False, "x1": False, "": False}
    samples |= {"-1": lowest is None or lowest < 0, "0.5": True}
    if scale is not None:
        samples |= {"1." + "1" * int(scale): True, "1." + "1" * (int(scale) + 1): False}
    for sample, fits in samples.items():
        if bool(re.search(value["pattern"], sample)) is not fits:
            found.append(f"{fact.owner}.{fact.field}: pattern and {sample!r}")
    return found


def slot_of(spec, fact: Fact) -> dict[str, Any]:
    return spec.schemas[component(spec, fact.owner)]["properties"][fact.field]


def test_the_table_is_whole():
    assert len(OBJECTS) > 95
    assert len(ENUMS) == 21
    assert len(FIELDS) > 430
    assert TABLE.read_text("utf-8").startswith(
        "# Field names, types and limits of the Wix eCommerce Order"
    )


@pytest.mark.parametrize("owner", sorted(OBJECTS))
def test_object_has_exactly_its_documented_fields(wix, owner):
    facts = [fact for fact in FIELDS if fact.owner == owner]
    schema = wix.schemas[component(wix, owner)]
    assert schema["type"] == "object"
    assert schema["properties"].keys() == {fact.field for fact in facts}
    assert [d for fact in facts for d in differences(wix, fact, slot_of(wix, fact))] == []


@pytest.mark.parametrize("name", sorted(ENUMS))
def test_enum_has_its_documented_values(wix, name):
    assert wix.schemas[component(wix, name)]["enum"] == ENUMS[name]


@pytest.mark.parametrize("name", sorted(ENUMS))
def test_enum_description_explains_every_value(wix, name):
    description = wix.schemas[component(wix, name)]["description"]
    explained = re.findall(r"^- `(\w+)`: ", description, flags=re.MULTILINE)
    assert explained == ENUMS[name] or name == "ActivityType"


def test_every_object_is_reached_from_an_answer(wix):
    names = [component(wix, name) for name in [*OBJECTS, *ENUMS]]
    assert len(set(names)) == len(names), "two documented types share a component"
    assert set(names) <= wix.schemas.keys()


def test_a_changed_schema_is_noticed(wix):
    """Every single key of every property matters: drop it or change it, and the row no longer agrees."""
    unnoticed = []
    for fact in FIELDS:
        slot = slot_of(wix, fact)
        for at in [slot, slot["items"]] if "items" in slot else [slot]:
            for key in at.keys() - {"description", "examples"}:
                changed = copy.deepcopy(slot)
                target = changed if at is slot else changed["items"]
                target[key] = other(target[key])
                try:
                    noticed = bool(differences(wix, fact, changed))
                except (KeyError, TypeError, AttributeError, re.error):
                    noticed = True
                if not noticed:
                    unnoticed.append(f"{fact.owner}.{fact.field}.{key}")
    assert unnoticed == []


@pytest.mark.parametrize(
    "addition",
    [{"readOnly": True}, {"deprecated": True}, {"x-immutable": True}],
    ids=["readOnly", "deprecated", "immutable"],
)
def test_an_added_mark_is_noticed(wix, addition):
    for fact in FIELDS:
        slot = slot_of(wix, fact)
        if not addition.keys() & slot.keys():
            assert differences(wix, fact, slot | addition)


@pytest.mark.parametrize(
    "limit", ["minLength", "maxLength", "minimum", "maximum", "format", "pattern"]
)
def test_an_added_limit_is_noticed(wix, limit):
    for fact in FIELDS:
        slot = slot_of(wix, fact)
        if expected_type(fact) != ("object",) and "type" in slot and limit not in slot:
            bad = (
                {**slot, limit: 1}
                if "items" not in slot
                else {**slot, "items": slot["items"] | {limit: 1}}
            )
            if (
                bad != slot
                and limit not in slot.get("items", {})
                and "boolean" not in str(slot["type"])
            ):
                assert differences(wix, fact, bad), (fact, limit)


def other(value: Any) -> Any:
    """A value of about the same shape that means something else."""
    match value:
        case bool():
            return not value
        case int():
            return value + 1
        case [kind, "null"]:
            return kind
        case "string":
            return "number"
        case str():
            return value + "x"
        case _:
            return None
