"""A tiny API with everything in it, by hand: what the stages before would give to `render`."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

from generator import ir
from generator.canonical import Canonical, TypeId
from generator.names import Names
from generator.pipeline import runtime_files
from generator.render import File, Parts, render

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates" / "package"

ORDER = TypeId("#/components/schemas/Order")
UPDATE = TypeId("#/components/schemas/OrderUpdate")
REQUEST = TypeId("#/paths/~1orders~1{order.id}/patch/requestBody/content/application~1json/schema")
ANSWER = TypeId("#/paths/~1orders~1{order.id}/patch/responses/200/content/application~1json/schema")
ERROR = TypeId("#/components/schemas/Error")
STATUS = TypeId("#/components/schemas/OrderStatus")

MODELS = '''"""Answers."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from ._runtime.model import Answer


class OrderStatus(StrEnum):
    """Where an order stands."""

    DRAFT = "draft"
    DONE = "done"


OrderStatusLike = OrderStatus | Literal["draft", "done"]


class Order(Answer):
    """An order."""

    id: str
    total: Decimal | None = None
    status: Annotated[OrderStatus | str | None, Field(union_mode="left_to_right")] = None


class UpdateOrderResponse(Answer):
    """The envelope."""

    order: Order


class Problem(Answer):
    """What went wrong."""

    code: str | None = None
'''

INPUTS = '''"""Requests."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from ._runtime.missing import MISSING, Missing
from ._runtime.model import Input
from .models import OrderStatus


class OrderUpdate(Input):
    """What to change."""

    note: Annotated[str | None | Missing, Field(max_length=100)] = MISSING
    status: OrderStatus | Literal["draft", "done"] | Missing = MISSING


class UpdateOrderRequest(Input):
    """The body."""

    order: OrderUpdate
    id: str | Missing = MISSING


class ListOrdersParameters(Input):
    """Checks the parameters of `list`."""

    limit: Annotated[int | Missing, Field(alias="query.limit", ge=1)] = MISSING
    status: Annotated[OrderStatus | Missing, Field(alias="query.status")] = MISSING
    tags: Annotated[list[str] | Missing, Field(alias="query.tags")] = MISSING
'''

TEXT = ir.Scalar("str")
NULL = ir.Scalar("null")


def _parameter(name: str, where: ir.Location, **more: Any) -> ir.Parameter:
    style: ir.Style = "form" if where in ("query", "cookie") else "simple"
    given: dict[str, Any] = {
        "name": name,
        "where": where,
        "type": TEXT,
        "required": where == "path",
        "style": style,
        "explode": style == "form",
        "description": "",
        "deprecated": False,
        "limits": (),
    }
    return ir.Parameter(**given | more)


def _reply(status: str, description: str, kind: ir.Type | None = None, **more: Any) -> ir.Reply:
    given: dict[str, Any] = {
        "status": status,
        "description": description,
        "media_type": "application/json" if kind else None,
        "encoding": "json" if kind else "none",
        "type": kind,
    }
    return ir.Reply(**given | more)


def _operation(operation_id: str, method: str, path: str, tag: str, **more: Any) -> ir.Operation:
    given: dict[str, Any] = {
        "id": operation_id,
        "method": method,
        "path": path,
        "tag": tag,
        "summary": "",
        "description": "",
        "deprecated": False,
        "parameters": (),
        "body": None,
        "replies": (),
        "errors": (),
        "result_property": None,
        "returns": None,
        "security": (("apiKey",),),
        "idempotent": False,
        "external_docs": None,
    }
    return ir.Operation(**given | more)


UPDATE_ORDER = _operation(
    "updateOrder",
    "PATCH",
    "/orders/{order.id}",
    "Orders",
    summary="Update an order",
    description="Changes what is given.\n\n- A field left out stays.\n- `null` removes it.",
    parameters=(_parameter("order.id", "path", description="Order ID"),),
    body=ir.ObjectBody(
        media_type="application/json",
        encoding="json",
        id=REQUEST,
        required=True,
        fields=(
            ir.BodyField(
                name="order",
                type=ir.Named(UPDATE, "input"),
                required=True,
                description="What to change; what is left out stays.",
                deprecated=False,
                limits=(),
            ),
            ir.BodyField(
                name="id", type=TEXT, required=False, description="", deprecated=True, limits=()
            ),
        ),
    ),
    replies=(_reply("200", "The order after the change", ir.Named(ANSWER, "answer")),),
    errors=(
        _reply("404", "There is no such order.", ir.Named(ERROR, "answer")),
        _reply("428", "The order cannot be changed now", ir.Named(ERROR, "answer")),
        _reply("default", "Error"),
    ),
    result_property="order",
    returns=ir.Named(ORDER, "answer"),
    idempotent=True,
    external_docs="https://example.com/update",
)

LIST_ORDERS = _operation(
    "listOrders",
    "GET",
    "/orders",
    "Orders",
    description="Lists orders. Newest first.",
    parameters=(
        _parameter("X-Trace", "header", required=True),
        _parameter(
            "limit", "query", type=ir.Scalar("int"), description="How many", limits=("at least 1",)
        ),
        _parameter("status", "query", type=ir.EnumOf(STATUS, "input", "str")),
        _parameter("tags", "query", type=ir.ListOf(TEXT), style="pipeDelimited", explode=False),
    ),
    replies=(_reply("2XX", "OK", ir.ListOf(ir.Named(ORDER, "answer"))),),
    returns=ir.ListOf(ir.Named(ORDER, "answer")),
    security=((), ("apiKey", "basic")),
    idempotent=True,
)

STATUSES = _operation(
    "statuses",
    "GET",
    "/orders/{order.id}/statuses",
    "Orders",
    parameters=(_parameter("order.id", "path"),),
    replies=(_reply("200", "", ir.MapOf(ir.OneOf((ir.EnumOf(STATUS, "answer", "str"), NULL)))),),
    returns=ir.MapOf(ir.OneOf((ir.EnumOf(STATUS, "answer", "str"), NULL))),
)

DELETE_ORDER = _operation(
    "deleteOrder",
    "DELETE",
    "/orders/{order.id}",
    "Orders",
    summary="Delete an order.",
    deprecated=True,
    parameters=(_parameter("order.id", "path"),),
    replies=(_reply("204", "No Content"),),
)

UPLOAD = _operation(
    "upload",
    "PUT",
    "/files/{name}",
    "Files & more",
    summary="Store a file.",
    parameters=(_parameter("name", "path"),),
    body=ir.WholeBody(
        media_type="image/png",
        encoding="bytes",
        type=ir.Scalar("bytes"),
        required=False,
        description="The picture.",
    ),
    replies=(_reply("200", "Its address.", TEXT, encoding="text", media_type="text/plain"),),
    returns=TEXT,
    security=(),
)

MOST = _operation(
    "most",
    "POST",
    "/most",
    "Files & more",
    summary="Every kind of type.",
    body=ir.WholeBody(
        media_type="application/merge-patch+json",
        encoding="json",
        type=ir.ListOf(ir.Named(UPDATE, "input")),
        required=True,
        description="",
    ),
    replies=(
        _reply(
            "200",
            "Success",
            ir.OneOf(
                (
                    ir.Scalar("number"),
                    ir.Scalar("decimal"),
                    ir.Scalar("datetime"),
                    ir.Const("x"),
                    ir.Const(True),
                    ir.Scalar("any"),
                    NULL,
                )
            ),
        ),
    ),
    returns=ir.OneOf(
        (
            ir.Scalar("number"),
            ir.Scalar("decimal"),
            ir.Scalar("datetime"),
            ir.Const("x"),
            ir.Const(True),
            ir.Scalar("any"),
            NULL,
        )
    ),
    security=((),),
)

API = ir.Api(
    title="Tiny Shop",
    summary="Orders of a tiny shop.",
    description="All of it, in a few operations.",
    api_version="1",
    distribution="tiny-shop",
    package="tiny_shop",
    version="0.1.0",
    client_class="TinyShop",
    servers=(
        ir.Server(name="production", url="https://api.example.com", description="Production."),
        ir.Server(name="staging", url="https://staging.example.com", description=""),
    ),
    credentials=(
        ir.Credential(
            scheme="apiKey",
            kind="header",
            wire_name="X-API-Key",
            argument="api_key",
            environment="TINY_SHOP_API_KEY",
            description="The key of the shop",
        ),
        ir.Credential(
            scheme="basic",
            kind="basic",
            wire_name="Authorization",
            argument="login",
            environment="TINY_SHOP_LOGIN",
            description="",
        ),
    ),
    headers=(
        ir.ClientHeader(
            wire_name="shop-id",
            argument="shop_id",
            environment="TINY_SHOP_SHOP_ID",
            description="Which shop.",
        ),
    ),
    resources=(
        ir.Resource(
            tag="Orders",
            description="Read and change orders.",
            operations=(UPDATE_ORDER, LIST_ORDERS, STATUSES, DELETE_ORDER),
        ),
        ir.Resource(tag="Files & more", description="", operations=(UPLOAD, MOST)),
    ),
    error_statuses=(404, 428),
    error_codes=(
        ir.ErrorCode(status=428, code="ORDER_IS_PENDING", description="Not yet approved"),
    ),
    error_code_pointers=("/code",),
    error_message_pointers=("/message", "/title"),
    request_id_header="x-request-id",
    external_docs="https://example.com/docs",
)

NAMES = Names(
    types={
        (ORDER, "answer"): "Order",
        (UPDATE, "input"): "OrderUpdate",
        (REQUEST, "input"): "UpdateOrderRequest",
        (ANSWER, "answer"): "UpdateOrderResponse",
        (ERROR, "answer"): "Problem",
        (STATUS, "answer"): "OrderStatus",
        (STATUS, "input"): "OrderStatus",
    },
    members={
        (ANSWER, "order"): "order",
        (ORDER, "id"): "id",
        (UPDATE, "note"): "note",
        (UPDATE, "status"): "status",
        (REQUEST, "order"): "order",
        (REQUEST, "id"): "id",
        (STATUS, '"draft"'): "DRAFT",
        (STATUS, '"done"'): "DONE",
    },
    literals={STATUS: "OrderStatusLike"},
    resources={"Orders": "orders", "Files & more": "files_more"},
    resource_classes={"Orders": "Orders", "Files & more": "FilesMore"},
    operations={
        "updateOrder": "update_order",
        "listOrders": "list",
        "statuses": "statuses",
        "deleteOrder": "delete_order",
        "upload": "upload",
        "most": "most",
    },
    arguments={
        ("updateOrder", "path", "order.id"): "order_id",
        ("updateOrder", "body", "order"): "order",
        ("updateOrder", "body", "id"): "body_id",
        ("listOrders", "header", "X-Trace"): "x_trace",
        ("listOrders", "query", "limit"): "limit",
        ("listOrders", "query", "status"): "status",
        ("listOrders", "query", "tags"): "tags",
        ("statuses", "path", "order.id"): "order_id",
        ("deleteOrder", "path", "order.id"): "order_id",
        ("upload", "path", "name"): "name",
        ("upload", "body", ""): "body",
        ("most", "body", ""): "updates",
    },
    parameter_models={"listOrders": "ListOrdersParameters"},
    statuses={"404": "NotFound", "428": "PreconditionRequired"},
    codes={"ORDER_IS_PENDING": "OrderIsPending"},
)


def _written(operation: ir.Operation) -> dict[str, Any]:
    found: dict[str, Any] = {
        "operationId": operation.id,
        "parameters": [
            {"name": p.name, "in": p.where, "schema": {"type": "string"}}
            for p in operation.parameters
        ],
    }
    slot: dict[str, Any]
    if operation.id == "updateOrder":
        slot = {"$ref": REQUEST}
        example = {"order": {"note": None, "status": "done"}}
        found["requestBody"] = {
            "content": {"application/json": {"schema": slot, "example": example}}
        }
    if operation.id == "most":
        slot = {"type": "array", "items": {"$ref": UPDATE}}
        found["requestBody"] = {"content": {"application/merge-patch+json": {"schema": slot}}}
    if operation.id == "upload":
        slot = {"type": "string", "format": "binary"}
        found["requestBody"] = {"content": {"image/png": {"schema": slot}}}
    return found


def _paths(api: ir.Api) -> dict[str, Any]:
    paths: dict[str, Any] = {}
    for resource in api.resources:
        for operation in resource.operations:
            paths.setdefault(operation.path, {})[operation.method.lower()] = _written(operation)
    return paths


NULLABLE_TEXT = {"anyOf": [{"type": "string", "maxLength": 100}, {"type": "null"}]}
INPUT_SCHEMAS: dict[TypeId, Any] = {
    UPDATE: {"type": "object", "properties": {"note": NULLABLE_TEXT, "status": {"$ref": STATUS}}},
    REQUEST: {
        "type": "object",
        "properties": {"order": {"$ref": UPDATE}, "id": {"type": "string"}},
        "required": ["order"],
    },
}


def canonical(api: ir.Api) -> Canonical:
    """As much of the canonical form as a README needs."""
    return Canonical(
        document={"paths": _paths(api)},
        enums={STATUS: {"type": "string", "enum": ["draft", "done"]}},
        answers={},
        inputs=INPUT_SCHEMAS,
        places={},
        operations_in=6,
    )


def runtime() -> dict[str, str]:
    return dict(runtime_files())


def files(
    api: ir.Api = API,
    names: Names = NAMES,
    *,
    models: str = MODELS,
    inputs: str = INPUTS,
    spdx: str = "MIT",
    cache: Path | None = None,
) -> dict[str, str]:
    """The package of `api`, by path."""
    made: tuple[File, ...] = render(
        api,
        names,
        canonical(api),
        Parts(models=models, inputs=inputs, runtime=runtime()),
        templates=TEMPLATES,
        made_from="specs/tiny/openapi.yaml",
        spdx=spdx,
        cache=cache,
    )
    return {file.path: file.text for file in made}


def with_operations(*operations: ir.Operation, **more: Any) -> ir.Api:
    """`API` with one resource that has these operations."""
    resource = dataclasses.replace(API.resources[0], operations=operations)
    return dataclasses.replace(API, resources=(resource,), **more)
