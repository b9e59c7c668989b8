"""What every part of `normalize` shares: the documents, the rules of their version, and where
problems go.

In: the sources and the declaration. Out: a `Context`, and readers that check the kind of a value
as they hand it over. Refuses values of a wrong kind: a list where a mapping stands, a mapping
where a text stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from generator.declaration import Declaration
from generator.diagnostics import Problems
from generator.normalize.node import Node
from generator.normalize.notes import Notes
from generator.normalize.references import References

Dialect = Literal["3.0", "3.1"]

KINDS = {
    dict: "a mapping",
    list: "a list",
    str: "a text",
    bool: "true or false",
    int: "a number",
    float: "a number",
}


@dataclass(slots=True)
class Context:
    """One run of `normalize`."""

    dialect: Dialect
    declaration: Declaration
    problems: Problems
    notes: Notes
    references: References

    def follow(self, node: Node) -> Node | None:
        """What stands at a node, references resolved."""
        return self.references.follow(node)

    def mapping(self, node: Node | None, what: str) -> list[tuple[str, Node]]:
        """The members of what should be a mapping, `x-` extensions left out; nothing if it is not there."""
        if node is None or not self.expect(node, dict, what):
            return []
        return [(key, child) for key, child in node.entries() if not key.startswith("x-")]

    def listing(self, node: Node | None, what: str) -> list[Node]:
        """The members of what should be a list; nothing if it is not there."""
        return list(node.elements()) if node is not None and self.expect(node, list, what) else []

    def text(self, node: Node | None, what: str) -> str | None:
        """What should be a text; a number is taken as it is written, with a note; None if it is not there."""
        if node is None:
            return None
        if isinstance(node.value, (bool, int, float)):
            written = node.at.written()
            message = f"{what} is not a text; it is read as {written!r}"
            self.notes.add("text-expected", message, node, f'put it in quotes: "{written}"')
            return written
        return str(node.value) if self.expect(node, str, what) else None

    def flag(self, node: Node | None, what: str) -> bool:
        """What should be true or false; false if it is not there."""
        return node is not None and self.expect(node, bool, what) and bool(node.value)

    def expect(self, node: Node, kind: type[Any], what: str) -> bool:
        """Whether a value is of a kind; reports if it is not."""
        if isinstance(node.value, kind):
            return True
        found = KINDS.get(type(node.value), "nothing")
        message = f"{what} must be {KINDS[kind]}, and is {found}"
        self.problems.error("wrong-type", message, node, hint=f"write {KINDS[kind]} here")
        return False


def texts(ctx: Context, node: Node, *keys: str) -> dict[str, Any]:
    """Those of the keys that are there, as texts."""
    found = {key: ctx.text(node.get(key), key) for key in keys}
    return {key: text for key, text in found.items() if text is not None}


def examples(ctx: Context, node: Node) -> dict[str, Any]:
    """`example` and `examples` of a parameter or of content, without references (OpenAPI 3.1, 4.8.19)."""
    found: dict[str, Any] = {}
    if "example" in node.value:
        found["example"] = node.value["example"]
    named = {}
    for name, written in ctx.mapping(node.get("examples"), "examples"):
        example = ctx.follow(written)
        if example is not None and ctx.expect(example, dict, "an example"):
            known = ("summary", "description", "value", "externalValue")
            named[name] = {key: example.value[key] for key in known if key in example.value}
            named[name] |= ctx.references.external(example)
    return found | ({"examples": named} if named else {})
