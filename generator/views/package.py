"""A whole package as its templates see it.

In: `ir.Api`, `Names`, the canonical form, and what the model modules define. Out: `PackageView`.
Refuses: two public names that are the same (here and in `exports`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from generator import VERSION, ir
from generator.canonical import Canonical
from generator.literals import EMPTY, Source, cell, code, comment, identifier, string, toml_string
from generator.names import Names
from generator.views.clients import ClientView, client_view
from generator.views.errors import ErrorsView, errors_view
from generator.views.exports import ExportsView, exports_view
from generator.views.readme import ReadmeView, readme_view
from generator.views.resources import ResourceView, resource_view
from generator.views.scope import Classes
from generator.views.text import first_sentence

_DEFINED = re.compile(r"^(?:class ([^\W\d]\w*)\b|([^\W\d]\w*)(?:: [\w.]+)? = )", re.MULTILINE)


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
    documentation: Source
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
    resources = tuple(resource_view(resource, api, classes) for resource in api.resources)
    return PackageView(
        distribution=cell(_distribution(api.distribution)),
        package=identifier(api.package),
        header=header(made_from),
        project=_project(api, spdx),
        exports=exports_view(api, classes, runtime),
        client=client_view(api, resources),
        errors=errors_view(api, names),
        resources=resources,
        readme=readme_view(api, classes, canonical),
    )


def header(made_from: str) -> Source:
    """What a generated file is made from. No date and no absolute path: the same input gives the same bytes."""
    said = f"Made from {made_from}.\nDo not edit: change the spec and run `make generate`."
    return comment(said, width=100)


def defined_in(text: str) -> list[str]:
    """The names of the classes and aliases that a model module defines."""
    found = [match[1] or match[2] for match in _DEFINED.finditer(text)]
    return [name for name in dict.fromkeys(found) if not name.startswith("__")]


def homes(modules: Mapping[str, str]) -> dict[str, str]:
    """Each class and alias to the module that defines it."""
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
        documentation=toml_string(api.external_docs) if api.external_docs else EMPTY,
        spec_version=string(api.api_version),
        generator_version=string(VERSION),
        docs=string(api.external_docs or f"python -m pydoc {api.package}"),
    )


def _distribution(name: str) -> str:
    if not re.fullmatch(r"(?i)[a-z0-9]|[a-z0-9][a-z0-9._-]*[a-z0-9]", name):
        raise ValueError(f"{name!a} is no name of a distribution (PEP 508)")
    return name
