"""Puts the generated packages on the path, unless they are installed.

`SPECPRESS_INSTALLED=1` leaves the path alone: then tests/wire and tests/packages prove the wheels in the environment.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

if not os.environ.get("SPECPRESS_INSTALLED"):
    sys.path[:0] = sorted(str(source) for source in ROOT.glob("generated/*/src"))
