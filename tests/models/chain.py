"""The stages before `models`, for documents on disk."""

from __future__ import annotations

from pathlib import Path

from generator import declaration as declarations
from generator.canonical import Canonical
from generator.diagnostics import Problems
from generator.inputs import read_inputs
from generator.names import Names
from generator.naming import name_all
from generator.normalize import normalize


def named(folder: Path) -> tuple[Canonical, Names]:
    """The canonical form and the names of the API in `folder`."""
    problems = Problems()
    inputs = read_inputs(folder, folder.name, problems)
    declaration = declarations.load(inputs.declaration, problems)
    problems.stop_if_any()
    made = normalize(inputs.documents, declaration, problems)
    return made, name_all(made, declaration, problems)
