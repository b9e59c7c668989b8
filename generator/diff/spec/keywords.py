"""Keywords that the package does not look at, as they were written.

In: a spot with the places of its schemas. Out: findings. Refuses nothing.

Neither types nor checks come of `if`, `contains` and the like. A server may check them all the same: where a request
has to keep to a new one, calls fail that did not. In an answer they change nothing.
"""

from __future__ import annotations

import json
from typing import Any

from generator.diff.rules import KEYWORDS
from generator.diff.spec.limits import tell_limit
from generator.diff.spec.pair import Pair, Spot
from generator.diff.spec.raw import keywords
from generator.source import At

Written = dict[str, tuple[Any, At]]
UNSEEN = "the package neither checks it nor makes a type of it"
SERVER = "the package does not check it: the server refuses what does not keep to it"
LESS = "all that could be sent can still be sent"
MEANS = "the text holds something else than before"


def compare_keywords(pair: Pair, spot: Spot) -> None:
    """Tell every such keyword that came, went or changed."""
    if spot.old is None or spot.new is None:
        return
    old, new = keywords(pair.old.sources, spot.old), keywords(pair.new.sources, spot.new)
    for key, stem in KEYWORDS.items():
        _keyword(pair, spot, key, stem, old, new)
    for key in ("minContains", "maxContains"):
        _contains(pair, spot, key, old, new)
    for key in ("minProperties", "maxProperties"):
        _count(pair, spot, key, old, new)
    for key, stem in (("contentEncoding", "encoding"), ("contentMediaType", "media-type")):
        _content(pair, spot, key, f"content-{stem}-changed", old, new)
    _extensible(pair, spot, old, new)


def _places(spot: Spot, key: str, old: Written, new: Written) -> tuple[At | None, At | None]:
    return (old[key][1] if key in old else spot.old, new[key][1] if key in new else spot.new)


def _keyword(pair: Pair, spot: Spot, key: str, stem: str, old: Written, new: Written) -> None:
    was, now = (held[key][0] if key in held else None for held in (old, new))
    if was == now:
        return
    what = "added" if was is None else "removed" if now is None else "changed"
    message = f"`{key}` {'is new' if was is None else 'is gone' if now is None else 'is another'}"
    rule = (spot.family, f"{stem}-{what}")
    at = _places(spot, key, old, new)
    if spot.is_answer:
        pair.tell(rule, spot, "note", message, UNSEEN, at=at)
    elif _loosens(key, was, now):
        pair.tell(rule, spot, "addition", message, LESS, at=at)
    else:
        pair.tell(rule, spot, "breaking", message, SERVER, "send only what keeps to it", at=at)


def _loosens(key: str, was: Any, now: Any) -> bool:
    """Whether nothing that was allowed is refused: `prefixItems` alone lets more in where it grows."""
    if key == "prefixItems":
        return (
            isinstance(now, list)
            and isinstance(was, list | None)
            and now[: len(was or ())] == (was or [])
        )
    return now is None


def _contains(pair: Pair, spot: Spot, key: str, old: Written, new: Written) -> None:
    """JSON Schema 2020-12 validation, 6.4.4: without `minContains` there is one at least."""
    least = key == "minContains"
    missing = 1 if least else float("inf")
    was, now = (held[key][0] if key in held else missing for held in (old, new))
    if was == now or not all(isinstance(n, (int, float)) for n in (was, now)):
        return
    stem = f"{key[:3]}-contains-{'increased' if now > was else 'decreased'}"
    message = f"{key} is {_number(now)}, was {_number(was)}"
    tell_limit(pair, spot, stem, key, message, tighter=(now > was) == least)


def _number(value: float) -> str:
    return "not limited" if value == float("inf") else str(value)


def _count(pair: Pair, spot: Spot, key: str, old: Written, new: Written) -> None:
    was, now = (held[key][0] if key in held else None for held in (old, new))
    least = key == "minProperties"
    if was == now or not all(n is None or isinstance(n, int) for n in (was, now)):
        return
    stem = "min-properties" if least else "max-properties"
    if was is None or now is None:
        what = "set" if was is None else "unset"
        said = "not limited any more" if now is None else now
        message = f"{key} is {said}, was {'not limited' if was is None else was}"
        tell_limit(pair, spot, f"{stem}-{what}", key, message, tighter=was is None)
    else:
        what = "increased" if now > was else "decreased"
        message = f"{key} is {now}, was {was}"
        tell_limit(pair, spot, f"{stem}-{what}", key, message, tighter=(now > was) == least)


def _content(pair: Pair, spot: Spot, key: str, what: str, old: Written, new: Written) -> None:
    was, now = (held[key][0] if key in held else None for held in (old, new))
    if was == now:
        return
    message = f"`{key}` is {now or 'not told'}, was {was or 'not told'}"
    action = "read it as such" if spot.is_answer else "write it as such"
    rule = (spot.family, what)
    pair.tell(rule, spot, "breaking", message, MEANS, action, at=_places(spot, key, old, new))


def _extensible(pair: Pair, spot: Spot, old: Written, new: Written) -> None:
    """`x-extensible-enum`: texts that are known so far. The package takes any."""
    key = "x-extensible-enum"
    was, now = (
        held[key][0] if key in held and isinstance(held[key][0], list) else []
        for held in (old, new)
    )
    at = _places(spot, key, old, new)
    for value in [v for v in was if v not in now]:
        message = f"the known value {json.dumps(value, ensure_ascii=False)} is gone"
        rule = (spot.family, "x-extensible-enum-value-removed")
        if spot.is_answer:
            pair.tell(rule, spot, "note", message, UNSEEN, at=at)
        else:
            pair.tell(rule, spot, "breaking", message, SERVER, "send another value", at=at)
    for value in [v for v in now if v not in was]:
        message = f"the value {json.dumps(value, ensure_ascii=False)} is known now"
        rule = (spot.family, "x-extensible-enum-value-added")
        pair.tell(rule, spot, "note" if spot.is_answer else "addition", message, UNSEEN, at=at)
