"""Reads the usual certificates once: that takes longer than a call."""

from __future__ import annotations

from functools import cache

import httpcore2
import pytest

READ = cache(httpcore2.default_ssl_context)


@pytest.fixture(autouse=True)
def certificates(monkeypatch):
    monkeypatch.setattr(httpcore2, "default_ssl_context", READ)
