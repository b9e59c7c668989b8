"""Where things are: the project around the current folder, its APIs, and their packages.

In: a folder. Out: a `Workspace` with paths, and names of APIs. Refuses: a folder outside any project, an unknown API.

A project is the nearest folder, upwards, that holds `specs/`. An API is a folder in `specs/` with a document or a
`client.yaml` in it: where one of them is missing, that is for the pipeline to say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from generator.diagnostics import split_lines
from generator.fingerprint import CLIENT_YAML

DOCUMENTS = ("openapi.yaml", "openapi.yml", "openapi.json")
_PACKAGE = re.compile(r"package:[ \t]+[\"']?([A-Za-z0-9._-]+)")


class UsageError(Exception):
    """The command cannot be carried out as given; the message says what to type instead."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """One project: `root` is absolute; everything else follows from it."""

    root: Path

    @property
    def specs(self) -> Path:
        return self.root / "specs"

    @property
    def generated(self) -> Path:
        return self.root / "generated"

    @property
    def home(self) -> Path:
        """What Specpress keeps for itself; ignored by git, safe to delete when no command runs."""
        return self.root / ".specpress"

    @property
    def cache(self) -> Path:
        """Model modules and formatted files, by the hash of what went in; safe to delete."""
        return self.home / "cache"

    def shown(self, path: Path) -> str:
        """A path as messages print it: relative to the project."""
        return path.relative_to(self.root).as_posix()

    def lines_of(self, shown: str) -> Sequence[str]:
        """The lines of a file that a message names; none if it cannot be read."""
        return _lines(self.root / shown)

    def apis(self) -> list[str]:
        """The names of all APIs, sorted."""
        if not self.specs.is_dir():
            return []
        return sorted(
            path.name
            for path in self.specs.iterdir()
            if document_in(path) or (path / CLIENT_YAML).is_file()
        )

    def packages(self) -> dict[str, str]:
        """The package of each API, normalized, as far as its client.yaml says it in a line of its own.

        Two names that are normalized to one are one package, and one folder on many file systems (PEP 503).
        """
        found = {}
        for name in self.apis():
            for line in self._declared(name):
                if said := _PACKAGE.match(line):
                    found[name] = normalized(said[1])
                    break
        return found

    def _declared(self, name: str) -> Sequence[str]:
        try:
            return (self.specs / name / CLIENT_YAML).read_text("utf-8", "replace").splitlines()
        except OSError:
            return []

    def pick(self, names: Sequence[str]) -> list[str]:
        """The named APIs, or all of them."""
        known = self.apis()
        for name in names:
            if name not in known:
                near = get_close_matches(name, known, 1)
                hint = f"; did you mean {near[0]}?" if near else ""
                listed = ", ".join(known) or "none yet: specpress new NAME --from FILE makes one"
                raise UsageError(f"there is no API {name!r}{hint} (APIs in specs/: {listed})")
        return sorted(set(names)) if names else known


def normalized(package: str) -> str:
    """A package's name as pip compares it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", package).lower()


@cache
def _lines(path: Path) -> Sequence[str]:
    try:
        return split_lines(path.read_bytes().decode("utf-8", "replace"))
    except OSError:
        return []


def document_in(folder: Path) -> Path | None:
    """The OpenAPI document of an API's folder, or None."""
    return next((folder / name for name in DOCUMENTS if (folder / name).is_file()), None)


def find_workspace(start: Path) -> Workspace:
    """The project that `start` is in."""
    for folder in (start, *start.parents):
        if (folder / "specs").is_dir():
            return Workspace(folder)
    raise UsageError(
        f"no project here: neither {start} nor a folder above it holds specs/ (run inside a project, or make specs/)"
    )
