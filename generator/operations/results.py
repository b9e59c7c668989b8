"""What a method returns.

In: an operation's successes, and the declared `result`. Out: the property that is returned, and the type. Refuses: a
result that is not a required property of every documented success (`invalid-result`).
"""

from __future__ import annotations

from generator import ir
from generator.operations.context import Context, Found, did_you_mean
from generator.operations.types import NULL, type_of, union


def returned(
    context: Context, found: Found, replies: tuple[ir.Reply, ...]
) -> tuple[str | None, ir.Type | None]:
    """The declared property, or None for the whole answer; and the type, or None where no success has content."""
    wanted = found.options.result if found.options is not None else None
    if wanted is not None and not any(reply.type is not None for reply in replies):
        _refuse(
            context, found, wanted, "no success is documented with content", "document the answer"
        )
        return None, None
    types: list[ir.Type] = []
    for reply in replies:
        if reply.type is None:
            types.append(NULL)
        elif wanted is None:
            types.append(reply.type)
        else:
            types.append(_property(context, found, reply.type, wanted) or reply.type)
    if all(found_type == NULL for found_type in types):
        return wanted, None
    return wanted, union(types)


def _property(context: Context, found: Found, answer: ir.Type, wanted: str) -> ir.Type | None:
    schema = context.canonical.answers.get(answer.id, {}) if isinstance(answer, ir.Named) else {}
    properties = schema.get("properties", {})
    if not isinstance(answer, ir.Named) or "oneOf" in schema:
        _refuse(context, found, wanted, "a success is no object", "leave `result` out")
    elif wanted not in properties:
        hint = did_you_mean(wanted, properties)
        _refuse(context, found, wanted, "a success has no such property", hint, answer.id)
    elif wanted not in schema.get("required", ()):
        hint = (
            f"add {wanted!r} to `required` in the answer's schema, with the evidence in origin.toml"
        )
        _refuse(
            context, found, wanted, "the property is not required in a success", hint, answer.id
        )
    else:
        return type_of(properties[wanted], "answer", context.canonical)
    return None


def _refuse(context: Context, found: Found, wanted: str, why: str, hint: str, *at: str) -> None:
    assert found.options is not None
    message = f"{found.id!r} cannot return {wanted!r}: {why}"
    places = [found.options.at.at("result"), *context.at(*(at or (found.id,)))]
    context.problems.error("invalid-result", message, *places, hint=hint)
