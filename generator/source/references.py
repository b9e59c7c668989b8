"""References in documents.

In: data of a document. Out: every `$ref` in it that is a reference, with its path; the parts of a
reference. Refuses: with `ValueError`, whose text says why, references that lead out of the folder
of the documents.

A `$ref` is a reference where it is a key with a text as value in an object that the specification
knows: not in examples, defaults, enums and extensions, and not as the name of a property.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from generator.same import Same

Path = tuple[str, ...]

_VALUES = frozenset(("example", "default", "enum", "const", "value", "dataValue", "externalValue"))
_MAPS = frozenset(
    (
        "$defs",
        "callbacks",
        "content",
        "definitions",
        "dependentSchemas",
        "encoding",
        "examples",
        "headers",
        "links",
        "parameters",
        "pathItems",
        "paths",
        "patternProperties",
        "properties",
        "requestBodies",
        "responses",
        "schemas",
        "securitySchemes",
        "variables",
        "webhooks",
    )
)
_PART = 3
"""How far down stands what is looked at as one part: `components/schemas/Order`."""
_OUT: Same[bool] = Same(8192)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


def references(
    root: Any, path: Path, seen: set[tuple[int, bool]], *, only_out: bool = False
) -> Iterator[tuple[Path, str]]:
    """Path and text of every reference in an object of the specification that stands at `path`.

    `seen` holds what was walked before, so that shared parts are walked once. With `only_out`, parts that lead nowhere
    but into their own file are not walked.
    """
    todo: list[tuple[Any, Path, bool]] = [(root, path, False)]
    while todo:
        value, at, is_map = todo.pop()
        if not isinstance(value, (dict, list)) or (id(value), is_map) in seen:
            continue
        if only_out and len(at) == _PART and not leads_out(value):
            continue
        seen.add((id(value), is_map))
        if isinstance(value, list):
            todo += ((item, (*at, str(i)), False) for i, item in reversed([*enumerate(value)]))
            continue
        if not is_map:
            yield from _own(value, at)
        todo += _below(value, at, is_map)


def leads_out(part: Any) -> bool:
    """Whether a part of a document may refer to another file. It is looked through once, as long as it stays the same.

    What is no reference where it stands, in an example or an extension, may count as one.
    """
    if not isinstance(part, (dict, list)):
        return False
    return _OUT.of(lambda: _leads_out(part), part)


def _leads_out(part: Any) -> bool:
    todo, seen = [part], set()
    while todo:
        value = todo.pop()
        if not isinstance(value, (dict, list)) or id(value) in seen:
            continue
        seen.add(id(value))
        if isinstance(value, list):
            todo += value
        else:
            if "externalValue" in value or not all(
                text.startswith("#") for _, text in _own(value, ())
            ):
                return True
            todo += value.values()
    return False


def _below(value: dict[str, Any], at: Path, is_map: bool) -> list[tuple[Any, Path, bool]]:
    """The mappings and lists in a mapping, last first; whether each is a map of names."""
    inner = [(key, child) for key, child in value.items() if isinstance(child, (dict, list))]
    inner.reverse()
    if is_map:
        return [(child, (*at, key), False) for key, child in inner]
    return [
        (child, (*at, key), key in _MAPS and isinstance(child, dict))
        for key, child in inner
        if _is_object(key, child)
    ]


def _is_object(key: str, child: Any) -> bool:
    """Whether references may stand in a member of an object."""
    return not (
        key in _VALUES or key.startswith("x-") or (key == "examples" and isinstance(child, list))
    )


def _own(value: dict[str, Any], at: Path) -> Iterator[tuple[Path, str]]:
    """The references that an object itself makes: `$ref`, and those of a discriminator's mapping."""
    for key in ("$ref", "$dynamicRef"):
        if isinstance(value.get(key), str):
            yield (*at, key), value[key]
    discriminator = value.get("discriminator")
    mapping = discriminator.get("mapping") if isinstance(discriminator, dict) else None
    if isinstance(mapping, dict):
        for key, target in mapping.items():
            if isinstance(target, str) and re.search(r"#|\.(ya?ml|json)$", target):
                yield (*at, "discriminator", "mapping", key), target


def external_values(root: Any, text: str) -> Iterator[tuple[Path, str]]:
    """Path and text of every `externalValue` of an Example Object (OpenAPI 3.1); `text` is the file's."""
    todo: list[tuple[Any, Path, bool]] = [(root, (), False)] if "externalValue" in text else []
    while todo:
        value, at, is_map = todo.pop()
        if isinstance(value, list):
            todo += ((item, (*at, str(i)), False) for i, item in reversed([*enumerate(value)]))
        elif isinstance(value, dict):
            if len(at) == _PART and not leads_out(value):
                continue
            if at[-2:-1] == ("examples",) and isinstance(value.get("externalValue"), str):
                yield (*at, "externalValue"), value["externalValue"]
            todo += _below(value, at, is_map)


class Refused(Exception):
    """A reference to what is not read; its text goes on after the reference: "is absolute"."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


def split(reference: str, base: str, entry: str) -> tuple[str, str]:
    """The name of the file that a reference leads to, and the fragment, without `#`.

    `base` is the name of the file it stands in ("" for the entry), `entry` the file name of the
    entry document. Raises `Refused` for a reference that is remote, absolute, or leads out.
    """
    file, _, fragment = reference.partition("#")
    if _SCHEME.match(file) or file.startswith("//"):
        raise Refused("remote-reference", "is remote: only files beside the document are read")
    if not file:
        return base, fragment
    path = unquote(file)
    if path.startswith("/"):
        raise Refused("reference-outside", "is absolute")
    name = posixpath.normpath(posixpath.join(posixpath.dirname(base), path))
    if name == ".." or name.startswith("../"):
        raise Refused("reference-outside", "leads out of the folder of the document")
    return ("" if name == entry else name), fragment
