"""A package as the generator writes it, by hand; `_runtime` is put beside it by the tests."""

from typing import TYPE_CHECKING

from ._runtime.lazy import attach

__version__ = "1.2.3"

__all__ = [
    "MISSING",
    "AsyncSample",
    "BuyerInfoUpdate",
    "Missing",
    "Order",
    "OrderUpdate",
    "Sample",
    "SampleError",
]

if TYPE_CHECKING:
    from ._runtime.missing import MISSING as MISSING
    from ._runtime.missing import Missing as Missing
    from .client import AsyncSample as AsyncSample
    from .client import Sample as Sample
    from .errors import SampleError as SampleError
    from .inputs import BuyerInfoUpdate as BuyerInfoUpdate
    from .inputs import OrderUpdate as OrderUpdate
    from .models import Order as Order
else:
    __getattr__, __dir__ = attach(
        __name__,
        {
            "_runtime.missing": ("MISSING", "Missing"),
            "client": ("AsyncSample", "Sample"),
            "errors": ("SampleError",),
            "inputs": ("BuyerInfoUpdate", "OrderUpdate"),
            "models": ("Order",),
        },
    )
