from __future__ import annotations

import pytest


@pytest.fixture(scope="session")
def cache(tmp_path_factory):
    """What is made once is made once for all cases."""
    return tmp_path_factory.mktemp("cache")
