"""What a wheel of a package holds, by hash: a change of any of it reaches users.

In: the texts of a package by path in its folder, as `generated/<package>/` has them. Out: hashes by path. Refuses
nothing.

Lines that say where a package is from, and which release it is, do not count: they are others in every release. Nor
do the lock, which is about inputs, the changelog, which is about releases, and the API's document: what changed in that
for its users is found by comparing documents, and a document that is only written otherwise changes nothing for them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from typing import Any

from generator.fingerprint import CHANGELOG
from generator.lock import LOCK_NAME, digest
from generator.workspace import DOCUMENTS

PROJECT = "pyproject.toml"
_APART = frozenset({LOCK_NAME, CHANGELOG, *DOCUMENTS})
_ORIGIN = {
    ".py": re.compile(
        r"^# Made from .*$|^__version__ = .*$|^    version=\".*\",$|^GENERATOR_VERSION = .*$",
        re.MULTILINE,
    ),
    PROJECT: re.compile(r"^version = .*$", re.MULTILINE),
}


def held(files: Mapping[str, str]) -> dict[str, str]:
    """The hash of each file that is in the wheel, and of what its metadata is made from."""
    project = tomllib.loads(files[PROJECT])
    wheel: Mapping[str, Any] = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    said = project["project"]
    named = {PROJECT, said["readme"], *said["license-files"], *wheel.get("force-include", ())}
    folders = tuple(f"{folder}/" for folder in wheel["packages"])
    return {
        path: digest(without_origin(path, text).encode())
        for path, text in sorted(files.items())
        if (path in named or path.startswith(folders)) and path.rpartition("/")[2] not in _APART
    }


def code(files: Mapping[str, str]) -> dict[str, str]:
    """The same of the modules alone, by any path: of a state of which nothing else is known."""
    modules = {path: text for path, text in files.items() if path.endswith(".py")}
    return {path: digest(without_origin(path, text).encode()) for path, text in modules.items()}


def without_origin(path: str, text: str) -> str:
    """A text without the lines that are others in every release."""
    for end, lines in _ORIGIN.items():
        if path.endswith(end):
            return lines.sub("", text)
    return text
