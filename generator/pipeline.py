"""The stages in order: documents in, files and problems out.

In: an API's document with the files it refers to, and its declaration. Out: a `Result`. Refuses: to give any file when
a stage found an error.

`generate` is a function as far as anyone can observe: no clock, network, locale or state; the same input gives the same
bytes. `cache` only saves time: what lies in it is found by the hash of what went in.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache as memo
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from generator import declaration as declarations
from generator.canonical import Canonical
from generator.changelog import without_marks
from generator.declaration import Declaration
from generator.diagnostics import Problem, Problems, ProblemsFound
from generator.fingerprint import (
    CHANGELOG,
    CLIENT_YAML,
    HERE,
    SPEC,
    TEMPLATES,
    files_in,
    own_hashes,
)
from generator.inputs import Inputs, declared, read_inputs
from generator.ir import Api
from generator.lock import Lock, digest, tool_versions
from generator.models import ModelSources, expect_models, render_models
from generator.names import Names
from generator.naming import name_all, to_pins
from generator.naming.python import file_key
from generator.normalize import normalize
from generator.renamed import aliases
from generator.threads import TASKS, THREADS, in_threads

if TYPE_CHECKING:
    from generator.docs.pages import Brief
    from generator.render import File

PACKAGE = TEMPLATES / "package"
Progress = Callable[[str], None]


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
    understood: Understood | None = None
    """What the files say; None where a problem stopped it before."""

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
        if self.inputs.changelog is not None:
            inputs[f"{SPEC}{CHANGELOG}"] = self.inputs.changelog
        inputs |= self.inputs.settings.inputs
        return Lock(
            api=api,
            tools=tool_versions(),
            inputs={name: digest(text.encode()) for name, text in inputs.items()} | own_hashes(),
            counts=self.counts,
            files={file.path: _digest_of(file.text) for file in self.files},
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
            expect_models(cache)
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


def understand(
    inputs: Inputs, problems: Problems, *, progress: Progress = lambda stage: None
) -> Understood:
    """The stages that can find something wrong; raises `ProblemsFound` at the end of the first that does."""
    problems.stop_if_any()
    declaration = declared(inputs.declaration, problems)
    progress("reading the document")
    canonical = normalize(inputs.documents, declaration, problems)
    problems.stop_if_any()
    from generator.document import build_document  # its library is loaded while the models' is
    from generator.operations import build

    document = build_document(canonical, problems)
    names = name_all(canonical, declaration, problems)
    problems.stop_if_any()
    api = build(canonical, document, declaration, names, problems)
    problems.stop_if_any()
    renamed = aliases(declaration, canonical, api, names, problems)
    names = names if renamed == names.renamed else replace(names, renamed=renamed)
    problems.stop_if_any()
    if site := inputs.settings.docs_url:
        api = replace(api, docs_url=f"{site}{api.distribution}/")
    return Understood(declaration=declaration, canonical=canonical, names=names, api=api)


@lru_cache(maxsize=4096)
def _digest_of(text: str) -> str:
    return digest(text.encode())


def generate(
    inputs: Inputs,
    problems: Problems,
    *,
    cache: Path | None = None,
    progress: Progress = lambda stage: None,
) -> Result:
    """All stages from texts to files; raises `ProblemsFound` at the end of the first stage with an error."""
    read = understand(inputs, problems, progress=progress)
    declaration, api = read.declaration, read.api
    progress("making models")
    models = render_models(
        read.canonical,
        read.names,
        package=api.package,
        docs_url=api.docs_url,
        cache=cache,
        meanwhile=lambda: _prepare(inputs, cache),
    )
    from generator.views import defined_in

    progress("rendering")
    files = _files(inputs, read, models, cache)
    _check_paths(files, declaration, problems)
    return Result(
        problems=tuple(problems),
        files=files,
        package=declaration.package,
        client_yaml=_pinned(inputs.declaration.text, read),
        counts=_counts(read, {*defined_in(models.models), *defined_in(models.inputs)}),
        inputs=inputs,
        understood=read,
    )


def _files(
    inputs: Inputs, read: Understood, models: ModelSources, cache: Path | None
) -> tuple[File, ...]:
    """All that is written of an API: its package with the docs, and its changelog if it has one."""
    from generator.render import Parts, render

    files = render(
        read.api,
        read.names,
        read.canonical,
        Parts(models=models.models, inputs=models.inputs, runtime=runtime_files()),
        templates=PACKAGE,
        made_from=inputs.documents.entry.path,
        spdx=read.declaration.license or "MIT",
        brief=_brief(inputs),
        cache=cache,
    )
    if inputs.changelog is None:
        return files
    return tuple(sorted((*files, _changelog(inputs.changelog))))


def _prepare(inputs: Inputs, cache: Path | None) -> None:
    """What can be done before there are models."""
    from generator.render import prepare

    prepare(PACKAGE, _brief(inputs), cache)


def _brief(inputs: Inputs) -> Brief:
    from generator.docs.pages import Brief

    documents, changelog = inputs.documents, without_marks(inputs.changelog or "")
    return Brief(templates=TEMPLATES / "docs", documents=documents, changelog=changelog)


def _changelog(text: str) -> File:
    """The author's changelog, for those who have the package; CommonMark ends lines at a CR too."""
    from generator.render import File

    return File(CHANGELOG, without_marks(text).replace("\r", "\n"))


def _pinned(client_yaml: str, read: Understood) -> str:
    """`client.yaml` with all public names; as it is where it has them."""
    pins = to_pins(read.names)
    return (
        client_yaml
        if pins == read.declaration.names
        else declarations.write_names(client_yaml, pins)
    )


def _counts(read: Understood, classes: set[str]) -> dict[str, int]:
    """What came in and what went out; an operation that is gone though nobody waived it is a fault of ours."""
    canonical = read.canonical
    came, went = canonical.operations_in, sum(len(r.operations) for r in read.api.resources)
    kept = sum(
        "operationId" in said
        for item in canonical.document["paths"].values()
        for said in item.values()
    )
    if kept != went or (came != went and not read.declaration.waivers):
        raise AssertionError(
            f"{came} operations came in, {came - kept} are waived, {went} would go out"
        )
    return {
        "operations_in": came,
        "operations_out": went,
        "schemas_in": len(canonical.enums) + len(canonical.answers) + len(canonical.inputs),
        "schemas_out": len(classes.intersection(read.names.types.values())),
    }


def _check_paths(files: Iterable[File], declaration: Declaration, problems: Problems) -> None:
    """Stop if two files would be one where file names do not tell case; names of resources were looked at before."""
    taken: dict[str, str] = {}
    for file in files:
        twin = taken.setdefault(file_key(file.path), file.path)
        if twin != file.path:
            message = f"{twin} and {file.path} of the package are one file on Windows and macOS"
            hint = "rename what they are made from: a template, or a resource under `names:` in client.yaml"
            problems.error("path-clash", message, declaration.at, hint=hint)
    problems.stop_if_any()


@memo
def runtime_files() -> dict[str, str]:
    """The runtime's files by path: as they stand, and the one that is made of another."""
    folder = HERE / "runtime"
    files = {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in sorted(files_in(folder))
        if path.suffix == ".py"
    }
    return files | {THREADS: in_threads(files[TASKS])}
