"""Operations: which came, which went, which are others than they were.

In: two states. Out: findings. Refuses nothing.

Operations are matched by method and path, without the names of the path's parameters; what is left over, by the Python
name of the method, which makes it the same operation under another address.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator import ir
from generator.canonical import Schema
from generator.diff.finding import Severity
from generator.diff.spec.pair import Pair, Reading, api_spot
from generator.naming.survey import operations_of
from generator.source import At

METHOD_GONE = "the method is gone from the package"
ARGUMENT_GONE = "calls that pass it fail: the argument is gone"
KEPT = "calls that do not pass it stay as they are"
ABSORBED = "the package calls the new one; calls in Python stay as they are"


@dataclass(frozen=True, slots=True)
class Found:
    """One operation of one state."""

    reading: Reading
    ir: ir.Operation
    spec: Mapping[str, Any]
    """The Operation Object in canonical form."""

    @property
    def name(self) -> str:
        """`PATCH /orders/{id}`."""
        return f"{self.ir.method} {self.ir.path}"

    @property
    def key(self) -> tuple[str, str]:
        return self.ir.method, re.sub(r"\{[^{}]*\}", "{}", self.ir.path)

    @property
    def python(self) -> str:
        """`orders.update_order`."""
        return f"{self.resource}.{self.reading.names.operations[self.ir.id]}"

    @property
    def resource(self) -> str:
        """`orders`."""
        return self.reading.names.resources[self.ir.tag]

    @property
    def at(self) -> At | None:
        return self.reading.at(self.ir.id)

    @property
    def requests(self) -> list[Schema]:
        """The slots of what it takes."""
        held = [
            next(iter(p["content"].values())) if "content" in p else p
            for p in self.spec["parameters"]
        ]
        held += self.spec.get("requestBody", {}).get("content", {}).values()
        return [one["schema"] for one in held if "schema" in one]

    @property
    def answers(self) -> list[Schema]:
        """The slots of what it gives."""
        every = (reply.get("content", {}).values() for reply in self.spec["responses"].values())
        return [media["schema"] for held in every for media in held]

    def argument(self, where: str, wire: str) -> str:
        """`orders.update_order(order)`."""
        return f"{self.python}({self.argument_name(where, wire)})"

    def argument_name(self, where: str, wire: str) -> str:
        """`order`."""
        return self.reading.names.arguments.get((self.ir.id, where, wire), wire)

    def argument_at(self, where: str, wire: str) -> At | None:
        """Where a parameter was written."""
        name = wire.lower() if where == "header" else wire
        at = self.reading.at(f"{self.ir.id}#{where}.{wire}")
        return at or self.reading.at(f"{self.ir.id}#{where}.{name}")


def operations(reading: Reading) -> list[Found]:
    """All operations of a state, by path and method."""
    known = {one.id: one for resource in reading.read.api.resources for one in resource.operations}
    listed = operations_of(reading.read.canonical)
    return [Found(reading, known[one.id], one.body) for one in listed]


def match(old: list[Found], new: list[Found]) -> Iterator[tuple[Found | None, Found | None]]:
    """The operations of both states, as pairs; one side is None for what came or went.

    By the path as written first: a document may have two that differ by the names of their parameters only.
    """
    twins: dict[int, Found] = {}
    left = dict.fromkeys(range(len(new)))
    keys: tuple[Callable[[Found], object], ...] = (
        lambda one: one.name,
        lambda one: one.key,
        lambda one: one.python,
    )
    for key in keys:
        waiting: dict[object, int] = {}
        for index in left:
            waiting.setdefault(key(new[index]), index)
        for position, one in enumerate(old):
            found = waiting.pop(key(one), None) if position not in twins else None
            if found is not None:
                del left[found]
                twins[position] = new[found]
    kept = {was: i for i in left for was in new[i].reading.old_names.get(new[i].python, ())}
    for position, one in enumerate(old):
        heir = kept.get(one.python) if position not in twins else None
        if heir is not None and heir in left:
            del left[heir]
            twins[position] = new[heir]
    for position, one in enumerate(old):
        yield one, twins.get(position)
    for index in left:
        yield None, new[index]


def tell_gone(pair: Pair, one: Found, *, path_gone: bool) -> None:
    """An operation that only the old state has."""
    stem = "api-path-removed" if path_gone else "api-removed"
    rule = f"{stem}-{'with' if one.ir.deprecated else 'without'}-deprecation"
    _tell_whole(pair, rule, one, "breaking")


def tell_new(pair: Pair, one: Found) -> None:
    """An operation that only the new state has."""
    _tell_whole(pair, "endpoint-added", one, "addition")


def _tell_whole(pair: Pair, rule: str, one: Found, severity: Severity) -> None:
    """An operation came or went, with the types that nothing else reaches and its error classes."""
    gone = severity == "breaking"
    spot = api_spot(one.name, one.at if gone else None, None if gone else one.at, one.python)
    message, why = ("is gone", METHOD_GONE) if gone else ("is new", "nothing has to call it")
    action = f"do without {one.python}" if gone else ""
    other = pair.new if gone else pair.old
    both = []
    if one.resource not in other.names.resources.values():
        both.append(f"{one.reading.read.api.client_class}.{one.resource}")
    reading = one.reading
    reached = [*reading.reached(one.requests, "input"), *reading.reached(one.answers, "answer")]
    both += [name for name in reached if name not in other.class_names]
    statuses = (one.reading.names.statuses.get(status) for status in one.spec["responses"])
    known = other.names.statuses.values()
    python = (*both, *(name for name in statuses if name and name not in known))
    pair.tell(rule, spot, severity, message, why, action, python=python)


def compare_heads(pair: Pair, old: Found, new: Found) -> None:
    """What is said of an operation as a whole: its address, its name, its tag, whether it is deprecated."""
    pair.renamed(old.python, new.python)
    spot = api_spot(old.name, old.at, new.at, old.python)
    if old.key != new.key:
        pair.tell("api-moved", spot, "note", f"is {new.name} now", ABSORBED)
    if old.ir.id != new.ir.id:
        same = old.python == new.python
        why = "the method's name stays" if same else "the method's name follows from it"
        message = f"the operationId is {new.ir.id!r}, was {old.ir.id!r}"
        at = _at(old.at, "operationId"), _at(new.at, "operationId")
        pair.tell("api-operation-id-removed", spot, "note", message, why, at=at)
    if old.ir.tag != new.ir.tag:
        message = f"the tag is {new.ir.tag!r}, was {old.ir.tag!r}"
        why = (
            "the resource's name stays"
            if old.python == new.python
            else "the resource is named by it"
        )
        at = _at(old.at, "tags"), _at(new.at, "tags")
        clients = [(one.reading.read.api.client_class, one.resource) for one in (old, new)]
        pair.renamed(*(f"{client}.{resource}" for client, resource in clients))
        pair.renamed(*(f"Async{client}.{resource}" for client, resource in clients))
        others = (new.reading.names.resources.values(), old.reading.names.resources.values())
        python = tuple(
            f"{client}.{resource}"
            for (client, resource), known in zip(clients, others, strict=True)
            if resource not in known
        )
        pair.tell("api-tag-removed", spot, "note", message, why, at=at, python=python)
    if new.ir.deprecated and not old.ir.deprecated:
        why = "it works as it did; the vendor means to take it away"
        message, action = "is deprecated now", "move away from it in time"
        pair.tell("endpoint-deprecated", spot, "addition", message, why, action)
    elif old.ir.deprecated and not new.ir.deprecated:
        pair.tell("endpoint-reactivated", spot, "note", "is not deprecated any more", "it stays")
    _declared(pair, old, new)


def _at(at: At | None, key: str) -> At | None:
    return at.at(key) if at is not None and at.at(key).exists else at


def _declared(pair: Pair, old: Found, new: Found) -> None:
    """What client.yaml says of an operation."""
    spot = api_spot(old.name, old.at, new.at, f"{old.python}()")
    if old.ir.result_property != new.ir.result_property:
        was, now = (o.ir.result_property or "the whole answer" for o in (old, new))
        message, why = f"the method returns {now}, was {was}", "the method returns something else"
        pair.tell("api-result-changed", spot, "breaking", message, why, "use what is returned now")
    if old.ir.idempotent != new.ir.idempotent:
        message = "may be sent again now" if new.ir.idempotent else "is not sent again any more"
        message = f"{message}, where nobody knows whether the first try arrived"
        why = "calls stay as they are; the package retries more, or less"
        pair.tell("api-idempotency-changed", spot, "note", message, why)


# --- security -----------------------------------------------------------------------------------


def compare_security(pair: Pair, old: Found, new: Found) -> None:
    """Which credentials an operation takes: alternatives, each a set of schemes."""
    was, now = (frozenset(map(frozenset, one.ir.security)) for one in (old, new))
    if was == now:
        return
    at = _at(old.at, "security"), _at(new.at, "security")
    spot = api_spot(old.name, old.at, new.at, old.python)
    free_before, free_after = not was or frozenset() in was, not now or frozenset() in now
    gone, come = sorted(map(sorted, was - now)), sorted(map(sorted, now - was))
    taken_now: frozenset[frozenset[str]] = now or frozenset({frozenset()})
    lost = [need for need in gone if not any(other <= set(need) for other in taken_now)]
    if lost or (free_before and not free_after):
        taken = " or ".join(_said(need) for need in sorted(map(sorted, now))) or "nothing"
        message = f"takes {taken} now, was {' or '.join(_said(need) for need in sorted(map(sorted, was))) or 'nothing'}"
        rule = "api-security-added" if come or free_before else "api-security-removed"
        why = "a client that has no such credential is refused"
        pair.tell(rule, spot, "breaking", message, why, "give the client the credential", at=at)
    else:
        message = f"takes {' or '.join(map(_said, come)) or 'no credential'} too"
        if free_after and not free_before:
            message = "needs no credential any more"
        why = "the credentials that clients have go on to work"
        pair.tell("api-security-removed", spot, "addition", message, why, at=at)


def _said(need: list[str]) -> str:
    return " with ".join(need) or "no credential"
