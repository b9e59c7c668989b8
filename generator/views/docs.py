"""The docstring of a method: what it does, the request, an example, its arguments, what it gives, what it raises.

In: `ir.Operation`, its arguments, and where its page is. Out: a docstring. Refuses nothing.
"""

from __future__ import annotations

from generator import ir
from generator.literals import Section, Source, docstring
from generator.names import Names
from generator.views import examples
from generator.views.addresses import Addresses, see
from generator.views.arguments import Argument
from generator.views.errors import base_name
from generator.views.spoken import in_python
from generator.views.text import first_sentence, plain, says_something, sentence, summary_and_rest

_AGAIN = "Sent again also when it may have been done: that does no harm."
_ONCE = "Not sent again when it may have been done."
_ALWAYS = "Any of these, and what all calls raise: `RequestInvalid`, `NotSent`, `OutcomeUnknown`, `ResponseInvalid`."


def operation_doc(
    operation: ir.Operation,
    api: ir.Api,
    names: Names,
    taking: tuple[Argument, ...],
    *,
    where: Addresses,
    kind: str,
) -> Source:
    """The docstring of one operation's method; `kind` is that of its program: `sync` or `async`."""
    request = f"`{operation.method.upper()} {operation.path}`"
    head, rest = summary_and_rest(operation.summary, operation.description)
    parts = [head or plain(names.operations[operation.id])]
    if operation.deprecated:
        parts.append("Deprecated: the API may drop this operation.")
    parts += [
        in_python(rest, operation.id, names),
        f"{request}. {_AGAIN if operation.idempotent else _ONCE}",
    ]
    page = where.operations[operation.id]
    parts.append(see(where.base, page))
    if operation.external_docs:
        parts.append(f"The vendor's page: <{operation.external_docs}>.")
    told = tuple((str(a.name), a.description) for a in taking)
    return docstring(
        "\n\n".join(part for part in parts if part),
        examples.section(page, kind),
        Section("Args", told),
        Section("Returns", _returns(operation)),
        Section("Raises", _raises(operation, api, names)),
        indent=8,
    )


def _returns(operation: ir.Operation) -> tuple[tuple[str, str], ...]:
    if operation.returns is None:
        return ()
    said = [
        r.description
        for r in operation.replies
        if r.type is not None and says_something(r.description)
    ]
    return (("", sentence(said[0])),) if said else ()


def _raises(operation: ir.Operation, api: ir.Api, names: Names) -> tuple[tuple[str, str], ...]:
    found = []
    for reply in operation.errors:
        shown = "Any other status." if reply.status == "default" else f"{reply.status}."
        said = first_sentence(reply.description)[0]
        description = sentence(said) if says_something(said) else ""
        text = f"{shown} {description}".strip()
        found.append((names.statuses.get(reply.status, "StatusError"), text))
        found += [
            (
                names.codes[e.code],
                f"{reply.status} `{e.code}`. {sentence(first_sentence(e.description)[0])}",
            )
            for e in api.error_codes
            if str(e.status) == reply.status
        ]
    return (*found, (base_name(api), _ALWAYS))
