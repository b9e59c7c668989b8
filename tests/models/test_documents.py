"""Whole documents, through all stages before: each class is what its schema says, and builds."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from generator.diagnostics import ProblemsFound
from tests.models.chain import named
from tests.models.making import load, render
from tests.models.oracle import differences

ROOT = Path(__file__).parents[2]
FOLDERS = sorted(
    document.parent
    for pattern in ("specs/*/openapi.*", "tests/cases/*/openapi.*")
    for document in ROOT.glob(pattern)
)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_class_is_what_its_schema_says(folder, tmp_path):
    try:
        made, given = named(folder)
    except ProblemsFound as refused:
        pytest.skip(f"refused before: {refused}")
    models, inputs = load(render(made, given), tmp_path)
    assert list(differences(made, given, models, inputs)) == []
    for module in (models, inputs):
        for kind in vars(module).values():
            if isinstance(kind, type) and issubclass(kind, BaseModel):
                assert kind.model_rebuild(force=True)


EXAMPLES = sorted(ROOT.glob("specs/*/examples/*.response-*.json"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_documented_answers_come_back_whole(path, tmp_path):
    made, given = named(path.parents[1])
    models, _ = load(render(made, given), tmp_path)
    operation, status = path.name.split(".")[0], path.name.split("-")[1].split(".")[0]
    (found,) = (
        one["responses"][status]["content"]["application/json"]["schema"]["$ref"]
        for item in made.document["paths"].values()
        for one in item.values()
        if one["operationId"] == operation
    )
    wire = json.loads(path.read_text(encoding="utf-8"))
    answer = getattr(models, given.types[found, "answer"]).model_validate(wire)
    assert _instants(answer.to_dict()) == _instants(wire)


def _instants(value: Any) -> Any:
    """Times as instants; all else as it is, with its type."""
    match value:
        case dict():
            return {key: _instants(item) for key, item in value.items()}
        case list():
            return [_instants(item) for item in value]
        case str() if re.fullmatch(r"\d{4}-\d\d-\d\dT.*", value):
            return datetime.fromisoformat(value)
        case _:
            return type(value).__name__, value
