"""Two surfaces of one package: which names went, came, or take and give other things.

In: the surfaces of both states, and which names became which. Out: findings of the Python side, each about one name.
Refuses nothing.

Arguments and the fields of inputs are given by callers: their types may grow. What methods return and the fields of
answers are read by them: their types may shrink.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from generator.diff.finding import Finding, Severity
from generator.diff.python.annotations import bare, covers, type_of
from generator.diff.python.old import last_of, owner_of
from generator.diff.python.surface import INNER, Surface, Symbol
from generator.diff.python.told import came, deprecated, finding, gone, renamed, reused

Renames = Mapping[str, str]
_OF_CLIENTS = (
    "{}Options",
    "Prepared{}",
    "{}WithResponse",
    "{}WithRawResponse",
    "{}WithStreamingResponse",
)
"""Classes that come with a client's, and that nobody imports."""


@dataclass(frozen=True, slots=True)
class _Both:
    old: Surface
    new: Surface
    renames: Renames


def compare_surfaces(old: Surface, new: Surface, renames: Renames) -> list[Finding]:
    """All findings of both sides of the package, sync and async; what is the same on both is told once."""
    both = _Both(old, new, {**dict(_followers(old, new, renames)), **renames})
    found = [*_compare(both, old.names, new.names), *_compare(both, old.twins, new.twins)]
    return list(dict.fromkeys(map(_as_known, found)))


def _as_known(found: Finding) -> Finding:
    """A finding about what users have from a base, by the name of the base."""
    python = tuple(name.removeprefix(INNER) for name in found.python)
    return replace(found, subject=found.subject.removeprefix(INNER), python=python)


def _followers(old: Surface, new: Surface, renames: Renames) -> Iterator[tuple[str, str]]:
    """What classes are called otherwise: by a line of client.yaml, or since a client or its attribute is."""
    for name, symbol in new.names.items():
        if symbol.now and symbol.kind == "class":
            yield name, symbol.now
    for client in old.clients:
        now = _twin(client, new.names, renames) or client
        for form in _OF_CLIENTS:
            yield form.format(client), form.format(now)
        for attribute, class_ in old.resources.items():
            twin = _twin(f"{client}.{attribute}", new.names, renames)
            found = new.resources.get(last_of(twin)) if twin else None
            for prefix in ("", "Async") if found else ():
                yield f"{prefix}{class_}", f"{prefix}{found}"


def _compare(
    both: _Both, was: Mapping[str, Symbol], now: Mapping[str, Symbol]
) -> Iterator[Finding]:
    twins = {name: twin for name in was if (twin := _twin(name, now, both.renames)) is not None}
    for name, symbol in was.items():
        if symbol.now:
            if name not in now:
                yield from _dropped(both, name, symbol, was, twins)
        elif _is_reused(both, name, now):
            yield reused(name, both.renames[name])
        elif name in twins:
            if name in now and last_of(name) != last_of(twins[name]):
                yield deprecated(name, twins[name], symbol)
            elif name not in now and not _is_inside(both, name, twins):
                yield renamed(name, twins[name], symbol)
            yield from _changed(both, name, symbol, now[twins[name]])
        elif _is_told(owner_of(name), was, now, twins) and not symbol.inner:
            yield gone(name, symbol)
    taken = set(twins.values())
    back = {new: old for old, new in twins.items() if not was[old].now}
    for name, symbol in now.items():
        if symbol.now:
            continue
        origin = back.get(owner_of(name), "")
        is_told = owner_of(name) not in now or (_is_told(origin, was, now, twins) and origin)
        if name not in taken and is_told and not symbol.inner:
            yield from came(name, symbol)


def _is_told(
    owner: str, was: Mapping[str, Symbol], now: Mapping[str, Symbol], twins: Mapping[str, str]
) -> bool:
    """Whether what is in `owner` is told by itself: it stayed, as the same kind of thing, or is nothing at all."""
    if owner not in was:
        return True
    return owner in twins and was[owner].kind == now[twins[owner]].kind


def _twin(name: str, now: Mapping[str, Symbol], renames: Renames) -> str | None:
    """The name that the same thing has now; None if it has none."""
    if name in now:
        return now[name].now or name
    owner = owner_of(name)
    moved = renames.get(name)
    if moved is None and owner:
        above = _twin(owner, now, renames)
        moved = None if above is None else f"{above}{name[len(owner) :]}"
    elif moved is not None and moved not in now and owner:
        above = _twin(owner, now, renames)
        own = moved[len(owner_of(moved)) :]
        moved = None if above is None else f"{above}{own}"
    if moved is None or moved not in now:
        return None
    return now[moved].now or moved


def _is_reused(both: _Both, name: str, now: Mapping[str, Symbol]) -> bool:
    """Whether a name in something that is called as it was means another thing of it now.

    Not that of a resource: one that some of its operations leave is what it was.
    """
    new, owner = both.renames.get(name, name), owner_of(name)
    if not owner or last_of(new) == last_of(name) or new not in now or now[new].now:
        return False
    symbol = now.get(name)
    is_one = symbol is not None and not symbol.now and symbol.kind != "attribute"
    return is_one and owner_of(new) == owner


def _is_inside(both: _Both, old: str, twins: Mapping[str, str]) -> bool:
    """Whether only what stands around it is called otherwise, which is told of that."""
    new, owner = twins[old], owner_of(old)
    if old[len(owner) :] != new[len(owner_of(new)) :] or not owner:
        return False
    around = [owner, *(f"{client}.{owner}" for client in both.old.clients)]
    return any(twins.get(one, one) != one for one in around)


# --- came and went ------------------------------------------------------------------------------


def _dropped(
    both: _Both,
    name: str,
    symbol: Symbol,
    was: Mapping[str, Symbol],
    twins: Mapping[str, str],
) -> Iterator[Finding]:
    """An old name that went on to work, and does no more; told of it, not of what was reached through it."""
    owner, known = owner_of(name), both.old.names
    above = [owner, *(f"{client}.{owner}" for client in both.old.clients)]
    if any(known[one].now for one in above if one in known):
        return
    new = twins.get(symbol.now)
    message = f"is gone, an old name of {symbol.now}"
    why = "code that still uses it fails"
    action = f"write {new}" if new else "do without it"
    same = [n for n, s in was.items() if s.now == symbol.now and last_of(n) == last_of(name)]
    found = finding("python-old-name-removed", "breaking", name, message, why, action)
    yield replace(found, python=(name, *(n for n in same if n != name)))


# --- changed ------------------------------------------------------------------------------------


def _changed(both: _Both, name: str, was: Symbol, now: Symbol) -> Iterator[Finding]:
    if was.kind != now.kind:
        message = f"is {_a(now.kind)} now, was {_a(was.kind)}"
        why = "what can be done with it is another"
        yield finding("python-kind-changed", "breaking", name, message, why, "use it as what it is")
        return
    yield from _bases(both, name, was, now)
    yield from _argument(name, was, now)
    if was.annotation != now.annotation:
        yield from _annotation(both, name, was, now)


def _a(noun: str) -> str:
    return f"{'an' if noun[:1] in 'aeiouAEIOU' else 'a'} {noun}"


def _bases(both: _Both, name: str, was: Symbol, now: Symbol) -> Iterator[Finding]:
    old = [both.renames.get(base, base).removeprefix(INNER) for base in was.bases]
    new = [base.removeprefix(INNER) for base in now.bases]
    all_old, all_new = (
        [b.removeprefix(INNER) for b in s.bases(name)] for s in (both.old, both.new)
    )
    for base in [base for base in old if base not in (*new, *all_new)]:
        why = f"`except {base}` and `isinstance` do not know it any more"
        message = f"is no {base} any more"
        yield finding("python-base-removed", "breaking", name, message, why, f"name {name} itself")
    for base in [base for base in new if base not in (*old, *all_old)]:
        is_error = "Exception" in all_new
        why = (
            f"`except {base}` catches it now"
            if is_error
            else f"`isinstance` takes it for {_a(base)}"
        )
        yield finding("python-base-added", "note", name, f"is {_a(base)} now", why)


def _argument(name: str, was: Symbol, now: Symbol) -> Iterator[Finding]:
    """Whether it may be left out, and how it is passed; of fields that callers give, the former."""
    is_field = was.kind == "field" and was.takes
    if was.kind != "argument" and not is_field:
        return
    if was.default is not None and now.default is None:
        why = "calls that leave it out are refused"
        message, action = "may not be left out any more", "pass it in every call"
        yield finding("python-argument-became-required", "breaking", name, message, why, action)
    elif was.default is None and now.default is not None:
        why = "calls that pass it stay as they are"
        yield finding(
            "python-argument-became-optional", "addition", name, "may be left out now", why
        )
    elif was.default != now.default and not is_field:
        message = f"is {now.default} where it is left out, was {was.default}"
        why = "calls that leave it out mean something else"
        action = f"pass {was.default} where it is relied on"
        yield finding("python-default-changed", "breaking", name, message, why, action)
    if was.position != now.position and was.position is not None:
        place = "only by name" if now.position is None else f"as number {now.position + 1}"
        message = f"is passed {place}, was number {was.position + 1}"
        why = "calls that pass it by place mean something else, or fail"
        yield finding("python-argument-moved", "breaking", name, message, why, "pass it by name")
    if was.by_name and not now.by_name:
        message, why = "is passed by place only", "calls that pass it by name fail"
        yield finding("python-argument-moved", "breaking", name, message, why, "pass it by place")


def _annotation(both: _Both, name: str, was: Symbol, now: Symbol) -> Iterator[Finding]:
    before, after = type_of(was.annotation, both.old), type_of(now.annotation, both.new)
    wider = covers(after, before, both.new, both.renames)
    narrower = covers(before, after, both.new, both.renames)
    if wider and narrower:
        return
    rule_id = "python-return-changed" if was.kind == "result" else "python-annotation-changed"
    texts = bare(was.annotation), bare(now.annotation)
    message = f"is `{texts[1]}`, was `{texts[0]}`"
    takes = was.takes
    if wider if takes else narrower:
        severity: Severity = "addition" if takes else "note"
        why = "all that was taken still is" if takes else "all that comes could come before"
        yield finding(rule_id, severity, name, message, why, types=texts)
        return
    why = (
        "type checkers refuse what callers pass"
        if takes
        else "type checkers refuse what is done with it"
    )
    action = "pass the new type" if takes else "handle the new type"
    yield finding(rule_id, "breaking", name, message, why, action, types=texts)
