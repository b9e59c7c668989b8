"""What callers give, checked by pydantic, and its complaints in the caller's words.

In: arguments and a type. Out: checked values. Refuses, with `RequestInvalid`: values that the type does not take; the
message says where, what came, and what is allowed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import TypeAdapter, ValidationError

from .errors import RequestInvalid
from .missing import MISSING


class Checked:
    """Arguments that together make an input object; `fields` pairs each argument with its field."""

    def __init__(self, model: Any, fields: Sequence[tuple[str, str]]) -> None:
        self.adapter: TypeAdapter[Any] = TypeAdapter(model)
        self._fields = fields
        self._arguments = {field: argument for argument, field in fields}

    def gather(self, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """The fields that were given."""
        found = ((field, arguments.get(argument, MISSING)) for argument, field in self._fields)
        return {field: value for field, value in found if value is not MISSING}

    def check(self, fields: Mapping[str, Any]) -> Any:
        """The input object."""
        return check(self.adapter, fields, self._arguments)


def check(adapter: TypeAdapter[Any], given: Any, names: Mapping[str, str], top: str = "") -> Any:
    """Return `given` as the adapter's type; messages use `names` for its keys, and `top` for itself."""
    try:
        return adapter.validator.validate_python(given)
    except ValidationError as error:
        raise RequestInvalid(explain(error, given, names, top)) from error


def explain(error: ValidationError, given: Any, names: Mapping[str, str], top: str = "") -> str:
    """Say `status: 'shipped' is not one of 'draft', 'confirmed', 'cancelled'`, and so on for each problem."""
    problems: dict[str, list[str]] = {}
    for problem in error.errors(include_url=False):
        path = _path(problem["loc"], given, problem["type"] == "missing")
        path[:1] = [names.get(step, step) for step in path[:1]]
        where = "".join(f"[{step}]" if step.isdigit() else f".{step}" for step in path)
        said = problems.setdefault((top + where).removeprefix("."), [])
        words = _words(problem["type"], problem["msg"], problem["input"], problem.get("ctx", {}))
        if words not in said:
            said.append(words)
    return "; ".join(f"{where}: {' or '.join(said)}" for where, said in problems.items())


def shorten(value: object, longest: int = 80) -> str:
    """`repr(value)`, cut."""
    text = repr(value)
    return text if len(text) <= longest else f"{text[: longest - 3]}..."


def _path(loc: tuple[int | str, ...], given: Any, missing: bool) -> list[str]:
    """The part of `loc` that leads through `given`; pydantic's names for the branches of unions lie between."""
    path: list[str] = []
    for number, step in enumerate(loc):
        key = _key(step, given)
        if key is not None:
            given = given[key]
        if key is not None or (missing and number == len(loc) - 1):
            path.append(str(step))
    return path


def _key(step: int | str, given: Any) -> Any:
    """The key or index that `step` means: pydantic says `buyer_info` where a caller's dict has `buyerInfo`."""
    if isinstance(step, int):
        return step if isinstance(given, list) else None
    keys: list[Any] = list(given.keys()) if hasattr(given, "keys") else []
    plain = step.replace("_", "").lower()
    return next((key for key in keys if str(key).replace("_", "").lower() == plain), None)


def _words(kind: str, message: str, came: object, context: Mapping[str, Any]) -> str:
    if kind in {"enum", "literal_error"}:
        allowed = str(context.get("expected", "")).replace(" or ", ", ")
        return f"{shorten(came)} is not {'one of ' if ', ' in allowed else ''}{allowed}"
    if kind == "missing":
        return "is required"
    if message.startswith("Input should be "):
        return f"{shorten(came)} is not {message.removeprefix('Input should be ')}"
    return f"{message} (came {shorten(came)})"
