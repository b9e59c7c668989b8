"""Parameters of an operation.

In: OpenAPI Parameter Objects, as typed by the document model, and their slots. Out: `ir.Parameter`s in the order
written. Refuses: a header that is the client's too (`header-twice`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, cast

from generator import ir
from generator.canonical import Schema
from generator.diagnostics import Located
from generator.limits import in_words
from generator.operations.context import Context, Found, text
from generator.operations.types import described, type_of

if TYPE_CHECKING:
    from openapi_python_client import schema as oai

_DEFAULT_STYLE: Mapping[ir.Location, ir.Style] = {
    "path": "simple",
    "query": "form",
    "header": "simple",
    "cookie": "form",
}


def parameters(context: Context, found: Found) -> Iterator[ir.Parameter]:
    """The parameters, each an argument of the method."""
    headers = {name.lower(): header for name, header in context.declaration.headers.items()}
    # The canonical form has no references here.
    every = cast("list[oai.Parameter]", found.typed.parameters or [])
    for typed, raw in zip(every, found.raw.get("parameters", ()), strict=True):
        where, name = raw["in"], raw["name"]
        if where == "header" and name.lower() in headers:
            message = f"the header {name} is the client's, and a parameter of {found.id!r} too"
            places: list[Located] = [headers[name.lower()].at.key()]
            places += context.at(f"{found.id}#{where}.{name}")
            hint = "take it out of the operation's parameters, or out of `headers` in client.yaml"
            context.problems.error("header-twice", message, *places, hint=hint)
        yield _parameter(context, typed, raw)


def _parameter(context: Context, typed: oai.Parameter, raw: Mapping[str, Any]) -> ir.Parameter:
    where: ir.Location = typed.param_in.value
    slot, is_json = _slot(raw)
    type_ = type_of(slot, "input", context.canonical)
    style, explode = _style(typed, where, is_json=is_json)
    return ir.Parameter(
        name=text(typed.name),
        where=where,
        type=type_,
        required=typed.required,
        style=style,
        explode=explode,
        description=text(typed.description) or described(slot, context.canonical),
        deprecated=typed.deprecated or slot.get("deprecated") is True,
        limits=in_words(slot),
        allow_reserved=typed.allowReserved,
    )


def _slot(raw: Mapping[str, Any]) -> tuple[Schema, bool]:
    """The slot, and whether the value is written as JSON."""
    content = raw.get("content")
    if content:
        return next(iter(content.values())).get("schema", {}), True
    return raw.get("schema", {}), False


def _style(typed: oai.Parameter, where: ir.Location, *, is_json: bool) -> tuple[Any, bool]:
    """Style and explode, by the defaults of OpenAPI 3.1, Parameter Object: explode is true for form alone."""
    if is_json:
        return "json", False
    style = text(typed.style) or _DEFAULT_STYLE[where]
    explode = typed.explode if "explode" in typed.model_fields_set else style == "form"
    return style, explode
