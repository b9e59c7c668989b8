from __future__ import annotations

from types import ModuleType

import pytest

from generator.models import ModelSources
from tests.models.making import load, render
from tests.models.shop import shop


@pytest.fixture(scope="session")
def sources() -> ModelSources:
    return render(shop())


@pytest.fixture(scope="session")
def modules(sources: ModelSources, tmp_path_factory) -> tuple[ModuleType, ModuleType]:
    return load(sources, tmp_path_factory.mktemp("shop"))


@pytest.fixture(scope="session")
def models(modules) -> ModuleType:
    return modules[0]


@pytest.fixture(scope="session")
def inputs(modules) -> ModuleType:
    return modules[1]


@pytest.fixture(scope="session")
def missing(inputs):
    from importlib import import_module

    return import_module(f"{inputs.__package__}._runtime.missing").MISSING
