"""What changed between two states of an API, and what it means for code that uses its package.

In: two `State`s. Out: a `Report`. Refuses nothing: a state that can be read can be compared.

`state`, `against`, `git`, `wheel` load states · `spec` compares what the documents say, `python` what the packages
hold · `merge` makes one finding of what both say of one thing · `usage` looks for what code touches · `formats`
prints.
"""

from __future__ import annotations

import re

from generator.diff.finding import Finding, Report, in_order
from generator.diff.merge import merge
from generator.diff.places import places
from generator.diff.python.compare import compare_surfaces
from generator.diff.python.load import load_surface
from generator.diff.python.surface import Surface
from generator.diff.requirements import compare_requirements
from generator.diff.spec import compare_specs
from generator.diff.state import State

__all__ = ["Report", "State", "compare_states"]

_CHANGING = re.compile(r"^# Made from .*$|^__version__ = .*$|^    version=\".*\",$", re.MULTILINE)
"""Lines that say where a package is from, and which release it is."""


def compare_states(api: str, old: State, new: State) -> tuple[Report, Surface]:
    """All findings, the worst first; and the names of the old package, for those who look for their uses."""
    spec, renames = (
        compare_specs(old.spec, new.spec)
        if old.spec is not None and new.spec is not None
        else ([], {})
    )
    was, now = load_surface(old.package, old.files), load_surface(new.package, new.files)
    found = merge(spec, compare_surfaces(was, now, renames), places(old.spec), places(new.spec))
    found += compare_requirements(new.package, old.requirements, new.requirements)
    found += _rest(old, new, was, now, found)
    report = Report(
        api=api,
        package=new.package,
        old=old.label,
        new=new.label,
        findings=in_order(found),
        remarks=(*old.remarks, *new.remarks),
    )
    return report, was


def _rest(
    old: State, new: State, was: Surface, now: Surface, found: list[Finding]
) -> list[Finding]:
    """What no name tells: texts for people, and code behind the same names."""
    changed = [
        name for name, s in was.names.items() if name in now.names and s.doc != now.names[name].doc
    ]
    told = {part for finding in found for name in finding.python for part in _parts(name)}
    texts = [name for name in changed if name not in told]
    if texts:
        several = (
            f"the texts of {len(texts)} names" if len(texts) > 1 else f"the text of {texts[0]}"
        )
        return [
            _note(
                new.package,
                "python-documentation-changed",
                several,
                "texts say nothing to programs",
            )
        ]
    if not found and _code(old) != _code(new):
        message = "code behind the same names"
        return [
            _note(new.package, "python-code-changed", message, "no name, type or default changed")
        ]
    return []


def _parts(name: str) -> tuple[str, ...]:
    """A name, and what it is a part of, whose text tells of it: `Shop(token)`, `Shop`, and its async twin."""
    owner = name.partition("(")[0]
    return name, owner, f"Async{owner}"


def _note(package: str, rule: str, what: str, why: str) -> Finding:
    return Finding(
        rule=rule,
        severity="note",
        subject=package,
        message=f"{what} changed",
        why=why,
        side="python",
    )


def _code(state: State) -> dict[str, str]:
    """The modules without what is another in every state: where it was found, and its version."""
    return {
        path: _CHANGING.sub("", text) for path, text in state.files.items() if path.endswith(".py")
    }
