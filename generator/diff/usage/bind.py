"""The scopes of a module, filled: what each name in it is bound to.

In: a module, its project, and what is known of the package. Out: nothing; the module's scopes are filled. Refuses
nothing.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import partial

from generator.diff.python.annotations import Atom, Type
from generator.diff.usage.atoms import FOREIGN, items_of
from generator.diff.usage.infer import Inference
from generator.diff.usage.project import Module, Project
from generator.diff.usage.scopes import (
    NOTHING,
    UNKNOWN,
    Class,
    Function,
    Scope,
    Thunk,
    own_nodes,
    parameters,
    targets,
)

_BUILTINS = (
    "str",
    "int",
    "float",
    "bool",
    "bytes",
    "dict",
    "list",
    "print",
    "len",
    "repr",
    "range",
)


def bind_all(project: Project, inference: Inference) -> None:
    """Fill the scopes of every module."""
    inference.returned = lambda function, scope: _returned(inference, function, scope)
    for module in project.modules:
        binder = _Binder(module, project, inference)
        for name in _BUILTINS:
            module.scope.bind(name, lambda: FOREIGN)
        binder.body(module.tree, module.scope, None)


def _returned(inference: Inference, function: Function, scope: Scope) -> Type:
    """What a call of a consumer's function gives: what it is annotated with, or all that it returns."""
    is_async = isinstance(function, ast.AsyncFunctionDef)
    yields = [n for n in own_nodes(function) if isinstance(n, ast.Yield)]
    if function.returns is not None:
        found = inference.annotation(function.returns, scope.parent or scope)
    elif yields:
        every = (inference.of(n.value, scope) for n in yields if n.value is not None)
        found = frozenset({Atom("Iterator", (NOTHING.union(*every),))})
    else:
        given = [n.value for n in own_nodes(function) if isinstance(n, ast.Return)]
        found = NOTHING.union(*(inference.of(v, scope) for v in given if v is not None))
    if is_async and not yields:
        return frozenset({Atom("@await", (found or UNKNOWN,))})
    return found or FOREIGN


@dataclass(slots=True)
class _Binder:
    module: Module
    project: Project
    inference: Inference

    def body(self, node: ast.AST, scope: Scope, owner: Class | None) -> None:
        """Bind what the statements of a module, a function or a class bind, at any depth."""
        self.module.scopes[node] = scope
        todo = list(ast.iter_child_nodes(node))
        while todo:
            one = todo.pop(0)
            match one:
                case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.Lambda():
                    self._function(one, scope, owner)
                case ast.ClassDef():
                    self._class(one, scope)
                case _:
                    self._statement(one, scope, owner)
                    todo += ast.iter_child_nodes(one)

    def _function(self, node: Function | ast.Lambda, scope: Scope, owner: Class | None) -> None:
        inner = Scope(scope)
        listed = parameters(node)
        for index, one in enumerate(listed):
            annotation = one.annotation
            if index == 0 and owner is not None and scope.is_class:
                own = frozenset({Atom(f"@local:{self.inference.classes.index(owner)}")})
                inner.bind(one.arg, partial(_always, own))
            else:
                inner.bind(one.arg, partial(self.inference.annotation, annotation, scope))
        if not isinstance(node, ast.Lambda):
            number = len(self.inference.functions)
            self.inference.functions.append((node, inner))
            is_property = any(ast.unparse(d).endswith("property") for d in node.decorator_list)
            made = Atom(f"@def:{number}")
            if is_property:
                scope.bind(node.name, lambda: self.inference.called(made))
            else:
                scope.bind(node.name, lambda: frozenset({made}))
        self.body(node, inner, owner)

    def _class(self, node: ast.ClassDef, scope: Scope) -> None:
        own = Class(node.name, Scope(scope, is_class=True), node.bases)
        number = len(self.inference.classes)
        self.inference.classes.append(own)
        scope.bind(node.name, lambda: frozenset({Atom(f"@localtype:{number}")}))
        self.body(node, own.scope, own)

    def _statement(self, node: ast.AST, scope: Scope, owner: Class | None) -> None:
        infer = self.inference
        match node:
            case ast.Import(names=names):
                for alias in names:
                    self._import(alias, scope)
            case ast.ImportFrom(module=module, names=names, level=level):
                for alias in names:
                    self._import_from(module or "", alias, level, scope)
            case ast.Assign(targets=listed, value=value):
                for target in listed:
                    self._target(target, lambda: infer.of(value, scope), scope, owner)
            case ast.AnnAssign(target=target, annotation=annotation):
                self._target(target, lambda: infer.annotation(annotation, scope), scope, owner)
            case ast.NamedExpr(target=target, value=value):
                self._target(target, lambda: infer.of(value, scope), scope, owner)
            case ast.For(target=target, iter=many) | ast.AsyncFor(target=target, iter=many):
                self._target(target, lambda: items_of(infer.of(many, scope)), scope, owner)
            case ast.comprehension(target=target, iter=many):
                self._target(target, lambda: items_of(infer.of(many, scope)), scope, owner)
            case ast.withitem(context_expr=value, optional_vars=target) if target is not None:
                self._target(target, lambda: _entered(infer.of(value, scope)), scope, owner)
            case ast.ExceptHandler(type=kind, name=name) if name is not None:
                scope.bind(name, lambda: self._caught(kind, scope))
            case _:
                pass

    def _target(self, target: ast.expr, thunk: Thunk, scope: Scope, owner: Class | None) -> None:
        for one, whole in targets(target):
            bound: Thunk = thunk if whole else (lambda: UNKNOWN)
            match one:
                case ast.Name(id=name):
                    scope.bind(name, bound)
                case ast.Attribute(value=ast.Name(id="self"), attr=attr) if owner is not None:
                    owner.scope.bind(attr, bound)
                case _:
                    pass

    def _caught(self, kind: ast.expr | None, scope: Scope) -> Type:
        if kind is None:
            return FOREIGN
        listed = kind.elts if isinstance(kind, ast.Tuple) else [kind]
        return NOTHING.union(*(self.inference.annotation(one, scope) for one in listed))

    # --- imports --------------------------------------------------------------------------------

    def _import(self, alias: ast.alias, scope: Scope) -> None:
        package = self.inference.surface.package
        top = alias.name.partition(".")[0]
        bound = alias.asname or top
        if top == package:
            scope.bind(bound, lambda: frozenset({Atom("@module")}))
        elif self.project.find(self.module, alias.name, 0) is None:
            scope.bind(bound, lambda: FOREIGN)
        else:
            scope.bind(bound, lambda: UNKNOWN)

    def _import_from(self, module: str, alias: ast.alias, level: int, scope: Scope) -> None:
        surface = self.inference.surface
        bound = alias.asname or alias.name
        if not level and module.partition(".")[0] == surface.package:
            found = self.inference.of_module(alias.name)
            scope.bind(bound, lambda: found)
            return
        other = self.project.find(self.module, module, level)
        if other is None or other is self.module:
            scope.bind(bound, lambda: FOREIGN if not level else UNKNOWN)
            return

        def lent() -> Type:
            found = other.scope.own(alias.name)
            return UNKNOWN if found is None else found

        scope.bind(bound, lent)


def _always(found: Type) -> Type:
    return found


def _entered(found: Type) -> Type:
    """What `with x as y` binds: clients give themselves, generators what they yield."""
    inner = [
        items_of(frozenset({atom}))
        if atom.name in ("Iterator", "Generator", "AsyncIterator", "AsyncGenerator")
        else frozenset({atom})
        for atom in found
    ]
    return NOTHING.union(*inner)
