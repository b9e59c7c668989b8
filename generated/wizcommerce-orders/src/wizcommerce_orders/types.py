# Made from specs/wizcommerce-orders/openapi.yaml.
# Do not edit: change the spec and run `make generate`.
"""What surrounds calls: for annotations, and to write middleware and transports.

The names are the same in every package. The API's own classes stand elsewhere, and never get in
the way of these.
"""

from ._runtime.lazy import attach

__all__ = [
    "AsyncKey",
    "AsyncMiddleware",
    "AsyncStreamedResponse",
    "AsyncTransport",
    "Deviation",
    "Extra",
    "Key",
    "Middleware",
    "Outcome",
    "PreparedRequest",
    "Response",
    "StreamedResponse",
    "Transport",
]

TYPE_CHECKING = False  # to type checkers it is true
if TYPE_CHECKING:
    from ._runtime.auth import AsyncKey, Key
    from ._runtime.deviations import Deviation
    from ._runtime.errors import Outcome
    from ._runtime.extras import Extra
    from ._runtime.flow import Response
    from ._runtime.middleware import AsyncMiddleware, AsyncTransport, Middleware, Transport
    from ._runtime.prepared import PreparedRequest
    from ._runtime.tasks import AsyncStreamedResponse
    from ._runtime.threads import StreamedResponse
else:
    __getattr__, __dir__ = attach(
        __name__,
        {
            "_runtime.auth": ("AsyncKey", "Key"),
            "_runtime.deviations": ("Deviation",),
            "_runtime.errors": ("Outcome",),
            "_runtime.extras": ("Extra",),
            "_runtime.flow": ("Response",),
            "_runtime.middleware": ("AsyncMiddleware", "AsyncTransport", "Middleware", "Transport"),
            "_runtime.prepared": ("PreparedRequest",),
            "_runtime.tasks": ("AsyncStreamedResponse",),
            "_runtime.threads": ("StreamedResponse",),
        },
        __package__,
    )
