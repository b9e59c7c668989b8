"""The type of an expression in a consumer's code, as far as it can be told without running it.

In: an expression, and the scope it stands in. Out: a `Type`, whose atoms are classes of the package, or

    @module                the package, or a module of it      @type(T)     the class T itself
    @resource:orders:data  a resource of a client or a view    @view:prepare
    @method:orders.list:…  a method, to be called              @await(T)    to be awaited
    @local:3               an object of the consumer's class   @def:…       a function of the consumer's
    ?                      anything: it could not be told      @foreign     certainly none of ours

Refuses nothing.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from generator.diff.python.annotations import Atom, Type, type_of
from generator.diff.python.surface import Surface
from generator.diff.usage.atoms import (
    FOREIGN,
    ITEMS,
    MAPS,
    SAME,
    SCALARS,
    as_type,
    awaited,
    class_of,
    is_known,
    items_of,
)
from generator.diff.usage.scopes import NOTHING, UNKNOWN, Class, Function, Scope


@dataclass(slots=True)
class Inference:
    """What is known of one package, and of the consumer's own classes and functions."""

    surface: Surface
    classes: list[Class] = field(default_factory=list)
    functions: list[tuple[Function, Scope]] = field(default_factory=list)
    returns: dict[int, Type] = field(default_factory=dict)
    returned: Callable[[Function, Scope], Type] = lambda function, scope: UNKNOWN

    def of(self, node: ast.expr, scope: Scope) -> Type:
        """The type of an expression."""
        match node:
            case ast.Name(id=name):
                found = scope.find(name)
                return UNKNOWN if found is None else found
            case ast.Attribute(value=value, attr=attr):
                return self._all(self.of(value, scope), lambda atom: self.attribute(atom, attr))
            case ast.Call():
                return self._call(node, scope)
            case ast.Await(value=value):
                return self._all(self.of(value, scope), awaited)
            case ast.Subscript(value=value):
                return items_of(self.of(value, scope))
            case ast.IfExp(body=one, orelse=other):
                return self.of(one, scope) | self.of(other, scope)
            case ast.BoolOp(values=values):
                return NOTHING.union(*(self.of(value, scope) for value in values))
            case ast.NamedExpr(value=value) | ast.Starred(value=value):
                return self.of(value, scope)
            case ast.List(elts=elts) | ast.Tuple(elts=elts) | ast.Set(elts=elts):
                return frozenset(
                    {Atom("list", (NOTHING.union(*(self.of(e, scope) for e in elts)),))}
                )
            case ast.ListComp(elt=elt) | ast.SetComp(elt=elt) | ast.GeneratorExp(elt=elt):
                return frozenset({Atom("list", (self.of(elt, scope),))})
            case ast.Constant(value=value):
                return frozenset({Atom("None" if value is None else type(value).__name__)})
            case ast.JoinedStr():
                return frozenset({Atom("str")})
            case ast.Compare() | ast.Dict() | ast.Lambda() | ast.UnaryOp():
                return FOREIGN
            case _:
                return UNKNOWN

    def _all(self, found: Type, step: Callable[[Atom], Type]) -> Type:
        return NOTHING.union(*(step(atom) for atom in found))

    # --- attributes -----------------------------------------------------------------------------

    def attribute(self, atom: Atom, attr: str) -> Type:
        """What an attribute of one type gives."""
        kind, _, rest = atom.name.partition(":")
        match kind:
            case "?" | "@foreign":
                return frozenset({atom})
            case "None":
                return NOTHING
            case "@module":
                return self.of_module(attr)
            case "@type":
                return self._of_class(class_of(atom) or "", attr)
            case "@view":
                mode, _, side = rest.partition(":")
                return self._resource(attr, mode, side)
            case "@resource":
                resource, mode, side = rest.split(":")
                name = f"{resource}.{attr}"
                return (
                    frozenset({Atom(f"@method:{name}:{mode}:{side}")})
                    if name in self.surface.names
                    else UNKNOWN
                )
            case "@await" | "@method" | "@def" | "@localtype":
                return FOREIGN
            case "@local":
                return self._of_local(self.classes[int(rest)], attr)
            case _:
                return self._of_object(atom, attr)

    def of_module(self, attr: str) -> Type:
        """What a name of the package, or of one of its modules, stands for."""
        symbol = self.surface.names.get(attr)
        if symbol is None:
            return frozenset({Atom("@module")})
        return frozenset({as_type(attr)}) if symbol.kind == "class" else FOREIGN

    def _resource(self, attr: str, mode: str, side: str) -> Type:
        known = attr in self.surface.resources
        return frozenset({Atom(f"@resource:{attr}:{mode}:{side}")}) if known else UNKNOWN

    def _of_class(self, name: str, attr: str) -> Type:
        owner = self.owner(name, attr)
        if owner is None:
            return UNKNOWN
        if self.surface.names[f"{owner}.{attr}"].kind == "member":
            return frozenset({Atom(name)})
        return frozenset({Atom(f"@method:{owner}.{attr}:data:sync", (frozenset({Atom(name)}),))})

    def owner(self, name: str, attr: str) -> str | None:
        """The class that an attribute of `name` is defined in: itself, or one it inherits from."""
        return next(
            (c for c in (name, *self.surface.bases(name)) if f"{c}.{attr}" in self.surface.names),
            None,
        )

    def _of_local(self, found: Class, attr: str) -> Type:
        own = found.scope.own(attr)
        if own is not None:
            return own
        for base in found.bases:
            for atom in self.of(base, found.scope.parent or found.scope):
                if atom.name.startswith("@localtype:"):
                    return self._of_local(self.classes[int(atom.name.partition(":")[2])], attr)
        return UNKNOWN

    def _of_object(self, atom: Atom, attr: str) -> Type:
        """An object of a class of the package."""
        if atom.name not in self.surface.names:
            return FOREIGN if atom.name in {t.__name__ for t in SCALARS} else UNKNOWN
        if atom.name in self.surface.clients:
            return self._of_client(atom.name, attr)
        owner = self.owner(atom.name, attr)
        if owner is None:
            return FOREIGN  # what answers hold beside their fields is none of ours
        symbol = self.surface.names[f"{owner}.{attr}"]
        if symbol.kind == "method":
            return frozenset({Atom(f"@method:{owner}.{attr}:data:sync", (frozenset({atom}),))})
        found = type_of(symbol.annotation, self.surface) if symbol.annotation else UNKNOWN
        free = [one for one in found if one.name == "T_co" and atom.arguments]
        return found.difference(free).union(*(atom.arguments[0] for _ in free))

    def _of_client(self, name: str, attr: str) -> Type:
        side = "async" if name.startswith("Async") else "sync"
        if attr in self.surface.resources:
            return self._resource(attr, "data", side)
        symbol = self.surface.names.get(f"{name}.{attr}")
        if symbol is not None and symbol.kind == "attribute":
            return frozenset({Atom(f"@view:{attr}:{side}")})
        return frozenset({Atom(f"@method:{name}.{attr}:data:sync", (frozenset({Atom(name)}),))})

    # --- calls ----------------------------------------------------------------------------------

    def _call(self, node: ast.Call, scope: Scope) -> Type:
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        found = self.of(node.func, scope)
        if name in SAME and node.args and not is_known(found):
            return self.of(node.args[0], scope)
        if name == "next" and node.args:
            return items_of(self.of(node.args[0], scope))
        if name == "cast" and len(node.args) == 2:
            return self.annotation(node.args[0], scope)
        if name == "run" and node.args and not is_known(found):  # asyncio.run(…)
            return self._all(self.of(node.args[0], scope), awaited)
        return self._all(found, self.called)

    def called(self, atom: Atom) -> Type:
        """What a call gives."""
        kind, _, rest = atom.name.partition(":")
        match kind:
            case "@type":
                return frozenset({Atom(class_of(atom) or "?")})
            case "@localtype":
                return frozenset({Atom(f"@local:{rest}")})
            case "@method":
                return self._result(atom, *rest.split(":"))
            case "@def":
                return self._returned(int(rest))
            case "@foreign":
                return UNKNOWN
            case _:
                return UNKNOWN

    def _result(self, atom: Atom, name: str, mode: str, side: str) -> Type:
        if mode == "prepare":
            return frozenset({Atom("PreparedRequest")})
        symbol = self.surface.names.get(f"{name}()")
        annotation = symbol.annotation if symbol is not None else ""
        if name.endswith(".with_options") or annotation in ("Self", "typing.Self"):
            return atom.arguments[0] if atom.arguments else UNKNOWN
        found = type_of(annotation, self.surface) if annotation else UNKNOWN
        if mode == "with_response":
            found = frozenset({Atom("Response", (found,))})
        elif mode != "data":
            found = UNKNOWN
        return frozenset({Atom("@await", (found,))}) if side == "async" else found

    def _returned(self, index: int) -> Type:
        if index not in self.returns:
            self.returns[index] = NOTHING
            function, scope = self.functions[index]
            self.returns[index] = self.returned(function, scope)
        return self.returns[index]

    # --- annotations ----------------------------------------------------------------------------

    def annotation(self, node: ast.expr | None, scope: Scope) -> Type:
        """What a consumer's annotation says."""
        match node:
            case None:
                return UNKNOWN
            case ast.Constant(value=str(text)):
                try:
                    return self.annotation(ast.parse(text, mode="eval").body, scope)
                except SyntaxError:
                    return UNKNOWN
            case ast.Constant(value=None):
                return frozenset({Atom("None")})
            case ast.BinOp(left=left, op=ast.BitOr(), right=right):
                return self.annotation(left, scope) | self.annotation(right, scope)
            case ast.Subscript(value=value, slice=inner):
                return self._generic(value, inner, scope)
            case ast.Name() | ast.Attribute():
                return frozenset(self._instances(self.of(node, scope), node))
            case _:
                return UNKNOWN

    def _instances(self, found: Type, node: ast.expr) -> Iterator[Atom]:
        for atom in found:
            own = class_of(atom)
            if own is not None:
                yield Atom(own)
            elif atom.name.startswith("@localtype:"):
                yield Atom(f"@local:{atom.name.partition(':')[2]}")
            elif atom.name == "@foreign" or ast.unparse(node) in (
                "str",
                "int",
                "float",
                "bool",
                "bytes",
                "dict",
                "list",
            ):
                yield Atom("@foreign")
            else:
                yield Atom("?")

    def _generic(self, value: ast.expr, inner: ast.expr, scope: Scope) -> Type:
        name = ast.unparse(value).rpartition(".")[2]
        listed = inner.elts if isinstance(inner, ast.Tuple) else [inner]
        if name in ("Optional", "Annotated", "Final", "ClassVar"):
            return self.annotation(listed[0], scope) | frozenset({Atom("None")})
        if name == "Union":
            return NOTHING.union(*(self.annotation(one, scope) for one in listed))
        if name == "Response":
            return frozenset({Atom("Response", (self.annotation(listed[0], scope),))})
        if name in ITEMS | MAPS:
            return frozenset({Atom(name, tuple(self.annotation(one, scope) for one in listed))})
        if name in ("type", "Type"):
            return frozenset(
                Atom("@type", (frozenset({atom}),)) for atom in self.annotation(listed[0], scope)
            )
        return UNKNOWN
