"""What a check says of the next release: a decision, as a part of a verdict.

In: a workspace and an API, and its fresh output where it was made. Out: a `NextRelease`. Refuses nothing: a record that
is damaged is the problem that it tells of, since whether a package is in step does not hang on it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagnostics import ProblemsFound
from generator.release.decide import decide
from generator.verdict import NextRelease
from generator.workspace import Workspace

if TYPE_CHECKING:
    from generator.pipeline import Result


def outlook(workspace: Workspace, api: str, result: Result | None) -> NextRelease:
    """The next release of an API; `result` is None where hashes prove that the package on disk is in step."""
    try:
        decision = decide(workspace, api, result=result)
    except ProblemsFound as found:
        problem = next(one for one in found.problems if one.severity == "error")
        return NextRelease(
            version=None,
            released=None,
            declared="",
            bump="none",
            reason="what the last release was cannot be read",
            problem=problem,
        )
    return NextRelease(
        version=decision.next,
        released=decision.released,
        declared=decision.declared,
        bump=decision.bump,
        reason=decision.reason,
        problem=decision.problem,
    )
