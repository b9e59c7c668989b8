# Made from specs/wizcommerce-orders/openapi.yaml.
# Do not edit: change the spec and run `make generate`.
"""The clients: `WizCommerceOrders` and `AsyncWizCommerceOrders`."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from . import errors
from ._runtime.client import AsyncClient, AsyncView, Client, PreparedView, View
from ._runtime.service import ApiKey, Service

if TYPE_CHECKING:
    from typing import Literal

    import httpx2

    from ._runtime.client import AsyncKey, Key
    from .resources.orders import (
        AsyncOrders,
        AsyncOrdersWithResponse,
        Orders,
        OrdersWithResponse,
        PreparedOrders,
    )

SERVICE: Final = Service(
    name="wizcommerce-orders",
    version="0.1.0",
    servers={
        "production": "https://api.wizcommerce.com",
        "staging": "https://api-staging.sourcerer.tech",
    },
    credentials={
        "apiKey": ApiKey(
            "X-API-Key",
            where="header",
            argument="api_key",
            environment="WIZCOMMERCE_ORDERS_API_KEY",
        ),
    },
    statuses=errors.STATUSES,
    codes=errors.CODES,
)


class WizCommerceOrders(Client):
    """Calls WizCommerce Orders.

    Move an order of a WizCommerce account to another status.

    Args:
        api_key: The API key of the WizCommerce account, sent as it is. By default the value of
            the environment variable `WIZCOMMERCE_ORDERS_API_KEY`.
        environment: Which server to call: `production` (https://api.wizcommerce.com), `staging`
            (https://api-staging.sourcerer.tech).
        base_url: Replaces the server's URL, https://api.wizcommerce.com. The paths stay.
        max_retries: How often a call that failed, and may be repeated, is tried again.
        timeout: Seconds for a whole call, its retries and waits included.
        http_client: An `httpx2` client of your own; it is not closed with this one.
    """

    def __init__(
        self,
        *,
        api_key: Key | None = None,
        environment: Literal["production", "staging"] = "production",
        base_url: str | None = None,
        max_retries: int = 2,
        timeout: float | None = 60.0,
        http_client: httpx2.Client | None = None,
    ) -> None:
        super().__init__(
            SERVICE,
            credentials={"apiKey": api_key},
            environment=environment,
            base_url=base_url,
            max_retries=max_retries,
            timeout=timeout,
            http_client=http_client,
        )

    @cached_property
    def orders(self) -> Orders:
        """Change the orders of a WizCommerce account."""
        from .resources.orders import Orders

        return Orders(self._caller)

    @cached_property
    def with_response(self) -> WizCommerceOrdersWithResponse:
        """The same calls, giving `.data`, `.status` and `.headers`."""
        return WizCommerceOrdersWithResponse(self._caller)

    @cached_property
    def prepare(self) -> PreparedWizCommerceOrders:
        """The same calls, giving the request without sending it."""
        return PreparedWizCommerceOrders(self._caller)


class AsyncWizCommerceOrders(AsyncClient):
    """Calls WizCommerce Orders, from async code: `WizCommerceOrders` with `await`.

    Move an order of a WizCommerce account to another status.

    Args:
        api_key: The API key of the WizCommerce account, sent as it is. By default the value of
            the environment variable `WIZCOMMERCE_ORDERS_API_KEY`.
        environment: Which server to call: `production` (https://api.wizcommerce.com), `staging`
            (https://api-staging.sourcerer.tech).
        base_url: Replaces the server's URL, https://api.wizcommerce.com. The paths stay.
        max_retries: How often a call that failed, and may be repeated, is tried again.
        timeout: Seconds for a whole call, its retries and waits included.
        http_client: An `httpx2` client of your own; it is not closed with this one.
    """

    def __init__(
        self,
        *,
        api_key: AsyncKey | None = None,
        environment: Literal["production", "staging"] = "production",
        base_url: str | None = None,
        max_retries: int = 2,
        timeout: float | None = 60.0,
        http_client: httpx2.AsyncClient | None = None,
    ) -> None:
        super().__init__(
            SERVICE,
            credentials={"apiKey": api_key},
            environment=environment,
            base_url=base_url,
            max_retries=max_retries,
            timeout=timeout,
            http_client=http_client,
        )

    @cached_property
    def orders(self) -> AsyncOrders:
        """Change the orders of a WizCommerce account."""
        from .resources.orders import AsyncOrders

        return AsyncOrders(self._caller)

    @cached_property
    def with_response(self) -> AsyncWizCommerceOrdersWithResponse:
        """The same calls, giving `.data`, `.status` and `.headers`."""
        return AsyncWizCommerceOrdersWithResponse(self._caller)

    @cached_property
    def prepare(self) -> PreparedWizCommerceOrders:
        """The same calls, giving the request without sending it: nothing to await."""
        return PreparedWizCommerceOrders(self._caller)


class WizCommerceOrdersWithResponse(View):
    """`WizCommerceOrders`, giving the whole response of each call."""

    @cached_property
    def orders(self) -> OrdersWithResponse:
        """Change the orders of a WizCommerce account."""
        from .resources.orders import OrdersWithResponse

        return OrdersWithResponse(self._caller)


class AsyncWizCommerceOrdersWithResponse(AsyncView):
    """`AsyncWizCommerceOrders`, giving the whole response of each call."""

    @cached_property
    def orders(self) -> AsyncOrdersWithResponse:
        """Change the orders of a WizCommerce account."""
        from .resources.orders import AsyncOrdersWithResponse

        return AsyncOrdersWithResponse(self._caller)


class PreparedWizCommerceOrders(PreparedView):
    """The calls of both clients, giving the request of each without sending it."""

    @cached_property
    def orders(self) -> PreparedOrders:
        """Change the orders of a WizCommerce account."""
        from .resources.orders import PreparedOrders

        return PreparedOrders(self._caller)
