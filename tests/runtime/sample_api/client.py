"""The clients."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal

from . import errors
from ._runtime.client import AsyncClient, AsyncKey, AsyncView, Client, Key, PreparedView, View
from ._runtime.service import ApiKey, Basic, Bearer, ClientHeader, OAuth2, Service

if TYPE_CHECKING:
    import httpx2

    from ._runtime.settings import Clock
    from .resources.orders import (
        AsyncOrders,
        AsyncOrdersWithResponse,
        Orders,
        OrdersWithResponse,
        PreparedOrders,
    )
    from .resources.things import AsyncThings, PreparedThings, Things

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
        http_client: httpx2.Client | None = None,
        clock: Clock | None = None,
    ) -> None:
        super().__init__(
            SERVICE,
            credentials={
                "apiKey": api_key,
                "query": query_key,
                "cookie": cookie_key,
                "basic": basic,
                "bearer": token,
                "oauth": access,
            },
            headers={"wix-site-id": site_id},
            environment=environment,
            base_url=base_url,
            max_retries=max_retries,
            timeout=timeout,
            http_client=http_client,
            clock=clock,
        )

    @cached_property
    def orders(self) -> Orders:
        """Orders."""
        from .resources.orders import Orders

        return Orders(self._caller)

    @cached_property
    def things(self) -> Things:
        """Everything else."""
        from .resources.things import Things

        return Things(self._caller)

    @cached_property
    def with_response(self) -> SampleWithResponse:
        """The same calls, giving `.data`, `.status` and `.headers`."""
        return SampleWithResponse(self._caller)

    @cached_property
    def prepare(self) -> PreparedSample:
        """The same calls, giving the request without sending it."""
        return PreparedSample(self._caller)


class SampleWithResponse(View):
    """`Sample`, giving whole responses."""

    @cached_property
    def orders(self) -> OrdersWithResponse:
        """Orders."""
        from .resources.orders import OrdersWithResponse

        return OrdersWithResponse(self._caller)


class PreparedSample(PreparedView):
    """`Sample`, giving requests."""

    @cached_property
    def orders(self) -> PreparedOrders:
        """Orders."""
        from .resources.orders import PreparedOrders

        return PreparedOrders(self._caller)

    @cached_property
    def things(self) -> PreparedThings:
        """Everything else."""
        from .resources.things import PreparedThings

        return PreparedThings(self._caller)


class AsyncSample(AsyncClient):
    """Calls the sample, in tasks."""

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
        http_client: httpx2.AsyncClient | None = None,
        clock: Clock | None = None,
    ) -> None:
        super().__init__(
            SERVICE,
            credentials={
                "apiKey": api_key,
                "query": query_key,
                "cookie": cookie_key,
                "basic": basic,
                "bearer": token,
                "oauth": access,
            },
            headers={"wix-site-id": site_id},
            environment=environment,
            base_url=base_url,
            max_retries=max_retries,
            timeout=timeout,
            http_client=http_client,
            clock=clock,
        )

    @cached_property
    def orders(self) -> AsyncOrders:
        """Orders."""
        from .resources.orders import AsyncOrders

        return AsyncOrders(self._caller)

    @cached_property
    def things(self) -> AsyncThings:
        """Everything else."""
        from .resources.things import AsyncThings

        return AsyncThings(self._caller)

    @cached_property
    def with_response(self) -> AsyncSampleWithResponse:
        """The same calls, giving `.data`, `.status` and `.headers`."""
        return AsyncSampleWithResponse(self._caller)

    @cached_property
    def prepare(self) -> PreparedSample:
        """The same calls, giving the request without sending it."""
        return PreparedSample(self._caller)


class AsyncSampleWithResponse(AsyncView):
    """`AsyncSample`, giving whole responses."""

    @cached_property
    def orders(self) -> AsyncOrdersWithResponse:
        """Orders."""
        from .resources.orders import AsyncOrdersWithResponse

        return AsyncOrdersWithResponse(self._caller)
