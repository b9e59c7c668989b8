"""Where types were written: their pointers, taken apart, and what in them says nothing.

In: `TypeId`s. Out: tokens and pointers. Refuses nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from generator.canonical import TypeId
from generator.source import escape, parse_pointer

_ALTERNATIVES = ("anyOf", "oneOf")


@cache
def tokens_of(type_id: str) -> tuple[str, ...]:
    """The tokens of a type's pointer, in its file."""
    try:
        return parse_pointer("#" + type_id.partition("#")[2])
    except ValueError:
        return tuple(type_id.partition("#")[2].split("/"))[1:]


def pointer_to(file: str, tokens: tuple[str, ...]) -> str:
    """The pointer to `tokens` in `file`, which is "" for the document itself."""
    return f"{file}#" + "".join(f"/{escape(token)}" for token in tokens)


def choices(type_ids: Iterable[TypeId]) -> dict[str, int]:
    """How many alternatives have types of their own in them, by the pointer to what holds `anyOf` or `oneOf`.

    Where that is a type itself, its name is taken, and it counts as one more.
    """
    found: dict[str, set[tuple[str, ...]]] = {}
    for type_id in type_ids:
        file, tokens = type_id.partition("#")[0], tokens_of(type_id)
        found.setdefault(pointer_to(file, tokens), set()).add(())
        for position, token in enumerate(tokens[:-1]):
            if token in _ALTERNATIVES and tokens[position + 1].isdecimal():
                holder = pointer_to(file, tokens[:position])
                found.setdefault(holder, set()).add(tokens[position : position + 2])
    return {holder: len(alternatives) for holder, alternatives in found.items()}


def without_lone_options(type_id: TypeId, among: Mapping[str, int]) -> tuple[str, ...]:
    """The tokens without each `anyOf/1` whose others are no types of their own: an enum or null, or any text."""
    file, tokens = type_id.partition("#")[0], tokens_of(type_id)
    kept: list[str] = []
    position = 0
    while position < len(tokens):
        token, following = tokens[position], tokens[position + 1 : position + 2]
        is_option = token in _ALTERNATIVES and following and following[0].isdecimal()
        if is_option and among.get(pointer_to(file, tokens[:position])) == 1:
            position += 2
            continue
        kept.append(token)
        position += 1
    return tuple(kept)
