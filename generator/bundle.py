"""An API's document as one file, as the author wrote it: what the docs offer to download and what the explorer shows.

In: a `SourceSet`. Out: plain JSON data in which every reference is local, and examples stand where they are shown; its
text as YAML 1.2; the same with `x-codeSamples`. Refuses nothing: `source.load` has read every file.

Nothing is normalized: what stands in another file becomes a component under its own name, or takes the place of the
reference where there are no such components (path items, whose components OpenAPI 3.0 lacks).
"""

from __future__ import annotations

import json
import marshal
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import PurePosixPath
from sys import intern
from typing import Any

import yaml

from generator.same import Same
from generator.source import At, SourceSet, escape, parse_pointer
from generator.source.references import (
    Refused,
    external_values,
    leads_out,
    references,
    split,
)
from generator.source.scalars import plain

_SECTIONS = {
    "parameters": "parameters",
    "headers": "headers",
    "examples": "examples",
    "links": "links",
    "callbacks": "callbacks",
    "requestBodies": "requestBodies",
    "securitySchemes": "securitySchemes",
    "paths": "pathItems",
    "pathItems": "pathItems",
    "webhooks": "pathItems",
}
_STATUS = re.compile(r"(?i)[1-5](?:\d\d|XX)|default")
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_SIMPLE = re.compile(r"[\w/{}.,-]{1,60}", re.ASCII).fullmatch
"""A key that is one line of YAML, whatever stands under it."""
_QUOTED = json.JSONEncoder(ensure_ascii=False).encode
_DEPTH = 3
"""How far down a document is written part by part: `components/schemas/Order`."""
_PLAIN = 2
"""The version of `marshal` that writes a value without regard to who else holds it: equal bytes, equal values."""
_NULL = marshal.dumps(None, _PLAIN)
_MOST = 4096
_MEMBERS: Same[str] = Same(_MOST)
_WAYS: set[tuple[str, ...]] = set()
"""Of what was written as a whole."""
_VALUES: Same[str] = Same(_MOST)
Document = dict[str, Any]


def bundle(sources: SourceSet) -> Document:
    """The whole document; what was read is not changed."""
    if len(sources.files) == 1:
        return dict(sources.entry.data)
    whole: Document = _to_change(sources.entry.data, _DEPTH)
    _Bundling(sources, whole).localize(whole, "", "")
    return whole


@dataclass(slots=True)
class _Bundling:
    """One run: `known` says where what another file holds now stands."""

    sources: SourceSet
    whole: Document
    known: dict[tuple[str, str], str] = field(default_factory=dict)

    def localize(self, value: Any, base: str, kind: str) -> None:
        """Make all references in `value`, which stands in the file `base`, local ones."""
        for path, text in [*external_values(value, "externalValue")]:
            self._inline_example(_holder(value, path), base, text)
        for path, text in [*references(value, (), set(), only_out=value is self.whole)]:
            holder = _holder(value, path)
            name, fragment = split(text, base, self._entry)
            if not name:
                if text[:1] != "#":
                    holder[path[-1]] = f"#{fragment}"
                continue
            section = kind if path[:-1] == () and kind else _section(path)
            if section == "pathItems":
                self._inline(holder, name, fragment)
            else:
                holder[path[-1]] = self._component(name, fragment, section)

    @property
    def _entry(self) -> str:
        return PurePosixPath(self.sources.entry.path).name

    def _inline_example(self, example: Document, base: str, text: str) -> None:
        name = ""
        with suppress(Refused):
            name, _ = split(text, base, self._entry)
        source = self.sources.files.get(name) if name else None
        if source is not None and "value" not in example:
            del example["externalValue"]
            example["value"] = source.data

    def _inline(self, holder: Document, name: str, fragment: str) -> None:
        found = self._copied(name, fragment)
        del holder["$ref"]
        self.localize(found, name, "pathItems")
        for key, item in found.items():
            holder.setdefault(key, item)

    def _component(self, name: str, fragment: str, section: str) -> str:
        """The reference to the component that stands for what another file holds."""
        if (name, fragment) not in self.known:
            place = self.whole.setdefault("components", {}).setdefault(section, {})
            wanted = _UNSAFE.sub("-", fragment.rpartition("/")[2] or PurePosixPath(name).stem)
            free = wanted
            number = 2
            while free in place:
                free, number = f"{wanted}-{number}", number + 1
            self.known[name, fragment] = f"#/components/{section}/{escape(free)}"
            place[free] = {}  # taken, also while what it holds refers to it
            place[free] = found = self._copied(name, fragment)
            self.localize(found, name, section)
        return self.known[name, fragment]

    def _copied(self, name: str, fragment: str) -> Any:
        source = self.sources.files[name]
        return _copy(At(source, parse_pointer(f"#{fragment}")).value)


def _to_change(data: Any, depth: int) -> Any:
    """A copy in which references to other files may be replaced; below `depth`, what holds none is not copied."""
    if depth <= 0 and not leads_out(data):
        return data
    if isinstance(data, list):
        return [_to_change(value, depth - 1) for value in data]
    if not isinstance(data, dict):
        return data
    return {key: _to_change(value, depth - 1) for key, value in data.items()}


def _copy(data: Any) -> Any:
    """Plain JSON data again; several times as fast as `deepcopy`."""
    return _again(marshal.dumps(data, _PLAIN))


def _again(written: bytes) -> Any:
    return marshal.loads(written)  # noqa: S302 - bytes of this process


def _holder(value: Any, path: Sequence[str]) -> Any:
    for step in path[:-1]:
        value = value[int(step)] if isinstance(value, list) else value[step]
    return value


def _section(path: Sequence[str]) -> str:
    """Which components a reference means, by where it stands."""
    if path[-2:-1] == ("mapping",):
        return "schemas"
    above, key = (path[-3] if len(path) > 2 else ""), (path[-2] if len(path) > 1 else "")
    if key == "requestBody":
        return "requestBodies"
    if above == "responses" and _STATUS.fullmatch(key):
        return "responses"
    return _SECTIONS.get(above, "schemas")


# --- samples ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CodeSample:
    """`x-codeSamples`, as Redoc and Scalar read it."""

    lang: str
    label: str
    source: str


def with_samples(
    document: Document, samples: Mapping[tuple[str, str], Sequence[CodeSample]]
) -> Document:
    """The document with samples, by path and method (in lower case), in its operations."""
    paths = dict(document.get("paths") or {})
    for (path, method), listed in samples.items():
        item = paths.get(path)
        if not isinstance(item, dict) or not isinstance(item.get(method), dict):
            continue
        written = [{"lang": s.lang, "label": s.label, "source": s.source} for s in listed]
        paths[path] = {**item, method: {**item[method], "x-codeSamples": written}}
    return {**document, "paths": paths}


# --- texts --------------------------------------------------------------------------------------


class _Dumper(yaml.CSafeDumper):  # type: ignore[misc, unused-ignore]
    """Writes texts so that YAML 1.1 and 1.2 both read them as texts; repeats what is shared."""

    def ignore_aliases(self, _data: Any) -> bool:
        return True


def _text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    style = (
        "|" if "\n" in text.strip("\n") and not re.search(r"[ \t]+$", text, re.MULTILINE) else None
    )
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style or _quotes(text))


def _quotes(text: str) -> str | None:
    try:
        return None if plain(text) == text else '"'
    except ValueError:
        return '"'


_Dumper.add_representer(str, _text)


def as_yaml(document: Document) -> str:
    """The document as YAML, without its comments: those are notes of its authors."""
    return "".join(_member((key,), value) for key, value in document.items())


def _member(way: tuple[str, ...], value: Any) -> str:
    """A member of the document as lines of YAML, from that of its key on; large ones are written part by part."""
    return _MEMBERS.of(lambda: _member_anew(way, value), value, *way)


def _member_anew(way: tuple[str, ...], value: Any) -> str:
    deeper = len(way) < _DEPTH or (way[0] == "paths" and _is_changing(way))
    if deeper and value and isinstance(value, dict) and all(map(_SIMPLE, (*way, *value))):
        key = _written(way, _NULL).removesuffix(" null\n")
        parts = (_member((*way, name), inner) for name, inner in value.items())
        return f"{key}\n{''.join(parts)}"
    return _written(way, marshal.dumps(value, _PLAIN))


def _is_changing(way: tuple[str, ...]) -> bool:
    """Whether something else stood there before: an operation that is being written is taken apart further."""
    known = way in _WAYS
    if len(_WAYS) < _MOST:
        _WAYS.add(way)
    return known


@lru_cache(maxsize=4096)
def _written(way: tuple[str, ...], value: bytes) -> str:
    """The same of one part, remembered: of a document that is being written, most stays as it was."""
    held = _again(value)
    for key in reversed(way):
        held = {key: held}
    text = yaml.dump(held, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100)
    return "".join(text.splitlines(True)[len(way) - 1 :])


def as_json(document: Document) -> str:
    """The document as JSON."""
    return _json_part(document, "\n", _DEPTH + 1) + "\n"


def _json_part(value: Any, line: str, depth: int) -> str:
    """As `_json`; what stands `depth` steps down is remembered."""
    return _VALUES.of(lambda: _json_anew(value, line, depth), value, line)


def _json_anew(value: Any, line: str, depth: int) -> str:
    if not depth or not isinstance(value, dict) or not value:
        return _json_text(marshal.dumps(value, _PLAIN), line)
    inner = intern(f"{line}  ")
    members = (f"{_QUOTED(key)}: {_json_part(v, inner, depth - 1)}" for key, v in value.items())
    return f"{{{inner}{f',{inner}'.join(members)}{line}}}"


@lru_cache(maxsize=4096)
def _json_text(value: bytes, line: str) -> str:
    return _json(_again(value), line)


def _json(value: Any, line: str) -> str:
    """As `json.dumps` with `indent=2`, which Python does without its encoder in C; `line` begins a line."""
    inner = f"{line}  "
    if isinstance(value, dict) and value:
        members = (f"{_QUOTED(key)}: {_json(held, inner)}" for key, held in value.items())
        return f"{{{inner}{f',{inner}'.join(members)}{line}}}"
    if isinstance(value, list) and value:
        return f"[{inner}{f',{inner}'.join(_json(held, inner) for held in value)}{line}]"
    return _QUOTED(value)
