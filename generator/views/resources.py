"""The file of one resource: its classes, sync, async, and those of the clients' views.

In: `ir.Resource`. Out: `ResourceView`. Refuses nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator import ir
from generator.literals import EMPTY, Source, code, docstring, identifier, join, string
from generator.names import Alias
from generator.views.addresses import Addresses, see
from generator.views.kinds import Variant, variants
from generator.views.operations import OperationView, operation_view
from generator.views.renamed import RENAMED
from generator.views.scope import Classes, Imports, Scope
from generator.views.text import first_sentence, sentence

_RESOURCE = code(".._runtime.resource")


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceView:
    """Everything that `resources/[[resource.module]].py.jinja` and the clients print about one resource."""

    module: Source
    sync: Source
    asynchronous: Source
    views: tuple[Variant, ...]
    module_doc: Source
    doc: Source
    property_doc: Source
    imports: tuple[Source, ...]
    typing_imports: tuple[Source, ...]
    lazy: Source
    """`inputs, models = LazyModule(…), LazyModule(…)`, or nothing."""
    old_modules: tuple[Alias, ...]
    """Names that the client's attribute had."""
    operations: tuple[OperationView, ...]


def resource_view(
    resource: ir.Resource, api: ir.Api, classes: Classes, where: Addresses
) -> ResourceView:
    """The view of one resource."""
    names = classes.names
    name = identifier(names.resource_classes[resource.tag])
    asynchronous, views = code("Async{}", name), variants(name)
    own = frozenset([name, asynchronous, *(variant.name for variant in views)])
    methods = [names.operations[operation.id] for operation in resource.operations]
    attributes = names.renamed.of("resource", api.client_class)
    old = [a.name for a in names.renamed.of("operation", names.resources[resource.tag])]
    imports = Imports()
    _import_bases(imports, views)
    scope = Scope(classes, imports, own.union(methods, old))
    constants = _constants(methods)
    operations = tuple(
        operation_view(operation, api, scope, constant, where)
        for operation, constant in zip(resource.operations, constants, strict=True)
    )
    _import_renamed(imports, operations)
    lazy = _lazy(imports)
    text = resource.description or f"The operations of {resource.tag}."
    return ResourceView(
        module=identifier(names.resources[resource.tag]),
        sync=name,
        asynchronous=asynchronous,
        views=views,
        module_doc=docstring(_titled(resource, where), indent=0),
        doc=docstring(sentence(text), indent=4),
        property_doc=docstring(sentence(first_sentence(text)[0] or resource.tag), indent=4),
        imports=imports.lines("running"),
        typing_imports=imports.lines("typing"),
        lazy=lazy,
        old_modules=tuple(a for a in attributes if a.new == names.resources[resource.tag]),
        operations=operations,
    )


def _import_bases(imports: Imports, views: tuple[Variant, ...]) -> None:
    imports.add(_RESOURCE, code("Resource"), code("AsyncResource"))
    for variant in views:
        imports.add(_RESOURCE, variant.kind.base, variant.function)
    imports.add(code(".._runtime.extras"), code("Extra"), when="typing")
    imports.add(code("typing"), code("Final"), code("TYPE_CHECKING"))
    imports.add(code("typing"), code("Unpack"), when="typing")


def _import_renamed(imports: Imports, operations: tuple[OperationView, ...]) -> None:
    """What old names need, if there are any; underscored, for no method is called so."""
    if any(operation.old_arguments for operation in operations):
        imports.add(code(".{}", RENAMED), code("old_arguments as _old_arguments"))
    if any(operation.renamed for operation in operations):
        names = code("OldMethod as _OldMethod"), code("deprecated as _deprecated")
        imports.add(code(".{}", RENAMED), *names)


def _titled(resource: ir.Resource, where: Addresses) -> str:
    head = first_sentence(resource.description)[0]
    title = f"{resource.tag}: {sentence(head)}" if head else sentence(resource.tag)
    link = see(where.base, "operations/index.md")
    return f"{title}\n\n{link}" if link else title


def _constants(methods: list[str]) -> list[Source]:
    """`_UPDATE_ORDER` for `update_order`; as the method is written where two would be the same."""
    upper = [method.upper() for method in methods]
    return [
        identifier(f"_{method if upper.count(method.upper()) > 1 else method.upper()}")
        for method in methods
    ]


def _lazy(imports: Imports) -> Source:
    """Models are imported by the first call, not by the import of the resource."""
    modules = sorted(imports.typing.get(code(".."), ()))
    if not modules:
        return EMPTY
    imports.add(code(".._runtime.lazy"), code("LazyModule"))
    calls = [code("LazyModule(__package__, {})", string(f"..{module}")) for module in modules]
    return code("{} = {}", join(", ", modules), join(", ", calls))
