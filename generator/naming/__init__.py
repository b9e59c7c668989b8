"""The only place that names anything: identities in, Python names out.

In: a whole API in canonical form, and its declaration. Out: `Names`. Refuses: clashes that only an author can resolve
(`name-clash`: two properties of an object, two operations of a resource, a pin of a name that is taken).

The same identity gets the same name whatever the order of the document. Names that `client.yaml` pins come first and
never move, so that what is once published stays: see `to_pins`.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterator
from operator import is_

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
from generator.naming.survey import operations_of, without_texts
from generator.same import PLAIN

__all__ = ["name_all", "tags_of", "to_pins"]

MOST = 8
"""The names of how many APIs are remembered."""
_known: dict[bytes, tuple[tuple[object, ...], Names]] = {}


def name_all(canonical: Canonical, declaration: Declaration, problems: Problems) -> Names:
    """Name a whole API. Raises `ProblemsFound` at the end if there is a clash.

    Names depend on no description, so they are looked for without any; those of an API that is the same but for its
    descriptions are remembered, unless there was something to say of them.
    """
    silent = without_texts(canonical)
    asked = _asked(silent)
    made_of = (declaration, *_components(silent))
    known = _known.get(asked)
    if known is not None and all(map(is_, known[0], made_of)):
        return known[1]
    before = len(problems.found)
    names = _name_all(silent, declaration, problems)
    _known.pop(asked, None)
    if len(problems.found) == before:
        _known[asked] = made_of, names
    while len(_known) > MOST:
        del _known[next(iter(_known))]
    return names


def _asked(canonical: Canonical) -> bytes:
    """All that names depend on besides the declaration and the components themselves."""
    operations = {found.id for found in operations_of(canonical)}
    written = {id_: canonical.places[id_].pointer for id_ in operations if id_ in canonical.places}
    kinds = [[*kind] for kind in (canonical.enums, canonical.answers, canonical.inputs)]
    return marshal.dumps([canonical.document, sorted(written.items()), kinds], PLAIN)


def _components(canonical: Canonical) -> Iterator[object]:
    for kind in (canonical.enums, canonical.answers, canonical.inputs):
        yield from kind.values()


def _name_all(canonical: Canonical, declaration: Declaration, problems: Problems) -> Names:
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
