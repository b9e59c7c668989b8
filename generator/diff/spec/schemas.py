"""One value in both states: whether it may be null, what it may be, and what it must keep to.

In: a spot and its two slots. Out: findings; components that they reach are left for later. Refuses nothing.

Of a request, what callers may say may grow: all that was allowed must still be. Of an answer, what code may meet may
shrink: all that comes must have been possible before.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generator.canonical import Schema, TypeId
from generator.diff.spec import enums, objects
from generator.diff.spec.keywords import compare_keywords
from generator.diff.spec.limits import compare_limits
from generator.diff.spec.options import (
    Alternatives,
    alternatives,
    base_of,
    covers,
    in_words,
    kind_of,
    option_in_words,
    python_kind,
    values_of,
)
from generator.diff.spec.pair import Pair, Reading, Spot
from generator.diff.spec.raw import keywords

NARROWER = "what callers could send is refused now"
OTHER = "the type in the signature is another, and so is what is sent"
WIDER = "code that was written for the old type meets values of another"
FORMAT = "a server that looks at the format refuses what it took"
STILL = "all that could be sent can still be sent"
KNOWN = "all that comes could come before"
SAME = "the Python type stays as it is"
HEED = "handle the new type"
SEND = "send the new type"


def compare(pair: Pair, spot: Spot, old: Schema, new: Schema) -> None:
    """Tell all that changed between two slots at one spot."""
    was, now = alternatives(old), alternatives(new)
    if not spot.inner and not all(map(_is_component, (pair.old, pair.new), (was, now))):
        compare_keywords(pair, spot)
    if was.is_any or now.is_any:
        if was.is_any != now.is_any:
            _any(pair, spot, old, new, became=now.is_any)
        return
    _null(pair, spot, was, now)
    _options(pair, spot, was, now)


def _is_component(reading: Reading, found: Alternatives) -> bool:
    """Whether it is an object with a name, whose keywords are compared with the rest of it."""
    canonical = reading.read.canonical
    return len(found.options) == 1 and kind_of(found.options[0], canonical) in ("object", "union")


def _any(pair: Pair, spot: Spot, old: Schema, new: Schema, *, became: bool) -> None:
    """To or from any value: a schema went or came."""
    message, slots = _types(pair, old, new), ([old], [new])
    if spot.is_answer:
        why = (
            WIDER
            if became
            else "the package reads the value into a type now, where it gave plain JSON"
        )
        what = "type-generalized" if became else "type-changed"
        pair.tell((spot.family, what), spot, "breaking", message, why, HEED, slots=slots)
    elif became:
        rule = (spot.family, "type-generalized")
        pair.tell(rule, spot, "addition", message, STILL, slots=slots)
    else:
        rule = (spot.family, "type-changed")
        pair.tell(rule, spot, "breaking", message, NARROWER, SEND, slots=slots)


def _types(pair: Pair, old: Schema, new: Schema) -> str:
    before = in_words(old, pair.old.read.canonical)
    return f"is {in_words(new, pair.new.read.canonical)}, was {before}"


# --- null ---------------------------------------------------------------------------------------


def _null(pair: Pair, spot: Spot, was: Alternatives, now: Alternatives) -> None:
    if was.nullable == now.nullable:
        return
    rule = (spot.family, "became-nullable" if now.nullable else "became-not-nullable")
    message = "may be null now" if now.nullable else "may not be null any more"
    if not spot.is_answer:
        if now.nullable:
            pair.tell(rule, spot, "addition", message, STILL)
        else:
            pair.tell(rule, spot, "breaking", message, NARROWER, "do not pass None")
    elif not now.nullable:
        why = KNOWN if not spot.gap[1] else "it may still be left out, and is None then"
        pair.tell(rule, spot, "note", message, why)
    elif spot.gap[0]:
        pair.tell(
            rule, spot, "note", message, "it could be None before, where an answer left it out"
        )
    else:
        why = "the type gained None, which no code had to expect"
        pair.tell(rule, spot, "breaking", message, why, "check for None before using it")


# --- alternatives -------------------------------------------------------------------------------


def _options(pair: Pair, spot: Spot, was: Alternatives, now: Alternatives) -> None:
    if len(was.options) == 1 and len(now.options) == 1:
        compare_option(pair, spot, was.options[0], now.options[0])
        return
    gone, come = list(was.options), list(now.options)
    for old in was.options:
        twin = next((new for new in come if _same(pair, spot, old, new)), None)
        if twin is not None:
            gone.remove(old)
            come.remove(twin)
            compare_option(pair, spot.inside(""), old, twin)
    if len(gone) == 1 and len(come) == 1 and _kinds(pair, gone[0], come[0]) == 1:
        compare_option(pair, spot.inside(""), gone[0], come[0])
        return
    _went(pair, spot, [o for o in gone if not _covered(pair, spot, o, now.options, old=True)])
    _came(pair, spot, [o for o in come if not _covered(pair, spot, o, was.options, old=False)])


def _kinds(pair: Pair, old: Schema, new: Schema) -> int:
    return len({kind_of(old, pair.old.read.canonical), kind_of(new, pair.new.read.canonical)})


def _same(pair: Pair, spot: Spot, old: Schema, new: Schema) -> bool:
    """Whether two alternatives stand for one: by reference, or by the name of its class; else by type."""
    kind = kind_of(old, pair.old.read.canonical)
    if kind != kind_of(new, pair.new.read.canonical):
        return False
    if "$ref" in old or "$ref" in new:
        names = (
            reading.names.types.get((TypeId(option.get("$ref", "")), spot.side))
            for reading, option in ((pair.old, old), (pair.new, new))
        )
        return old.get("$ref") == new.get("$ref") or len({*names, None}) == 2
    return old.get("format") == new.get("format") and old.get("const") == new.get("const")


def _covered(
    pair: Pair, spot: Spot, option: Schema, others: Sequence[Schema], *, old: bool
) -> bool:
    """Whether another state's alternatives cover one of this state's: an integer, where a number may stand."""
    mine, theirs = (pair.old, pair.new) if old else (pair.new, pair.old)
    kind = python_kind(option, spot.side, mine.read.canonical)
    return any(
        values_of(other, theirs.read.canonical) is None
        and covers(python_kind(other, spot.side, theirs.read.canonical), kind)
        and kind not in ("object", "array")
        for other in others
    )


def _went(pair: Pair, spot: Spot, gone: list[Schema]) -> None:
    for option in gone:
        said = option_in_words(option, pair.old.read.canonical)
        message = f"may not be {said} any more"
        rule = (spot.family, _how(pair, spot, "removed"))
        if spot.is_answer:
            pair.tell(rule, spot, "note", message, KNOWN, slots=([option], ()))
        else:
            action = "send another of the alternatives"
            pair.tell(rule, spot, "breaking", message, NARROWER, action, slots=([option], ()))


def _came(pair: Pair, spot: Spot, come: list[Schema]) -> None:
    for option in come:
        said = option_in_words(option, pair.new.read.canonical)
        rule = (spot.family, _how(pair, spot, "added"))
        if spot.is_answer:
            message = f"may be {said} too"
            pair.tell(rule, spot, "breaking", message, WIDER, HEED, slots=((), [option]))
        else:
            pair.tell(rule, spot, "addition", f"may be {said} too", STILL, slots=((), [option]))


def _how(pair: Pair, spot: Spot, what: str) -> str:
    """By which keyword the alternatives are written."""
    for reading, at in ((pair.new, spot.new), (pair.old, spot.old)):
        found = keywords(reading.sources, at)
        for key, stem in (("oneOf", "one-of"), ("anyOf", "any-of")):
            if key in found and not spot.inner:
                return f"{stem}-{what}"
    return "list-of-types-widened" if what == "added" else "list-of-types-narrowed"


# --- one alternative ----------------------------------------------------------------------------


def compare_option(pair: Pair, spot: Spot, old: Schema, new: Schema) -> None:
    """Two alternatives that stand for one another."""
    before, after = pair.old.read.canonical, pair.new.read.canonical
    old_values, new_values = values_of(old, before), values_of(new, after)
    if old_values is not None or new_values is not None:
        if _is_other_base(pair, old, new):
            _other_type(pair, spot, old, new)
        else:
            enums.compare_values(pair, spot, old, new)
        return
    match kind_of(old, before), kind_of(new, after):
        case ("object" | "union", "object" | "union"):
            objects.compare_components(pair, spot, old["$ref"], new["$ref"], compare)
        case ("array", "array"):
            compare_limits(pair, spot, old, new)
            compare(pair, spot.inside("[]"), old.get("items", {}), new.get("items", {}))
        case ("map", "map"):
            compare(pair, spot.inside("{}"), _entries(old), _entries(new))
        case (was, now) if was == now or {was, now} == {"integer", "number"}:
            _scalar(pair, spot, old, new)
        case _:
            _other_type(pair, spot, old, new)


def _is_other_base(pair: Pair, old: Schema, new: Schema) -> bool:
    bases = base_of(old, pair.old.read.canonical), base_of(new, pair.new.read.canonical)
    return bases[0] != bases[1] and "mixed" not in bases


def _entries(slot: Schema) -> Any:
    inner = slot.get("additionalProperties", {})
    return inner if isinstance(inner, dict) else {}


def _scalar(pair: Pair, spot: Spot, old: Schema, new: Schema) -> None:
    before = python_kind(old, spot.side, pair.old.read.canonical)
    after = python_kind(new, spot.side, pair.new.read.canonical)
    if before != after:
        _other_type(pair, spot, old, new)
    elif old.get("format") != new.get("format"):
        _format(pair, spot, old, new)
    compare_limits(pair, spot, old, new)


def _format(pair: Pair, spot: Spot, old: Schema, new: Schema) -> None:
    """Another format with the same Python type."""
    message = _types(pair, old, new)
    numbers = old["type"] != "string"
    if spot.is_answer or numbers:
        pair.tell((spot.family, "type-compatible"), spot, "note", message, SAME)
    elif "format" not in new:
        pair.tell((spot.family, "type-generalized"), spot, "addition", message, STILL)
    else:
        action = f"send only values of the format {new['format']}"
        pair.tell((spot.family, "type-changed"), spot, "breaking", message, FORMAT, action)


def _other_type(pair: Pair, spot: Spot, old: Schema, new: Schema) -> None:
    before = python_kind(old, spot.side, pair.old.read.canonical)
    after = python_kind(new, spot.side, pair.new.read.canonical)
    message, slots = _types(pair, old, new), ([old], [new])
    if spot.is_answer and covers(before, after):
        pair.tell((spot.family, "type-specialized"), spot, "note", message, KNOWN, slots=slots)
    elif spot.is_answer:
        what = "type-generalized" if covers(after, before) else "type-changed"
        pair.tell((spot.family, what), spot, "breaking", message, WIDER, HEED, slots=slots)
    elif covers(after, before):
        pair.tell((spot.family, "type-generalized"), spot, "addition", message, STILL, slots=slots)
    else:
        narrowed = covers(before, after) and spot.family.endswith("parameter-property")
        what = "type-specialized" if narrowed else "type-changed"
        pair.tell((spot.family, what), spot, "breaking", message, OTHER, SEND, slots=slots)
