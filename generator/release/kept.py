"""What a comparison with the last release came to, kept by the hash of all that it comes from.

In: a record, the lock of what is compared with it, a folder. Out: an `Outcome`, if the same was compared before.
Refuses nothing: see `keep`. Nothing that comparing needs is imported.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from generator.diagnostics import Place
from generator.diff.finding import Finding, Report
from generator.fingerprint import HERE, files_in
from generator.keep import keep, look_up
from generator.lock import Lock, digest
from generator.release.record import Record, made_from

FOLDER = "release"
"""In the cache."""
MOST = 32
_SHAPING = ("diff", "release")
"""The rooms whose code decides what is found; all else of the generator is among what a lock holds."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What changed since the last release."""

    report: Report
    proposed: Mapping[str, str]
    """Entries for `renamed:` in client.yaml, which keep old names as deprecated aliases."""


def key_of(record: Record, lock: Lock) -> str:
    """Under what the outcome is kept."""
    facts = (record.seal(), made_from(lock), _code())
    return hashlib.sha256("\n".join(facts).encode()).hexdigest()


def find(cache_folder: Path, key: str) -> Outcome | None:
    """The outcome under `key`."""
    text = look_up(cache_folder / FOLDER, key)
    if text is None:
        return None
    data = json.loads(text)
    return Outcome(_report(data["report"]), data["proposed"])


def put(cache_folder: Path, key: str, outcome: Outcome) -> None:
    """Keep an outcome."""
    text = json.dumps({"report": asdict(outcome.report), "proposed": dict(outcome.proposed)})
    keep(cache_folder / FOLDER, {key: text}, used=(), most=MOST)


@cache
def _code() -> str:
    rows = (
        f"{path.relative_to(HERE).as_posix()} {digest(path.read_bytes())}"
        for room in _SHAPING
        for path in files_in(HERE / room)
    )
    return digest("\n".join([version("griffelib"), *sorted(rows)]).encode())


def _report(data: Mapping[str, Any]) -> Report:
    tuples = {name: tuple(value) for name, value in data.items() if isinstance(value, list)}
    findings = tuple(_finding(one) for one in data["findings"])
    return Report(**{**data, **tuples, "findings": findings})


def _finding(data: Mapping[str, Any]) -> Finding:
    tuples = {name: tuple(value) for name, value in data.items() if isinstance(value, list)}
    places = {name: None if data[name] is None else Place(**data[name]) for name in ("old", "new")}
    return Finding(**{**data, **tuples, **places})
