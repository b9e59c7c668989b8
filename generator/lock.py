"""The lock: what a package was last made from, with what, and the hash of every file that was written.

In: the text of `generated/<dist>/specpress.lock`, or what a run has just made. Out: a frozen `Lock`, or its text.
Refuses: nothing. A lock that cannot be read, that holds conflict markers, or that names a file outside its package
counts as absent: a merge of two branches is mended by generating again, and nobody's files are taken for its own.

TOML, sorted, one fact a line, so that a reviewer can read its diff. A seal over all facts makes a lock that was merged
or edited prove nothing: then the package is generated and compared, byte for byte. Hashes are SHA-256 over bytes with
LF line endings: a checkout that turned LF into CRLF is the same file.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import PurePosixPath
from typing import Any

LOCK_NAME = "specpress.lock"
HEADER = "# Kept by `specpress generate`; commit it. It says what this package was made from.\n"
SEAL = "# The hash of all that follows: two branches that generate always meet here, whatever else git can merge.\n"
TOOLS = ("datamodel-code-generator", "jinja2", "markdown-it-py", "openapi-python-client", "ruff")
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
    stated: str = field(default="", compare=False)
    """The seal as it was read."""

    @property
    def is_whole(self) -> bool:
        """Whether all of it was written at once: no merge put it together, and nobody edited it."""
        return self.stated == digest(self._tables().encode())

    def text(self) -> str:
        """The lock as TOML."""
        tables = self._tables()
        seal = f"{SEAL}seal = {json.dumps(digest(tables.encode()))}\n"
        return f"{HEADER}\napi = {json.dumps(self.api)}\n{seal}{tables}"

    def _tables(self) -> str:
        parts = []
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


@cache
def tool_versions() -> Mapping[str, str]:
    """The installed version of each library that shapes bytes."""
    return {name: version(name) for name in TOOLS}


@lru_cache(maxsize=4)
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
        stated=data["seal"] if isinstance(data.get("seal"), str) else "",
    )
    return lock if lock.files and all(map(_is_inside, lock.files)) else None


def _is_inside(path: str) -> bool:
    """Whether a path stays in the package that it is relative to, on every system."""
    pure = PurePosixPath(path)
    return not pure.is_absolute() and ".." not in pure.parts and not set(path) & set("\\:\0")


def _table(data: Mapping[str, Any], name: str, kind: type) -> dict[str, Any]:
    table = data.get(name)
    if not isinstance(table, dict):
        return {}
    return {key: value for key, value in table.items() if isinstance(value, kind)}
