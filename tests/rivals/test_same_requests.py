"""Independent eyes: the same calls, made with the stock clients of both libraries, arrive as the same requests.

The documents are ours, so are the arguments; how a request is written is each generator's own reading of OpenAPI. Headers
that say who sends, or what the sender can read, differ: `OWN` lists them, and everything else has to be the same.
"""

from __future__ import annotations

import importlib
import inspect
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import parse_qsl

import pytest

from generator.pipeline import compile_api
from tests.support import rivals
from tests.support.server import Reply, Request, recording_server

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
OWN = frozenset({"host", "user-agent", "accept", "accept-encoding", "connection"})
"""Who sends, and what it can read; ours asks for the documented media types, where opc asks for anything."""
EMPTY = Reply(json={})


@dataclass(frozen=True, slots=True)
class Call:
    """A call: its operation, its parameters by Python names, its body by wire names and as our arguments, its answer."""

    it: str
    method: str
    parameters: Mapping[str, Any] = field(default_factory=dict)
    body: Any = None
    body_model: str = ""
    arguments: Mapping[str, Any] = field(default_factory=dict)
    reply: Reply = EMPTY


@dataclass(frozen=True, slots=True)
class Api:
    """One API: its folder, its tag, and what the rivals call its key."""

    name: str
    tag: str
    header: str
    dcg_key: str
    calls: tuple[Call, ...]


TICKETS = Reply(json=[{"id": "7"}])
NOTHING = Reply(204)
ID = "a b/ü?#&=+%41"
DESK = Api(
    "desk",
    "tickets",
    "X-Desk-Key",
    "key",
    (
        Call("nothing but the path", "list_tickets", reply=TICKETS),
        Call(
            "every kind of query, and a header",
            "list_tickets",
            {"labels": ["a b", "c&d=e", "ü"], "urgent": True, "page_size": 5, "share": 0.25,
             "text": "50% + 1/2?", "x_tenant": "t-1"},
            reply=TICKETS,
        ),
        Call("a list of one", "list_tickets", {"labels": ["one"], "urgent": False}, reply=TICKETS),
        Call("an id that needs escaping", "get_ticket", {"ticket_id": ID}),
        Call("a call without an answer", "delete_ticket", {"ticket_id": "7"}, reply=NOTHING),
        Call(
            "null is sent, and what is left out is not",
            "open_ticket",
            body={"title": "Help", "asker": {"name": "Ünal", "phone": None}, "estimate": 1.5, "labels": []},
            body_model="NewTicket",
            arguments={"title": "Help", "asker": {"name": "Ünal", "phone": None}, "estimate": 1.5, "labels": []},
            reply=Reply(201, json={}),
        ),
        Call(
            "a date",
            "open_ticket",
            body={"title": "", "due": "2026-02-28"},
            body_model="NewTicket",
            arguments={"title": "", "due": "2026-02-28"},
            reply=Reply(201, json={}),
        ),
        Call(
            "a form",
            "add_note",
            {"ticket_id": "7"},
            body={"text": "a b&c=d+e ü", "position": 2},
            body_model="NewNote",
            arguments={"text": "a b&c=d+e ü", "position": 2},
            reply=NOTHING,
        ),
    ),
)  # fmt: skip
ADDRESS = {"addressLine": "1 Road", "city": None, "country": "IE"}
UPDATE = {
    "buyerInfo": {"email": "new@example.com"},
    "buyerLanguage": None,
    "archived": False,
    "billingInfo": {"address": ADDRESS},
}
WIX = Api(
    "wix-orders",
    "orders",
    "Authorization",
    "api_key",
    (
        Call(
            "an update with values, nulls and gaps",
            "update_order",
            {"order_id": "6da768ad-3c9f-444a-9465-7ae0b89fd305"},
            body={"order": UPDATE},
            body_model="UpdateOrderRequest",
            arguments={"order": UPDATE},
            reply=Reply(json={"order": {}}),
        ),
    ),
)
WIZCOMMERCE = Api(
    "wizcommerce-orders",
    "orders",
    "X-API-Key",
    "api_key",
    (
        Call(
            "a status",
            "update_order_status",
            {"id": ID},
            body={"status": "confirmed"},
            body_model="UpdateOrderStatusRequest",
            arguments={"status": "confirmed"},
            reply=Reply(json={"data": {}}),
        ),
    ),
)
APIS = {api.name: api for api in (DESK, WIX, WIZCOMMERCE)}
CALLS = [
    pytest.param(api, call, id=f"{api.name}: {call.it}")
    for api in APIS.values()
    for call in api.calls
]


@pytest.fixture(scope="module")
def rival(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Callable[[Callable[..., str], Api], str]]:
    """Makes a rival's package of an API, once, and puts it on the path."""
    folder = tmp_path_factory.mktemp("rivals")
    made: dict[tuple[Callable[..., str], str], str] = {}
    sys.path.insert(0, str(folder))

    def make(generate: Callable[..., str], api: Api) -> str:
        key = (generate, api.name)
        if key not in made:
            made[key] = generate(document(api, folder), folder, api.name.replace("-", "_"))
            importlib.invalidate_caches()
        return made[key]

    yield make
    sys.path.remove(str(folder))


def document(api: Api, folder: Path) -> Path:
    """The API's document; `order.id` is no parameter to openapi-python-client, so it is called `order_id` there."""
    source = HERE / api.name if (HERE / api.name).is_dir() else ROOT / "specs" / api.name
    text = (source / "openapi.yaml").read_text("utf-8")
    target = folder / f"{api.name}.yaml"
    target.write_text(
        text.replace("{order.id}", "{order_id}").replace("name: order.id", "name: order_id"),
        "utf-8",
    )
    return target


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Api], type[Any]]:
    """The class of our client of an API."""
    folder = tmp_path_factory.mktemp("ours")

    def client(api: Api) -> type[Any]:
        if not (HERE / api.name).is_dir():
            names = {"wix-orders": "WixOrders", "wizcommerce-orders": "WizCommerceOrders"}
            return getattr(importlib.import_module(api.name.replace("-", "_")), names[api.name])
        if not any(folder.iterdir()):
            result = compile_api(HERE / api.name, f"tests/rivals/{api.name}")
            assert result.ok, result.problems
            for file in result.files:
                target = folder / file.path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(file.text.encode())
            sys.path.insert(0, str(folder / "src"))
            importlib.invalidate_caches()
        return importlib.import_module("desk_api").Desk

    return client


def sent_by(send: Callable[[str], None], call: Call) -> Request:
    """The one request that a call sends to a URL."""
    with recording_server([call.reply]) as server:
        send(server.url)
        (request,) = server.requests
    return request


def our_request(kind: type[Any], api: Api, call: Call) -> Request:
    def send(url: str) -> None:
        argument = api.dcg_key
        with kind(**{argument: "KEY"}, base_url=url, max_retries=0) as client:
            getattr(getattr(client, api.tag), call.method)(**call.parameters, **call.arguments)

    return sent_by(send, call)


def opc_request(package: str, api: Api, call: Call) -> Request:
    def send(url: str) -> None:
        kind = importlib.import_module(package).AuthenticatedClient
        module = importlib.import_module(f"{package}.api.{api.tag}.{call.method}")
        body = _body(importlib.import_module(f"{package}.models"), call, "from_dict")
        with kind(base_url=url, token="KEY", prefix="", auth_header_name=api.header) as client:
            module.sync_detailed(client=client, **call.parameters, **body)

    return sent_by(send, call)


def dcg_request(package: str, api: Api, call: Call) -> Request:
    def send(url: str) -> None:
        kind = importlib.import_module(f"{package}.client").Client
        with kind(base_url=url, **{api.dcg_key: "KEY"}) as client:
            models = importlib.import_module(f"{package}.models")
            method = getattr(getattr(client, api.tag), call.method)
            names = {_plain(name): name for name in inspect.signature(method).parameters}
            parameters = {names[_plain(name)]: value for name, value in call.parameters.items()}
            method(**parameters, **_body(models, call, "model_validate"))

    return sent_by(send, call)


def _plain(name: str) -> str:
    """A name without case and underscores: datamodel-code-generator keeps `ticketId` as it is."""
    return name.replace("_", "").lower()


def _body(models: ModuleType, call: Call, read: str) -> dict[str, Any]:
    if not call.body_model:
        return {}
    return {"body": getattr(getattr(models, call.body_model), read)(call.body)}


def told(request: Request) -> dict[str, Any]:
    """What a request tells the server: JSON by its value, a query by its pairs (httpx writes a space there as `+`)."""
    headers = {name: value for name, value in request.headers.items() if name not in OWN}
    media_type = headers.get("content-type", "")
    if media_type.startswith("application/json"):
        headers.pop("content-length")
        body: Any = request.json
    else:
        body = request.body
    path, _, query = request.target.partition("?")
    pairs = parse_qsl(query, keep_blank_values=True, strict_parsing=bool(query))
    return {"line": (request.method, path, pairs), "headers": headers, "body": body}


@pytest.mark.parametrize(("api", "call"), CALLS)
def test_as_openapi_python_client_sends_it(rival, ours, api: Api, call: Call):
    package = rival(rivals.openapi_python_client, api)
    assert told(our_request(ours(api), api, call)) == told(opc_request(package, api, call))


@pytest.mark.parametrize(("api", "call"), CALLS)
def test_as_datamodel_code_generator_sends_it(rival, ours, api: Api, call: Call):
    package = rival(rivals.datamodel_code_generator, api)
    assert told(our_request(ours(api), api, call)) == told(dcg_request(package, api, call))
