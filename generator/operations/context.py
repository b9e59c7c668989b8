"""What every part of `operations` needs, and the operations themselves: typed and raw side by side.

In: the stages before. Out: a `Context` and its `Found` operations. Refuses nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from generator.canonical import Canonical
from generator.declaration import Declaration, OperationOptions
from generator.diagnostics import Problems
from generator.naming.survey import METHODS
from generator.source import At

if TYPE_CHECKING:
    from openapi_python_client import schema as oai


@dataclass(frozen=True, slots=True)
class Context:
    """Everything that does not change from one operation to the next."""

    canonical: Canonical
    document: oai.OpenAPI
    declaration: Declaration
    problems: Problems

    def at(self, *keys: str) -> list[At]:
        """Those of the places that are known."""
        return [self.canonical.places[key] for key in keys if key in self.canonical.places]

    def in_document(self, *tokens: str) -> list[At]:
        """A place in the entry document, if anything is known to stand in that."""
        sources = (at.source for at in self.canonical.places.values())
        return [At(source, tokens) for source in sources if source.name == ""][:1]


@dataclass(frozen=True, slots=True)
class Found:
    """One operation: as the document model types it, and as the canonical form has it, for its slots."""

    id: str
    method: str
    path: str
    typed: oai.Operation
    raw: Mapping[str, Any]
    options: OperationOptions | None


def found_operations(context: Context) -> list[Found]:
    """All operations in the order written."""
    items = {text(path): item for path, item in context.document.paths.items()}
    found = []
    for path, raw in context.canonical.document.get("paths", {}).items():
        for method in (name for name in raw if name in METHODS):
            typed = getattr(items[path], method)
            assert typed is not None, f"{method} {path} got lost in the document model"
            operation = raw[method]["operationId"]
            options = context.declaration.operations.get(operation)
            found.append(Found(operation, method, path, typed, raw[method], options))
    return found


def text(untrusted: oai.UntrustedString | None) -> str:
    """The text itself; it becomes source only through `literals`."""
    return "" if untrusted is None else untrusted.get_untrusted_value()


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A hint with the nearest of the known names, or all of them if there are few."""
    names = sorted(set(known))
    near = get_close_matches(name, names, 1)
    if near:
        return f"did you mean {near[0]!r}?"
    return f"there are {', '.join(map(repr, names[:10]))}" if names else "the document has none"
