"""The views of a client: other ways to make the same calls, each with classes of its own.

In: nothing. Out: `KINDS`, and the names of the classes that stand for each. Refuses nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.literals import Source, code, docstring


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A view that exists for the sync and for the async client."""

    attribute: Source
    """Of clients; also the runtime's function that puts a method into such a view."""
    suffix: Source
    """Of its classes: `WixOrdersWithResponse`, `AsyncOrdersWithResponse`."""
    base: Source
    """The runtime's base for its resources."""
    gives: str
    """What its calls give, as class docstrings say it."""
    same: str
    """The docstring of the attribute."""


KINDS = (
    Kind(
        attribute=code("with_response"),
        suffix=code("WithResponse"),
        base=code("ResponseResource"),
        gives="giving the whole response of each call",
        same="The same calls, giving `.data`, `.status`, `.headers` and more.",
    ),
    Kind(
        attribute=code("with_raw_response"),
        suffix=code("WithRawResponse"),
        base=code("RawResource"),
        gives="giving the bytes of each answer",
        same="The same calls, giving responses whose `.data` is the answer's bytes.",
    ),
    Kind(
        attribute=code("with_streaming_response"),
        suffix=code("WithStreamingResponse"),
        base=code("StreamingResource"),
        gives="giving each answer while it arrives",
        same="The same calls, giving answers to be read while they arrive, in a `with` block.",
    ),
)
PREPARED = Kind(
    attribute=code("prepare"),
    suffix=code(""),
    base=code("PreparedResource"),
    gives="giving the request of each call without sending it",
    same="The same calls, giving the request without sending it.",
)
"""Of both clients, and so without async classes."""
PREFIXES = (code(""), code("Async"))
"""Of the classes of the sync and of the async client."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One class of views: of a client, or of a resource."""

    kind: Kind
    prefix: Source
    name: Source
    of: Source
    """The class whose calls it makes."""

    @property
    def function(self) -> Source:
        """What puts a method into it."""
        return code("async_{}", self.kind.attribute) if self.prefix else self.kind.attribute

    @property
    def doc(self) -> Source:
        return docstring(f"`{self.of}`, {self.kind.gives}.", indent=4)


def variants(name: Source) -> tuple[Variant, ...]:
    """The views of the class `name` and of its async twin, in the order in which a file holds them."""
    found = [
        Variant(
            kind=kind,
            prefix=prefix,
            name=code("{}{}{}", prefix, name, kind.suffix),
            of=code("{}{}", prefix, name),
        )
        for prefix in PREFIXES
        for kind in KINDS
    ]
    prepared = code("Prepared{}", name)
    return (*found, Variant(kind=PREPARED, prefix=PREFIXES[0], name=prepared, of=name))
