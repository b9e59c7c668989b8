"""What `naming` decides and everyone else reads: the Python name of every identity.

No other module makes a name. `Names` are also what `client.yaml` pins under `names:`, in the same shape.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from generator.canonical import Side, TypeId

OperationId = str
ArgumentKey = tuple[OperationId, str, str]
"""Operation id, location (`path`, `query`, `header`, `cookie`, `body`), wire name ("" for a whole body)."""

AliasKind = Literal["class", "member", "resource", "operation", "argument", "option"]


@dataclass(frozen=True, slots=True)
class Alias:
    """A public name of earlier versions that the package goes on to take, with a warning."""

    old: str
    """As findings write it: `Order.note`, `orders.update(note)`."""
    name: str
    """Its last part: `note`."""
    new: str
    """What that part is now: `remark`."""

    @property
    def said(self) -> str:
        """The warning; the runtime's `renamed` says it with the same words."""
        return f"`{self.old}` is now `{self.new}`: the old name goes with the next breaking release"


_FORMS: dict[AliasKind, str] = {
    "class": "{}{}",
    "member": "{}.{}",
    "resource": "{}.{}",
    "operation": "{}.{}",
    "argument": "{}({})",
    "option": "{}({})",
}
"""How a name is written in full."""


@dataclass(frozen=True, slots=True)
class Renamed:
    """All old names, by what they are names for and by whose parts they are, as that is called now.

    ("class", "") · ("member", "Order") · ("resource", "WixOrders") · ("operation", "orders")
    · ("argument", "orders.update") · ("option", "WixOrders"): of the client's constructor
    """

    entries: Mapping[tuple[AliasKind, str], tuple[Alias, ...]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.entries)

    @property
    def table(self) -> dict[str, str]:
        """Every old name and what it is called now, both in full: `Order.note` to `Purchase.remark`.

        What clients have stands there twice, for async clients too.
        """
        found: dict[str, str] = {}
        for (kind, owner), aliases in self.entries.items():
            for alias in aliases:
                form = _FORMS[kind]
                found[alias.old] = form.format(owner, alias.new)
                if kind in ("resource", "option"):
                    found[f"Async{alias.old}"] = form.format(f"Async{owner}", alias.new)
        return found

    def of(self, kind: AliasKind, owner: str = "") -> tuple[Alias, ...]:
        """The old names of one kind within `owner`, in the order in which they are declared."""
        return self.entries.get((kind, owner), ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Identity to Python name, for one API."""

    types: Mapping[tuple[TypeId, Side], str]
    """Classes and named unions; an enum stands under both sides with one name. `XInput` where both sides have `X`."""

    members: Mapping[tuple[TypeId, str], str]
    """Fields by wire name; enum members by the JSON text of their value (`"asc"` with quotes, `1`)."""

    literals: Mapping[TypeId, str]
    """For each enum of texts or whole numbers used in requests, the alias `E | Literal[...]` that those take
    (`OrderStatusLike`)."""

    resources: Mapping[str, str]
    """Tag to attribute and module name (`orders`)."""

    resource_classes: Mapping[str, str]
    """Tag to class name (`Orders`)."""

    operations: Mapping[OperationId, str]
    """Operation to method name, unique within its tag."""

    arguments: Mapping[ArgumentKey, str]

    parameter_models: Mapping[OperationId, str]
    """The private input class that checks an operation's parameters (`UpdateOrderParameters`)."""

    statuses: Mapping[str, str]
    """Documented error status ("404") to class name (`NotFound`)."""

    codes: Mapping[str, str]
    """Declared error code to class name (`OrderIsPending`)."""

    body_types: Mapping[OperationId, str] = field(default_factory=dict)
    """The private type that checks a JSON body which is no object (`StartJobsBody`)."""

    enums: frozenset[TypeId] = frozenset()
    """The types that are enums: pinned once, not by side."""

    identities: Mapping[TypeId, str] = field(default_factory=dict)
    """What pins call a type whose id holds a parameter's position: `…/parameters/query.status/schema`."""

    renamed: Renamed = field(default_factory=Renamed)
    """Old names that go on to work."""
