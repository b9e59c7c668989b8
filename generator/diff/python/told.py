"""What is told of a name of the package that came, went or is another now.

In: a name as users write it, and what it stands for. Out: findings of the Python side. Refuses nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.diff.finding import Finding, Severity
from generator.diff.python.surface import Symbol
from generator.diff.rules import rule


def finding(
    rule_id: str,
    severity: Severity,
    name: str,
    message: str,
    why: str,
    action: str = "",
    types: tuple[str, str] = ("", ""),
) -> Finding:
    """A finding about one name; `types` are its old and its new declaration, where these are told."""
    return Finding(
        rule=rule(rule_id),
        severity=severity,
        subject=name,
        message=message,
        why=why,
        action=action,
        side="python",
        python=(name,),
        was=types[0],
        now=types[1],
    )


def gone(name: str, symbol: Symbol) -> Finding:
    """A name that the package has no more."""
    if symbol.kind == "argument":
        why = "calls that pass it raise TypeError"
        return finding("python-argument-removed", "breaking", name, "is gone", why, "leave it out")
    why = "code that uses the name fails: on import, or with AttributeError"
    return finding("python-name-removed", "breaking", name, "is gone", why, "do without it")


def came(name: str, symbol: Symbol) -> Iterator[Finding]:
    """A name that the package did not have."""
    if symbol.kind == "result":
        return
    if symbol.kind == "argument" and symbol.default is None:
        why = "calls that leave it out raise TypeError"
        message = "is new, and may not be left out"
        yield finding(
            "python-argument-added", "breaking", name, message, why, "pass it in every call"
        )
    elif symbol.kind == "argument":
        why = "calls that leave it out stay as they are"
        yield finding("python-argument-added", "addition", name, "is new", why)
    elif symbol.kind == "field" and symbol.takes and symbol.default is None:
        why = "objects that are made without it are refused"
        message = "is new, and may not be left out"
        yield finding("python-argument-added", "breaking", name, message, why, "set it")
    else:
        yield finding("python-name-added", "addition", name, "is new", "nothing has to use it")


def renamed(old: str, new: str, symbol: Symbol) -> Finding:
    """A name that is another now, and works no more."""
    message, action = f"is called {new} now", f"write {new}"
    if symbol.kind == "argument" and symbol.position is not None:
        why = "calls that pass it by name raise TypeError; those that pass it by place stay as they are"
    else:
        why = "code that uses the old name fails"
    found = finding("python-name-renamed", "breaking", old, message, why, action)
    return replace(found, python=(old, new))


def reused(old: str, new: str) -> Finding:
    """A name that goes on to be one, and means another thing."""
    message = f"is another thing now; what it was is called {new}"
    why = "code that uses the name goes on, with other data or another call"
    found = finding("python-name-reused", "breaking", old, message, why, f"write {new}")
    return replace(found, python=(old, new))


def imported_otherwise(old: str, new: str) -> Finding:
    """A package that is imported under another name."""
    message, why = f"is called {new} now", "imports of the old name fail"
    found = finding("python-name-renamed", "breaking", old, message, why, f"import {new}")
    return replace(found, python=(old, new))


def installed_otherwise(old: str, new: str) -> Finding:
    """A package that is installed under another name."""
    message, why = f"is distributed as {new} now", "the old one gets no more releases"
    found = finding("python-package-renamed", "breaking", old, message, why, f"install {new}")
    return replace(found, python=(old, new))


def deprecated(old: str, new: str, symbol: Symbol) -> Finding:
    """A name that was declared as renamed: it goes on to work."""
    message = f"is called {new} now"
    why = "the old name goes on to work, with a DeprecationWarning, until the next breaking release"
    by_keyword = symbol.kind == "argument" or (symbol.kind == "field" and symbol.takes)
    if by_keyword:
        why += "; type checkers refuse the old keyword"
    found = finding("python-name-deprecated", "addition", old, message, why, f"write {new}")
    return replace(found, python=(old, new))
