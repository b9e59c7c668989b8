"""The bases of the clients: constructors, copies, `with`, warming up and closing.

In: a `Service` and a user's options. Out: clients, through which resources and views make their calls. Refuses, with
`RequestInvalid`: options that mean nothing. Nothing here needs pydantic or httpx2 until a resource is reached.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, Generic, NoReturn, Self, TypeVar, cast

from .service import Service
from .settings import PACKAGE, resolve

if TYPE_CHECKING:
    from typing_extensions import TypedDict

    from .caller import Preparer
    from .deviations import Deviation
    from .tasks import AsyncCaller  # noqa: F401  (named in quotes below)
    from .threads import Caller  # noqa: F401  (as the one above)
else:
    from typing import TypedDict

M = TypeVar("M")
C = TypeVar("C", bound="Preparer")
T = TypeVar("T")


class Options(TypedDict, Generic[M], total=False):
    """What every client's `with_options` takes, with the middleware of its kind."""

    base_url: str | None
    max_retries: int
    timeout: float | None
    strict: bool
    on_deviation: Callable[[Deviation], object] | None
    middleware: Sequence[M]
    max_response_bytes: int | None
    user_agent: str | None


class View:
    """The base of resources, and of other ways to make the same calls."""

    def __init__(self, caller: Any) -> None:
        self._caller = caller


class Lazy(Generic[T]):
    """A resource as an attribute of a client or view, made when it is first reached; its module has its name."""

    def __init__(self, name: str) -> None:
        self._class = name

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, view: Any, owner: type) -> T:
        if view is None:
            return cast("T", self)  # for documentation tools and mocks
        module = import_module(f"{PACKAGE}.resources.{self._name}")
        made: T = getattr(module, self._class)(view._caller)
        vars(view)[self._name] = made  # where the next look-up finds it first
        return made


class _Client(Generic[C]):
    _kind: tuple[str, str]

    def __init__(self, service: Service, *, http_client: Any = None, **options: Any) -> None:
        self._settings = resolve(service, options)
        self._origin: Self | None = None
        self._lock = threading.Lock()
        # At once for what is handed in: what it has by default now is taken over.
        self._made: C | None = None if http_client is None else self._make(http_client)

    @property
    def _caller(self) -> C:
        with self._lock:
            self._made = self._made or self._make()
            return self._made

    def _make(self, http_client: Any = None) -> C:
        if self._origin is not None:
            return self._origin._caller.copy(self._settings)
        module, name = self._kind
        made: C = getattr(import_module(module, __package__), name)(self._settings, http_client)
        return made

    def _copy(self, options: Mapping[str, Any]) -> Self:
        """A client with these options changed, which shares connections and tokens with this one."""
        known = self._settings.options
        for name in options.keys() - known.keys():
            where = f"{type(self).__name__}.with_options()"
            raise TypeError(f"{where} got an unexpected keyword argument {name!r}")
        elsewhere = {"base_url": None} if "environment" in options else {}
        changed = {**known, **elsewhere, **options}
        copy = object.__new__(type(self))
        kept = {name: v for name, v in vars(self).items() if not isinstance(v, View)}
        vars(copy).update(kept, _made=None, _lock=threading.Lock(), _origin=self._origin or self)
        copy._settings = resolve(self._settings.service, changed, self._settings)
        return copy

    def _warm(self) -> None:
        from pkgutil import iter_modules

        from .model import Input
        from .operation import Operation
        from .read import warm

        caller = self._caller
        caller.warm()
        resources = import_module(f"{PACKAGE}.resources")
        for found in iter_modules(resources.__path__, f"{PACKAGE}.resources."):
            for value in vars(import_module(found.name)).values():
                if isinstance(cast("object", value), Operation):
                    caller.plan(value)
                    warm(value)
        inputs = sys.modules.get(f"{PACKAGE}.inputs")  # there if an operation has any
        for value in list(vars(inputs).values()) if inputs else ():
            if isinstance(value, type) and issubclass(value, Input):
                value.model_rebuild()

    def __reduce__(self) -> NoReturn:
        raise TypeError(f"a {type(self).__name__} holds connections: make one in each process")

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._settings.base}>"


class Client(_Client["Caller"]):
    """The base of the synchronous client; it may be shared between threads."""

    _kind = (".threads", "Caller")

    def warm_up(self) -> None:
        """Load and build what first calls would have to, TLS included; connects to nothing."""
        self._warm()

    def close(self) -> None:
        """Close the connections, but not a client that was handed in. No call can be made any more.

        Copies made by `with_options` share the connections: closing one closes all.
        """
        self._caller.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


class AsyncClient(_Client["AsyncCaller"]):
    """The base of the asynchronous client; it may be shared between the tasks of one event loop."""

    _kind = (".tasks", "AsyncCaller")

    async def warm_up(self) -> None:
        """Load and build, in a thread, what first calls would have to, TLS included; connects to nothing."""
        from anyio.to_thread import run_sync

        await run_sync(self._warm)

    async def close(self) -> None:
        """Close the connections, but not a client that was handed in. No call can be made any more.

        Copies made by `with_options` share the connections: closing one closes all.
        """
        await self._caller.close()

    aclose = close

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *error: object) -> None:
        await self.close()
