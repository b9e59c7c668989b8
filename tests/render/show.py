"""Writes the tiny package into a folder, to be looked at: `python -m tests.render.show FOLDER`."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.render import tiny

for path, text in tiny.files().items():
    target = Path(sys.argv[1]) / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(text.encode())
