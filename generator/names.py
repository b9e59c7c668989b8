"""What `naming` decides and everyone else reads: the Python name of every identity.

No other module makes a name. `Names` are also what `client.yaml` pins under `names:`, in the same shape.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.canonical import Side, TypeId

OperationId = str
ArgumentKey = tuple[OperationId, str, str]
"""Operation id, location (`path`, `query`, `header`, `cookie`, `body`), wire name ("" for a whole body)."""


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
