"""The classes that answers and requests are made of.

In: JSON values, or Python values from the caller. Out: typed objects, and JSON values again. Answers refuse only what
has another type than documented (`lenient` keeps even that): fields and enum values that the documentation does not
know are kept and written back. Requests refuse everything it does not allow.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from inspect import Parameter, Signature
from typing import TYPE_CHECKING, Any, ClassVar, Self, cast, get_args

from pydantic import BaseModel, ConfigDict, ValidationError, ValidationInfo, model_validator
from pydantic_core import MISSING, ErrorDetails, InitErrorDetails, PydanticCustomError

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
            options["_types_namespace"] = options.get("_types_namespace") or {}
            done = super().model_rebuild(**options)
            if done:
                cls.__signature__ = _Signature()  # pydantic has just set its own
            return done

        __signature__ = _Signature()

    def to_dict(self) -> dict[str, Any]:
        """JSON values by wire name: what was received or set, with what was unknown."""
        values: dict[str, Any] = self.__pydantic_serializer__.to_python(
            self, mode="json", by_alias=True, exclude_unset=True, warnings=False
        )
        return values

    def to_json(self) -> str:
        """`to_dict` as JSON text."""
        return self.__pydantic_serializer__.to_json(
            self, by_alias=True, exclude_unset=True, warnings=False
        ).decode()

    def __repr_args__(self) -> Iterator[tuple[str | None, Any]]:
        """Only what is set."""
        for name in type(self).model_fields:
            value = self.__dict__.get(name, MISSING)
            if name in self.__pydantic_fields_set__ and value is not MISSING:
                yield name, value
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
        if schema["type"] == "model":
            schema["strict"] = False
        return schema

    @model_validator(mode="before")
    @classmethod
    def _before(cls, value: Any, info: ValidationInfo) -> Any:
        if isinstance(cast("object", value), dict):
            if info.context is _COPYING:
                return _copied(cls, value)
            _refuse_unknown(cls, value)
            for key, item in value.items():
                if item is None and key in _never_null(cls) and info.context is not cls:
                    _refuse(cls, value)
        elif isinstance(value, Answer):
            use = f"use {cls.__name__}.from_answer(...), which copies what may be written"
            raise _refusal("answer_given", f"{type(value).__name__} belongs to an answer: {use}")
        elif value is None:
            raise _refusal("null_refused", f"Input should be {cls.__name__}")
        return value


@cache
def wire_names(model: type[_Model]) -> Mapping[str, str]:
    """Field to wire name. `model_fields` does not know the aliases before the class is built."""
    model.model_rebuild()
    return {n: n if f.alias is None else f.alias for n, f in model.model_fields.items()}


@cache
def _writable(model: type[Input]) -> Mapping[str, bool]:
    """Wire name of each field, and whether it takes null."""
    found: dict[str, bool] = {}
    for name, wire in wire_names(model).items():
        kind = model.model_fields[name].annotation
        found[wire] = any(one in (Any, None, type(None)) for one in get_args(kind) or (kind,))
    return found


@cache
def _known(model: type[Input]) -> frozenset[str]:
    """The names under which a model takes its fields."""
    return frozenset(wire_names(model)) | frozenset(wire_names(model).values())


def _copied(model: type[Input], value: dict[str, Any]) -> dict[str, Any]:
    writable, open_ = _writable(model), model.model_config.get("extra") == "allow"
    return {
        key: item
        for key, item in value.items()
        if (item is not None or writable[key] if key in writable else open_)
    }


def _refuse_unknown(model: type[Input], value: dict[str, Any]) -> None:
    unknown = [key for key in value if key not in _known(model)]
    if unknown and model.model_config.get("extra") != "allow":
        names, known = ", ".join(map(repr, unknown)), ", ".join(model.model_fields) or "no fields"
        raise _refusal("unknown_field", f"{model.__name__} takes no {names}; it takes {known}")


@cache
def _never_null(model: type[Input]) -> frozenset[str]:
    """Fields that refuse None, by both of their names."""
    names, writable = wire_names(model), _writable(model)
    return frozenset(n for pair in names.items() if not writable[pair[1]] for n in pair)


def _refuse(model: type[Input], value: dict[str, Any]) -> None:
    """Say all that is wrong with a value in which a field is None that cannot be."""
    try:
        model.__pydantic_validator__.validate_python(value, context=model)
    except ValidationError as error:
        lines = [_told(model, one) for one in error.errors(include_url=False)]
        raise ValidationError.from_exception_data(model.__name__, lines) from None


def _told(model: type[Input], one: ErrorDetails) -> InitErrorDetails:
    """The same line of an error; on a field that is None it says what to do instead."""
    kind, said, loc, came = one["type"], one["msg"], one["loc"], one["input"]
    field = model.model_fields.get(str(loc[0])) if len(loc) == 1 else None
    if field is not None and came is None:
        but = "it is required" if field.is_required() else "it can be left out, but not be None"
        kind, said = "null_refused", f"{said}; {but}"
    return InitErrorDetails(type=_refusal(kind, said, one.get("ctx")), loc=loc, input=came)


def _refusal(kind: Any, said: str, context: dict[str, Any] | None = None) -> PydanticCustomError:
    return PydanticCustomError(kind, "{said}", {**(context or {}), "said": said})
