"""The tiny package, written to disk and used: what it imports, what it shows, what its README teaches."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.render import tiny

IMPORT = """
import json, sys
before = set(sys.modules)
import tiny_shop
loaded = {name.partition(".")[0] for name in set(sys.modules) - before}
print(json.dumps({
    "loaded": sorted(loaded - sys.stdlib_module_names),
    "dir": dir(tiny_shop),
    "all": {name: getattr(tiny_shop, name).__class__.__name__ for name in tiny_shop.__all__},
}))
"""
PREPARE = """
import json, warnings
warnings.simplefilter("error")
from tiny_shop import OrderUpdate, TinyShop, AsyncTinyShop
client = TinyShop(api_key="k", login="a:b")
calls = [
    client.prepare.orders.update_order("1", order=OrderUpdate(note=None), body_id="x"),
    client.prepare.orders.list(x_trace="t", limit=3, tags=["a", "b"]),
    client.prepare.files_more.upload("n", body=b"png"),
    client.prepare.files_more.most(updates=[OrderUpdate(status="done")]),
    AsyncTinyShop(api_key="k").prepare.orders.delete_order("1"),
]
print(json.dumps([[c.method, c.url, (c.body or b"").decode()] for c in calls]))
"""


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("tiny")
    for path, text in tiny.files().items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode())
    return root


def run(package: Path, program: str) -> Any:
    made = subprocess.run(
        [sys.executable, "-c", program],
        cwd=package / "src",
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    return json.loads(made.stdout)


def test_importing_it_loads_nothing_else(package: Path) -> None:
    found = run(package, IMPORT)
    assert found["loaded"] == ["tiny_shop"]
    assert set(found["all"]) <= set(found["dir"])


def test_requests_are_what_the_methods_say(package: Path) -> None:
    root = "https://api.example.com"
    assert run(package, PREPARE) == [
        ["PATCH", f"{root}/orders/1", '{"order":{"note":null},"id":"x"}'],
        ["GET", f"{root}/orders?limit=3&tags=a%7Cb", ""],
        ["PUT", f"{root}/files/n", "png"],
        ["POST", f"{root}/most", '[{"status":"done"}]'],
        ["DELETE", f"{root}/orders/1", ""],
    ]


def test_the_readme_teaches_what_is_there(package: Path) -> None:
    text = (package / "README.md").read_text()
    samples = re.findall(r"^```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    assert len(samples) == 10
    for sample in samples:
        compile(sample, "README.md", "exec")
    imports = "".join(re.findall(r"^from tiny_shop import .*\n", "".join(samples), re.MULTILINE))
    run(package, f"{imports}\nprint(1)")
    assert '"order-id", order=OrderUpdate(note=None, status="done")' in samples[0]
    assert samples[3].endswith("OrderUpdate(note=None)  # sends null\n")
    assert "except OrderIsPending as error:" in samples[5]
