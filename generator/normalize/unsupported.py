"""What a client cannot do yet, and who has agreed to do without.

In: what an operation needs and is not supported; the waivers of client.yaml. Out: whether the
operation stays. Refuses, by name and with its place: every unsupported feature that is not
waived, and every waiver that waives nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.declaration import Waiver
from generator.normalize.context import Context
from generator.normalize.node import Node
from generator.source import escape, parse_pointer


@dataclass(frozen=True, slots=True)
class Refusal:
    """One unsupported feature of an operation. `code` begins with `unsupported-`."""

    code: str
    message: str
    node: Node
    advice: str


@dataclass(slots=True)
class Refusals:
    """What one operation needs and is not supported. `pointers`: the operation's own, by path and as written."""

    pointers: tuple[str, ...]
    found: list[Refusal] = field(default_factory=list)

    def add(self, code: str, message: str, node: Node, advice: str) -> None:
        """Remember a feature; an operation goes on being read, so that the next one is seen too."""
        self.found.append(Refusal(code, message, node, advice))


@dataclass(slots=True)
class Waivers:
    """The waivers of client.yaml, and which of them were of use."""

    ctx: Context
    used: set[int] = field(default_factory=set)
    left_out: set[str] = field(default_factory=set)
    """The operations that need nothing unsupported but what is waived, by path."""

    def stays(self, refusals: Refusals) -> bool:
        """Whether an operation is generated; reports what is neither supported nor waived."""
        waived = [self._waived(refusal, refusals.pointers) for refusal in refusals.found]
        if waived and all(waived):
            self.left_out.add(refusals.pointers[0])
        for refusal, is_waived in zip(refusals.found, waived, strict=True):
            if not is_waived:
                pointer = refusal.node.id
                hint = (
                    f"{refusal.advice}, or leave the operation out: "
                    f"waive: [{{code: {refusal.code}, at: '{pointer}'}}] in client.yaml"
                )
                self.ctx.problems.error(
                    refusal.code, refusal.message, refusal.node, hint=hint, subject=pointer
                )
        return not refusals.found

    def tell(self) -> None:
        """Report waivers that waived nothing."""
        for index, waiver in enumerate(self.ctx.declaration.waivers):
            if index not in self.used:
                message = f"nothing at {waiver.pointer!r} has the problem {waiver.code!r}"
                hint = "take the waiver out, or correct its code and its pointer"
                self.ctx.problems.error("unused-waiver", message, waiver.at, hint=hint)

    def _waived(self, refusal: Refusal, operation: tuple[str, ...]) -> bool:
        fitting = [
            index
            for index, waiver in enumerate(self.ctx.declaration.waivers)
            if waiver.code == refusal.code and _covers(waiver, (refusal.node.id, *operation))
        ]
        self.used.update(fitting)
        return bool(fitting)


def _covers(waiver: Waiver, pointers: tuple[str, ...]) -> bool:
    """Whether a waiver stands at the feature, at its operation, or between."""
    file, _, fragment = waiver.pointer.partition("#")
    try:
        tokens = parse_pointer("#" + fragment)
    except ValueError:
        return False
    at = f"{file}#" + "".join(f"/{escape(token)}" for token in tokens)
    too_wide = not file and len(tokens) < 2
    return not too_wide and any(f"{pointer}/".startswith(f"{at}/") for pointer in pointers)
