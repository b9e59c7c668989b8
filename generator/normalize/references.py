"""Where a `$ref` leads.

In: nodes of a `SourceSet`. Out: the nodes they refer to, in the same file or another. Refuses,
with the place of the reference: one that leads nowhere (`source.load` has said so before, with
the nearest name, if the sources came from there), a ring of references that never reaches a
value, and `$dynamicRef`.
"""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any
from urllib.parse import unquote

from generator.diagnostics import Problems
from generator.normalize.node import Node, root
from generator.source import Source, SourceSet, format_pointer, parse_pointer


@dataclass(slots=True)
class References:
    """Resolves references; every one that cannot be resolved is reported once."""

    sources: SourceSet
    problems: Problems
    known: dict[tuple[str, str], Node | None] = field(default_factory=dict)
    """What was resolved before, by the file with the reference and its text."""

    def follow(self, node: Node | None) -> Node | None:
        """The value itself: `node`, or what it refers to in any number of steps; None if nothing."""
        met: dict[str, Node] = {}
        while node is not None and refers(node.value):
            if node.id in met:
                self.ring([*met.values()], node)
                return None
            met[node.id] = node
            node = self.step(node)
        return node

    def step(self, node: Node) -> Node | None:
        """What a node with a `$ref` refers to, one step on."""
        return self.target(node.child("$ref"), node.value["$ref"])

    def target(self, node: Node, text: str) -> Node | None:
        """What the reference `text`, written at `node`, refers to."""
        key = (node.source.name, text)
        if key not in self.known:
            self.known[key] = self._resolve(node.source.name, text)
        if self.known[key] is None:
            message = f"$ref {text!r} leads nowhere"
            hint = self._advice(node.source.name, text)
            self.problems.error("dead-reference", message, node, hint=hint)
        return self.known[key]

    def external(self, example: Node) -> dict[str, Any]:
        """The value of an Example Object that stands in a file of its own, if that was read."""
        text = example.value.get("externalValue")
        if not isinstance(text, str) or not text.partition("#")[0] or "value" in example.value:
            return {}
        source = self._file(example.source.name, text)
        return {} if source is None else {"value": source.data}

    def _resolve(self, base: str, text: str) -> Node | None:
        """RFC 3986, 5.2, for files below one folder; RFC 6901, 6, for the fragment."""
        source = self._file(base, text)
        try:
            tokens = parse_pointer("#" + text.partition("#")[2])
        except ValueError:
            return None
        return None if source is None else _walk(root(source), tokens)

    def _file(self, base: str, text: str) -> Source | None:
        file = text.partition("#")[0]
        name = base
        if file:
            name = posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(file)))
            name = "" if name == posixpath.basename(self.sources.entry.path) else name
        return self.sources.files.get(name)

    def _advice(self, base: str, text: str) -> str:
        """What to do about a reference that leads nowhere: the nearest thing there is to refer to."""
        source = self._file(base, text)
        file, _, fragment = text.partition("#")
        tokens = tuple(unquote(fragment).split("/"))
        near = "" if source is None else nearest(root(source), tokens)
        did = f"did you mean '{file}{near}'?" if near else ""
        if len(tokens) > 1:
            return did or "correct the $ref, or write what it refers to"
        shape = near or f"#/components/schemas/{fragment}"
        return f"anchors are not read: write a JSON Pointer, such as '{file}{shape}'"

    def ring(self, met: Sequence[Node], again: Node) -> None:
        """Report references that only lead to each other: those that were met since `again` was met first."""
        first = next(index for index, node in enumerate(met) if node.id == again.id)
        chain = sorted(met[first:], key=Node.place)
        message = (
            "these $refs only lead to each other" if chain[1:] else "this $ref leads to itself"
        )
        hint = f"write what is meant in place of {'one of them' if chain[1:] else 'the $ref'}"
        self.problems.error("reference-circle", message, *chain, hint=hint)


def nearest(top: Node, tokens: Sequence[str]) -> str:
    """The pointer most like one that leads nowhere: to something beside it, or to a component; "" if none is.

    `tokens` begin with what stands before the first slash: nothing, or an anchor.
    """
    *above, wanted = (token.replace("~1", "/").replace("~0", "~") for token in tokens)
    beside = _walk(top, tuple(above[1:])) if above else None
    components = top.get("components")
    sections = [] if components is None or len(above) > 3 else components.entries()
    inner = (node for _, section in sections for _, node in section.entries())
    for nodes in ([] if beside is None else [node for _, node in beside.entries()], [*inner]):
        names = {_name(node, is_anchor=not above): node for node in reversed(nodes)}
        near = get_close_matches(wanted, names, 1)
        if near:
            return "#" + format_pointer(names[near[0]].tokens)
    return ""


def _name(node: Node, *, is_anchor: bool) -> str:
    anchor = node.get("$anchor") if is_anchor else None
    return node.tokens[-1] if anchor is None else str(anchor.value)


def refers(value: Any) -> bool:
    """Whether a value is a reference (OpenAPI 3.1, 4.8.23)."""
    return isinstance(value, dict) and isinstance(value.get("$ref"), str)


def _walk(node: Node, tokens: tuple[str, ...]) -> Node | None:
    for token in tokens:
        value = node.value
        if isinstance(value, dict) and token in value:
            node = node.child(token)
        elif isinstance(value, list) and token.isdecimal() and int(token) < len(value):
            node = node.child(int(token))
        else:
            return None
    return node
