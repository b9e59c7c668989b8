"""Results kept by the hash of all that they are made from.

In: a `Plan`, a folder, and what to do without a result. Out: texts by module. Refuses nothing: what
cannot be read, or is not what was written, counts as not there, and a folder that cannot be written
to keeps nothing.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from generator.models.engine import TEMPLATES, engine_version
from generator.models.plan import Plan

Texts = dict[str, str]


def kept(plan: Plan, folder: Path | None, make: Callable[[], Texts]) -> Texts:
    """The texts of the modules, from the folder if they are there."""
    if folder is None:
        return make()
    path = folder / f"models-{_digest(plan)}.json"
    texts = _read(path)
    if texts is None:
        texts = make()
        _write(path, texts)
    return texts


def _digest(plan: Plan) -> str:
    found = hashlib.sha256(engine_version().encode())
    for path in sorted([*TEMPLATES.rglob("*.jinja2"), *Path(__file__).parent.glob("*.py")]):
        found.update(path.name.encode() + b"\0" + path.read_bytes())
    found.update(json.dumps(asdict(plan), ensure_ascii=True).encode())
    return found.hexdigest()


def _checksum(texts: Texts) -> str:
    return hashlib.sha256(json.dumps(texts).encode()).hexdigest()


def _read(path: Path) -> Texts | None:
    with suppress(OSError, ValueError, KeyError, TypeError):
        entry = json.loads(path.read_text(encoding="utf-8"))
        if entry["checksum"] == _checksum(entry["texts"]):
            return dict(entry["texts"])
    return None


def _write(path: Path, texts: Texts) -> None:
    entry = json.dumps({"checksum": _checksum(texts), "texts": texts})
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.stem, suffix=".tmp")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(entry)
        Path(name).replace(path)
