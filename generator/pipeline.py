"""The stages in order: documents in, files and problems out.

In: an API's document with the files it refers to, and its declaration. Out: a `Result`. Refuses: to give any file when
a stage found an error.

`generate` is a function as far as anyone can observe: no clock, network, locale or state; the same input gives the same
bytes. `cache` only saves time: what lies in it is found by the hash of what went in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.declaration import Declaration
from generator.diagnostics import Problem, Problems, ProblemsFound
from generator.lock import Lock, digest, tool_versions
from generator.render import File
from generator.source import Source, SourceSet

CLIENT_YAML = "client.yaml"
HERE = Path(__file__).parent
TEMPLATES = HERE.parent / "templates"

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """Everything one API is made from: texts, parsed, with their places."""

    documents: SourceSet
    declaration: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What one API came to: files, or problems that stopped it; notes may stand beside files."""

    problems: tuple[Problem, ...]
    files: tuple[File, ...] = ()
    declaration: Declaration | None = None
    client_yaml: str = ""
    """client.yaml with every public name pinned; equal to what was read if nothing is new."""
    counts: Mapping[str, int] = field(default_factory=dict)
    inputs: Inputs | None = None
    texts: Mapping[str, str] = field(default_factory=dict)
    """The text of every input by the path that places carry."""

    @property
    def ok(self) -> bool:
        return not any(problem.severity == "error" for problem in self.problems)

    def lines_of(self, shown_as: str) -> list[str]:
        """The lines of one of the files that problems point into."""
        return self.texts.get(shown_as, "").splitlines()

    def lock(self) -> Lock:
        """The lock that belongs to these files."""
        assert self.inputs is not None
        documents = [self.inputs.documents.entry, *self.inputs.documents.files.values()]
        inputs = {s.name or Path(s.path).name: digest(s.text.encode()) for s in documents}
        inputs[CLIENT_YAML] = digest(self.client_yaml.encode())
        return Lock(
            tools=tool_versions(),
            inputs=inputs | own_inputs(),
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
    problems, texts = Problems(), dict[str, str]()
    try:
        progress("reading")
        inputs = read_inputs(spec_dir, shown_as, problems, texts)
        return generate(inputs, problems, cache=cache, progress=progress)
    except ProblemsFound as found:
        return Result(problems=tuple(found.problems), texts=texts)
