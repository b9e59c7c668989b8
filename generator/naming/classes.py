"""The names of everything that a package exports: classes of both sides, aliases, errors, resources.

In: a `Canonical` and the pins. Out: names by key. Refuses: two pins of one name, and a pin of a
name that every package has (`name-clash`).

All of them share one scope, since a consumer imports them from one package. Who chooses first:

    names that every package has · pins, and names of error codes · resource classes of pinned tags · error statuses
    · components whose author's name is a class name · other components · the second side of a component
    · other resource classes · inline types · literal aliases · parameter models

Within a rank the candidates are tried in order (the name itself; with its file, status or media type; with its side,
`XInput`, `XAnswer`; with its kind, `XEnum`), then a number by sorted identity.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import IntEnum, auto

from generator.canonical import Canonical, Side, TypeId
from generator.diagnostics import Problems
from generator.naming.context import Context, Origin
from generator.naming.pins import Key, Pins
from generator.naming.python import class_name, cut
from generator.naming.reserved import (
    BUILTINS,
    CLASS_NAMES,
    RESOURCE_IMPORTS,
    RUNTIME_CLASSES,
    VIEWS,
)
from generator.naming.scope import Claim, Scope
from generator.naming.statuses import is_error, status_names
from generator.naming.survey import checked_bodies, is_plain_enum, operations_of, used_in_requests

SIDES: tuple[Side, Side] = ("answer", "input")


class Rank(IntEnum):
    """Who chooses first."""

    PINNED_TAG = auto()
    STATUS = auto()
    EXACT = auto()
    COMPONENT = auto()
    SECOND_SIDE = auto()
    TAG = auto()
    INLINE = auto()
    LITERAL = auto()
    PRIVATE = auto()


def name_classes(
    canonical: Canonical,
    context: Context,
    pins: Pins,
    attributes: Mapping[str, str],
    client: str,
    codes: Mapping[str, str],
    problems: Problems,
) -> dict[Key, str]:
    """Names for everything in the scope of the package, by key; resource classes under ("class", tag).

    `attributes` are the names of the tags' resources, `codes` the declared error codes with their declared classes.
    """
    reserved = CLASS_NAMES | RUNTIME_CLASSES | BUILTINS | set(client_classes(client))
    claims = [*_type_claims(canonical, context, pins), *_status_claims(canonical)]
    claims += _private_claims(canonical)
    claims += [_tag_claim(tag, attribute, pins) for tag, attribute in attributes.items()]
    aliases = _aliases(canonical, context)
    given: dict[Key, str] = {("code", code): name for code, name in codes.items()}
    for key in [*(claim.key for claim in claims), *aliases]:
        pinned = pins.name(key)
        if key not in given and pinned is not None:
            given[key] = pinned
    _check_pins(given, reserved, pins, problems)
    scope = Scope({*reserved, *given.values()})
    for rank in Rank:
        if rank == Rank.LITERAL:
            claims += [_alias_claim(alias, given[enum]) for alias, enum in aliases.items()]
        now = [claim for claim in claims if claim.rank == rank and claim.key not in given]
        is_tag = rank in (Rank.TAG, Rank.PINNED_TAG)
        given |= scope.assign(now, family=_resource_classes) if is_tag else scope.assign(now)
    return given


def client_classes(client: str) -> set[str]:
    """Every class that comes with a client class."""
    options = (f"{client}Options", f"Async{client}Options")
    return {f"{client}Error", *options, *_resource_classes(client)}


def _check_pins(
    given: Mapping[Key, str], reserved: frozenset[str], pins: Pins, problems: Problems
) -> None:
    users: dict[str, list[Key]] = {}
    for key in sorted(given):
        users.setdefault(given[key], []).append(key)
    for name, keys in sorted(users.items()):
        if name in reserved:
            message = f"the pinned name {name} is taken: every package has or needs it"
            problems.error("name-clash", message, *pins.at(*keys), hint="pin another name")
        elif len(keys) > 1:
            message = f"the name {name} is pinned for {len(keys)} things"
            problems.error(
                "name-clash", message, *pins.at(*keys), hint="pin another name for all but one"
            )


# --- types --------------------------------------------------------------------------------------


def _type_claims(canonical: Canonical, context: Context, pins: Pins) -> Iterator[Claim[Key]]:
    for type_id in sorted(canonical.enums):
        origin = context.origin(type_id)
        found = _distinct(origin.name, origin.wider, f"{origin.name}Enum")
        yield Claim(_rank(origin), type_id, ("enum", context.stable(type_id)), found)
    for type_id in sorted({*canonical.answers, *canonical.inputs}):
        if context.parameter_object(type_id) is not None:
            continue
        origin = context.origin(type_id)
        for side in SIDES:
            if type_id in (canonical.answers if side == "answer" else canonical.inputs):
                yield _side_claim(canonical, context, pins, type_id, origin, side)


def _side_claim(
    canonical: Canonical,
    context: Context,
    pins: Pins,
    type_id: TypeId,
    origin: Origin,
    side: Side,
) -> Claim[Key]:
    """`X` for the only side or the answer, `XInput` beside it; `XAnswer` if `X` was published for the input."""
    stable = context.stable(type_id)
    both = type_id in canonical.answers and type_id in canonical.inputs
    name, wider, suffix = origin.name, origin.wider, side.capitalize()
    schema = (canonical.answers if side == "answer" else canonical.inputs)[type_id]
    kind = "Union" if "oneOf" in schema else "Model"
    published = pins.name(("type", stable, "input" if side == "answer" else "answer"))
    if both and (side == "input" or published == name):
        rank = Rank.SECOND_SIDE if origin.is_component else Rank.INLINE
        found = _distinct(f"{name}{suffix}", f"{wider}{suffix}", f"{name}{kind}{suffix}")
    else:
        rank = _rank(origin)
        found = _distinct(name, wider, f"{name}{suffix}", f"{name}{kind}")
    return Claim(rank, type_id, ("type", stable, side), found)


def _rank(origin: Origin) -> Rank:
    if origin.is_exact:
        return Rank.EXACT
    return Rank.COMPONENT if origin.is_component else Rank.INLINE


def _distinct(*names: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cut(name, "") for name in names))


def _aliases(canonical: Canonical, context: Context) -> dict[Key, Key]:
    """The alias of each enum of texts or whole numbers that a request takes, with its enum."""
    used = used_in_requests(canonical)
    found = [t for t, schema in canonical.enums.items() if t in used and is_plain_enum(schema)]
    return {("literal", stable): ("enum", stable) for stable in map(context.stable, found)}


def _alias_claim(alias: Key, enum: str) -> Claim[Key]:
    return Claim(Rank.LITERAL, alias[1], alias, _distinct(f"{enum}Like", f"{enum}Literal"))


# --- errors, resources, parameters ----------------------------------------------------------------


def _status_claims(canonical: Canonical) -> Iterator[Claim[Key]]:
    found = {
        status for operation in operations_of(canonical) for status in operation.body["responses"]
    }
    for status in sorted(filter(is_error, found)):
        yield Claim(Rank.STATUS, status, ("status", status), status_names(status))


def _tag_claim(tag: str, attribute: str, pins: Pins) -> Claim[Key]:
    """A resource's class follows its attribute, so that a pinned attribute keeps it too."""
    rank = Rank.TAG if pins.name(("resource", tag)) is None else Rank.PINNED_TAG
    name = class_name(attribute)
    found = [name, f"{name}Resource", f"{name}Operations"]
    free = [n for n in found if RESOURCE_IMPORTS.isdisjoint(_resource_classes(n))]
    return Claim(rank, tag, ("class", tag), _distinct(*free))


def _resource_classes(name: str) -> tuple[str, ...]:
    views = [f"{name}{view}" for view in VIEWS]
    return (name, f"Async{name}", f"Prepared{name}", *views, *(f"Async{view}" for view in views))


def _private_claims(canonical: Canonical) -> Iterator[Claim[Key]]:
    for operation in operations_of(canonical):
        if operation.body.get("parameters"):
            name = class_name(operation.id)
            found = _distinct(f"{name}Parameters", f"{name}ParameterValues")
            yield Claim(Rank.PRIVATE, operation.id, ("parameters", operation.id), found)
    for operation_id in checked_bodies(canonical):
        name = class_name(operation_id)
        found = _distinct(f"{name}Body", f"{name}BodyValue")
        yield Claim(Rank.PRIVATE, operation_id, ("body", operation_id), found)
