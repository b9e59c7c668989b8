# Made from specs/wizcommerce-orders/openapi.yaml.
# Do not edit: change the spec and run `make generate`.
"""The requests of `wizcommerce_orders`: checked when they are made, and whenever a field is
set.

See <https://docs.example.com/wizcommerce-orders/models/index.html>.
"""

from __future__ import annotations

from ._runtime.model import Input
from .models import OrderStatusLike


class UpdateOrderStatusRequest(Input):
    """What the call changes."""

    status: OrderStatusLike
    """The status that the order shall have from now on."""
