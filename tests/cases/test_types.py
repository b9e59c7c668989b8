"""All case packages under strict type checkers, one run each, with the calls as a consumer would write them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cases import case as cases
from tests.cases.case import Call
from tests.cases.generated import write

TOOLS = Path(sys.executable).parent
PYRIGHT = """\
{"include": ["."], "strict": ["."], "pythonVersion": "3.11", "reportUnusedExpression": false}
"""

pytestmark = [pytest.mark.checkers, pytest.mark.xdist_group("checkers of cases")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    made = tmp_path_factory.mktemp("cases")
    for name in cases.names():
        write(name, made)
        (made / f"use_{name}.py").write_text(usage(name), "utf-8")
    (made / "pyrightconfig.json").write_text(PYRIGHT)
    return made


MYPY = ["mypy", "--strict", "--config-file=", "--python-version=3.11", "--cache-dir=.cache", "."]
CHECKERS = {"mypy": MYPY, "pyright": ["pyright", "--pythonpath", sys.executable]}


@pytest.fixture(scope="module")
def running(folder: Path) -> Iterator[dict[str, subprocess.Popen[str]]]:
    """Both checkers, side by side: each takes half a minute, and one core."""
    started = {
        name: subprocess.Popen(
            [TOOLS / tool, *options],
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for name, (tool, *options) in CHECKERS.items()
    }
    yield started
    for process in started.values():
        if process.returncode is None:
            process.kill()
            process.communicate()


@pytest.mark.parametrize("checker", CHECKERS)
def test_clean(running, checker):
    output, _ = running[checker].communicate()
    assert running[checker].returncode == 0, output


def usage(name: str) -> str:
    """A module that makes the case's calls and asserts the types of what they give."""
    case = cases.read(name)
    head = f"""\
from datetime import date, datetime, timezone
from decimal import Decimal
from typing import assert_type

from {case.package} import *
from {case.package} import Async{case.client}, {case.client}

used = (date, datetime, timezone, Decimal, assert_type, Async{case.client}, {case.client})
"""
    typed = [call for call in case.calls if call.typed]
    return head + "".join(_usage(case.client, number, call) for number, call in enumerate(typed))


def _usage(client: str, number: int, call: Call) -> str:
    text = f"client.{call.call}"
    asserted = (
        (lambda t: f"assert_type({t}, {call.type})") if call.type not in (None, "None") else str
    )
    return f"""

def use_{number}(client: {client}) -> None:
    {asserted(text)}


async def await_{number}(client: Async{client}) -> None:
    {asserted(f"await {text}")}
"""
