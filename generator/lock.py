"""The lock: what a package was last made from, with what, and the hash of every file that was written.

In: the text of `generated/<dist>/specpress.lock`, or what a run has just made. Out: a frozen `Lock`, or its text.
Refuses: nothing. A lock that cannot be read, or that holds conflict markers, counts as absent, so that a merge of two
branches is mended by generating again.

TOML, sorted, one fact a line, so that a reviewer can read its diff. Hashes are SHA-256 over bytes with LF line endings:
a checkout that turned LF into CRLF is the same file.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import Any

LOCK_NAME = "specpress.lock"
HEADER = "# Kept by `specpress generate`; commit it. It says what this package was made from.\n"
TOOLS = ("datamodel-code-generator", "jinja2", "openapi-python-client", "ruff")
"""The libraries that shape bytes; each is pinned exactly."""


@dataclass(frozen=True, slots=True)
class Lock:
    """Everything that decides the bytes of one package, and the bytes' hashes."""

    api: str = ""
    """The API's folder in specs/."""
    tools: Mapping[str, str] = field(default_factory=dict)
    inputs: Mapping[str, str] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)

    def text(self) -> str:
        """The lock as TOML."""
        parts = [HEADER, f"\napi = {json.dumps(self.api)}\n"]
        for name in ("tools", "inputs", "counts", "files"):
            table: Mapping[str, str | int] = getattr(self, name)
            rows = "".join(
                f"{json.dumps(key)} = {json.dumps(table[key])}\n" for key in sorted(table)
            )
            parts.append(f"\n[{name}]\n{rows}")
        return "".join(parts)


def digest(data: bytes) -> str:
    """SHA-256 of the bytes with their line endings as LF."""
    return hashlib.sha256(data.replace(b"\r\n", b"\n")).hexdigest()


def tool_versions() -> dict[str, str]:
    """The installed version of each library that shapes bytes."""
    return {name: version(name) for name in TOOLS}


def read_lock(text: str) -> Lock | None:
    """The lock in `text`; None if it is none (damaged, or with conflict markers)."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None
    lock = Lock(
        api=data["api"] if isinstance(data.get("api"), str) else "",
        tools=_table(data, "tools", str),
        inputs=_table(data, "inputs", str),
        counts=_table(data, "counts", int),
        files=_table(data, "files", str),
    )
    return lock if lock.files else None


def _table(data: Mapping[str, Any], name: str, kind: type) -> dict[str, Any]:
    table = data.get(name)
    if not isinstance(table, dict):
        return {}
    return {key: value for key, value in table.items() if isinstance(value, kind)}
