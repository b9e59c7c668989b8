"""The bases of resources, and the other views of their methods.

In: a caller, and methods of the form `return self._send(OPERATION, argument=argument)`. Out: the same methods, giving
what their view gives. Refuses nothing.

A view's class has the methods of its resource, unchanged: only what `_send` gives is another, and the descriptors below
say so to type checkers.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from types import MethodType
from typing import TYPE_CHECKING, Any, Concatenate, Generic, ParamSpec, TypeVar

from .client import AsyncView, PreparedView, View
from .operation import Operation

if TYPE_CHECKING:
    from .flow import Response
    from .prepared import PreparedRequest

P = ParamSpec("P")
T = TypeVar("T")
R = TypeVar("R")


class Resource(View):
    """Gives what each call is for."""

    def _send(self, operation: Operation[T], /, **arguments: Any) -> T:
        return self._caller.call(operation, arguments).data


class AsyncResource(AsyncView):
    """Gives what each call is for."""

    async def _send(self, operation: Operation[T], /, **arguments: Any) -> T:
        return (await self._caller.call(operation, arguments)).data


class ResponseResource(View):
    """Gives the whole response."""

    def _send(self, operation: Operation[T], /, **arguments: Any) -> Response[T]:
        return self._caller.call(operation, arguments)


class AsyncResponseResource(AsyncView):
    """Gives the whole response."""

    async def _send(self, operation: Operation[T], /, **arguments: Any) -> Response[T]:
        return await self._caller.call(operation, arguments)


class PreparedResource(PreparedView):
    """Gives the request, and does not send it."""

    def _send(self, operation: Operation[Any], /, **arguments: Any) -> PreparedRequest:
        return self._caller.prepare(operation, arguments)


class Method(Generic[P, R]):
    """A resource's method in a view: the same function, bound to the view."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self.__wrapped__ = function
        self.__doc__ = function.__doc__

    def __get__(self, view: object, owner: type) -> Callable[P, R]:
        return self.__wrapped__ if view is None else MethodType(self.__wrapped__, view)


def with_response(method: Callable[Concatenate[Any, P], T]) -> Method[P, Response[T]]:
    """Return `method` for a `ResponseResource`."""
    return Method(method)


def async_with_response(
    method: Callable[Concatenate[Any, P], Coroutine[Any, Any, T]],
) -> Method[P, Coroutine[Any, Any, Response[T]]]:
    """Return `method` for an `AsyncResponseResource`."""
    return Method(method)


def prepare(method: Callable[Concatenate[Any, P], Any]) -> Method[P, PreparedRequest]:
    """Return `method` for a `PreparedResource`."""
    return Method(method)
