"""The closed grammar of `generator.canonical`, asserted for every slot and component of a `Canonical`."""

from collections.abc import Iterator, Mapping
from typing import Any

from generator.canonical import Canonical
from generator.normalize.sides import references

ANNOTATIONS = {"description", "deprecated", "default", "examples", "readOnly", "writeOnly", "title"}
META = {"description", "deprecated", "title"}
LIMITS = {
    "string": {"minLength", "maxLength", "pattern", "format"},
    "integer": {
        "minimum",
        "maximum",
        "exclusiveMinimum",
        "exclusiveMaximum",
        "multipleOf",
        "format",
    },
    "number": {
        "minimum",
        "maximum",
        "exclusiveMinimum",
        "exclusiveMaximum",
        "multipleOf",
        "format",
    },
    "boolean": set(),
}
JSON_TYPES = {"string": str, "integer": int, "number": (int, float), "boolean": bool}
METHODS = {"get", "put", "post", "delete", "options", "head", "patch", "trace"}


def check_canonical(canonical: Canonical) -> None:
    """Every slot and component is in the grammar, every reference resolves on its side, every place is known."""
    for side, components in (("answer", canonical.answers), ("input", canonical.inputs)):
        known = {**canonical.enums, **components}
        assert not set(canonical.enums) & set(components)
        for type_id, component in components.items():
            check_component(component, components)
            for target in references(component):
                assert target in known, f"{target} is not known as {side}, in {type_id}"
            assert type_id in canonical.places, f"{type_id} has no place"
            for name in component.get("properties", ()):
                escaped = name.replace("~", "~0").replace("/", "~1")
                assert f"{type_id}/properties/{escaped}" in canonical.places, (type_id, name)
    for type_id, enum in canonical.enums.items():
        check_enum(enum)
        assert type_id in canonical.places, f"{type_id} has no place"
    reached = set(check_operations(canonical))
    assert canonical.operations_in >= len(reached)
    check_nothing_unreached(canonical)


def check_component(component: Mapping[str, Any], components: Mapping[Any, Any]) -> None:
    keys = set(component) - META
    if "oneOf" in component:
        assert keys == {"oneOf", "discriminator"}, component
        members = [member["$ref"] for member in component["oneOf"]]
        assert len(members) > 1
        assert all(set(member) == {"$ref"} for member in component["oneOf"])
        assert all(components[member]["type"] == "object" for member in members)
        assert set(component["discriminator"]) == {"propertyName", "mapping"}
        assert set(component["discriminator"]["mapping"].values()) == set(members)
        return
    assert keys == {"type", "properties", "required", "additionalProperties"}, component
    assert component["type"] == "object"
    assert set(component["required"]) <= set(component["properties"])
    for slot in component["properties"].values():
        check_slot({k: v for k, v in slot.items() if k not in ANNOTATIONS})
    more = component["additionalProperties"]
    if not isinstance(more, bool):
        check_slot(more)


def check_enum(enum: Mapping[str, Any]) -> None:
    keys = set(enum) - META - {"x-enum-varnames", "x-enum-descriptions"}
    assert keys == {"enum", "type"}, enum
    assert enum["enum"]
    assert None not in enum["enum"]
    assert not any(isinstance(value, (list, dict)) for value in enum["enum"])
    for key in ("x-enum-varnames", "x-enum-descriptions"):
        assert len(enum.get(key, enum["enum"])) == len(enum["enum"])


def check_slot(slot: Mapping[str, Any]) -> None:
    keys = set(slot)
    if not slot:
        return
    if "$ref" in slot:
        assert keys == {"$ref"}, slot
    elif "anyOf" in slot:
        assert keys == {"anyOf"}, slot
        *others, last = slot["anyOf"]
        assert others, slot
        for one in [*others, *([] if last == {"type": "null"} else [last])]:
            assert one, "any value among alternatives"
            assert "anyOf" not in one, "alternatives within alternatives"
            check_slot(one)
    elif "const" in slot:
        assert keys == {"type", "const"}, slot
        assert isinstance(slot["const"], JSON_TYPES[slot["type"]])
    elif slot["type"] == "array":
        assert {"type", "items"} <= keys <= {"type", "items", "minItems", "maxItems", "uniqueItems"}
        check_slot(slot["items"])
    elif slot["type"] == "object":
        assert keys == {"type", "additionalProperties"}, slot
        check_slot(slot["additionalProperties"])
    else:
        assert keys - {"type"} <= LIMITS[slot["type"]], slot


def check_operations(canonical: Canonical) -> Iterator[str]:
    for path, item in canonical.document["paths"].items():
        assert set(item) <= METHODS, path
        for operation in item.values():
            yield operation["operationId"]
            assert len(operation["tags"]) == 1
            assert isinstance(operation["security"], list)
            assert operation["operationId"] in canonical.places
            for parameter in operation["parameters"]:
                key = f"{operation['operationId']}#{parameter['in']}.{parameter['name']}"
                assert key in canonical.places
                content = parameter.get("content", {}).get("application/json", parameter)
                slot = content["schema"]
                check_slot({k: v for k, v in slot.items() if k not in ANNOTATIONS})
            if "requestBody" in operation:
                assert f"{operation['operationId']}#body" in canonical.places
                assert len(operation["requestBody"]["content"]) == 1
            for holder in (operation.get("requestBody", {}), *operation["responses"].values()):
                assert "$ref" not in holder
                for media in holder.get("content", {}).values():
                    check_slot(media["schema"])


def check_nothing_unreached(canonical: Canonical) -> None:
    """Each side holds what its operations reach, and nothing else."""
    reached = {"answer": set(), "input": set()}
    for item in canonical.document["paths"].values():
        for operation in item.values():
            for holder in operation["responses"].values():
                reached["answer"] |= {
                    t for m in holder.get("content", {}).values() for t in references(m["schema"])
                }
            for media in operation.get("requestBody", {}).get("content", {}).values():
                reached["input"] |= set(references(media["schema"]))
    reached["input"] |= {
        one
        for one in canonical.inputs
        if one.startswith("#/paths/") and one.endswith("/parameters")
    }
    for side, components in (("answer", canonical.answers), ("input", canonical.inputs)):
        waiting = list(reached[side])
        while waiting:
            new = set(references(components.get(waiting.pop(), {}))) - reached[side]
            reached[side] |= new
            waiting += new
        assert set(components) <= reached[side]
