"""A pydantic error in the words of the caller.

In: a `ValidationError` and what was validated. Out: one line a problem: where, what came, what is allowed. Refuses nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

LONGEST_VALUE = 80


def explain(error: ValidationError, given: Any, names: Mapping[str, str] | None = None) -> str:
    """Return `status: 'shipped' is not one of 'draft', 'confirmed', 'cancelled'`, and so on for each problem.

    Args:
        given: The value that was validated.
        names: What to call its own keys: field to argument.
    """
    problems: dict[str, list[str]] = {}
    for problem in error.errors(include_url=False):
        path = _path(problem["loc"], given, problem["type"] == "missing")
        if path and names:
            path[0] = names.get(path[0], path[0])
        said = problems.setdefault(_dotted(path), [])
        words = _words(problem["type"], problem["msg"], problem["input"], problem.get("ctx", {}))
        if words not in said:
            said.append(words)
    return "; ".join(
        f"{path}: {' or '.join(said)}" if path else " or ".join(said)
        for path, said in problems.items()
    )


def shorten(value: object, longest: int = LONGEST_VALUE) -> str:
    """Return `repr(value)`, cut to `longest` characters."""
    text = repr(value)
    return text if len(text) <= longest else f"{text[: longest - 3]}..."


def _path(loc: tuple[int | str, ...], given: Any, missing: bool) -> list[str]:
    """The part of `loc` that leads through `given`; pydantic's names for the branches of a union lie between."""
    path: list[str] = []
    for number, step in enumerate(loc):
        if isinstance(given, Mapping) and (key := _key(step, given)) is not None:
            given = given[key]
        elif isinstance(given, list) and isinstance(step, int) and step < len(given):
            given = given[step]
        elif not (missing and number == len(loc) - 1):
            continue
        path.append(str(step))
    return path


def _key(step: int | str, given: Mapping[Any, Any]) -> Any:
    """The key that `step` means: pydantic says `buyer_info` where a caller's dict has `buyerInfo`."""
    if step in given:
        return step
    plain = str(step).replace("_", "").lower()
    return next((key for key in given if str(key).replace("_", "").lower() == plain), None)


def _dotted(path: list[str]) -> str:
    return "".join(
        f"[{step}]" if step.isdigit() else f".{step}" if number else step
        for number, step in enumerate(path)
    )


def _words(kind: str, message: str, came: object, context: Mapping[str, Any]) -> str:
    if kind in {"enum", "literal_error"}:
        allowed = str(context.get("expected", "")).replace(" or ", ", ")
        several = ", " in allowed
        return f"{shorten(came)} is not {'one of ' if several else ''}{allowed}"
    if kind == "missing":
        return "is required"
    if kind == "extra_forbidden":
        return "there is no such field"
    if message.startswith("Input should be "):
        return f"{shorten(came)} is not {message.removeprefix('Input should be ')}"
    return f"{message}, not {shorten(came)}"
