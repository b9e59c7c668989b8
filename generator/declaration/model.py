"""What `client.yaml` says, as frozen values.

In: nothing. Out: the types of a declaration; each part keeps its place as `at`, so that later stages can point at what
they cannot use. Refuses nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.source import At


@dataclass(frozen=True, slots=True, kw_only=True)
class Credential:
    """A security scheme of the document and the client's argument that feeds it."""

    scheme: str
    argument: str
    environment: str
    at: At = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """A header that belongs to the client, not to an operation."""

    wire_name: str
    argument: str
    environment: str | None
    description: str
    at: At = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorClass:
    """An error code with a class of its own."""

    code: str
    status: int
    name: str
    description: str
    at: At = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Errors:
    """How error answers are read: JSON Pointers (RFC 6901), tried in order, and classes by code."""

    code: tuple[str, ...] = ()
    message: tuple[str, ...] = ()
    classes: Mapping[str, ErrorClass] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationOptions:
    """What the document does not say about one operation; `None`: as the document or the method has it."""

    id: str
    result: str | None
    idempotent: bool | None
    resource: str | None
    media_type: str | None
    at: At = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """An unsupported feature to do without: the problem's code and where the feature stands, `#/paths/…`."""

    code: str
    pointer: str
    at: At = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pinned:
    """The public names that were published, by the identity they stand for; keys as in `names.Names`."""

    types: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """By the schema's reference and side, "answer" or "input"."""

    members: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """By the schema's reference and a field's wire name, or the JSON text of an enum's value."""

    literals: Mapping[str, str] = field(default_factory=dict)
    """By the enum's reference: what requests take, the enum or its literal texts."""

    resources: Mapping[str, str] = field(default_factory=dict)
    """By tag."""

    operations: Mapping[str, str] = field(default_factory=dict)
    """By operation id."""

    arguments: Mapping[tuple[str, str, str], str] = field(default_factory=dict)
    """By operation id, location and wire name; ("op", "body", "") is a whole body."""

    statuses: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)

    at: At | None = field(default=None, compare=False, repr=False)
    """The `names` section, as `.at.at("types", id, "members", wire name)`; `None` for names that were not read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """All of a `client.yaml`; what it leaves out has the default that later stages derive."""

    package: str
    """The distribution: `wix-orders`."""

    import_name: str
    """The package to import: `wix_orders`."""

    version: str
    client: str
    """The client's class: `WixOrders`."""

    license: str | None
    urls: Mapping[str, str]
    """Addresses of the project by their labels (core metadata, Project-URL), in the order written."""

    credentials: Mapping[str, Credential]
    """By security scheme."""

    headers: Mapping[str, Header]
    """By wire name, as written."""

    servers: Mapping[str, str]
    """Name to URL, in the order written."""

    errors: Errors
    request_id: str | None
    operations: Mapping[str, OperationOptions]
    """By operation id."""

    waivers: tuple[Waiver, ...]
    names: Pinned
    renamed: Mapping[str, str] = field(default_factory=dict)
    """Old public names, as findings write them, to the last part of what they are called now."""

    at: At = field(compare=False, repr=False)
    """The whole of `client.yaml`: `.at.at("operations", "updateOrder")` points into it."""

    def environment_for(self, argument: str) -> str:
        """The environment variable of an argument for which none is declared: `WIX_ORDERS_API_KEY`."""
        return environment_name(self.import_name, argument)


def environment_name(import_name: str, argument: str) -> str:
    """The variable for a client's argument: both names in capitals."""
    return f"{import_name}_{argument}".upper()
