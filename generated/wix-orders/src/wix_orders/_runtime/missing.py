"""The third state of an optional field in a request: not set, which is neither a value nor `None`.

In: nothing. Out: `MISSING`, the default of such a field, and `Missing`, its type. Refuses nothing.

    note: str | None | Missing = MISSING

To a type checker `Missing` is an enum with one member, so that `is MISSING` narrows. At run time both names are
pydantic's sentinel, which its core leaves out of what is sent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from enum import Enum
    from typing import Final

    class Missing(Enum):
        """The type of `MISSING`."""

        MISSING = "MISSING"

    MISSING: Final = Missing.MISSING
    """The value of a field that was not set: it is not sent."""
else:
    from pydantic_core import MISSING

    Missing = MISSING
