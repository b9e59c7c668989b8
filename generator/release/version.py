"""The versions of packages, in order, and which one a change needs.

In: texts, and how much changed. Out: `Version`s. Refuses, with `ValueError`: what is not both a version of Semantic
Versioning 2.0.0 and one of PEP 440. That is `MAJOR.MINOR.PATCH`, with `a1`, `b1` or `rc1` behind it for a pre-release,
which SemVer spells `-alpha.1`, `-beta.1`, `-rc.1`, and orders alike.

From 1.0.0 on, a break raises MAJOR, an addition MINOR, anything else PATCH (SemVer, items 6 to 8). Below, where SemVer
promises nothing (item 4), a break raises MINOR and all else PATCH: what `^0.1.2` means to Cargo and Poetry.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import assert_never

from generator.diff.finding import Bump

FORM = "MAJOR.MINOR.PATCH, and a1, b1 or rc1 behind it for a pre-release"
_STAGES = ("a", "b", "rc", "")
_FINAL = len(_STAGES) - 1
_NUMBER = r"(0|[1-9][0-9]*)"
_FORM = re.compile(rf"{_NUMBER}\.{_NUMBER}\.{_NUMBER}(?:(a|b|rc){_NUMBER})?")
_MAJOR, _MINOR, _PATCH = range(3)


@dataclass(frozen=True, slots=True, order=True)
class Version:
    """A version that a package can be released as; ordered as SemVer and PEP 440 both have it."""

    core: tuple[int, int, int]
    stage: int = _FINAL
    """Of a pre-release, an index into `a`, `b`, `rc`."""
    number: int = 0

    @classmethod
    def parse(cls, text: str) -> Version:
        """The version that `text` says; `ValueError` for another form."""
        found = _FORM.fullmatch(text)
        if found is None:
            raise ValueError(f"{text!r} is not {FORM}")
        core = int(found[1]), int(found[2]), int(found[3])
        return cls(core, _STAGES.index(found[4]), int(found[5])) if found[4] else cls(core)

    @property
    def is_final(self) -> bool:
        return self.stage == _FINAL

    def __str__(self) -> str:
        core = ".".join(map(str, self.core))
        return core if self.is_final else f"{core}{_STAGES[self.stage]}{self.number}"


def required(released: Version, bump: Bump) -> Version:
    """The lowest version that a release with such changes may have; the released one, if nothing changed.

    A pre-release is followed by the next one of its stage, as long as its core is raised enough for the change.
    """
    if bump == "none":
        return released
    part = _part(released, bump)
    if released.is_final:
        return Version(_raised(released.core, part))
    if part >= _raised_by(released):
        return Version(released.core, released.stage, released.number + 1)
    return Version(_raised(released.core, part), released.stage, 1)


def is_enough(version: Version, needed: Version) -> bool:
    """Whether a release that needs `needed` may be called `version`: that, more, or a pre-release of it."""
    return version >= needed or (needed.is_final and version.core == needed.core)


def may_break(old: Version, new: Version) -> bool:
    """Whether users of `old` who upgrade to `new` have to expect breaks."""
    breaking = _MINOR + 1 if old.core[0] == 0 else _MAJOR + 1
    return old.core[:breaking] != new.core[:breaking]


def _part(version: Version, bump: Bump) -> int:
    """Which of the three numbers a change raises."""
    is_stable = version.core[_MAJOR] > 0
    match bump:
        case "major":
            return _MAJOR if is_stable else _MINOR
        case "minor":
            return _MINOR if is_stable else _PATCH
        case "patch" | "none":
            return _PATCH
        case _:
            assert_never(bump)


def _raised(core: tuple[int, int, int], part: int) -> tuple[int, int, int]:
    major, minor, patch = core
    if part == _MAJOR:
        return major + 1, 0, 0
    return (major, minor + 1, 0) if part == _MINOR else (major, minor, patch + 1)


def _raised_by(version: Version) -> int:
    """Which number of a pre-release's core is above the release before it, as far as the core itself tells."""
    _, minor, patch = version.core
    return _PATCH if patch else _MINOR if minor else _MAJOR
