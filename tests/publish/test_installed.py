"""Both packages: published, installed from that index alone, by pip and by uv, and called over a socket.

What they depend on comes from wherever this machine takes public packages.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from tests.publish.conftest import specpress
from tests.publish.indexes import PASSWORD, USER
from tests.support.server import Reply, recording_server

pytestmark = [pytest.mark.wheels, pytest.mark.xdist_group("wheels")]
ROOT = Path(__file__).resolve().parents[2]

CALL = """
import sys
from wix_orders import BuyerInfoUpdate, OrderUpdate, WixOrders

with WixOrders(api_key="key", site_id="site", base_url=sys.argv[1]) as wix:
    order = wix.orders.update_order(
        "7", order=OrderUpdate(buyer_info=BuyerInfoUpdate(email="new@example.com"))
    )
print(order.id, order.buyer_info.email)
"""


def ran(command: list[str | Path], **environment: str | None) -> str:
    """Its output; None takes a variable away."""
    around = {**os.environ, **environment}
    kept = {name: value for name, value in around.items() if value is not None}
    done = subprocess.run(command, env=kept, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def installed_by_pip(folder: Path, url: str, names: list[str]) -> Path:
    ran([sys.executable, "-m", "venv", "--without-pip", folder])
    python = folder / "bin/python"
    pip = [sys.executable, "-m", "pip", "--python", python, "--disable-pip-version-check"]
    install = [*pip, "install", "--quiet"]
    alone = {"PIP_CONFIG_FILE": os.devnull, "PIP_INDEX_URL": url, "PIP_FIND_LINKS": None}
    alone |= {"PIP_EXTRA_INDEX_URL": None}
    ran([*install, "--no-deps", *names], **alone)
    ran([*install, *names])
    ran([*pip, "check"])
    return python


def installed_by_uv(folder: Path, url: str, names: list[str]) -> Path:
    uv = [sys.executable, "-m", "uv", "--quiet", "--system-certs"]  # as pip and the browser trust
    ran([*uv, "venv", "--python", sys.executable, folder])
    python = folder / "bin/python"
    install = [*uv, "pip", "install", "--python", python]
    alone = {"UV_DEFAULT_INDEX": url, "UV_INDEX": None, "UV_FIND_LINKS": None}
    ran([*install, "--no-config", "--no-cache", "--no-deps", *names], **alone)
    ran([*install, *names])
    ran([*uv, "pip", "check", "--python", python])
    return python


@pytest.mark.parametrize("install", [installed_by_pip, installed_by_uv])
def test_published_installed_and_called(index, project, built, tmp_path, install):
    team = index()
    assert "published to team: 4 uploaded" in specpress(project.root, "publish", "--index", "team")
    url = team.url.replace("//", f"//{USER}:{PASSWORD}@") + "simple/"
    names = [one.package.name for one in built]
    python = install(tmp_path / "consumer", url, names)
    body = {"order": {"id": "7", "buyerInfo": {"email": "new@example.com"}}}
    script = tmp_path / "call.py"
    script.write_text(textwrap.dedent(CALL))
    with recording_server([Reply(200, json=body)]) as server:
        assert ran([python, "-I", script, server.url]).split() == ["7", "new@example.com"]
        sent = server.requests[0]
    assert sent.method == "PATCH"
    assert json.loads(sent.body) == {"order": {"buyerInfo": {"email": "new@example.com"}}}
    for one in built:
        module = one.package.name.replace("-", "_")
        said = ran([python, "-I", "-m", module])
        assert said.startswith(f"{one.package.name} {one.package.version}\n")
        assert f"fingerprint:       {one.package.lock.stated}\n" in said
        assert "spec version:      " in said
        assert "generator version: specpress " in said
        assert "docs:              http" in said or "docs:              python -m pydoc" in said
