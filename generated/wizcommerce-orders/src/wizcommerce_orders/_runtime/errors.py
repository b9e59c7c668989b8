"""Every way in which a call can end badly, by what is then known about its effect.

    ApiError                outcome        the request ...
    ├── RequestInvalid      not_sent       ... could not be made: arguments, credentials or settings are wrong
    ├── NotSent             not_sent       ... never left: no connection
    ├── OutcomeUnknown      unknown        ... was sent, and no status came back
    ├── ResponseInvalid     applied        ... succeeded, but its answer cannot be read
    └── StatusError                        ... was answered with an error
                            not_applied        4xx
                            unknown            408, 3xx, 5xx

In: what happened. Out: errors that pickle, and whose text and request hold no credentials. Refuses nothing.
The generated package adds a class for each documented status and declared error code.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from .prepared import PreparedRequest

Outcome = Literal["not_sent", "not_applied", "unknown", "applied"]


class ApiError(Exception):
    """A call failed.

    Attributes:
        outcome: What is known about its effect.
        request: The request, without credentials; None if it could not be made.
        tries: How often it was sent, or tried to be.
    """

    outcome: Outcome = "unknown"
    request: PreparedRequest | None = None
    tries: int = 0

    def __init__(self, text: str = "", **known: Any) -> None:
        super().__init__(text)
        vars(self).update(known)

    def __init_subclass__(cls) -> None:
        package, found, _ = cls.__module__.rpartition("._runtime.")
        if found:  # users, and pickle, find it there
            cls.__module__ = f"{package}.errors"


class RequestInvalid(ApiError, ValueError):
    """The request could not be made, and nothing was sent: an argument, a credential or a setting is wrong."""

    outcome = "not_sent"


class NotSent(ApiError):
    """The request never left: no connection could be made, or none was free."""

    outcome = "not_sent"


class OutcomeUnknown(ApiError):
    """The request was sent, or may have been, and no status came back: it may have had its effect."""


class AnsweredError(ApiError):
    """What an answer brought: `headers` are found in any case, `request_id` is for the vendor's support."""

    status: int = 0
    headers: Mapping[str, str] = MappingProxyType({})
    body: Any = None
    request_id: str | None = None


class ResponseInvalid(AnsweredError):
    """The request succeeded (2xx), but its answer broke off or is not what is documented. `body` is bytes."""

    outcome = "applied"


class StatusError(AnsweredError):
    """The answer's status is an error.

    Attributes:
        code: The API's own code for the error, if there is one.
        message: The API's own words, or "".
        body: As documented for this status; if it is not like that, as JSON, text or bytes.
    """

    code: str | None = None
    message: str = ""

    def __init__(self, text: str = "", **known: Any) -> None:
        super().__init__(text, **known)
        refused = 400 <= self.status < 500 and self.status != 408
        self.outcome = "not_applied" if refused else "unknown"
