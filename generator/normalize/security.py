"""Security schemes, and what each operation needs of them.

In: `components.securitySchemes` and `security` of the document and of an operation. Out: the
schemes a client can serve, and alternatives of scheme names. Refuses: unknown names and unknown
kinds of schemes.

Unsupported: `mutualTLS`, and HTTP schemes other than basic and bearer. An operation that can do
without them stays.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from generator.normalize.context import Context, texts
from generator.normalize.node import Node
from generator.normalize.unsupported import Refusals

TYPES = ("apiKey", "http", "oauth2", "openIdConnect", "mutualTLS")
PLACES = ("header", "query", "cookie")
HTTP = ("basic", "bearer")
FLOWS = ("implicit", "password", "clientCredentials", "authorizationCode")
Requirement = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Schemes:
    """All schemes of a document: those a client can serve, and why it cannot serve the others."""

    served: dict[str, dict[str, Any]]
    refused: dict[str, str]
    nodes: dict[str, Node]


def schemes(ctx: Context, top: Node) -> Schemes:
    """OpenAPI 3.1, 4.8.27."""
    found = Schemes({}, {}, {})
    components = top.get("components")
    held = components.get("securitySchemes") if components is not None else None
    for name, written in ctx.mapping(held, "securitySchemes"):
        node = ctx.follow(written)
        if node is None or not ctx.expect(node, dict, "a security scheme"):
            continue
        found.nodes[name] = node
        scheme = texts(
            ctx,
            node,
            "type",
            "description",
            "name",
            "in",
            "scheme",
            "bearerFormat",
            "openIdConnectUrl",
        )
        if _is_whole(ctx, node, name, scheme):
            why = _refused(scheme)
            if why is None:
                found.served[name] = scheme | _flows(ctx, node)
            else:
                found.refused[name] = why
    return found


def requirements(
    ctx: Context, holder: Node, known: Schemes
) -> list[tuple[Node, Requirement]] | None:
    """The alternatives that `security` lists; None where it is not written. An empty one needs nothing."""
    node = holder.get("security")
    if node is None:
        return None
    found = []
    for listed in ctx.listing(node, "security"):
        if not ctx.expect(listed, dict, "an alternative of security"):
            continue
        alternative: Requirement = {}
        for name, scopes in listed.entries():
            if name in known.nodes:
                alternative[name] = [str(s.value) for s in ctx.listing(scopes, "scopes")]
            else:
                _unknown(ctx, scopes, name, known)
        found.append((listed, alternative))
    return found


def served(
    ctx: Context, listed: list[tuple[Node, Requirement]], known: Schemes, refusals: Refusals
) -> list[Requirement]:
    """The alternatives that a client can serve; refuses the operation if there is none left."""
    left = [need for _, need in listed if not set(need) & set(known.refused)]
    for node, need in listed:
        for name in set(need) & set(known.refused):
            why = known.refused[name]
            if left:
                message = f"security scheme {name!r} is not supported ({why}); another alternative is used"
                ctx.notes.add("unused-security", message, node, "nothing needs to be done")
            else:
                message = f"security scheme {name!r} is not supported: {why}"
                advice = "add an alternative with an API key, a bearer token or a password"
                refusals.add("unsupported-security", message, node, advice)
    return left


def _unknown(ctx: Context, node: Node, name: str, known: Schemes) -> None:
    near = get_close_matches(name, known.nodes, 1)
    message = f"there is no security scheme {name!r}"
    hint = f"did you mean {near[0]!r}?" if near else "define it under components.securitySchemes"
    ctx.problems.error("unknown-security-scheme", message, node.key(), hint=hint)


def _is_whole(ctx: Context, node: Node, name: str, scheme: dict[str, Any]) -> bool:
    """Whether a scheme has what its type asks for."""
    kind = scheme.get("type")
    if kind not in TYPES:
        near = get_close_matches(str(kind), TYPES, 1)
        message = f"security scheme {name!r} has no known type"
        hint = f"did you mean {near[0]}?" if near else f"write type: one of {', '.join(TYPES)}"
        ctx.problems.error("unknown-security-type", message, node, hint=hint)
        return False
    needed = {"apiKey": ("name", "in"), "http": ("scheme",)}.get(str(kind), ())
    for key in needed:
        if key not in scheme:
            message = f"security scheme {name!r} of type {kind} has no `{key}`"
            ctx.problems.error("incomplete-security", message, node, hint=f"add {key}: …")
    if kind == "apiKey" and scheme.get("in", "header") not in PLACES:
        message = f"an API key cannot stand in {scheme['in']!r}"
        hint = f"write in: one of {', '.join(PLACES)}"
        ctx.problems.error("incomplete-security", message, node.child("in"), hint=hint)
    return all(key in scheme for key in needed)


def _refused(scheme: dict[str, Any]) -> str | None:
    if scheme["type"] == "mutualTLS":
        return "mutualTLS (client certificates)"
    if scheme["type"] == "http":
        scheme["scheme"] = scheme["scheme"].lower()
        return None if scheme["scheme"] in HTTP else f"HTTP authentication {scheme['scheme']!r}"
    return None


def _flows(ctx: Context, node: Node) -> dict[str, Any]:
    """OpenAPI 3.1, 4.8.28 and 4.8.29; scopes may be left out here."""
    held = node.get("flows")
    if held is None:
        return {}
    flows: dict[str, Any] = {}
    for name, flow in ctx.mapping(held, "flows"):
        if name in FLOWS and ctx.expect(flow, dict, "a flow"):
            found = texts(ctx, flow, "authorizationUrl", "tokenUrl", "refreshUrl")
            scopes = {
                k: ctx.text(v, "a scope") or ""
                for k, v in ctx.mapping(flow.get("scopes"), "scopes")
            }
            flows[name] = found | {"scopes": scopes}
    return {"flows": flows}
