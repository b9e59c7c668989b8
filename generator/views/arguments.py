"""The arguments of a method: their order, their declarations, and what is said of each.

In: `ir.Operation`. Out: `Argument`s and the signature. Refuses nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import assert_never

from generator import ir
from generator.literals import Source, code, identifier, join
from generator.views.scope import MISSING_MODULE, Scope
from generator.views.spoken import in_python
from generator.views.text import with_limits


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a method: where it goes, and how it is declared."""

    name: Source
    type: ir.Type
    required: bool
    positional: bool
    description: str


def arguments(operation: ir.Operation, scope: Scope) -> tuple[Argument, ...]:
    """All arguments as the signature orders them: the path's from left to right, the required, the rest."""
    named = scope.classes.names.arguments
    path = [p for p in operation.parameters if p.where == "path"]
    path.sort(key=lambda p: operation.path.find(f"{{{p.name}}}"))
    others = [p for p in operation.parameters if p.where != "path"]
    spoken = _speaker(operation, scope)
    found = [
        Argument(
            identifier(named[operation.id, p.where, p.name]),
            p.type,
            p.required or p.where == "path",
            p.where == "path",
            with_limits(
                spoken(p) or f"The {p.where} parameter `{p.name}`.",
                p.limits,
                deprecated=p.deprecated,
            ),
        )
        for p in (*path, *others)
    ]
    found += _body_arguments(operation, scope)
    return tuple(
        sorted(found, key=lambda argument: (not argument.positional, not argument.required))
    )


def _body_arguments(operation: ir.Operation, scope: Scope) -> list[Argument]:
    named, spoken = scope.classes.names.arguments, _speaker(operation, scope)
    match operation.body:
        case None:
            return []
        case ir.WholeBody(type=type, required=required) as body:
            name = identifier(named[operation.id, "body", ""])
            said = spoken(body) or f"The body, as `{body.media_type}`."
            description = with_limits(said, body.limits)
            return [Argument(name, type, required, False, description)]
        case ir.ObjectBody(fields=fields, required=required):
            return [
                Argument(
                    identifier(named[operation.id, "body", f.name]),
                    f.type,
                    f.required and required,
                    False,
                    with_limits(
                        spoken(f) or f"The property `{f.name}` of the body.",
                        f.limits,
                        deprecated=f.deprecated,
                    ),
                )
                for f in fields
            ]
        case _:
            assert_never(operation.body)


def _speaker(
    operation: ir.Operation, scope: Scope
) -> Callable[[ir.Parameter | ir.BodyField | ir.WholeBody], str]:
    return lambda said: in_python(said.description, operation.id, scope.classes.names)


def signature(taking: tuple[Argument, ...], scope: Scope) -> Source:
    """What stands in a method's parentheses after `self`: path parameters by place, all others by name, and extras."""
    parts = [code("{}: {}", a.name, scope.annotation(a.type)) for a in taking if a.positional]
    named = [a for a in taking if not a.positional]
    if named:
        parts.append(code("*"))
    for argument in named:
        annotation = scope.annotation(argument.type)
        if argument.required:
            parts.append(code("{}: {}", argument.name, annotation))
        else:
            scope.imports.add(MISSING_MODULE, code("MISSING"))
            scope.imports.add(MISSING_MODULE, code("Missing"), when="typing")
            parts.append(code("{}: {} | Missing = MISSING", argument.name, annotation))
    parts.append(code("**_extra: Unpack[Extra]"))
    return join("", [code(", {}", part) for part in parts])
