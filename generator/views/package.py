"""A whole package as its templates see it.

In: `ir.Api`, `Names`, the canonical form, and what the model modules define. Out: `PackageView`.
Refuses: two public names that are the same (here and in `exports`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from generator import VERSION, ir
from generator.canonical import Canonical
from generator.labels import well_known
from generator.literals import (
    Source,
    cell,
    code,
    comment,
    identifier,
    string,
    toml_key,
    toml_string,
)
from generator.names import Names
from generator.same import Same
from generator.views.addresses import addresses, page_url
from generator.views.clients import ClientView, client_view
from generator.views.errors import ErrorsView, errors_view
from generator.views.exports import ExportsView, exports_view
from generator.views.readme import ReadmeView, readme_view
from generator.views.resources import ResourceView, resource_view
from generator.views.scope import Classes
from generator.views.text import first_sentence

VENDORS = "Vendor documentation"
"""The label of the vendor's own page, where the package's documentation is ours."""
_DEFINED = re.compile(r"^(?:class ([^\W\d]\w*)\b|([^\W\d]\w*)(?:: [\w.]+)? = )", re.MULTILINE)
_HOMES: Same[dict[str, str]] = Same(16)


@dataclass(frozen=True, slots=True)
class UrlView:
    """One line of [project.urls]: a TOML key and a string."""

    label: Source
    url: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectView:
    """What `pyproject.toml` and `LICENSE` print."""

    name: Source
    version: Source
    description: Source
    license: Source
    is_mit: bool
    license_text: Source
    holder: Source
    urls: tuple[UrlView, ...]
    spec_version: Source
    """The API's `info.version`, a Python string."""
    generator_version: Source
    """The version of Specpress, a Python string."""
    docs: Source
    """Where the docs are, a Python string: a URL, or a command."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageView:
    """Everything that the templates of one package print."""

    distribution: Source
    """As it stands in prose and in commands; a name by PEP 508."""
    package: Source
    header: Source
    """The first line of every Python file."""
    project: ProjectView
    exports: ExportsView
    client: ClientView
    errors: ErrorsView
    resources: tuple[ResourceView, ...]
    readme: ReadmeView


def package_view(
    api: ir.Api,
    names: Names,
    canonical: Canonical,
    *,
    modules: Mapping[str, str],
    runtime: Mapping[str, str],
    made_from: str,
    spdx: str,
) -> PackageView:
    """The view of one package.

    Args:
        api: The operations.
        names: The name of everything.
        canonical: The schemas, for the examples in the README.
        modules: The text of each model module by its name in the package (`models`, `inputs`).
        runtime: The runtime's files, by name.
        made_from: The path of the document, as the header shows it.
        spdx: The licence, an SPDX expression.
    """
    classes = Classes(names, homes(modules))
    where = addresses(api, classes)
    resources = tuple(resource_view(one, api, classes, where) for one in api.resources)
    return PackageView(
        distribution=cell(_distribution(api.distribution)),
        package=identifier(api.package),
        header=header(made_from),
        project=_project(api, spdx),
        exports=exports_view(api, classes, runtime),
        client=client_view(api, resources, names.renamed.of("option", api.client_class)),
        errors=errors_view(api, names),
        resources=resources,
        readme=readme_view(api, classes, canonical, where),
    )


def header(made_from: str) -> Source:
    """What a generated file is made from. No date and no absolute path: the same input gives the same bytes."""
    said = f"Made from {made_from}.\nDo not edit: change the spec and run `make generate`."
    return comment(said, width=100)


@lru_cache(maxsize=64)
def defined_in(text: str) -> tuple[str, ...]:
    """The names of the classes and aliases that a model module defines."""
    found = [match[1] or match[2] for match in _DEFINED.finditer(text)]
    return tuple(name for name in dict.fromkeys(found) if not name.startswith("__"))


def homes(modules: Mapping[str, str]) -> dict[str, str]:
    """Each class and alias to the module that defines it; the same mapping for the same texts."""
    return _HOMES.of(lambda: _homes(modules), *modules, *modules.values())


def _homes(modules: Mapping[str, str]) -> dict[str, str]:
    homes: dict[str, str] = {}
    for module, text in modules.items():
        for name in defined_in(text):
            if name in homes:
                raise ValueError(f"{name} stands in {homes[name]} and in {module}")
            homes[name] = module
    return homes


def _project(api: ir.Api, spdx: str) -> ProjectView:
    described = first_sentence(api.summary)[0] or f"A typed client of {api.title}, sync and async."
    return ProjectView(
        name=toml_string(_distribution(api.distribution)),
        version=toml_string(api.version),
        description=toml_string(" ".join(described.split())),
        license=toml_string(spdx),
        is_mit=spdx == "MIT",
        license_text=cell(spdx),
        holder=code("the authors of {}", cell(api.distribution)),
        urls=tuple(UrlView(toml_key(label), toml_string(url)) for label, url in _urls(api)),
        spec_version=string(api.api_version),
        generator_version=string(VERSION),
        docs=string(api.docs_url or api.external_docs or f"python -m pydoc {api.package}"),
    )


def _urls(api: ir.Api) -> Iterator[tuple[str, str]]:
    """Labels and addresses; where the documentation is follows from project and document, unless the author says it."""
    documents = api.external_docs or ""
    theirs = documents if re.fullmatch(r"https?://\S+", documents) else ""  # no relative one
    stated = {well_known(label) for label, _ in api.urls}
    if (ours := api.docs_url or theirs) and "documentation" not in stated:
        yield "Documentation", ours
    if api.docs_url and "changelog" not in stated:
        yield "Changelog", page_url(api.docs_url, "changelog.md")
    if api.docs_url and theirs and VENDORS not in dict(api.urls):
        yield VENDORS, theirs
    yield from api.urls


def _distribution(name: str) -> str:
    if not re.fullmatch(r"(?i)[a-z0-9]|[a-z0-9][a-z0-9._-]*[a-z0-9]", name):
        raise ValueError(f"{name!a} is no name of a distribution (PEP 508)")
    return name
