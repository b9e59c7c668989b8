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
    package: str, names: Mapping[str, tuple[str, ...]]
) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """Return `__getattr__` and `__dir__` for `package`; `names` holds what each of its modules lends to it."""
    homes = {name: module for module, lent in names.items() for name in lent}
    modules = {module for module in names if "." not in module}

    def get(name: str) -> Any:
        if name in homes:
            value = getattr(import_module(f"{package}.{homes[name]}"), name)
        elif name in modules:
            value = import_module(f"{package}.{name}")
        else:
            text = f"module {package!r} has no attribute {name!r}"
            raise AttributeError(text, name=name, obj=sys.modules[package])
        setattr(sys.modules[package], name, value)  # the next look-up does not come here
        return value

    return get, lambda: sorted({*vars(sys.modules[package]), *homes, *modules})


class LazyModule:
    """Stands for a module, and imports it when an attribute is first asked for."""

    def __init__(self, package: str | None, name: str) -> None:
        self.__package = package
        self.__name = name

    def __getattr__(self, attribute: str) -> Any:
        return getattr(import_module(self.__name, self.__package), attribute)


def module(package: str | None, name: str) -> Any:
    """Return a stand-in for the module `name`, relative to `package` where it begins with a dot."""
    return LazyModule(package, name)
