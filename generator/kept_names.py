"""Old names that a package goes on to take, as its `__init__.py` lists them, and what is told of them.

In: texts of a package by path. Out: old names in full with their names of today; sentences about names, corrected for
those that stay. Refuses nothing: a package that lists none, or whose `__init__.py` is no Python, has none.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping

_INIT = re.compile(r"src/[^/]+/__init__\.py")
_TOLD = re.compile(r"(?P<kind>.+) (?P<name>\S+) (?P<what>went|came\b.*)")

Told = tuple[int, str]
"""The kind of the thing, as a number to sort by, and the sentence."""


def kept_names(texts: Mapping[str, str]) -> dict[str, str]:
    """`{"Order.note": "Purchase.remark"}`: what `__init__.py` gives to the runtime's `old_names`."""
    found: dict[str, str] = {}
    for path, text in texts.items():
        if _INIT.fullmatch(path) and "old_names(" in text:
            found |= _table(text)
    return found


def _table(text: str) -> dict[str, str]:
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError):
        return {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "old_names" and node.args:
            table: dict[str, str] = ast.literal_eval(node.args[-1])
            return table
    return {}


def sentences(
    told: Iterable[Told], old: Mapping[str, str], new: Mapping[str, str]
) -> tuple[str, ...]:
    """The sentences about two states of a package's texts, in order and each once."""
    return tuple(text for _, text in sorted({*_with_kept(told, kept_names(old), kept_names(new))}))


def _with_kept(
    told: Iterable[Told], old: Mapping[str, str], new: Mapping[str, str]
) -> Iterator[Told]:
    """The sentences: a name that stays is not said to go, nor to come where it stands; one that stays no more is."""
    gone = {_standing(was, now) for was, now in old.items() if was not in new}
    standing = {_standing(was, now) for was, now in new.items()}
    for order, said in told:
        found = _TOLD.fullmatch(said)
        name = found["name"] if found else ""
        if found and found["what"] == "went" and name in new:
            yield order, f"{found['kind']} {name} changed: is {new[name]} now, and goes on to work"
        elif not found or name not in (gone if found["what"] == "went" else standing):
            yield order, said
    for was in old:
        if was not in new:
            yield 0, f"old name {was} went: is {old[was]}"


def _standing(was: str, now: str) -> str:
    """The name under which a package has the old one: `Purchase.note`."""
    owner, last = now.rpartition(".")[0], was.rpartition(".")[2]
    return f"{owner}.{last}" if owner else last
