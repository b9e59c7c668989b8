"""origin.toml: every place that it explains exists, every source is named, every required field has evidence."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest


def entries(spec):
    return [*spec.origin["fact"], *spec.origin["required"]]


def test_every_place_exists(spec):
    for entry in entries(spec):
        spec.at(entry["at"])


@pytest.mark.parametrize("place", ["openapi.yaml#/paths/nowhere", "client.yaml#/servers/moon"])
def test_a_place_that_does_not_exist_is_noticed(spec, place):
    with pytest.raises(LookupError):
        spec.at(place)


def test_no_place_is_explained_twice(spec):
    places = [fact["at"] for fact in spec.origin["fact"]]
    assert len(set(places)) == len(places)


def test_every_source_is_public_and_used(spec):
    used = {
        name
        for entry in [*entries(spec), *spec.origin["example"]]
        for name in entry.get("source", [])
    }
    assert used <= spec.origin["sources"].keys()
    for source in spec.origin["sources"].values():
        assert source.keys() == {"title", "url", "note"}
        assert urlsplit(source["url"]).scheme == "https"


def test_every_entry_says_why(spec):
    for fact in spec.origin["fact"]:
        assert fact.keys() <= {"at", "source", "note"}
        assert fact["note"].strip()
    for required in spec.origin["required"]:
        assert required.keys() == {"at", "field", "source", "evidence"}
        assert required["evidence"].strip()


def test_required_fields_are_those_with_evidence(spec):
    stated = {
        (f"openapi.yaml#/components/schemas/{name}", field)
        for name, schema in spec.schemas.items()
        for field in schema.get("required", [])
    }
    assert stated == {(entry["at"], entry["field"]) for entry in spec.origin["required"]}


def test_every_example_has_an_origin(spec):
    listed = [entry["file"] for entry in spec.origin["example"]]
    assert sorted(listed) == [f"examples/{path.name}" for path in spec.examples]


def test_the_wizcommerce_status_is_argued_with_both_editions(wizcommerce):
    place = "openapi.yaml#/components/schemas/UpdateOrderStatusRequest/properties/status"
    (fact,) = [f for f in wizcommerce.origin["fact"] if f["at"] == place]
    assert {"update-order-status", "update-order-status-md"} <= set(fact["source"])


def test_every_renamed_type_has_its_component(wix):
    names = wix.origin["names"]
    assert set(names.values()) <= wix.schemas.keys()
    assert len(set(names.values())) == len(names)
    assert all(old != new for old, new in names.items())
