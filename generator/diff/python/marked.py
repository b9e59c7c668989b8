"""Old names that a package goes on to take, as they are told from its files.

In: a surface as it was read, and the package. Out: the surface with its old names, each with its name of today. Refuses
nothing: a package that lists none has none, and neither has one whose list is no table of names.
"""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING

import griffe

from generator.diff.python.old import is_written_for, spellings

if TYPE_CHECKING:
    from generator.diff.python.surface import Surface


def mark_old_names(surface: Surface, package: griffe.Module) -> None:
    """Mark what stands under old names, in place of how that is written, and whatever is reached through it."""
    old = _table(package)
    for names in (surface.names, surface.twins) if old else ():
        for name in [name for name in names if is_written_for(name, surface.clients, old)]:
            del names[name]
        forms = spellings([*names], surface.clients, old)
        names |= {form: replace(names[name], now=name) for form, name in forms.items()}


def _table(package: griffe.Module) -> dict[str, str]:
    """Old names in full, and what they are called now: what `__init__.py` gives to the runtime's `old_names`."""
    found = package.members.get("__getattr__")
    value = getattr(found, "value", None)
    if not isinstance(value, griffe.ExprCall) or str(value.function) != "old_names":
        return {}
    try:
        table = ast.literal_eval(str(value.arguments[-1])) if value.arguments else {}
    except (SyntaxError, ValueError):
        return {}
    texts = [*table, *table.values()] if isinstance(table, dict) else [None]
    return table if all(isinstance(text, str) for text in texts) else {}
