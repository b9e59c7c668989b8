"""Every mention of the package's public names in a consumer's code.

In: a project with its scopes filled. Out: `Mention`s and `Call`s. Refuses nothing.

Where the type of an object could not be told, its attributes may be those of any class of the package that has such
ones, and `.orders.list(…)` may be the client's: such mentions are not certain.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.diagnostics import Place
from generator.diff.python.annotations import Atom, Type, type_of
from generator.diff.usage.atoms import class_of, is_known
from generator.diff.usage.index import Index
from generator.diff.usage.infer import Inference
from generator.diff.usage.mention import Call, Mention
from generator.diff.usage.project import Module
from generator.diff.usage.scopes import Scope


def visit(module: Module, inference: Inference, names: Index) -> tuple[list[Mention], list[Call]]:
    """All that one module says of the package, whose names are in `names`."""
    visitor = _Visitor(module, inference, names)
    visitor.walk(module.tree, module.scope)
    return visitor.mentions, visitor.calls


@dataclass(slots=True)
class _Visitor:
    module: Module
    inference: Inference
    index: Index
    mentions: list[Mention] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)

    def walk(self, node: ast.AST, scope: Scope) -> None:
        """Look at a node and all below it."""
        todo = [(node, scope)]
        while todo:
            one, around = todo.pop()
            inside = self.module.scopes.get(one, around)
            self._node(one, around)
            todo += [(child, inside) for child in ast.iter_child_nodes(one)]

    def _node(self, node: ast.AST, scope: Scope) -> None:
        match node:
            case ast.ImportFrom():
                self._import(node)
            case ast.Name(id=name, ctx=ast.Load()):
                for atom in scope.find(name) or ():
                    if (own := class_of(atom)) is not None:
                        self._mention(own, node, f"{own} is used", certain=True)
            case ast.Attribute():
                self._attribute(node, scope)
            case ast.Call():
                self._call(node, scope)
            case ast.Compare(left=left, comparators=others):
                for one, other in ((left, o) for o in others):
                    self._compared(one, other, scope)
                    self._compared(other, one, scope)
            case ast.MatchClass(cls=cls, kwd_attrs=attrs):
                for attr in attrs:
                    for atom in self.inference.of(cls, scope):
                        self._field(class_of(atom), attr, node, "is matched")
            case ast.match_case(pattern=ast.MatchValue(value=ast.Constant(value=value))):
                self._value_anywhere(value, node.pattern)
            case _:
                pass

    def _mention(
        self,
        name: str,
        node: ast.AST,
        said: str,
        *,
        certain: bool,
        by_place: bool = False,
        given: bool = False,
    ) -> None:
        self.mentions.append(Mention(name, self._place(node), said, certain, by_place, given))

    def _place(self, node: ast.AST) -> Place:
        line, column = getattr(node, "lineno", 1), getattr(node, "col_offset", 0)
        if isinstance(node, ast.Attribute):
            line, column = node.end_lineno or line, (node.end_col_offset or 0) - len(node.attr)
        return Place(self.module.path, line, column + 1)

    def _import(self, node: ast.ImportFrom) -> None:
        surface = self.inference.surface
        if node.level or (node.module or "").partition(".")[0] != surface.package:
            return
        for alias in node.names:
            listed = (
                [n for n in surface.names if n.isidentifier()]
                if alias.name == "*"
                else [alias.name]
            )
            for name in listed:
                self._mention(name, alias, f"{name} is imported", certain=alias.name != "*")

    # --- attributes -----------------------------------------------------------------------------

    def _attribute(self, node: ast.Attribute, scope: Scope) -> None:
        found = self.inference.of(node.value, scope)
        said = "is set" if isinstance(node.ctx, ast.Store | ast.Del) else "is read"
        for atom in found:
            name = self._named(atom, node.attr)
            if name is not None:
                self._mention(name, node, f"{name} {said}", certain=is_known(found))
        if Atom("?") in found and not isinstance(node.value, ast.Constant):
            for name in self.index.by_attribute.get(node.attr, ()):
                self._mention(name, node, f"{name} {said}, if this is one", certain=False)

    def _named(self, atom: Atom, attr: str) -> str | None:
        kind, _, rest = atom.name.partition(":")
        if kind == "@module":
            return attr if attr in self.inference.surface.names else None
        if kind == "@resource":
            return f"{rest.split(':')[0]}.{attr}"
        owner = class_of(atom) if kind == "@type" else kind
        found = (
            None if owner is None or owner.startswith("@") else self.inference.owner(owner, attr)
        )
        return f"{found}.{attr}" if found else None

    def _field(self, owner: str | None, attr: str, node: ast.AST, said: str) -> None:
        found = self.inference.owner(owner, attr) if owner else None
        if found is not None:
            self._mention(f"{found}.{attr}", node, f"{found}.{attr} {said}", certain=True)

    # --- calls ----------------------------------------------------------------------------------

    def _call(self, node: ast.Call, scope: Scope) -> None:
        found = self.inference.of(node.func, scope)
        if isinstance(node.func, ast.Name) and node.func.id == "getattr" and len(node.args) > 1:
            self._getattr(node, scope)
        for atom in found:
            kind, _, rest = atom.name.partition(":")
            if kind == "@method":
                self._passed(rest.split(":")[0], node, certain=is_known(found))
            elif (own := class_of(atom)) is not None:
                self._made(own, node, certain=is_known(found))
        if Atom("?") in found and isinstance(node.func, ast.Attribute):
            for name in self._methods(node.func):
                self._passed(name, node, certain=False)

    def _methods(self, func: ast.Attribute) -> Iterator[str]:
        """The methods that `….orders.list` may be, where the client could not be told."""
        above = func.value
        resource = above.attr if isinstance(above, ast.Attribute) else ""
        name = f"{resource}.{func.attr}"
        if resource in self.inference.surface.resources and name in self.inference.surface.names:
            yield name

    def _getattr(self, node: ast.Call, scope: Scope) -> None:
        match node.args[1]:
            case ast.Constant(value=str(attr)):
                found = self.inference.of(node.args[0], scope)
                for atom in found:
                    name = self._named(atom, attr)
                    if name is not None:
                        self._mention(name, node, f"{name} is read", certain=is_known(found))
            case _:
                pass

    def _passed(self, callee: str, node: ast.Call, *, certain: bool) -> None:
        """A call of a method or of a client: which arguments it passes."""
        names = self.inference.surface.names
        listed = self.index.arguments.get(callee, [])
        by_place = {names[n].position: n for n in listed if names[n].position is not None}
        passed: list[str] = []
        for index, value in enumerate(node.args):
            name = by_place.get(index)
            if name is not None and not isinstance(value, ast.Starred):
                passed.append(name)
                self._mention(name, value, f"{name} is passed", certain=certain, by_place=True)
                self._given(names[name].annotation, value, certain=certain)
        for keyword in node.keywords:
            name = f"{callee}({keyword.arg})"
            if keyword.arg is not None:
                passed.append(name)
                self._mention(name, keyword, f"{name} is passed", certain=certain)
                annotation = names[name].annotation if name in names else ""
                self._given(annotation, keyword.value, certain=certain)
        whole = not any(isinstance(a, ast.Starred) for a in node.args) and all(
            k.arg for k in node.keywords
        )
        if not whole:
            for name in (n for n in listed if n not in passed):
                self._mention(name, node, f"{name} is perhaps passed", certain=False)
        self._mention(f"{callee}()", node, f"{callee}(…) is called", certain=certain)
        self._record(callee, node, passed, whole=whole, certain=certain)

    def _made(self, name: str, node: ast.Call, *, certain: bool) -> None:
        """An object is made: a client, or an input with its fields, by their Python names or by those on the wire."""
        surface = self.inference.surface
        if name in surface.clients:
            self._passed(name, node, certain=certain)
            return
        wires = self.index.wires.get(name, {})
        passed = []
        for keyword in node.keywords:
            own = wires.get(keyword.arg or "", keyword.arg or "")
            owner = self.inference.owner(name, own)
            if keyword.arg is not None and owner is not None:
                passed.append(f"{name}.{own}")
                said = f"{name}({keyword.arg}=…) is made"
                self._mention(f"{owner}.{own}", keyword, said, certain=certain)
                annotation = surface.names[f"{owner}.{own}"].annotation
                self._given(annotation, keyword.value, certain=certain)
        whole = not node.args and all(k.arg for k in node.keywords)
        self._record(name, node, passed, whole=whole, certain=certain)

    def _record(
        self, callee: str, node: ast.Call, passed: list[str], *, whole: bool, certain: bool
    ) -> None:
        self.calls.append(Call(callee, self._place(node), frozenset(passed), whole, certain))

    # --- values of enums ------------------------------------------------------------------------

    def _given(self, annotation: str, value: ast.expr, *, certain: bool) -> None:
        """A literal where an enum's text may stand: it is a mention of the enum's member."""
        if isinstance(value, ast.Constant) and annotation:
            found = type_of(annotation, self.inference.surface)
            self._member(found, value, certain=certain, given=True)

    def _compared(self, one: ast.expr, other: ast.expr, scope: Scope) -> None:
        if isinstance(other, ast.Constant):
            found = self.inference.of(one, scope)
            self._member(found, other, certain=is_known(found), given=False)

    def _member(self, found: Type, value: ast.Constant, *, certain: bool, given: bool) -> None:
        for name in self.index.members.get(repr(value.value), ()):
            if Atom(name.rpartition(".")[0]) in found:
                said = f"{name} is {'given' if given else 'compared with'} by its value"
                self._mention(name, value, said, certain=certain, given=given)

    def _value_anywhere(self, value: object, node: ast.AST) -> None:
        """`case "paid":`, whose subject may be any enum."""
        for name in self.index.members.get(repr(value), ()):
            self._mention(name, node, f"{name} is matched by its value, perhaps", certain=False)
