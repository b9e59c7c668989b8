"""The bodies of documents, and the classes that packages have for them.

In: the name of a shipped spec or of a case. Out: its document, and for each JSON body its schema and what the package
reads or writes it by. Refuses nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

import yaml
from hypothesis import HealthCheck, settings

from tests.cases.generated import package
from tests.properties.schemas import Document, Schema

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = {"wix-orders": "wix_orders", "wizcommerce-orders": "wizcommerce_orders"}
CASES = (
    "all_kinds",
    "circular_models",
    "circular_unions",
    "discriminators",
    "enum_kinds",
    "lists_and_texts",
    "property_names",
    "whole_bodies",
)
NAMES = (*SHIPPED, *CASES)
_EXAMPLES = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
"""The same examples each time, and none kept on disk."""
_MANY = settings(_EXAMPLES, max_examples=400)


@dataclass(frozen=True)
class Api:
    """A package, and the document that it was made from."""

    document: Document
    module: ModuleType
    examples: settings
    """How many to try: many where every kind of value is, fewer for what is peculiar to a document."""

    def runtime(self, name: str) -> ModuleType:
        return import_module(f"{self.module.__name__}._runtime.{name}")

    def bodies(self) -> Iterator[tuple[Any, Any, Schema]]:
        """Each JSON body that is sent: its operation, its part of the call, its schema."""
        made = self.runtime("operation")
        for operation, node in self._operations():
            if isinstance(operation.body, (made.JsonBody, made.WholeJson)):
                content = self.document.found(node["requestBody"])["content"]
                yield operation, operation.body, _schema(content)

    def answers(self) -> Iterator[tuple[Any, Any, Schema]]:
        """Each JSON answer, with its operation and its schema."""
        made = self.runtime("operation")
        for operation, node in self._operations():
            for status, answer in {**operation.answers, **operation.errors}.items():
                if isinstance(answer, made.Json):
                    response = self.document.found(node["responses"][status])
                    yield operation, answer, _schema(response["content"])

    def _operations(self) -> Iterator[tuple[Any, Any]]:
        kind = self.runtime("operation").Operation
        resources = import_module(f"{self.module.__name__}.resources")
        for found in iter_modules(resources.__path__, f"{resources.__name__}."):
            for operation in vars(import_module(found.name)).values():
                if isinstance(operation, kind):
                    path = self.document.tree["paths"][operation.path]
                    yield operation, path[operation.method.lower()]


def _schema(content: Any) -> Schema:
    return next(media for name, media in content.items() if "json" in name)["schema"]


def api(name: str) -> Api:
    """The API of this name."""
    folder = ROOT / "specs" / name if name in SHIPPED else ROOT / "tests" / "cases" / name
    tree = yaml.safe_load((folder / "openapi.yaml").read_text("utf-8"))
    tree["paths"] = {str(path): item for path, item in tree["paths"].items()}
    for item in tree["paths"].values():
        for node in item.values():
            if isinstance(node, dict) and "responses" in node:
                node["responses"] = {str(k): v for k, v in node["responses"].items()}
    module = import_module(SHIPPED[name]) if name in SHIPPED else package(name)
    return Api(Document(tree), module, _MANY if name == "all_kinds" else _EXAMPLES)
