"""What generating would change for those who use a package: the files on disk against fresh ones.

In: two states of a package's texts, by path in its folder; or a plan to write one of them. Out: `Effects`. Refuses
nothing: what lies on disk may be anything. A file there that cannot be read counts as the fresh one does, and is named
among those that may behave otherwise.

The names are compared as for `diff`; but no older document is known here, nor who is called what by now, so that a name
that is another is one that went and one that came.
"""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from generator.diff.finding import RANK
from generator.diff.held import PROJECT, without_origin
from generator.diff.merge import merge
from generator.diff.python.compare import compare_surfaces
from generator.diff.python.facts import Facts, compare_facts, described, facts_of
from generator.diff.python.load import load_surface
from generator.diff.python.surface import Surface
from generator.diff.python.told import imported_otherwise
from generator.diff.requirements import compare_requirements, of_project
from generator.diff.state import imported
from generator.output import Plan, is_unmerged
from generator.render import File
from generator.verdict import Cause, Change, Effects

Texts = Mapping[str, str]
_INIT = "__init__.py"
_ORDER = ("attribute", "method", "class", "alias", "name", "argument", "result", "member", "field")
"""Kinds of names, in the order in which they are told."""


@dataclass(frozen=True, slots=True)
class _Package:
    """What is imported of one state; `modules` are its texts by path below the import root."""

    name: str
    modules: Texts
    surface: Surface
    facts: Facts = field(default_factory=dict)

    def inside(self) -> dict[str, str]:
        """The modules by their paths in the package, whatever it is called."""
        return {path.removeprefix(f"{self.name}/"): text for path, text in self.modules.items()}

    def path(self, inside: str) -> str:
        """The path below the import root; empty where there is no such module."""
        return next((p for p in (f"{self.name}/{inside}", inside) if p in self.modules), "")


def for_users(plan: Plan, files: Sequence[File]) -> Effects:
    """What carrying out the plan would change, where `files` are all fresh ones.

    A missing file changes nothing: it was there when users got it.
    """
    apart = {Cause.UNKNOWN, Cause.LINE_ENDINGS, Cause.MISSING}
    broken = [c.path for c in plan.changes if is_unmerged(plan.root / c.path)]
    differ = [c for c in plan.changes if c.cause not in apart and c.path not in broken]
    new = {file.path: file.text for file in files}
    here = {**new, **{change.path: change.old for change in differ}}
    found = effects({path: text for path, text in here.items() if text is not None}, new)
    return replace(found, until_then=tuple(_until_then(plan, broken)))


def _until_then(plan: Plan, broken: Sequence[str]) -> Iterator[str]:
    """What is wrong with the package as it lies there."""
    missing = [c.path for c in plan.changes if c.cause is Cause.MISSING]
    strangers = [c.path for c in plan.changes if c.cause is Cause.UNKNOWN]
    packed = [path for path in strangers if path.startswith("src/")]
    if broken:
        yield f"git has left conflict markers in {_few(broken)}"
    if missing:
        yield f"the package is not whole without {_few(missing)}"
    if packed:
        yield f"the wheel holds what nobody generated: {_few(packed)}"


def _few(paths: Sequence[str]) -> str:
    return f"{paths[0]} and {len(paths) - 1} more" if paths[1:] else paths[0]


def effects(old: Texts, new: Texts) -> Effects:
    """What users of the package would notice if `new` took the place of `old`."""
    differ = [path for path in sorted({*old, *new}) if old.get(path) != new.get(path)]
    broken = [path for path in differ if path in old and not _is_sound(path, old[path])]
    sound = {path: text for path, text in old.items() if path not in broken}
    sound |= {path: new[path] for path in broken if path in new}
    told, otherwise = _of_project(sound.get(PROJECT, ""), new.get(PROJECT, "")), list[str]()
    if any(path.endswith(".py") for path in differ if path not in broken):
        changes, otherwise = _of_modules(imported(sound), imported(new))
        told += changes
    names = sorted(told, key=lambda one: RANK[one.severity])
    return Effects(names=tuple(names), behaviour=tuple(sorted({*broken, *otherwise})))


def _is_sound(path: str, text: str) -> bool:
    """Whether a file that says something to users is what it is called."""
    try:
        if path == PROJECT:
            return isinstance(tomllib.loads(text).get("project"), dict)
        if path.endswith(".py"):
            ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def _of_project(old: str, new: str) -> list[Change]:
    """What pip reads."""
    if not old or not new or old == new:
        return []
    was, now = (tomllib.loads(text).get("project", {}) for text in (old, new))
    name = str(now.get("name", ""))
    found = [
        Change(severity=one.severity, name=one.subject, said=one.message)
        for one in compare_requirements(name, of_project(old), of_project(new))
    ]
    versions = [str(said.get("version", "none")) for said in (was, now)]
    if versions[0] != versions[1]:
        said = f"is version {versions[1]}, was {versions[0]}"
        found.append(Change(severity="note", name=name, said=said))
    return found


def _of_modules(old: Texts, new: Texts) -> tuple[list[Change], list[str]]:
    """What happens to names; and modules whose code changes, though none of these stands in them."""
    now = _package(new)
    was = _package(old, now.name)
    told = _in_order(_told(was, now), was, now)
    named = {name for one in told for name in _roots(one.name, (was.surface, now.surface))}
    before, after = was.inside(), now.inside()
    otherwise = [
        path
        for path in sorted({*before, *after})
        if before.get(path) != after.get(path) and path != _INIT
        and not named & {*_defined(before.get(path, "")), *_defined(after.get(path, ""))}
        and _code(before.get(path, "")) != _code(after.get(path, ""))
    ]  # fmt: skip
    return told, [f"src/{now.path(path) or was.path(path)}" for path in otherwise]


def _package(modules: Texts, called: str = "") -> _Package:
    """One state; the package is the one that is `called` so, or else what is there."""
    found = [path.removesuffix(f"/{_INIT}") for path in modules if path.endswith(f"/{_INIT}")]
    names = sorted(name for name in found if "/" not in name)
    name = called if called in names or not names else names[0]
    if not names:
        return _Package(name, modules, Surface(name))
    surface = load_surface(name, modules)
    return _Package(name, modules, surface, facts_of(surface, modules))


def _told(was: _Package, now: _Package) -> Iterator[Change]:
    """Every fact about a name; of one name there may be several."""
    old = _read(was.surface, now.surface)
    clients = zip(old.clients, now.surface.clients, strict=False)
    renames = dict(clients if len(old.clients) == len(now.surface.clients) else ())
    found = merge((), compare_surfaces(old, now.surface, renames), {}, {})
    if was.name and now.name and was.name != now.name:
        found.append(imported_otherwise(was.name, now.name))
    for one in found:
        is_new = one.rule in ("python-name-added", "python-argument-added")
        more = described(one.subject, now.surface, now.facts) if is_new else ""
        said = f"{one.message}: {more}" if more else one.message
        yield Change(severity=one.severity, name=one.subject, said=said)
    yield from compare_facts(was.facts, now.facts, now.surface, renames)


def _read(old: Surface, new: Surface) -> Surface:
    """The older surface without what is only said to be there: names that are exported and that nothing defines."""
    known = {
        n: s for n, s in old.names.items() if s.kind != "name" or new.names.get(n, s).kind == "name"
    }
    return replace(old, names=known)


def _in_order(told: Iterable[Change], was: _Package, now: _Package) -> list[Change]:
    """All that is said of a name as one change, as grave as the worst; the worst first."""
    by_name: dict[str, list[Change]] = {}
    for one in told:
        by_name.setdefault(one.name, []).append(one)
    symbols = {**was.surface.twins, **now.surface.twins, **was.surface.names, **now.surface.names}

    def key(one: Change) -> tuple[int, int, str]:
        kind = _ORDER.index(symbols[one.name].kind) if one.name in symbols else -1
        return RANK[one.severity], kind, one.name

    return sorted(
        (
            replace(min(ones, key=key), said="; ".join(dict.fromkeys(one.said for one in ones)))
            for ones in by_name.values()
        ),
        key=key,
    )


def _roots(name: str, surfaces: Iterable[Surface]) -> Iterator[str]:
    """What a module would define in which a name stands: a class, or that of a resource."""
    root = name.partition("(")[0].partition(".")[0]
    yield root
    yield from (known.resources[root] for known in surfaces if root in known.resources)


def _defined(text: str) -> Iterator[str]:
    """The names that a module gives to something."""
    for node in ast.parse(text).body:
        match node:
            case ast.ImportFrom(names=imported_names):
                yield from (one.asname for one in imported_names if one.asname)
            case ast.ClassDef(name=name) | ast.AnnAssign(target=ast.Name(id=name)):
                yield name
            case ast.Assign(targets=[ast.Name(id=name)]):
                yield name
            case _:
                pass


def _code(text: str) -> str:
    """A module without its comments and descriptions, and without what is another in every release."""
    tree = ast.parse(without_origin(".py", text))
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            node.body = [inner for inner in node.body if not _is_text(inner)]
    return ast.dump(tree)


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
