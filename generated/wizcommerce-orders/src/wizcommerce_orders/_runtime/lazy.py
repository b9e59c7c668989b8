"""Names of a package that are imported when they are first used (PEP 562).

In: which module of the package defines which public names. Out: the package's `__getattr__` and `__dir__`, and
stand-ins for modules. Refuses: a name that the package does not have, with `AttributeError`, as Python does.
"""

from __future__ import annotations

import sys
from importlib import import_module

TYPE_CHECKING = False  # true to type checkers; importing `typing` costs more than all else here
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any


def attach(
    name: str, names: Mapping[str, tuple[str, ...]], package: str | None = None
) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """Return `__getattr__` and `__dir__` for the module `name`; `names` says what each module of `package` lends to it.

    It is a package itself if none is said.
    """
    package = package or name
    homes = {name: module for module, lent in names.items() for name in lent}
    modules = {module for module in names if "." not in module}

    def get(wanted: str) -> Any:
        if wanted in homes:
            value = getattr(import_module(f"{package}.{homes[wanted]}"), wanted)
        elif wanted in modules:
            value = import_module(f"{package}.{wanted}")
        else:
            text = f"module {name!r} has no attribute {wanted!r}"
            raise AttributeError(text, name=wanted, obj=sys.modules[name])
        setattr(sys.modules[name], wanted, value)  # the next look-up does not come here
        return value

    return get, lambda: sorted({*vars(sys.modules[name]), *homes, *modules})


class LazyModule:
    """Stands for the module `name`, relative to `package`, and imports it when an attribute is first asked for."""

    def __init__(self, package: str | None, name: str) -> None:
        self.__load: Callable[[], Any] = lambda: import_module(name, package)

    def __getattr__(self, attribute: str) -> Any:
        return getattr(self.__load(), attribute)
