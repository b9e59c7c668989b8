"""The files of a package: views poured into templates, tidied, and proved to parse.

In: `ir.Api`, `Names`, the canonical form, the texts of the model modules and of the runtime. Out: `File`s, by path.
Refuses: to print anything that is not `Source` (TypeError), a template that asks for what a view lacks, and text that
is no Python.

`templates/package/` is the tree of a package, path for path. `[[package]]` in a path is the package's name; a path with
`[[resource.module]]` stands for one file a resource. A file called `*.jinja` is poured, any other is copied.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache as once
from importlib.metadata import version
from pathlib import Path

from jinja2 import (
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    Undefined,
)

from generator import ir
from generator.canonical import Canonical
from generator.literals import Source
from generator.names import Names
from generator.tidy import tidy
from generator.views import PackageView, defined_in, package_view

PACKAGE = "[[package]]"
RESOURCE = "[[resource.module]]"
RUNTIME = "_runtime"


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
    """The runtime's files, copied as they are, by path in `_runtime/`."""


def render(
    api: ir.Api,
    names: Names,
    canonical: Canonical,
    parts: Parts,
    *,
    templates: Path,
    made_from: str,
    spdx: str = "MIT",
    cache: Path | None = None,
) -> tuple[File, ...]:
    """All files of the package of one API; a model module that defines nothing is left out.

    Args:
        api: The operations.
        names: The name of everything.
        canonical: The schemas, for the examples in the README.
        parts: The texts that are made elsewhere.
        templates: The folder `templates/package`.
        made_from: The document's path as headers show it: `specs/wix-orders/openapi.yaml`.
        spdx: The package's licence, an SPDX expression.
        cache: A folder that keeps tidied files, by the hash of what went in; only saves time.

    Raises:
        SyntaxError: A model module or a poured file is no Python: an error of the generator.
        ValueError: Two public names are the same, or a name is no identifier.
    """
    written = {"models": parts.models, "inputs": parts.inputs}
    modules = {name: text for name, text in written.items() if defined_in(text)}
    view = package_view(
        api,
        names,
        canonical,
        modules=modules,
        runtime=parts.runtime,
        made_from=made_from,
        spdx=spdx,
    )
    return _assembled(view, modules, parts.runtime, templates, cache)


def _assembled(
    view: PackageView,
    modules: Mapping[str, str],
    runtime: Mapping[str, str],
    templates: Path,
    cache: Path | None,
) -> tuple[File, ...]:
    """What the templates make, the model modules under the header, and the runtime as it is."""
    root = f"src/{view.package}"
    drafts = dict(_poured(view, templates, cache))
    drafts |= {f"{root}/{name}.py": f"{view.header}\n{text}" for name, text in modules.items()}
    files = tidy(drafts, cache)
    files |= {f"{root}/{RUNTIME}/{path}": text for path, text in runtime.items()}
    return tuple(File(path, files[path]) for path in sorted(files))


def _poured(view: PackageView, templates: Path, cache: Path | None) -> Iterator[tuple[str, str]]:
    environment = _environment(templates, cache)
    for name in _tree(templates):
        if not name.endswith(".jinja"):
            yield name.replace(PACKAGE, view.package), (templates / name).read_text("utf-8")
            continue
        template = environment.get_template(name)
        path = name.removesuffix(".jinja").replace(PACKAGE, view.package)
        if RESOURCE not in path:
            yield path, template.render(view=view)
            continue
        for resource in view.resources:
            module = path.replace(RESOURCE, resource.module)
            yield module, template.render(view=view, resource=resource)


@once
def _tree(templates: Path) -> tuple[str, ...]:
    found = (path for path in templates.rglob("*") if path.is_file())
    return tuple(sorted(path.relative_to(templates).as_posix() for path in found))


@once
def _environment(templates: Path, cache: Path | None) -> Environment:
    return Environment(
        loader=FileSystemLoader(templates),
        bytecode_cache=_compiled(cache),
        undefined=StrictUndefined,
        finalize=only_source,
        autoescape=False,  # noqa: S701 - no HTML is made, and only_source lets nothing unquoted through
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _compiled(cache: Path | None) -> FileSystemBytecodeCache | None:
    """Compiled templates, by the hash of their text; apart for each Jinja and each version of this module."""
    if cache is None:
        return None
    settings = hashlib.sha256(version("jinja2").encode() + Path(__file__).read_bytes())
    folder = cache / "templates" / settings.hexdigest()[:16]
    folder.mkdir(parents=True, exist_ok=True)
    return FileSystemBytecodeCache(str(folder))


def only_source(printed: object) -> Source:
    """What every `{{ }}` goes through: spec text that did not pass `literals` stops the run."""
    if isinstance(printed, Undefined):
        str(printed)  # StrictUndefined: raises, and names what is missing
    if not isinstance(printed, Source):
        raise TypeError(f"a template prints {type(printed).__name__}, not Source: {printed!a}")
    return printed
