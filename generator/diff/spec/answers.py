"""What an operation answers with: statuses, media types, headers.

In: two operations that stand for one another. Out: findings. Refuses nothing.

A status without a class of its own is a `StatusError` all the same, and headers are given as they come.
"""

from __future__ import annotations

from generator import ir
from generator.canonical import Schema
from generator.diff.spec.headers import compare_headers
from generator.diff.spec.operations import ABSORBED, Found
from generator.diff.spec.pair import Pair, Spot
from generator.diff.spec.raw import follow, value_of
from generator.diff.spec.schemas import compare
from generator.media import Content, only
from generator.source import At


def compare_answers(pair: Pair, old: Found, new: Found) -> None:
    """Tell all that changed in what a method may get back."""
    was, now = old.spec["responses"], new.spec["responses"]
    for status in was:
        if status in now:
            _both(pair, old, new, status)
        else:
            _gone(pair, old, new, status)
    for status in now:
        if status not in was:
            _come(pair, old, new, status)


def _at(one: Found, status: str) -> At | None:
    """Where an answer is written."""
    operation = follow(one.reading.sources, one.at)
    if operation is None:
        return None
    listed = value_of(one.reading.sources, operation.at("responses"))
    written = next((key for key in listed if key.upper() == status.upper()), status)
    place = follow(one.reading.sources, operation.at("responses"))
    return None if place is None else follow(one.reading.sources, place.at(written)) or operation


def _is_success(status: str) -> bool:
    return status.startswith("2")


def _raised(one: Found, status: str) -> tuple[str, ...]:
    """What Python calls it: the class that is raised, or what the method returns."""
    if _is_success(status):
        return (f"{one.python}()",)
    name = one.reading.names.statuses.get(status)
    return (name,) if name else ()


def _spot(subject: str, old: At | None, new: At | None) -> Spot:
    return Spot(side="answer", family="", subject=subject, old=old, new=new, python=())


def _gone(pair: Pair, old: Found, new: Found, status: str) -> None:
    spot = _spot(f"answer {status} of {old.name}", _at(old, status), new.at)
    python = _raised(old, status)
    slots = (_slots(old, status), ())
    if _is_success(status):
        why = "a success that is not documented is not read into a type"
        action = "use the other successes of the method"
        rule = "response-success-status-removed"
        pair.tell(rule, spot, "breaking", "is gone", why, action, python=python, slots=slots)
    else:
        why = "should it come all the same, it is raised as StatusError or as its class, if other operations have it"
        rule = "response-non-success-status-removed"
        pair.tell(rule, spot, "note", "is gone", why, python=python, slots=slots)


def _come(pair: Pair, old: Found, new: Found, status: str) -> None:
    spot = _spot(f"answer {status} of {new.name}", old.at, _at(new, status))
    python = _raised(new, status)
    slots = ((), _slots(new, status))
    if _is_success(status):
        why = "it is read where it came as an undocumented answer before"
        rule = "response-success-status-added"
    else:
        why = "it was raised as StatusError, and its class is one: except clauses go on to catch it"
        rule = "response-non-success-status-added"
    pair.tell(rule, spot, "addition", "is new", why, python=python, slots=slots)


def _slots(one: Found, status: str) -> list[Schema]:
    content = one.spec["responses"][status].get("content", {})
    return [media["schema"] for media in content.values()]


def _both(pair: Pair, old: Found, new: Found, status: str) -> None:
    was, now = old.spec["responses"][status], new.spec["responses"][status]
    places = _at(old, status), _at(new, status)
    subject = f"answer {status} of {old.name}"
    python = (f"{old.python}()",) if _is_success(status) else ()
    spot = Spot(
        side="answer",
        family="response-body",
        subject=subject,
        old=places[0],
        new=places[1],
        python=python,
    )
    before, after = only(was.get("content", {})), only(now.get("content", {}))
    kept = _plain(old, status) is not None and _plain(old, status) == _plain(new, status)
    _media(pair, spot, before, after, kept=kept)
    compare_headers(pair, spot, (old.reading, new.reading))


def _plain(one: Found, status: str) -> ir.Scalar | None:
    """The type that an answer is read into, if it has no parts."""
    every = (*one.ir.replies, *one.ir.errors)
    found = next((reply.type for reply in every if reply.status == status), None)
    return found if isinstance(found, ir.Scalar) else None


def _media(pair: Pair, spot: Spot, was: Content | None, now: Content | None, *, kept: bool) -> None:
    if was is None or now is None:
        _content(pair, spot, was, now)
        return
    if was.media_type != now.media_type:
        _type_name(pair, spot, was, now, kept=kept)
    if was.encoding != now.encoding:
        return
    if was.encoding != "json":
        return
    inner = Spot(
        side="answer",
        family=spot.family,
        subject=spot.subject,
        old=_schema(spot.old, was),
        new=_schema(spot.new, now),
        python=spot.python,
    )
    if bool(was.slot) != bool(now.slot) and not (_has(inner.old) and _has(inner.new)):
        came = bool(now.slot)
        rule = (spot.family, f"media-type-schema-{'added' if came else 'removed'}")
        message = "has a schema now" if came else "has no schema any more"
        why = "the package reads it into a type now" if came else "the package gives plain JSON now"
        slots = ([was.slot], [now.slot])
        pair.tell(rule, spot, "breaking", message, why, "use what is returned now", slots=slots)
        return
    compare(pair, inner, was.slot, now.slot)


def _has(at: At | None) -> bool:
    return at is not None and at.tokens[-1:] == ("schema",)


def _schema(at: At | None, content: Content) -> At | None:
    if at is None:
        return None
    found = at.at("content", content.media_type, "schema")
    return found if found.exists else at


def _content(pair: Pair, spot: Spot, was: Content | None, now: Content | None) -> None:
    """Content came or went as a whole."""
    if was is None and now is None:
        return
    content = was if was is not None else now
    assert content is not None
    slots = ([was.slot] if was is not None else (), [now.slot] if now is not None else ())
    rule = "response-media-type-removed" if now is None else "response-media-type-added"
    message = (
        f"has no content any more, was {content.media_type}"
        if now is None
        else f"has content now: {content.media_type}"
    )
    if spot.python:
        why = "the method returns something else"
        pair.tell(rule, spot, "breaking", message, why, "use what is returned now", slots=slots)
    else:
        why = "an error's body is `body: Any` in any case"
        pair.tell(rule, spot, "note", message, why, slots=slots)


def _type_name(pair: Pair, spot: Spot, was: Content, now: Content, *, kept: bool) -> None:
    if was.encoding == now.encoding or kept:
        what = "changed"
        if _matches(now.media_type, was.media_type):
            what = "generalized"
        elif _matches(was.media_type, now.media_type):
            what = "specialized"
        message = f"comes as {now.media_type}, was {was.media_type}"
        rule = f"response-media-type-name-{what}"
        pair.tell(rule, spot, "note", message, "the package reads both in the same way")
        return
    message = f"comes as {now.media_type}, was {was.media_type}"
    if spot.python:
        why = f"the method returned {was.encoding}, and returns {now.encoding}"
        pair.tell(
            "response-media-type-removed",
            spot,
            "breaking",
            message,
            why,
            "use what is returned now",
        )
    else:
        pair.tell("response-media-type-removed", spot, "note", message, ABSORBED)


def _matches(wide: str, narrow: str) -> bool:
    """RFC 9110, 12.5.1: whether a range covers a media type; parameters make a type more special."""
    main, _, sub = wide.partition(";")[0].strip().partition("/")
    other, _, own = narrow.partition(";")[0].strip().partition("/")
    if (main, sub) == (other, own):
        return ";" in narrow and ";" not in wide
    suffix = f"+{sub}"
    return (sub == "*" and main in ("*", other)) or (main == other and own.endswith(suffix))
