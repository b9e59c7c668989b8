"""What the site generator is told: `templates/docs/site/zensical.yml`, with the navigation and the packages' Python.

In: the APIs, and the folders of one build. Out: the text of `zensical.yml`, in MkDocs' format. Refuses nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from generator.site.apis import Api, Entry
from generator.site.pages import EXPLORER, REFERENCE

BASE = "zensical.yml"
Nav = list[dict[str, Any]]


def config(apis: Sequence[Api], templates: Path, docs_url: str) -> str:
    """The whole configuration; paths in it are relative to the file, but those to Python.

    `docs_url` is where the site will stand, "" where nobody knows it: pages say it, and ask nothing of it.
    """
    told: dict[str, Any] = yaml.safe_load((templates / BASE).read_text("utf-8"))
    told["site_url"] = docs_url
    told["theme"]["custom_dir"] = "theme"
    told["nav"] = navigation(apis)
    python = told["plugins"]["mkdocstrings"]["handlers"]["python"]
    python["paths"] = [str(api.source.resolve()) for api in apis]
    return yaml.safe_dump(told, sort_keys=False, allow_unicode=True)


def navigation(apis: Sequence[Api]) -> Nav:
    """The front page, then one section for each API."""
    return [{"APIs": "index.md"}, *({api.title: _section(api)} for api in apis)]


def _section(api: Api) -> list[Any]:
    """An API's pages in their order; the first has no title, which makes it the section's own."""
    first, *others = api.nav
    *middle, last = others
    ours = [
        Entry("Python reference", REFERENCE),
        Entry("Explorer and downloads", EXPLORER),
    ]
    listed = [_entry(entry, api.distribution) for entry in (*middle, *ours, last)]
    return [f"{api.distribution}/{first.path}", *listed]


def _entry(entry: Entry, folder: str) -> dict[str, Any]:
    own = [] if entry.path is None else [f"{folder}/{entry.path}"]
    if not entry.children:
        return {entry.title: own[0]}
    return {entry.title: [*own, *(_entry(child, folder) for child in entry.children)]}
