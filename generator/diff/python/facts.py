"""What a package says of its names beyond their types: limits, names on the wire, values, requests, servers.

In: a package's surface, and its modules by path below its import root. Out: `Facts`, and what differs between those of
two packages. Refuses nothing: a module that is no Python says nothing.

A document says all this too, and better; these are for packages of which no older document is known. Limits stand in
`Annotated`, requests in the constants `Operation(…)` of resources, servers and credentials in the client's
`Service(…)`.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

from generator.diff.finding import Severity
from generator.diff.python.annotations import bare
from generator.diff.python.surface import INNER, Surface, Symbol
from generator.verdict import Change

Facts = dict[str, dict[str, str]]
"""Of each name what is said of it, each by its label."""
_NO_LIMITS = frozenset({"alias", "union_mode"})
_ABSENT = frozenset({"None", "MISSING"})
"""Defaults that stand for what is left out."""
_LOWER = frozenset({"ge", "gt", "min_length"})
_UPPER = frozenset({"le", "lt", "max_length"})
_ORIGIN = frozenset({"name", "version"})


def facts_of(surface: Surface, modules: Mapping[str, str]) -> Facts:
    """All facts of a package; those of the service are the client's."""
    found = {name: dict(_of_symbol(symbol)) for name, symbol in surface.names.items()}
    client = min(surface.clients, key=len, default="")
    for path, text in modules.items():
        if path == f"{surface.package}/client.py":
            found[client] = dict(_of_service(_constants(text)))
        elif path.startswith(f"{surface.package}/resources/"):
            found |= dict(_of_requests(_constants(text)))
    return {name: said for name, said in found.items() if name in surface.names}


def described(name: str, surface: Surface, facts: Facts) -> str:
    """What there is to know of a name that is new: `int | None, optional`."""
    known = {**surface.twins, **surface.names}
    key = name if name in known else f"{INNER}{name}"
    symbol, said, result = known[key], facts.get(key, {}), known.get(f"{key}()")
    parts = {
        "class": ["a class"],
        "method": [said.get("request", ""), f"returns {bare(result.annotation)}" if result else ""],
    }.get(symbol.kind, [bare(symbol.annotation), said.get("value", "")])
    if symbol.kind in ("field", "argument") and symbol.default is not None and symbol.annotation:
        left_out = symbol.default
        parts += ["optional", "" if left_out in _ABSENT else f"default {left_out}"]
    parts.append(f"limits {said['limits']}" if said.get("limits") else "")
    return ", ".join(filter(None, parts))


# --- reading ------------------------------------------------------------------------------------


def _of_symbol(symbol: Symbol) -> Iterator[tuple[str, str]]:
    if symbol.now:
        return
    if limits := ", ".join(_limits(symbol.annotation)):
        yield "limits", limits
    if symbol.wire:
        yield "wire name", symbol.wire
    if symbol.kind not in ("field", "member") or symbol.default is None:
        return
    if not symbol.annotation:
        yield "value", symbol.default
        return
    yield "optional", "optional"
    if symbol.default not in _ABSENT:
        yield "default", symbol.default


def _limits(annotation: str) -> Iterator[str]:
    """What `Annotated` says beside the type, wherever it stands: `max_length=5`."""
    for node in ast.walk(_expression(annotation)) if "Annotated[" in annotation else ():
        if not isinstance(node, ast.Subscript) or ast.unparse(node.value) != "Annotated":
            continue
        for part in node.slice.elts[1:] if isinstance(node.slice, ast.Tuple) else ():
            if not isinstance(part, ast.Call):
                yield ast.unparse(part)
                continue
            said = ((word.arg, word.value) for word in part.keywords)
            yield from (f"{name}={ast.unparse(v)}" for name, v in said if name not in _NO_LIMITS)


def _expression(text: str) -> ast.AST:
    try:
        return ast.parse(text, mode="eval")
    except (SyntaxError, ValueError):
        return ast.Expression(ast.Constant(None))


def _constants(text: str) -> list[dict[str, ast.expr]]:
    """The arguments of each call whose value a name of the module is."""
    try:
        body = ast.parse(text).body
    except (SyntaxError, ValueError):
        return []
    values = [node.value for node in body if isinstance(node, ast.Assign | ast.AnnAssign)]
    calls = [value for value in values if isinstance(value, ast.Call)]
    return [{word.arg: word.value for word in call.keywords if word.arg} for call in calls]


def _of_requests(constants: list[dict[str, ast.expr]]) -> Iterator[tuple[str, dict[str, str]]]:
    """What `Operation(…)` says, by the name of the method."""
    for said in constants:
        facts = {"request": f"{_text(said.get('method'))} {_text(said.get('path'))}".strip()}
        facts |= {label: ", ".join(_keys(said.get(label))) for label in ("answers", "errors")}
        facts["security"] = _needed(said.get("security"))
        if name := _text(said.get("name")):
            yield name, {label: value for label, value in facts.items() if value}


def _needed(security: ast.expr | None) -> str:
    """`apiKey and site, or none`: the alternatives, each of credentials that are needed together."""
    listed = security.elts if isinstance(security, ast.Tuple) else []
    needs = [one.elts if isinstance(one, ast.Tuple) else [one] for one in listed]
    return ", or ".join(" and ".join(map(_text, need)) or "none" for need in needs)


def _of_service(constants: list[dict[str, ast.expr]]) -> Iterator[tuple[str, str]]:
    """What `Service(…)` says: each server, each credential, and all else as it is written."""
    for label, value in (
        row for said in constants for row in said.items() if row[0] not in _ORIGIN
    ):
        if not isinstance(value, ast.Dict):
            yield label, ast.unparse(value)
            continue
        for key, item in zip(value.keys, value.values, strict=True):
            yield f"{label.removesuffix('s')} {_text(key)}", _text(item) or ast.unparse(item)


def _keys(table: ast.expr | None) -> list[str]:
    return [_text(key) for key in table.keys] if isinstance(table, ast.Dict) else []


def _text(value: ast.expr | None) -> str:
    """A constant text; empty for everything else."""
    match value:
        case ast.Constant(value=str(text)):
            return text
        case _:
            return ""


# --- comparing ----------------------------------------------------------------------------------


def compare_facts(
    old: Facts, new: Facts, surface: Surface, renames: Mapping[str, str]
) -> Iterator[Change]:
    """What is said otherwise of names that stay; `surface` is the newer one, `renames` what older names became."""
    for name, was in old.items():
        twin = renames.get(name, name)
        symbol = surface.names.get(twin)
        if symbol is None:
            continue
        twin = symbol.now or twin
        now, takes = new.get(twin, {}), surface.names[twin].takes
        for label in {**now, **was}:
            before, after = was.get(label, ""), now.get(label, "")
            if before == after or (label == "default" and was.keys() ^ now.keys() >= {"optional"}):
                continue
            if (told := _told(label, before, after, takes=takes)) is not None:
                yield Change(severity=told[0], name=twin.removeprefix(INNER), said=told[1])


def _told(label: str, was: str, now: str, *, takes: bool) -> tuple[Severity, str] | None:
    """How grave it is and what is said of it; None for what is told of the name's type."""
    changed = f"{now or 'none'}, was {was or 'none'}"
    match label:
        case "optional":
            return None if takes else ("note", f"is {'optional' if now else 'required'} now")
        case "request":
            return "note", f"sends {changed}"
        case "value":
            return "breaking", f"is {changed}"
        case "default":
            said = f"is {now or 'none'} where it is left out, was {was or 'none'}"
            return "breaking" if takes else "note", said
        case "limits":
            tighter = takes and _is_tighter(was.split(", "), now.split(", "))
            return _grave(tighter, is_more=takes), f"has limits {changed}"
        case "security":
            needs_more = not was or not {*was.split(", or ")} <= {*now.split(", or ")}
            return _grave(bool(now) and needs_more, is_more=True), f"needs credentials {changed}"
        case "errors":
            more = bool({*now.split(", ")} - {*was.split(", "), ""})
            return _grave(False, is_more=more), f"documents errors {changed}"
        case "answers":
            return "note", f"documents answers {changed}"
        case "wire name":
            return "note", f"has the wire name {changed}"
        case _:
            return _grave(False, is_more=not was), f"has {label} {changed}"


def _grave(is_breaking: bool, *, is_more: bool) -> Severity:
    return "breaking" if is_breaking else "addition" if is_more else "note"


def _is_tighter(was: list[str], now: list[str]) -> bool:
    """Whether a value that kept to the old limits may break the new ones."""
    old = dict(one.partition("=")[::2] for one in was)
    return any(_excludes(*one.partition("=")[::2], old) for one in now if one and one not in was)


def _excludes(name: str, bound: str, old: Mapping[str, str]) -> bool:
    try:
        before, after = float(old[name]), float(bound)
    except (KeyError, ValueError):
        return True
    return not (name in _LOWER and after < before) and not (name in _UPPER and after > before)
