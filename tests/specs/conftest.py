"""Fixtures over the hand-written specs: documents, declarations, origins, and a validator per schema."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

SPECS = Path(__file__).parents[2] / "specs"
APIS = ("wix-orders", "wizcommerce-orders")
METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
FORMATS = FormatChecker(["date-time", "email", "uuid"])
ENTRY = "urn:spec"


def resolve(document: Any, pointer: str) -> Any:
    """What an RFC 6901 pointer points at; a `LookupError` where it leads nowhere."""
    value = document
    for token in pointer.split("/")[1:]:
        key = token.replace("~1", "/").replace("~0", "~")
        value = value[int(key)] if isinstance(value, list) else value[key]
    return value


@dataclass(frozen=True)
class Spec:
    """One folder below specs/."""

    folder: Path

    @cached_property
    def document(self) -> dict[str, Any]:
        return yaml.safe_load((self.folder / "openapi.yaml").read_text("utf-8"))

    @cached_property
    def declaration(self) -> dict[str, Any]:
        return yaml.safe_load((self.folder / "client.yaml").read_text("utf-8"))

    @cached_property
    def origin(self) -> dict[str, Any]:
        return tomllib.loads((self.folder / "origin.toml").read_text("utf-8"))

    @property
    def schemas(self) -> dict[str, Any]:
        return self.document["components"]["schemas"]

    @property
    def examples(self) -> list[Path]:
        return sorted((self.folder / "examples").iterdir())

    def operations(self) -> dict[str, tuple[str, str, dict[str, Any]]]:
        """Operation id to method, path and operation."""
        return {
            operation["operationId"]: (method, path, operation)
            for path, item in self.document["paths"].items()
            for method, operation in item.items()
            if method in METHODS
        }

    def at(self, place: str) -> Any:
        """What `openapi.yaml#/…` or `client.yaml#/…` points at."""
        name, pointer = place.split("#")
        return resolve(
            {"openapi.yaml": self.document, "client.yaml": self.declaration}[name], pointer
        )

    def errors(self, schema: dict[str, Any], value: Any) -> list[str]:
        """What JSON Schema 2020-12 says against `value`, formats included."""
        resource = Resource.from_contents(self.document, default_specification=DRAFT202012)
        registry: Registry[Any] = Registry().with_resource(ENTRY, resource)
        absolute = json.loads(json.dumps(schema).replace('"#/', f'"{ENTRY}#/'))
        validator = Draft202012Validator(absolute, registry=registry, format_checker=FORMATS)
        return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(value)]

    def errors_of(self, component: str, value: Any) -> list[str]:
        return self.errors({"$ref": f"#/components/schemas/{component}"}, value)


@pytest.fixture(params=APIS)
def spec(request: pytest.FixtureRequest) -> Spec:
    return Spec(SPECS / request.param)


@pytest.fixture(scope="session")
def wix() -> Spec:
    return Spec(SPECS / "wix-orders")


@pytest.fixture(scope="session")
def wizcommerce() -> Spec:
    return Spec(SPECS / "wizcommerce-orders")
