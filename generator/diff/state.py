"""The states that are compared.

In: a folder with a document and its client.yaml. Out: a `State`: the spec as the stages of the generator understand it,
and the texts of its package. Refuses: what those stages refuse (`ProblemsFound`).
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from generator.diagnostics import Problem, Problems, ProblemsFound
from generator.diff.held import PROJECT, held
from generator.diff.python.surface import Surface
from generator.diff.requirements import Requirements, of_project
from generator.diff.spec.pair import Reading
from generator.inputs import Inputs, read_inputs
from generator.pipeline import Result, generate, understand
from generator.source import At, Source, load
from generator.workspace import DOCUMENTS, document_in

ATTEMPTS = 8
"""How often what does not fit an older spec is taken out of client.yaml."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """One state of one API."""

    label: str
    """For people: `HEAD`, `the working tree`."""
    package: str
    """The package to import: `wix_orders`."""
    distribution: str = ""
    """What pip knows the package as: `wix-orders`; empty where that is not known."""
    spec: Reading | None
    """None where nothing but the package is known, as of a wheel without a document."""
    files: Mapping[str, str]
    """The package's texts by path below its import root: `wix_orders/client.py`; none where there is a `surface`."""
    surface: Surface | None = None
    """The package's public names, where they are what is kept of it: with hashes in place of docstrings."""
    held: Mapping[str, str] | None = None
    """Hashes of what the wheel holds (`generator.diff.held`); None where that is not known."""
    requirements: Requirements | None = None
    """What the package needs; None where that is not known."""
    remarks: tuple[str, ...] = ()


def read_state(
    folder: Path,
    shown_as: str,
    label: str,
    *,
    cache: Path | None = None,
    declaration: Source | None = None,
    files: Mapping[str, str] | None = None,
    requirements: Requirements | None = None,
) -> State:
    """The state of the API in `folder`, printed as `shown_as`.

    `declaration` stands for the client.yaml that the folder lacks: one of another day, so that what it says of things
    that are not there is left aside. `files` and `requirements` are those of the package, where it is not to be made
    from the spec.
    """
    remarks: tuple[str, ...] = ()
    if declaration is None:
        inputs = read_inputs(folder, shown_as, Problems())
    else:
        inputs, remarks = _fitted(folder, shown_as, declaration)
    state = state_of(inputs, label, cache=cache, files=files, remarks=remarks)
    return state if files is None else replace(state, requirements=requirements)


def state_of(
    inputs: Inputs,
    label: str,
    *,
    cache: Path | None = None,
    files: Mapping[str, str] | None = None,
    remarks: tuple[str, ...] = (),
) -> State:
    """The state of an API whose texts were read already."""
    if files is not None:
        read = understand(inputs, Problems())
        return State(
            label=label,
            package=read.api.package,
            distribution=read.declaration.package,
            spec=Reading(inputs, read),
            files=files,
            remarks=remarks,
        )
    made = of_result(generate(inputs, Problems(), cache=cache), label)
    return replace(made, remarks=remarks)


def of_result(result: Result, label: str) -> State:
    """The state that fresh output is."""
    assert result.inputs is not None
    assert result.understood is not None
    reading = Reading(result.inputs, result.understood)
    return with_package(reading, {file.path: file.text for file in result.files}, label)


def with_package(reading: Reading, texts: Mapping[str, str], label: str) -> State:
    """The state of an API whose package is known as a whole: its texts by path in its folder."""
    return State(
        label=label,
        package=reading.read.api.package,
        distribution=reading.read.declaration.package,
        spec=reading,
        files=imported(texts),
        held=held(texts),
        requirements=of_project(texts[PROJECT]),
    )


def imported(texts: Mapping[str, str]) -> dict[str, str]:
    """What is imported of all that is generated: texts by path below the import root."""
    below = ((path.partition("src/"), text) for path, text in texts.items())
    return {path: text for (above, _, path), text in below if not above and path}


# --- a declaration of another day ---------------------------------------------------------------


def _fitted(folder: Path, shown_as: str, declaration: Source) -> tuple[Inputs, tuple[str, ...]]:
    entry = document_in(folder) or folder / DOCUMENTS[0]
    documents = load(entry, f"{shown_as}/{entry.name}", Problems())
    left_aside: list[str] = []
    for _ in range(ATTEMPTS):
        inputs = Inputs(documents=documents, declaration=declaration)
        try:
            understand(inputs, Problems())
        except ProblemsFound as found:
            unfit = _unfit(declaration, found.problems)
            if not unfit:
                raise
            left_aside += [at.pointer.partition("#")[2].lstrip("/") for at in unfit]
            data = _without(declaration.data, unfit)
            text = f"{declaration.text}\n# without {', '.join(left_aside)}\n"  # a key of caches
            declaration = replace(declaration, data=data, text=text)
        else:
            return inputs, tuple(
                f"client.yaml: {at} does not fit this spec: left aside" for at in left_aside
            )
    return Inputs(documents=documents, declaration=declaration), ()


def _unfit(declaration: Source, problems: tuple[Problem, ...]) -> list[At]:
    """What the errors in client.yaml are about; nothing, if the document has errors too."""
    errors = [problem for problem in problems if problem.severity == "error"]
    every = list(_places(declaration.root, declaration.data))
    found: dict[At, None] = {}
    for problem in errors:
        here = [
            at
            for at in every
            if problem.places and problem.places[0] in (at.place(), at.key_place())
        ]
        if not here:
            return []
        found[max(here, key=lambda at: len(at.tokens))] = None
    return list(found)


def _places(at: At, value: Any) -> list[At]:
    """Every place of client.yaml below its sections, but names."""
    inner = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    found = [] if len(at.tokens) < 2 else [at]
    for key, item in inner:
        if at.tokens or key != "names":
            found += _places(at.at(key), item)
    return found


def _without(data: Any, places: list[At]) -> Any:
    kept = deepcopy(data)
    for at in sorted(places, key=lambda at: at.tokens, reverse=True):
        holder = kept
        for token in at.tokens[:-1]:
            holder = holder[int(token) if isinstance(holder, list) else token]
        last = at.tokens[-1]
        del holder[int(last) if isinstance(holder, list) else last]
    return kept
