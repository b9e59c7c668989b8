# Made from specs/wix-orders/openapi.yaml.
# Do not edit: change the spec and run `make generate`.
"""The clients: `WixOrders` and `AsyncWixOrders`."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from . import errors
from ._runtime.client import AsyncClient, AsyncView, Client, PreparedView, View
from ._runtime.service import ApiKey, ClientHeader, Service

if TYPE_CHECKING:
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
    name="wix-orders",
    version="0.1.0",
    servers={"production": "https://www.wixapis.com"},
    credentials={
        "apiKey": ApiKey(
            "Authorization", where="header", argument="api_key", environment="WIX_ORDERS_API_KEY"
        ),
    },
    headers=(
        ClientHeader("wix-site-id", argument="site_id", environment="WIX_ORDERS_SITE_ID"),
        ClientHeader("wix-account-id", argument="account_id", environment="WIX_ORDERS_ACCOUNT_ID"),
    ),
    statuses=errors.STATUSES,
    codes=errors.CODES,
    code_pointers=("/details/applicationError/code",),
    message_pointers=("/details/applicationError/description", "/message"),
    request_id_header="x-wix-request-id",
)


class WixOrders(Client):
    """Calls Wix eCommerce Orders.

    Update the orders of a Wix site.

    Args:
        api_key: An account's API key, or an app's access token, sent as it is, without `Bearer`
            before it. With an API key, the header `wix-site-id` also has to say which site is
            meant. By default the value of the environment variable `WIX_ORDERS_API_KEY`.
        site_id: The id of the site to act on; needed with an account's API key. By default the
            value of the environment variable `WIX_ORDERS_SITE_ID`.
        account_id: The id of the account to act on, in place of a site, for calls at account
            level. By default the value of the environment variable `WIX_ORDERS_ACCOUNT_ID`.
        base_url: Replaces the server's URL, https://www.wixapis.com. The paths stay.
        max_retries: How often a call that failed, and may be repeated, is tried again.
        timeout: Seconds for a whole call, its retries and waits included.
        http_client: An `httpx2` client of your own; it is not closed with this one.
    """

    def __init__(
        self,
        *,
        api_key: Key | None = None,
        site_id: str | None = None,
        account_id: str | None = None,
        base_url: str | None = None,
        max_retries: int = 2,
        timeout: float | None = 60.0,
        http_client: httpx2.Client | None = None,
    ) -> None:
        super().__init__(
            SERVICE,
            credentials={"apiKey": api_key},
            headers={"wix-site-id": site_id, "wix-account-id": account_id},
            base_url=base_url,
            max_retries=max_retries,
            timeout=timeout,
            http_client=http_client,
        )

    @cached_property
    def orders(self) -> Orders:
        """Change the orders of a site."""
        from .resources.orders import Orders

        return Orders(self._caller)

    @cached_property
    def with_response(self) -> WixOrdersWithResponse:
        """The same calls, giving `.data`, `.status` and `.headers`."""
        return WixOrdersWithResponse(self._caller)

    @cached_property
    def prepare(self) -> PreparedWixOrders:
        """The same calls, giving the request without sending it."""
        return PreparedWixOrders(self._caller)


class AsyncWixOrders(AsyncClient):
    """Calls Wix eCommerce Orders, from async code: `WixOrders` with `await`.

    Update the orders of a Wix site.

    Args:
        api_key: An account's API key, or an app's access token, sent as it is, without `Bearer`
            before it. With an API key, the header `wix-site-id` also has to say which site is
            meant. By default the value of the environment variable `WIX_ORDERS_API_KEY`.
        site_id: The id of the site to act on; needed with an account's API key. By default the
            value of the environment variable `WIX_ORDERS_SITE_ID`.
        account_id: The id of the account to act on, in place of a site, for calls at account
            level. By default the value of the environment variable `WIX_ORDERS_ACCOUNT_ID`.
        base_url: Replaces the server's URL, https://www.wixapis.com. The paths stay.
        max_retries: How often a call that failed, and may be repeated, is tried again.
        timeout: Seconds for a whole call, its retries and waits included.
        http_client: An `httpx2` client of your own; it is not closed with this one.
    """

    def __init__(
        self,
        *,
        api_key: AsyncKey | None = None,
        site_id: str | None = None,
        account_id: str | None = None,
        base_url: str | None = None,
        max_retries: int = 2,
        timeout: float | None = 60.0,
        http_client: httpx2.AsyncClient | None = None,
    ) -> None:
        super().__init__(
            SERVICE,
            credentials={"apiKey": api_key},
            headers={"wix-site-id": site_id, "wix-account-id": account_id},
            base_url=base_url,
            max_retries=max_retries,
            timeout=timeout,
            http_client=http_client,
        )

    @cached_property
    def orders(self) -> AsyncOrders:
        """Change the orders of a site."""
        from .resources.orders import AsyncOrders

        return AsyncOrders(self._caller)

    @cached_property
    def with_response(self) -> AsyncWixOrdersWithResponse:
        """The same calls, giving `.data`, `.status` and `.headers`."""
        return AsyncWixOrdersWithResponse(self._caller)

    @cached_property
    def prepare(self) -> PreparedWixOrders:
        """The same calls, giving the request without sending it: nothing to await."""
        return PreparedWixOrders(self._caller)


class WixOrdersWithResponse(View):
    """`WixOrders`, giving the whole response of each call."""

    @cached_property
    def orders(self) -> OrdersWithResponse:
        """Change the orders of a site."""
        from .resources.orders import OrdersWithResponse

        return OrdersWithResponse(self._caller)


class AsyncWixOrdersWithResponse(AsyncView):
    """`AsyncWixOrders`, giving the whole response of each call."""

    @cached_property
    def orders(self) -> AsyncOrdersWithResponse:
        """Change the orders of a site."""
        from .resources.orders import AsyncOrdersWithResponse

        return AsyncOrdersWithResponse(self._caller)


class PreparedWixOrders(PreparedView):
    """The calls of both clients, giving the request of each without sending it."""

    @cached_property
    def orders(self) -> PreparedOrders:
        """Change the orders of a site."""
        from .resources.orders import PreparedOrders

        return PreparedOrders(self._caller)
