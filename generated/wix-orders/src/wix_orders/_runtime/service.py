"""What a generated package says about its service: servers, credentials, client-level headers, error classes.

In: nothing. Out: `Service`, read once when a client is made. Refuses nothing: the generator has checked it all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from .errors import StatusError

Place = Literal["header", "query", "cookie"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Given:
    """What a client's argument or an environment variable gives."""

    argument: str
    environment: str | None = None


@dataclass(frozen=True, slots=True)
class ApiKey(_Given):
    """A key in a header, a query parameter or a cookie of this name."""

    name: str
    where: Place = field(kw_only=True)


class _Authorization(_Given):
    name = "Authorization"
    where: Place = "header"


class Bearer(_Authorization):
    """HTTP Bearer (RFC 6750): the key is the token."""


class OAuth2(Bearer):
    """OAuth 2 or OpenID Connect: the key is an access token, or a callable that gets one."""


class Basic(_Authorization):
    """HTTP Basic (RFC 7617): the key is `user:password`."""


Credential = ApiKey | Basic | Bearer


@dataclass(frozen=True, slots=True)
class ClientHeader(_Given):
    """A header of all requests, if its argument or environment variable gives it."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """One API.

    `servers` are URLs by the names that `environment=` takes, the first being the default; `credentials` stand by the
    name of their security scheme. `statuses` and `codes` give the error class of a status, or of a status with a code,
    which is the first that `code_pointers` (JSON Pointers, RFC 6901) find in an error's body. `request_id_header` is
    the answer's header that names the request to the vendor's support.
    """

    name: str
    version: str
    servers: Mapping[str, str]
    credentials: Mapping[str, Credential] = field(default_factory=dict[str, Credential])
    headers: tuple[ClientHeader, ...] = ()
    statuses: Mapping[int, type[StatusError]]
    codes: Mapping[tuple[int, str], type[StatusError]]
    code_pointers: tuple[str, ...] = ()
    message_pointers: tuple[str, ...] = ()
    request_id_header: str | None = None
