"""The names that a client's constructor takes: of servers, and of arguments for credentials.

In: descriptions and URLs of servers; names and kinds of security schemes. Out: names by URL or scheme. Refuses nothing.
What `client.yaml` names itself is given, and keeps its name.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from generator.naming.python import client_argument_name
from generator.naming.scope import Claim, Scope
from generator.naming.words import snake

_FILLER = {
    "server",
    "servers",
    "environment",
    "env",
    "api",
    "the",
    "url",
    "endpoint",
    "base",
    "host",
}
_KINDS = {"bearer": "token", "oauth2": "token", "openIdConnect": "token", "basic": "basic_auth"}
_COMMON_LABELS = {"api", "www", "rest", "gateway"}


def server_names(
    servers: Sequence[Mapping[str, str]], declared: Mapping[str, str]
) -> dict[str, str]:
    """Each URL's short name: declared, or `x-name`, a description of one or two words, or from the host."""
    given = {url: name for name, url in declared.items()}
    urls = list(dict.fromkeys(server["url"] for server in servers))
    claims = []
    for rank, url in enumerate(u for u in urls if u not in given):
        server = next(s for s in servers if s["url"] == url)
        claims.append(Claim(rank, url, url, _server_candidates(server, url)))
    return given | Scope(set(given.values())).assign(claims, joint="_")


def _server_candidates(server: Mapping[str, str], url: str) -> tuple[str, ...]:
    found = [snake(server[key]) for key in ("x-name", "name") if server.get(key)]
    described = [word for word in snake(server.get("description", "")).split("_") if word]
    told = [word for word in described if word not in _FILLER]
    if server.get("description") and 0 < len(told) <= 2:
        found.append("_".join(told))
    return tuple(dict.fromkeys([*found, _host_name(url)]))


def _host_name(url: str) -> str:
    """`staging` of https://api.staging.example.com; `default` for hosts that say nothing."""
    host = urlsplit(url).hostname or ""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        labels = [label for label in host.split(".")[:-2] if label not in _COMMON_LABELS]
        return (
            snake(labels[0])
            if labels
            else "production"
            if "." in host
            else snake(host or "default")
        )
    return "local"


def credential_names(
    schemes: Mapping[str, str], declared: Mapping[str, str], taken: Sequence[str]
) -> dict[str, str]:
    """Each scheme's argument: declared, or after its kind (`api_key`, `token`), or after its name.

    `schemes` gives the kinds, `taken` the arguments of headers.
    """
    given = {scheme: declared[scheme] for scheme in schemes if scheme in declared}
    claims = [
        Claim(0, scheme, scheme, (_KINDS.get(kind, "api_key"), client_argument_name(scheme)))
        for scheme, kind in schemes.items()
        if scheme not in given
    ]
    alike = [claim.candidates[0] for claim in claims]
    claims = [
        Claim(
            c.rank,
            c.identity,
            c.key,
            c.candidates[1:] if alike.count(c.candidates[0]) > 1 else c.candidates,
        )
        for c in claims
    ]
    return given | Scope({*declared.values(), *taken}).assign(claims, joint="_")
