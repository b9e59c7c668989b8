"""YAML text to data, and to the marks of where each value was written.

In: a YAML 1.2 text. Out: dict, list and scalars as `json` would give them; or `Mark`s in the same
shape. Refuses: broken YAML, duplicate and compound keys, cycles, aliases that multiply, nesting
without end, more than one document.

Works on libyaml's events in one loop: a tree of PyYAML's nodes takes ten times the memory, and
libyaml's own composer overruns the stack on deep nesting. Mapping keys become texts as written:
`200:` is "200", `NO:` is "NO". Merge keys (`<<: *base`, from YAML 1.1) are understood, since
documents use them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from generator.source.scalars import TAG, plain, shown, tagged

MAX_DEPTH = 200
MAX_BORROWED = 1_000_000
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_COLLECTION_TAGS = (None, "!", TAG + "map", TAG + "seq")


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a value begins; `children` in a mapping: key to (offset of the key, its mark)."""

    offset: int
    children: dict[str, tuple[int, Mark]] | list[Mark] | None = None
    empty: bool = False
    """Nothing is written there: `key:` with no value."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A problem at an offset; `twin` is the path of the key that a duplicate repeats."""

    code: str
    message: str
    offset: int
    hint: str
    twin: tuple[str, ...] | None = None


class Broken(Exception):
    """The text cannot be read any further."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault.message)


def _offset(event: Event) -> int:
    mark = event.start_mark
    assert mark is not None
    return mark.index


@dataclass(slots=True)
class _Frame:
    """A collection that is being read."""

    value: Any
    into: dict[str, Any] | list[Any]
    anchor: str | None
    before: int
    key: str | None = None
    key_offset: int = 0
    merge: bool = False
    merges: list[Any] = field(default_factory=list)
    height: int = 0


@dataclass(frozen=True, slots=True)
class _Anchored:
    """What an alias stands for: its value, its text as a key, the nodes in it, and how deep it goes."""

    value: Any
    key: str | None
    size: int
    height: int


class Reader:
    """Reads one text once; `faults` are the problems after which it could go on."""

    def __init__(self, *, marks: bool, above: int = 0) -> None:
        """`above`: how many collections are around the text, if it is a part of another one."""
        self.faults: list[Fault] = []
        self.apart = True
        """Whether each part means by itself what it means here: no anchor, merge key or directive is there."""
        self._marks = marks
        self._deepest = MAX_DEPTH - above
        self._frames: list[_Frame] = []
        self._anchors: dict[str, _Anchored | None] = {}
        self._nodes = self._borrowed = self._documents = 0
        self._result: Any = None
        self._handlers: dict[type[Event], Any] = {
            ScalarEvent: self._scalar,
            MappingStartEvent: self._open,
            SequenceStartEvent: self._open,
            MappingEndEvent: self._close,
            SequenceEndEvent: self._close,
            AliasEvent: self._alias,
            DocumentStartEvent: self._document,
        }

    def read(self, text: str) -> Any:
        """The value of the text. Raises `Broken`, and PyYAML's errors for what is no YAML."""
        loader = _LOADER(text)
        try:
            next_event, handlers = loader.get_event, self._handlers
            while True:
                event = next_event()
                handle = handlers.get(type(event))
                if handle is not None:
                    handle(event)
                elif type(event) is StreamEndEvent:
                    return self._result
        finally:
            loader.dispose()

    def so_far(self) -> Any:
        """What was read: the whole value, or what stands before the place where `read` failed."""
        while self._frames:
            self._close()
        return self._result

    def _document(self, event: DocumentStartEvent) -> None:
        self._documents += 1
        if event.tags or event.version:
            self.apart = False
        if self._documents > 1:
            hint = (
                "keep one document a file: delete the '---' and what follows, or move it to a file"
            )
            message = "a second YAML document begins here"
            raise Broken(Fault("several-documents", message, _offset(event), hint))

    def _scalar(self, event: ScalarEvent) -> None:
        frame = self._frames[-1] if self._frames else None
        self._nodes += 1
        if frame is not None and frame.key is None and type(frame.into) is dict:
            if event.anchor:
                self._anchors[event.anchor] = _Anchored(self._value(event), event.value, 1, 0)
                self.apart = False
            self._key(frame, event.value, _offset(event), bool(event.implicit[0]))
            return
        value = self._value(event)
        if event.anchor:
            self._anchors[event.anchor] = _Anchored(value, event.value, 1, 0)
            self.apart = False
        self._put(value)

    def _value(self, event: ScalarEvent) -> Any:
        if self._marks:
            bare = event.value == "" and event.implicit[0]
            return Mark(_offset(event), empty=bool(bare))
        try:
            if event.tag is not None:
                return tagged(event.tag, event.value)
            return plain(event.value) if event.implicit[0] else event.value
        except ValueError as error:
            hint = "write a JSON value, or put the text in quotes"
            self.faults.append(Fault("not-json", str(error), _offset(event), hint))
            return None

    def _key(self, frame: _Frame, key: str, offset: int, is_plain: bool) -> None:
        frame.key, frame.key_offset = key, offset
        frame.merge = key == "<<" and is_plain
        self.apart = self.apart and not frame.merge
        if key in frame.into and not frame.merge:
            path = (*(self._step(f) for f in self._frames[:-1]), key)
            hint = "keep one of the two, or give one of them its own name"
            message = f"the key {key!r} is written twice in one mapping"
            self.faults.append(Fault("duplicate-key", message, offset, hint, path))

    @staticmethod
    def _step(frame: _Frame) -> str:
        return frame.key or "" if isinstance(frame.into, dict) else str(len(frame.into))

    def _open(self, event: MappingStartEvent | SequenceStartEvent) -> None:
        offset = _offset(event)
        frames = self._frames
        if frames and frames[-1].key is None and type(frames[-1].into) is dict:
            hint = "write the key as one text; in JSON every key is a text"
            raise Broken(Fault("compound-key", "a mapping or list is used as a key", offset, hint))
        if event.tag not in _COLLECTION_TAGS:
            message = f"the tag {shown(event.tag)} stands for no JSON value"
            hint = "delete the tag: only JSON values can stand here"
            self.faults.append(Fault("not-json", message, offset, hint))
        if len(frames) >= self._deepest:
            self._too_deep(offset)
        into: dict[str, Any] | list[Any] = {} if type(event) is MappingStartEvent else []
        value = Mark(offset, into) if self._marks else into
        if event.anchor:
            self._anchors[event.anchor] = None
            self.apart = False
        frames.append(_Frame(value, into, event.anchor, self._nodes + self._borrowed))
        self._nodes += 1

    def _close(self, _: Event | None = None) -> None:
        frame = self._frames.pop()
        for merged in frame.merges:
            for key, value in merged.items():
                frame.into.setdefault(key, value)  # type: ignore[union-attr]
        if frame.anchor:
            size = self._nodes + self._borrowed - frame.before
            self._anchors[frame.anchor] = _Anchored(frame.value, None, size, frame.height + 1)
        if self._frames:
            self._frames[-1].height = max(self._frames[-1].height, frame.height + 1)
        self._put(frame.value)

    def _alias(self, event: AliasEvent) -> None:
        offset, name = _offset(event), event.anchor
        if name not in self._anchors:
            hint = f"write &{name} before the value that is meant, above this line"
            raise Broken(Fault("unknown-alias", f"*{name} refers to no anchor", offset, hint))
        target = self._anchors[name]
        if target is None:
            hint = "a document cannot contain itself; use a $ref for types that do"
            raise Broken(Fault("alias-cycle", f"*{name} stands inside &{name}", offset, hint))
        frame = self._frames[-1]
        if frame.key is None and isinstance(frame.into, dict):
            if target.key is None:
                hint = "write the key as one text; in JSON every key is a text"
                message = f"*{name}, a mapping or list, is used as a key"
                raise Broken(Fault("compound-key", message, offset, hint))
            self._key(frame, target.key, offset, is_plain=False)
            return
        self._borrowed += target.size
        if self._borrowed > MAX_BORROWED:
            hint = "write the values out, or use $ref: aliases of aliases multiply"
            message = f"aliases make more than {MAX_BORROWED:,} values of this document"
            raise Broken(Fault("alias-expansion", message, offset, hint))
        frame.height = max(frame.height, target.height)
        if len(self._frames) + target.height > self._deepest:
            self._too_deep(offset)
        self._put(target.value)

    def _too_deep(self, offset: int) -> None:
        hint = "name the inner schemas under components and refer to them"
        message = f"values are nested more than {MAX_DEPTH} deep"
        raise Broken(Fault("too-deep", message, offset, hint))

    def _put(self, value: Any) -> None:
        if not self._frames:
            self._result = value
            return
        frame = self._frames[-1]
        into = frame.into
        if type(into) is list:
            into.append(value)
            return
        key, frame.key = frame.key, None
        assert isinstance(into, dict)
        assert key is not None
        if frame.merge:
            self._merge(frame, value)
        elif key not in into:
            into[key] = (frame.key_offset, value) if self._marks else value

    def _merge(self, frame: _Frame, value: Any) -> None:
        inner = value.children if isinstance(value, Mark) else value
        parts = inner if isinstance(inner, list) else [inner]
        for part in parts:
            members = part.children if isinstance(part, Mark) else part
            if isinstance(members, dict):
                frame.merges.append(members)
            else:
                hint = 'give << an alias of a mapping, or write "<<" in quotes if the key is meant'
                message = "only mappings can be merged with <<"
                self.faults.append(Fault("merge-key", message, frame.key_offset, hint))
