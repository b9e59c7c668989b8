"""Names of earlier versions, which go on to work and say so; only packages that have some hold this module.

In: old names as their users know them (`Order.note`), and the last part of what they are called now (`remark`). Out:
decorators and look-ups, each of which warns the line that uses an old name (`DeprecationWarning`, PEP 702). Refuses an
old and a new name of one thing at once: TypeError, or for the fields of requests `pydantic.ValidationError`.
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False  # true to type checkers; a package imports this before typing, functools or inspect are needed
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any, Generic, ParamSpec, TypeVar

    from typing_extensions import deprecated as deprecated  # noqa: PLC0414  (it is exported)

    from .resource import Method

    F = TypeVar("F", bound=Callable[..., Any])
    P = ParamSpec("P")
    R = TypeVar("R")

    class OldMethod(Generic[P, R]):
        """A view's method by the name that it had."""

        def __init__(self, method: Method[P, R], text: str) -> None: ...

        @deprecated("an old name; the warning of each call says the new one")
        def __get__(self, view: object, owner: type) -> Callable[P, R]: ...


PACKAGE = __name__.partition("._runtime")[0]
_BETWEEN = (f"{PACKAGE}.", "pydantic.", "contextlib.")
"""Whose frames stand between an old name and the line that uses it."""


def said(old: str, new: str) -> str:
    """The text of a warning."""
    return f"`{old}` is now `{new}`: the old name goes with the next breaking release"


def warn(text: str) -> None:
    """Warn the nearest line that is not of this package."""
    import warnings

    level, frame = 1, sys._getframe()  # pyright: ignore[reportPrivateUsage]
    while frame.f_back is not None and f"{frame.f_globals.get('__name__')}.".startswith(_BETWEEN):
        level, frame = level + 1, frame.f_back
    warnings.warn(text, DeprecationWarning, stacklevel=level)


def _before(function: Any, act: Callable[[dict[str, Any]], object]) -> Any:
    """`function`, known as itself, but `act` sees each call's keyword arguments first, and may change them."""
    import inspect
    from functools import wraps

    @wraps(function)
    def call(*args: Any, **arguments: Any) -> Any:
        act(arguments)
        return function(*args, **arguments)

    if not inspect.iscoroutinefunction(function):
        return call
    if sys.version_info >= (3, 12):
        return inspect.markcoroutinefunction(call)
    from asyncio import coroutines

    vars(call)["_is_coroutine"] = vars(coroutines)["_is_coroutine"]  # for asyncio and mocks
    return call


def _renew(
    given: dict[str, Any], known: Mapping[str, tuple[str, str]], wire: Mapping[str, str]
) -> dict[str, Any]:
    """`given`, with the names of today in it; `wire` says what else these are called."""
    for name in [name for name in given if name in known]:
        old, new = known[name]
        if new in given or wire.get(new) in given:
            raise TypeError(f"{old}: {name!r} is the old name of {new!r}; give the new one only")
        given[new] = given.pop(name)
        warn(said(old, new))
    return given


if not TYPE_CHECKING:

    def deprecated(text: str) -> Any:
        """Return what makes a function warn when it is called; an async one, not only when it is awaited."""

        def decorate(function: Any) -> Any:
            wrapper = _before(function, lambda _: warn(text))
            wrapper.__deprecated__ = text
            return wrapper

        return decorate

    class OldMethod:
        """A view's method by the name that it had."""

        def __init__(self, method: Any, text: str) -> None:
            self._method, self.__deprecated__ = method, text

        def __get__(self, view: object, owner: type) -> Any:
            return deprecated(self.__deprecated__)(self._method.__get__(view, owner))


def old_names(
    module: str, current: Callable[[str], Any], names: Mapping[str, str]
) -> Callable[[str], Any]:
    """Return `__getattr__` for `module`, which knows old classes too; `current` is that for the names of today.

    `names` says what became of every old name, in full: `{"Order": "Purchase", "Order.note": "Purchase.remark"}`.
    """

    def get(wanted: str) -> Any:
        if wanted not in names:
            return current(wanted)
        # `from package import Old` asks twice, first on behalf of the import system
        asker = sys._getframe(1)  # pyright: ignore[reportPrivateUsage]
        if not asker.f_code.co_filename.startswith("<frozen importlib"):
            warn(said(wanted, names[wanted]))
        return getattr(sys.modules[module], names[wanted])

    return get


def old_arguments(known: Mapping[str, tuple[str, str]]) -> Callable[[F], F]:
    """Return what makes a function take `{"note": ("orders.update(note)", "remark")}`: `note` for `remark`, by name."""
    return lambda function: _before(function, lambda arguments: _renew(arguments, known, {}))


def input_keywords(known: Mapping[str, tuple[str, str]]) -> Any:
    """Return a validator of an `Input` that takes `{"note": ("OrderUpdate.note", "remark")}`: `note` for `remark`.

    From callers only, by Python name: answers that are copied, and JSON, hold names of the wire. It stands around the
    checks of `Input`, which know no old names.
    """
    from pydantic import ValidationInfo, model_validator
    from pydantic_core import PydanticCustomError

    from .model import wire_names

    def take(cls: Any, value: Any, check: Callable[[Any], Any], info: ValidationInfo) -> Any:
        if isinstance(value, dict) and info.context is None and info.mode == "python":
            try:
                value = _renew({**value}, known, wire_names(cls))
            except TypeError as error:
                raise PydanticCustomError("renamed_twice", "{said}", {"said": str(error)}) from None
        return check(value)

    validator: Any = classmethod(take)
    return model_validator(mode="wrap")(validator)


def answer_keywords(known: Mapping[str, tuple[str, str]]) -> Any:
    """Return `__init__` of an `Answer` that takes `{"note": ("Order.note", "remark")}`: `note` for `remark`."""
    from .model import Answer, wire_names

    def init(self: Any, /, **fields: Any) -> None:
        Answer.__init__(self, **_renew(fields, known, wire_names(self.__class__)))

    vars(init)["__pydantic_base_init__"] = True  # objects in answers are made without it
    return init
