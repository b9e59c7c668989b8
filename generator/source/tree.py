"""Sources, and places in them by JSON Pointer.

In: a text and the path it is known by. Out: a `Source`, its data and, on demand, the place of every
value and key. Refuses: what `yaml_tree` and `json_tree` refuse, as problems.
"""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

import yaml

from generator.diagnostics import Place, Problems
from generator.source import again, json_tree, syntax
from generator.source.conflicts import unmerged
from generator.source.pointer import format_pointer
from generator.source.text import Text, forbidden_character
from generator.source.yaml_tree import Broken, Fault, Mark, Reader

_NUMBER = re.compile(r"(?:[&!]\S*\s+)*([-+]?[.0-9][-+.\w]*)")
"""A number as written, behind an anchor or a tag."""


class Positions:
    """Where everything in one text stands; the text is read again when the first place is asked for."""

    def __init__(self, text: Text, *, is_json: bool, is_broken: bool) -> None:
        self.text = text
        self._is_json = is_json
        self._is_broken = is_broken
        self._json: json_tree.Locator | None = None
        self._mark: Mark | None = None

    def find(self, tokens: tuple[str, ...]) -> tuple[int | None, int, bool]:
        """Offset of the key, offset of the value, and whether it is there.

        For a path that leads nowhere, those of the nearest ancestor that is there.
        """
        if not self._is_json:
            return self._find_yaml(tokens)
        return (None, 0, False) if self._is_broken else self._find_json(tokens)

    def _find_json(self, tokens: tuple[str, ...]) -> tuple[int | None, int, bool]:
        if self._json is None:
            self._json = json_tree.Locator(self.text.content)
        key, value = None, self._json.root()
        for token in tokens:
            step = self._json.child(value, token)
            if step is None:
                return key, value, False
            key, value = step
        return key, value, True

    def _find_yaml(self, tokens: tuple[str, ...]) -> tuple[int | None, int, bool]:
        if self._mark is None:
            self._mark = self._marks()
        key, mark = None, self._mark
        for token in tokens:
            step = _step(mark, token)
            if step is None:
                return key, mark.offset, False
            key, mark = step
        return key, key if mark.empty and key is not None else mark.offset, True

    def _marks(self) -> Mark:
        """The marks of all values; of a broken text, of those that stand before the first error."""
        reader = Reader(marks=True)
        try:
            reader.read(self.text.content)
        except (Broken, yaml.YAMLError):
            assert self._is_broken
        return reader.so_far() or Mark(0)


def _step(mark: Mark, token: str) -> tuple[int | None, Mark] | None:
    if isinstance(mark.children, dict):
        return mark.children.get(token)
    if isinstance(mark.children, list) and token.isdecimal() and int(token) < len(mark.children):
        return None, mark.children[int(token)]
    return None


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """One file, read. `data` is plain JSON: every key is a text, as written (`200:` gives "200")."""

    path: str
    """As problems print it: posix, relative to where the command was given."""

    name: str
    """As a `$ref` in the entry document names it; "" for the entry document itself."""

    text: str
    """Without a byte order mark."""

    data: Any
    """`None` if the text could not be read, and a problem says why."""

    positions: Positions = field(repr=False)

    @property
    def root(self) -> At:
        """The whole document."""
        return At(self)


@dataclass(frozen=True, slots=True)
class At:
    """A JSON Pointer (RFC 6901) into a source; it need not lead anywhere."""

    source: Source
    tokens: tuple[str, ...] = ()

    def at(self, *tokens: str | int) -> At:
        """A place further down: `.at("paths", "/pets", "get")`, `.at("tags", 0)`."""
        return At(self.source, self.tokens + tuple(map(str, tokens)))

    @property
    def parent(self) -> At:
        """One step up; the root is its own parent."""
        return At(self.source, self.tokens[:-1])

    @property
    def pointer(self) -> str:
        """`#/components/schemas/Order`, with the file's name before it if it is not the entry."""
        return f"{self.source.name}#{format_pointer(self.tokens)}"

    @property
    def value(self) -> Any:
        """What stands there; `KeyError` if nothing does."""
        value = self.source.data
        for token in self.tokens:
            if isinstance(value, dict):
                value = value[token]
            elif isinstance(value, list) and token.isdecimal() and int(token) < len(value):
                value = value[int(token)]
            else:
                raise KeyError(self.pointer)
        return value

    @property
    def exists(self) -> bool:
        """Whether something stands there; `null` is something."""
        with contextlib.suppress(KeyError):
            self.value  # noqa: B018
            return True
        return False

    def written(self) -> str:
        """A scalar as a text; a number as it was written, with what reading loses: `1.10`."""
        value = self.value
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return value if isinstance(value, str) else json.dumps(value)
        positions = self.source.positions
        found = _NUMBER.match(positions.text.content, positions.find(self.tokens)[1])
        return str(value) if found is None else found[1]

    def place(self) -> Place:
        """The place to look at: of a text, number, … itself; of a mapping or list that of its key, if it has one.

        The place of the nearest ancestor that exists, if nothing stands there.
        """
        key, value, _ = self.source.positions.find(self.tokens)
        text = self.source.positions.text
        is_block = text.content[value : value + 1] not in ("[", "{")
        collection = isinstance(self._nearest(), (dict, list))
        return text.place(key if key is not None and collection and is_block else value)

    def key_place(self) -> Place:
        """The place of the key under which it stands; of the value itself, if it is an item of a list."""
        key, value, _ = self.source.positions.find(self.tokens)
        return self.source.positions.text.place(value if key is None else key)

    def key(self) -> Key:
        """The key as something `Problems` takes: `problems.error(…, at.key(), …)`."""
        return Key(self)

    def _nearest(self) -> Any:
        at = self
        while at.tokens and not at.exists:
            at = at.parent
        return at.value


@dataclass(frozen=True, slots=True)
class Key:
    """The key of a member of a mapping."""

    owner: At

    def place(self) -> Place:
        """See `At.key_place`."""
        return self.owner.key_place()


@dataclass(frozen=True, slots=True)
class SourceSet:
    """An entry document and every file that its references lead to."""

    entry: Source
    files: Mapping[str, Source]
    """By `Source.name`; the entry under ""."""


def parse(path: str, text: str, problems: Problems, name: str = "") -> Source:
    """Read one text: JSON by its suffix or its first character, else YAML.

    Problems are recorded, not raised; if the text cannot be read at all, `data` is `None` beside an
    error.
    """
    document = Text(path, text)
    is_json, data, faults = _read(document)
    positions = Positions(document, is_json=is_json, is_broken=data is None)
    for fault in faults:
        twin = [] if fault.twin is None else [document.spot(positions.find(fault.twin)[0] or 0)]
        spot = document.spot(fault.offset)
        problems.error(fault.code, fault.message, spot, *twin, hint=fault.hint)
    return Source(path, name, document.content, data, positions)


def _read(text: Text) -> tuple[bool, Any, list[Fault]]:
    """Whether it is JSON, its data, and what is wrong with it."""
    suffix = PurePosixPath(text.path).suffix.lower()
    if conflict := unmerged(text.content):
        return suffix == ".json", None, [conflict]
    if suffix == ".json" or text.content.lstrip(" \t\r\n")[:1] in ("{", "["):
        try:
            if same := again.unchanged(text.path, text.content):
                return True, same[0], []
            _check_characters(text.content, is_json=True)
            value, faults = json_tree.read(text.content)
            if not faults:
                again.remember(text.path, text.content, value)
            return True, value, faults
        except Broken as broken:
            if suffix == ".json":
                return True, None, [broken.fault]
    if known := again.read(text.path, text.content):
        return False, known[0], []
    reader = Reader(marks=False)
    try:
        _check_characters(text.content, is_json=False)
        if not text.content.strip():
            hint = "write the document, or delete the file"
            raise Broken(Fault("empty-file", "the file is empty", 0, hint))
        value = reader.read(text.content)
        if not reader.faults:
            again.remember(text.path, text.content, value)
        return False, value, reader.faults
    except Broken as broken:
        return False, None, [*reader.faults, broken.fault]
    except yaml.YAMLError as error:
        return False, None, [*reader.faults, syntax.fault(error, text.content)]


def _check_characters(text: str, *, is_json: bool) -> None:
    found = forbidden_character(text, is_json=is_json)
    if found is not None:
        offset, what = found
        hint = 'delete it; inside double quotes it can be written as an escape, such as "\\u0007"'
        message = f"{what} stands in the text"
        raise Broken(Fault("control-character", message, offset, hint))
