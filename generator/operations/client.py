"""What belongs to the client and not to one operation: servers, credentials, headers, errors.

In: the document's servers and security schemes, the declaration. Out: their `ir` values. Refuses: what the declaration
says of servers, schemes and error codes that the document does not have (`unknown-server`, `unknown-security-scheme`,
`undocumented-status`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from generator import ir
from generator.naming.client import credential_names, server_names
from generator.operations.context import Context, Found, did_you_mean


def servers(context: Context) -> tuple[ir.Server, ...]:
    """The declared servers in their order, then the others of the document; the first is the default."""
    written: Sequence[Mapping[str, str]] = context.canonical.document.get("servers", ())
    known = {server["url"]: server for server in written}
    declared = context.declaration.servers
    for name, url in declared.items():
        if url not in known:
            at = context.declaration.at.at("servers", name)
            message = f"the document has no server {url!r}"
            context.problems.error("unknown-server", message, at, hint=did_you_mean(url, known))
    names = server_names(written, {n: u for n, u in declared.items() if u in known})
    return tuple(
        ir.Server(name=name, url=url, description=known[url].get("description", ""))
        for url, name in names.items()
    )


def credentials(context: Context, operations: Sequence[Found]) -> tuple[ir.Credential, ...]:
    """The security schemes that operations use, and those that are declared."""
    document = context.canonical.document
    schemes: Mapping[str, Any] = document.get("components", {}).get("securitySchemes", {})
    declared = context.declaration.credentials
    for name, credential in declared.items():
        if name not in schemes:
            message = f"the document has no security scheme {name!r}"
            advice = (
                "take the credential out, or define the scheme under components.securitySchemes"
            )
            hint = f"{did_you_mean(name, schemes)}; else {advice}" if schemes else advice
            context.problems.error(
                "unknown-security-scheme", message, credential.at.key(), hint=hint
            )
    needed = {
        name for found in operations for need in found.raw.get("security", ()) for name in need
    }
    used = {n: _kind(s) for n, s in schemes.items() if n in needed or n in declared}
    arguments = credential_names(
        used,
        {name: credential.argument for name, credential in declared.items()},
        [header.argument for header in context.declaration.headers.values()],
    )
    return tuple(_credential(context, name, schemes[name], arguments[name]) for name in used)


def _credential(
    context: Context, name: str, scheme: Mapping[str, Any], argument: str
) -> ir.Credential:
    declared = context.declaration.credentials.get(name)
    environment = context.declaration.environment_for(argument)
    return ir.Credential(
        scheme=name,
        kind=_kind(scheme),
        wire_name=scheme.get("name", "Authorization")
        if scheme["type"] == "apiKey"
        else "Authorization",
        argument=argument,
        environment=environment if declared is None else declared.environment,
        description=scheme.get("description", ""),
    )


def _kind(scheme: Mapping[str, Any]) -> Any:
    """OpenAPI 3.1, Security Scheme Object; `normalize` has refused all other kinds."""
    match scheme["type"]:
        case "apiKey":
            return scheme["in"]
        case "http":
            return scheme["scheme"].lower()
        case kind:
            return kind


def headers(context: Context) -> tuple[ir.ClientHeader, ...]:
    """The headers that the declaration gives to the client."""
    return tuple(
        ir.ClientHeader(
            wire_name=header.wire_name,
            argument=header.argument,
            environment=header.environment,
            description=header.description,
        )
        for header in context.declaration.headers.values()
    )


def error_codes(context: Context, statuses: Sequence[int]) -> tuple[ir.ErrorCode, ...]:
    """The declared error codes, by status and code; each has a status that some operation documents."""
    classes = context.declaration.errors.classes
    for declared in classes.values():
        if declared.status not in statuses:
            message = f"no operation documents the status {declared.status} of {declared.code}"
            known = ", ".join(map(str, statuses)) or "none"
            hint = f"document the status, or correct it; documented error statuses: {known}"
            context.problems.error(
                "undocumented-status", message, declared.at.at("status"), hint=hint
            )
    ordered = sorted(classes.values(), key=lambda declared: (declared.status, declared.code))
    return tuple(
        ir.ErrorCode(status=declared.status, code=declared.code, description=declared.description)
        for declared in ordered
    )
