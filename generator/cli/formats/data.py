"""Verdicts for programs: one JSON document, as `generator/schemas/check.schema.json` describes it.

In: verdicts, in order. Out: JSON in ASCII, so that no locale can spoil it; keys in a fixed order. Refuses nothing.

`version` goes up when a program that reads the document would have to change: not for a key that is new.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from generator.cli.formats.findings import exit_word, files_in_order, inputs_in_order
from generator.diagnostics import Problem, by_place
from generator.verdict import ApiVerdict, Cause, Effects, FileVerdict, NextRelease, worst

VERSION = 1


def render_data(verdicts: Sequence[ApiVerdict]) -> str:
    """All facts of the verdicts."""
    code = worst(verdicts)
    document = {
        "version": VERSION,
        "verdict": exit_word(code),
        "exit": int(code),
        "apis": [_api(verdict) for verdict in verdicts],
    }
    return json.dumps(document, indent=2) + "\n"


def _api(verdict: ApiVerdict) -> dict[str, Any]:
    return {
        "api": verdict.api,
        "package": verdict.package,
        "verdict": exit_word(verdict.exit),
        "exit": int(verdict.exit),
        "proof": verdict.proof,
        "operations": {"in": verdict.operations_in, "out": verdict.operations_out},
        "file_count": verdict.file_count,
        "tools": [
            {"name": name, "lock": locked, "here": here}
            for name, locked, here in sorted(verdict.tools)
        ],
        "changed": _inputs(verdict.changed),
        "stale_lock": _inputs(verdict.stale_lock),
        "for_users": None if verdict.for_users is None else _effects(verdict.for_users),
        "unpinned": verdict.unpinned,
        "files": [_file(file) for file in files_in_order(verdict)],
        "problems": [_problem(problem) for problem in by_place(verdict.problems)],
        "fix": verdict.fix,
        "next_release": next_release_data(verdict.next_release),
    }


def _inputs(inputs: Sequence[tuple[Cause, str]]) -> list[dict[str, str]]:
    return [{"cause": str(cause), "path": path} for cause, path in inputs_in_order(inputs)]


def next_release_data(release: NextRelease | None) -> dict[str, Any] | None:
    """What there is to say of the next release; None where nothing can be said."""
    if release is None:
        return None
    return {
        "version": release.version,
        "released": release.released,
        "declared": release.declared,
        "bump": release.bump,
        "reason": release.reason,
        "problem": None if release.problem is None else _problem(release.problem),
    }


def _effects(effects: Effects) -> dict[str, Any]:
    return {
        "names": [
            {"severity": one.severity, "name": one.name, "said": one.said} for one in effects.names
        ],
        "behaviour": [*effects.behaviour],
        "until_then": [*effects.until_then],
    }


def _file(file: FileVerdict) -> dict[str, Any]:
    return {
        "path": file.path,
        "cause": str(file.cause),
        "line": file.line,
        "added": file.added,
        "removed": file.removed,
        "diff": file.diff,
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code,
        "severity": problem.severity,
        "message": problem.message,
        "hint": problem.hint,
        "subject": problem.subject,
        "places": [
            {"file": place.file, "line": place.line, "column": place.column}
            for place in problem.places
        ],
    }
