"""Annotations as sets of types, and whether one covers another.

In: annotations as texts, with the surface they stand in. Out: `Type`, and `covers`. Refuses nothing: what cannot be
read is a type that covers itself alone.

`Annotated[T, …]` is T, an alias is what it stands for, `Literal["a", "b"]` is two types, `list[T]` and `dict[str, T]`
may hold less where they are read and more where they are given.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Mapping
from dataclasses import dataclass

from generator.diff.python.surface import INNER, Surface

_OWN = frozenset({"typing", "models", "inputs", "errors", "datetime", "decimal"})
"""Modules whose names mean the same without them; `httpx2.Client` is no `Client`."""
_DEEP = 12
"""Aliases within aliases; a ring ends here."""


@dataclass(frozen=True, slots=True)
class Atom:
    """One type: a name with its arguments, or the text of a literal."""

    name: str
    arguments: tuple[Type, ...] = ()


Type = frozenset[Atom]
ANY = Atom("Any")


def type_of(text: str, surface: Surface) -> Type:
    """The types that an annotation allows."""
    return _parsed(text, surface, 0)


def _parsed(text: str, surface: Surface, depth: int) -> Type:
    try:
        tree = ast.parse(text, mode="eval").body
    except (SyntaxError, ValueError):
        return frozenset({Atom(text)})
    return _type(tree, surface, depth)


def _type(node: ast.expr, surface: Surface, depth: int) -> Type:
    match node:
        case ast.BinOp(left=left, op=ast.BitOr(), right=right):
            return _type(left, surface, depth) | _type(right, surface, depth)
        case ast.Constant(value=None):
            return frozenset({Atom("None")})
        case ast.Constant(value=str(text)):
            return _parsed(text, surface, depth + 1)
        case ast.Name(id=name):
            return _named(name, surface, depth)
        case ast.Attribute(value=ast.Name(id=module), attr=name) if module in _OWN:
            return _named(name, surface, depth)
        case ast.Subscript(value=value, slice=inner):
            listed = inner.elts if isinstance(inner, ast.Tuple) else [inner]
            return _generic(ast.unparse(value).rpartition(".")[2], listed, surface, depth)
        case _:
            return frozenset({Atom(ast.unparse(node))})


def _named(name: str, surface: Surface, depth: int) -> Type:
    text = surface.aliases.get(name)
    if text and depth < _DEEP:
        return _parsed(text, surface, depth + 1)
    return frozenset({Atom(name)})


def _generic(name: str, listed: list[ast.expr], surface: Surface, depth: int) -> Type:
    match name:
        case "Annotated":
            return _type(listed[0], surface, depth)
        case "Optional":
            return _type(listed[0], surface, depth) | {Atom("None")}
        case "Union":
            return frozenset().union(*(_type(one, surface, depth) for one in listed))
        case "Literal":
            return frozenset(Atom(f"Literal[{ast.unparse(one)}]") for one in listed)
        case _:
            return frozenset({Atom(name, tuple(_type(one, surface, depth) for one in listed))})


def bare(text: str) -> str:
    """An annotation without what pydantic is told: `Annotated[T, …]` is T."""
    try:
        tree = ast.parse(text, mode="eval")
    except (SyntaxError, ValueError):
        return text
    return ast.unparse(_Bare().visit(tree))


class _Bare(ast.NodeTransformer):
    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        inner = self.generic_visit(node)
        if (
            isinstance(node.value, ast.Name)
            and node.value.id == "Annotated"
            and isinstance(node.slice, ast.Tuple)
        ):
            return node.slice.elts[0]
        return inner


def covers(wide: Type, narrow: Type, surface: Surface, renames: Mapping[str, str]) -> bool:
    """Whether every value of `narrow` is one of `wide`.

    `surface` is that of the newer package, which knows its classes; `renames` says what older names became. A
    protocol of the package covers every class of another distribution: whether its methods are there cannot be told
    here.
    """
    return all(_covered(wide, atom, surface, renames) for atom in narrow)


def _covered(wide: Type, atom: Atom, surface: Surface, renames: Mapping[str, str]) -> bool:
    return any(_is(one, atom, surface, renames) for one in wide)


def _is(wide: Atom, narrow: Atom, surface: Surface, renames: Mapping[str, str]) -> bool:
    if wide == ANY or wide.name == "object":
        return True
    mine, theirs = renames.get(wide.name, wide.name), renames.get(narrow.name, narrow.name)
    if mine == theirs:
        return len(wide.arguments) == len(narrow.arguments) and all(
            covers(a, b, surface, renames)
            for a, b in zip(wide.arguments, narrow.arguments, strict=True)
        )
    if mine in surface.protocols:
        return theirs not in surface.names and theirs not in vars(builtins)
    if theirs.startswith("Literal["):
        return mine == _literal_type(theirs)
    if (mine, theirs) in (
        ("float", "int"),
        ("int", "bool"),
        ("float", "bool"),
        ("date", "datetime"),
    ):
        return True
    bases = {base.removeprefix(INNER) for base in surface.bases(theirs)}
    if mine == "UnknownVariant" and "Answer" in bases:
        return True  # whoever reads the union already meets variants that are not known
    return (
        mine in bases
        or (mine == "str" and "StrEnum" in bases)
        or (mine == "int" and "IntEnum" in bases)
    )


def _literal_type(text: str) -> str:
    inner = text.removeprefix("Literal[").removesuffix("]")
    try:
        return type(ast.literal_eval(inner)).__name__
    except (ValueError, SyntaxError):
        return ""
