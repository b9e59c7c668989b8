"""What `specpress new` does: lay out specs/NAME/ for any OpenAPI document.

In: a folder, a name, a document anywhere. Out: specs/NAME/ with the document (and the files that it refers to),
client.yaml, origin.toml and examples/. Refuses: a name that is no package name or is taken, a document that cannot be
read. What Specpress cannot generate yet is waived by name in client.yaml, for the author to see; credentials and
servers are written out there with the names that follow from the document, so that these do not change by themselves.
"""

from __future__ import annotations

import json
import keyword
import re
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from generator.cli.commands import progress_line
from generator.cli.formats.findings import count
from generator.declaration import draft
from generator.diagnostics import Problem, Problems, ProblemsFound, report
from generator.fingerprint import CLIENT_YAML
from generator.inputs import read_inputs
from generator.journal import Write, commit
from generator.pipeline import Progress, Understood, understand
from generator.source import SourceSet, load
from generator.verdict import Exit
from generator.workspace import UsageError, Workspace

NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
SCHEMA = "../../generator/schemas/client.schema.json"
"""Where editors find the JSON Schema of client.yaml, in a project that holds the generator itself."""
SHOWN = 10
"""How many problems are printed in full; the rest is counted."""

ORIGIN = """\
# Where every fact is from that the document does not say by itself.

[document]
source = {source}
"""


def run_new(workspace: Workspace, name: str, source: Path) -> Exit:
    """Lay out specs/NAME/ and say what to type next."""
    client = "".join(word.capitalize() for word in name.split("-"))
    if not NAME.fullmatch(name) or keyword.iskeyword(name) or keyword.iskeyword(client):
        raise UsageError(
            f"{name!r} is no package name: use lower-case words joined by hyphens, such as pet-store"
        )
    if not source.is_file():
        raise UsageError(f"there is no file {source}")
    folder = workspace.specs / name
    if folder.exists():
        raise UsageError(
            f"{workspace.shown(folder)} is there already; choose another name, or edit what is there"
        )
    problems = Problems()
    try:
        documents = load(source.resolve(), str(source), problems)
    except ProblemsFound as found:
        _print_errors(found.problems, Workspace(Path.cwd()))
        print(f"nothing was written: {source} cannot be read", file=sys.stderr)
        return Exit.BAD_INPUT
    document = _lay_out(workspace, folder, source, documents)
    print(f"made {workspace.shown(folder)}/")
    print(f"  {document:<13} a copy of {source}")
    return _first_look(workspace, folder, client)


def _lay_out(workspace: Workspace, folder: Path, source: Path, documents: SourceSet) -> str:
    """Write all but client.yaml; gives the document's name."""
    document = "openapi.json" if source.suffix.lower() == ".json" else "openapi.yaml"
    texts = {path: other.text for path, other in documents.files.items() if path}
    texts |= {
        document: documents.entry.text,
        "origin.toml": ORIGIN.format(source=json.dumps(source.name)),
        "examples/.gitkeep": "",
    }
    writes = [Write(folder / path, text.encode()) for path, text in texts.items()]
    commit(workspace.home, writes, keep=workspace.root)
    return document


def _first_look(workspace: Workspace, folder: Path, client: str) -> Exit:
    """Understand the document; waive what is not supported; write client.yaml; print what is left to do."""
    schema = SCHEMA if (folder / SCHEMA).resolve().is_file() else None
    text = partial(draft, folder.name, client, schema=schema)
    with progress_line(folder.name) as progress:
        read, problems = _understood(workspace, folder, text(), progress)
        waived = [p for p in problems if p.code.startswith("unsupported-") and p.subject]
        waivers = sorted({(problem.code, problem.subject) for problem in waived})
        if waivers:
            read, problems = _understood(workspace, folder, text(waivers=waivers), progress)
    if read is None:
        _print_errors(problems, workspace)
        print(
            f"mend {workspace.shown(folder)}/ as said above, then: specpress generate {folder.name}"
        )
        return Exit.BAD_INPUT
    whole = text(
        credentials={c.scheme: (c.argument, c.environment) for c in read.api.credentials},
        servers={server.name: server.url for server in read.api.servers if "//" in server.url},
        waivers=waivers,
    )
    _declare(workspace, folder, whole)
    for line in _summary(folder.name, read, waived, problems):
        print(line)
    return Exit.FINE


def _declare(workspace: Workspace, folder: Path, text: str) -> None:
    commit(workspace.home, [Write(folder / CLIENT_YAML, text.encode())], keep=workspace.root)


def _understood(
    workspace: Workspace, folder: Path, client_yaml: str, progress: Progress
) -> tuple[Understood | None, Sequence[Problem]]:
    """What the API is with this client.yaml; and all problems, errors if it is None."""
    _declare(workspace, folder, client_yaml)
    problems = Problems()
    try:
        inputs = read_inputs(folder, workspace.shown(folder), problems)
        return understand(inputs, problems, progress=progress), [*problems]
    except ProblemsFound as found:
        return None, found.problems


def _summary(
    name: str, read: Understood, waived: Sequence[Problem], notes: Sequence[Problem]
) -> Iterator[str]:
    """What there is, what is left out, what is worth knowing, and what to type next."""
    api = read.api
    arguments = ", ".join(credential.argument for credential in api.credentials)
    servers = ", ".join(server.name for server in api.servers)
    yield f"  {CLIENT_YAML:<13} names: client {api.client_class}; credentials {arguments or 'none'}; servers {servers}"
    yield "  origin.toml   where a fact is from, if not from the document"
    yield "  examples/     documented requests and answers, if there are any"
    kept = sum(len(resource.operations) for resource in api.resources)
    found = f"{count(read.canonical.operations_in, 'operation')} in {count(len(api.resources), 'resource')}"
    if waived:
        yield f"{found}; {read.canonical.operations_in - kept} left out, waived by name in {CLIENT_YAML}:"
        yield from _grouped(waived)
    else:
        yield f"{found}, all supported"
    if notes:
        yield f"{count(len(notes), 'note')}; nothing has to be done (specpress lint {name} prints all):"
        yield from _grouped(notes)
    yield f"next: specpress generate {name}"


def _grouped(problems: Sequence[Problem]) -> Iterator[str]:
    """One line for each code: how many, what the first says, and where."""
    groups: dict[str, list[Problem]] = {}
    for problem in problems:
        groups.setdefault(problem.code, []).append(problem)
    for code, group in groups.items():
        where = f" {group[0].places[0]}" if group[0].places else ""
        more = f" (the first of {len(group)})" if group[1:] else ""
        yield f"  {code}:{where} {group[0].message}{more}"


def _print_errors(problems: Sequence[Problem], workspace: Workspace) -> None:
    errors = [problem for problem in problems if problem.severity == "error"]
    for problem in errors[:SHOWN]:
        print(report(problem, workspace.lines_of), end="\n\n", file=sys.stderr)
    if errors[SHOWN:]:
        print(f"… and {count(len(errors) - SHOWN, 'more error')}", file=sys.stderr)
