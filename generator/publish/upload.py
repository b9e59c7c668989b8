"""Files → an index: first a plan for all of them, then the uploads, then what came of it.

In: `Built` packages and an `Index`. Out: a `Plan`, then an `Outcome`. Refuses, with `PublishError`, before anything is
sent: a file that the index offers with other bytes, and an attestation of other bytes. What it offers with the same
bytes is done already.

An index knows no transaction. So all is checked before the first byte, the first refusal ends it, and after a failure
the index is asked again: an upload whose answer was lost may have arrived.
"""

from __future__ import annotations

import contextlib
import io
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import requests
from twine.exceptions import TwineException
from twine.package import PackageFile

from generator.publish.attestations import attestations
from generator.publish.build import Artefact, Built
from generator.publish.index import Index, reason
from generator.publish.offered import offered
from generator.publish.packages import PublishError


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One file and the project that it belongs to."""

    project: str
    version: str
    artefact: Artefact
    attestations: tuple[Path, ...] = ()
    """Signed statements that go up with it (PEP 740)."""

    @property
    def name(self) -> str:
        return self.artefact.path.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is to be uploaded, in this order, and what is there already."""

    todo: tuple[Item, ...]
    there: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What an index holds afterwards."""

    up: tuple[Item, ...]
    not_up: tuple[Item, ...] = ()
    unknown: tuple[Item, ...] = ()
    """Sent, and neither answered nor to be asked for since."""
    problem: str = ""
    """Why not all are up; empty if they are."""


@dataclass(frozen=True, slots=True)
class _Failure:
    problem: str
    is_sure: bool
    """Whether the file is known not to be up."""


def plan(built: Sequence[Built], index: Index) -> Plan:
    """Compare all files with what the index offers; nothing is uploaded."""
    todo, there, other = [], [], []
    for one in built:
        name, version = one.package.name, one.package.version
        found = offered(index, name, {a.path.name for a in one.artefacts})
        for artefact in one.artefacts:
            signed = attestations(artefact.path, artefact.sha256)
            item = Item(project=name, version=version, artefact=artefact, attestations=signed)
            match found.get(artefact.path.name):
                case None:
                    todo.append(item)
                case artefact.sha256:
                    there.append(item)
                case sha256:
                    other.append((item, sha256))
    if other:
        raise PublishError(_differs(index, other))
    return Plan(todo=tuple(todo), there=tuple(there))


def _differs(index: Index, other: Sequence[tuple[Item, str]]) -> str:
    rows = [
        f"  {item.name}: sha256 {item.artefact.sha256[:12]}… here, {sha256[:12]}… there"
        for item, sha256 in other
    ]
    versions = ", ".join(sorted({f"{item.project} {item.version}" for item, _ in other}))
    lines = [
        f"nothing was uploaded: {index.shown} has {versions} with other bytes",
        *rows,
        "  = hint: what is published never changes; raise `version` in client.yaml, then: specpress generate",
    ]
    if "zlib-ng" in zlib.ZLIB_RUNTIME_VERSION:
        lines.append(
            "  = note: this Python packs with zlib-ng; zlib packs the same files into other bytes"
        )
    return "\n".join(lines)


def carry_out(todo: Plan, index: Index) -> Iterator[Item | Outcome]:
    """Upload file by file: each `Item` once it is up, then the `Outcome`."""
    up: list[Item] = []
    for n, item in enumerate(todo.todo):
        failure = _uploaded(item, index)
        if failure is not None:
            rest = todo.todo[n + 1 :]
            yield Outcome(
                up=tuple(up),
                not_up=(item, *rest) if failure.is_sure else rest,
                unknown=() if failure.is_sure else (item,),
                problem=f"{index.shown} {failure.problem}",
            )
            return
        up.append(item)
        yield item
    yield Outcome(up=tuple(up))


def _uploaded(item: Item, index: Index) -> _Failure | None:
    """Upload one file; what went wrong, or None. Before that counts, the index is asked whether it has the file."""
    answered = False
    try:
        with contextlib.redirect_stdout(io.StringIO()):  # twine prints what we say ourselves
            package = PackageFile.from_filename(str(item.artefact.path), None)
            if item.attestations:
                package.add_attestations([str(path) for path in item.attestations])
            answer = index.uploads.upload(package)
    except requests.RequestException as error:
        problem = f"cannot be reached: {reason(error)}"
    except TwineException as error:
        problem, answered = f"did not take it: {error}", True
    else:
        if answer.ok and not (answer.is_redirect or _is_web_page(answer)):
            return None
        problem = f"did not take it: {answer.status_code} {answer.reason}{_hint(answer)}"
        answered = True
    match _is_there(item, index):
        case True:
            return None
        case False:
            return _Failure(problem, is_sure=True)
        case None:
            return _Failure(problem, is_sure=answered)


def _is_web_page(answer: requests.Response) -> bool:
    """Whether this is what a browser shows; an index answers with nothing, or in a line or two."""
    return answer.text.lstrip()[:9].lower().startswith(("<!doctype", "<html"))


def _hint(answer: requests.Response) -> str:
    match answer.status_code:
        case 200:
            return ", with a web page\n  = hint: this is no upload URL, or one that wants you to log in with a browser"
        case 401 | 403:
            return "\n  = hint: check the user name and the token, and whether they may upload"
        case 404 | 405:
            return "\n  = hint: nothing takes uploads at this URL, or the index is read-only"
        case 409:
            return "\n  = hint: another file of this name was uploaded at the same time"
        case 301 | 302 | 303 | 307 | 308:
            return f"\n  = hint: give the URL it redirects to: {answer.headers.get('location')}"
        case _:
            return ""


def _is_there(item: Item, index: Index) -> bool | None:
    """Whether the index has the file with these bytes; None if it cannot be asked."""
    try:
        found = offered(index, item.project, {item.name})
    except PublishError:
        return None
    return found.get(item.name) == item.artefact.sha256
