"""Canonical forms and declarations made by hand."""

from __future__ import annotations

from typing import Any

import yaml

from generator.canonical import Canonical, TypeId
from generator.declaration import Declaration, load
from generator.diagnostics import Problems
from generator.source import At, parse

ORDER = "#/components/schemas/Order"


def component(name: str) -> str:
    return f"#/components/schemas/{name}"


def obj(*names: str, **slots: Any) -> dict[str, Any]:
    """An object with text properties `names`, and `slots`."""
    return {"type": "object", "properties": {name: {"type": "string"} for name in names} | slots}


def enum(*values: Any, **more: Any) -> dict[str, Any]:
    return {"enum": list(values), **more}


def ref(name: str) -> dict[str, Any]:
    return {"$ref": name if "#" in name else component(name)}


def operation(
    identity: str,
    *,
    tag: str = "Orders",
    parameters: list[Any] | None = None,
    body: Any = None,
    responses: dict[str, Any] | None = None,
    **more: Any,
) -> dict[str, Any]:
    found: dict[str, Any] = {
        "operationId": identity,
        "tags": [tag],
        "security": [],
        "parameters": parameters or [],
        "responses": responses or {"204": {"description": "Done."}},
        **more,
    }
    if body is not None:
        found["requestBody"] = body if "content" in body else json_body(body)
    return found


def json_body(slot: Any) -> dict[str, Any]:
    return {"required": True, "content": {"application/json": {"schema": slot}}}


def answer(slot: Any, description: str = "It.") -> dict[str, Any]:
    return {"description": description, "content": {"application/json": {"schema": slot}}}


def parameter(name: str, where: str = "query", schema: Any = None, **more: Any) -> dict[str, Any]:
    found = {"name": name, "in": where, "schema": schema or {"type": "string"}}
    return found | ({"required": True} if where == "path" else {}) | more


def canonical(
    paths: dict[str, Any] | None = None,
    *,
    enums: dict[str, Any] | None = None,
    answers: dict[str, Any] | None = None,
    inputs: dict[str, Any] | None = None,
    document: dict[str, Any] | None = None,
) -> Canonical:
    """Short names are those of components."""
    whole = {
        "openapi": "3.1.0",
        "info": {"title": "Orders", "version": "1"},
        "servers": [{"url": "https://api.example"}],
        "paths": paths or {},
        **(document or {}),
    }
    text = yaml.safe_dump(whole, sort_keys=False)
    source = parse("openapi.yaml", text, Problems())
    places: dict[str, At] = {}
    for path, item in whole["paths"].items():
        for method, found in item.items():
            at = source.root.at("paths", path, method)
            identity = found["operationId"]
            places[identity] = at
            places[f"{identity}#body"] = at.at("requestBody")
            for index, given in enumerate(found["parameters"]):
                key = f"{identity}#{given['in']}.{given['name']}"
                places[key] = at.at("parameters", index)
    return Canonical(
        document=whole,
        enums=_by_id(enums),
        answers=_by_id(answers),
        inputs=_by_id(inputs),
        places=places,
        operations_in=sum(len(item) for item in whole["paths"].values()),
    )


def _by_id(schemas: dict[str, Any] | None) -> dict[TypeId, Any]:
    return {
        TypeId(name if "#" in name else component(name)): schema
        for name, schema in (schemas or {}).items()
    }


def declaration(
    text: str = "", *, package: str = "wix-orders", client: str = "WixOrders"
) -> Declaration:
    whole = f"package: {package}\nclient: {client}\n{text}"
    problems = Problems()
    found = load(parse("client.yaml", whole, problems), problems)
    problems.stop_if_any()
    return found
