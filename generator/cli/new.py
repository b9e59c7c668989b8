"""What `specpress new` does: lay out specs/NAME/ for any OpenAPI document.

In: a folder, a name, a document anywhere. Out: specs/NAME/ with the document (and the files that it refers to),
client.yaml, origin.toml and examples/. Refuses: a name that is no package name or is taken, a document that cannot be
read. What Specpress cannot generate yet is waived by name in client.yaml, for the author to see.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path

from generator.cli import Exit
from generator.diagnostics import Problem, Problems, ProblemsFound, report
from generator.output import replace
from generator.pipeline import CLIENT_YAML, compile_api
from generator.source import SourceSet, load
from generator.workspace import UsageError, Workspace, find_workspace

NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")

CLIENT_TEMPLATE = """\
# yaml-language-server: $schema={schema}
# What the OpenAPI document cannot say. Every key is explained in the schema above; an unknown key is an error.
package: {name}
version: 0.1.0
client: {client}
"""

ORIGIN_TEMPLATE = """\
# Where every fact is from that the document does not say by itself.

[document]
source = {source}
"""


def run_new(start: Path, name: str, source: Path) -> Exit:
    """Lay out specs/NAME/ and say what to type next."""
    if not NAME.fullmatch(name):
        raise UsageError(
            f"{name!r} is no package name: use lower-case words joined by hyphens, such as pet-store"
        )
    if not source.is_file():
        raise UsageError(f"there is no file {source}")
    try:
        workspace = find_workspace(start)
    except UsageError:
        workspace = Workspace(start)
    folder = workspace.specs / name
    if folder.exists():
        raise UsageError(
            f"{workspace.shown(folder)} is there already; choose another name, or edit what is there"
        )
    problems = Problems()
    try:
        documents = load(source.resolve(), str(source), problems)
        problems.stop_if_any()
    except ProblemsFound as found:
        _print(found.problems, Workspace(Path.cwd()))
        return Exit.BAD_INPUT
    _lay_out(folder, name, source, documents)
    return _first_look(workspace, folder, name)


def _lay_out(folder: Path, name: str, source: Path, documents: SourceSet) -> None:
    is_json = source.suffix.lower() == ".json"
    replace(folder / ("openapi.json" if is_json else "openapi.yaml"), documents.entry.text)
    for path, other in documents.files.items():
        if path:
            replace(folder / path, other.text)
    client = "".join(word.capitalize() for word in name.split("-"))
    schema = "../../generator/schemas/client.schema.json"
    replace(folder / CLIENT_YAML, CLIENT_TEMPLATE.format(name=name, client=client, schema=schema))
    replace(folder / "origin.toml", ORIGIN_TEMPLATE.format(source=f'"{source.name}"'))
    replace(folder / "examples" / ".gitkeep", "")


def _first_look(workspace: Workspace, folder: Path, name: str) -> Exit:
    """Compile once; waive what is not supported yet; print what is left to do."""
    result = compile_api(folder, workspace.shown(folder))
    unsupported = [
        p for p in result.problems if p.severity == "error" and p.code.startswith("unsupported-")
    ]
    if unsupported:
        _waive(folder / CLIENT_YAML, unsupported)
        result = compile_api(folder, workspace.shown(folder))
    print(f"made {workspace.shown(folder)}/")
    if unsupported:
        print(f"  not supported yet, so left out; waived by name in {CLIENT_YAML}:")
        for problem in unsupported:
            print(f"    {problem.places[0] if problem.places else ''} {problem.message}")
    errors = [problem for problem in result.problems if problem.severity == "error"]
    if errors:
        _print(errors, workspace)
        print(f"mend the document as said above, then: specpress generate {name}")
        return Exit.BAD_INPUT
    print(f"next: specpress generate {name}")
    return Exit.FINE


def _waive(client_yaml: Path, unsupported: list[Problem]) -> None:
    rows = sorted({f'  - {{code: {p.code}, at: "{p.subject}"}}\n' for p in unsupported})
    text = client_yaml.read_text("utf-8")
    replace(
        client_yaml,
        text
        + "waive:  # left out of the package, because Specpress does not support it yet\n"
        + "".join(rows),
    )


def _print(problems: Sequence[Problem], workspace: Workspace) -> None:
    for problem in problems:
        print(report(problem, workspace.lines_of), end="\n\n", file=sys.stderr)
