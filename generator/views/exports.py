"""`__init__.py` and `types.py` of a package: every public name, and the module that each is loaded from on first use.

In: `ir.Api`, `Names`, and what the model modules define. Out: `ExportsView`. Refuses: two public names that are one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from generator import ir
from generator.literals import Source, code, docstring, dotted, identifier, join, string
from generator.views.addresses import see
from generator.views.errors import GENERAL, base_name, error_classes
from generator.views.renamed import mapping
from generator.views.scope import Classes
from generator.views.text import sentence

SENTINEL = ("_runtime.missing", ["MISSING", "Missing"])
LENT = ("PreparedRequest", "Response")
"""What the runtime lends to every package, besides the errors: the sentinel's two names, and these classes."""
SURROUNDING: dict[str, list[str]] = {
    "_runtime.auth": ["AsyncKey", "Key"],
    "_runtime.deviations": ["Deviation"],
    "_runtime.errors": ["Outcome"],
    "_runtime.extras": ["Extra"],
    "_runtime.flow": ["Response"],
    "_runtime.middleware": ["AsyncMiddleware", "AsyncTransport", "Middleware", "Transport"],
    "_runtime.prepared": ["PreparedRequest"],
    "_runtime.tasks": ["AsyncStreamedResponse"],
    "_runtime.threads": ["StreamedResponse"],
}
"""What `types.py` holds: there, no name of an API's can be in the way of one that is added later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportsView:
    """Everything that `__init__.py` and `types.py` print."""

    doc: Source
    version: Source
    public: tuple[Source, ...]
    """All public names, quoted, sorted as ruff sorts `__all__`."""
    imports: tuple[Source, ...]
    """For type checkers: `from .client import AsyncWixOrders, WixOrders`."""
    homes: tuple[Source, ...]
    """For the run: `"client": ("AsyncWixOrders", "WixOrders")`."""
    renamed: tuple[Source, ...]
    """For type checkers: `Order = Purchase`, for each old name of a class."""
    old_names: Source
    """Old names of every kind for the run and for tools, in full: `{"Order.note": "Purchase.remark"}`, or nothing."""
    surrounding: tuple[Source, ...]
    surrounding_imports: tuple[Source, ...]
    surrounding_homes: tuple[Source, ...]
    """The same of `types.py`."""


def exports_view(api: ir.Api, classes: Classes, runtime: Mapping[str, str]) -> ExportsView:
    """The view of `__init__.py`; `runtime` are the runtime's files, in which its classes are looked up."""
    homes = public_names(api, classes) | {SENTINEL[0]: SENTINEL[1]}
    for name in LENT:
        homes.setdefault(_home_of(name, runtime), []).append(name)
    _refuse_twice(homes)
    renamed = classes.names.renamed.of("class")
    return ExportsView(
        doc=docstring(_doc(api), indent=0),
        version=string(api.version),
        public=tuple(string(name) for name in sorted(_flat(homes), key=_order)),
        imports=tuple(_import(module, homes[module]) for module in sorted(homes)),
        homes=tuple(
            _home(module, lent) for module, lent in sorted([*homes.items(), ("types", [])])
        ),
        renamed=tuple(code("{} = {}", identifier(a.name), identifier(a.new)) for a in renamed),
        old_names=mapping(classes.names.renamed.table.items()),
        surrounding=tuple(string(name) for name in sorted(_flat(SURROUNDING))),
        surrounding_imports=tuple(_import(module, lent) for module, lent in SURROUNDING.items()),
        surrounding_homes=tuple(_home(module, lent) for module, lent in SURROUNDING.items()),
    )


def public_names(api: ir.Api, classes: Classes) -> dict[str, list[str]]:
    """The package's own modules, and the public names that each holds."""
    errors = [
        base_name(api),
        *GENERAL,
        *(error.name for error in error_classes(api, classes.names)),
    ]
    homes = {
        "client": [f"Async{api.client_class}", api.client_class],
        "errors": list(map(str, errors)),
    }
    private = {*classes.names.parameter_models.values(), *classes.names.body_types.values()}
    for name, module in classes.modules.items():
        if name not in private and not name.startswith("_"):
            homes.setdefault(module, []).append(name)
    return homes


def _home_of(name: str, runtime: Mapping[str, str]) -> str:
    """The module of the runtime that defines a class, relative to the package."""
    for path, text in sorted(runtime.items()):
        if re.search(rf"^class {name}\b", text, re.MULTILINE):
            return f"_runtime.{path.removesuffix('.py')}"
    raise ValueError(f"the runtime has no class {name}")


def _refuse_twice(homes: Mapping[str, list[str]]) -> None:
    twice = [name for name, count in Counter(_flat(homes)).items() if count > 1]
    if twice:
        raise ValueError(f"public names that stand for two things: {', '.join(sorted(twice))}")


def _flat(homes: Mapping[str, list[str]]) -> list[str]:
    return [name for names in homes.values() for name in names]


def _order(name: str) -> tuple[int, str]:
    """Constants, then classes, then the rest (ruff's RUF022)."""
    return (0 if name.isupper() and len(name) > 1 else 1 if name[:1].isupper() else 2, name)


def _import(module: str, names: list[str]) -> Source:
    listed = join(", ", [identifier(name) for name in sorted(names)])
    return code("from .{} import {}", dotted(module), listed)


def _home(module: str, names: list[str]) -> Source:
    quoted = join(", ", [string(name) for name in sorted(names)])
    if len(names) == 1:
        return code("{}: ({},)", string(module), quoted)
    return code("{}: ({})", string(module), quoted)


def _doc(api: ir.Api) -> str:
    parts = [f"{api.title.strip()}: a typed client, sync and async."]
    parts += [sentence(api.summary), sentence(api.description), see(api.docs_url, "index.md")]
    return "\n\n".join(dict.fromkeys(part for part in parts if part))
