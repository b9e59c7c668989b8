"""Names of a module and what they may stand for.

In: the tree of a module. Out: a `Scope` for the module and for each function in it, whose bindings are looked at when
they are asked for. Refuses nothing.

A name stands for all that is ever bound to it in its scope: the order of statements is not followed.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from generator.diff.python.annotations import Atom, Type

Thunk = Callable[[], Type]
UNKNOWN: Type = frozenset({Atom("?")})
NOTHING: Type = frozenset()
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(slots=True, eq=False)
class Scope:
    """The names of a module, a function or a class."""

    parent: Scope | None
    bindings: dict[str, list[Thunk]] = field(default_factory=dict)
    known: dict[str, Type] = field(default_factory=dict)
    busy: set[str] = field(default_factory=set)
    is_class: bool = False

    def bind(self, name: str, thunk: Thunk) -> None:
        """A name may stand for what the thunk gives."""
        self.bindings.setdefault(name, []).append(thunk)

    def own(self, name: str) -> Type | None:
        """What a name of this very scope stands for; None if it is not bound here."""
        if name not in self.bindings:
            return None
        if name in self.busy:
            return NOTHING
        if name not in self.known:
            self.busy.add(name)
            self.known[name] = NOTHING.union(*(thunk() for thunk in self.bindings[name]))
            self.busy.discard(name)
        return self.known[name]

    def find(self, name: str) -> Type | None:
        """What a name stands for, as seen from here; None if nothing binds it."""
        scope: Scope | None = self
        first = True
        while scope is not None:
            if first or not scope.is_class:
                found = scope.own(name)
                if found is not None:
                    return found
            scope, first = scope.parent, False
        return None


@dataclass(slots=True, eq=False)
class Class:
    """A class of the consumer's: its attributes, whoever sets them."""

    name: str
    scope: Scope
    bases: list[ast.expr] = field(default_factory=list)


def targets(node: ast.expr) -> Iterator[tuple[ast.expr, bool]]:
    """What an assignment binds, and whether it is the value itself and no part of it."""
    if isinstance(node, ast.Tuple | ast.List):
        for inner in node.elts:
            for target, _ in targets(inner.value if isinstance(inner, ast.Starred) else inner):
                yield target, False
    else:
        yield node, True


def parameters(function: Function | ast.Lambda) -> list[ast.arg]:
    """All parameters, those that take the rest last."""
    taken = function.args
    listed = [*taken.posonlyargs, *taken.args, *taken.kwonlyargs]
    return [*listed, *(rest for rest in (taken.vararg, taken.kwarg) if rest is not None)]


def own_nodes(function: Function) -> Iterator[ast.AST]:
    """The nodes of a function's body, without those of functions and classes in it."""
    todo: list[ast.AST] = list(function.body)
    while todo:
        node = todo.pop()
        yield node
        if not isinstance(node, Function | ast.Lambda | ast.ClassDef):
            todo += ast.iter_child_nodes(node)
