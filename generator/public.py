"""The public names of a package that may have old names beside them, by what they are parts of.

In: the canonical form, the operations, the names. Out: sets of names by scope. Refuses nothing.
"""

from __future__ import annotations

from generator import ir
from generator.canonical import Canonical
from generator.names import AliasKind, Names
from generator.naming.reserved import CLIENT_ARGUMENTS

Scope = tuple[AliasKind, str]
"""A kind of name, and what it is a part of: see `names.Renamed`."""


def held(canonical: Canonical, api: ir.Api, names: Names) -> dict[Scope, set[str]]:
    """Every public name that may have an old one, by its scope."""
    client = api.client_class
    private = {*names.parameter_models.values(), *names.body_types.values()}
    classes = {*names.types.values(), *names.literals.values(), *names.statuses.values()}
    classes |= {*names.codes.values(), client, f"Async{client}", f"{client}Error"}
    own = {c.argument for c in api.credentials} | {h.argument for h in api.headers}
    common = CLIENT_ARGUMENTS - {"self", "service", "clock", "environment"}
    environment = {"environment"} if len(api.servers) > 1 else set[str]()
    found: dict[Scope, set[str]] = {
        ("class", ""): classes - private,
        ("resource", client): set(),
        ("option", client): {*own, *common, *environment},
    }
    for (type_id, side), name in names.types.items():
        if name in private:
            continue
        if type_id in names.enums:
            found["member", name] = {n for (t, _), n in names.members.items() if t == type_id}
            continue
        component = (canonical.answers if side == "answer" else canonical.inputs)[type_id]
        if "oneOf" not in component:
            fields = component.get("properties", {})
            found["member", name] = {names.members[type_id, wire] for wire in fields}
    for resource in api.resources:
        attribute = names.resources[resource.tag]
        found["resource", client].add(attribute)
        found["operation", attribute] = {names.operations[o.id] for o in resource.operations}
        for operation in resource.operations:
            method = f"{attribute}.{names.operations[operation.id]}"
            taken = {n for (o, _, _), n in names.arguments.items() if o == operation.id}
            found["argument", method] = taken
    return found


def wire_names(canonical: Canonical, names: Names) -> dict[str, dict[str, str]]:
    """Wire name to field, of each input: these take both."""
    return {
        name: {w: names.members[type_id, w] for w in canonical.inputs[type_id]["properties"]}
        for (type_id, side), name in names.types.items()
        if side == "input" and "properties" in canonical.inputs.get(type_id, {})
    }
