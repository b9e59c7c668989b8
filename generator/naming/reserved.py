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
ANNOTATION_NAMES = _names("bool bytes dict float int list str date datetime time timedelta uuid")
"""Lower-case names that annotations use: a field of that name would hide them from its own class body."""

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
    aclose base_url close credentials environment headers http_client max_retries on_deviation prepare request send
    service strict timeout warm_up with_options with_raw_response with_response with_streaming_response
    """
)
"""Of the runtime's clients and views; resources stand beside them."""
CLIENT_ARGUMENTS = _names(
    "self environment base_url max_retries timeout strict on_deviation http_client"
)
DEVICE_NAMES = frozenset(
    ["con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(10))]
)
"""No files on Windows, whatever their suffix."""

CLASS_NAMES = _names(
    """
    Annotated Answer Any AliasChoices AsyncIterator Awaitable AwareDatetime Base64Bytes BaseModel Callable ClassVar
    ConfigDict Decimal Discriminator Enum Field Final ForwardRef Generic Input IntEnum Iterable Iterator Literal Mapping
    MISSING Missing NaiveDatetime Never NotRequired Optional Protocol RootModel Self Sequence StrEnum Tag TypeAlias
    TypeAliasType TypeAdapter TypedDict TypeVar Union UUID TYPE_CHECKING
    """
)
"""Imports of the generated model modules; datamodel-code-generator would rename a class of that name by itself."""
RUNTIME_CLASSES = _names(
    """
    ApiError NotSent OutcomeUnknown PreparedRequest RequestInvalid Response ResponseInvalid StatusError
    """
)
"""What the runtime lends to every package's `__init__` and `errors`."""
RESOURCE_IMPORTS = _names(
    """
    ApiKey AsyncClient AsyncResource AsyncView Basic Bearer Bytes BytesBody Client ClientHeader Empty FormBody Json
    JsonBody
    Key MultipartBody OAuth2 Operation Parameter PreparedResource Resource Server Service Text TextBody View WholeJson
    """
)
"""Imports of the generated clients and resources: no resource's class may hide one."""
BUILTINS = frozenset(name for name in dir(builtins) if name[0].isupper())
BUILTINS |= {"PythonFinalizationError", "WindowsError"}  # not in every Python
"""Exceptions and constants: a class of that name would hide Python's from everyone who imports it."""
