"""What the formats share: the order of things, their words, and a verdict as a flat list of findings.

In: verdicts. Out: words and `Finding` values. Refuses nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.diagnostics import Problem
from generator.fingerprint import CLIENT_YAML
from generator.lock import LOCK_NAME
from generator.verdict import ApiVerdict, Cause, Effects, Exit, FileVerdict

LinesOf = Callable[[str], Sequence[str]]

OLD_LOCK = "output identical, lock stale"
UNPINNED = "does not hold all public names yet"
EFFECTS = 6
"""Sentences about what changes for users, on one screen; APIs share them."""
NO_EFFECT = (Cause.MISSING, Cause.LINE_ENDINGS, Cause.UNKNOWN)
"""Causes of which generating changes nothing that users were given."""
_RANK = {cause: rank for rank, cause in enumerate(Cause)}
_CONTROL = re.compile(
    "[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """A cause in words."""

    says: str
    """What it is: one sentence."""
    help: str
    """What to do about it."""


_GENERATE = "Run specpress generate, and commit what it writes."

MEANINGS: Mapping[Cause, Meaning] = {
    Cause.SPEC: Meaning(
        says="The spec has changed since the package was generated.", help=_GENERATE
    ),
    Cause.DECLARATION: Meaning(
        says="client.yaml has changed since the package was generated.", help=_GENERATE
    ),
    Cause.TEMPLATE: Meaning(
        says="The templates have changed since the package was generated.", help=_GENERATE
    ),
    Cause.RUNTIME: Meaning(
        says="The runtime has changed since the package was generated.", help=_GENERATE
    ),
    Cause.GENERATOR: Meaning(
        says="The generator has changed since the package was generated.", help=_GENERATE
    ),
    Cause.TOOL: Meaning(
        says="A library that shapes bytes has another version here than the lock says.",
        help="Install the pinned tools (make setup), or take the new ones: specpress generate.",
    ),
    Cause.FORMATTER: Meaning(
        says="The formatter's settings have changed since the package was generated.",
        help=_GENERATE,
    ),
    Cause.HAND_EDIT: Meaning(
        says="A generated file was changed by hand.",
        help="Put the change into the spec, client.yaml or templates/, then run specpress generate --force: "
        "it keeps the old text in <package>.orig/.",
    ),
    Cause.MISSING: Meaning(says="A generated file is missing.", help=_GENERATE),
    Cause.STALE: Meaning(
        says="A file is left from before: it is no longer generated.",
        help="Run specpress generate, which removes it, and commit that.",
    ),
    Cause.UNKNOWN: Meaning(
        says="A file in the package was not generated.",
        help="Move it out of the package, remove it or git-ignore it; specpress generate leaves it alone.",
    ),
    Cause.LINE_ENDINGS: Meaning(
        says="Only the line endings of a generated file differ.",
        help="Check the file out with LF, as .gitattributes says, or run specpress generate.",
    ),
    Cause.UNMERGED: Meaning(
        says="A generated file holds conflict markers.",
        help="Merge specs/ by hand, then run specpress generate: it writes the merged package.",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is not in step, at one line of one file."""

    cause: Cause
    exit: Exit
    path: str
    says: str
    """What it is: one sentence."""
    detail: str = ""
    """How much or which, in a few words; may be empty."""
    line: int = 1
    diff: str = ""

    @property
    def reason(self) -> str:
        """The cause, and the detail: `cause: spec (+2 -1)`."""
        return f"cause: {self.cause}{f' ({self.detail})' if self.detail else ''}"


def findings(verdict: ApiVerdict) -> list[Finding]:
    """Everything but problems: tools first, then the lock, public names that are not pinned, and files."""
    lock = lock_path(verdict)
    found = [_finding(Cause.TOOL, lock, detail=tool_text(*tool)) for tool in sorted(verdict.tools)]
    found += [
        _finding(cause, lock, detail=f"{OLD_LOCK}: {path}")
        for cause, path in inputs_in_order(verdict.stale_lock)
    ]
    if verdict.unpinned:
        found.append(
            Finding(
                cause=Cause.DECLARATION,
                exit=Exit.DRIFT,
                path=client_yaml_path(verdict),
                says=f"client.yaml {UNPINNED}.",
            )
        )
    found += [
        replace(
            _finding(file.cause, file.path, detail=" ".join(filter(None, counts(file)))),
            line=file.line,
            diff=file.diff,
        )
        for file in files_in_order(verdict)
    ]
    return found


def _finding(cause: Cause, path: str, *, detail: str) -> Finding:
    says = MEANINGS[cause].says
    return Finding(cause=cause, exit=cause.exit, path=path, says=says, detail=detail)


def lock_path(verdict: ApiVerdict) -> str:
    """Where an API's lock stands, relative to the project."""
    return f"{verdict.package}/{LOCK_NAME}"


def client_yaml_path(verdict: ApiVerdict) -> str:
    """Where an API's declaration stands, relative to the project."""
    return f"specs/{verdict.api}/{CLIENT_YAML}"


def files_in_order(verdict: ApiVerdict) -> list[FileVerdict]:
    """The gravest cause first, then by path, so that files of one cause stand together."""
    return sorted(verdict.files, key=lambda file: (-file.cause.exit, _RANK[file.cause], file.path))


def inputs_in_order(inputs: Iterable[tuple[Cause, str]]) -> list[tuple[Cause, str]]:
    """Inputs by cause, in the order of `Cause`, then by path."""
    return sorted(set(inputs), key=lambda one: (_RANK[one[0]], one[1]))


def counts(file: FileVerdict) -> tuple[str, str]:
    """What generating would add and remove, `+2` and `-1`; two empty texts where it would do neither."""
    if not file.added and not file.removed:
        return "", ""
    return f"+{file.added}", f"-{file.removed}"


def tool_text(name: str, locked: str, here: str) -> str:
    """A tool with another version than the lock says."""
    return f"{name} {locked or 'absent'} in the lock, {here or 'absent'} here"


def exit_word(code: Exit) -> str:
    """An exit code in a word or two: `in step`, `drift`, `hand edit`, `tool`, `bad input`."""
    return "in step" if code is Exit.FINE else code.name.lower().replace("_", " ")


def headline(verdict: ApiVerdict) -> str:
    """The verdict in a word: `in step`, `DRIFT (exit 3)`."""
    if verdict.in_step:
        return exit_word(verdict.exit)
    return f"{exit_word(verdict.exit).upper()} (exit {int(verdict.exit)})"


def next_release(verdict: ApiVerdict) -> str:
    """The next release in a line: `0.2.0 (released: 0.1.0): 1 break, 2 additions: specpress diff pets`."""
    release = verdict.next_release
    if release is None:
        return ""
    last = f" (released: {release.released})" if release.released else ""
    compares = release.bump != "none" and release.released
    more = f": specpress diff {verdict.api}" if compares else ""
    none = "none" if release.problem is None else "none can be made"
    return plain(f"{release.version or none}{last}: {release.reason}{more}")


def problem_text(problem: Problem) -> str:
    """A problem in a line: its place, what is wrong, what to do."""
    place = f"{problem.places[0]}: " if problem.places else ""
    return plain(f"{place}{problem.message}; {problem.hint}")


def effects_in_words(effects: Effects, *, differs: bool) -> tuple[list[str], list[str]]:
    """What is wrong for users until something is generated, and what generating changes for them: sentences.

    `differs` says whether a file differs of which they were given another.
    """
    calls = f"calls may behave differently ({few(effects.behaviour)})" if effects.behaviour else ""
    if effects.names:
        names = [f"{one.severity}: {one.name} {one.said}" for one in effects.names]
        return [*effects.until_then], [*names, *([calls] if calls else [])]
    if effects.until_then and not calls:
        return [*effects.until_then], []
    told = "no public name or type changes" if differs else "nothing changes"
    return [*effects.until_then], [f"{told}{f'; {calls}' if calls else ''}"]


def for_users(verdict: ApiVerdict, most: int = 0) -> Iterator[str]:
    """The same as lines of a message; of what changes only so many as `most`, if it is not 0."""
    if verdict.for_users is None:
        return
    until_then, sentences = effects_in_words(verdict.for_users, differs=differs_for_users(verdict))
    for said in until_then:
        yield f"for users, until then: {said}"
    shown = sentences if not most or len(sentences) <= most else sentences[: most - 1]
    for said in shown:
        yield f"for users, once generated: {said}"
    if len(shown) < len(sentences):
        yield f"… {len(sentences) - len(shown)} more (--format json lists all)"


def differs_for_users(verdict: ApiVerdict) -> bool:
    """Whether generating changes a file that users were given."""
    return any(file.cause not in NO_EFFECT for file in verdict.files)


def few(paths: Sequence[str]) -> str:
    """Two paths at most, and how many more."""
    more = [f"{len(paths) - 2} more"] if paths[2:] else []
    return ", ".join([*paths[:2], *more])


def count(number: int, noun: str) -> str:
    """A number of things: `1 file`, `2 files`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def plain(text: str) -> str:
    """One line without characters that a terminal or a log reader would obey; tabs stay."""
    return _CONTROL.sub("\ufffd", text)
