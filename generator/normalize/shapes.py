"""What values look like on the wire, and whether the style of a parameter has a form for them.

In: slots, and the components that they refer to, properties and all. Out: nothing. Unsupported:
styles that have no form for a type.

OpenAPI 3.1, 4.8.12.6 defines no lists in deepObject, nor objects in lists; objects in objects,
and lists in them, are written as servers that take deepObject expect them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from generator.canonical import TypeId
from generator.normalize.node import Node
from generator.normalize.schemas.values import Slot
from generator.normalize.sides import LEFT_OUT, Components
from generator.normalize.unsupported import Refusals

Shapes = frozenset[str]
VALUE: Shapes = frozenset({"value"})
FLAT: Shapes = frozenset({"value", "list", "object"})
LISTED: Shapes = frozenset({"value", "list"})
FORMS: Mapping[str, Shapes] = {
    "simple": FLAT,
    "label": FLAT,
    "matrix": FLAT,
    "form": FLAT,
    "spaceDelimited": LISTED,
    "pipeDelimited": LISTED,
    "deepObject": frozenset({"value", "object", "tree"}),
}
"""What has a form in each style."""
WORDS = {
    "list": "a list",
    "object": "an object",
    "tree": "an object in an object, or a list in one",
    "nested": "lists or objects inside a list",
}
FORM_STYLES = ("form", "spaceDelimited", "pipeDelimited", "deepObject")
"""OpenAPI 3.1, 4.8.15.1: a property of a form has the styles of a query parameter."""


def check_parameter(
    spec: Mapping[str, Any], node: Node, components: Components, refusals: Refusals
) -> None:
    """Refuse the style of a parameter that has no form for its type; JSON has one for all."""
    bad = _without_form(spec.get("style", ""), spec.get("schema", {}), components)
    if bad:
        message = f"the style {spec['style']!r} of the {spec['in']} parameter {spec['name']!r} has no form for {bad}"
        advice = "describe the parameter by `content: application/json`, or make its type flat"
        refusals.add("unsupported-parameter-style", message, node, advice)


def check_form(
    media: Mapping[str, Any], node: Node, components: Components, refusals: Refusals
) -> None:
    """The same for the properties of a form that have a style of their own."""
    properties = components[media["schema"]["$ref"]]["properties"]
    for name, written in media.get("encoding", {}).items():
        style = written.get("style", "form")
        if name not in properties or not {"style", "explode"} & set(written):
            continue
        bad = _without_form(style, properties[name], components)
        if style not in FORM_STYLES or bad:
            message = f"the style {style!r} of the form's property {name!r} " + (
                f"has no form for {bad}" if style in FORM_STYLES else "is not defined for forms"
            )
            advice = "take style and explode out, which gives JSON for objects and one field for each item of a list"
            refusals.add("unsupported-form-style", message, node, advice)


def _without_form(style: str, slot: Slot, components: Components) -> str:
    bad = shapes(slot, components) - FORMS.get(style, frozenset(WORDS) | VALUE)
    return " and ".join(WORDS[shape] for shape in sorted(bad))


def shapes(slot: Slot, components: Components, above: frozenset[TypeId] = frozenset()) -> Shapes:
    """What values look like.

    `value`; `list` of values; `object` of values; `tree`: an object of values, lists of values,
    and trees; `nested`: anything else.
    """
    match slot:
        case {"$ref": str(reference)}:
            return _named(TypeId(reference), components, above)
        case {"anyOf": [*options]}:
            return _all(options, components, above)
        case {"type": "array", "items": items}:
            return frozenset({"list" if shapes(items, components, above) == VALUE else "nested"})
        case {"type": "object", "additionalProperties": entries}:
            return _object(shapes(entries, components, above))
        case _:
            return VALUE


def _all(slots: Iterable[Slot], components: Components, above: frozenset[TypeId]) -> Shapes:
    return Shapes().union(*(shapes(slot, components, above) for slot in slots))


def _named(type_id: TypeId, components: Components, above: frozenset[TypeId]) -> Shapes:
    component, inside = components[type_id], above | {type_id}
    if type_id in above:
        return frozenset({"tree"})
    if "enum" in component:
        return VALUE
    if "oneOf" in component:
        return _all(component["oneOf"], components, inside)
    held = component["properties"].values()
    slots: list[Any] = [slot for slot in held if not slot.get(LEFT_OUT["input"])]
    if isinstance(component["additionalProperties"], Mapping):
        slots.append(component["additionalProperties"])
    return _object(_all(slots, components, inside))


def _object(inner: Shapes) -> Shapes:
    if inner <= VALUE:
        return frozenset({"object"})
    return frozenset({"nested" if "nested" in inner else "tree"})
