"""Two states of an API, compared from both ends: what the documents say, and what the packages hold.

In: two `State`s. Out: a `Report`. Refuses nothing: a state that can be read can be compared.
"""

from __future__ import annotations

from generator.diff.finding import Finding, Report, in_order
from generator.diff.held import code
from generator.diff.merge import merge
from generator.diff.places import places
from generator.diff.python.compare import compare_surfaces
from generator.diff.python.load import load_surface
from generator.diff.python.surface import Surface
from generator.diff.python.told import imported_otherwise, installed_otherwise
from generator.diff.requirements import compare_requirements
from generator.diff.spec import compare_specs
from generator.diff.state import State
from generator.release.names import digested
from generator.workspace import normalized


def compare_states(api: str, old: State, new: State) -> tuple[Report, Surface]:
    """All findings, the worst first; and the names of the old package, for those who look for their uses."""
    spec, renames = (
        compare_specs(old.spec, new.spec)
        if old.spec is not None and new.spec is not None
        else ([], {})
    )
    was, now = _surface(old), _surface(new)
    found = merge(spec, compare_surfaces(was, now, renames), places(old.spec), places(new.spec))
    if old.distribution and normalized(old.distribution) != normalized(new.distribution):
        found.append(installed_otherwise(old.distribution, new.distribution))
    found += compare_requirements(new.package, old.requirements, new.requirements)
    if old.package != new.package:
        found.append(imported_otherwise(old.package, new.package))
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


def _surface(state: State) -> Surface:
    """The public names of a state, docstrings as hashes: of a release, only those are known."""
    return state.surface or digested(load_surface(state.package, state.files))


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
    changed = [] if found else _changed(old, new)
    if any(path.endswith(".py") for path in changed):
        message = "code behind the same names"
        return [
            _note(new.package, "python-code-changed", message, "no name, type or default changed")
        ]
    if changed:
        listed = ", ".join(sorted(changed))
        return [_note(new.package, "python-files-changed", listed, "no module changed")]
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


def _changed(old: State, new: State) -> list[str]:
    """The files of the wheel that are not as they were; the modules alone where no more is known."""
    if old.held is not None and new.held is not None:
        was, now = old.held, new.held
    else:
        was, now = code(old.files), code(new.files)
    return [path for path in {**was, **now} if was.get(path) != now.get(path)]
