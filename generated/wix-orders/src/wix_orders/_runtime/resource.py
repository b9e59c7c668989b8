"""The bases of resources, and the other views of their methods.

In: a caller, and methods of the form `return self._send(OPERATION, argument=argument, _extra=_extra)`. Out: the same
methods, giving what their view gives. Refuses nothing.

A view's class has the methods of its resource, unchanged: only what `_send` gives is another, and the descriptors below
say so to type checkers.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Coroutine
from contextlib import AbstractAsyncContextManager, AbstractContextManager, asynccontextmanager
from functools import cached_property, update_wrapper, wraps
from inspect import signature
from types import FunctionType, MethodType
from typing import TYPE_CHECKING, Any, Concatenate, Generic, ParamSpec, TypeVar

from .client import View
from .operation import Operation

if TYPE_CHECKING:
    from .flow import Response
    from .prepared import PreparedRequest
    from .tasks import AsyncCaller, AsyncStreamedResponse
    from .threads import Caller, StreamedResponse

P = ParamSpec("P")
T = TypeVar("T")
R = TypeVar("R")
Awaited = Coroutine[Any, Any, T]
Function = Callable[Concatenate[Any, P], T]
"""A resource's method."""


class Resource(View):
    """Gives what each call is for."""

    _caller: Caller

    def _send(self, operation: Operation[T], /, **arguments: Any) -> T:
        return self._caller.data(operation, arguments)


class AsyncResource(View):
    """Gives what each call is for."""

    _caller: AsyncCaller

    async def _send(self, operation: Operation[T], /, **arguments: Any) -> T:
        return await self._caller.data(operation, arguments)


class _Way(View):
    """Gives what one of the caller's ways to call gives, or in an asynchronous client what is awaited for it."""

    _way: str

    def _send(self, operation: Operation[Any], /, **arguments: Any) -> Any:
        return getattr(self._caller, self._way)(operation, arguments)


class ResponseResource(_Way):
    """Gives the whole response."""

    _way = "call"


class RawResource(_Way):
    """Gives the response with its bytes as they came."""

    _way = "raw"


class StreamingResource(_Way):
    """Gives the response to be read piece by piece, in a `with` or an `async with` block."""

    _way = "stream"


class PreparedResource(_Way):
    """Gives the request, and does not send it; one for both clients."""

    _way = "prepare"


class Method(Generic[P, R]):
    """A resource's method in a view: the same code, bound to the view, with a signature that says what it gives."""

    def __init__(self, function: Callable[..., Any], gives: str) -> None:
        self.__wrapped__ = function
        self.__doc__ = function.__doc__
        self.gives = gives

    @cached_property
    def _function(self) -> Any:
        plain: Any = self.__wrapped__
        own: Any = FunctionType(plain.__code__, plain.__globals__, closure=plain.__closure__)
        update_wrapper(own, plain)
        own.__defaults__, own.__kwdefaults__ = plain.__defaults__, plain.__kwdefaults__
        shown = signature(plain)
        gives = self.gives.format(shown.return_annotation)
        own.__signature__ = shown.replace(return_annotation=gives)
        own.__annotations__ = {**plain.__annotations__, "return": gives}
        return own

    def __get__(self, view: object, owner: type) -> Callable[P, R]:
        return self._function if view is None else MethodType(self._function, view)


def with_response(method: Function[P, T]) -> Method[P, Response[T]]:
    """Return `method` for a `ResponseResource`."""
    return Method(method, "Response[{}]")


def async_with_response(method: Function[P, Awaited[T]]) -> Method[P, Awaited[Response[T]]]:
    """Return `method`, which is async, for a `ResponseResource`."""
    return Method(method, "Response[{}]")


def with_raw_response(method: Function[P, Any]) -> Method[P, Response[bytes]]:
    """Return `method` for a `RawResource`."""
    return Method(method, "Response[bytes]")


def async_with_raw_response(method: Function[P, Any]) -> Method[P, Awaited[Response[bytes]]]:
    """Return `method`, which is async, for a `RawResource`."""
    return Method(method, "Response[bytes]")


def with_streaming_response(
    method: Function[P, T],
) -> Method[P, AbstractContextManager[StreamedResponse[T]]]:
    """Return `method` for a `StreamingResource`."""
    return Method(method, "AbstractContextManager[StreamedResponse[{}]]")


def async_with_streaming_response(
    method: Function[P, Awaited[T]],
) -> Method[P, AbstractAsyncContextManager[AsyncStreamedResponse[T]]]:
    """Return `method`, which is async, for a `StreamingResource`."""

    @asynccontextmanager
    @wraps(method)
    async def stream(view: Any, /, *args: P.args, **arguments: P.kwargs) -> AsyncGenerator[Any]:
        block: Any = await method(view, *args, **arguments)
        async with block as answer:
            yield answer

    return Method(stream, "AbstractAsyncContextManager[AsyncStreamedResponse[{}]]")


def prepare(method: Function[P, Any]) -> Method[P, PreparedRequest]:
    """Return `method` for a `PreparedResource`."""
    return Method(method, "PreparedRequest")
