"""The only place that names anything: identities in, Python names out.

In: a whole API in canonical form, and its declaration. Out: `Names`. Refuses: clashes that only an author can resolve
(`name-clash`: two properties of an object, two operations of a resource, two pins).

The same identity gets the same name whatever the order of the document. Names that `client.yaml` pins come first and
never move, so that what is once published stays: see `to_pins`.
"""

from __future__ import annotations

from generator.canonical import Canonical, Side, TypeId
from generator.declaration import Declaration
from generator.diagnostics import Problems
from generator.names import Names
from generator.naming.callables import (
    Choices,
    choices_of,
    is_argument,
    name_arguments,
    name_operations,
    name_resources,
    tags_of,
)
from generator.naming.classes import SIDES, name_classes
from generator.naming.context import Context
from generator.naming.members import name_members
from generator.naming.pins import Key, pins_of, to_pins

__all__ = ["Choices", "choices_of", "is_argument", "name_all", "tags_of", "to_pins"]


def name_all(canonical: Canonical, declaration: Declaration, problems: Problems) -> Names:
    """Name a whole API. Raises `ProblemsFound` at the end if there is a clash."""
    context, choices = Context(canonical), choices_of(declaration)
    pins = pins_of(declaration.names)
    members = name_members(canonical, context, pins, problems)
    tags = tags_of(canonical, choices)
    resources = name_resources(tags, pins)
    operations = name_operations(canonical, tags, pins, problems)
    arguments = name_arguments(canonical, members, choices, pins)
    codes = {code: error.name for code, error in declaration.errors.classes.items()}
    classes = name_classes(canonical, context, pins, resources, declaration.client, codes, problems)
    problems.stop_if_any()
    return Names(
        types=_types(canonical, context, classes),
        members=members,
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
        for side in SIDES:
            if type_id in canonical.enums:
                found[type_id, side] = classes["enum", stable]
            elif type_id in (canonical.answers if side == "answer" else canonical.inputs):
                found[type_id, side] = classes["type", stable, side]
    return found


def _of(kind: str, classes: dict[Key, str]) -> dict[str, str]:
    return {key[1]: name for key, name in sorted(classes.items()) if key[0] == kind}
