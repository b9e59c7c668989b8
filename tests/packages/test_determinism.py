"""The same input gives the same bytes: another hash seed, another folder, another locale, no cache."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = """
import hashlib, json, sys
from pathlib import Path
from generator.pipeline import compile_api

found = {}
for name in sys.argv[2:]:
    result = compile_api(Path(sys.argv[1]) / name, f"specs/{name}")
    assert result.ok, result.problems
    found |= {f"{name}/{f.path}": hashlib.sha256(f.text.encode()).hexdigest() for f in result.files}
print(json.dumps(found, sort_keys=True))
"""
APIS = sorted(path.parent.name for path in ROOT.glob("specs/*/client.yaml"))


def hashes(folder: Path, **environment: str) -> dict[str, str]:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(ROOT / "specs"), *APIS],
        cwd=folder, capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
    )  # fmt: skip
    return json.loads(done.stdout)


def test_two_seeds_two_folders_two_locales(tmp_path):
    one = hashes(ROOT, PYTHONHASHSEED="1", LC_ALL="C.UTF-8", TZ="UTC")
    two = hashes(tmp_path, PYTHONHASHSEED="2", LC_ALL="C", TZ="Asia/Tokyo")
    assert one == two
