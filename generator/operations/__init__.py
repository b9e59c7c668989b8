"""The intermediate form of an API, from its canonical form, its typed document and its declaration.

In: the stages before. Out: `ir.Api`, with every operation of the document. Refuses: what the declaration says
about things that the document does not have, and parameters that have no form on the wire.

The document model types everything about HTTP; types are read from the slots of the canonical form.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator import ir
from generator.canonical import Canonical
from generator.declaration import Declaration
from generator.diagnostics import Problems
from generator.names import Names
from generator.naming import tags_of
from generator.naming.statuses import is_error
from generator.operations.client import credentials, error_codes, headers, servers
from generator.operations.contents import body, replies
from generator.operations.context import Context, Found, did_you_mean, found_operations, text
from generator.operations.parameters import parameters
from generator.operations.results import returned

if TYPE_CHECKING:
    from openapi_python_client.schema.openapi_schema_pydantic.open_api import OpenAPI

__all__ = ["build"]

IDEMPOTENT = frozenset({"get", "head", "options", "trace", "put", "delete"})
"""RFC 9110, 9.2.2."""


def build(
    canonical: Canonical,
    document: OpenAPI,
    declaration: Declaration,
    names: Names,
    problems: Problems,
) -> ir.Api:
    """The API as one value. Raises `ProblemsFound` at the end if there is an error."""
    context = Context(canonical, document, declaration, problems)
    found = found_operations(context)
    operations = _operations(context, found)
    numbers, ranges = _error_statuses(operations)
    errors = declaration.errors
    api = ir.Api(
        title=text(document.info.title),
        summary=canonical.document["info"].get("summary", ""),
        description=text(document.info.description),
        api_version=text(document.info.version),
        distribution=declaration.package,
        package=declaration.import_name,
        version=declaration.version,
        client_class=declaration.client,
        servers=servers(context),
        credentials=credentials(context, found),
        headers=headers(context),
        resources=_resources(context, operations),
        error_statuses=numbers,
        error_ranges=ranges,
        error_codes=error_codes(context, numbers),
        error_code_pointers=errors.code,
        error_message_pointers=errors.message,
        request_id_header=declaration.request_id,
        urls=tuple(declaration.urls.items()),
        external_docs=text(document.externalDocs.url) if document.externalDocs else None,
    )
    problems.stop_if_any()
    kept = [operation.id for resource in api.resources for operation in resource.operations]
    assert sorted(kept) == sorted(names.operations), "an operation got lost"
    return api


def _error_statuses(operations: list[ir.Operation]) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """The documented error statuses, and the documented ranges of them."""
    found = {reply.status for one in operations for reply in one.errors if is_error(reply.status)}
    numbers = sorted(int(status) for status in found if status.isdecimal())
    return tuple(numbers), tuple(sorted(status for status in found if not status.isdecimal()))


def _check_declared(context: Context, found: list[Found]) -> None:
    known = [one.id for one in found]
    for options in context.declaration.operations.values():
        if options.id not in known:
            message = f"the document has no operation {options.id!r}"
            hint = did_you_mean(options.id, known)
            context.problems.error("unknown-operation", message, options.at.key(), hint=hint)


def _operations(context: Context, found: list[Found]) -> list[ir.Operation]:
    _check_declared(context, found)
    tags = tags_of(context.canonical, context.declaration)
    return [_operation(context, one, tags[one.id]) for one in found]


def _operation(context: Context, found: Found, tag: str) -> ir.Operation:
    typed, options = found.typed, found.options
    good, bad = replies(context, found)
    result, returns = returned(context, found, good)
    declared = options.idempotent if options is not None else None
    return ir.Operation(
        id=found.id,
        method=found.method.upper(),
        path=found.path,
        tag=tag,
        summary=text(typed.summary),
        description=text(typed.description),
        deprecated=typed.deprecated,
        parameters=tuple(parameters(context, found)),
        body=body(context, found),
        replies=good,
        errors=bad,
        result_property=result,
        returns=returns,
        security=_security(found),
        idempotent=found.method in IDEMPOTENT if declared is None else declared,
        external_docs=text(typed.externalDocs.url) if typed.externalDocs else None,
    )


def _security(found: Found) -> tuple[tuple[str, ...], ...]:
    """OpenAPI 3.1, Security Requirement Object; `normalize` has written the document's own into each operation."""
    needs = found.typed.security or ()
    return tuple(dict.fromkeys(tuple(text(scheme) for scheme in need) for need in needs))


def _resources(context: Context, operations: list[ir.Operation]) -> tuple[ir.Resource, ...]:
    """The tags as the document lists them, then the others in the order of their operations."""
    listed = {text(tag.name): text(tag.description) for tag in context.document.tags or ()}
    used = dict.fromkeys([*listed, *(operation.tag for operation in operations)])
    resources = (
        ir.Resource(
            tag=tag,
            description=listed.get(tag, ""),
            operations=tuple(operation for operation in operations if operation.tag == tag),
        )
        for tag in used
    )
    return tuple(resource for resource in resources if resource.operations)
