"""Every test of the wire runs with the sync and the async client; both read no key from around."""

from __future__ import annotations

import pytest

from tests.wire.calling import BOTH, MODES


@pytest.fixture(params=MODES)
def mode(request):
    return request.param


@pytest.fixture(params=BOTH, ids=lambda api: api.spec)
def api(request):
    return request.param


@pytest.fixture(autouse=True)
def no_settings_around(monkeypatch):
    for name in ("API_KEY", "SITE_ID", "ACCOUNT_ID"):
        monkeypatch.delenv(f"WIX_ORDERS_{name}", raising=False)
        monkeypatch.delenv(f"WIZCOMMERCE_ORDERS_{name}", raising=False)
