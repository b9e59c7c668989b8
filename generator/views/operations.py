"""One operation as its file shows it: a constant that says what is sent and read, and methods of one statement.

In: `ir.Operation`. Out: `OperationView`. Refuses nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from generator import ir
from generator.literals import EMPTY, Source, code, identifier, join, string, value
from generator.views.addresses import Addresses
from generator.views.arguments import arguments, signature
from generator.views.docs import operation_doc
from generator.views.renamed import OldView, old_keywords, old_views
from generator.views.scope import Scope

_OPERATION = code(".._runtime.operation")
_SPREAD = {
    "json": code("JsonBody"),
    "form": code("FormBody"),
    "multipart": code("MultipartBody"),
}
_WHOLE = {
    "json": code("WholeJson"),
    "text": code("TextBody"),
    "bytes": code("BytesBody"),
}
_READ = {
    "json": code("Json"),
    "text": code("Text"),
    "bytes": code("Bytes"),
    "none": code("Empty"),
}
"""For each encoding its class in the runtime."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationView:
    """Everything that the template of a resource prints about one operation."""

    name: Source
    constant: Source
    qualified_name: Source
    """`"orders.update_order"`, as messages name it."""
    method: Source
    path: Source
    parameters: Source
    checked: Source
    body: Source
    accept: Source
    """Nothing where it is JSON."""
    answers: Source
    errors: Source
    security: Source
    idempotent: bool
    returns: Source
    signature: Source
    """What stands between the parentheses of the methods, after `self`."""
    passing: Source
    """What stands between the parentheses of `self._send`, after the constant."""
    doc: Source
    async_doc: Source
    renamed: tuple[OldView, ...]
    """Names that the method had."""
    old_arguments: Source
    """Old names of arguments and what they are now, or nothing."""


def operation_view(
    operation: ir.Operation, api: ir.Api, scope: Scope, constant: Source, where: Addresses
) -> OperationView:
    """The view of one operation; what it needs is imported into `scope`."""
    names = scope.classes.names
    taking = arguments(operation, scope)
    passed = [*(a.name for a in taking), code("_extra")]
    name = identifier(names.operations[operation.id])
    resource = names.resources[operation.tag]
    scope.imports.add(_OPERATION, code("Operation"))
    return OperationView(
        name=name,
        constant=constant,
        qualified_name=string(f"{resource}.{name}"),
        method=string(operation.method.upper()),
        path=string(operation.path),
        parameters=_tuple([_parameter(operation, p, scope) for p in operation.parameters]),
        checked=_checked(operation, scope),
        body=_body(operation, scope),
        accept=EMPTY if operation.accept == "application/json" else string(operation.accept),
        answers=_replies(operation, operation.replies, scope, result=True),
        errors=_replies(operation, operation.errors, scope, result=False),
        security=_tuple(
            [_tuple([string(s) for s in schemes]) or code("()") for schemes in operation.security]
        ),
        idempotent=operation.idempotent,
        returns=scope.annotation(operation.returns),
        signature=signature(taking, scope),
        passing=join("", [code(", {}={}", name, name) for name in passed]),
        renamed=old_views(a for a in names.renamed.of("operation", resource) if a.new == name),
        old_arguments=old_keywords(names.renamed.of("argument", f"{resource}.{name}")),
        doc=operation_doc(operation, api, names, taking, where=where, kind="sync"),
        async_doc=operation_doc(operation, api, names, taking, where=where, kind="async"),
    )


# --- what is sent -------------------------------------------------------------------------------


def _parameter(operation: ir.Operation, parameter: ir.Parameter, scope: Scope) -> Source:
    scope.imports.add(_OPERATION, code("Parameter"))
    name = scope.classes.names.arguments[operation.id, parameter.where, parameter.name]
    parts = [string(name), string(parameter.name), string(parameter.where)]
    if parameter.style != "simple":
        parts.append(code("style={}", string(parameter.style)))
    if parameter.explode:
        parts.append(code("explode=True"))
    if parameter.required and parameter.where != "path":
        parts.append(code("required=True"))
    if parameter.allow_reserved:
        parts.append(code("allow_reserved=True"))
    return code("Parameter({})", join(", ", parts))


def _checked(operation: ir.Operation, scope: Scope) -> Source:
    name = scope.classes.names.parameter_models.get(operation.id)
    if name is None or name not in scope.classes.modules:
        return EMPTY
    return code("lambda: {}", scope.qualified(name))


def _body(operation: ir.Operation, scope: Scope) -> Source:
    match operation.body:
        case None:
            return EMPTY
        case ir.ObjectBody() as body:
            kind = _SPREAD[body.encoding]
            parts = _spread(operation.id, body, scope)
        case ir.WholeBody() as body:
            kind = _WHOLE[body.encoding]
            name = scope.classes.names.arguments[operation.id, "body", ""]
            parts = [_whole(operation.id, body, scope)] if body.encoding == "json" else []
            parts += [code("argument={}", string(name))] if name != "body" else []
        case _:
            assert_never(operation.body)
    scope.imports.add(_OPERATION, kind)
    if not body.required:
        parts.append(code("required=False"))
    if body.media_type != "application/json":
        parts.append(code("media_type={}", string(body.media_type)))
    return code("{}({})", kind, join(", ", parts))


def _whole(operation: str, body: ir.WholeBody, scope: Scope) -> Source:
    """What checks a JSON body: its type, or the type of its own that also knows its limits."""
    own = scope.classes.names.body_types.get(operation)
    return code("lambda: {}", scope.expression(body.type) if own is None else scope.qualified(own))


def _spread(operation: str, body: ir.ObjectBody, scope: Scope) -> list[Source]:
    """The input class, the arguments that feed it, and which of them are called otherwise than its fields."""
    names = scope.classes.names
    given = [names.arguments[operation, "body", f.name] for f in body.fields]
    fields = [names.members[body.id, f.name] for f in body.fields]
    renamed = [
        code("{}: {}", string(argument), string(name))
        for argument, name in zip(given, fields, strict=True)
        if argument != name
    ]
    model = scope.qualified(scope.classes.type_name(body.id, "input"))
    parts = [
        code("lambda: {}", model),
        code("fields={}", _tuple([string(a) for a in given]) or code("()")),
    ]
    if renamed:
        parts.append(code("renamed={{{}}}", join(", ", renamed)))
    styles = [_style(f) for f in body.fields if body.encoding == "form" and f.style is not None]
    if styles:
        parts.append(code("styles={{{}}}", join(", ", styles)))
    return parts


def _style(field: ir.BodyField) -> Source:
    explode = field.style == "form" if field.explode is None else field.explode
    return code("{}: ({}, {})", string(field.name), string(field.style or "form"), value(explode))


def _tuple(items: list[Source]) -> Source:
    """A tuple of `items`; nothing for none of them, which is what the runtime assumes."""
    if not items:
        return EMPTY
    return code("({},)", items[0]) if len(items) == 1 else code("({})", join(", ", items))


# --- what is read -------------------------------------------------------------------------------


def _replies(
    operation: ir.Operation, replies: tuple[ir.Reply, ...], scope: Scope, *, result: bool
) -> Source:
    items = [_reply(operation, reply, scope, result=result) for reply in replies]
    return code("{{{}}}", join(", ", items)) if items else EMPTY


def _reply(operation: ir.Operation, reply: ir.Reply, scope: Scope, *, result: bool) -> Source:
    kind = _READ[reply.encoding if reply.type is not None else "none"]
    parts = []
    if reply.encoding == "json" and reply.type is not None:
        parts.append(code("lambda: {}", scope.expression(reply.type)))
        if result and operation.result_property is not None and isinstance(reply.type, ir.Named):
            name = scope.classes.names.members[reply.type.id, operation.result_property]
            parts.append(code("result={}", string(name)))
    scope.imports.add(_OPERATION, kind)
    return code("{}: {}({})", string(reply.status), kind, join(", ", parts))
