"""An entry document and all files that its references lead to.

In: the path of the entry document. Out: a `SourceSet`. Refuses: files that cannot be read, and
references that are remote, absolute, lead out of the entry's folder (symbolic links followed), or to
a file that is not there. An example's `externalValue` is read if it is data in the folder, and else left alone.
"""

from __future__ import annotations

import posixpath
from contextlib import suppress
from difflib import get_close_matches
from pathlib import Path

from generator.diagnostics import Problems
from generator.source import references
from generator.source.pointer import parse_pointer
from generator.source.text import Start, decode
from generator.source.tree import At, Source, SourceSet, parse

_DATA = frozenset((".json", ".yaml", ".yml"))
_COPY = "copy what is meant into a file below the folder of the document, and refer to that"


def read(file: Path, shown_as: str, problems: Problems, name: str = "") -> Source | None:
    """Read one file; `None` after a problem was recorded."""
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        message, hint = "there is no such file", "make the file, or correct its name"
        problems.error("missing-file", message, Start(shown_as), hint=hint)
        return None
    except OSError as error:
        message = f"the file cannot be read: {error.strerror or error}"
        hint = "make it a file that you may read"
        problems.error("unreadable-file", message, Start(shown_as), hint=hint)
        return None
    text = decode(shown_as, content, problems)
    return None if text is None else parse(shown_as, text, problems, name)


def load(entry: Path, shown_as: str, problems: Problems) -> SourceSet:
    """Read the entry document, printed in problems as `shown_as`, and all that it refers to.

    Raises `ProblemsFound` with everything that is wrong.
    """
    source = read(entry, shown_as, problems)
    if source is None:
        problems.stop_if_any()
        raise AssertionError("a source that could not be read has a problem")
    loader = _Loader(entry, source, problems)
    loader.follow()
    problems.stop_if_any()
    return SourceSet(source, dict(sorted((k, v) for k, v in loader.files.items() if v is not None)))


class _Loader:
    """Follows references from the entry; reads each file once."""

    def __init__(self, entry: Path, source: Source, problems: Problems) -> None:
        self.files: dict[str, Source | None] = {"": source}
        self._folder = entry.parent
        self._entry = entry.name
        self._shown = posixpath.dirname(source.path)
        self._problems = problems
        self._todo = [At(source)]

    def follow(self) -> None:
        """Read everything that can be reached."""
        seen: set[tuple[int, bool]] = set()
        while self._todo:
            start = self._todo.pop(0)
            is_whole = start.source is self.files[""]
            for path, text in references.references(
                start.value, start.tokens, seen, only_out=is_whole
            ):
                self._open(At(start.source, path), text)
        for source in [source for source in self.files.values() if source is not None]:
            for path, text in references.external_values(source.data, source.text):
                self._open_example(At(source, path), text)

    def _open_example(self, at: At, text: str) -> None:
        """Read an example that stands in a file of its own; what is no JSON or YAML is only linked to."""
        with suppress(references.Refused):
            name, _ = references.split(text, at.source.name, self._entry)
            if name not in self.files and posixpath.splitext(name)[1].lower() in _DATA:
                self.files[name] = self._read(name, at, text)

    def _open(self, at: At, text: str) -> None:
        try:
            name, fragment = references.split(text, at.source.name, self._entry)
        except references.Refused as refused:
            message = f"{_said(at)} {text!r} {refused}"
            self._problems.error(refused.code, message, at, hint=_COPY)
            return
        if name not in self.files:
            self.files[name] = self._read(name, at, text)
        source = self.files[name]
        if name and source is not None:
            self._todo.append(_target(source, fragment))

    def _read(self, name: str, at: At, text: str) -> Source | None:
        file = self._folder / name
        if not file.is_file():
            near = _components(at.source, text) or get_close_matches(file.name, _siblings(file), 1)
            did = f"did you mean {near[0]!r}? " if near else ""
            hint = f"{did}a reference is relative to the folder of the file it stands in"
            message = f"{_said(at)} {text!r} leads to no file: there is no {name!r}"
            self._problems.error("missing-file", message, at, hint=hint)
            return None
        if not file.resolve().is_relative_to(self._folder.resolve()):
            message = f"{_said(at)} {text!r} leads out of the folder by a symbolic link"
            self._problems.error("reference-outside", message, at, hint=_COPY)
            return None
        return read(file, posixpath.join(self._shown, name), self._problems, name)


def _target(source: Source, fragment: str) -> At:
    """What is referred to; the whole file for an anchor, or where nothing is: `normalize` judges those."""
    try:
        target = At(source, parse_pointer("#" + fragment))
    except ValueError:
        return source.root
    return target if target.exists else source.root


def _siblings(file: Path) -> list[str]:
    return sorted(p.name for p in file.parent.iterdir()) if file.parent.is_dir() else []


def _components(source: Source, name: str) -> list[str]:
    """The reference to the schema of that name, for one who wrote the bare name."""
    at = source.root.at("components", "schemas", name)
    return [at.pointer.removeprefix(source.name)] if at.exists else []


def _said(at: At) -> str:
    """How messages call a reference: `$ref`, `externalValue`, or what it is in a discriminator's mapping."""
    said = at.tokens[-1]
    return said if said.startswith("$") or said == "externalValue" else "the reference"
