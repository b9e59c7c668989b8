"""All that a release of one package writes.

In: an API in step with its spec, its decision, and the day. Out: `Prepared`: the package as it will be, and the texts
of client.yaml, of the changelog and of the record. Refuses, with `ProblemsFound`: a client.yaml in which the version
cannot be set, and a file of the spec that would lie where the record has its own.

The version goes into client.yaml, the changelog is drafted and dated, and the package is made from both. Where users
have to expect breaks, aliases of old names go that the last release had already.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from generator import declaration as declarations
from generator.diagnostics import Place, Problem, Problems, ProblemsFound
from generator.diff.python.load import load_surface
from generator.diff.requirements import Requirements
from generator.diff.state import of_result
from generator.fingerprint import CHANGELOG, CLIENT_YAML
from generator.inputs import Inputs, read_inputs
from generator.journal import CannotWrite, Write
from generator.pipeline import Result, generate
from generator.release.changelog import Drafted, dated
from generator.release.compare import outcome, released_state
from generator.release.decide import NOW, Decision, counted
from generator.release.names import to_text
from generator.release.record import (
    NAMES,
    RELEASE,
    RELEASED,
    Record,
    folder_of,
    read_record,
    record_files,
)
from generator.release.unreleased import drafted_text
from generator.release.version import Version, may_break
from generator.source import parse
from generator.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """One release, not written yet."""

    decision: Decision
    result: Result
    """The package that is released."""
    read: Mapping[Path, bytes | None]
    """What the files held that it was made from and replaces; None for one that is not there."""
    texts: Mapping[Path, bytes | None]
    """What is written beside the package; None for what goes."""
    warnings: tuple[str, ...]
    """What of the changelog its author should look at."""
    dropped: tuple[str, ...]
    """Entries of `renamed:` in client.yaml that the release ends."""

    def writes(self, workspace: Workspace) -> Iterator[Write]:
        """The writes of `texts`. Raises `CannotWrite` if a file was saved since it was read."""
        for path, known in self.read.items():
            if _read(path) != known:
                raise CannotWrite(
                    f"cannot write {workspace.shown(path)}: it was saved while it was being read; nothing was changed;"
                    " give the command again"
                )
        for path, data in self.texts.items():
            yield Write(path, data)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A changelog with its Unreleased section drafted, not written yet."""

    decision: Decision
    path: Path
    read: bytes | None
    """What it held; None if there was none."""
    drafted: Drafted
    ending: tuple[str, ...]
    """Entries of `renamed:` that the release will end: the changelog tells of it."""


def drafted(workspace: Workspace, decision: Decision) -> Draft:
    """The changelog as the release will date it, if nothing changes until then."""
    folder = workspace.specs / decision.api
    old = folder_of(workspace, decision.api)
    record = read_record(old, workspace.shown(old))
    inputs = read_inputs(folder, workspace.shown(folder), Problems())
    said = inputs.declaration.text
    _, decision, ending = _without_ended(workspace, decision, inputs, said, record)
    path = folder / CHANGELOG
    data = _read(path)
    text = drafted_text(data, workspace.shown(path), decision)
    return Draft(decision=decision, path=path, read=data, drafted=text, ending=ending)


def prepare(workspace: Workspace, decision: Decision, date: str) -> Prepared:
    """The release that was decided on, `date` being its day."""
    version = decision.next
    assert version is not None, "there is something to release"
    folder = workspace.specs / decision.api
    old = folder_of(workspace, decision.api)
    record = read_record(old, workspace.shown(old))
    client_yaml, changelog = folder / CLIENT_YAML, folder / CHANGELOG
    read = {path: _read(path) for path in (client_yaml, changelog)}
    inputs = read_inputs(folder, workspace.shown(folder), Problems())
    _refuse_clashes(inputs)
    said = with_version(inputs.declaration.path, inputs.declaration.text, version)
    said, decision, dropped = _without_ended(workspace, decision, inputs, said, record)
    found = drafted_text(read[changelog], workspace.shown(changelog), decision)
    text = dated(found.text, version, date)
    result = _generated(workspace, inputs, said, _as_read(text))
    texts = _record(decision, date, result)
    gone = () if record is None else {*record.files} - {*texts}
    return Prepared(
        decision=decision,
        result=result,
        read=read,
        texts={
            client_yaml: _mark(read[client_yaml]) + result.client_yaml.encode(),
            changelog: text.encode(),
            **{old / name: text.encode() for name, text in texts.items()},
            **{old / name: None for name in sorted(gone)},
        },
        warnings=found.warnings,
        dropped=dropped,
    )


def _without_ended(
    workspace: Workspace, decision: Decision, inputs: Inputs, said: str, record: Record | None
) -> tuple[str, Decision, tuple[str, ...]]:
    """client.yaml without the old names that the release ends, the decision with what that changes, and these names."""
    ended = () if record is None else _over(said, decision, record)
    if record is None or not ended:
        return said, decision, ()
    said = declarations.without_renamed(said, ended)
    made = of_result(_generated(workspace, inputs, said, inputs.changelog), NOW)
    report = outcome(decision.api, released_state(record), made).report
    return said, replace(decision, report=report, reason=counted(report)), ended


def _generated(workspace: Workspace, inputs: Inputs, said: str, changelog: str | None) -> Result:
    source = parse(inputs.declaration.path, said, Problems())
    changed = replace(inputs, declaration=source, changelog=changelog)
    return generate(changed, Problems(), cache=workspace.cache)


# --- client.yaml --------------------------------------------------------------------------------


def with_version(path: str, text: str, version: str) -> str:
    """The text of a client.yaml with this version, all else as it was.

    Raises:
        ProblemsFound: the version is written in a way that cannot be replaced; nothing else was tried.
    """
    source = parse(path, text, Problems())
    said = source.root.at("version")
    if said.exists and said.value == version:
        return text
    changed = (
        _replaced(text, source.positions.find(("version",))[1], said.value, version)
        if (said.exists)
        else _inserted(text, source.root.at("package").key_place().line, version)
    )
    if parse(path, changed, Problems()).data != {**source.data, "version": version}:
        message = f"the version cannot be set to {version} here, because of how it is written"
        hint = f"write the line by hand: version: {version}"
        raise ProblemsFound([Problem("version-form", message, (said.place(),), hint)])
    return changed


def _replaced(text: str, start: int, old: str, new: str) -> str:
    """The first `old` from `start` on is `new`; quotes and comments around it stay."""
    at = text.find(str(old), start)
    return text if at < 0 else f"{text[:at]}{new}{text[at + len(str(old)) :]}"


def _inserted(text: str, line: int, version: str) -> str:
    """A line more, behind that of the package's name."""
    lines = text.splitlines(keepends=True)
    newline = "\r\n" if "\r\n" in text else "\n"
    before = "".join(lines[:line])
    gap = "" if before.endswith(("\n", "\r")) else newline
    return f"{before}{gap}version: {version}{newline}{''.join(lines[line:])}"


def _over(said: str, decision: Decision, record: Record) -> tuple[str, ...]:
    """The renames that the last release had already, if users have to expect breaks: their aliases were there."""
    if decision.released is None or decision.next is None:
        return ()
    if not may_break(Version.parse(record.version), Version.parse(decision.next)):
        return ()
    released = (record.folder / CLIENT_YAML).read_text("utf-8")
    return tuple(sorted(_renamed(released) & _renamed(said)))


def _renamed(client_yaml: str) -> set[str]:
    return {*parse(CLIENT_YAML, client_yaml, Problems()).data.get("renamed", ())}


# --- the changelog ------------------------------------------------------------------------------


def _as_read(text: str) -> str:
    """A text as `read_inputs` gives it of a file."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


# --- the record ---------------------------------------------------------------------------------


def _record(decision: Decision, date: str, result: Result) -> dict[str, str]:
    assert decision.next is not None
    assert result.inputs is not None
    state = of_result(result, NOW)
    surface = load_surface(state.package, state.files)
    return record_files(
        version=decision.next,
        date=date,
        package=decision.package,
        lock=result.lock(decision.api),
        texts={
            **_documents(result.inputs),
            CLIENT_YAML: result.client_yaml,
            NAMES: to_text(surface, state.requirements or Requirements()),
        },
        wheel=state.held or {},
    )


def _documents(inputs: Inputs) -> dict[str, str]:
    """The document and all that it refers to, by path in the API's folder."""
    found = inputs.documents.files.values()
    return {source.name or Path(source.path).name: source.text for source in found}


def _refuse_clashes(inputs: Inputs) -> None:
    """Stop where a file of the spec lies in the record, or would lie on a file of it."""
    problems = [
        Problem(
            "record-clash",
            f"the spec refers to {name}, and {RELEASED}/ holds the record of the last release, with a {RELEASE} and"
            f" a {NAMES} of its own",
            (Place(source.path, 1, 1),),
            "give the file another name, and write that in the references to it",
        )
        for name, source in inputs.documents.files.items()
        if name.casefold() in (RELEASE, NAMES) or name.casefold().startswith(f"{RELEASED}/")
    ]
    if problems:
        raise ProblemsFound(problems)


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _mark(data: bytes | None) -> bytes:
    """The byte order mark of a file, if it has one."""
    return codecs.BOM_UTF8 if data is not None and data.startswith(codecs.BOM_UTF8) else b""
