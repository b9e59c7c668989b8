"""The classes of error statuses.

In: a documented status: `404`, `4XX`. Out: the names its class may have, in order. Refuses nothing.

The phrases are those of the IANA registry of HTTP status codes. 501's, `NotImplemented`, is a constant of Python that
every importer of the class would hide, so its class says who has not implemented it.
"""

from __future__ import annotations

_PHRASES = {
    "300": "MultipleChoices",
    "301": "MovedPermanently",
    "302": "Found",
    "303": "SeeOther",
    "304": "NotModified",
    "305": "UseProxy",
    "307": "TemporaryRedirect",
    "308": "PermanentRedirect",
    "400": "BadRequest",
    "401": "Unauthorized",
    "402": "PaymentRequired",
    "403": "Forbidden",
    "404": "NotFound",
    "405": "MethodNotAllowed",
    "406": "NotAcceptable",
    "407": "ProxyAuthenticationRequired",
    "408": "RequestTimeout",
    "409": "Conflict",
    "410": "Gone",
    "411": "LengthRequired",
    "412": "PreconditionFailed",
    "413": "ContentTooLarge",
    "414": "URITooLong",
    "415": "UnsupportedMediaType",
    "416": "RangeNotSatisfiable",
    "417": "ExpectationFailed",
    "421": "MisdirectedRequest",
    "422": "UnprocessableContent",
    "423": "Locked",
    "424": "FailedDependency",
    "425": "TooEarly",
    "426": "UpgradeRequired",
    "428": "PreconditionRequired",
    "429": "TooManyRequests",
    "431": "RequestHeaderFieldsTooLarge",
    "451": "UnavailableForLegalReasons",
    "500": "InternalServerError",
    "501": "NotImplementedByServer",
    "502": "BadGateway",
    "503": "ServiceUnavailable",
    "504": "GatewayTimeout",
    "505": "HTTPVersionNotSupported",
    "506": "VariantAlsoNegotiates",
    "507": "InsufficientStorage",
    "508": "LoopDetected",
    "510": "NotExtended",
    "511": "NetworkAuthenticationRequired",
    "3XX": "Redirection",
    "4XX": "ClientError",
    "5XX": "ServerError",
}


def is_error(status: str) -> bool:
    """Whether answers of this status are raised, and have a class: all but successes, interim answers and `default`."""
    return status[:1] in ("3", "4", "5")


def status_names(status: str) -> tuple[str, ...]:
    """`404`: NotFound, else NotFoundStatus, else Status404."""
    phrase = _PHRASES.get(status)
    plain = f"Status{status}"
    return (phrase, f"{phrase}Status", plain) if phrase else (plain, f"{plain}Error")
