"""Calls in a scene, sync and async, by three transports.

In: a mode, a variant and a scene. Out: `Result`s, to be compared with the table's. Refuses nothing.
"""

from __future__ import annotations

import asyncio
import functools
import inspect
import ssl
import traceback
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import AsyncExitStack
from typing import Any, TypeVar

import httpx2

from tests.faults.scene import Scene
from tests.faults.shop_api import client, package
from tests.faults.table import Result
from tests.support.clock import FakeClock

T = TypeVar("T")
NOBODY = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Trusts nobody, and is made once: to read the usual certificates takes longer than a test."""
SHORT, LONG = 0.01, 30.0


async def maybe(value: Any) -> Any:
    """What it gives, now or in time."""
    return await value if inspect.isawaitable(value) else value


async def enter(stack: AsyncExitStack, manager: Any) -> Any:
    """Enter a context manager of either kind."""
    if hasattr(manager, "__aenter__"):
        return await stack.enter_async_context(manager)
    return stack.enter_context(manager)


def run(mode: str, work: Coroutine[Any, Any, T]) -> T:
    """Run `work` in an event loop, or without one: then nothing in it may wait."""
    if mode == "async":
        return asyncio.run(work)
    try:
        work.send(None)
    except StopIteration as end:
        return end.value  # type: ignore[no-any-return]
    raise AssertionError("a sync client has waited")


class Calls:
    """A client in a scene, by a transport: its `own`, one that is `handed` in, or that one through `middleware`."""

    def __init__(self, mode: str, variant: str, scene: Scene, clock: FakeClock) -> None:
        self.mode, self.scene, self.clock = mode, scene, clock
        self.options = {"base_url": scene.url, **scene.options}
        self.errors: list[Exception] = []
        self.http: Any = None
        if scene.http is not None or scene.stalls or variant != "own":
            self.http = self.options["http_client"] = self._http()
        if variant == "middleware":
            self.options["middleware"] = [_passing if mode == "sync" else _passing_async]

    async def use(self, work: Callable[[Any], Awaitable[T]]) -> T:
        """`work` with the client."""
        clock = None if self.scene.real_time else self.clock
        async with AsyncExitStack() as stack:
            if self.http is not None:
                await enter(stack, self.http)
            shop = await enter(stack, client(self.mode, clock, **self.options))
            if self.scene.real_time:
                await maybe(shop.warm_up())
            if self.scene.busy:
                await enter(stack, self.http.stream("GET", f"{self.scene.url}/busy"))
            return await work(shop)

    async def result(self, shop: Any, call: Callable[[Any], Any], expected: Result) -> Result:
        """How a call ends; no more than the `expected` number of requests is waited for."""
        scene = self.scene
        scene.quiet()
        if scene.warm:
            scene.servers[0].left = 0
            await maybe(shop.orders.get_order("warm"))
            scene.servers[0].left = float("inf")
        arrived, self.clock.waits = scene.arrived, []
        try:
            response = await maybe(call(shop.with_response.orders))
            found = (None, None, response.tries)
            assert response.data.id == "7"
        except package().ShopError as error:
            self.errors.append(error)
            found = (type(error).__name__, error.outcome, error.tries)
        assert self.clock.waits == [0.5, 1.0][: found[2] - 1]
        if scene.servers:
            scene.servers[0].wait(lambda _: scene.arrived - arrived >= expected.arrived, 2.0)
        return Result(*found, scene.arrived - arrived)

    def _http(self) -> Any:
        """An httpx2 client, patient apart from the part of an answer that never comes."""
        scene, kind = self.scene, httpx2.Client if self.mode == "sync" else httpx2.AsyncClient
        given: dict[str, Any] = {"verify": NOBODY, "timeout": httpx2.Timeout(LONG)}

        def on_request(request: httpx2.Request) -> None:
            request.extensions["failing"] = scene.servers[0].failing
            patience(request, "head")

        def patience(request: httpx2.Request, part: str) -> None:
            short = request.extensions["failing"] and scene.stalls == part
            request.extensions["timeout"]["read"] = SHORT if short else LONG

        if scene.stalls:
            on_response = lambda response: patience(response.request, "body")  # noqa: E731
            hooks: dict[str, Any] = {"request": [on_request], "response": [on_response]}
            if self.mode == "async":
                hooks = {when: [_asynchronous(*known)] for when, known in hooks.items()}
            given["event_hooks"] = hooks
        return kind(**given | dict(scene.http or {}))


def shown(error: BaseException) -> str:
    """All that may be logged with an error, and what its causes hold."""
    parts = [*traceback.format_exception(error)]
    link: BaseException | None = error
    while link is not None:
        request = getattr(link, "_request", None)
        parts += [
            repr(link),
            repr(vars(link)),
            repr(request.headers.raw) if isinstance(request, httpx2.Request) else "",
        ]
        link = link.__cause__ or link.__context__
    return "".join(parts)


def _asynchronous(hook: Callable[[Any], None]) -> Callable[[Any], Awaitable[None]]:
    @functools.wraps(hook)
    async def wrapped(value: Any) -> None:
        hook(value)

    return wrapped


def _passing(request: Any, send: Callable[[Any], Any]) -> Any:
    return send(request)


async def _passing_async(request: Any, send: Callable[[Any], Awaitable[Any]]) -> Any:
    return await send(request)
