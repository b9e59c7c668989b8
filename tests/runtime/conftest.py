"""Makes the hand-written package `sample_api` importable, with the runtime copied into it as the generator does."""

from __future__ import annotations

import asyncio
import inspect
import shutil
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

from generator.pipeline import runtime_files
from tests.support.clock import FakeClock
from tests.support.server import RecordingServer, recording_server

HERE = Path(__file__).parent
COPY = shutil.ignore_patterns("__pycache__")


@pytest.fixture(scope="session", autouse=True)
def package(tmp_path_factory) -> Path:
    """The folder of the package; its parent is on the path."""
    home = tmp_path_factory.mktemp("packages") / "sample_api"
    shutil.copytree(HERE / "sample_api", home, ignore=COPY)
    (home / "_runtime").mkdir()
    for name, text in runtime_files().items():
        (home / "_runtime" / name).write_text(text)
    sys.path.insert(0, str(home.parent))
    return home


@pytest.fixture(autouse=True)
def no_keys_around(monkeypatch):
    for name in ("SAMPLE_API_KEY", "SAMPLE_QUERY_KEY", "SAMPLE_SITE_ID"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture(params=["sync", "async"])
def call(request, clock) -> Callable[..., Any]:
    """`call(lambda client: client.orders.…, **options)` with a sync or an async client; the same result or error."""

    def make(use: Callable[[Any], Any], **options: Any) -> Any:
        import sample_api

        options = {"api_key": "SECRET-KEY", "clock": clock, **options}
        if request.param == "sync":
            with sample_api.Sample(**options) as client:
                return use(client)

        async def run() -> Any:
            async with sample_api.AsyncSample(**options) as client:
                result = use(client)
                return await result if inspect.isawaitable(result) else result

        return asyncio.run(run())

    make.mode = request.param  # type: ignore[attr-defined]
    return make


@pytest.fixture
def serving() -> Callable[..., AbstractContextManager[RecordingServer]]:
    return recording_server
