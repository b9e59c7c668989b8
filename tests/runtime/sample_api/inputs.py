"""Requests."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Field

from ._runtime.fields import value_of
from ._runtime.missing import MISSING, Missing
from ._runtime.model import Input
from .models import OrderStatus

OrderStatusLike = OrderStatus | Literal["draft", "confirmed", "cancelled"]


class BuyerInfoUpdate(Input):
    """The buyer."""

    email: Annotated[str | Missing | None, Field(max_length=30)] = MISSING


class OrderUpdate(Input):
    """What to change."""

    buyer_info: Annotated[BuyerInfoUpdate | Missing, Field(alias="buyerInfo")] = MISSING
    buyer_language: Annotated[str | Missing | None, Field(alias="buyerLanguage")] = MISSING
    archived: bool | Missing | None = MISSING
    meta: dict[str, Any] | Missing = MISSING


class UpdateOrderRequest(Input):
    """The body of `update_order`."""

    order: OrderUpdate


class UpdateOrderStatusRequest(Input):
    """The body of `update_order_status`."""

    status: Annotated[OrderStatusLike, value_of(OrderStatus)]


class Point(Input):
    """An object in a parameter."""

    r: Annotated[int | Missing, Field(alias="R")] = MISSING
    g: Annotated[int | Missing, Field(alias="G")] = MISSING


class SearchParameters(Input):
    """The parameters of `search`."""

    shop: Annotated[str, Field(alias="path.shop")]
    tags: Annotated[list[str] | Missing, Field(alias="query.tags")] = MISSING
    limit: Annotated[int | Missing, Field(alias="query.limit", le=100)] = MISSING
    since: Annotated[datetime | Missing, Field(alias="query.since")] = MISSING
    point: Annotated[Point | Missing, Field(alias="query.point")] = MISSING
    filter_: Annotated[str | Missing, Field(alias="query.filter")] = MISSING
    trace: Annotated[list[int] | Missing, Field(alias="header.X-Trace")] = MISSING
    session: Annotated[str | Missing, Field(alias="cookie.session")] = MISSING


class FormRequest(Input):
    """The body of `submit`."""

    name: str
    id: Annotated[int | Missing, Field()] = MISSING
    tags: list[str] | Missing = MISSING
    point: Point | Missing = MISSING
    extra: Annotated[Point | Missing, Field(alias="extraPoint")] = MISSING


class UploadRequest(Input):
    """The body of `upload`."""

    file: bytes
    note: str | Missing = MISSING
    point: Point | Missing = MISSING
    tags: list[str] | Missing = MISSING
