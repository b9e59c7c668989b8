"""The first `client.yaml` of an API.

In: names, and what was derived from the document. Out: the file's text, with a comment for every part, so that nothing
in it has to be looked up. Refuses nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.declaration.flow import key, scalar

HEAD = """\
# What the OpenAPI document cannot say. An unknown key is an error, and specpress lint says which keys there are.

# What the package is called for pip; its import name follows from it.
package: {package}
# The package's version; not that of the API.
version: 0.1.0
# The client's class; Async{client} and {client}Error follow from it.
client: {client}
"""


def draft(
    package: str,
    client: str,
    *,
    schema: str | None,
    credentials: Mapping[str, tuple[str, str]] | None = None,
    servers: Mapping[str, str] | None = None,
    waivers: Sequence[tuple[str, str]] = (),
) -> str:
    """The text of a `client.yaml`.

    Args:
        package: The distribution.
        client: The client's class.
        schema: Where an editor finds the JSON Schema, if it can.
        credentials: By security scheme, the client's argument and its environment variable.
        servers: URLs by name; the first is the default.
        waivers: Codes and pointers of what is left out.
    """
    lines = [f"# yaml-language-server: $schema={schema}\n"] if schema else []
    lines.append(HEAD.format(package=package, client=client))
    lines += _credentials(credentials or {})
    lines += _servers(servers or {})
    if waivers:
        lines.append("\n# Left out of the package, because it is not supported yet.\nwaive:\n")
        lines += [f"  - {{code: {code}, at: {scalar(at)}}}\n" for code, at in waivers]
    return "".join(lines)


def _credentials(schemes: Mapping[str, tuple[str, str]]) -> Iterator[str]:
    if schemes:
        yield "\n# For each security scheme: the client's argument, and where to look when it is not given.\n"
        yield "credentials:\n"
    for name, (argument, environment) in schemes.items():
        yield f"  {key(name)}{{argument: {scalar(argument)}, environment: {scalar(environment)}}}\n"


def _servers(servers: Mapping[str, str]) -> Iterator[str]:
    if servers:
        yield "\n# The names by which `environment=` picks a server; the first one is the default.\n"
        yield "servers:\n"
    for name, url in servers.items():
        yield f"  {key(name)}{scalar(url)}\n"
