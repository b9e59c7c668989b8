"""Jinja as templates are poured here: what a template asks for is there, and what it prints is `Source`.

In: a folder of templates. Out: an `Environment`. Refuses, when a template is poured: a name that a view lacks, and text
that did not pass `literals` (TypeError).
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from functools import cache as once
from importlib.metadata import version
from pathlib import Path

from jinja2 import (
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    Undefined,
)
from jinja2.bccache import Bucket

from generator.literals import Source


@once
def environment(templates: Path, cache: Path | None) -> Environment:
    """The templates of a folder; `cache` keeps what they were compiled to."""
    return Environment(
        loader=FileSystemLoader(templates),
        bytecode_cache=_compiled(cache),
        undefined=StrictUndefined,
        finalize=only_source,
        autoescape=False,  # noqa: S701 - no HTML is made, and only_source lets nothing unquoted through
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


class _Compiled(FileSystemBytecodeCache):
    """Compiled templates, which only save time: a disk that is full or read-only keeps none."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().dump_bytecode(bucket)


def _compiled(cache: Path | None) -> FileSystemBytecodeCache | None:
    """Compiled templates, by the hash of their text; apart for each Jinja and each version of this module."""
    if cache is None:
        return None
    settings = hashlib.sha256(version("jinja2").encode() + Path(__file__).read_bytes())
    folder = cache / "templates" / settings.hexdigest()[:16]
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    return _Compiled(str(folder))


def only_source(printed: object) -> Source:
    """What every `{{ }}` goes through: spec text that did not pass `literals` stops the run."""
    if isinstance(printed, Undefined):
        str(printed)  # StrictUndefined: raises, and names what is missing
    if not isinstance(printed, Source):
        raise TypeError(f"a template prints {type(printed).__name__}, not Source: {printed!a}")
    return printed
