"""The bases of resources, and the other views of their methods.

In: a caller, and methods of the form `return self._send(OPERATION, argument=argument)`. Out: the same methods, giving what
their view gives. Refuses nothing.

A view's class has the methods of its resource, unchanged: only what `_send` gives is another, and the descriptors below
say so to type checkers.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, Concatenate, Generic, ParamSpec, TypeVar, overload

from .operation import Operation

if TYPE_CHECKING:
    from .caller import AsyncCaller, Caller, Preparer
    from .prepared import PreparedRequest
    from .response import Response

P = ParamSpec("P")
T = TypeVar("T")
R = TypeVar("R")


class Resource:
    """Gives what each call is for."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def _send(self, operation: Operation[T], /, **arguments: Any) -> T:
        return self._caller.call(operation, arguments).data


class AsyncResource:
    """Gives what each call is for."""

    def __init__(self, caller: AsyncCaller) -> None:
        self._caller = caller

    async def _send(self, operation: Operation[T], /, **arguments: Any) -> T:
        return (await self._caller.call(operation, arguments)).data


class ResponseResource:
    """Gives the whole response."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def _send(self, operation: Operation[T], /, **arguments: Any) -> Response[T]:
        return self._caller.call(operation, arguments)


class AsyncResponseResource:
    """Gives the whole response."""

    def __init__(self, caller: AsyncCaller) -> None:
        self._caller = caller

    async def _send(self, operation: Operation[T], /, **arguments: Any) -> Response[T]:
        return await self._caller.call(operation, arguments)


class PreparedResource:
    """Gives the request, and does not send it."""

    def __init__(self, caller: Preparer) -> None:
        self._caller = caller

    def _send(self, operation: Operation[Any], /, **arguments: Any) -> PreparedRequest:
        return self._caller.prepare(operation, arguments)


class Method(Generic[P, R]):
    """A resource's method in a view: the same function, bound to the view."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self.__wrapped__ = function
        self.__doc__ = function.__doc__

    @overload
    def __get__(self, view: None, owner: type) -> Method[P, R]: ...
    @overload
    def __get__(self, view: object, owner: type) -> Callable[P, R]: ...
    def __get__(self, view: object, owner: type) -> Method[P, R] | Callable[P, R]:
        if view is None:
            return self
        bound: Callable[P, R] = self.__wrapped__.__get__(view, owner)
        return bound


def with_response(method: Callable[Concatenate[Any, P], T]) -> Method[P, Response[T]]:
    """Return `method` for a `ResponseResource`."""
    return Method(method)


def async_with_response(
    method: Callable[Concatenate[Any, P], Awaitable[T]],
) -> Method[P, Awaitable[Response[T]]]:
    """Return `method` for an `AsyncResponseResource`."""
    return Method(method)


def prepare(method: Callable[Concatenate[Any, P], Any]) -> Method[P, PreparedRequest]:
    """Return `method` for a `PreparedResource`."""
    return Method(method)
