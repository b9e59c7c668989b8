"""Names that Python, pydantic and our own classes have already.

In: nothing. Out: sets of names, by where they may not be used. Refuses nothing.
Tests compare them with what is installed.
"""

from __future__ import annotations

import builtins
import keyword


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


KEYWORDS = frozenset(keyword.kwlist) | {"match", "case", "_"}
ANNOTATION_NAMES = _names("bool bytes dict float int list str")
"""Builtins that annotations use: a field of that name would hide them from its own class body. `date` and `datetime`
are imported there, and so can be imported under another name."""

MODEL_ATTRIBUTES = _names(
    """
    construct copy dict from_orm json parse_file parse_obj parse_raw schema schema_json
    update_forward_refs validate
    model_computed_fields model_config model_construct model_copy model_dump model_dump_json model_extra model_fields
    model_fields_set model_json_schema model_parametrized_name model_post_init model_rebuild model_validate
    model_validate_json model_validate_strings
    mro register
    to_dict to_json from_answer from_wire
    """
)
"""Of `pydantic.BaseModel`, of its metaclass, and of the runtime's `Answer` and `Input`."""
PROTECTED_PREFIXES = ("model_dump", "model_validate")
"""pydantic's `protected_namespaces`: no field may begin like this."""

CLIENT_ATTRIBUTES = _names(
    """
    aclose close prepare warm_up with_options with_raw_response with_response with_streaming_response
    """
)
"""Of clients and their views; resources stand beside them."""
CLIENT_ARGUMENTS = _names(
    """
    self service clock environment base_url max_retries timeout strict on_deviation middleware max_response_bytes
    user_agent http_client
    """
)
"""Of their constructors, and of the runtime's."""
CALL_ARGUMENTS = _names("self cls operation _extra extra_headers extra_query extra_body")
"""Of methods: what every call takes."""
DEVICE_NAMES = frozenset(
    ["con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(10))]
)
"""No files on Windows, whatever their suffix."""

CLASS_NAMES = _names(
    """
    Annotated Any Decimal Final Literal MISSING Missing TYPE_CHECKING TypeAlias UnknownVariant
    """
)
"""What annotations of generated modules say, and what every package exports with its models."""
RUNTIME_CLASSES = _names(
    """
    ApiError NotSent OutcomeUnknown PreparedRequest RequestInvalid Response ResponseInvalid StatusError
    """
)
"""What the runtime lends to every package's `__init__` and `errors`."""
VIEWS = ("WithResponse", "WithRawResponse", "WithStreamingResponse")
"""What the classes of a client's views, and of its resources in them, end in."""
RESOURCE_IMPORTS = _names(
    """
    ApiKey AsyncClient AsyncKey AsyncMiddleware AsyncResource AsyncTransport Basic Bearer Bytes BytesBody
    Callable Client ClientHeader Deviation Empty Extra Field FormBody Json JsonBody Key Lazy LazyModule Middleware
    MultipartBody OAuth2 Operation Options Parameter PreparedResource RawResource Resource ResponseResource Self
    Sequence Service StreamingResource Text TextBody Transport Unpack View WholeJson
    """
)
"""Imports of the generated clients and resources: no resource's class may hide one."""
BUILTINS = frozenset(name for name in dir(builtins) if name[0].isupper())
BUILTINS |= {"PythonFinalizationError", "WindowsError"}  # not in every Python
"""Exceptions and constants: a class of that name would hide Python's from everyone who imports it."""
