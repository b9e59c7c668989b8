"""What a document says of an operation, found by the operation's id.

In: the canonical form. Out: an Operation Object (OpenAPI 3.1) in that form. Refuses an id that is not there: KeyError.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.canonical import Canonical
from generator.same import Same

_BY_ID: Same[dict[str, Mapping[str, Any]]] = Same(2)


def operation_object(canonical: Canonical, operation_id: str) -> Mapping[str, Any]:
    """The Operation Object with this id."""
    return _BY_ID.of(lambda: _by_id(canonical), canonical)[operation_id]


def _by_id(canonical: Canonical) -> dict[str, Mapping[str, Any]]:
    return {
        operation["operationId"]: operation
        for item in canonical.document["paths"].values()
        for operation in item.values()
        if isinstance(operation, Mapping) and "operationId" in operation
    }
