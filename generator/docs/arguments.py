"""The arguments of a call, as its page lists them.

In: `ir.Operation`. Out: `FieldView`s, in the order of the signature. Refuses nothing: a value without an example is not
shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

from generator import ir
from generator.docs.book import Page
from generator.docs.fields import FieldView, limits_of, null_of, values_of
from generator.docs.types import shown
from generator.docs.written import written
from generator.literals import EMPTY, Source, anchor, code, join, page_code, page_text
from generator.views.samples import NoSample, Samples
from generator.views.spoken import in_python


def call_arguments(operation: ir.Operation, page: Page) -> Iterator[FieldView]:
    """Those of the path in its order, then other parameters, then what the body is made of."""
    named = page.book.classes.names.arguments
    samples = Samples(page.book.canonical, page.book.classes)

    path = [p for p in operation.parameters if p.where == "path"]
    path.sort(key=lambda p: operation.path.find(f"{{{p.name}}}"))
    others = [p for p in operation.parameters if p.where != "path"]
    for one in (*path, *others):
        required = one.required or one.where == "path"
        where = code("{} in the {}", page_code(one.name), anchor(one.where))
        name = named[operation.id, one.where, one.name]
        yield _argument(
            name,
            where,
            one,
            page,
            required=required,
            text=_spoken(one, operation, page) or f"The {one.where} parameter.",
            notes=_written(operation, one, samples, page),
        )
    yield from _of_body(operation, page, samples)


def _of_body(operation: ir.Operation, page: Page, samples: Samples) -> Iterator[FieldView]:
    named = page.book.classes.names.arguments
    match operation.body:
        case ir.WholeBody() as body:
            name = named[operation.id, "body", ""]
            where = code("the whole body, {}", page_code(body.media_type))
            said = _spoken(body, operation, page) or "The body."
            yield _argument(name, where, body, page, required=body.required, text=said)
        case ir.ObjectBody() as body:
            properties = page.book.canonical.inputs[body.id]["properties"]
            given = _given(operation, body, samples)
            for field in body.fields:
                name = named[operation.id, "body", field.name]
                where = code("{} in the body", page_code(field.name))
                needed = field.required and body.required
                slot = properties[field.name]
                notes = written(slot, field.name, page.book, given.get(field.name))
                said = _spoken(field, operation, page)
                yield _argument(name, where, field, page, required=needed, text=said, notes=notes)
        case None:
            pass


def _spoken(
    said: ir.Parameter | ir.BodyField | ir.WholeBody, operation: ir.Operation, page: Page
) -> str:
    return in_python(said.description, operation.id, page.book.classes.names)


def _argument(
    name: str,
    where: Source,
    said: ir.Parameter | ir.BodyField | ir.WholeBody,
    page: Page,
    *,
    required: bool,
    text: str,
    notes: Source = EMPTY,
) -> FieldView:
    facts = (limits_of(said.limits), values_of(said.type, page))
    return FieldView(
        id=anchor(name),
        name=page_code(name),
        wire=where,
        type=shown(said.type, page),
        facts=join(" ", [part for part in facts if part]),
        null=null_of(said.type, required=required),
        deprecated=not isinstance(said, ir.WholeBody) and said.deprecated,
        text=page_text(text),
        notes=notes,
    )


def _written(
    operation: ir.Operation, parameter: ir.Parameter, samples: Samples, page: Page
) -> Source:
    """How a parameter is written."""
    with suppress(NoSample):
        slot, value = samples.given(operation.id, parameter)
        return written(slot, parameter.name, page.book, value)
    return EMPTY


def _given(operation: ir.Operation, body: ir.Body, samples: Samples) -> Mapping[str, Any]:
    """The fields of a body, as the sample has them."""
    with suppress(NoSample):
        return dict(samples.given_body(operation.id, body)[1])
    return {}
