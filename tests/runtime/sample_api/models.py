"""Answers."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from ._runtime.model import Answer


class OrderStatus(StrEnum):
    """Where an order stands."""

    DRAFT = "draft"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"


class Price(Answer):
    """An amount of money."""

    amount: Decimal | None = None


class Order(Answer):
    """An order."""

    id: str | None = None
    number: int | float | None = None
    buyer_language: Annotated[str | None, Field(alias="buyerLanguage")] = None
    created_at: Annotated[datetime | None, Field(alias="createdAt")] = None
    price: Price | None = None
    status: Annotated[OrderStatus | str | None, Field(union_mode="left_to_right")] = None


class UpdateOrderResponse(Answer):
    """The envelope."""

    order: Order


class ApplicationError(Answer):
    """What went wrong."""

    code: str | None = None
    description: str | None = None


class ErrorDetails(Answer):
    """Details."""

    application_error: Annotated[ApplicationError | None, Field(alias="applicationError")] = None


class ErrorBody(Answer):
    """An error."""

    message: str | None = None
    details: ErrorDetails | None = None
