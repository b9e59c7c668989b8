# Made from specs/wizcommerce-orders/openapi.yaml.
# Do not edit: change the spec and run `make generate`.
"""The clients: `WizCommerceOrders` and `AsyncWizCommerceOrders`.

See <https://docs.example.com/wizcommerce-orders/options.html>.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from . import errors
from ._runtime.client import AsyncClient, Client, Lazy, View
from ._runtime.service import ApiKey, Service

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Literal, Self, Unpack

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
    """Change the orders of a WizCommerce account."""

    def __init__(
        self,
        *,
        api_key: Key | None = None,
        environment: Literal["production", "staging"] = "production",
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
            environment=environment,
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
    def with_response(self) -> WizCommerceOrdersWithResponse:
        """The same calls, giving `.data`, `.status`, `.headers` and more."""
        return WizCommerceOrdersWithResponse(self._caller)

    @cached_property
    def with_raw_response(self) -> WizCommerceOrdersWithRawResponse:
        """The same calls, giving responses whose `.data` is the answer's bytes."""
        return WizCommerceOrdersWithRawResponse(self._caller)

    @cached_property
    def with_streaming_response(self) -> WizCommerceOrdersWithStreamingResponse:
        """The same calls, giving answers to be read while they arrive, in a `with` block."""
        return WizCommerceOrdersWithStreamingResponse(self._caller)

    @cached_property
    def prepare(self) -> PreparedWizCommerceOrders:
        """The same calls, giving the request without sending it."""
        return PreparedWizCommerceOrders(self._caller)

    def with_options(self, **options: Unpack[WizCommerceOrdersOptions]) -> Self:
        """A copy with these options changed; it shares connections and tokens with this client."""
        return self._copy(options)


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
    """Change the orders of a WizCommerce account."""

    def __init__(
        self,
        *,
        api_key: AsyncKey | None = None,
        environment: Literal["production", "staging"] = "production",
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
            environment=environment,
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
    def with_response(self) -> AsyncWizCommerceOrdersWithResponse:
        """The same calls, giving `.data`, `.status`, `.headers` and more."""
        return AsyncWizCommerceOrdersWithResponse(self._caller)

    @cached_property
    def with_raw_response(self) -> AsyncWizCommerceOrdersWithRawResponse:
        """The same calls, giving responses whose `.data` is the answer's bytes."""
        return AsyncWizCommerceOrdersWithRawResponse(self._caller)

    @cached_property
    def with_streaming_response(self) -> AsyncWizCommerceOrdersWithStreamingResponse:
        """The same calls, giving answers to be read while they arrive, in a `with` block."""
        return AsyncWizCommerceOrdersWithStreamingResponse(self._caller)

    @cached_property
    def prepare(self) -> PreparedWizCommerceOrders:
        """The same calls, giving the request without sending it."""
        return PreparedWizCommerceOrders(self._caller)

    def with_options(self, **options: Unpack[AsyncWizCommerceOrdersOptions]) -> Self:
        """A copy with these options changed; it shares connections and tokens with this client."""
        return self._copy(options)


class WizCommerceOrdersWithResponse(View):
    """`WizCommerceOrders`, giving the whole response of each call."""

    orders: Lazy[OrdersWithResponse] = Lazy("OrdersWithResponse")


class WizCommerceOrdersWithRawResponse(View):
    """`WizCommerceOrders`, giving the bytes of each answer."""

    orders: Lazy[OrdersWithRawResponse] = Lazy("OrdersWithRawResponse")


class WizCommerceOrdersWithStreamingResponse(View):
    """`WizCommerceOrders`, giving each answer while it arrives."""

    orders: Lazy[OrdersWithStreamingResponse] = Lazy("OrdersWithStreamingResponse")


class AsyncWizCommerceOrdersWithResponse(View):
    """`AsyncWizCommerceOrders`, giving the whole response of each call."""

    orders: Lazy[AsyncOrdersWithResponse] = Lazy("AsyncOrdersWithResponse")


class AsyncWizCommerceOrdersWithRawResponse(View):
    """`AsyncWizCommerceOrders`, giving the bytes of each answer."""

    orders: Lazy[AsyncOrdersWithRawResponse] = Lazy("AsyncOrdersWithRawResponse")


class AsyncWizCommerceOrdersWithStreamingResponse(View):
    """`AsyncWizCommerceOrders`, giving each answer while it arrives."""

    orders: Lazy[AsyncOrdersWithStreamingResponse] = Lazy("AsyncOrdersWithStreamingResponse")


class PreparedWizCommerceOrders(View):
    """`WizCommerceOrders`, giving the request of each call without sending it."""

    orders: Lazy[PreparedOrders] = Lazy("PreparedOrders")


if TYPE_CHECKING:

    class WizCommerceOrdersOptions(Options[Middleware], total=False, closed=True):
        """What `WizCommerceOrders.with_options` takes."""

        api_key: Key | None
        environment: Literal["production", "staging"]

    class AsyncWizCommerceOrdersOptions(Options[AsyncMiddleware], total=False, closed=True):
        """What `AsyncWizCommerceOrders.with_options` takes."""

        api_key: AsyncKey | None
        environment: Literal["production", "staging"]
