"""One call of ours beside the same call of the two stock clients, sync and async, over one socket server.

In: the Wix document, of which openapi-python-client and datamodel-code-generator make a client in a temporary folder.
Out: for each way of calling, the seconds of ours and of the faster rival, in each round. Refuses nothing.
"""

from __future__ import annotations

import asyncio
import importlib
import sys
import tempfile
from pathlib import Path
from typing import Any

from wix_orders import AsyncWixOrders, WixOrders

from bench.calls import BODY, ORDER, ROOT, batch, batch_async, server, update
from tests.support import rivals

ROUNDS, CALLS = 60, 5
Pairs = list[tuple[float, float]]


def compared() -> tuple[Pairs, Pairs]:
    """Ours and the faster rival: sync, then async."""
    with tempfile.TemporaryDirectory() as folder, server() as url:
        sys.path.insert(0, folder)
        opc, dcg = packages(Path(folder))
        found = (sync(url, opc, dcg), asyncio.run(async_(url, opc, dcg)))
        sys.path.remove(folder)
    return found


def packages(folder: Path) -> tuple[str, str]:
    """Both stock packages; `order.id` is no parameter to openapi-python-client, so it is called `order_id` here."""
    text = (ROOT / "specs" / "wix-orders" / "openapi.yaml").read_text("utf-8")
    document = folder / "wix.yaml"
    text = text.replace("{order.id}", "{order_id}").replace("name: order.id", "name: order_id")
    document.write_text(text, "utf-8")
    opc = rivals.openapi_python_client(document, folder, "wix")
    dcg = rivals.datamodel_code_generator(document, folder, "wix")
    importlib.invalidate_caches()
    return opc, dcg


def sync(url: str, opc: str, dcg: str) -> Pairs:
    """The seconds of a call of ours, and of the faster rival, in each round."""
    opc_call = importlib.import_module(f"{opc}.api.orders.update_order")
    opc_body = importlib.import_module(f"{opc}.models").UpdateOrderRequest
    dcg_body = importlib.import_module(f"{dcg}.models").UpdateOrderRequest
    with (
        WixOrders(api_key="KEY", base_url=url) as wix,
        authenticated(opc, url) as opc_client,
        importlib.import_module(f"{dcg}.client").Client(base_url=url, api_key="KEY") as dcg_client,
    ):

        def ours() -> None:
            assert wix.orders.update_order(ORDER, order=update()).number

        def by_opc() -> None:
            body = opc_body.from_dict(BODY)
            assert opc_call.sync(ORDER, client=opc_client, body=body).order.number

        def by_dcg() -> None:
            body = dcg_body.model_validate(BODY)
            assert dcg_client.orders.update_order(order_id=ORDER, body=body).order.number

        calls = (ours, by_opc, by_dcg)
        for call in calls:
            batch(call, 2 * CALLS)
        return faster([tuple(batch(call, CALLS) for call in calls) for _ in range(ROUNDS)])


async def async_(url: str, opc: str, dcg: str) -> Pairs:
    """The same, awaited."""
    opc_call = importlib.import_module(f"{opc}.api.orders.update_order")
    opc_body = importlib.import_module(f"{opc}.models").UpdateOrderRequest
    dcg_body = importlib.import_module(f"{dcg}.models").UpdateOrderRequest
    dcg_kind = importlib.import_module(f"{dcg}.client").AsyncClient
    async with (
        AsyncWixOrders(api_key="KEY", base_url=url) as wix,
        authenticated(opc, url) as opc_client,
        dcg_kind(base_url=url, api_key="KEY") as dcg_client,
    ):

        async def ours() -> None:
            assert (await wix.orders.update_order(ORDER, order=update())).number

        async def by_opc() -> None:
            body = opc_body.from_dict(BODY)
            assert (await opc_call.asyncio(ORDER, client=opc_client, body=body)).order.number

        async def by_dcg() -> None:
            body = dcg_body.model_validate(BODY)
            assert (await dcg_client.orders.update_order(order_id=ORDER, body=body)).order.number

        calls = (ours, by_opc, by_dcg)
        for call in calls:
            await batch_async(call, 2 * CALLS)
        rounds = [tuple([await batch_async(call, CALLS) for call in calls]) for _ in range(ROUNDS)]
        return faster(rounds)


def authenticated(opc: str, url: str) -> Any:
    """openapi-python-client's client, with the key as Wix takes it."""
    kind = importlib.import_module(opc).AuthenticatedClient
    return kind(base_url=url, token="KEY", prefix="")


def faster(rounds: list[tuple[float, ...]]) -> Pairs:
    """Ours, and the rival that is the faster one over all rounds."""
    rival = min((1, 2), key=lambda column: sum(row[column] for row in rounds))
    return [(row[0], row[rival]) for row in rounds]
