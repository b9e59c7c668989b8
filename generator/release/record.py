"""The record of a package's last release: the committed folder specs/<api>/released/.

In: the folder, or what a release has just made. Out: a frozen `Record`, or its files. Refuses, with `ProblemsFound`: a
record that is not as it was written, such as one that was merged from two.

    openapi.yaml, …   the document and every file that it refers to, laid out as they were
    client.yaml       as released
    names.json        the public names of the package, and what it needs
    release.json      version, date, and hashes: of the files above, of what the wheel holds, of what it was made from

Hashes are those of locks, over LF: a checkout that turned LF into CRLF holds the same record. No tag and no history is
looked at, so that a shallow clone knows as much as any other.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.diagnostics import Place, Problem, ProblemsFound
from generator.fingerprint import CHANGELOG, SPEC
from generator.lock import Lock, digest
from generator.release.version import Version
from generator.workspace import Workspace

RELEASED = "released"
"""The record's folder, in that of the API."""
RELEASE = "release.json"
NAMES = "names.json"
_FORMAT = 1
_HASH = re.compile(r"[0-9a-f]{64}")
_MARKERS = ("<<<<<<< ", "=======", ">>>>>>> ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What was released."""

    folder: Path
    shown: str
    """The folder as messages name it."""
    version: str
    date: str
    """The day of the release in UTC, `2026-11-22`."""
    package: str
    """The distribution."""
    made_from: str
    """`made_from` of the lock that the package had then."""
    files: Mapping[str, str]
    """The hash of each file of the record but release.json, by its path in the folder."""
    wheel: Mapping[str, str]
    """What the wheel held: `generator.diff.held`."""

    @property
    def names(self) -> str:
        """The text of names.json."""
        return (self.folder / NAMES).read_text("utf-8")

    def seal(self) -> str:
        """A hash of all that it says."""
        return digest(_text(self).encode())


def folder_of(workspace: Workspace, api: str) -> Path:
    """Where the record of an API lies, if there is one."""
    return workspace.specs / api / RELEASED


def made_from(lock: Lock) -> str:
    """One hash of all that decides a package's bytes but the changelog, which is about releases."""
    facts = {name: known for name, known in lock.inputs.items() if name != f"{SPEC}{CHANGELOG}"}
    return digest(json.dumps([facts, dict(lock.tools)], sort_keys=True).encode())


def read_record(folder: Path, shown: str) -> Record | None:
    """The record in `folder`; None if there is no such folder. Raises `ProblemsFound` if it is damaged."""
    if not folder.is_dir():
        return None
    path = f"{shown}/{RELEASE}"
    record = _parsed(folder, shown, path)
    for name, known in record.files.items():
        file = folder / name
        if not file.is_file():
            raise damaged(path, f"the record of {record.version} lacks {shown}/{name}", shown)
        text = file.read_bytes()
        if digest(text) != known:
            line = _marked(text.decode("utf-8", "replace"))
            if line:
                raise _unmerged(f"{shown}/{name}", line, shown)
            message = f"this is not what was recorded when {record.version} was released"
            raise damaged(f"{shown}/{name}", message, shown)
    return record


def record_files(
    *,
    version: str,
    date: str,
    package: str,
    lock: Lock,
    texts: Mapping[str, str],
    wheel: Mapping[str, str],
) -> dict[str, str]:
    """The texts of a record by path; `texts` are all but release.json, `lock` is that of the released package."""
    kept = {path: text.replace("\r\n", "\n") for path, text in texts.items()}
    record = Record(
        folder=Path(),
        shown="",
        version=version,
        date=date,
        package=package,
        made_from=made_from(lock),
        files={path: digest(text.encode()) for path, text in kept.items()},
        wheel=wheel,
    )
    return {**kept, RELEASE: _text(record)}


def _text(record: Record) -> str:
    data = {
        "format": _FORMAT,
        "version": record.version,
        "date": record.date,
        "package": record.package,
        "made_from": record.made_from,
        "files": dict(sorted(record.files.items())),
        "wheel": dict(sorted(record.wheel.items())),
    }
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"


def _parsed(folder: Path, shown: str, path: str) -> Record:
    try:
        text = (folder / RELEASE).read_text("utf-8")
        data = json.loads(text)
    except FileNotFoundError:
        raise damaged(
            path, "there is no such file, so nothing says what was released", shown
        ) from None
    except json.JSONDecodeError as error:
        if line := _marked(text):
            raise _unmerged(path, line, shown) from None
        raise damaged(path, f"no JSON: {error.msg}", shown, error.lineno, error.colno) from None
    except (OSError, UnicodeDecodeError) as error:
        raise damaged(path, f"the file cannot be read: {error}", shown) from None
    if isinstance(data, dict) and isinstance(data.get("format"), int) and data["format"] > _FORMAT:
        message = f"the record is of format {data['format']}, and this Specpress knows {_FORMAT}"
        hint = "install the Specpress that made the last release, or a newer one: make setup"
        raise ProblemsFound([Problem("newer-record", message, (Place(path, 1, 1),), hint)])
    try:
        return _record(data, folder, shown)
    except (KeyError, TypeError, ValueError) as error:
        said = f"{error.args[0]!r} is missing" if isinstance(error, KeyError) else str(error)
        raise damaged(path, f"not what a release writes: {said}", shown) from None


def _record(data: Mapping[str, Any], folder: Path, shown: str) -> Record:
    Version.parse(data["version"])
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", data["date"]):
        raise ValueError(f"{data['date']!r} is no date")
    tables = {name: dict(data[name]) for name in ("files", "wheel")}
    for name, known in (
        (name, known) for table in tables.values() for name, known in table.items()
    ):
        if ".." in name.split("/") or name.startswith("/") or not _HASH.fullmatch(known):
            raise ValueError(f"{name!r} has no hash")
    if NAMES not in tables["files"]:
        raise ValueError(f"{NAMES} has no hash")
    return Record(
        folder=folder,
        shown=shown,
        version=data["version"],
        date=data["date"],
        package=str(data["package"]),
        made_from=str(data["made_from"]),
        files=tables["files"],
        wheel=tables["wheel"],
    )


def _marked(text: str) -> int:
    """The line of git's first conflict marker; 0 if there is none."""
    lines = text.splitlines()
    if not all(any(line.startswith(marker) for line in lines) for marker in _MARKERS):
        return 0
    return next(number for number, line in enumerate(lines, 1) if line.startswith(_MARKERS[0]))


def _unmerged(path: str, line: int, shown: str) -> ProblemsFound:
    message = "git has left a conflict in the record of the last release"
    hint = (
        f"take one record as a whole, that of the later release: git checkout HEAD -- {shown} (or MERGE_HEAD in place "
        "of HEAD); what the other branch changed is in the next release"
    )
    return ProblemsFound([Problem("damaged-record", message, (Place(path, line, 1),), hint)])


def damaged(path: str, message: str, shown: str, line: int = 1, column: int = 1) -> ProblemsFound:
    """What to raise of a file of a record; `shown` is the record's folder."""
    hint = (
        "restore the folder as the last release left it: git log -1 --format=%h -- "
        f"{shown}/{RELEASE} names the commit, git checkout COMMIT -- {shown} brings it back"
    )
    return ProblemsFound([Problem("damaged-record", message, (Place(path, line, column),), hint)])
