"""Descriptions in the words of the package: `buyerInfo.email` in a code span becomes `buyer_info.email`.

In: spec text about an operation, and `Names`. Out: the same text, still not trusted. Refuses nothing: what is no wire
name, has several Python names, or may be the value of an enum, stays as it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from generator.names import Names
from generator.same import Same

_SPAN = re.compile(r"(?<![`\\])`([\w\-]+(?:\[\])?(?:\.[\w\-]+(?:\[\])?)*)`(?!`)")
_MARK = "[]"
"""The items of a list, in the middle of a way."""
_FIELDS: Same[Mapping[str, str]] = Same(16)
_PARAMETERS: Same[Mapping[str, Mapping[str, str]]] = Same(16)


def in_python(text: str, operation: str, names: Names) -> str:
    """`text`, its parameters and fields by their Python names."""
    if "`" not in text:
        return text
    fields = _FIELDS.of(lambda: _fields(names), names)
    own = _PARAMETERS.of(lambda: _parameters(names), names).get(operation, {})
    return _SPAN.sub(lambda found: f"`{_said(found[1], own, fields)}`", text)


def _said(way: str, own: Mapping[str, str], known: Mapping[str, str]) -> str:
    if way in own:
        return own[way]
    said = []
    for step in way.split("."):
        wire, mark, _ = step.partition(_MARK)
        if wire not in known:
            return way
        said.append(known[wire] + mark)
    return ".".join(said)


def _parameters(names: Names) -> dict[str, dict[str, str]]:
    """By operation: wire name to Python name."""
    found: dict[str, dict[str, str]] = {}
    for (operation, where, wire), name in names.arguments.items():
        if where != "body":
            found.setdefault(operation, {})[wire] = name
    return found


def _fields(names: Names) -> dict[str, str]:
    """The fields of all types, wire name to Python name."""
    found: dict[str, set[str]] = {}
    for (_, wire), name in names.members.items():
        found.setdefault(wire, set()).add(name)
    return {
        wire: each.pop()
        for wire, each in found.items()
        if len(each) == 1 and json.dumps(wire, ensure_ascii=False) not in found
    }
