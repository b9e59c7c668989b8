"""What stands before the paths: version, info, servers, tags.

In: the root of the entry document. Out: the same parts of the canonical document. Refuses:
Swagger 2 and unknown versions, a missing title or version, server URLs whose variables have no
default.
"""

from __future__ import annotations

import re
from typing import Any

from generator.diagnostics import Problems
from generator.normalize.context import Context, Dialect, texts
from generator.normalize.node import Node

VERSION = "3.1.1"
"""What the canonical document calls itself."""


def dialect(top: Node, problems: Problems) -> Dialect:
    """By which rules to read the document; without a known version there is nothing to go on."""
    if not isinstance(top.value, dict):
        hint = "begin with: openapi: 3.1.1"
        problems.fail("not-openapi", "the document must be a mapping", top, hint=hint)
    if "swagger" in top.value:
        message = "this is a Swagger 2.0 document"
        hint = "convert it to OpenAPI 3 first, for example with converter.swagger.io"
        problems.fail("unsupported-version", message, top.child("swagger"), hint=hint)
    if "openapi" not in top.value:
        hint = "begin with: openapi: 3.1.1"
        problems.fail("missing-version", "the document does not say `openapi`", top, hint=hint)
    version = top.child("openapi").at.written()
    found = re.fullmatch(r"3\.([01])(\.\d+)?(-\S+)?", version)
    if found is None:
        message = f"OpenAPI {version} is not supported; 3.0.x and 3.1.x are"
        hint = "write openapi: 3.1.1, and take out what 3.1 does not have"
        problems.fail("unsupported-version", message, top.child("openapi"), hint=hint)
    return "3.0" if found[1] == "0" else "3.1"


def info(ctx: Context, top: Node) -> dict[str, Any]:
    """OpenAPI 3.1, 4.8.2."""
    node = top.get("info")
    if node is None:
        hint = "add info: {title: …, version: 1.0.0}"
        ctx.problems.error("missing-info", "the document has no `info`", top, hint=hint)
        return {}
    if not ctx.expect(node, dict, "info"):
        return {}
    keys = ("title", "version", "summary", "description", "termsOfService")
    found = texts(ctx, node, *keys)
    for key, example in (("title", "Pets"), ("version", '"1.0.0"')):
        if key not in found and node.get(key) is None:
            message = f"`info` has no `{key}`"
            hint = f"add it: {key}: {example}"
            ctx.problems.error(f"missing-info-{key}", message, node, hint=hint)
    for key, inner in (
        ("contact", ("name", "url", "email")),
        ("license", ("name", "identifier", "url")),
    ):
        child = node.get(key)
        if child is not None and ctx.expect(child, dict, key):
            found[key] = texts(ctx, child, *inner)
    if "license" in found:
        found["license"].setdefault("name", found["license"].get("identifier", ""))
    return found


def servers(ctx: Context, holder: Node) -> list[dict[str, Any]]:
    """OpenAPI 3.1, 4.8.5: variables are replaced by their defaults; without servers, the URL is `/`."""
    found = []
    for node in ctx.listing(holder.get("servers"), "servers"):
        if not ctx.expect(node, dict, "a server"):
            continue
        url = _url(ctx, node)
        if url is not None:
            found.append({"url": url, **texts(ctx, node, "description", "x-name", "name")})
    return found


def told_servers(ctx: Context, top: Node) -> list[dict[str, Any]]:
    """The servers of the document, with a note where a client will need `base_url`."""
    found = servers(ctx, top)
    if not found:
        found = [{"url": "/"}]
    for server in found:
        if not re.match(r"https?://", server["url"], re.IGNORECASE):
            at = top.get("servers") or top
            message = (
                f"the server URL {server['url']!r} is relative to where the document is served"
            )
            hint = "write the whole URL; until then callers must pass base_url"
            ctx.notes.add("relative-server", message, at, hint)
    return found


def tags(ctx: Context, top: Node, used: list[str]) -> list[dict[str, Any]]:
    """The tags that operations use: the declared ones in their order, then the others."""
    declared: dict[str, dict[str, Any]] = {}
    for node in ctx.listing(top.get("tags"), "tags"):
        if ctx.expect(node, dict, "a tag"):
            tag = texts(ctx, node, "name", "description")
            declared.setdefault(tag.get("name", ""), tag | external_docs(ctx, node))
    return [tag for name, tag in declared.items() if name in used] + [
        {"name": name} for name in used if name not in declared
    ]


def external_docs(ctx: Context, holder: Node) -> dict[str, Any]:
    """OpenAPI 3.1, 4.8.22: `externalDocs`, if it is there and has a URL."""
    node = holder.get("externalDocs")
    if node is None or not ctx.expect(node, dict, "externalDocs"):
        return {}
    found = texts(ctx, node, "url", "description")
    return {"externalDocs": found} if "url" in found else {}


def _url(ctx: Context, node: Node) -> str | None:
    url = ctx.text(node.get("url"), "url")
    if url is None:
        hint = "add url: https://api.example.com"
        ctx.problems.error("missing-server-url", "a server has no `url`", node, hint=hint)
        return None
    defaults = {}
    for name, variable in ctx.mapping(node.get("variables"), "variables"):
        default = ctx.text(variable.get("default"), "default")
        if default is not None:
            defaults[name] = default
    for name in re.findall(r"\{([^{}]*)\}", url):
        if name not in defaults:
            message = f"the server variable {name!r} has no default"
            hint = f"add it under variables: {name}: {{default: …}}"
            ctx.problems.error("server-variable", message, node, hint=hint)
    return re.sub(r"\{([^{}]*)\}", lambda m: defaults.get(m[1], m[0]), url)
