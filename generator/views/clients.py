"""`client.py` of a package: the service, the clients with their arguments, and the clients' views.

In: `ir.Api` and the views of its resources. Out: `ClientView`. Refuses nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator import ir
from generator.literals import EMPTY, Section, Source, code, docstring, identifier, join, string
from generator.names import Alias
from generator.views.addresses import see
from generator.views.kinds import KINDS, PREFIXES, PREPARED, Variant, variants
from generator.views.options import TYPES, Option, options
from generator.views.renamed import RENAMED, OldView, old_keywords, old_views
from generator.views.resources import ResourceView
from generator.views.scope import Imports
from generator.views.text import first_sentence, sentence

_SERVICE = code("._runtime.service")
_CLIENT = code("._runtime.client")
_CLIENT_CLASSES = (
    code("AsyncClient"),
    code("Client"),
    code("Lazy"),
    code("View"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributeView:
    """An attribute of a class: a resource, or a view."""

    name: Source
    type: Source
    doc: Source
    renamed: tuple[OldView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassView:
    """One of the two clients, or a view of one."""

    name: Source
    base: Source
    doc: Source
    resources: tuple[AttributeView, ...]
    views: tuple[AttributeView, ...] = ()
    arguments: tuple[Source, ...] = ()
    """The declarations after `*`."""
    options: Source = EMPTY
    """The class of what `with_options` takes."""
    options_base: Source = EMPTY
    options_doc: Source = EMPTY
    own_options: tuple[Source, ...] = ()
    old_options: Source = EMPTY
    """Old names of arguments and what they are now, or nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientView:
    """Everything that `client.py` prints, and the clients' names, which the README says."""

    name: Source
    asynchronous: Source
    module_doc: Source
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
    passing: tuple[Source, ...]
    """What the constructors pass on, by name."""
    clients: tuple[ClassView, ...]
    views: tuple[ClassView, ...]
    property: Source
    """What Python calls `property`, where no resource is called so."""


def _module_doc(api: ir.Api) -> str:
    parts = [f"The clients: `{api.client_class}` and `Async{api.client_class}`."]
    return "\n\n".join([*parts, *filter(None, [see(api.docs_url, "options.md")])])


def client_view(
    api: ir.Api, resources: tuple[ResourceView, ...], old: tuple[Alias, ...]
) -> ClientView:
    """The view of `client.py`; `old` are names that arguments of the clients had."""
    name = identifier(api.client_class)
    imports = _imports(api, resources)
    taken = options(api)
    own_property = _import_renamed(imports, resources, old)
    return ClientView(
        name=name,
        asynchronous=code("Async{}", name),
        module_doc=docstring(_module_doc(api), indent=0),
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
        passing=tuple(code("{}={}", n, n) for n in (identifier(o.name) for o in taken)),
        clients=tuple(_client(api, name, prefix, taken, resources, old) for prefix in PREFIXES),
        views=tuple(_view(variant, resources) for variant in variants(name)),
        property=own_property,
    )


def _client(
    api: ir.Api,
    name: Source,
    prefix: Source,
    taken: tuple[Option, ...],
    resources: tuple[ResourceView, ...],
    old: tuple[Alias, ...],
) -> ClassView:
    own, made = code("{}{}", prefix, name), code("{}{}Options", prefix, name)
    said = f"Calls {api.title}, from async code: `{name}` with `await`."
    views = [(k.attribute, code("{}{}{}", prefix, name, k.suffix), k.same) for k in KINDS]
    views.append((PREPARED.attribute, code("Prepared{}", name), PREPARED.same))
    changeable = [o for o in taken if o.own and o.copied]
    return ClassView(
        name=own,
        base=code("{}Client", prefix),
        doc=_doc(api, taken, said if prefix else f"Calls {api.title}."),
        resources=_attributes(resources, [code("{}{}", prefix, r.sync) for r in resources], prefix),
        views=tuple(
            AttributeView(name=n, type=t, doc=docstring(said, indent=8)) for n, t, said in views
        ),
        arguments=tuple(option.declared(prefix) for option in taken),
        options=made,
        options_base=code("Options[{}Middleware]", prefix),
        options_doc=docstring(f"What `{own}.with_options` takes.", indent=8),
        own_options=tuple(code("{}: {}", identifier(o.name), o.typed(prefix)) for o in changeable),
        old_options=old_keywords(old, prefix),
    )


def _view(variant: Variant, resources: tuple[ResourceView, ...]) -> ClassView:
    classes = [
        next(v.name for v in r.views if (v.kind, v.prefix) == (variant.kind, variant.prefix))
        for r in resources
    ]
    return ClassView(
        name=variant.name,
        base=code("View"),
        doc=variant.doc,
        resources=_attributes(resources, classes, variant.prefix),
    )


def _attributes(
    resources: tuple[ResourceView, ...], classes: list[Source], prefix: Source
) -> tuple[AttributeView, ...]:
    return tuple(
        AttributeView(
            name=resource.module,
            type=class_,
            doc=resource.property_doc,
            renamed=old_views(resource.old_modules, prefix),
        )
        for resource, class_ in zip(resources, classes, strict=True)
    )


def _imports(api: ir.Api, resources: tuple[ResourceView, ...]) -> Imports:
    imports = Imports()
    imports.add(code("functools"), code("cached_property"))
    imports.add(code("typing"), code("TYPE_CHECKING"), code("Final"))
    imports.add(code("typing"), code("Self"), code("Unpack"), when="typing")
    for module, types in TYPES.items():
        imports.add(module, *types, when="typing")
    imports.add(code("."), code("errors"))
    imports.add(_CLIENT, *_CLIENT_CLASSES)
    imports.add(_CLIENT, code("Options"), when="typing")
    imports.add(_SERVICE, code("Service"))
    imports.add(_SERVICE, *{_kind(credential) for credential in api.credentials})
    if api.credentials:
        imports.add(code("._runtime.auth"), code("AsyncKey"), code("Key"), when="typing")
    if api.headers:
        imports.add(_SERVICE, code("ClientHeader"))
    if len(api.servers) > 1:
        imports.add(code("typing"), code("Literal"), when="typing")
    for resource in resources:
        module = code(".resources.{}", resource.module)
        classes = (
            resource.sync,
            resource.asynchronous,
            *(variant.name for variant in resource.views),
        )
        imports.add(module, *classes, when="typing")
    return imports


def _import_renamed(
    imports: Imports, resources: tuple[ResourceView, ...], options: tuple[Alias, ...]
) -> Source:
    """Import what old names need, if there are any; return what `property` is called here."""
    old = [alias.name for resource in resources for alias in resource.old_modules]
    if options:
        imports.add(RENAMED, code("old_arguments as _old_arguments"))
    if old:
        imports.add(RENAMED, code("deprecated as _deprecated"))
    if not old or "property" not in {*old, *(resource.module for resource in resources)}:
        return code("property")
    imports.add(code("builtins"), code("property as _property"))
    return code("_property")


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


def _doc(api: ir.Api, taken: tuple[Option, ...], head: str) -> Source:
    told = tuple((option.name, _with_environment(option)) for option in taken)
    summary = sentence(first_sentence(api.summary)[0])
    text = f"{head}\n\n{summary}" if summary else head
    return docstring(text, Section("Args", told), indent=4)


def _with_environment(option: Option) -> str:
    if option.environment is None:
        return option.text
    return f"{option.text} By default the value of the environment variable `{option.environment}`."
