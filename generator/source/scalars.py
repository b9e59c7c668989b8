"""YAML scalars by the 1.2 core schema (YAML 1.2.2, section 10.3).

In: a plain scalar as written, or one with a tag. Out: a JSON value. Refuses: with `ValueError`,
whose text says why, numbers that JSON does not have, and tags that JSON has no value for.

So `NO`, `12:30`, `2020-01-01` and `1_000` are texts, `010` is ten, `0o17` fifteen.
"""

from __future__ import annotations

import math
import re

_CONSTANTS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_STARTS = frozenset("~nNtTfF.+-0123456789")
_INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_NUMBER = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_BASES = {"0o": 8, "0x": 16}
_MAX_DIGITS = 400

TAG = "tag:yaml.org,2002:"
_TYPES: dict[str, tuple[type, ...]] = {
    "null": (type(None),),
    "bool": (bool,),
    "int": (int,),
    "float": (float, int),
}

Scalar = str | int | float | bool | None


def plain(text: str) -> Scalar:
    """The value of a scalar written without quotes and without a tag."""
    if text and text[0] not in _STARTS:
        return text
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if _INTEGER.fullmatch(text):
        return integer(text)
    if _NUMBER.fullmatch(text):
        return number(text)
    if _NOT_FINITE.fullmatch(text):
        raise ValueError(f"{text} is a number that JSON does not have")
    return text


def integer(text: str) -> int:
    """An integer; one of more digits than any format has is refused."""
    if len(text) > _MAX_DIGITS:
        raise ValueError(f"this integer has {len(text)} characters, more than {_MAX_DIGITS}")
    return int(text, _BASES.get(text[:2], 10))


def number(text: str) -> float:
    """A number with a fraction or an exponent; one beyond what a 64-bit float holds is refused."""
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(f"{text[:40]} is beyond what a 64-bit float holds")
    return value


def tagged(tag: str, text: str) -> Scalar:
    """The value of a scalar with an explicit tag: `!!int "3"` is 3, `!!str 3` the text."""
    kind = tag.removeprefix(TAG)
    if tag == "!" or kind == "str":
        return text
    if kind not in _TYPES:
        raise ValueError(f"the tag {shown(tag)} stands for no JSON value")
    value = plain(text)
    if type(value) not in _TYPES[kind]:
        raise ValueError(f"{text!r} is not what the tag {shown(tag)} says")
    return float(value) if kind == "float" and isinstance(value, int) else value


def shown(tag: str) -> str:
    """A tag as people write it."""
    return f"!!{tag.removeprefix(TAG)}" if tag.startswith(TAG) else tag
