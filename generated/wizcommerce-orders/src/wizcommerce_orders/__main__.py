# Made from specs/wizcommerce-orders/openapi.yaml.
# Do not edit: change the spec and run `make generate`.
"""What this package is, and what it was made from: `python -m wizcommerce_orders`."""

import tomllib
from importlib.resources import files

from . import __version__

SPEC_VERSION = "1.0.0"
GENERATOR_VERSION = "0.1.0"
DOCS = "https://docs.wizcommerce.com/api-reference/orders/update-order-status"


def fingerprint() -> str:
    """The hash of all that decided this package's bytes: the seal of the lock in its wheel."""
    lock = files(__package__ or "wizcommerce_orders") / "specpress.lock"
    if not lock.is_file():
        return "none: this package does not run from a wheel"
    seal = tomllib.loads(lock.read_text("utf-8")).get("seal")
    return seal if isinstance(seal, str) else "none: specpress.lock is damaged"


if __name__ == "__main__":
    print("wizcommerce-orders", __version__)
    print("spec version:     ", SPEC_VERSION)
    print("generator version:", "specpress", GENERATOR_VERSION)
    print("fingerprint:      ", fingerprint())
    print("docs:             ", DOCS)
