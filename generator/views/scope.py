"""What one generated file can see: its imports, and types written as Python in it.

In: `ir.Type`. Out: annotations and run-time expressions as `Source`, and the import lines that they need.
Refuses: a type whose class stands in no model module (an error of an earlier stage).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, assert_never

from generator import ir
from generator.canonical import TypeId
from generator.literals import Source, code, identifier, join, value
from generator.names import Names

MISSING_MODULE = code(".._runtime.missing")
_BUILTINS: dict[ir.ScalarKind, Source] = {
    "str": code("str"),
    "int": code("int"),
    "float": code("float"),
    "bool": code("bool"),
    "bytes": code("bytes"),
}
_LIBRARY: dict[ir.ScalarKind, tuple[Source, Source]] = {
    "decimal": (code("decimal"), code("Decimal")),
    "datetime": (code("datetime"), code("datetime")),
    "date": (code("datetime"), code("date")),
    "any": (code("typing"), code("Any")),
}
When = Literal["running", "typing"]
_IMPORTED = """
    Annotated Any AsyncResource Bytes BytesBody Decimal Empty Extra Field Final FormBody Json JsonBody LazyModule
    Literal MISSING Missing MultipartBody Operation Parameter PreparedResource RawResource Resource ResponseResource
    StreamingResource TYPE_CHECKING Text TextBody Unpack WholeJson annotations async_with_raw_response
    async_with_response async_with_streaming_response date datetime inputs models prepare with_raw_response
    with_response with_streaming_response
"""
KNOWN = frozenset(_IMPORTED.split())
"""What a resource's file may import or define besides classes of models."""


@dataclass(frozen=True, slots=True)
class Classes:
    """The classes of one package: what they are called, and which model module they stand in."""

    names: Names
    modules: Mapping[str, str]
    """Name of a class or alias to `models` or `inputs`."""

    def type_name(self, type_id: TypeId, side: Literal["answer", "input"]) -> str:
        return self.names.types[type_id, side]

    def module_of(self, name: str) -> str:
        return self.modules[name]


@dataclass(frozen=True, slots=True)
class Imports:
    """The imports of one file, `from module import name`, at run time or for type checkers only."""

    running: dict[Source, set[Source]] = field(default_factory=dict)
    typing: dict[Source, set[Source]] = field(default_factory=dict)

    def add(self, module: Source, *names: Source, when: When = "running") -> None:
        wanted = self.running if when == "running" else self.typing
        wanted.setdefault(module, set()).update(names)

    def lines(self, when: When) -> tuple[Source, ...]:
        wanted = self.running if when == "running" else self.typing
        found = []
        for module in sorted(wanted):
            names = wanted[module]
            if when == "typing":
                names = names - self.running.get(module, set())
            if names:
                found.append(code("from {} import {}", module, join(", ", sorted(names))))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Scope:
    """One generated file in `resources/`. `taken` are names that its own classes and methods have."""

    classes: Classes
    imports: Imports
    taken: frozenset[str]

    def annotation(self, type_: ir.Type | None) -> Source:
        """The type as a signature says it; no content is `None`."""
        if type_ is None:
            return code("None")
        return self._union(type_, self._annotate, "typing")

    def expression(self, type_: ir.Type) -> Source:
        """The type as a run-time expression, classes by their module: `list[models.Order]`."""
        return self._union(type_, self._express, "running")

    def _annotate(self, type_: ir.Type) -> Source:
        match type_:
            case ir.Scalar(kind=kind):
                return self._scalar(kind, "typing")
            case ir.Const(value=const):
                return self._literal([const], "typing")
            case ir.ListOf(item=item):
                return code("{}[{}]", self._builtin(code("list")), self.annotation(item))
            case ir.MapOf(value=item):
                text = self._builtin(code("str"))
                return code("{}[{}, {}]", self._builtin(code("dict")), text, self.annotation(item))
            case ir.OneOf():
                return self.annotation(type_)
            case ir.Named(id=id, side=side):
                return self._class(self.classes.type_name(id, side))
            case ir.EnumOf(id=id, side="input"):
                name = self.classes.names.literals.get(id)
                return self._class(name or self.classes.type_name(id, "input"))
            case ir.EnumOf(id=id, side=side, base=base):
                name = self._class(self.classes.type_name(id, side))
                return code("{} | {}", name, self._scalar(base, "typing"))
            case _:
                assert_never(type_)

    def _express(self, type_: ir.Type) -> Source:
        match type_:
            case ir.Scalar(kind=kind):
                return self._scalar(kind, "running")
            case ir.Const(value=const):
                return self._literal([const], "running")
            case ir.ListOf(item=item):
                return code("list[{}]", self.expression(item))
            case ir.MapOf(value=item):
                return code("dict[str, {}]", self.expression(item))
            case ir.OneOf():
                return self.expression(type_)
            case ir.Named(id=id, side=side):
                return self.qualified(self.classes.type_name(id, side))
            case ir.EnumOf(id=id, side="input"):
                return self.qualified(self.classes.type_name(id, "input"))
            case ir.EnumOf(id=id, side=side, base=base):
                self.imports.add(code("typing"), code("Annotated"))
                self.imports.add(code("pydantic"), code("Field"))
                name = self.qualified(self.classes.type_name(id, side))
                plain = self._scalar(base, "running")
                return code('Annotated[{} | {}, Field(union_mode="left_to_right")]', name, plain)
            case _:
                assert_never(type_)

    def qualified(self, name: str) -> Source:
        """A class by its module, which is imported on first use: `models.Order`."""
        module = identifier(self.classes.module_of(name))
        self.imports.add(code(".."), module, when="typing")
        return code("{}.{}", module, identifier(name))

    def _class(self, name: str) -> Source:
        if name in self.taken or name in KNOWN:
            return self.qualified(name)
        module = code("..{}", identifier(self.classes.module_of(name)))
        self.imports.add(module, identifier(name), when="typing")
        return identifier(name)

    def _scalar(self, kind: ir.ScalarKind, when: When) -> Source:
        if kind == "null":
            return code("None")
        if kind == "number":
            return code("{} | {}", self._scalar("int", when), self._scalar("float", when))
        if kind in _BUILTINS:
            name = _BUILTINS[kind]
            return self._builtin(name) if when == "typing" else name
        module, name = _LIBRARY[kind]
        if when == "typing" and name in self.taken:
            self.imports.add(module, code("{} as _{}", name, name), when="typing")
            return code("_{}", name)
        self.imports.add(module, name, when=when)
        return name

    def _literal(self, consts: list[str | float | bool], when: When) -> Source:
        if any(isinstance(const, float) for const in consts):
            return self._scalar("float", when)
        self.imports.add(code("typing"), code("Literal"), when=when)
        return code("Literal[{}]", join(", ", [value(const) for const in consts]))

    def _union(self, type_: ir.Type, write: Callable[[ir.Type], Source], when: When) -> Source:
        """The alternatives, each once, constants together, `None` last."""
        consts: list[str | float | bool] = []
        parts: list[Source] = []
        for option in _options(type_):
            if isinstance(option, ir.Const) and not isinstance(option.value, float):
                consts.append(option.value)
            else:
                parts.append(write(option))
        if consts:
            parts.append(self._literal(consts, when))
        parts.sort(key=lambda part: part == "None")
        return join(" | ", dict.fromkeys(parts))

    def _builtin(self, name: Source) -> Source:
        """A method called `list` would hide the type from the annotations after it."""
        if name not in self.taken:
            return name
        self.imports.add(code("builtins"), code("{} as _{}", name, name), when="typing")
        return code("_{}", name)


def _options(type_: ir.Type) -> tuple[ir.Type, ...]:
    if isinstance(type_, ir.OneOf):
        return tuple(part for option in type_.options for part in _options(option))
    return (type_,)
