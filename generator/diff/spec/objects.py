"""Objects and unions of objects: which fields there are, and whether they may be left out.

In: two components that stand for one another on one side. Out: findings; every pair is compared once a side. Refuses
nothing.

Fields are matched by their names on the wire; what is left over, by its Python name, which makes it the same field.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from generator.canonical import Schema, Side, TypeId
from generator.diff.spec.fields import came, compare_field, went
from generator.diff.spec.keywords import compare_keywords
from generator.diff.spec.limits import REFUSED, STILL
from generator.diff.spec.pair import Pair, Reading, Spot

Compare = Callable[[Pair, Spot, Schema, Schema], None]
TOLERANT = "a variant that the package does not know comes as an UnknownVariant, and no call fails"
FOLLOWS = "the package reads the new one; code sees the same objects"


def compare_components(pair: Pair, spot: Spot, old: str, new: str, compare: Compare) -> None:
    """Leave two components for later, under the names that they have in Python."""
    ids = TypeId(old), TypeId(new)
    names = (
        pair.old.names.types.get((ids[0], spot.side)),
        pair.new.names.types.get((ids[1], spot.side)),
    )
    pair.renamed(*names)
    family = _family(spot)
    schemas = _component(pair.old, ids[0], spot.side), _component(pair.new, ids[1], spot.side)
    shared = Spot(
        side=spot.side,
        family=spot.family,
        subject=f"{'answer' if spot.is_answer else 'request'} {names[0] or spot.subject}",
        old=pair.old.at(ids[0]),
        new=pair.new.at(ids[1]),
        python=(names[0], *pair.spread.get(names[0], ())) if names[0] else (),
    )
    unit = ("component", *ids, spot.side, family)
    pair.later(unit, lambda: _component_pair(pair, shared, ids, schemas, (family, compare)))


def _family(spot: Spot) -> str:
    """What the rules of an object's fields begin with."""
    match spot.family:
        case "request-body":
            return "request-property"
        case "response-body":
            return "response-property"
        case "request-parameter":
            is_header = spot.subject.startswith("header ")
            return "request-header-property" if is_header else "request-parameter-property"
        case family:
            return family


def _component(reading: Reading, type_id: TypeId, side: Side) -> Schema:
    canonical = reading.read.canonical
    return (canonical.answers if side == "answer" else canonical.inputs)[type_id]


def _component_pair(
    pair: Pair,
    spot: Spot,
    ids: tuple[TypeId, TypeId],
    schemas: tuple[Schema, Schema],
    how: tuple[str, Compare],
) -> None:
    match "oneOf" in schemas[0], "oneOf" in schemas[1]:
        case True, True:
            _unions(pair, spot, schemas[0], schemas[1], how[1])
        case False, False:
            compare_keywords(pair, spot)
            _flags(pair, spot, schemas[0], schemas[1])
            _objects(pair, spot, ids, schemas, how)
            _extra(pair, spot, schemas, how[1])
        case _:
            _wrapped(pair, spot, schemas)


def _objects(
    pair: Pair,
    spot: Spot,
    ids: tuple[TypeId, TypeId],
    schemas: tuple[Schema, Schema],
    how: tuple[str, Compare],
) -> None:
    was, now = schemas[0].get("properties", {}), schemas[1].get("properties", {})
    twins = {name: name for name in was if name in now}
    left = {
        pair.new.names.members.get((ids[1], name), name): name for name in now if name not in was
    }
    for name in was:
        own = pair.old.names.members.get((ids[0], name), name)
        if name not in twins and own in left:
            twins[name] = left.pop(own)
    owner = pair.new.names.types.get((ids[1], spot.side))
    for name in [name for name in was if name not in twins]:
        own = pair.old.names.members.get((ids[0], name), name)
        now_is = (n for n in left if own in pair.new.was_called(f"{owner}.{n}"))
        if (found := next(now_is, None)) is not None:
            twins[name] = left.pop(found)
    for name in was:
        if name in twins:
            compare_field(pair, spot, ids, schemas, (name, twins[name]), how)
        else:
            went(pair, spot, ids, (name, schemas[0]), how[0])
    for name in now:
        if name not in twins.values():
            came(pair, spot, ids, (name, schemas[1]), how[0])


def _flags(pair: Pair, spot: Spot, old: Schema, new: Schema) -> None:
    """An object that is deprecated as a whole."""
    was, now = bool(old.get("deprecated")), bool(new.get("deprecated"))
    if was != now:
        message = "is deprecated now" if now else "is not deprecated any more"
        why = "it still works; the vendor means to take it away" if now else "it stays"
        rule = (spot.family, "deprecated" if now else "reactivated")
        pair.tell(rule, spot, "addition" if now else "note", message, why)


def _extra(pair: Pair, spot: Spot, schemas: tuple[Schema, Schema], compare: Compare) -> None:
    """Properties beside the listed ones. Input classes take them only where the document says so in words."""
    was, now = (schema.get("additionalProperties", True) for schema in schemas)
    is_open = isinstance(was, Mapping), isinstance(now, Mapping)
    if all(is_open):
        compare(pair, spot.inside(" further fields"), was, now)
    elif spot.is_answer:
        if any(is_open):
            what = (
                "additional-properties-allowed" if is_open[1] else "additional-properties-refused"
            )
            message = f"further fields have {'a type' if is_open[1] else 'no type'} now"
            why = "answers keep every field that comes, known or not"
            pair.tell((spot.family, what), spot, "note", message, why)
    elif is_open[0]:
        rule = (spot.family, "additional-properties-refused")
        message = "further fields are refused now"
        pair.tell(rule, spot, "breaking", message, REFUSED, "send the listed fields only")
    elif is_open[1]:
        rule = (spot.family, "additional-properties-allowed")
        pair.tell(rule, spot, "addition", "further fields are taken now", STILL)


# --- unions -------------------------------------------------------------------------------------


def _unions(pair: Pair, spot: Spot, old: Schema, new: Schema, compare: Compare) -> None:
    was, now = _mapping(old), _mapping(new)
    before = old["discriminator"]["propertyName"]
    after = new["discriminator"]["propertyName"]
    if before != after:
        message = f"variants are told apart by {after!r}, were by {before!r}"
        rule = (spot.family, "discriminator-property-name-changed")
        pair.tell(rule, spot, "note", message, FOLLOWS)
    for value in was:
        if value in now:
            pair_of = was[value], now[value]
            compare(pair, spot.inside(f" variant {value!r}"), *({"$ref": ref} for ref in pair_of))
    for value in was:
        if value not in now:
            _variant_went(pair, spot, value, was[value], now)
    for value in now:
        if value not in was:
            _variant_came(pair, spot, value, now[value], was)


def _mapping(union: Schema) -> Mapping[str, str]:
    return dict(union["discriminator"]["mapping"])


def _variant_went(pair: Pair, spot: Spot, value: str, ref: str, now: Mapping[str, Any]) -> None:
    python, slots = _name(pair.old, ref, spot.side), ([{"$ref": ref}], ())
    if ref in now.values():
        message = f"a variant is not called {value!r} any more"
        pair.tell((spot.family, "discriminator-mapping-deleted"), spot, "note", message, FOLLOWS)
    elif spot.is_answer:
        message = f"the variant {value!r} is gone"
        why = "all that comes could come before"
        pair.tell(
            (spot.family, "one-of-removed"), spot, "note", message, why, python=python, slots=slots
        )
    else:
        message = f"the variant {value!r} is gone"
        action = "send another variant"
        rule = (spot.family, "one-of-removed")
        pair.tell(rule, spot, "breaking", message, REFUSED, action, python=python, slots=slots)


def _variant_came(pair: Pair, spot: Spot, value: str, ref: str, was: Mapping[str, Any]) -> None:
    python, slots = _name(pair.new, ref, spot.side), ((), [{"$ref": ref}])
    if ref in was.values():
        message = f"a variant is called {value!r} too"
        pair.tell((spot.family, "discriminator-mapping-added"), spot, "note", message, FOLLOWS)
        return
    why = TOLERANT if spot.is_answer else STILL
    message = f"the variant {value!r} is new"
    pair.tell(
        (spot.family, "one-of-added"), spot, "addition", message, why, python=python, slots=slots
    )


def _name(reading: Reading, ref: str, side: Side) -> tuple[str, ...]:
    found = reading.names.types.get((TypeId(ref), side))
    return (found,) if found else ()


def _wrapped(pair: Pair, spot: Spot, schemas: tuple[Schema, Schema]) -> None:
    """One object where variants were, or the other way round."""
    union = "oneOf" in schemas[1]
    message = (
        "is one of several variants now"
        if union
        else "is one object now, was one of several variants"
    )
    rule = (spot.family, "discriminator-added" if union else "discriminator-removed")
    why = "the Python class is another"
    pair.tell(
        rule,
        spot,
        "breaking",
        message,
        why,
        "use the new classes",
        slots=([schemas[0]], [schemas[1]]),
    )
