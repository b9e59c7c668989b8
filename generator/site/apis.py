"""What each package says of itself for the site.

In: the folder `generated/`. Out: `Api`s, sorted by package. Refuses: a project of which no package has docs, and a
`site.json` that is not what `generate` writes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FACTS = "site.json"


class SiteError(Exception):
    """The site cannot be built; the message says what to do next."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the navigation: a page, or a title over others, or both."""

    title: str
    path: str | None
    """Relative to the API's docs."""
    children: tuple[Entry, ...] = ()

    def pages(self) -> Iterator[str]:
        """The paths of this entry and of those below, in reading order."""
        if self.path is not None:
            yield self.path
        for child in self.children:
            yield from child.pages()


@dataclass(frozen=True, slots=True, kw_only=True)
class Api:
    """One API: its facts for the front page, and where its pages are."""

    docs: Path
    distribution: str
    title: str
    summary: str
    package: str
    version: str
    api_version: str
    client: str
    install: str
    first_call: str
    """A whole program, or "" where no call can be made up."""
    changed: str
    """The title of the newest part of the changelog, or ""."""
    nav: tuple[Entry, ...]

    @property
    def source(self) -> Path:
        """The folder that holds the package's Python."""
        return self.docs.parent / "src"

    def files(self) -> dict[str, Path]:
        """Everything in the API's docs but the facts, by path."""
        found = sorted(path for path in self.docs.rglob("*") if path.is_file())
        return {
            path.relative_to(self.docs).as_posix(): path for path in found if path.name != FACTS
        }

    def pages(self) -> list[str]:
        """The paths of its pages in reading order."""
        return [path for entry in self.nav for path in entry.pages()]


def apis(generated: Path) -> tuple[Api, ...]:
    """Every package of a project that has docs."""
    packages = sorted(path.parent for path in generated.glob("*/specpress.lock"))
    without = [path.name for path in packages if not (path / "docs" / FACTS).is_file()]
    if without:
        raise SiteError(f"no docs yet in generated/: {', '.join(without)}; run: make generate")
    if not packages:
        raise SiteError("there is no package in generated/ yet; run: make generate")
    return tuple(_api(path / "docs") for path in packages)


def _api(docs: Path) -> Api:
    try:
        facts = json.loads((docs / FACTS).read_text("utf-8"))
        nav = tuple(_entries(facts.pop("nav")))
        return Api(docs=docs, nav=nav, **facts)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        shown = "/".join((docs / FACTS).parts[-4:])
        raise SiteError(
            f"{shown}: not what generate writes ({error}); run: make generate"
        ) from None


def _entries(listed: Sequence[Any]) -> Iterator[Entry]:
    for one in listed:
        yield Entry(one["title"], one.get("path"), tuple(_entries(one.get("children", ()))))
