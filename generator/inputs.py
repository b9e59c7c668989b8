"""What one API is made from, read: its document with the files it refers to, its declaration, its changelog.

In: the API's folder in specs/. Out: `Inputs`. Refuses, with `ProblemsFound`: what is no YAML or JSON.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from generator import declaration as declarations
from generator.diagnostics import Problems, ProblemsFound
from generator.fingerprint import CHANGELOG, CLIENT_YAML
from generator.source import Source, SourceSet, load, parse, read
from generator.workspace import DOCUMENTS, document_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """Everything one API is made from: texts, parsed, with their places."""

    documents: SourceSet
    declaration: Source
    changelog: str | None = None
    """The text of CHANGELOG.md, if there is one; it is shown in the docs."""


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
    changelog = spec_dir / CHANGELOG
    text = changelog.read_text("utf-8-sig", "replace") if changelog.is_file() else None
    return Inputs(documents=documents, declaration=declaration, changelog=text)


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
