"""Where in the spec the thing stands that a Python name stands for.

In: a state. Out: places by name, as the surface writes names. Refuses nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Place
from generator.diff.spec.operations import operations
from generator.diff.spec.pair import Reading
from generator.source import At


def places(reading: Reading | None) -> dict[str, Place]:
    """Every name whose place is known."""
    if reading is None:
        return {}
    return {name: at.place() for name, at in _known(reading) if at is not None}


def _known(reading: Reading) -> Iterator[tuple[str, At | None]]:
    names = reading.names
    for (type_id, _), name in names.types.items():
        yield name, reading.at(type_id)
        if type_id in names.literals:
            yield names.literals[type_id], reading.at(type_id)
    owners = {
        type_id: [n for (t, _), n in names.types.items() if t == type_id]
        for type_id, _ in names.types
    }
    for (type_id, wire), own in names.members.items():
        at = reading.property_at(type_id, wire) or reading.at(type_id)
        for owner in owners.get(type_id, ()):
            yield f"{owner}.{own}", at
    for one in operations(reading):
        yield one.python, one.at
        for op_id, where, wire in [key for key in names.arguments if key[0] == one.ir.id]:
            yield (
                one.argument(where, wire),
                one.argument_at(where, wire) or reading.at(f"{op_id}#body"),
            )
    declared = reading.inputs.declaration.root
    for code, name in names.codes.items():
        at = declared.at("errors", "classes", code)
        yield name, at if at.exists else None
