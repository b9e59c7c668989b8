"""The public names of a package and what it needs, as the record of its last release keeps them.

In: a `Surface` and `Requirements`. Out: `names.json`, one name a line and sorted, so that a diff of it can be read; and
from that both again. Refuses, with `ValueError`: what is no such text.

Docstrings are kept as hashes: that one changed is all that is ever said of it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields, replace
from typing import Any

from generator.diff.python.surface import Surface, Symbol
from generator.diff.requirements import Requirements

_SYMBOLS = ("names", "twins")


def to_text(surface: Surface, needs: Requirements) -> str:
    """The text of `names.json`."""
    kept = digested(surface)
    parts: dict[str, Any] = {
        "package": kept.package,
        "python": needs.python,
        "needs": dict(needs.distributions),
        "clients": list(kept.clients),
        "resources": kept.resources,
        "aliases": kept.aliases,
        "protocols": sorted(kept.protocols),
    }
    parts |= {
        part: {name: dict(_said(symbol)) for name, symbol in getattr(kept, part).items()}
        for part in _SYMBOLS
    }
    return (
        "{\n" + ",\n".join(f"{_json(key)}: {_block(part)}" for key, part in parts.items()) + "\n}\n"
    )


def of_text(text: str) -> tuple[Surface, Requirements]:
    """What `to_text` was given, docstrings as hashes."""
    data = json.loads(text)
    try:
        surface = Surface(
            package=data["package"],
            resources=dict(data["resources"]),
            clients=tuple(data["clients"]),
            aliases=dict(data["aliases"]),
            protocols=set(data["protocols"]),
            names={name: _symbol(said) for name, said in data["names"].items()},
            twins={name: _symbol(said) for name, said in data["twins"].items()},
        )
        return surface, Requirements(data["python"], dict(data["needs"]))
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError(f"it does not hold the names of a package ({error!r})") from None


def digested(surface: Surface) -> Surface:
    """The surface with a hash for each docstring."""
    return replace(
        surface,
        names={name: _without_text(symbol) for name, symbol in surface.names.items()},
        twins={name: _without_text(symbol) for name, symbol in surface.twins.items()},
    )


def _without_text(symbol: Symbol) -> Symbol:
    if not symbol.doc:
        return symbol
    return replace(symbol, doc=hashlib.sha256(symbol.doc.encode()).hexdigest()[:12])


def _said(symbol: Symbol) -> Iterator[tuple[str, Any]]:
    """What of a symbol is not as for most."""
    for one in fields(Symbol):
        value = getattr(symbol, one.name)
        if one.default is MISSING or value != one.default:
            yield one.name, value


def _symbol(said: Mapping[str, Any]) -> Symbol:
    values: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in said.items()
    }
    return Symbol(**values)


def _block(part: Any) -> str:
    if not isinstance(part, dict) or not part:
        return _json(part)
    rows = ",\n".join(f"{_json(key)}: {_json(part[key])}" for key in sorted(part))
    return f"{{\n{rows}\n}}"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
