"""The classes that answers and requests are made of.

In: JSON values, or Python values from the caller. Out: typed objects, and JSON values again. Answers refuse only what
has another type than documented (`lenient` keeps even that): fields and enum values that the documentation does not
know are kept and written back. Requests refuse everything it does not allow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from inspect import Parameter, Signature
from types import NoneType
from typing import TYPE_CHECKING, Any, ClassVar, Self, cast, get_args

from pydantic import BaseModel, ConfigDict, ValidationError, ValidationInfo
from pydantic.fields import FieldInfo
from pydantic_core import MISSING, ErrorDetails, InitErrorDetails, PydanticCustomError
from pydantic_core.core_schema import with_info_wrap_validator_function

from .exact import make_exact

_COPYING = object()
"""The validation context of `Input.from_answer`."""


class _Signature:
    """What `help()` and completion say: fields by their Python names, where pydantic has wire names."""

    def __get__(self, instance: object, owner: type[BaseModel]) -> Signature:
        defaults = {n: f.default for n, f in owner.model_fields.items() if not f.is_required()}
        kind, none = Parameter.KEYWORD_ONLY, Parameter.empty
        found = (Parameter(n, kind, default=defaults.get(n, none)) for n in owner.model_fields)
        return Signature(list(found))


class _Model(BaseModel):
    """What answers and requests share: wire names are aliases, classes are built on first use."""

    model_config: ClassVar[ConfigDict] = ConfigDict(
        defer_build=True, serialize_by_alias=True, protected_namespaces=()
    )

    if not TYPE_CHECKING:

        @classmethod
        def model_rebuild(cls, **options: Any) -> bool | None:
            # pydantic would look names up in the locals of whoever happens to use the class first.
            return super().model_rebuild(**{"_types_namespace": {}, **options})

        @classmethod
        def __pydantic_on_complete__(cls) -> None:
            cls.__signature__ = _Signature()  # pydantic has just set its own

        __signature__ = _Signature()

    def to_dict(self) -> dict[str, Any]:
        """JSON values by wire name: what was received or set, with what was unknown."""
        return self.model_dump(mode="json", exclude_unset=True, warnings=False)

    def to_json(self) -> str:
        """`to_dict` as JSON text."""
        return self.model_dump_json(exclude_unset=True, warnings=False)

    def __repr_args__(self) -> Iterator[tuple[str | None, Any]]:
        """Only what is set."""
        known = self.__pydantic_fields_set__
        yield from ((n, v) for n, v in self.__dict__.items() if n in known and v is not MISSING)
        yield from (self.__pydantic_extra__ or {}).items()


class Answer(_Model):
    """An object from an answer. Unknown fields are kept; `None` also stands for what was not sent."""

    model_config: ClassVar[ConfigDict] = ConfigDict(
        extra="allow", strict=True, allow_inf_nan=False, ser_json_inf_nan="strings"
    )

    if not TYPE_CHECKING:

        def __init__(self, /, **fields: Any) -> None:
            # By Python names too, and what pydantic can convert, for tests and the like.
            self.__pydantic_validator__.validate_python(
                fields, self_instance=self, strict=False, by_alias=True, by_name=True
            )

        __init__.__pydantic_base_init__ = True

        @classmethod
        def model_validate(cls, obj: Any, *, strict: bool | None = None, **options: Any) -> Self:
            return super().model_validate(obj, strict=bool(strict), **options)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: type[Any], handler: Any) -> Any:
        """JSON is read exactly."""
        schema = handler(source)
        if schema["type"] == "model":
            make_exact(schema["schema"])
        return schema


class UnknownVariant(Answer):
    """A variant of a union that this version of the package does not know; all its fields are kept."""


class Input(_Model):
    """An object in a request, checked when it is made and whenever a field is set.

    Fields are taken by their Python names and by their wire names. A field that was not set is
    `MISSING` and is not sent. Raises `pydantic.ValidationError`, which names the field and what it takes.
    """

    model_config: ClassVar[ConfigDict] = ConfigDict(
        extra="forbid",
        strict=True,
        validate_assignment=True,
        validate_by_alias=True,
        validate_by_name=True,
        loc_by_alias=False,
        allow_inf_nan=False,
        ser_json_inf_nan="constants",
    )

    @classmethod
    def from_answer(cls, answer: Answer) -> Self:
        """A copy of what may be written in `answer`, without what is read-only or unknown.

        `null` is left out where it may not be written. Raises `pydantic.ValidationError` if a
        value breaks a limit of requests, TypeError if the two have no field in common.
        """
        own, name = cls.__name__, type(answer).__name__
        if not isinstance(cast("object", answer), Answer):
            raise TypeError(f"{own}.from_answer takes an answer, not an instance of {name}")
        known = set(wire_names(type(answer)).values())
        if known and known.isdisjoint(wire_names(cls).values()):
            raise TypeError(f"{own} takes no field that {name} has")
        copy: Self = cls.__pydantic_validator__.validate_python(
            answer.to_dict(), context=_COPYING, by_alias=True, by_name=False
        )
        return copy

    @classmethod
    def __get_pydantic_core_schema__(cls, source: type[Any], handler: Any) -> Any:
        """Strict fields, but a mapping may stand for an object."""
        schema = handler(source)
        model = schema
        while model["type"].startswith("function-"):  # validators of subclasses, and of old names
            model = model["schema"]
        if model["type"] == "model":
            model["strict"] = False
            model["schema"] = with_info_wrap_validator_function(cls._checked, model["schema"])
        return schema

    @classmethod
    def _checked(cls, value: Any, check: Callable[[Any], Any], info: ValidationInfo) -> Any:
        if info.context is _COPYING and isinstance(value, dict):
            value = _copied(cls, cast("dict[str, Any]", value))
        try:
            return check(value)
        except ValidationError as error:
            raise _explained(cls, value, error) from None


@cache
def wire_names(model: type[_Model]) -> Mapping[str, str]:
    """Field to wire name. `model_fields` does not know the aliases before the class is built."""
    model.model_rebuild()
    return {n: n if f.alias is None else f.alias for n, f in model.model_fields.items()}


@cache
def _takes_null(model: type[Input]) -> Mapping[str, bool]:
    """Whether a field takes null, by its wire name."""
    kinds = {wire: model.model_fields[name].annotation for name, wire in wire_names(model).items()}
    nulls = {Any, None, NoneType}
    return {wire: not nulls.isdisjoint(get_args(k) or (k,)) for wire, k in kinds.items()}


def _copied(model: type[Input], value: dict[str, Any]) -> dict[str, Any]:
    """What may be written of it."""
    takes_null, open_ = _takes_null(model), model.model_config.get("extra") == "allow"
    return {
        key: item
        for key, item in value.items()
        if (item is not None or takes_null[key] if key in takes_null else open_)
    }


def _explained(model: type[Input], value: Any, error: ValidationError) -> Exception:
    """An error that says what to do instead; the same one where there is nothing to add."""
    name, wires = model.__name__, wire_names(model)
    if isinstance(value, Answer):
        use = f"use {name}.from_answer(...), which copies what may be written"
        return _refusal("answer_given", f"{type(value).__name__} belongs to an answer: {use}")
    if value is None:
        return _refusal("null_refused", f"Input should be {name}")
    if isinstance(value, dict) and model.model_config.get("extra") != "allow":
        known = {*wires, *wires.values()}
        unknown = [repr(key) for key in cast("dict[str, Any]", value) if key not in known]
        if unknown:
            takes = f"{name} takes no {', '.join(unknown)}; it takes"
            return _refusal("unknown_field", f"{takes} {', '.join(wires) or 'no fields'}")
        if None not in value.values():  # for errors further down are told there
            return error
    fields: dict[Any, FieldInfo] = {(name,): field for name, field in model.model_fields.items()}
    lines = error.errors(include_url=False)
    if all(one["input"] is not None or one["loc"] not in fields for one in lines):
        return error
    told = [_told(fields.get(one["loc"]), one) for one in lines]
    return ValidationError.from_exception_data(name, told)


def _told(field: FieldInfo | None, one: ErrorDetails) -> InitErrorDetails:
    """The same line of an error; on a field that is None it says what to do instead."""
    kind, said, came = one["type"], one["msg"], one["input"]
    if field is not None and came is None:
        but = "it is required" if field.is_required() else "it can be left out, but not be None"
        kind, said = "null_refused", f"{said}; {but}"
    return InitErrorDetails(type=_refusal(kind, said, one.get("ctx")), loc=one["loc"], input=came)


def _refusal(kind: Any, said: str, context: dict[str, Any] | None = None) -> PydanticCustomError:
    return PydanticCustomError(kind, "{said}", {**(context or {}), "said": said})
