# Made from specs/wix-orders/openapi.yaml.
# Do not edit: change the spec and run `make generate`.
"""The clients: `WixOrders` and `AsyncWixOrders`.

See <https://docs.example.com/wix-orders/options.html>.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from . import errors
from ._runtime.client import AsyncClient, Client, Lazy, View
from ._runtime.service import ApiKey, ClientHeader, Service

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Self, Unpack

    from ._runtime.auth import AsyncKey, Key
    from ._runtime.client import Options
    from ._runtime.deviations import Deviation
    from ._runtime.middleware import AsyncMiddleware, AsyncTransport, Middleware, Transport
    from .resources.orders import (
        AsyncOrders,
        AsyncOrdersWithRawResponse,
        AsyncOrdersWithResponse,
        AsyncOrdersWithStreamingResponse,
        Orders,
        OrdersWithRawResponse,
        OrdersWithResponse,
        OrdersWithStreamingResponse,
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
        site_id: The id of the site to act on. Needed with an account's API key. By default the
            value of the environment variable `WIX_ORDERS_SITE_ID`.
        account_id: The id of the account to act on. Needed in place of the site, for calls at
            account level. By default the value of the environment variable
            `WIX_ORDERS_ACCOUNT_ID`.
        base_url: Replaces the server's URL, https://www.wixapis.com. The paths stay.
        max_retries: How often a call that failed, and may be repeated, is tried again.
        timeout: Seconds for a whole call, its retries and waits included; None for no limit.
        strict: Whether an answer that is not as documented raises `ResponseInvalid`; else it is
            read as far as it can be.
        on_deviation: Called with each `Deviation` of an answer from what is documented.
        middleware: Functions around each try, the first outermost; they may look at, change,
            answer or repeat it.
        max_response_bytes: The size of an answer's decompressed body above which it is refused;
            None for no limit.
        user_agent: Text that is added to the `User-Agent` header.
        http_client: An `httpx2` client of your own, with its timeout if you gave it one, or
            another transport; it is not closed with this one.
    """

    orders: Lazy[Orders] = Lazy("Orders")
    """Change the orders of a site."""

    def __init__(
        self,
        *,
        api_key: Key | None = None,
        site_id: str | None = None,
        account_id: str | None = None,
        base_url: str | None = None,
        max_retries: int = 2,
        timeout: float | None = 60.0,
        strict: bool = False,
        on_deviation: Callable[[Deviation], object] | None = None,
        middleware: Sequence[Middleware] = (),
        max_response_bytes: int | None = 104_857_600,
        user_agent: str | None = None,
        http_client: Transport | None = None,
    ) -> None:
        super().__init__(
            SERVICE,
            api_key=api_key,
            site_id=site_id,
            account_id=account_id,
            base_url=base_url,
            max_retries=max_retries,
            timeout=timeout,
            strict=strict,
            on_deviation=on_deviation,
            middleware=middleware,
            max_response_bytes=max_response_bytes,
            user_agent=user_agent,
            http_client=http_client,
        )

    @cached_property
    def with_response(self) -> WixOrdersWithResponse:
        """The same calls, giving `.data`, `.status`, `.headers` and more."""
        return WixOrdersWithResponse(self._caller)

    @cached_property
    def with_raw_response(self) -> WixOrdersWithRawResponse:
        """The same calls, giving responses whose `.data` is the answer's bytes."""
        return WixOrdersWithRawResponse(self._caller)

    @cached_property
    def with_streaming_response(self) -> WixOrdersWithStreamingResponse:
        """The same calls, giving answers to be read while they arrive, in a `with` block."""
        return WixOrdersWithStreamingResponse(self._caller)

    @cached_property
    def prepare(self) -> PreparedWixOrders:
        """The same calls, giving the request without sending it."""
        return PreparedWixOrders(self._caller)

    def with_options(self, **options: Unpack[WixOrdersOptions]) -> Self:
        """A copy with these options changed; it shares connections and tokens with this client."""
        return self._copy(options)


class AsyncWixOrders(AsyncClient):
    """Calls Wix eCommerce Orders, from async code: `WixOrders` with `await`.

    Update the orders of a Wix site.

    Args:
        api_key: An account's API key, or an app's access token, sent as it is, without `Bearer`
            before it. With an API key, the header `wix-site-id` also has to say which site is
            meant. By default the value of the environment variable `WIX_ORDERS_API_KEY`.
        site_id: The id of the site to act on. Needed with an account's API key. By default the
            value of the environment variable `WIX_ORDERS_SITE_ID`.
        account_id: The id of the account to act on. Needed in place of the site, for calls at
            account level. By default the value of the environment variable
            `WIX_ORDERS_ACCOUNT_ID`.
        base_url: Replaces the server's URL, https://www.wixapis.com. The paths stay.
        max_retries: How often a call that failed, and may be repeated, is tried again.
        timeout: Seconds for a whole call, its retries and waits included; None for no limit.
        strict: Whether an answer that is not as documented raises `ResponseInvalid`; else it is
            read as far as it can be.
        on_deviation: Called with each `Deviation` of an answer from what is documented.
        middleware: Functions around each try, the first outermost; they may look at, change,
            answer or repeat it.
        max_response_bytes: The size of an answer's decompressed body above which it is refused;
            None for no limit.
        user_agent: Text that is added to the `User-Agent` header.
        http_client: An `httpx2` client of your own, with its timeout if you gave it one, or
            another transport; it is not closed with this one.
    """

    orders: Lazy[AsyncOrders] = Lazy("AsyncOrders")
    """Change the orders of a site."""

    def __init__(
        self,
        *,
        api_key: AsyncKey | None = None,
        site_id: str | None = None,
        account_id: str | None = None,
        base_url: str | None = None,
        max_retries: int = 2,
        timeout: float | None = 60.0,
        strict: bool = False,
        on_deviation: Callable[[Deviation], object] | None = None,
        middleware: Sequence[AsyncMiddleware] = (),
        max_response_bytes: int | None = 104_857_600,
        user_agent: str | None = None,
        http_client: AsyncTransport | None = None,
    ) -> None:
        super().__init__(
            SERVICE,
            api_key=api_key,
            site_id=site_id,
            account_id=account_id,
            base_url=base_url,
            max_retries=max_retries,
            timeout=timeout,
            strict=strict,
            on_deviation=on_deviation,
            middleware=middleware,
            max_response_bytes=max_response_bytes,
            user_agent=user_agent,
            http_client=http_client,
        )

    @cached_property
    def with_response(self) -> AsyncWixOrdersWithResponse:
        """The same calls, giving `.data`, `.status`, `.headers` and more."""
        return AsyncWixOrdersWithResponse(self._caller)

    @cached_property
    def with_raw_response(self) -> AsyncWixOrdersWithRawResponse:
        """The same calls, giving responses whose `.data` is the answer's bytes."""
        return AsyncWixOrdersWithRawResponse(self._caller)

    @cached_property
    def with_streaming_response(self) -> AsyncWixOrdersWithStreamingResponse:
        """The same calls, giving answers to be read while they arrive, in a `with` block."""
        return AsyncWixOrdersWithStreamingResponse(self._caller)

    @cached_property
    def prepare(self) -> PreparedWixOrders:
        """The same calls, giving the request without sending it."""
        return PreparedWixOrders(self._caller)

    def with_options(self, **options: Unpack[AsyncWixOrdersOptions]) -> Self:
        """A copy with these options changed; it shares connections and tokens with this client."""
        return self._copy(options)


class WixOrdersWithResponse(View):
    """`WixOrders`, giving the whole response of each call."""

    orders: Lazy[OrdersWithResponse] = Lazy("OrdersWithResponse")


class WixOrdersWithRawResponse(View):
    """`WixOrders`, giving the bytes of each answer."""

    orders: Lazy[OrdersWithRawResponse] = Lazy("OrdersWithRawResponse")


class WixOrdersWithStreamingResponse(View):
    """`WixOrders`, giving each answer while it arrives."""

    orders: Lazy[OrdersWithStreamingResponse] = Lazy("OrdersWithStreamingResponse")


class AsyncWixOrdersWithResponse(View):
    """`AsyncWixOrders`, giving the whole response of each call."""

    orders: Lazy[AsyncOrdersWithResponse] = Lazy("AsyncOrdersWithResponse")


class AsyncWixOrdersWithRawResponse(View):
    """`AsyncWixOrders`, giving the bytes of each answer."""

    orders: Lazy[AsyncOrdersWithRawResponse] = Lazy("AsyncOrdersWithRawResponse")


class AsyncWixOrdersWithStreamingResponse(View):
    """`AsyncWixOrders`, giving each answer while it arrives."""

    orders: Lazy[AsyncOrdersWithStreamingResponse] = Lazy("AsyncOrdersWithStreamingResponse")


class PreparedWixOrders(View):
    """`WixOrders`, giving the request of each call without sending it."""

    orders: Lazy[PreparedOrders] = Lazy("PreparedOrders")


if TYPE_CHECKING:

    class WixOrdersOptions(Options[Middleware], total=False, closed=True):
        """What `WixOrders.with_options` takes."""

        api_key: Key | None
        site_id: str | None
        account_id: str | None

    class AsyncWixOrdersOptions(Options[AsyncMiddleware], total=False, closed=True):
        """What `AsyncWixOrders.with_options` takes."""

        api_key: AsyncKey | None
        site_id: str | None
        account_id: str | None
