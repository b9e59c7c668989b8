"""Verdicts as SARIF 2.1.0 (OASIS, 2020): what code scanning and editors read.

In: verdicts, in order. Out: one log with one run; its results are what is not in step and the errors of bad input, so
an API that is in step has none. Notes are no results: `specpress lint` and the other formats have them. Refuses
nothing.

Rules are `check/CAUSE` for each cause, always all of them, and `input/CODE` for the codes of problems that were found;
`release/CODE` warns of what keeps a package from being released. Next releases stand in the run's properties.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from generator.cli.formats.data import next_release_data
from generator.cli.formats.findings import MEANINGS, Finding, exit_word, findings, for_users
from generator.diagnostics import Place, Problem, by_place
from generator.verdict import ApiVerdict, Cause, Exit, worst

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def render_sarif(verdicts: Sequence[ApiVerdict]) -> str:
    """The log; in ASCII, so that no locale can spoil it."""
    rules = [_cause_rule(cause) for cause in Cause]
    rules += [_code_rule(code) for code in sorted({p.code for v in verdicts for p in _errors(v)})]
    codes = {problem.code for verdict in verdicts for problem in _unreleasable(verdict)}
    rules += [_release_rule(code) for code in sorted(codes)]
    index = {rule["id"]: number for number, rule in enumerate(rules)}
    results = []
    for verdict in verdicts:
        results += [_problem(verdict, problem) for problem in _errors(verdict)]
        for number, finding in enumerate(findings(verdict)):
            results.append(_finding(verdict, finding, [] if number else [*for_users(verdict)]))
        results += [_release(verdict, problem) for problem in _unreleasable(verdict)]
    for result in results:
        result["ruleIndex"] = index[result["ruleId"]]
    code = worst(verdicts)
    run = {
        "tool": {"driver": {"name": "specpress", "rules": rules}},
        "invocations": [
            {
                "executionSuccessful": True,
                "exitCode": int(code),
                "exitCodeDescription": exit_word(code),
            }
        ],
        "columnKind": "unicodeCodePoints",
        "results": results,
        "properties": {
            "nextReleases": {v.api: next_release_data(v.next_release) for v in verdicts}
        },
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _errors(verdict: ApiVerdict) -> list[Problem]:
    return [problem for problem in by_place(verdict.problems) if problem.severity == "error"]


def _unreleasable(verdict: ApiVerdict) -> list[Problem]:
    """Why the package could not be released as it is, though that is no part of the verdict."""
    release = verdict.next_release
    return [release.problem] if release is not None and release.problem is not None else []


def _level(code: Exit) -> str:
    return "note" if code is Exit.FINE else "error"


def _cause_id(cause: Cause) -> str:
    return f"check/{cause.replace(' ', '-')}"


def _code_id(code: str) -> str:
    return f"input/{code}"


def _cause_rule(cause: Cause) -> dict[str, Any]:
    meaning = MEANINGS[cause]
    return {
        "id": _cause_id(cause),
        "shortDescription": {"text": meaning.says},
        "fullDescription": {"text": f"{meaning.says} Exit code {int(cause.exit)}."},
        "help": {"text": meaning.help},
        "defaultConfiguration": {"level": _level(cause.exit)},
    }


def _code_rule(code: str) -> dict[str, Any]:
    return {
        "id": _code_id(code),
        "shortDescription": {"text": f"Bad input: {code.replace('-', ' ')}."},
        "fullDescription": {
            "text": f"The spec or client.yaml cannot be generated from: {code.replace('-', ' ')}. "
            f"Exit code {int(Exit.BAD_INPUT)}."
        },
        "help": {"text": "Each result ends with what to do; specpress lint shows the lines."},
        "defaultConfiguration": {"level": "error"},
    }


def _release_rule(code: str) -> dict[str, Any]:
    return {
        "id": f"release/{code}",
        "shortDescription": {"text": f"Nothing to release: {code.replace('-', ' ')}."},
        "fullDescription": {
            "text": f"The package cannot be released as it is: {code.replace('-', ' ')}. The exit code stays as it is."
        },
        "help": {"text": "Each result ends with what to do; specpress release says the same."},
        "defaultConfiguration": {"level": "warning"},
    }


def _finding(verdict: ApiVerdict, finding: Finding, users: list[str]) -> dict[str, Any]:
    """A result; what the differences mean for users stands in the first one of an API."""
    text = "\n".join([finding.reason, finding.says, *users])
    if verdict.fix:
        text += f"\nfix: {verdict.fix}"
    return {
        "ruleId": _cause_id(finding.cause),
        "level": _level(finding.exit),
        "message": _message(text),
        "locations": [_location(finding.path, {"startLine": finding.line})],
        "properties": {"api": verdict.api},
    }


def _release(verdict: ApiVerdict, problem: Problem) -> dict[str, Any]:
    shown = _problem(verdict, problem)
    return shown | {"ruleId": f"release/{problem.code}", "level": "warning"}


def _problem(verdict: ApiVerdict, problem: Problem) -> dict[str, Any]:
    places = [_place(place) for place in problem.places]
    result: dict[str, Any] = {
        "ruleId": _code_id(problem.code),
        "level": _level(verdict.exit),
        "message": _message(f"{problem.message}\nhint: {problem.hint}"),
        "locations": places[:1],
        "properties": {"api": verdict.api},
    }
    if places[1:]:
        result["relatedLocations"] = [
            {"id": number} | place | {"message": {"text": "also here"}}
            for number, place in enumerate(places[1:], 1)
        ]
    return result


def _message(text: str) -> dict[str, str]:
    """SARIF 3.11.5 and 3.11.6: braces are doubled; no text of a spec becomes a link."""
    return {"text": text.replace("{", "{{").replace("}", "}}").replace("](", "] (")}


def _place(place: Place) -> dict[str, Any]:
    return _location(place.file, {"startLine": place.line, "startColumn": place.column})


def _location(path: str, region: dict[str, int]) -> dict[str, Any]:
    """RFC 3986, section 4.2: a relative reference whose first segment holds no colon."""
    uri = quote(path, safe="/", errors="surrogateescape")
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": uri, "uriBaseId": "%SRCROOT%"},
            "region": region,
        }
    }
