"""What a check found, as values: one verdict an API, one cause a file.

In: nothing; `judge` makes these, `cli.formats` prints them. Out: frozen dataclasses. Refuses nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Literal

from generator.diagnostics import Problem


class Exit(IntEnum):
    """What a command's exit code means; where several apply, the highest."""

    FINE = 0
    INTERNAL = 1
    USAGE = 2
    DRIFT = 3
    HAND_EDIT = 4
    TOOL = 5
    BAD_INPUT = 6
    NOT_PUBLISHED = 7


class Cause(StrEnum):
    """Why a file is not as fresh output has it. Exactly one for each file."""

    SPEC = "spec"
    DECLARATION = "declaration"
    TEMPLATE = "template"
    RUNTIME = "runtime"
    GENERATOR = "generator"
    TOOL = "tool version"
    FORMATTER = "formatter"
    HAND_EDIT = "hand edit"
    MISSING = "missing file"
    STALE = "stale file"
    UNKNOWN = "unknown file"
    LINE_ENDINGS = "line endings"
    UNMERGED = "unmerged"

    @property
    def exit(self) -> Exit:
        """What it means for the exit code."""
        match self:
            case Cause.HAND_EDIT:
                return Exit.HAND_EDIT
            case Cause.TOOL:
                return Exit.TOOL
            case _:
                return Exit.DRIFT


@dataclass(frozen=True, slots=True, kw_only=True)
class FileVerdict:
    """One file that differs."""

    path: str
    """Relative to the project, with `/`."""
    cause: Cause
    line: int = 1
    """The first line that differs, as it is on disk; counts from 1."""
    added: int = 0
    """Lines that generating would add."""
    removed: int = 0
    """Lines that generating would remove."""
    diff: str = ""
    """Unified, from the disk to fresh output."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What generating would change of one public name."""

    severity: Literal["breaking", "addition", "note"]
    """As `diff` has it."""
    name: str
    """As users write it: `Order.note`, `orders.list(limit)`; the distribution's, where it is about the package."""
    said: str
    """What happens to it: `is gone`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effects:
    """What generating would change for those who use the package."""

    names: tuple[Change, ...] = ()
    """Public names, arguments and types that come, go or change, each once; the breaking ones first."""
    behaviour: tuple[str, ...] = ()
    """Modules whose code changes, though not what they offer; relative to the package."""
    until_then: tuple[str, ...] = ()
    """What is wrong for users as long as nothing is generated: one sentence each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NextRelease:
    """Which version the package's next release has, and why; it says nothing of whether the package is in step."""

    version: str | None
    """None where there is nothing to release, or where it cannot be told."""
    released: str | None
    """The version of the last release; None where there was none."""
    declared: str
    """The version in client.yaml."""
    bump: str
    """What the changes ask for: `major`, `minor`, `patch`, `none`."""
    reason: str
    """In a line: `1 break, 2 additions`."""
    problem: Problem | None = None
    """Why nothing could be released as it is: a version that is too low, a record that is damaged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiVerdict:
    """One API: in step, or why not, and what to type."""

    api: str
    package: str
    """The package's folder, relative to the project."""
    exit: Exit
    proof: str
    """How it was found out: `hashes` or `regenerated`."""
    files: tuple[FileVerdict, ...] = ()
    tools: tuple[tuple[str, str, str], ...] = ()
    """Tools with another version than the lock says: name, in the lock, here."""
    changed: tuple[tuple[Cause, str], ...] = ()
    """Inputs that are not as the lock has them: what they are, and their paths in the project."""
    stale_lock: tuple[tuple[Cause, str], ...] = ()
    """Inputs that changed although the output is identical: what they are, and their paths in the project."""
    for_users: Effects | None = None
    """What the differences mean for users; None where nothing was compared with fresh output, or nothing differs."""
    unpinned: bool = False
    """Whether client.yaml lacks public names that generating would add."""
    problems: tuple[Problem, ...] = ()
    """What is wrong with the spec or the declaration, where `exit` is BAD_INPUT; notes otherwise."""
    operations_in: int = 0
    operations_out: int = 0
    file_count: int = 0
    fix: str = ""
    """The command that mends it."""
    next_release: NextRelease | None = None
    """None where the input is too bad to tell, or no API gives the package any more."""

    @property
    def in_step(self) -> bool:
        return self.exit is Exit.FINE


def worst(verdicts: Sequence[ApiVerdict]) -> Exit:
    """The exit code of a command over several APIs."""
    return max((verdict.exit for verdict in verdicts), default=Exit.FINE)
