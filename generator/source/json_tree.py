"""JSON text to data, and offsets into the text by path.

In: a JSON text (RFC 8259). Out: dict, list and scalars; offsets, found by scanning only as far as a
path needs. Refuses: broken JSON, NaN and Infinity, duplicate keys, lone surrogates, nesting without
end.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any, NoReturn

from generator.source.scalars import integer, number
from generator.source.yaml_tree import MAX_DEPTH, Broken, Fault

_SPACE = re.compile(r"[ \t\r\n]*")
_STRING_OR_BRACKET = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]', re.DOTALL)
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_LONE = re.compile("[\ud800-\udfff]")
_SCALAR_END = re.compile(r"[,\]}\s]|\Z")

_HINTS = {
    "Expecting property name enclosed in double quotes": "write keys in double quotes, no comma after the last one",
    "Expecting ',' delimiter": "put a comma between the values, or close the bracket or quote before",
    "Expecting ':' delimiter": "write a colon between the key and its value",
    "Expecting value": "write a value here: JSON has no comments, no single quotes, no comma after the last value",
    "Extra data": "keep one value a file: delete what follows the first",
    "Unterminated string": 'close the text with a double quote; write a quote in it as \\"',
    "Invalid control character": "write line breaks and tabs in texts as \\n and \\t",
    "Invalid \\escape": "write a backslash as \\\\",
    "Invalid \\uXXXX escape": "write four hexadecimal digits after \\u",
}


class _Refused(Exception):
    """A value that JSON does not have; its offset is looked up afterwards."""


def read(text: str) -> tuple[Any, list[Fault]]:
    """The value of the text and the problems after which it could be read. Raises `Broken`."""
    repeated = False

    def to_dict(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal repeated
        made = dict(reversed(pairs))
        repeated |= len(made) != len(pairs)
        return dict(pairs) if len(made) == len(pairs) else made

    def refuse(literal: str) -> NoReturn:
        raise _Refused(f"{literal} is a number that JSON does not have")

    try:
        value = json.loads(
            text,
            object_pairs_hook=to_dict,
            parse_constant=refuse,
            parse_int=integer,
            parse_float=number,
        )
    except json.JSONDecodeError as error:
        raise Broken(_syntax_fault(text, error)) from None
    except RecursionError:
        raise Broken(_depth_fault(0)) from None
    except (_Refused, ValueError) as error:
        raise Broken(_number_fault(text, str(error))) from None
    faults = list(_duplicates(text)) if repeated else []
    return value, faults + _check_values(text, value)


def _syntax_fault(text: str, error: json.JSONDecodeError) -> Fault:
    before = text[: error.pos + 1].rstrip("]} \t\r\n")
    trailing = before.endswith(",") and text[error.pos : error.pos + 1] in ("]", "}")
    if trailing or error.msg.startswith("Illegal trailing comma"):
        # Python 3.13 says so itself, earlier ones miss a key or a value behind the comma.
        message = "this is not valid JSON: a comma stands before the closing bracket"
        return Fault("invalid-json", message, len(before) - 1, "delete the comma")
    hint = next(
        (hint for start, hint in _HINTS.items() if error.msg.startswith(start)),
        "correct the text here; any JSON editor marks the same place",
    )
    message = f"this is not valid JSON: {error.msg[:1].lower()}{error.msg[1:]}"
    return Fault("invalid-json", message, error.pos, hint)


def _depth_fault(offset: int) -> Fault:
    message = f"values are nested more than {MAX_DEPTH} deep"
    return Fault(
        "too-deep", message, offset, "name the inner schemas under components and refer to them"
    )


def _number_fault(text: str, message: str) -> Fault:
    """Where the number stands that was refused: the first literal for which the same is said."""
    offset = 0
    for match in re.finditer(r'"(?:[^"\\]|\\.)*"|-?(?:NaN|Infinity|[0-9][0-9.eE+-]*)', text):
        if match[0][0] == '"':
            continue
        if match[0].lstrip("-") in ("NaN", "Infinity") or _is_refused(match[0]):
            offset = match.start()
            break
    return Fault(
        "not-json", message, offset, "write a number in range, or the digits as a text in quotes"
    )


def _is_refused(literal: str) -> bool:
    try:
        number(literal) if re.search("[.eE]", literal) else integer(literal)
    except ValueError:
        return True
    return False


def _duplicates(text: str) -> list[Fault]:
    """Every key that repeats one of its own object."""
    faults: list[Fault] = []
    hint = "keep one of the two, or give one of them its own name"
    todo: list[tuple[tuple[str, ...], int]] = [((), _skip_space(text, 0))]
    while todo:
        path, offset = todo.pop()
        seen: set[str] = set()
        for key, key_offset, value_offset in members(text, offset):
            if key_offset is not None and key in seen:
                message = f"the key {key!r} is written twice in one object"
                faults.append(Fault("duplicate-key", message, key_offset, hint, (*path, key)))
            seen.add(key)
            if text[value_offset] in "[{":
                todo.append(((*path, key), value_offset))
    return sorted(faults, key=lambda fault: fault.offset)


def _check_values(text: str, value: Any) -> list[Fault]:
    """Nesting, and escapes that stand for half a character."""
    suspicious = _SURROGATE.search(text) is not None
    level, depth = [value], 0
    while level:
        depth += 1
        if depth > MAX_DEPTH:
            raise Broken(_depth_fault(0))
        if suspicious and any(_has_lone_surrogate(item) for item in level):
            match = _SURROGATE.search(text)
            assert match is not None
            message = "an escape stands for half a character"
            hint = "write both halves of the surrogate pair, or the character itself"
            return [Fault("lone-surrogate", message, match.start(), hint)]
        level = [
            child
            for item in level
            if isinstance(item, (dict, list))
            for child in (item.values() if isinstance(item, dict) else item)
        ]
    return []


def _has_lone_surrogate(value: Any) -> bool:
    texts = value if isinstance(value, dict) else [value] if isinstance(value, str) else []
    return any(_LONE.search(text) for text in texts)


def _skip_space(text: str, offset: int) -> int:
    match = _SPACE.match(text, offset)
    assert match is not None
    return match.end()


def _skip_value(text: str, offset: int) -> int:
    """The offset behind the value that begins at `offset`."""
    if text[offset] not in "[{":
        match = (_STRING if text[offset] == '"' else _SCALAR_END).search(text, offset)
        assert match is not None
        return match.end() if text[offset] == '"' else match.start()
    depth = 0
    for match in _STRING_OR_BRACKET.finditer(text, offset):
        if match[0] in "[{":
            depth += 1
        elif match[0] in "]}":
            depth -= 1
            if depth == 0:
                return match.end()
    raise AssertionError("only valid JSON is scanned")


def members(text: str, offset: int) -> Sequence[tuple[str, int | None, int]]:
    """Key, offset of the key and of the value, for each member of the collection at `offset`, as written.

    Items of an array have their index as key, and no key offset. A scalar has no members.
    """
    found: list[tuple[str, int | None, int]] = []
    is_object = text[offset] == "{"
    if not is_object and text[offset] != "[":
        return found
    offset = _skip_space(text, offset + 1)
    while text[offset] not in "]}":
        key, key_offset = str(len(found)), None
        if is_object:
            key_offset = offset
            match = _STRING.match(text, offset)
            assert match is not None
            key = json.loads(match[0])
            offset = _skip_space(text, _skip_space(text, match.end()) + 1)
        found.append((key, key_offset, offset))
        offset = _skip_space(text, _skip_value(text, offset))
        if text[offset] == ",":
            offset = _skip_space(text, offset + 1)
    return found


class Locator:
    """Offsets of values and keys in one text; what was scanned once is kept."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._members: dict[int, dict[str, tuple[int | None, int]]] = {}

    def root(self) -> int:
        """Where the document's value begins."""
        return _skip_space(self._text, 0)

    def child(self, offset: int, token: str) -> tuple[int | None, int] | None:
        """Offsets of the key and the value of a member of the collection at `offset`; the first one of that name."""
        if offset not in self._members:
            found = members(self._text, offset)
            self._members[offset] = {key: (at_key, at) for key, at_key, at in reversed(found)}
        return self._members[offset].get(token)
