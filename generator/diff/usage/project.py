"""The consumer's modules, and what one lends to another.

In: files. Out: `Project`: their trees, their dotted names, which of them use the package. Refuses nothing: a file
that is no Python is named, and left out.
"""

from __future__ import annotations

import ast
import os
import tokenize
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from generator.diagnostics import Place
from generator.diff.usage.scopes import Scope

_SKIPPED = {"__pycache__", "node_modules", "site-packages", "build", "dist"}


@dataclass(slots=True, eq=False)
class Module:
    """One file."""

    path: str
    """As messages print it."""
    tree: ast.Module
    parts: tuple[str, ...]
    """Its dotted name as far as the path tells: `("src", "shop", "orders")`."""
    scope: Scope = field(default_factory=lambda: Scope(None))
    scopes: dict[ast.AST, Scope] = field(default_factory=dict)


@dataclass(slots=True)
class Project:
    """All files that were read."""

    modules: list[Module] = field(default_factory=list)
    unread: list[Place] = field(default_factory=list)

    def find(self, origin: Module, dotted: str, level: int) -> Module | None:
        """The module that `from dotted import …` in `origin` means, if it is one of these."""
        wanted = tuple(part for part in dotted.split(".") if part)
        if level:
            base = origin.parts[: len(origin.parts) - level + (origin.path.endswith("__init__.py"))]
            exact = (*base, *wanted)
            return next((m for m in self.modules if m.parts == exact), None)
        fitting = [m for m in self.modules if wanted and m.parts[-len(wanted) :] == wanted]
        return min(fitting, key=lambda m: len(m.parts), default=None)


def read_project(paths: Iterable[Path], root: Path) -> Project:
    """Every Python file at or below the paths; places are relative to `root` where that is above them."""
    project = Project()
    for path in sorted(set(_files(paths))):
        shown = _shown(path, root)
        try:
            with tokenize.open(path) as opened:
                tree = ast.parse(opened.read())
        except (SyntaxError, ValueError, UnicodeDecodeError) as error:
            line = getattr(error, "lineno", None) or 1
            project.unread.append(Place(shown, line, getattr(error, "offset", None) or 1))
            continue
        parts = PurePosixPath(path.as_posix()).with_suffix("").parts
        project.modules.append(
            Module(shown, tree, parts[:-1] if parts[-1] == "__init__" else parts)
        )
    return project


def _shown(path: Path, root: Path) -> str:
    for base in (root, Path.cwd()):
        if path.resolve().is_relative_to(base.resolve()):
            return path.resolve().relative_to(base.resolve()).as_posix()
    return path.as_posix()


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_file():
            yield path.resolve()
            continue
        for folder, inner, names in os.walk(path):
            inner[:] = sorted(d for d in inner if d not in _SKIPPED and not d.startswith("."))
            if (Path(folder) / "pyvenv.cfg").exists():
                inner[:] = []
                continue
            yield from ((Path(folder) / n).resolve() for n in names if n.endswith((".py", ".pyi")))
