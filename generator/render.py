"""The files of a package: views poured into templates, tidied, and proved to parse.

In: `ir.Api`, `Names`, the canonical form, the texts of the model modules and of the runtime. Out: `File`s, by path.
Refuses: to print anything that is not `Source` (TypeError), a template that asks for what a view lacks, and text that
is no Python.

`templates/package/` is the tree of a package, path for path. `[[package]]` in a path is the package's name; a path with
`[[resource.module]]` stands for one file a resource. A file called `*.jinja` is poured, any other is copied. What
editors and file managers leave there (`.DS_Store`, `README.md~`) is neither.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache as once
from pathlib import Path

from generator import ir
from generator.canonical import Canonical
from generator.docs import pages
from generator.docs.book import book_of
from generator.docs.pages import Brief
from generator.fingerprint import files_in
from generator.names import Names
from generator.pour import environment
from generator.threads import THREADS
from generator.tidy import tidy
from generator.views import PackageView, defined_in, homes, package_view
from generator.views.addresses import addresses
from generator.views.examples import placed, unfilled
from generator.views.scope import Classes

PACKAGE = "[[package]]"
RESOURCE = "[[resource.module]]"
RUNTIME = "_runtime"
OLD_NAMES = "renamed.py"
"""The runtime's module that only packages with old names hold."""
_TURN = 0.001
"""Seconds that a thread runs on while another one waits."""


@dataclass(frozen=True, slots=True, order=True)
class File:
    """One file of a package: a path relative to the package's folder, with `/`, and a text with LF."""

    path: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What a package holds besides what templates make."""

    models: str
    """The text of `models.py`, without the header."""
    inputs: str
    """The text of `inputs.py`, without the header."""
    runtime: Mapping[str, str]
    """The runtime's files by path in `_runtime/`: copied as they are, but for the one that is made, which is tidied."""


def render(
    api: ir.Api,
    names: Names,
    canonical: Canonical,
    parts: Parts,
    *,
    templates: Path,
    made_from: str,
    spdx: str = "MIT",
    brief: Brief | None = None,
    cache: Path | None = None,
) -> tuple[File, ...]:
    """All files of the package of one API; a model module that defines nothing is left out.

    `templates` is the folder `templates/package`, `made_from` the document's path as headers show it, `spdx` the
    licence as an SPDX expression; `brief` says what docs need besides, and None makes none; `cache` is a folder that
    keeps tidied files, by the hash of what went in, and only saves time.

    Raises:
        SyntaxError: A model module or a poured file is no Python: an error of the generator.
        ValueError: Two public names are the same, or a name is no identifier.
    """
    written = {"models": parts.models, "inputs": parts.inputs}
    modules = {name: text for name, text in written.items() if defined_in(text)}
    runtime = {path: t for path, t in parts.runtime.items() if path != OLD_NAMES or names.renamed}
    view = package_view(
        api, names, canonical, modules=modules, runtime=runtime, made_from=made_from, spdx=spdx
    )
    root = f"src/{view.package}"
    copies = {f"{root}/{RUNTIME}/{path}": text for path, text in runtime.items()}
    threads = f"{root}/{RUNTIME}/{THREADS}"
    drafts = {**dict(_poured(view, templates, cache)), threads: copies.pop(threads)}
    if brief is None:
        made = _tidied(view, modules, drafts, cache)
        marks = unfilled(addresses(api, Classes(names, homes(modules))).operations.values())
        files = {path: placed(text, marks) for path, text in made.items()}
    else:
        docs = pages.docs_of(book_of(api, Classes(names, homes(modules)), canonical), brief)
        files = _documented(docs, view, modules, drafts, cache)
    return tuple(File(path, text) for path, text in sorted((files | copies).items()))


def prepare(templates: Path, brief: Brief, cache: Path | None) -> None:
    """Do ahead what `render` will need and nothing of the API but its document can change: it only saves time."""
    pour = environment(templates, cache)
    for name in _tree(templates):
        if name.endswith(".jinja"):
            pour.get_template(name)
    pages.prepare(brief, cache)


def _documented(
    docs: pages.Docs,
    view: PackageView,
    modules: Mapping[str, str],
    drafts: dict[str, str],
    cache: Path | None,
) -> dict[str, str]:
    """The tidied files with the docs; what of these needs nothing tidied is made while ruff, another process, runs."""
    drafts |= pages.drafts(docs, cache)
    with _often_switched(), ThreadPoolExecutor(1) as meanwhile:
        tidied = meanwhile.submit(_tidied, view, modules, drafts, cache)
        made_apart = pages.apart(docs, cache)
    return pages.finished(docs, tidied.result(), made_apart, cache)


@contextmanager
def _often_switched() -> Iterator[None]:
    """With threads that take turns soon: one that starts ruff does not wait 5 ms for each of its steps."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(_TURN)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


def _tidied(
    view: PackageView, modules: Mapping[str, str], drafts: dict[str, str], cache: Path | None
) -> dict[str, str]:
    """What the templates made and the model modules under the header, tidied at once."""
    root = f"src/{view.package}"
    made = {f"{root}/{name}.py": f"{view.header}\n{text}" for name, text in modules.items()}
    return tidy(drafts | made, cache)


def _poured(view: PackageView, templates: Path, cache: Path | None) -> Iterator[tuple[str, str]]:
    pour = environment(templates, cache)
    for name in _tree(templates):
        if not name.endswith(".jinja"):
            yield name.replace(PACKAGE, view.package), (templates / name).read_text("utf-8")
            continue
        template = pour.get_template(name)
        path = name.removesuffix(".jinja").replace(PACKAGE, view.package)
        if RESOURCE not in path:
            yield path, template.render(view=view)
            continue
        for resource in view.resources:
            module = path.replace(RESOURCE, resource.module)
            yield module, template.render(view=view, resource=resource)


@once
def _tree(templates: Path) -> tuple[str, ...]:
    return tuple(sorted(path.relative_to(templates).as_posix() for path in files_in(templates)))
