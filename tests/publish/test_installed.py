"""Both packages: published, installed from that index alone, by pip and by uv, and called over a socket.

What they depend on comes from wherever this machine takes public packages.
"""

from __future__ import annotations

import json
import re
import textwrap
from pathlib import Path

import pytest

from tests.publish.conftest import specpress
from tests.publish.installing import installed_by_pip, installed_by_uv, ran, readable
from tests.support.server import Reply, recording_server

pytestmark = [pytest.mark.wheels, pytest.mark.xdist_group("wheels")]

CALL = """
import sys
from wix_orders import BuyerInfoUpdate, OrderUpdate, WixOrders

with WixOrders(api_key="key", site_id="site", base_url=sys.argv[1]) as wix:
    order = wix.orders.update_order(
        "7", order=OrderUpdate(buyer_info=BuyerInfoUpdate(email="new@example.com"))
    )
print(order.id, order.buyer_info.email)
"""


@pytest.mark.parametrize("install", [installed_by_pip, installed_by_uv])
def test_published_installed_and_called(index, project, built, tmp_path, install):
    team = index()
    assert "published to team: 4 uploaded" in specpress(project.root, "publish", "--index", "team")
    names = [one.package.name for one in built]
    python = install(tmp_path / "consumer", readable(team.url), names)
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
        document = Path(re.search(r"^spec: +(.+)$", said, re.MULTILINE)[1])
        assert document.parent.name == module
        assert document.read_bytes() == (one.package.root / "docs/openapi.yaml").read_bytes()
        assert "generator version: specpress " in said
        assert "docs:              http" in said or "docs:              python -m pydoc" in said
