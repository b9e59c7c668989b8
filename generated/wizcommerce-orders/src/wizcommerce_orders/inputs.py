# Made from specs/wizcommerce-orders/openapi.yaml. Do not edit: change the spec and run `make generate`.
"""What requests take: checked when it is made, and whenever a field is set."""

from __future__ import annotations

from ._runtime.model import Input
from .models import OrderStatusLike


class UpdateOrderStatusRequest(Input):
    """What the call changes."""

    status: OrderStatusLike
    """The status that the order shall have from now on."""
