"""Puts the generated packages on the path, unless they are installed; and what all tests have in common.

`SPECPRESS_INSTALLED=1` leaves the path alone: then tests/wire and tests/packages prove the wheels in the environment.
"""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from pathlib import Path

import pytest

with suppress(ImportError):  # the environments of wheels have no hypothesis
    from hypothesis import settings

    # How long an example takes is the machine's business.
    settings.register_profile("tests", deadline=None)
    settings.load_profile("tests")
ROOT = Path(__file__).resolve().parent.parent

if not os.environ.get("SPECPRESS_INSTALLED"):
    sys.path[:0] = sorted(str(source) for source in ROOT.glob("generated/*/src"))


@pytest.fixture(autouse=True)
def collecting():
    """The command line turns the collector off for its short life; a test's process goes on."""
    yield
    gc.enable()


@pytest.fixture(scope="session", autouse=True)
def no_engine_left():
    """The process that loads the model engine ends with the tests, and not only with the interpreter."""
    yield
    worker = sys.modules.get("generator.models.worker")
    if worker is not None:
        worker.end()
