# Made from specs/wix-orders/openapi.yaml.
# Do not edit: change the spec and run `make generate`.
"""What this package is, and what it was made from: `python -m wix_orders`."""

import tomllib
from importlib.resources import files

from . import __version__

SPEC_VERSION = "1.0.0"
GENERATOR_VERSION = "0.1.0"
DOCS = "https://docs.example.com/wix-orders/"
BUNDLED = files(__package__ or "wix_orders")
NOT_BUNDLED = "none: this package does not run from a wheel"


def fingerprint() -> str:
    """The hash of all that decided this package's bytes: the seal of the lock in its wheel."""
    lock = BUNDLED / "specpress.lock"
    if not lock.is_file():
        return NOT_BUNDLED
    seal = tomllib.loads(lock.read_text("utf-8")).get("seal")
    return seal if isinstance(seal, str) else "none: specpress.lock is damaged"


def spec() -> str:
    """Where the OpenAPI document lies that this client speaks."""
    document = BUNDLED / "openapi.yaml"
    return str(document) if document.is_file() else NOT_BUNDLED


if __name__ == "__main__":
    print("wix-orders", __version__)
    print("spec version:     ", SPEC_VERSION)
    print("spec:             ", spec())
    print("generator version:", "specpress", GENERATOR_VERSION)
    print("fingerprint:      ", fingerprint())
    print("docs:             ", DOCS)
