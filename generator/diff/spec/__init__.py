"""What changed in a spec, as its callers and readers see it.

In: two states of one API, understood. Out: findings, and which Python name became which. Refuses nothing. Pure.

`operations` matches them and looks at their heads, `requests` at what they take, `answers` at what they give,
`clients` at what all share · `schemas` compares one value, with `objects`, `fields`, `enums`, `limits` and, for what
the canonical form leaves out, `keywords` over `raw` text · `pair` keeps what was found, and where it can be met.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from generator import ir
from generator.diff.finding import Finding
from generator.diff.spec.answers import compare_answers
from generator.diff.spec.clients import compare_clients
from generator.diff.spec.operations import (
    Found,
    compare_heads,
    compare_security,
    match,
    operations,
    tell_gone,
    tell_new,
)
from generator.diff.spec.pair import Pair, Reading
from generator.diff.spec.requests import compare_requests

__all__ = ["Reading", "compare_specs"]


def compare_specs(old: Reading, new: Reading) -> tuple[list[Finding], Mapping[str, str]]:
    """All findings of the spec's side, and the Python names that the same things had and have."""
    pair = Pair(old, new)
    for reading in (old, new):
        _same_things(pair, reading)
    pair.within(("client",), partial(compare_clients, pair))
    before, after = operations(old), operations(new)
    paths = {one.key[1] for one in after}
    for was, now in match(before, after):
        if was is not None and now is not None:
            pair.within(("operation", was.name), partial(_both, pair, was, now))
        elif was is not None:
            gone = was.key[1] not in paths
            pair.within(("operation", was.name), partial(tell_gone, pair, was, path_gone=gone))
        elif now is not None:
            pair.within(("operation", now.name), partial(tell_new, pair, now))
    return list(pair.findings()), pair.renames


def _same_things(pair: Pair, reading: Reading) -> None:
    """A body that is spread stands for its method, its fields for arguments; what is returned, for the result."""
    names = reading.names
    for one in operations(reading):
        if isinstance(one.ir.body, ir.ObjectBody):
            owner = names.types.get((one.ir.body.id, "input"), "")
            pair.spread.setdefault(owner, {})[one.python] = None
            for held in one.ir.body.fields:
                own = names.members.get((one.ir.body.id, held.name), held.name)
                pair.known_as(f"{owner}.{own}", one.argument("body", held.name))
        for reply in one.ir.replies if one.ir.result_property else ():
            if isinstance(reply.type, ir.Named):
                wire = one.ir.result_property or ""
                own = names.members.get((reply.type.id, wire), wire)
                owner = names.types.get((reply.type.id, "answer"), "")
                pair.known_as(f"{owner}.{own}", f"{one.python}()")


def _both(pair: Pair, old: Found, new: Found) -> None:
    compare_heads(pair, old, new)
    compare_security(pair, old, new)
    compare_requests(pair, old, new)
    compare_answers(pair, old, new)
