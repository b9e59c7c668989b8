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
INNER = "runtime."
"""Before the name of a base that is not exported, since users may have a class of that name: `runtime.Client`."""
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

    def bases(self, name: str, found: tuple[str, ...] = ()) -> tuple[str, ...]:
        """The classes that a class inherits from, each once, nearest first, behind those that were `found`."""
        symbol = self.names.get(name)
        for base in symbol.bases if symbol is not None else ():
            if base not in found:
                found = self.bases(base, (*found, base))
        return found


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
        client = next((CLIENTS[b] for b in map(_plain, found.bases) if b in CLIENTS), None)
        if client is None:
            self._class(name, found)
        else:
            self._client(name, found, self.surface.twins if client else self.surface.names)

    def _class(self, name: str, found: griffe.Class, *, inner: bool = False) -> None:
        if name in self.surface.names:
            return
        takes = "Input" in map(_plain, found.bases)
        bases = tuple(base for base in map(self._base, found.bases) if not base.startswith("_"))
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
        for inherited in self._private(found):
            yield from _public(inherited)

    def _private(self, found: griffe.Class) -> list[griffe.Class]:
        """Its private bases, and theirs, each once, nearest first."""
        every: list[griffe.Class] = []
        waiting = [found]
        while waiting:
            above = (self._ours(base) for base in waiting.pop().bases)
            fresh = [one for one in above if one and one.name.startswith("_") and one not in every]
            every, waiting = every + fresh, waiting + fresh[::-1]
        return every

    def _inherited(self, found: griffe.Class) -> None:
        """Read the bases that have a name, those of its private bases too."""
        for base in (base for one in (found, *self._private(found)) for base in one.bases):
            inherited, known = self._ours(base), self._base(base)
            if inherited is not None and not known.startswith("_"):
                self._class(known, inherited, inner=known.startswith(INNER))

    def _base(self, base: str | griffe.Expr) -> str:
        """The name of a base class, with `INNER` before that of one which users cannot import."""
        name, ours = _plain(base), self._ours(base)
        is_inner = ours is not None and _target(self.package.members.get(name)) is not ours
        return f"{INNER}{name}" if is_inner and not name.startswith("_") else name

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
            kind="class", bases=tuple(self._base(base) for base in found.bases), doc=_doc(found)
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
