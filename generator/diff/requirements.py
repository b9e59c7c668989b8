"""What a package needs: a Python, and other distributions.

In: a pyproject.toml, or the METADATA of a wheel. Out: `Requirements`; what changed of them, as findings. Refuses
nothing: a text that is neither says nothing.

Specifiers are compared as written, whatever their order (PEP 440, PEP 508); extras are left aside.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from email.parser import HeaderParser

from generator.diff.finding import Finding, Severity
from generator.diff.rules import rule

_PARTS = re.compile(
    r"\s*([A-Za-z0-9][A-Za-z0-9._-]*)\s*(\[[^\]]*\])?\s*\(?([^;)]*)\)?\s*(?:;(.*))?"
)


@dataclass(frozen=True, slots=True)
class Requirements:
    """What has to be installed with a package."""

    python: str = ""
    """`>=3.11`; empty where it is not said."""
    distributions: Mapping[str, str] = field(default_factory=dict)
    """Name to specifiers: `<3,>=2.16`."""


def of_project(text: str) -> Requirements | None:
    """The requirements in a pyproject.toml; None where there are none to be read."""
    try:
        project = tomllib.loads(text).get("project", {})
    except tomllib.TOMLDecodeError:
        return None
    if not isinstance(project, dict):
        return None
    python, listed = project.get("requires-python", ""), project.get("dependencies", [])
    texts = [one for one in listed if isinstance(one, str)] if isinstance(listed, list) else []
    return Requirements(_sorted(str(python)), _listed(texts))


def of_metadata(text: str) -> Requirements:
    """The requirements in a wheel's METADATA (PEP 566)."""
    headers = HeaderParser().parsestr(text)
    python = _sorted(str(headers.get("Requires-Python", "")))
    return Requirements(python, _listed(map(str, headers.get_all("Requires-Dist", ()))))


def _listed(requirements: Iterable[str]) -> dict[str, str]:
    found = {}
    for one in requirements:
        parts = _PARTS.match(one)
        if parts is not None and "extra" not in (parts[4] or ""):
            name = re.sub(r"[-_.]+", "-", parts[1]).lower()
            found[name] = f"{parts[2] or ''}{_sorted(parts[3])}"
    return found


def _sorted(specifiers: str) -> str:
    return ",".join(sorted(part.replace(" ", "") for part in specifiers.split(",") if part.strip()))


def compare_requirements(
    package: str, old: Requirements | None, new: Requirements | None
) -> list[Finding]:
    """What has to be installed that was not, or in another version; nothing where either is not known."""
    return list(_changes(package, old, new)) if old is not None and new is not None else []


def _changes(package: str, old: Requirements, new: Requirements) -> Iterator[Finding]:
    if old.python != new.python:
        message = f"needs Python {new.python or 'of any version'}, was {old.python or 'any'}"
        why = "environments with another Python cannot install it"
        action = f"use Python {new.python}" if new.python else "nothing"
        yield _finding("python-version-changed", "breaking", package, message, why, action)
    was, now = old.distributions, new.distributions
    for name in sorted({*was, *now}):
        if was.get(name) == now.get(name):
            continue
        why = "environments that pin it otherwise have to move with it"
        said = now[name] or "any version" if name in now else ""
        before = was[name] or "any version" if name in was else ""
        if not said:
            message, why = f"does not need {name} any more", "what is installed does no harm"
        elif not before:
            message = f"needs {name} ({said})"
        else:
            message = f"needs {name} {said}, was {before}"
        severity: Severity = "addition" if said else "note"
        yield _finding("python-dependency-changed", severity, package, message, why)


def _finding(
    rule_id: str, severity: Severity, package: str, message: str, why: str, action: str = ""
) -> Finding:
    return Finding(
        rule=rule(rule_id),
        severity=severity,
        subject=package,
        message=message,
        why=why,
        action=action,
        side="python",
    )
