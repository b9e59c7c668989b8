"""The stages in order: documents in, files and problems out.

In: an API's document with the files it refers to, and its declaration. Out: a `Result`. Refuses: to give any file when
a stage found an error.

`generate` is a function as far as anyone can observe: no clock, network, locale or state; the same input gives the same
bytes. `cache` only saves time: what lies in it is found by the hash of what went in.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache as memo
from pathlib import Path

from generator import declaration as declarations
from generator.canonical import Canonical
from generator.declaration import Declaration
from generator.diagnostics import Problem, Problems, ProblemsFound
from generator.document import build_document
from generator.fingerprint import CLIENT_YAML, HERE, SPEC, TEMPLATES, own_hashes
from generator.ir import Api
from generator.lock import Lock, digest, tool_versions
from generator.models import render_models
from generator.names import Names
from generator.naming import name_all, to_pins
from generator.normalize import normalize
from generator.operations import build
from generator.render import File, Parts, render
from generator.source import Source, SourceSet, load, read
from generator.workspace import DOCUMENTS, document_in

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """Everything one API is made from: texts, parsed, with their places."""

    documents: SourceSet
    declaration: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """What an API is, before it is text."""

    declaration: Declaration
    canonical: Canonical
    names: Names
    api: Api


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What one API came to: files, or problems that stopped it; notes may stand beside files."""

    problems: tuple[Problem, ...]
    files: tuple[File, ...] = ()
    package: str = ""
    """The distribution's name, which is its folder's in generated/."""
    client_yaml: str = ""
    """client.yaml with every public name pinned; equal to what was read if nothing is new."""
    counts: Mapping[str, int] = field(default_factory=dict)
    inputs: Inputs | None = None

    @property
    def ok(self) -> bool:
        return not any(problem.severity == "error" for problem in self.problems)

    def lock(self, api: str) -> Lock:
        """The lock that belongs to these files."""
        assert self.inputs is not None
        inputs = {
            f"{SPEC}{source.name or Path(source.path).name}": source.text
            for source in self.inputs.documents.files.values()
        }
        inputs[f"{SPEC}{CLIENT_YAML}"] = self.client_yaml
        return Lock(
            api=api,
            tools=tool_versions(),
            inputs={name: digest(text.encode()) for name, text in inputs.items()} | own_hashes(),
            counts=self.counts,
            files={file.path: digest(file.text.encode()) for file in self.files},
        )


def compile_api(
    spec_dir: Path,
    shown_as: str,
    *,
    cache: Path | None = None,
    progress: Progress = lambda stage: None,
) -> Result:
    """Read the API in `spec_dir`, printed in problems as `shown_as`, and generate its package."""
    problems = Problems()
    try:
        with _uncollected():
            progress("reading")
            inputs = read_inputs(spec_dir, shown_as, problems)
            return generate(inputs, problems, cache=cache, progress=progress)
    except ProblemsFound as found:
        return Result(problems=tuple(found.problems))


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without garbage collection: nearly all that is made stays; to look for the rest takes up to a third of a run."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def read_inputs(spec_dir: Path, shown_as: str, problems: Problems) -> Inputs:
    """Read the document, all files that it refers to, and client.yaml.

    Raises `ProblemsFound` with what is wrong with any of them; of client.yaml too, if the document cannot be read.
    """
    entry = document_in(spec_dir) or spec_dir / DOCUMENTS[0]
    declaration = read(spec_dir / CLIENT_YAML, f"{shown_as}/{CLIENT_YAML}", problems)
    try:
        documents = load(entry, f"{shown_as}/{entry.name}", problems)
    except ProblemsFound as found:
        also = Problems()
        with suppress(ProblemsFound):
            if declaration is not None and declaration.data is not None:
                declarations.load(declaration, also)
        raise ProblemsFound([*found.problems, *also]) from None
    assert declaration is not None, (
        "a file that could not be read is a problem, and load stops at one"
    )
    return Inputs(documents=documents, declaration=declaration)


def understand(
    inputs: Inputs, problems: Problems, *, progress: Progress = lambda stage: None
) -> Understood:
    """The stages that can find something wrong; raises `ProblemsFound` at the end of the first that does."""
    declaration = declarations.load(inputs.declaration, problems)
    problems.stop_if_any()
    progress("reading the document")
    canonical = normalize(inputs.documents, declaration, problems)
    problems.stop_if_any()
    document = build_document(canonical, problems)
    names = name_all(canonical, declaration, problems)
    problems.stop_if_any()
    api = build(canonical, document, declaration, names, problems)
    problems.stop_if_any()
    return Understood(declaration=declaration, canonical=canonical, names=names, api=api)


def generate(
    inputs: Inputs,
    problems: Problems,
    *,
    cache: Path | None = None,
    progress: Progress = lambda stage: None,
) -> Result:
    """All stages from texts to files; raises `ProblemsFound` at the end of the first stage with an error."""
    read = understand(inputs, problems, progress=progress)
    declaration, canonical, names, api = read.declaration, read.canonical, read.names, read.api
    progress("making models")
    models = render_models(canonical, names, package=api.package, cache=cache)
    progress("rendering")
    files = render(
        api,
        names,
        canonical,
        Parts(models=models.models, inputs=models.inputs, runtime=runtime_files()),
        templates=TEMPLATES / "package",
        made_from=inputs.documents.entry.path,
        spdx=declaration.license or "MIT",
        cache=cache,
    )
    counts = {
        "operations_in": canonical.operations_in,
        "operations_out": sum(len(resource.operations) for resource in api.resources),
        "schemas_in": len(canonical.enums) + len(canonical.answers) + len(canonical.inputs),
    }
    client_yaml = declarations.write_names(inputs.declaration.text, to_pins(names))
    return Result(
        problems=tuple(problems),
        files=files,
        package=declaration.package,
        client_yaml=client_yaml,
        counts=counts,
        inputs=inputs,
    )


@memo
def runtime_files() -> dict[str, str]:
    """The runtime's files by path, as they stand."""
    folder = HERE / "runtime"
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in sorted(folder.rglob("*.py"))
    }
