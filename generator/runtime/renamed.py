"""Names of earlier versions, which go on to work and say so; only packages that have some hold this module.

In: old names as their users know them (`Order.note`), and the last part of what they are called now (`remark`). Out:
decorators and look-ups, each of which warns the line that uses an old name (`DeprecationWarning`, PEP 702). Refuses an
old and a new name of one thing at once: TypeError, or for the fields of requests `pydantic.ValidationError`.
"""

from __future__ import annotations

import sys

__all__ = [
    "OldMethod",
    "answer_keywords",
    "deprecated",
    "input_keywords",
    "old_arguments",
    "old_names",
]

TYPE_CHECKING = False  # true to type checkers; a package imports this before typing, functools or inspect are needed
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from types import FrameType
    from typing import Any, Generic, ParamSpec, TypeVar

    from typing_extensions import deprecated

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
_BETWEEN = (PACKAGE, "pydantic", "contextlib")
"""Whose frames stand between an old name and the line that uses it."""


def said(old: str, new: str) -> str:
    """The text of a warning."""
    return f"`{old}` is now `{new}`: the old name goes with the next breaking release"


def warn(text: str) -> None:
    """Warn the nearest line that is not of this package."""
    from warnings import warn_explicit

    frame = _above(1)
    while frame.f_back is not None and _is_between(frame.f_globals.get("__name__") or ""):
        frame = frame.f_back
    scope, file, line = frame.f_globals, frame.f_code.co_filename, frame.f_lineno
    module, registry = scope.get("__name__"), scope.setdefault("__warningregistry__", {})
    warn_explicit(text, DeprecationWarning, file, line, module or "<string>", registry)


def _above(levels: int) -> FrameType:
    """The frame so many levels above that of the caller."""
    return sys._getframe(levels + 1)  # pyright: ignore[reportPrivateUsage]


def _is_between(module: str) -> bool:
    return any(module == one or module.startswith(f"{one}.") for one in _BETWEEN)


def _like(function: Any, wrapper: Any) -> Any:
    """`wrapper`, known by the name, text and signature of `function`."""
    from functools import update_wrapper
    from inspect import iscoroutinefunction

    update_wrapper(wrapper, function)
    if iscoroutinefunction(function) and sys.version_info >= (3, 12):
        from inspect import markcoroutinefunction

        return markcoroutinefunction(wrapper)
    if iscoroutinefunction(function):
        from asyncio import coroutines

        wrapper._is_coroutine = vars(coroutines)["_is_coroutine"]  # for asyncio and mocks
    return wrapper


if not TYPE_CHECKING:

    def deprecated(text: str) -> Any:
        """Return what makes a function warn when it is called; an async one, not only when it is awaited."""

        def decorate(function: Any) -> Any:
            def call(*args: Any, **arguments: Any) -> Any:
                warn(text)
                return function(*args, **arguments)

            wrapper = _like(function, call)
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
        if not _above(1).f_code.co_filename.startswith("<frozen importlib"):
            warn(said(wanted, names[wanted]))
        return getattr(sys.modules[module], names[wanted])

    return get


def old_arguments(names: Mapping[str, str]) -> Callable[[F], F]:
    """Return what makes a function take `{"orders.update(note)": "remark"}`: `note` for `remark`, by name."""
    known = {old.partition("(")[2][:-1]: (old, new) for old, new in names.items()}

    def decorate(function: Any) -> Any:
        def call(*args: Any, **arguments: Any) -> Any:
            for name in [name for name in arguments if name in known]:
                old, new = known[name]
                if new in arguments:
                    raise TypeError(_both(old, name, new))
                arguments[new] = arguments.pop(name)
                warn(said(old, new))
            return function(*args, **arguments)

        return _like(function, call)

    return decorate


def input_keywords(names: Mapping[str, str]) -> Any:
    """Return a validator of an `Input` that takes `{"OrderUpdate.note": "remark"}`: `note` for `remark`.

    From callers only, by Python name: answers that are copied, and JSON, hold names of the wire. It stands around the
    checks of `Input`, which know no old names.
    """
    from pydantic import ValidationInfo, model_validator
    from pydantic_core import PydanticCustomError

    def refuse(text: str) -> Exception:
        return PydanticCustomError("renamed_twice", "{said}", {"said": text})

    def take(cls: Any, value: Any, check: Callable[[Any], Any], info: ValidationInfo) -> Any:
        return check(_renewed(cls, names, value, refuse) if _is_given(value, info) else value)

    validator: Any = classmethod(take)
    return model_validator(mode="wrap")(validator)


def _is_given(value: object, info: Any) -> bool:
    return isinstance(value, dict) and info.context is None and info.mode == "python"


def answer_keywords(names: Mapping[str, str]) -> Any:
    """Return `__init__` of an `Answer` that takes `{"Order.note": "remark"}`: `note` for `remark`."""
    from .model import Answer

    def init(self: Any, /, **fields: Any) -> None:
        Answer.__init__(self, **_renewed(type(self), names, fields, TypeError))

    vars(init)["__pydantic_base_init__"] = True  # objects in answers are made without it
    return init


def _renewed(
    model: Any, names: Mapping[str, str], given: Any, refuse: Callable[[str], Exception]
) -> dict[str, Any]:
    """What was given, under the names of today."""
    from .model import wire_names

    known = {old.rpartition(".")[2]: (old, new) for old, new in names.items()}
    fields = dict(given)
    for name in [name for name in fields if name in known]:
        old, new = known[name]
        if new in fields or wire_names(model)[new] in fields:
            raise refuse(_both(old, name, new))
        fields[new] = fields.pop(name)
        warn(said(old, new))
    return fields


def _both(old: str, name: str, new: str) -> str:
    return f"{old}: {name!r} is the old name of {new!r}; give the new one only"
