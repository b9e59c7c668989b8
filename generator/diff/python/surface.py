"""The public names of a package, as its users write them.

In: the package's modules, loaded by griffe without running them. Out: a `Surface`. Refuses nothing: what cannot be
resolved, since it comes from another distribution, is a name and no more.

    WixOrders, WixOrders(site_id), WixOrders.orders     the client, its arguments, its resources
    orders.update_order, orders.update_order(order)     a method and its argument; what it returns is `…()`
    Order, Order.total, OrderStatus.DRAFT               classes, fields, members of enums
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, cast

import griffe

from generator.diff.python.marked import mark_old_names

Kind = Literal[
    "class", "method", "argument", "result", "attribute", "field", "member", "alias", "name"
]
CLIENTS = {"Client": "", "AsyncClient": "async"}
"""The runtime's bases of the two clients, and which of the two it is."""
_SKIPPED = frozenset({"model_config"})
_TYPES = ("Annotated[", "Literal[", "Union[", "Optional[")
"""How the value of an alias begins that does not say that it is one."""
_LAZY = re.compile(r"Lazy\[(\w+)\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Symbol:
    """One public name. Annotations, defaults and bases are texts as written."""

    kind: Kind
    annotation: str = ""
    default: str | None = None
    """None where there is none: of an argument, it is required."""
    position: int | None = None
    """Of an argument that may be passed by place."""
    by_name: bool = True
    """Whether an argument may be passed by name."""
    bases: tuple[str, ...] = ()
    takes: bool = False
    """Whether callers give its values, as those of arguments and inputs; else they read them."""
    doc: str = ""
    wire: str = ""
    """A field's name on the wire, where it is another."""
    now: str = ""
    """Of an old name that goes on to work: what it is called now, in full."""
    inner: bool = False
    """Whether it is a base of public classes that is not public itself: what it has is theirs."""


@dataclass(slots=True)
class Surface:
    """All public names of one package, of its sync and of its async side."""

    package: str
    names: dict[str, Symbol] = field(default_factory=dict)
    twins: dict[str, Symbol] = field(default_factory=dict)
    """What the async client has, under the same names."""
    resources: dict[str, str] = field(default_factory=dict)
    """Attribute of the client to class: `orders` to `Orders`."""
    clients: tuple[str, ...] = ()
    aliases: dict[str, str] = field(default_factory=dict)
    """What names of types stand for, those that are not exported too."""
    protocols: set[str] = field(default_factory=set)
    """Classes of the package that anything fits which has their methods."""

    def bases(self, name: str) -> Iterator[str]:
        """The classes that a class inherits from, nearest first; builtin ones too."""
        symbol = self.names.get(name)
        for base in symbol.bases if symbol is not None else ():
            yield base
            yield from self.bases(base)


def read_surface(package: griffe.Module) -> Surface:
    """The surface of a loaded package."""
    return _Reader(package, Surface(package.name)).read()


@dataclass(slots=True)
class _Reader:
    package: griffe.Module
    surface: Surface

    def read(self) -> Surface:
        self._types(self.package)
        for export in self.package.exports or ():
            name = str(export)
            found = _target(self.package.members.get(name))
            if found is None:
                self.surface.names[name] = Symbol(kind="name")
            elif found.is_class:
                self._exported(name, cast("griffe.Class", found))
            else:
                self.surface.names[name] = _value(found, "alias", takes=True)
        mark_old_names(self.surface, self.package)
        return self.surface

    def _types(self, module: griffe.Module) -> None:
        """The aliases and protocols of every module."""
        for name, member in module.members.items():
            if isinstance(member, griffe.Module):
                self._types(member)
            elif isinstance(member, griffe.Class):
                if "Protocol" in map(_plain, member.bases):
                    self.surface.protocols.add(name)
            elif isinstance(member, (griffe.Attribute, griffe.TypeAlias)):
                text = _value(member, "alias", takes=True).annotation
                value = _text(getattr(member, "value", None))
                if text == value or value.startswith(_TYPES):
                    self.surface.aliases.setdefault(name, value)

    def _exported(self, name: str, found: griffe.Class) -> None:
        bases = [_plain(base) for base in found.bases]
        client = next((CLIENTS[base] for base in bases if base in CLIENTS), None)
        if client is None:
            self._class(name, found)
        else:
            self._client(name, found, self.surface.twins if client else self.surface.names)

    def _class(self, name: str, found: griffe.Class, *, inner: bool = False) -> None:
        if name in self.surface.names:
            return
        bases = tuple(base for base in map(_plain, found.bases) if not base.startswith("_"))
        takes = "Input" in bases
        self.surface.names[name] = Symbol(kind="class", bases=bases, doc=_doc(found), inner=inner)
        is_enum = any(base.endswith("Enum") for base in bases)
        for own, member in self._members(found):
            handle = f"{name}.{own}"
            if member.is_function:
                self._method(handle, cast("griffe.Function", member), self.surface.names)
            elif is_enum:
                self.surface.names[handle] = _value(member, "member", takes=False)
            else:
                kind: Kind = "attribute" if "property" in member.labels else "field"
                self.surface.names[handle] = _value(member, kind, takes=takes)
        self._inherited(found)

    def _members(self, found: griffe.Class) -> Iterator[tuple[str, griffe.Object]]:
        """Its own public members, and those of private bases, which nobody can name."""
        yield from _public(found)
        for base in found.bases:
            inherited = self._ours(base)
            if inherited is not None and inherited.name.startswith("_"):
                yield from self._members(inherited)

    def _inherited(self, found: griffe.Class) -> None:
        for base in found.bases:
            inherited = self._ours(base)
            if inherited is None:
                continue
            if inherited.name.startswith("_"):
                self._inherited(inherited)
            else:
                exported = inherited.name in {str(name) for name in self.package.exports or ()}
                self._class(inherited.name, inherited, inner=not exported)

    def _ours(self, base: str | griffe.Expr) -> griffe.Class | None:
        """A base class of this package."""
        path = base.canonical_path if isinstance(base, griffe.Expr) else base
        try:
            found = _target(self.package.modules_collection.get_member(path))
        except KeyError:
            return None
        return cast("griffe.Class", found) if found is not None and found.is_class else None

    def _client(self, name: str, found: griffe.Class, names: dict[str, Symbol]) -> None:
        self.surface.clients += (name,)
        self.surface.names[name] = Symbol(
            kind="class", bases=tuple(_plain(base) for base in found.bases), doc=_doc(found)
        )
        init = _target(found.members.get("__init__"))
        if init is not None:
            for handle, symbol in _arguments(name, cast("griffe.Function", init)):
                self.surface.names[handle] = symbol
        for own, member in _public(found):
            if member.is_function:
                self._method(f"{name}.{own}", cast("griffe.Function", member), self.surface.names)
                continue
            annotation = _lazy(_text(getattr(member, "annotation", None)))
            self.surface.names[f"{name}.{own}"] = Symbol(
                kind="attribute", annotation=annotation, doc=_doc(member)
            )
            resource = self._resource(annotation)
            if resource is not None:
                if names is self.surface.names:
                    self.surface.resources[own] = resource.name
                for method, function in _public(resource):
                    if function.is_function:
                        self._method(f"{own}.{method}", cast("griffe.Function", function), names)
        self._inherited(found)

    def _resource(self, annotation: str) -> griffe.Class | None:
        modules = self.package.members.get("resources")
        for module in modules.members.values() if modules is not None else ():
            if module.is_module and annotation in module.members:
                found = _target(module.members[annotation])
                if found is not None and found.is_class:
                    return cast("griffe.Class", found)
        return None

    def _method(self, handle: str, found: griffe.Function, names: dict[str, Symbol]) -> None:
        names[handle] = Symbol(kind="method", doc=_doc(found))
        names[f"{handle}()"] = Symbol(kind="result", annotation=_text(found.returns))
        names.update(_arguments(handle, found))


def _arguments(handle: str, found: griffe.Function) -> Iterator[tuple[str, Symbol]]:
    for index, one in enumerate(p for p in found.parameters if p.name not in ("self", "cls")):
        by_place = one.kind in (
            griffe.ParameterKind.positional_only,
            griffe.ParameterKind.positional_or_keyword,
        )
        yield (
            f"{handle}({one.name})",
            Symbol(
                kind="argument",
                annotation=_text(one.annotation),
                default=None if one.required else _text(one.default),
                position=index if by_place else None,
                by_name=one.kind is not griffe.ParameterKind.positional_only,
                takes=True,
            ),
        )


def _public(found: griffe.Class) -> Iterator[tuple[str, griffe.Object]]:
    for name, member in found.members.items():
        target = _target(member)
        if target is not None and not name.startswith("_") and name not in _SKIPPED:
            yield name, target


def _value(found: griffe.Object, kind: Kind, *, takes: bool) -> Symbol:
    annotation = _text(getattr(found, "annotation", None))
    value = getattr(found, "value", None)
    default = None if value is None else _text(value)
    if annotation in ("TypeAlias", "typing.TypeAlias"):
        annotation, default = default or "", None
    return Symbol(
        kind=kind,
        annotation=annotation,
        default=default,
        takes=takes,
        doc=_doc(found),
        wire=_wire(f"{annotation} {default or ''}"),
    )


def _wire(text: str) -> str:
    """The alias in `Annotated[…, Field(alias='buyerInfo')]`, or in `= Field(alias='buyerInfo')`."""
    _, found, rest = text.partition("alias=")
    return rest[1:].split(rest[0], 1)[0] if found else ""


def _target(found: griffe.Object | griffe.Alias | None) -> griffe.Object | None:
    """What a name stands for; None for what is of another distribution."""
    if found is None:
        return None
    try:
        return found.final_target if isinstance(found, griffe.Alias) else found
    except (griffe.AliasResolutionError, griffe.CyclicAliasError):
        return None


def _lazy(annotation: str) -> str:
    """What a descriptor gives: `Lazy[Orders]` is read as `Orders`."""
    found = _LAZY.fullmatch(annotation)
    return found[1] if found else annotation


def _plain(base: str | griffe.Expr) -> str:
    return str(base).partition("[")[0].rpartition(".")[2]


def _text(expression: object) -> str:
    return "" if expression is None else str(expression)


def _doc(found: griffe.Object) -> str:
    return found.docstring.value if found.docstring is not None else ""
