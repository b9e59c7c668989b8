"""The clients."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from . import errors
from ._runtime.client import AsyncClient, Client, Lazy, View
from ._runtime.service import ApiKey, Basic, Bearer, ClientHeader, OAuth2, Service

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Literal, Self, Unpack

    from ._runtime.auth import AsyncKey, Key
    from ._runtime.client import Options
    from ._runtime.deviations import Deviation
    from ._runtime.middleware import AsyncMiddleware, AsyncTransport, Middleware, Transport
    from ._runtime.settings import Clock
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
    from .resources.things import (
        AsyncThings,
        AsyncThingsWithRawResponse,
        AsyncThingsWithResponse,
        AsyncThingsWithStreamingResponse,
        PreparedThings,
        Things,
        ThingsWithRawResponse,
        ThingsWithResponse,
        ThingsWithStreamingResponse,
    )

SERVICE: Final = Service(
    name="sample",
    version="1.2.3",
    servers={"production": "https://api.example.com", "staging": "https://staging.example.com/v9/"},
    credentials={
        "apiKey": ApiKey(
            "Authorization", where="header", argument="api_key", environment="SAMPLE_API_KEY"
        ),
        "query": ApiKey("key", where="query", argument="query_key", environment="SAMPLE_QUERY_KEY"),
        "cookie": ApiKey("sid", where="cookie", argument="cookie_key"),
        "basic": Basic(argument="basic"),
        "bearer": Bearer(argument="token"),
        "oauth": OAuth2(argument="access"),
    },
    headers=(ClientHeader("wix-site-id", argument="site_id", environment="SAMPLE_SITE_ID"),),
    statuses=errors.STATUSES,
    codes=errors.CODES,
    code_pointers=("/details/applicationError/code",),
    message_pointers=("/details/applicationError/description", "/message"),
    request_id_header="x-wix-request-id",
)


class Sample(Client):
    """Calls the sample."""

    orders: Lazy[Orders] = Lazy("Orders")
    """Orders."""
    things: Lazy[Things] = Lazy("Things")
    """Everything else."""

    def __init__(
        self,
        *,
        api_key: Key | None = None,
        query_key: Key | None = None,
        cookie_key: Key | None = None,
        basic: Key | None = None,
        token: Key | None = None,
        access: Key | None = None,
        site_id: str | None = None,
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
        clock: Clock | None = None,
    ) -> None:
        super().__init__(
            SERVICE,
            api_key=api_key,
            query_key=query_key,
            cookie_key=cookie_key,
            basic=basic,
            token=token,
            access=access,
            site_id=site_id,
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
            clock=clock,
        )

    def with_options(self, **options: Unpack[SampleOptions]) -> Self:
        """Return a client with these options changed, sharing connections and tokens with this one."""
        return self._copy(options)

    @cached_property
    def with_response(self) -> SampleWithResponse:
        """The same calls, giving `.data`, `.status` and `.headers`."""
        return SampleWithResponse(self._caller)

    @cached_property
    def with_raw_response(self) -> SampleWithRawResponse:
        """The same calls, giving the bytes of each answer."""
        return SampleWithRawResponse(self._caller)

    @cached_property
    def with_streaming_response(self) -> SampleWithStreamingResponse:
        """The same calls, giving each answer piece by piece."""
        return SampleWithStreamingResponse(self._caller)

    @cached_property
    def prepare(self) -> PreparedSample:
        """The same calls, giving the request without sending it."""
        return PreparedSample(self._caller)


class AsyncSample(AsyncClient):
    """Calls the sample, in tasks."""

    orders: Lazy[AsyncOrders] = Lazy("AsyncOrders")
    """Orders."""
    things: Lazy[AsyncThings] = Lazy("AsyncThings")
    """Everything else."""

    def __init__(
        self,
        *,
        api_key: AsyncKey | None = None,
        query_key: AsyncKey | None = None,
        cookie_key: AsyncKey | None = None,
        basic: AsyncKey | None = None,
        token: AsyncKey | None = None,
        access: AsyncKey | None = None,
        site_id: str | None = None,
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
        clock: Clock | None = None,
    ) -> None:
        super().__init__(
            SERVICE,
            api_key=api_key,
            query_key=query_key,
            cookie_key=cookie_key,
            basic=basic,
            token=token,
            access=access,
            site_id=site_id,
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
            clock=clock,
        )

    def with_options(self, **options: Unpack[AsyncSampleOptions]) -> Self:
        """Return a client with these options changed, sharing connections and tokens with this one."""
        return self._copy(options)

    @cached_property
    def with_response(self) -> AsyncSampleWithResponse:
        """The same calls, giving `.data`, `.status` and `.headers`."""
        return AsyncSampleWithResponse(self._caller)

    @cached_property
    def with_raw_response(self) -> AsyncSampleWithRawResponse:
        """The same calls, giving the bytes of each answer."""
        return AsyncSampleWithRawResponse(self._caller)

    @cached_property
    def with_streaming_response(self) -> AsyncSampleWithStreamingResponse:
        """The same calls, giving each answer piece by piece."""
        return AsyncSampleWithStreamingResponse(self._caller)

    @cached_property
    def prepare(self) -> PreparedSample:
        """The same calls, giving the request without sending it."""
        return PreparedSample(self._caller)


class SampleWithResponse(View):
    """`Sample`, giving whole responses."""

    orders: Lazy[OrdersWithResponse] = Lazy("OrdersWithResponse")
    things: Lazy[ThingsWithResponse] = Lazy("ThingsWithResponse")


class SampleWithRawResponse(View):
    """`Sample`, giving bytes."""

    orders: Lazy[OrdersWithRawResponse] = Lazy("OrdersWithRawResponse")
    things: Lazy[ThingsWithRawResponse] = Lazy("ThingsWithRawResponse")


class SampleWithStreamingResponse(View):
    """`Sample`, giving what is read piece by piece."""

    orders: Lazy[OrdersWithStreamingResponse] = Lazy("OrdersWithStreamingResponse")
    things: Lazy[ThingsWithStreamingResponse] = Lazy("ThingsWithStreamingResponse")


class AsyncSampleWithResponse(View):
    """`AsyncSample`, giving whole responses."""

    orders: Lazy[AsyncOrdersWithResponse] = Lazy("AsyncOrdersWithResponse")
    things: Lazy[AsyncThingsWithResponse] = Lazy("AsyncThingsWithResponse")


class AsyncSampleWithRawResponse(View):
    """`AsyncSample`, giving bytes."""

    orders: Lazy[AsyncOrdersWithRawResponse] = Lazy("AsyncOrdersWithRawResponse")
    things: Lazy[AsyncThingsWithRawResponse] = Lazy("AsyncThingsWithRawResponse")


class AsyncSampleWithStreamingResponse(View):
    """`AsyncSample`, giving what is read piece by piece."""

    orders: Lazy[AsyncOrdersWithStreamingResponse] = Lazy("AsyncOrdersWithStreamingResponse")
    things: Lazy[AsyncThingsWithStreamingResponse] = Lazy("AsyncThingsWithStreamingResponse")


class PreparedSample(View):
    """Both clients, giving requests."""

    orders: Lazy[PreparedOrders] = Lazy("PreparedOrders")
    things: Lazy[PreparedThings] = Lazy("PreparedThings")


if TYPE_CHECKING:

    class SampleOptions(Options[Middleware], total=False, closed=True):
        """What `Sample.with_options` takes."""

        api_key: Key | None
        query_key: Key | None
        cookie_key: Key | None
        basic: Key | None
        token: Key | None
        access: Key | None
        site_id: str | None
        environment: Literal["production", "staging"]
        clock: Clock | None

    class AsyncSampleOptions(Options[AsyncMiddleware], total=False, closed=True):
        """What `AsyncSample.with_options` takes."""

        api_key: AsyncKey | None
        query_key: AsyncKey | None
        cookie_key: AsyncKey | None
        basic: AsyncKey | None
        token: AsyncKey | None
        access: AsyncKey | None
        site_id: str | None
        environment: Literal["production", "staging"]
        clock: Clock | None
