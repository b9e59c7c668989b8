"""What one API is made from, read: its document with the files it refers to, its declaration, its changelog.

In: the API's folder in specs/. Out: `Inputs`, the project's settings among them. Refuses, with `ProblemsFound`: what is
no YAML or JSON; a changelog that is not UTF-8, or not merged.
"""

from __future__ import annotations

import codecs
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from generator import declaration as declarations
from generator.declaration import Declaration
from generator.diagnostics import Problems, ProblemsFound
from generator.fingerprint import CHANGELOG, CLIENT_YAML
from generator.settings import Settings, settings_for
from generator.source import Source, SourceSet, load, parse, read
from generator.source.conflicts import unmerged
from generator.source.text import Text, decode
from generator.workspace import DOCUMENTS, document_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """Everything one API is made from: texts, parsed, with their places."""

    documents: SourceSet
    declaration: Source
    changelog: str | None = None
    """The text of CHANGELOG.md, if there is one, with its marks; the docs show it, the package holds a copy."""
    settings: Settings = field(default_factory=Settings)
    """The project's."""


def read_inputs(spec_dir: Path, shown_as: str, problems: Problems) -> Inputs:
    """Read the document, all files that it refers to, and client.yaml.

    Raises `ProblemsFound` with what is wrong with any of them; of client.yaml too, if the document cannot be read.
    """
    entry = document_in(spec_dir) or spec_dir / DOCUMENTS[0]
    declaration = _read_declaration(spec_dir / CLIENT_YAML, f"{shown_as}/{CLIENT_YAML}", problems)
    try:
        documents = load(entry, f"{shown_as}/{entry.name}", problems)
    except ProblemsFound as found:
        also = Problems()
        with suppress(ProblemsFound):
            if declaration is not None and declaration.data is not None:
                declarations.load(declaration, also)
        raise ProblemsFound([*found.problems, *also]) from None
    assert declaration is not None, (
        "a file that could not be read is a problem, and load stops at one"
    )
    settings = settings_for(spec_dir, problems)
    changelog = _read_changelog(spec_dir / CHANGELOG, f"{shown_as}/{CHANGELOG}", problems)
    return Inputs(
        documents=documents, declaration=declaration, changelog=changelog, settings=settings
    )


def _read_changelog(file: Path, shown_as: str, problems: Problems) -> str | None:
    """The text with LF; it is copied into the package, so that half a merge may not stand in it."""
    if not file.is_file():
        return None
    text = decode(shown_as, file.read_bytes().removeprefix(codecs.BOM_UTF8), problems)
    conflict = unmerged(text) if text is not None else None
    if text is not None and conflict is not None:
        at = Text(shown_as, text).spot(conflict.offset)
        problems.error(conflict.code, conflict.message, at, hint=conflict.hint)
    problems.stop_if_any()
    return None if text is None else text.replace("\r\n", "\n")


def _read_declaration(file: Path, shown_as: str, problems: Problems) -> Source | None:
    """`source.read` of client.yaml, which mostly stays as it is while the document beside it is written."""
    with suppress(OSError, UnicodeDecodeError):
        text = file.read_bytes().decode("utf-8")
        if source := _parsed(shown_as, text):
            return source
    return read(file, shown_as, problems)


@lru_cache(maxsize=4)
def _parsed(shown_as: str, text: str) -> Source | None:
    """A text of which there is nothing to say, parsed; None if there is."""
    problems = Problems()
    source = parse(shown_as, text, problems)
    return None if problems.found else source


def declared(source: Source, problems: Problems) -> Declaration:
    """What client.yaml says; remembered while there is nothing to say of it, and the document beside it is written.

    Raises `ProblemsFound`.
    """
    return _declared(_Text(source.path, source.text, source)) or declarations.load(source, problems)


@dataclass(frozen=True, slots=True)
class _Text:
    """A source by what it says: two that were read of one text are equal."""

    path: str
    text: str
    source: Source = field(compare=False)


@lru_cache(maxsize=4)
def _declared(text: _Text) -> Declaration | None:
    problems = Problems()
    with suppress(ProblemsFound):
        declaration = declarations.load(text.source, problems)
        return None if problems.found else declaration
    return None
