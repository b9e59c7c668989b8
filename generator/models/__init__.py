"""Canonical schemas and names to the model modules of a package.

In: `Canonical` and `Names`. Out: the text of `models.py` and `inputs.py`, imports in place, not yet formatted.
Refuses, as bugs of the stages before: a name that is missing, or used twice in one module.

The types come from datamodel-code-generator with `templates/models/`. It gets the structure only: neutral names, and
no text of the spec. What we say ourselves (names, docstrings, limits, literals) is put in by the templates and by
`modules`. Its result is kept by the hash of all that goes in, since importing it takes longer than all other stages.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.models.worker import FOLDER, begin

if TYPE_CHECKING:
    from generator.canonical import Canonical
    from generator.names import Names

__all__ = ["ModelSources", "expect_models", "render_models"]


@dataclass(frozen=True, slots=True)
class ModelSources:
    """The text of the two model modules, without the header that every generated file gets."""

    models: str
    """Answers, enums, named unions, and the aliases of enums that requests take."""
    inputs: str
    """Requests, and the private classes that check parameters."""


def expect_models(cache: Path | None) -> None:
    """Begin to load what makes models, in the background, unless `cache` may have them."""
    begin(None if cache is None else cache / FOLDER)


def render_models(
    canonical: Canonical,
    names: Names,
    *,
    package: str,
    docs_url: str = "",
    cache: Path | None = None,
    meanwhile: Callable[[], None] = lambda: None,
) -> ModelSources:
    """The model modules of the package with the import name `package`.

    `docs_url` is where the API's docs stand, with a slash at its end, if anywhere.
    `cache` is a folder for results, which may be lost or spoilt at any time; None keeps nothing.
    `meanwhile` is done while another process makes them, if one does.
    """

    def make() -> dict[str, str]:
        from generator.models.modules import write
        from generator.models.plan import plan

        return write(plan(canonical, names), package, docs_url, meanwhile)

    from generator.models.cache import kept

    texts = kept(f"{package} {docs_url}", canonical, names, cache, make)
    return ModelSources(texts["models"], texts["inputs"])
