"""A package's client, sync or async, against scripted answers on a real socket.

In: an API, a mode, and the answers. Out: what calls give and what reached the server. Refuses nothing.
"""

from __future__ import annotations

import asyncio
import importlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from tests.support.server import RecordingServer, Reply, Request, recording_server

Mode = Literal["sync", "async"]
ROOT = Path(__file__).resolve().parents[2]
KEY = "SECRET-KEY"


@dataclass(frozen=True, slots=True)
class Api:
    """One of the two APIs, and a call that is right, given a client."""

    spec: str
    package: str
    client: str
    call: Callable[[Any], Any]
    envelope: str

    @property
    def module(self) -> Any:
        return importlib.import_module(self.package)

    def example(self, part: str) -> Any:
        """The documented request or answer whose file name holds `part`."""
        (path,) = (ROOT / "specs" / self.spec / "examples").glob(f"*.{part}*.json")
        return json.loads(path.read_text("utf-8"))


@dataclass(slots=True)
class Calling:
    """Calls the API: `calling(lambda client: client.orders.…)`."""

    api: Api
    mode: Mode
    server: RecordingServer
    options: dict[str, Any]

    def __call__(self, call: Callable[[Any], Any] | None = None) -> Any:
        call = call or self.api.call
        if self.mode == "sync":
            with getattr(self.api.module, self.api.client)(**self.options) as client:
                return call(client)
        return asyncio.run(self._await(call))

    async def _await(self, call: Callable[[Any], Any]) -> Any:
        async with getattr(self.api.module, f"Async{self.api.client}")(**self.options) as client:
            return await call(client)

    @property
    def request(self) -> Request:
        """The only request that came."""
        (request,) = self.server.requests
        return request

    @property
    def requests(self) -> list[Request]:
        return list(self.server.requests)


@contextmanager
def calling(api: Api, mode: Mode, *replies: Reply, **options: Any) -> Iterator[Calling]:
    """The client of `api` against a server that gives these answers, with a key and without tries."""
    with recording_server(list(replies)) as server:
        given = {"api_key": KEY, "base_url": server.url, "max_retries": 0, **options}
        yield Calling(api, mode, server, given)


WIX = Api(
    "wix-orders", "wix_orders", "WixOrders", lambda c: c.orders.update_order("7", order={}), "order"
)
WIZCOMMERCE = Api(
    "wizcommerce-orders",
    "wizcommerce_orders",
    "WizCommerceOrders",
    lambda c: c.orders.update_order_status("7", status="draft"),
    "data",
)
BOTH = (WIX, WIZCOMMERCE)
MODES: tuple[Mode, Mode] = ("sync", "async")
