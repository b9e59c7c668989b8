"""The arguments of the clients: those of this API, then those that every client has.

In: `ir.Api`. Out: `Option`s, in the order of the signature, for it, for docstrings and for the README. Refuses nothing.
"""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass

from generator import ir
from generator.literals import EMPTY, Source, code, identifier, join, string
from generator.views.text import sentence

_TEXT = code("str | None")
_NONE = code("None")


@dataclass(frozen=True, slots=True)
class Option:
    """One argument."""

    name: str
    annotation: Source
    default: Source
    """Nothing for one that must be given."""
    text: str
    _: KW_ONLY
    async_annotation: Source = EMPTY
    """Where it is another."""
    environment: str | None = None
    own: bool = False
    """Whether other APIs' clients may lack it."""
    copied: bool = True
    """Whether `with_options` takes it."""

    def typed(self, prefix: Source) -> Source:
        """Its type for the sync or the async client."""
        return (self.async_annotation if prefix else EMPTY) or self.annotation

    def declared(self, prefix: Source) -> Source:
        """How a signature says it."""
        start = code("{}: {}", identifier(self.name), self.typed(prefix))
        return code("{} = {}", start, self.default) if self.default else start


def options(api: ir.Api) -> tuple[Option, ...]:
    """All arguments of an API's clients."""
    return (*_own(api), _base_url(api), *_COMMON)


def _own(api: ir.Api) -> list[Option]:
    key, async_key = code("Key | None"), code("AsyncKey | None")
    found = [
        Option(
            c.argument,
            key,
            _NONE,
            _described(c.description, c.wire_name),
            async_annotation=async_key,
            environment=c.environment,
            own=True,
        )
        for c in api.credentials
    ]
    found += [
        Option(
            h.argument,
            _TEXT,
            _NONE,
            _described(h.description, h.wire_name),
            environment=h.environment,
            own=True,
        )
        for h in api.headers
    ]
    if len(api.servers) > 1:
        names = [string(server.name) for server in api.servers]
        kinds = code("Literal[{}]", join(", ", names))
        said = ", ".join(f"`{s.name}` ({s.url})" for s in api.servers)
        found.append(
            Option("environment", kinds, names[0], f"Which server to call: {said}.", own=True)
        )
    return found


def _described(description: str, wire_name: str) -> str:
    return sentence(description) or f"The value of `{wire_name}`."


def _base_url(api: ir.Api) -> Option:
    if not api.servers:
        return Option("base_url", code("str"), EMPTY, "The server's URL. The paths stay.")
    said = f"Replaces the server's URL, {api.servers[0].url}. The paths stay."
    return Option("base_url", _TEXT, _NONE, said)


_COMMON = (
    Option(
        "max_retries",
        code("int"),
        code("2"),
        "How often a call that failed, and may be repeated, is tried again.",
    ),
    Option(
        "timeout",
        code("float | None"),
        code("60.0"),
        "Seconds for a whole call, its retries and waits included; None for no limit.",
    ),
    Option(
        "strict",
        code("bool"),
        code("False"),
        "Whether an answer that is not as documented raises `ResponseInvalid`; else it is read as far as it can be.",
    ),
    Option(
        "on_deviation",
        code("Callable[[Deviation], object] | None"),
        _NONE,
        "Called with each `Deviation` of an answer from what is documented.",
    ),
    Option(
        "middleware",
        code("Sequence[Middleware]"),
        code("()"),
        "Functions around each try, the first outermost; they may look at, change, answer or repeat it.",
        async_annotation=code("Sequence[AsyncMiddleware]"),
    ),
    Option(
        "max_response_bytes",
        code("int | None"),
        code("104_857_600"),
        "The size of an answer's decompressed body above which it is refused; None for no limit.",
    ),
    Option("user_agent", _TEXT, _NONE, "Text that is added to the `User-Agent` header."),
    Option(
        "http_client",
        code("Transport | None"),
        _NONE,
        "An `httpx2` client of your own, with its timeout if you gave it one, or another transport; "
        "it is not closed with this one.",
        async_annotation=code("AsyncTransport | None"),
        copied=False,
    ),
)
TYPES: dict[Source, tuple[Source, ...]] = {
    code("collections.abc"): (code("Callable"), code("Sequence")),
    code("._runtime.deviations"): (code("Deviation"),),
    code("._runtime.middleware"): (
        code("AsyncMiddleware"),
        code("AsyncTransport"),
        code("Middleware"),
        code("Transport"),
    ),
}
"""What these annotations need, by module."""
