"""Calls through an httpx2 client that is handed in, and closed afterwards.

In: whether calls are made in threads or in tasks, and the client's arguments. Out: the client; a use of ours within it.
Refuses nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx2


def http(mode: str, **arguments: Any) -> Any:
    """An httpx2 client for `sync` or `async`."""
    return (httpx2.Client if mode == "sync" else httpx2.AsyncClient)(**arguments)


def within(given: Any, use: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """`use`, after which `given` is closed."""
    if isinstance(given, httpx2.Client):

        def in_thread(client: Any) -> Any:
            with given:
                return use(client)

        return in_thread

    async def in_task(client: Any) -> Any:
        async with given:
            return await use(client)

    return in_task
