"""The `names` section of `client.yaml`: the public names that never change by themselves.

In: the section as read, or names and the text of the file. Out: `Pinned`, or the text with its section brought up to
date and every other byte as it was. Refuses: one name for two things of one scope.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.declaration.flow import block, line
from generator.declaration.model import Pinned
from generator.diagnostics import Problems
from generator.source import At, parse

KEY = "names"
COMMENT = "# Public names, kept by `specpress generate`: what stands here never changes by itself."
_SIDES = ("answer", "input")

Section = Mapping[str, Any]


def read_pins(at: At) -> Pinned:
    """The names in the section at `at`, which was checked before."""
    section: Section = at.value if at.exists else {}
    types: Section = section.get("types", {})
    operations: Section = section.get("operations", {})
    return Pinned(
        types={(i, s): e[s] for i, e in types.items() for s in _SIDES if s in e},
        members={(i, k): n for i, e in types.items() for k, n in e.get("members", {}).items()},
        literals={i: e["literal"] for i, e in types.items() if "literal" in e},
        resources=dict(section.get("resources", {})),
        operations={i: e["name"] for i, e in operations.items() if "name" in e},
        arguments={
            (i, *_argument_key(k)): n
            for i, e in operations.items()
            for k, n in e.get("arguments", {}).items()
        },
        statuses=dict(section.get("statuses", {})),
        codes=dict(section.get("codes", {})),
        at=at,
    )


def write_names(text: str, names: Pinned) -> str:
    """The text of `client.yaml` with these names in its `names` section, and all else as it was.

    A section that says the same already stays as it is written; one that is not there is appended. The keys of the file
    must begin their lines, which `load` makes sure of. Reading the result gives `names` again.
    """
    source = parse("client.yaml", text, Problems())
    at = source.root.at(KEY)
    if isinstance(at.value if at.exists else {}, dict) and read_pins(at) == names:
        return text
    newline = "\r\n" if "\r\n" in source.text else "\n"
    section = newline.join(_lines(names)) + newline
    mark = text[: len(text) - len(source.text)]
    if not at.exists:
        gap = "" if source.text.endswith(("\n", "\r")) else newline
        return f"{mark}{source.text}{gap}{newline}{COMMENT}{newline}{section}"
    start, end = extent(at)
    return mark + source.text[:start] + section + source.text[end:]


def extent(at: At) -> tuple[int, int]:
    """Offsets of the section and of what follows it; comments before the next key belong to that."""
    text = at.source.positions.text
    first = at.key_place().line
    others = (at.parent.at(key).key_place().line for key in at.source.data)
    following = min((line for line in others if line > first), default=text.line_count + 1)
    while following > first + 1 and _is_between(text.line(following - 1)):
        following -= 1
    return text.start_of(first), text.start_of(following)


def _is_between(line: str) -> bool:
    return not line.strip() or line.startswith("#")


def _lines(names: Pinned) -> Iterator[str]:
    """No two identities share a line, so that branches which add different ones can be merged."""
    yield f"{KEY}:" if _any(names) else f"{KEY}: {{}}"
    yield from _flat("resources", names.resources)
    sections = {"operations": _operations(names), "types": _types(names)}
    for name, entries in sections.items():
        if entries:
            yield f"  {name}:"
        for identity, entry in _sorted(entries).items():
            yield from block(4, identity, entry)
    yield from _flat("statuses", names.statuses)
    yield from _flat("codes", names.codes)


def _flat(name: str, entries: Mapping[str, str]) -> Iterator[str]:
    if entries:
        yield f"  {name}:"
    for identity, given in _sorted(entries).items():
        yield from line(4, identity, given)


def _any(names: Pinned) -> bool:
    return names != Pinned()


def _operations(names: Pinned) -> dict[str, dict[str, Any]]:
    entries: dict[str, dict[str, Any]] = {i: {"name": n} for i, n in names.operations.items()}
    for (identity, where, wire), name in sorted(names.arguments.items()):
        arguments = entries.setdefault(identity, {}).setdefault("arguments", {})
        arguments[f"{where}.{wire}" if wire else where] = name
    return entries


def _types(names: Pinned) -> dict[str, dict[str, Any]]:
    entries: dict[str, dict[str, Any]] = {}
    for (identity, side), name in sorted(names.types.items()):
        entries.setdefault(identity, {})[side] = name
    for identity, name in names.literals.items():
        entries.setdefault(identity, {})["literal"] = name
    for (identity, member), name in sorted(names.members.items()):
        entries.setdefault(identity, {}).setdefault("members", {})[member] = name
    return entries


def _sorted(entries: Mapping[str, Any]) -> dict[str, Any]:
    return dict(sorted(entries.items()))


def _argument_key(key: str) -> tuple[str, str]:
    """Location and wire name; a whole body has no wire name."""
    where, _, wire = key.partition(".")
    return where, wire


def check_pins(at: At, client: At, problems: Problems) -> None:
    """Record an error for every name that stands for two things of one scope."""
    taken: dict[tuple[str, str], tuple[str, At]] = {}
    for scope, name, identity, here in [*_client_classes(client), *_claims(at)]:
        known = taken.setdefault((scope, name), (identity, here))
        if known[0] != identity:
            message = f"{name!r} is pinned for two things"
            hint = "rename the one that is not published yet, or delete its line and generate again"
            problems.error("pinned-twice", message, here, known[1], hint=hint)


def _client_classes(client: At) -> Iterator[tuple[str, str, str, At]]:
    name = client.value
    for own in (name, f"Async{name}", f"{name}Error"):
        yield "class", own, "the client", client


def _claims(at: At) -> Iterator[tuple[str, str, str, At]]:
    """Scope, name, identity and place of every pinned name."""
    section: Section = at.value if at.exists else {}
    for part, scope in (("resources", "resource"), ("statuses", "class"), ("codes", "class")):
        for key, name in section.get(part, {}).items():
            yield scope, name, f"{part}/{key}", at.at(part, key)
    for identity, entry in section.get("types", {}).items():
        here = at.at("types", identity)
        for side in (*_SIDES, "literal"):
            if side in entry:
                kind = "literal" if side == "literal" else "type"
                yield "class", entry[side], f"{kind} {identity}", here.at(side)
        for key, name in entry.get("members", {}).items():
            yield f"members of {identity}", name, key, here.at("members", key)
    for identity, entry in section.get("operations", {}).items():
        for key, name in entry.get("arguments", {}).items():
            place = at.at("operations", identity, "arguments", key)
            yield f"arguments of {identity}", name, key, place
