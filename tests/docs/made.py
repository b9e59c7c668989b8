"""An API with its docs, made afresh in a folder of its own; and what stands on its pages.

In: the name of a folder in `specs/` or `tests/cases/`. Out: `Made`. Refuses an API that does not generate.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from generator.diagnostics import report
from generator.pipeline import Result, compile_api

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = sorted(f"specs/{path.name}" for path in (ROOT / "specs").iterdir() if path.is_dir())
CASES = sorted(f"tests/cases/{path.parent.name}" for path in ROOT.glob("tests/cases/*/client.yaml"))
OWN = ("tests/docs/required",)
ALL = (*SHIPPED, *CASES, *OWN)
FENCE = re.compile(r"(?ms)^( *)(`{3,})([a-z]*)\n(.*?)^ *\2$")
HEADING = re.compile(r"(?m)^(#+) (.*) \{ #(\S+)(?: data-search-exclude)? \}$")


@dataclass(frozen=True)
class Made:
    """One API."""

    result: Result
    root: Path
    """The folder of its package."""

    @property
    def docs(self) -> Mapping[str, str]:
        """The files of `docs/`, by path in it."""
        files = {file.path: file.text for file in self.result.files}
        return {path[5:]: text for path, text in files.items() if path.startswith("docs/")}

    @property
    def pages(self) -> Mapping[str, str]:
        return {path: text for path, text in self.docs.items() if path.endswith(".md")}

    @property
    def package(self) -> str:
        return next(path.name for path in (self.root / "src").iterdir())


@cache
def made(name: str) -> Made:
    """The API in that folder; its files are removed when the process ends."""
    result = compile_api(ROOT / name, name)
    assert result.ok, "\n".join(report(p, lambda _: []) for p in result.problems)
    folder = tempfile.TemporaryDirectory(prefix="specpress-docs-")
    _KEPT.append(folder)
    for file in result.files:
        target = Path(folder.name) / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.text.encode())
    return Made(result, Path(folder.name))


_KEPT: list[Any] = []


@dataclass(frozen=True, slots=True)
class Block:
    """A block of code on a page."""

    page: str
    language: str
    text: str


def blocks(one: Made) -> Iterator[Block]:
    """All blocks of code, without the margin that they have in tabs."""
    for page, text in one.pages.items():
        yield from blocks_in(page, text)


def blocks_in(page: str, text: str) -> list[Block]:
    """Those of a page, or of a part of one."""
    return [
        Block(page, language, re.sub(rf"(?m)^{margin}", "", inner))
        for margin, _, language, inner in FENCE.findall(text)
    ]


def programs(one: Made) -> list[Block]:
    """The blocks that are whole programs: Python, but not signatures."""
    return [
        b
        for b in blocks(one)
        if b.language == "python" and "): ..." not in b.text and ": ...\n" not in b.text
    ]


def prose(text: str) -> str:
    """A page without its code."""
    return re.sub(r"(`+)(?:(?!\1).|(?<!`)\1`)*?\1(?!`)", "C", FENCE.sub("", text))
