"""The Wix request holds exactly the thirteen updatable things, and null where null removes something."""

from __future__ import annotations

import pytest

CONTACT = {"firstName": "Ada"}
ADDRESS = {"country": "GB", "city": "London"}

UPDATABLE = {
    "buyerInfo.email": "ada@example.com",
    "buyerLanguage": "en",
    "weightUnit": "KG",
    "billingInfo.address": ADDRESS,
    "billingInfo.contactDetails": CONTACT,
    "archived": False,
    "attributionSource": "FACEBOOK_ADS",
    "seenByAHuman": True,
    "recipientInfo.address": ADDRESS,
    "recipientInfo.contactDetails": CONTACT,
    "shippingInfo.logistics.shippingDestination.address": ADDRESS,
    "shippingInfo.logistics.shippingDestination.contactDetails": CONTACT,
    "extendedFields": {"namespaces": {"@app/one": {"gift": True}}},
}
NOT_NULL = {
    "buyerInfo",
    "billingInfo",
    "recipientInfo",
    "shippingInfo",
    "shippingInfo.logistics",
    "shippingInfo.logistics.shippingDestination",
    "billingInfo.contactDetails",
    "recipientInfo.contactDetails",
    "shippingInfo.logistics.shippingDestination.contactDetails",
}


def update(path, value):
    """An update that holds `value` at `path` and nothing else."""
    for name in reversed(path.split(".")):
        value = {name: value}
    return value


def paths(spec, component, before=""):
    """Every path of an update, as far as the components that only updates have."""
    for name, slot in spec.schemas[component]["properties"].items():
        reference = slot.get("$ref", "").rpartition("/")[2]
        if reference.endswith("Update"):
            yield from paths(spec, reference, f"{before}{name}.")
        else:
            yield before + name


def test_thirteen_things_can_be_updated(wix):
    assert len(UPDATABLE) == 13
    assert sorted(paths(wix, "OrderUpdate")) == sorted(UPDATABLE)


@pytest.mark.parametrize("path", UPDATABLE)
def test_each_is_accepted_by_itself(wix, path):
    assert wix.errors_of("UpdateOrderRequest", {"order": update(path, UPDATABLE[path])}) == []


def test_nothing_is_required_but_the_order(wix):
    assert wix.errors_of("UpdateOrderRequest", {"order": {}}) == []
    assert wix.errors_of("UpdateOrderRequest", {})
    assert wix.errors_of("UpdateOrderRequest", {"order": None})


@pytest.mark.parametrize("path", sorted(UPDATABLE.keys() - NOT_NULL))
def test_null_removes(wix, path):
    assert wix.errors_of("OrderUpdate", update(path, None)) == []


@pytest.mark.parametrize("path", sorted(NOT_NULL))
def test_null_is_refused_where_removing_is_an_error(wix, path):
    assert wix.errors_of("OrderUpdate", update(path, None))


def test_every_other_field_of_an_order_is_refused(wix):
    parents = {
        "": ("OrderUpdate", "Order"),
        "buyerInfo.": ("BuyerInfoUpdate", "BuyerInfo"),
        "billingInfo.": ("BillingInfoUpdate", "AddressWithContact"),
        "recipientInfo.": ("RecipientInfoUpdate", "AddressWithContact"),
        "shippingInfo.": ("ShippingInfoUpdate", "ShippingInfo"),
        "shippingInfo.logistics.": ("LogisticsUpdate", "Logistics"),
        "shippingInfo.logistics.shippingDestination.": (
            "ShippingDestinationUpdate",
            "AddressWithContact",
        ),
    }
    refused = 0
    for before, (asked, answered) in parents.items():
        updatable, known = wix.schemas[asked]["properties"], wix.schemas[answered]["properties"]
        assert updatable.keys() <= known.keys(), "an update is nested as the order is"
        for name in [*(known.keys() - updatable.keys()), "anythingElse"]:
            errors = wix.errors_of("OrderUpdate", update(before + name, {}))
            assert len(errors) == 1, before + name
            assert "Additional properties are not allowed" in errors[0]
            refused += 1
    assert refused > 45


def test_limits_hold_for_what_is_sent(wix):
    for part, value in (
        ("address", {"country": "United Kingdom"}),
        ("address", {"city": "x" * 51}),
        ("address", {"addressLine": "x" * 151}),
        ("contactDetails", {"firstName": "x" * 101}),
        ("contactDetails", {"company": 3}),
    ):
        assert wix.errors_of("OrderUpdate", update(f"billingInfo.{part}", value))
    for path, value in (("weightUnit", "STONE"), ("attributionSource", ""), ("archived", "yes")):
        assert wix.errors_of("OrderUpdate", update(path, value))


def test_address_and_contact_are_one_component_for_both_sides(wix):
    for asked in ("BillingInfoUpdate", "RecipientInfoUpdate", "ShippingDestinationUpdate"):
        slots = wix.schemas[asked]["properties"]
        assert slots["address"]["anyOf"][0] == {"$ref": "#/components/schemas/Address"}
        assert slots["contactDetails"]["$ref"] == "#/components/schemas/ContactDetails"
    answer = wix.schemas["AddressWithContact"]["properties"]
    assert answer["address"]["$ref"] == "#/components/schemas/Address"
    assert answer["contactDetails"]["$ref"] == "#/components/schemas/ContactDetails"


def test_site_and_account_are_the_clients_headers(wix):
    _, _, operation = wix.operations()["updateOrder"]
    assert [p["name"] for p in operation["parameters"]] == ["order.id"]
    assert wix.declaration["headers"].keys() == {"wix-site-id", "wix-account-id"}


def test_every_standard_error_is_documented(wix):
    _, _, operation = wix.operations()["updateOrder"]
    assert sorted(operation["responses"]) == sorted(
        ["200", "400", "401", "403", "404", "409", "428", "429", "500", "501", "503", "504"]
    )
