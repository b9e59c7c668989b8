"""Schemas as they were written, for what the canonical form does not keep.

In: a place in a document, and all its files. Out: the place behind references, and the keywords that hold there.
Refuses nothing: a reference that leads nowhere ends where it stands, since `normalize` has refused it before.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any
from urllib.parse import unquote

from generator.source import At, SourceSet, parse_pointer

_STEPS = 32
"""More references in a row than any document has; a ring ends here too."""


def follow(sources: SourceSet, at: At | None) -> At | None:
    """The place that `at` comes to behind any number of references; None for one that is not there."""
    for _ in range(_STEPS):
        if at is None or not at.exists:
            return None
        value = at.value
        if not isinstance(value, dict) or not isinstance(value.get("$ref"), str):
            return at
        at = _target(sources, at, value["$ref"])
    return None


def _target(sources: SourceSet, at: At, text: str) -> At | None:
    """RFC 3986, 5.2, for files below one folder; RFC 6901, 6, for the fragment."""
    file, _, fragment = text.partition("#")
    name = at.source.name
    if file:
        name = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(file)))
        name = "" if name == posixpath.basename(sources.entry.path) else name
    with suppress(ValueError):
        if name in sources.files:
            return At(sources.files[name], parse_pointer("#" + fragment))
    return None


def value_of(sources: SourceSet, at: At | None) -> Mapping[str, Any]:
    """The mapping at a place, behind references; an empty one where there is none."""
    found = follow(sources, at)
    return found.value if found is not None and isinstance(found.value, dict) else {}


def keywords(sources: SourceSet, at: At | None) -> dict[str, tuple[Any, At]]:
    """The keywords of a schema and of all that it includes by `allOf`, each with where it stands.

    The schema's own stand before those that it includes.
    """
    found: dict[str, tuple[Any, At]] = {}
    for place in _parts(sources, at, 0):
        for key, value in place.value.items():
            found.setdefault(key, (value, place.at(key)))
    return found


def _parts(sources: SourceSet, at: At | None, depth: int) -> Iterator[At]:
    place = follow(sources, at)
    if place is None or not isinstance(place.value, dict) or depth > _STEPS:
        return
    yield place
    included = place.value.get("allOf")
    for index in range(len(included) if isinstance(included, list) else 0):
        yield from _parts(sources, place.at("allOf", index), depth + 1)
