"""`client.py` of a package: the service, and the clients with their arguments.

In: `ir.Api` and the views of its resources. Out: `ClientView`. Refuses nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator import ir
from generator.literals import EMPTY, Section, Source, code, docstring, identifier, join, string
from generator.views.resources import ResourceView
from generator.views.scope import Imports
from generator.views.text import first_sentence, sentence

_SERVICE = code("._runtime.service")
_CLIENT = code("._runtime.client")
_CLIENT_CLASSES = (
    code("AsyncClient"),
    code("AsyncView"),
    code("Client"),
    code("PreparedView"),
    code("View"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientView:
    """Everything that `client.py` prints."""

    name: Source
    asynchronous: Source
    with_response: Source
    async_with_response: Source
    prepared: Source
    module_doc: Source
    doc: Source
    async_doc: Source
    imports: tuple[Source, ...]
    typing_imports: tuple[Source, ...]
    service_name: Source
    version: Source
    servers: Source
    credentials: tuple[Source, ...]
    headers: tuple[Source, ...]
    code_pointers: Source
    message_pointers: Source
    request_id_header: Source
    arguments: tuple[Source, ...]
    """The declarations between `*` and `base_url`."""
    async_arguments: tuple[Source, ...]
    base_url: Source
    given_credentials: Source
    given_headers: Source
    picks_server: bool
    resources: tuple[ResourceView, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """One argument of the clients, for the signature, the docstring and the README."""

    name: str
    annotation: Source
    async_annotation: Source
    default: Source
    environment: str | None
    text: str


def options(api: ir.Api) -> tuple[Option, ...]:
    """The arguments that this API adds to those of every client."""
    key, async_key, text = code("Key | None"), code("AsyncKey | None"), code("str | None")
    found = [
        Option(
            c.argument,
            key,
            async_key,
            code("None"),
            c.environment,
            _described(c.description, c.wire_name),
        )
        for c in api.credentials
    ]
    found += [
        Option(
            h.argument,
            text,
            text,
            code("None"),
            h.environment,
            _described(h.description, h.wire_name),
        )
        for h in api.headers
    ]
    if len(api.servers) > 1:
        names = [string(server.name) for server in api.servers]
        kinds = code("Literal[{}]", join(", ", names))
        said = ", ".join(f"`{s.name}` ({s.url})" for s in api.servers)
        which = f"Which server to call: {said}."
        found.append(Option("environment", kinds, kinds, names[0], None, which))
    return tuple(found)


def client_view(api: ir.Api, resources: tuple[ResourceView, ...]) -> ClientView:
    """The view of `client.py`."""
    name = identifier(api.client_class)
    imports = _imports(api, resources)
    added = options(api)
    return ClientView(
        name=name,
        asynchronous=code("Async{}", name),
        with_response=code("{}WithResponse", name),
        async_with_response=code("Async{}WithResponse", name),
        prepared=code("Prepared{}", name),
        module_doc=docstring(f"The clients: `{name}` and `Async{name}`.", indent=0),
        doc=_doc(api, added, f"Calls {api.title}."),
        async_doc=_doc(api, added, f"Calls {api.title}, from async code: `{name}` with `await`."),
        imports=imports.lines("running"),
        typing_imports=imports.lines("typing"),
        service_name=string(api.distribution),
        version=string(api.version),
        servers=_mapping([(string(s.name), string(s.url)) for s in api.servers]),
        credentials=tuple(_credential(credential) for credential in api.credentials),
        headers=tuple(_header(header) for header in api.headers),
        code_pointers=_texts(api.error_code_pointers),
        message_pointers=_texts(api.error_message_pointers),
        request_id_header=string(api.request_id_header) if api.request_id_header else EMPTY,
        arguments=tuple(_declared(option, option.annotation) for option in added),
        async_arguments=tuple(_declared(option, option.async_annotation) for option in added),
        base_url=code("base_url: str | None = None") if api.servers else code("base_url: str"),
        given_credentials=_mapping(
            [(string(c.scheme), identifier(c.argument)) for c in api.credentials]
        ),
        given_headers=_mapping(
            [(string(h.wire_name), identifier(h.argument)) for h in api.headers]
        ),
        picks_server=len(api.servers) > 1,
        resources=resources,
    )


def _declared(option: Option, annotation: Source) -> Source:
    return code("{}: {} = {}", identifier(option.name), annotation, option.default)


def _imports(api: ir.Api, resources: tuple[ResourceView, ...]) -> Imports:
    imports = Imports()
    imports.add(code("functools"), code("cached_property"))
    imports.add(code("typing"), code("TYPE_CHECKING"), code("Final"))
    imports.add(code("."), code("errors"))
    imports.add(_CLIENT, *_CLIENT_CLASSES)
    imports.add(_SERVICE, code("Service"))
    imports.add(_SERVICE, *{_kind(credential) for credential in api.credentials})
    if api.credentials:
        imports.add(_CLIENT, code("AsyncKey"), code("Key"), when="typing")
    if api.headers:
        imports.add(_SERVICE, code("ClientHeader"))
    if len(api.servers) > 1:
        imports.add(code("typing"), code("Literal"), when="typing")
    for resource in resources:
        module = code(".resources.{}", resource.module)
        classes = (
            resource.sync,
            resource.asynchronous,
            resource.sync_with_response,
            resource.async_with_response,
            resource.prepared,
        )
        imports.add(module, *classes, when="typing")
    return imports


def _kind(credential: ir.Credential) -> Source:
    match credential.kind:
        case "header" | "query" | "cookie":
            return code("ApiKey")
        case "basic":
            return code("Basic")
        case "bearer":
            return code("Bearer")
        case "oauth2" | "openIdConnect":
            return code("OAuth2")


def _credential(credential: ir.Credential) -> Source:
    parts = [
        code("argument={}", string(credential.argument)),
        code("environment={}", string(credential.environment)),
    ]
    if credential.kind in ("header", "query", "cookie"):
        parts = [string(credential.wire_name), code("where={}", string(credential.kind)), *parts]
    call = code("{}({})", _kind(credential), join(", ", parts))
    return code("{}: {}", string(credential.scheme), call)


def _header(header: ir.ClientHeader) -> Source:
    parts = [string(header.wire_name), code("argument={}", string(header.argument))]
    if header.environment:
        parts.append(code("environment={}", string(header.environment)))
    return code("ClientHeader({})", join(", ", parts))


def _texts(texts: tuple[str, ...]) -> Source:
    quoted = join(", ", [string(text) for text in texts])
    return code("{},", quoted) if len(texts) == 1 else quoted


def _mapping(pairs: list[tuple[Source, Source]]) -> Source:
    return code("{{{}}}", join(", ", [code("{}: {}", key, item) for key, item in pairs]))


def _described(description: str, wire_name: str) -> str:
    return sentence(description) or f"The value of `{wire_name}`."


def _doc(api: ir.Api, added: tuple[Option, ...], head: str) -> Source:
    told = [(o.name, _with_environment(o)) for o in added]
    server = (
        f"Replaces the server's URL, {api.servers[0].url}." if api.servers else "The server's URL."
    )
    told += [
        ("base_url", f"{server} The paths stay."),
        ("max_retries", "How often a call that failed, and may be repeated, is tried again."),
        ("timeout", "Seconds for a whole call, its retries and waits included."),
        ("http_client", "An `httpx2` client of your own; it is not closed with this one."),
    ]
    summary = sentence(first_sentence(api.summary)[0])
    text = f"{head}\n\n{summary}" if summary else head
    return docstring(text, Section("Args", tuple(told)), indent=4)


def _with_environment(option: Option) -> str:
    if option.environment is None:
        return option.text
    return f"{option.text} By default the value of the environment variable `{option.environment}`."
