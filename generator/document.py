"""The canonical document as openapi-python-client's typed model, which marks free text as untrusted.

In: `Canonical`. Out: `openapi_python_client.schema.OpenAPI`, in which every schema is an empty
stub: types are read from the canonical slots, and a large document takes a fifth of a second.
Refuses: what that model does not accept (`invalid-document`), at the place where it was written.

Importing all of openapi_python_client takes longer than most runs: its package module brings in a
command line and an HTTP client. Only its schema is used, and only that is imported, when needed.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.util import find_spec
from types import ModuleType
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from generator.canonical import Canonical
from generator.diagnostics import Problems
from generator.source import At

if TYPE_CHECKING:
    from openapi_python_client.schema import OpenAPI

SCHEMA = "schema"


def build_document(canonical: Canonical, problems: Problems) -> OpenAPI:
    """The typed model. Raises `ProblemsFound` if it does not accept the document."""
    model = _model()
    stubbed = {**canonical.document, "paths": _stubbed(canonical.document["paths"])}
    try:
        return model.model_validate(stubbed)
    except ValidationError as error:
        for found in error.errors(include_url=False, include_context=False, include_input=False):
            _report(canonical, found["loc"], found["msg"], problems)
        problems.stop_if_any()
        raise AssertionError("what was refused is a problem") from error


@cache
def _model() -> type[OpenAPI]:
    """The schema of openapi_python_client, imported without the rest: under a package that is only a path meanwhile."""
    package = "openapi_python_client"
    spec = find_spec(package) if package not in sys.modules else None
    if spec is not None:
        bare = ModuleType(package)
        bare.__path__ = [*(spec.submodule_search_locations or ())]
        sys.modules[package] = bare
    try:
        from openapi_python_client.schema import OpenAPI
    finally:
        if spec is not None:
            del sys.modules[package]
    return OpenAPI


def _stubbed(value: Any) -> Any:
    """The same, with an empty schema for every schema, and without examples."""
    match value:
        case dict():
            kept = {
                key: inner for key, inner in value.items() if key not in ("example", "examples")
            }
            return {key: {} if key == SCHEMA else _stubbed(inner) for key, inner in kept.items()}
        case list():
            return [_stubbed(inner) for inner in value]
        case _:
            return value


def _report(
    canonical: Canonical, location: Sequence[str | int], message: str, problems: Problems
) -> None:
    at = _at(canonical, [str(step) for step in location])
    where = " › ".join(str(step) for step in location)
    hint = "write what OpenAPI 3.1 asks for here"
    problems.error("invalid-document", f"{where}: {message}", *at, hint=hint)


def _at(canonical: Canonical, location: Sequence[str]) -> list[At]:
    """Where something stands, as closely as is known: the operation, or the nearest part of the entry document."""
    paths: Mapping[str, Any] = canonical.document["paths"]
    if location[:1] == ["paths"] and len(location) > 2:
        operation = paths.get(location[1], {}).get(location[2], {})
        if operation.get("operationId") in canonical.places:
            return [_descend(canonical.places[operation["operationId"]], location[3:])]
    entry = next((at.source for at in canonical.places.values() if not at.source.name), None)
    return [] if entry is None else [_descend(At(entry), location)]


def _descend(at: At, steps: Sequence[str]) -> At:
    """As far down as the steps lead; those that pydantic adds (`ref`, `other`) lead nowhere and are passed over."""
    for step in steps:
        inner = at.at(step)
        at = inner if inner.exists else at
    return at
