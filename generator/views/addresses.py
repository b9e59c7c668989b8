"""Where the page of each thing stands: paths within an API's docs, and links to them from outside of these.

In: `ir.Api`, and the names of what is public. Out: `Addresses`. Refuses nothing.

A page's path follows from pinned names only, so that links stay the same between builds. Where nothing says at which
address the docs will stand, a package's README links into its own folder `docs/`, and its Python to nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator import ir
from generator.literals import Source, anchor, cell, code
from generator.naming.python import file_key
from generator.naming.reserved import DEVICE_NAMES
from generator.views.scope import Classes

_INDEXES = frozenset({"index", "readme"})
"""What a site generator takes for the front page of a folder."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """The pages of one API; paths are those of their Markdown, within `docs/`."""

    base: str
    """The URL of the API's pages, with a slash at its end; "" where nobody knows it."""
    operations: Mapping[str, Source]
    """By id: `operations/orders/update_order.md`."""
    types: Mapping[str, Source]
    """By name: `models/Order.md`."""

    def url(self, path: str) -> str:
        """The address of a page on the site; "" where nobody knows it."""
        return page_url(self.base, path)

    def link(self, path: str) -> Source:
        """The same in a README, which lies beside `docs/`: where a link leads, for a cell too."""
        return cell(self.url(path) or f"docs/{path}")


def page_url(base: str, path: str, fragment: str = "") -> str:
    """The address of a page below `base`, "" for a base of ""; text that has to go through `literals`."""
    page = path.removesuffix(".md") + ".html"
    return f"{base}{page}{f'#{fragment}' if fragment else ''}" if base else ""


def see(base: str, path: str, fragment: str = "") -> str:
    """A paragraph of a docstring that leads to a page; "" where nobody knows its address."""
    url = page_url(base, path, fragment)
    return f"See <{url}>." if url else ""


def addresses(api: ir.Api, classes: Classes) -> Addresses:
    """The addresses of an API."""
    types = stems(public_types(classes))
    return Addresses(
        api.docs_url,
        dict(_operations(api, classes)),
        {name: code("models/{}.md", stem) for name, stem in types.items()},
    )


def _operations(api: ir.Api, classes: Classes) -> Iterator[tuple[str, Source]]:
    names = classes.names
    for resource in api.resources:
        folder = _folder(names.resources[resource.tag])
        methods = {one.id: names.operations[one.id] for one in resource.operations}
        files = stems(methods.values())
        for id_, method in methods.items():
            yield id_, code("operations/{}/{}.md", folder, files[method])


def public_types(classes: Classes) -> dict[str, None]:
    """The names of the classes, enums and unions that users see, each once."""
    names = classes.names
    private = {*names.parameter_models.values(), *names.body_types.values()}
    return {
        name: None
        for name in names.types.values()
        if name not in private and not name.startswith("_") and name in classes.modules
    }


def stems(names: Iterable[str]) -> dict[str, Source]:
    """A file's name for each Python name: itself, unless a file system or a site generator reads it otherwise."""
    listed = list(names)
    taken: dict[str, set[str]] = {}
    for name in listed:
        taken.setdefault(file_key(name), set()).add(name)
    return {
        name: code("{}-{}", anchor(name), _hash(name))
        if len(taken[file_key(name)]) > 1 or _is_special(name)
        else anchor(name)
        for name in listed
    }


def _folder(attribute: str) -> Source:
    return (
        code("{}-{}", anchor(attribute), _hash(attribute))
        if _is_special(attribute)
        else anchor(attribute)
    )


def _is_special(name: str) -> bool:
    return name.lower() in DEVICE_NAMES or name.lower() in _INDEXES


def _hash(name: str) -> Source:
    return anchor(hashlib.sha256(name.encode()).hexdigest()[:6])
