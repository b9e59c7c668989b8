"""A `Canonical` and `Names` by hand, since the stages before are tested elsewhere.

In: components as JSON Schema of the canonical form. Out: generated modules, imported. Refuses nothing.
"""

from __future__ import annotations

import importlib
import itertools
import json
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from generator.canonical import Canonical, Schema, TypeId
from generator.models import ModelSources, render_models
from generator.names import Names
from generator.naming.survey import is_plain_enum

RUNTIME = Path(__file__).parents[2] / "generator" / "runtime"
_numbers = itertools.count()


def ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def ids(components: Mapping[str, Schema]) -> dict[TypeId, Schema]:
    """Components by their ids; a class without more is an object."""
    return {TypeId(ref(name)["$ref"]): component for name, component in components.items()}


def obj(required: str = "", /, **properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": required.split()}


def canonical(
    *,
    enums: Mapping[str, Schema] | None = None,
    answers: Mapping[str, Schema] | None = None,
    inputs: Mapping[str, Schema] | None = None,
) -> Canonical:
    return Canonical(
        document={"openapi": "3.1.0", "paths": {}},
        enums=ids(enums or {}),
        answers=ids(answers or {}),
        inputs=ids(inputs or {}),
        places={},
        operations_in=0,
    )


def names(made: Canonical, special: Mapping[tuple[str, str], str] | None = None) -> Names:
    """Names by plain rules; `special` names members: (component, wire) to Python name."""
    types = {
        (type_id, "answer"): type_id.rsplit("/", 1)[-1]
        for type_id in {**made.enums, **made.answers}
    }
    types |= {(type_id, "input"): f"{type_id.rsplit('/', 1)[-1]}Input" for type_id in made.inputs}
    types |= {(type_id, "input"): type_id.rsplit("/", 1)[-1] for type_id in made.enums}
    members = {}
    for type_id, component in [*made.answers.items(), *made.inputs.items()]:
        for wire in component.get("properties", {}):
            members[type_id, wire] = snake(wire)
    for type_id, enum in made.enums.items():
        for value, name in zip(enum["enum"], enum["x-enum-varnames"], strict=True):
            members[type_id, json.dumps(value, ensure_ascii=False)] = name
    for (component, wire), name in (special or {}).items():
        members[TypeId(ref(component)["$ref"]), wire] = name
    literals = {
        type_id: f"{types[type_id, 'answer']}Like"
        for type_id, enum in made.enums.items()
        if is_plain_enum(enum)
    }
    return Names(
        types=types,  # type: ignore[arg-type]
        members=members,
        literals=literals,
        resources={},
        resource_classes={},
        operations={},
        arguments={},
        parameter_models={},
        statuses={},
        codes={},
    )


def snake(wire: str) -> str:
    spelled = "".join(f"_{c.lower()}" if c.isupper() else c for c in wire)
    return spelled.replace("-", "_").replace(".", "_").strip("_") or "field"


def render(made: Canonical, own: Names | None = None, cache: Path | None = None) -> ModelSources:
    return render_models(made, own or names(made), package="pkg", cache=cache)


def install(sources: ModelSources, folder: Path) -> Path:
    """A package with these modules and the runtime in it."""
    package = folder / f"generated_{next(_numbers)}"
    shutil.copytree(
        RUNTIME, package / "_runtime", ignore=shutil.ignore_patterns("__pycache__", ".*")
    )
    for name, text in [("__init__", ""), ("models", sources.models), ("inputs", sources.inputs)]:
        (package / f"{name}.py").write_text(text, encoding="utf-8")
    (package / "py.typed").touch()
    return package


def load(sources: ModelSources, folder: Path) -> tuple[ModuleType, ModuleType]:
    """The modules `models` and `inputs`, imported."""
    package = install(sources, folder)
    sys.path.insert(0, str(folder))
    try:
        importlib.invalidate_caches()
        models = importlib.import_module(f"{package.name}.models")
        return models, importlib.import_module(f"{package.name}.inputs")
    finally:
        sys.path.remove(str(folder))
