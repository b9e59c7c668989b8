"""Every documented example, through the models and through the client: nothing is lost."""

from __future__ import annotations

import importlib
import json
from datetime import datetime

import pytest

from tests.support.server import Reply
from tests.wire.calling import BOTH, ROOT, WIX, WIZCOMMERCE, calling

EXAMPLES = sorted(ROOT.glob("specs/*/examples/*.json"))
SIDES = {"request": "inputs", "response-200": "models"}
CLASSES = {"updateOrder": "UpdateOrder", "updateOrderStatus": "UpdateOrderStatus"}
"""Operation to the beginning of the names of its request's and its answer's class."""


def model_of(path):
    """The class of an example, by the name of its file: `operation.side.label.json`."""
    operation, side, *_ = path.name.split(".")
    package = path.parent.parent.name.replace("-", "_")
    kind = "Request" if side == "request" else "Response"
    return getattr(
        importlib.import_module(f"{package}.{SIDES[side]}"), f"{CLASSES[operation]}{kind}"
    )


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_decoded_and_encoded_nothing_is_lost(path):
    documented = json.loads(path.read_text("utf-8"))
    decoded = model_of(path).model_validate(documented)
    assert differences(documented, decoded.to_dict()) == []
    assert differences(documented, json.loads(decoded.to_json())) == []


@pytest.mark.parametrize("api", BOTH, ids=lambda api: api.spec)
def test_answers_through_the_client(api, mode):
    documented = api.example("response-200")
    with calling(api, mode, Reply(200, json=documented)) as call:
        order = call()
    assert differences(documented[api.envelope], order.to_dict()) == []


def test_the_documented_wix_request(mode):
    documented = WIX.example("request")
    with calling(WIX, mode, Reply(200, json={"order": {}})) as wix:
        wix(lambda client: client.orders.update_order("7", **documented))
        assert json.loads(wix.request.body) == documented


def test_the_documented_wizcommerce_request(mode):
    documented = WIZCOMMERCE.example("request")
    with calling(WIZCOMMERCE, mode, Reply(200, json={"data": {}})) as wizcommerce:
        wizcommerce(lambda client: client.orders.update_order_status("7", **documented))
        assert json.loads(wizcommerce.request.body) == documented


def test_an_address_is_copied_from_an_answer_into_an_update(mode):
    from wix_orders import AddressInput, BillingInfoUpdate, OrderUpdate

    documented = WIX.example("response-200")
    fine = Reply(200, json=documented)
    with calling(WIX, mode, fine, fine) as wix:
        order = wix()
        address = AddressInput.from_answer(order.billing_info.address)
        update = OrderUpdate(billing_info=BillingInfoUpdate(address=address))
        wix(lambda client: client.orders.update_order("7", order=update))
        sent = json.loads(wix.requests[1].body)["order"]["billingInfo"]["address"]
    came = documented["order"]["billingInfo"]["address"]
    read_only = {"countryFullname", "subdivisionFullname"}
    assert sent == {name: value for name, value in came.items() if name not in read_only}


def differences(before, after, where="$"):
    """Where two JSON values differ; a time may be written otherwise if it is the same instant."""
    if isinstance(before, dict) and isinstance(after, dict):
        keys = [f"{where}.{key}" for key in sorted(before.keys() ^ after.keys())]
        common = before.keys() & after.keys()
        return keys + [
            d
            for key in sorted(common)
            for d in differences(before[key], after[key], f"{where}.{key}")
        ]
    if isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        pairs = enumerate(zip(before, after, strict=True))
        return [d for number, (a, b) in pairs for d in differences(a, b, f"{where}[{number}]")]
    same = type(before) is type(after) and (before == after or same_instant(before, after))
    return [] if same else [f"{where}: {before!r} is {after!r}"]


def same_instant(before, after):
    try:
        return "T" in before and datetime.fromisoformat(before) == datetime.fromisoformat(after)
    except (TypeError, ValueError):
        return False
