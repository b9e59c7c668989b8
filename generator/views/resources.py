"""The file of one resource: its classes, sync, async, and the views that `with_response` and `prepare` give.

In: `ir.Resource`. Out: `ResourceView`. Refuses nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator import ir
from generator.literals import EMPTY, Source, code, docstring, identifier, join, string
from generator.views.operations import OperationView, operation_view
from generator.views.scope import Classes, Imports, Scope
from generator.views.text import first_sentence, sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceView:
    """Everything that `resources/[[resource.module]].py.jinja` and the clients print about one resource."""

    module: Source
    sync: Source
    asynchronous: Source
    sync_with_response: Source
    async_with_response: Source
    prepared: Source
    module_doc: Source
    doc: Source
    property_doc: Source
    imports: tuple[Source, ...]
    typing_imports: tuple[Source, ...]
    lazy: Source
    """`inputs, models = module(…), module(…)`, or nothing."""
    operations: tuple[OperationView, ...]


def resource_view(resource: ir.Resource, api: ir.Api, classes: Classes) -> ResourceView:
    """The view of one resource."""
    names = classes.names
    name = identifier(names.resource_classes[resource.tag])
    own = _class_names(name)
    methods = [names.operations[operation.id] for operation in resource.operations]
    imports = Imports()
    scope = Scope(classes, imports, frozenset([*own.values(), *methods]))
    constants = _constants(methods)
    views = tuple(
        operation_view(operation, api, scope, constant)
        for operation, constant in zip(resource.operations, constants, strict=True)
    )
    lazy = _lazy(imports)
    text = resource.description or f"The operations of {resource.tag}."
    return ResourceView(
        module=identifier(names.resources[resource.tag]),
        sync=own["sync"],
        asynchronous=own["async"],
        sync_with_response=own["sync_with_response"],
        async_with_response=own["async_with_response"],
        prepared=own["prepared"],
        module_doc=docstring(_titled(resource), indent=0),
        doc=docstring(sentence(text), indent=4),
        property_doc=docstring(sentence(first_sentence(text)[0] or resource.tag), indent=8),
        imports=imports.lines("running"),
        typing_imports=imports.lines("typing"),
        lazy=lazy,
        operations=views,
    )


def _class_names(name: Source) -> dict[str, Source]:
    return {
        "sync": name,
        "async": code("Async{}", name),
        "sync_with_response": code("{}WithResponse", name),
        "async_with_response": code("Async{}WithResponse", name),
        "prepared": code("Prepared{}", name),
    }


def _titled(resource: ir.Resource) -> str:
    head = first_sentence(resource.description)[0]
    return f"{resource.tag}: {sentence(head)}" if head else sentence(resource.tag)


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
    imports.add(code(".._runtime.lazy"), code("module"))
    calls = [code("module(__package__, {})", string(f"..{module}")) for module in modules]
    return code("{} = {}", join(", ", modules), join(", ", calls))
