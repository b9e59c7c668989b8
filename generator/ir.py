"""The intermediate form: one API as frozen values, types referred to by id.

Nothing here knows Python text or HTTP libraries. Built by
`operations` from the canonical document and the declaration; read by `views` (code) and the docs.
All text in it is spec text and not trusted: it becomes source only through `literals`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from generator.canonical import Side, TypeId

Location = Literal["path", "query", "header", "cookie"]
Style = Literal[
    "simple", "label", "matrix", "form", "spaceDelimited", "pipeDelimited", "deepObject", "json"
]
"""OpenAPI parameter styles; `json` is a parameter described by `content: application/json`."""

ScalarKind = Literal[
    "str", "int", "float", "number", "bool", "decimal", "datetime", "date", "any", "bytes", "null"
]
"""`number` is a JSON number that may be written as an integer (`int | float`)."""


# --- types: a closed union; every consumer ends in assert_never -----------------------------------------------------


@dataclass(frozen=True, slots=True)
class Scalar:
    """A value without parts."""

    kind: ScalarKind


@dataclass(frozen=True, slots=True)
class Const:
    """Exactly one value."""

    value: str | int | float | bool


@dataclass(frozen=True, slots=True)
class ListOf:
    """A JSON array."""

    item: Type


@dataclass(frozen=True, slots=True)
class MapOf:
    """A JSON object with free keys."""

    value: Type


@dataclass(frozen=True, slots=True)
class OneOf:
    """Alternatives."""

    options: tuple[Type, ...]
    """Two or more, `Scalar("null")` last."""


@dataclass(frozen=True, slots=True)
class Named:
    """A class or named union, on one side."""

    id: TypeId
    side: Side


@dataclass(frozen=True, slots=True)
class EnumOf:
    """An enum: in answers `E | str`, in requests `E` or its literal texts."""

    id: TypeId
    side: Side
    base: ScalarKind


Type = Scalar | Const | ListOf | MapOf | OneOf | Named | EnumOf


# --- requests -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """OpenAPI Parameter Object; `style` and `explode` are filled in by the specification's defaults."""

    name: str
    where: Location
    type: Type
    required: bool
    style: Style
    explode: bool
    description: str
    deprecated: bool
    limits: tuple[str, ...]
    """Its limits in words: `at most 100 characters`."""
    allow_reserved: bool = False
    """Whether `:/?@!$'()*,;=` stay as they are in a query value (OpenAPI 3.1, Parameter Object)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyField:
    """One property of a body that is spread into keyword arguments."""

    name: str
    type: Type
    required: bool
    description: str
    deprecated: bool
    limits: tuple[str, ...]
    style: Style | None = None
    """How a form writes it, where the document says so (OpenAPI 3.1, Encoding Object)."""
    explode: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectBody:
    """A body that is an object: spread into keyword arguments, and checked by the input class `id`."""

    media_type: str
    encoding: Literal["json", "form", "multipart"]
    id: TypeId
    required: bool
    fields: tuple[BodyField, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeBody:
    """Any other body, taken as one argument."""

    media_type: str
    encoding: Literal["json", "text", "bytes"]
    type: Type
    required: bool
    description: str
    limits: tuple[str, ...] = ()


Body = ObjectBody | WholeBody


# --- answers --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One documented answer. `status` is `200`, `2XX` or `default`."""

    status: str
    description: str
    media_type: str | None
    encoding: Literal["json", "text", "bytes", "none"]
    type: Type | None
    """None where there is no content."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """OpenAPI Operation Object, as one method of a resource."""

    id: str
    method: str
    path: str
    tag: str
    summary: str
    description: str
    deprecated: bool
    parameters: tuple[Parameter, ...]
    body: Body | None
    replies: tuple[Reply, ...]
    """The documented successes (2xx), most specific first; where there are none, `default`, if it is there."""
    errors: tuple[Reply, ...]
    """All other documented answers, `default` included, last."""
    result_property: str | None
    """The property of the answer that the method returns, by wire name; None: the whole answer."""
    returns: Type | None
    """What the method returns; None where no documented success has content."""
    security: tuple[tuple[str, ...], ...]
    """Alternatives, each naming the schemes that it needs together; an empty alternative needs none."""
    idempotent: bool
    external_docs: str | None

    @property
    def accept(self) -> str:
        """What its requests accept: all that is documented for successes, then for errors."""
        types = (reply.media_type for reply in (*self.replies, *self.errors))
        return ", ".join(dict.fromkeys(filter(None, types))) or "*/*"


# --- the API --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """OpenAPI Server Object, variables filled in by their defaults."""

    name: str
    """The short name by which a client picks it: `production`."""
    url: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Credential:
    """A security scheme and the client argument that feeds it."""

    scheme: str
    kind: Literal["header", "query", "cookie", "basic", "bearer", "oauth2", "openIdConnect"]
    wire_name: str
    """The name of the header, query parameter or cookie; `Authorization` for http schemes."""
    argument: str
    environment: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientHeader:
    """A header that belongs to the client, not to an operation: `wix-site-id`."""

    wire_name: str
    argument: str
    environment: str | None
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorCode:
    """A declared error code that gets a class of its own."""

    status: int
    code: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """The operations of one tag."""

    tag: str
    description: str
    operations: tuple[Operation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Api:
    """One API: everything that templates and docs are made from."""

    title: str
    summary: str
    description: str
    api_version: str
    distribution: str
    package: str
    version: str
    client_class: str
    servers: tuple[Server, ...]
    credentials: tuple[Credential, ...]
    headers: tuple[ClientHeader, ...]
    resources: tuple[Resource, ...]
    error_statuses: tuple[int, ...]
    """Every documented error status of the API, sorted."""
    error_codes: tuple[ErrorCode, ...]
    """The declared codes, by status and code."""
    error_code_pointers: tuple[str, ...]
    """JSON Pointers (RFC 6901) into an error body, tried in order for its code."""
    error_message_pointers: tuple[str, ...]
    request_id_header: str | None
    external_docs: str | None
    error_ranges: tuple[str, ...] = ()
    """The documented ranges of error statuses: `4XX`."""
    docs_url: str = ""
    """Where the pages of this API will stand: `https://docs.example.com/wix-orders/`; "" where nothing says it."""
    urls: tuple[tuple[str, str], ...] = ()
    """Labels and addresses that the author states for the package, in that order."""
    extra: tuple[tuple[str, Any], ...] = ()
    """What later rooms add without changing this type's users."""
