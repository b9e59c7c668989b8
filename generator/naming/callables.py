"""The names of what is called: resources, methods, arguments.

In: a `Canonical`, the names of fields, and the pins. Out: a name for each tag, operation and argument. Refuses: two
operations of one resource that become one name, and two pinned resources whose modules would be one file where file
names do not tell case (`name-clash`, at both).

Arguments that become one name are told apart by where they go. In the order path, query, header, cookie, body the first
keeps the name, the others get their location: `id`, `id_query`, `id_body`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.canonical import Canonical, TypeId
from generator.declaration import Declaration
from generator.diagnostics import Problems
from generator.media import only, spread
from generator.names import ArgumentKey
from generator.naming.pins import Key, Pins, hint_for
from generator.naming.python import (
    argument_name,
    body_argument_name,
    cut,
    file_key,
    method_name,
    resource_name,
)
from generator.naming.scope import Claim, Scope
from generator.naming.survey import Found, operations_of

LOCATIONS = ("path", "query", "header", "cookie", "body")


def tags_of(canonical: Canonical, declaration: Declaration) -> dict[str, str]:
    """The tag of each operation, after the declaration: an existing one of that name or attribute, or a new one."""
    own = {found.id: str(found.body["tags"][0]) for found in operations_of(canonical)}
    tags = set(own.values())
    by_attribute = {resource_name(tag): tag for tag in sorted(tags, reverse=True)}
    for options in declaration.operations.values():
        if options.resource is not None and options.id in own:
            wanted = options.resource
            own[options.id] = wanted if wanted in tags else by_attribute.get(wanted, wanted)
    return own


def name_resources(
    canonical: Canonical, tags: Mapping[str, str], pins: Pins, problems: Problems
) -> dict[str, str]:
    """The attribute of each tag; a number tells apart those that become one name, with a note."""
    used = sorted(set(tags.values()))
    pinned = {tag: name for tag in used if (name := pins.name(("resource", tag)))}
    claims = [
        Claim(0 if resource_name(tag) == tag else 1, tag, tag, (resource_name(tag),))
        for tag in used
        if tag not in pinned
    ]
    _check_modules(pinned, pins, problems)
    taken = {name for own in pinned.values() for name in _module(own)}
    found = pinned | Scope(taken).assign(claims, family=_module, joint="_")
    for tag in (claim.key for claim in claims if found[claim.key] != claim.candidates[0]):
        wanted = file_key(resource_name(tag))
        twin = next(t for t in used if file_key(found[t]) == wanted)
        message = f"the tags {twin!r} and {tag!r} are both {found[twin]!r} in Python; {tag!r} becomes {found[tag]!r}"
        first = [next(i for i in sorted(tags) if tags[i] == t) for t in (twin, tag)]
        at = [canonical.places[i] for i in first if i in canonical.places]
        hint = "write the tag one way, or " + hint_for(("resource", tag), found[tag])
        problems.note("name-clash", message, *at, hint=hint)
    return found


def _module(name: str) -> tuple[str, ...]:
    """The name of a resource, and what stands for its file: two of one key cannot lie in one folder everywhere."""
    return (name, file_key(name))


def _check_modules(pinned: Mapping[str, str], pins: Pins, problems: Problems) -> None:
    """Record an error for each two pinned names that are one file where file names do not tell case."""
    owners: dict[str, str] = {}
    for tag, name in sorted(pinned.items()):
        twin = owners.setdefault(file_key(name), tag)
        if twin == tag:
            continue
        message = (
            f"the resources {twin!r} and {tag!r} are pinned as {pinned[twin]!r} and {name!r},"
            " which are one file on Windows and macOS"
        )
        at = pins.at(("resource", twin), ("resource", tag))
        hint = "give one of them a name that differs in more than case, or merge the two tags"
        problems.error("name-clash", message, *at, hint=hint)


def name_operations(
    canonical: Canonical, tags: Mapping[str, str], pins: Pins, problems: Problems
) -> dict[str, str]:
    """The method of each operation, unique within its tag."""
    found: dict[str, str] = {}
    for tag in sorted(set(tags.values())):
        ids = sorted(operation for operation in tags if tags[operation] == tag)
        pinned = {i: name for i in ids if (name := pins.name(("operation", i)))}
        wanted = {i: pinned.get(i) or method_name(i) for i in ids}
        claims = [Claim(0 if i in pinned else 1, i, i, (wanted[i],)) for i in ids]
        given = Scope().assign(claims, joint="_")
        for loser in (i for i in ids if given[i] != wanted[i]):
            twin = next(i for i in ids if given[i] == wanted[loser])
            message = f"the operations {twin!r} and {loser!r} of {tag!r} are both {wanted[loser]!r} in Python"
            at = [canonical.places[i] for i in (twin, loser) if i in canonical.places]
            hint = hint_for(("operation", loser), given[loser])
            problems.error("name-clash", message, *at, hint=hint)
        found |= given
    return found


# --- arguments ------------------------------------------------------------------------------------


def name_arguments(
    canonical: Canonical,
    fields: Mapping[tuple[TypeId, str], str],
    pins: Pins,
) -> dict[ArgumentKey, str]:
    """Every argument of every operation; a body that is taken whole has the wire name ""."""
    found: dict[ArgumentKey, str] = {}
    for operation in operations_of(canonical):
        wanted = dict(_arguments(canonical, fields, operation))
        pinned = {key: name for key in wanted if (name := pins.name(_pin(key)))}
        claims = [
            Claim(LOCATIONS.index(key[1]), _order(key, name), key, _candidates(key, name))
            for key, name in wanted.items()
            if key not in pinned
        ]
        found |= pinned | Scope(set(pinned.values())).assign(claims, joint="_")
    return found


def _arguments(
    canonical: Canonical,
    fields: Mapping[tuple[TypeId, str], str],
    operation: Found,
) -> Iterator[tuple[ArgumentKey, str]]:
    for parameter in operation.body.get("parameters", ()):
        key = (operation.id, parameter["in"], parameter["name"])
        yield key, argument_name(parameter["name"])
    content = operation.body.get("requestBody", {}).get("content", {})
    body = only(content)
    if body is None:
        return
    type_id = spread(body, canonical.inputs)
    if type_id is None:
        yield (operation.id, "body", ""), "body"
    else:
        for wire in canonical.inputs[type_id]["properties"]:
            yield (operation.id, "body", wire), body_argument_name(fields[type_id, wire])


def _pin(key: ArgumentKey) -> Key:
    return ("argument", *key)


def _order(key: ArgumentKey, name: str) -> str:
    """Of one location, the one that is written like its name comes first."""
    return f"{int(key[2] != name)} {key[2]}"


def _candidates(key: ArgumentKey, name: str) -> tuple[str, ...]:
    if key[1:] == ("body", ""):
        return (name, "request_body")
    return (name, cut(f"{name.rstrip('_')}_{key[1]}"))
