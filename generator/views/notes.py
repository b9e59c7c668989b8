"""What a sample says beside its call: where its keys and headers come from, and what to do if no answer came.

In: an operation and its API. Out: comments of a program, and sentences. Refuses nothing.

A header of the client stands in samples if it is the first that `client.yaml` declares: others are there for other
ways to call, or in place of the first. The first sentence of its description says what it is, the rest when it is
needed.
"""

from __future__ import annotations

from collections.abc import Iterable

from generator import ir
from generator.literals import EMPTY, Source, code, comment
from generator.views.text import first_sentence

_COLUMNS = 88
"""Of a program."""
LOOK = code("the connection broke: look before you repeat it")
REPEAT = code("no answer: calling again is safe")


def sampled_headers(api: ir.Api) -> tuple[ir.ClientHeader, ...]:
    """The headers of the client that samples send."""
    return api.headers[:1]


def when_needed(header: ir.ClientHeader) -> str:
    """What the description says after its first sentence, or else all of it: a clause, not a sentence; or nothing."""
    head, rest = first_sentence(" ".join(header.description.split()))
    said = rest.strip() or head
    word = said.partition(" ")[0]
    lowered = said[:1].lower() + said[1:] if word[1:].islower() or len(word) == 1 else said
    return lowered.removesuffix(".")


def hint(operation: ir.Operation, api: ir.Api) -> Source:
    """Comments: `# WIX_ORDERS_API_KEY from the environment, or api_key=...`; for each header another."""
    known = {one.scheme: one for one in api.credentials}
    schemes = operation.security[0] if operation.security else ()
    keys = [known[scheme] for scheme in schemes if scheme in known]
    said = []
    if keys:
        variables = ", ".join(key.environment for key in keys)
        arguments = ", ".join(f"{key.argument}=..." for key in keys)
        said.append(f"{variables} from the environment, or {arguments}")
    for header in sampled_headers(api):
        source = f"{header.environment}, or " if header.environment else ""
        when = when_needed(header)
        said.append(f"{source}{header.argument}=...{f': {when}' if when else ''}")
    return comment("\n".join(said), width=_COLUMNS) if said else EMPTY


def lost(operation: ir.Operation) -> Source:
    """What to do where nobody knows whether the call was done."""
    return REPEAT if operation.idempotent else LOOK


def reads(api: ir.Api) -> bool:
    """Whether one of the calls can look what is stored."""
    return any(operation.method.upper() == "GET" for operation in _operations(api))


def repeatable(operations: Iterable[ir.Operation]) -> bool | None:
    """Whether all of the calls may be repeated; None where some may, and some may not."""
    each = {operation.idempotent for operation in operations}
    return each.pop() if len(each) == 1 else None


def unknown_said(api: ir.Api) -> Source:
    """What is known where an outcome is `unknown`, and what follows from it."""
    match repeatable(_operations(api)):
        case True:
            return code("It may have been done, or not: to call again is safe.")
        case False:
            return code("It may have been done, or not: look before you repeat it.")
        case None:
            return code(
                "It may have been done, or not: look before you repeat it, unless the call may be repeated anyway."
            )


def may_repeat(api: ir.Api) -> Source:
    """Whether what nobody knows of may be repeated."""
    match repeatable(_operations(api)):
        case True:
            return code("Yes: each call of this package may be repeated.")
        case False:
            return code("Look first.")
        case None:
            return code("Look first; a call that may be repeated, just repeat.")


def how_to_look(api: ir.Api) -> Source:
    """What to look with, where a call may not be repeated, and none of the others reads."""
    if reads(api) or repeatable(_operations(api)) is True:
        return EMPTY
    return code(
        "No call of this package reads what is stored. Look in another way: in the vendor's own pages, or by a call of "
        "its API that this package does not have."
    )


def _operations(api: ir.Api) -> Iterable[ir.Operation]:
    return (operation for resource in api.resources for operation in resource.operations)
