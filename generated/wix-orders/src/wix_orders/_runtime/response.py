"""What came back, as the transport gives it and as callers see it.

In: nothing. Out: `Received` and `Response`. Refuses nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Received:
    """An answer off the wire; `content` is None if it broke off or could not be decompressed."""

    status: int
    headers: Mapping[str, str]
    content: bytes | None


@dataclass(frozen=True, slots=True)
class Response(Generic[T_co]):
    """An answer with what came around it.

    Attributes:
        data: What the call itself would have returned.
        headers: Their names may be written in any case.
        request_id: What names the request to the vendor's support, if the API says so.
        elapsed: Seconds, for all tries and waits.
        tries: How often the request was sent.
    """

    data: T_co
    status: int
    headers: Mapping[str, str]
    request_id: str | None
    elapsed: float
    tries: int
