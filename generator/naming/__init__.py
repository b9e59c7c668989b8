"""The only place that names anything: identities in, Python names out.

In: a whole API in canonical form, and its declaration. Out: `Names`. Refuses: clashes that only an author can resolve
(`name-clash`: two properties of an object, two operations of a resource, a pin of a name that is taken).

The same identity gets the same name whatever the order of the document. Names that `client.yaml` pins come first and
never move, so that what is once published stays: see `to_pins`.
"""

from __future__ import annotations

from generator.canonical import Canonical, Side, TypeId
from generator.declaration import Declaration
from generator.diagnostics import Problems
from generator.names import ArgumentKey, Names
from generator.naming.callables import (
    name_arguments,
    name_operations,
    name_resources,
    tags_of,
)
from generator.naming.classes import SIDES, name_classes
from generator.naming.context import Context
from generator.naming.members import name_members
from generator.naming.pins import Key, pins_of, to_pins

__all__ = ["name_all", "tags_of", "to_pins"]


def name_all(canonical: Canonical, declaration: Declaration, problems: Problems) -> Names:
    """Name a whole API. Raises `ProblemsFound` at the end if there is a clash."""
    context = Context(canonical)
    pins = pins_of(declaration.names)
    members = name_members(canonical, context, pins, problems)
    tags = tags_of(canonical, declaration)
    resources = name_resources(canonical, tags, pins, problems)
    operations = name_operations(canonical, tags, pins, problems)
    arguments = name_arguments(canonical, members, pins)
    codes = {code: error.name for code, error in declaration.errors.classes.items()}
    classes = name_classes(canonical, context, pins, resources, declaration.client, codes, problems)
    problems.stop_if_any()
    return Names(
        types=_types(canonical, context, classes),
        members=members | _parameter_members(canonical, context, arguments),
        literals={
            enum: classes["literal", stable]
            for enum in sorted(canonical.enums)
            if ("literal", stable := context.stable(enum)) in classes
        },
        resources=resources,
        resource_classes=_of("class", classes),
        operations=operations,
        arguments=arguments,
        parameter_models=_of("parameters", classes),
        body_types=_of("body", classes),
        statuses=_of("status", classes),
        codes=_of("code", classes),
        enums=frozenset(canonical.enums),
        identities=context.identities([*canonical.enums, *canonical.answers, *canonical.inputs]),
    )


def _types(
    canonical: Canonical, context: Context, classes: dict[Key, str]
) -> dict[tuple[TypeId, Side], str]:
    found: dict[tuple[TypeId, Side], str] = {}
    for type_id in sorted({*canonical.enums, *canonical.answers, *canonical.inputs}):
        stable = context.stable(type_id)
        operation = context.parameter_object(type_id)
        if operation is not None:
            found[type_id, "input"] = classes["parameters", operation]
            continue
        for side in SIDES:
            if type_id in canonical.enums:
                found[type_id, side] = classes["enum", stable]
            elif type_id in (canonical.answers if side == "answer" else canonical.inputs):
                found[type_id, side] = classes["type", stable, side]
    return found


def _parameter_members(
    canonical: Canonical, context: Context, arguments: dict[ArgumentKey, str]
) -> dict[tuple[TypeId, str], str]:
    """Fields of the classes that check parameters, by `location.name`: they are called like the arguments."""
    found: dict[tuple[TypeId, str], str] = {}
    for type_id in sorted(canonical.inputs):
        operation = context.parameter_object(type_id)
        if operation is not None:
            for wire in canonical.inputs[type_id]["properties"]:
                where, _, name = wire.partition(".")
                found[type_id, wire] = arguments[operation, where, name]
    return found


def _of(kind: str, classes: dict[Key, str]) -> dict[str, str]:
    return {key[1]: name for key, name in sorted(classes.items()) if key[0] == kind}
