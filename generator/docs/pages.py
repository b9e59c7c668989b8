"""Pages poured: the views into `templates/docs/`.

In: a `Book` and a `Brief`. Out: texts by path, in two steps: the drafts that are tidied with the package's code
(programs, and the guides with their samples), then everything else, for which the tidied programs are needed: the
examples in the docstrings of calls among it. Refuses what `pour` refuses: text that is no `Source`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment

from generator.bundle import as_yaml, bundle
from generator.docs.book import Book
from generator.docs.files import CALLS, GUIDES, TYPES, Unsampled, files, unsampled
from generator.docs.guides import GuideView, guide_view
from generator.docs.kept import kept
from generator.docs.models import model_view
from generator.docs.operations import call_page
from generator.docs.samples import KINDS, SIGNATURE, programs, stub
from generator.docs.uses import Uses, uses
from generator.pour import environment
from generator.source import SourceSet
from generator.views import examples

FOLDER = "docs"
_PROGRAMS = f"{FOLDER}/samples"
_ONCE = (*GUIDES, CALLS, TYPES)
"""The pages that every API has once."""
_CALL = "operations/[[resource]]/[[operation]].md.jinja"
_TYPE = "models/[[model]].md.jinja"


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What docs need that packages do not."""

    templates: Path
    """The folder `templates/docs`."""
    documents: SourceSet
    changelog: str = ""


@dataclass(frozen=True, slots=True)
class Docs:
    """One API's docs on their way."""

    book: Book
    brief: Brief
    guide: GuideView


def prepare(brief: Brief, cache: Path | None) -> None:
    """Do ahead what hangs on the document and the templates alone: it is remembered, and only saves time."""
    pour = environment(brief.templates, cache)
    programs = [f"samples/{kind}.py.jinja" for kind in KINDS]
    for name in (*(f"{page}.jinja" for page in _ONCE), _CALL, _TYPE, *programs):
        pour.get_template(name)
    as_yaml(bundle(brief.documents))


def docs_of(book: Book, brief: Brief) -> Docs:
    """What both steps need."""
    return Docs(book, brief, guide_view(book, brief.changelog))


def drafts(docs: Docs, cache: Path | None) -> dict[str, str]:
    """What has Python in it and is not tidy yet, by path; programs by the number of their operation."""
    book, brief = docs.book, docs.brief
    pour = environment(brief.templates, cache)
    found = {}
    for number, operation in enumerate(book.operations()):
        for kind, view in programs(operation, book).items():
            template = pour.get_template(f"samples/{kind if kind in KINDS else 'sync'}.py.jinja")
            found[_program(number, kind)] = template.render(view=view)
        found[_program(number, SIGNATURE)] = stub(operation, book)
    return found | {
        f"{FOLDER}/{name}": pour.get_template(f"{name}.jinja").render(view=docs.guide)
        for name in _ONCE
    }


@dataclass(frozen=True, slots=True)
class Apart:
    """What has no Python in it: it is made while the rest is tidied."""

    types: Mapping[str, str]
    """The pages of types by name."""
    beside: Unsampled


def apart(docs: Docs, cache: Path | None) -> Apart:
    """The pages of types, and what stands beside the pages."""
    book, pour = docs.book, environment(docs.brief.templates, cache)
    used = uses(book)
    types = kept(book, used, cache, lambda: dict(_types(book, used, pour)))
    return Apart(types, unsampled(book, docs.brief.documents))


def finished(
    docs: Docs, tidied: Mapping[str, str], made_apart: Apart, cache: Path | None
) -> dict[str, str]:
    """`tidied`, among it what `drafts` gave: with all pages, and without the drafts of programs."""
    book, brief = docs.book, docs.brief
    pour = environment(brief.templates, cache)
    texts = dict(_programs(book, tidied))
    made = dict(_calls(book, texts, pour))
    made |= {name: tidied[f"{FOLDER}/{name}"] for name in _ONCE}
    made = {name: _squeezed(text) for name, text in made.items()}
    made |= made_apart.types
    made |= files(book, made_apart.beside, texts, docs.guide)
    code = {path: text for path, text in tidied.items() if not path.startswith(_PROGRAMS)}
    code |= dict(_exampled(code, book, texts))
    return code | {f"{FOLDER}/{name}": text for name, text in made.items()}


def _exampled(
    code: Mapping[str, str], book: Book, texts: Mapping[str, Mapping[str, str]]
) -> Iterator[tuple[str, str]]:
    """The modules of the package's calls, each docstring with the call that its page shows."""
    programs = examples.unfilled(book.operation_pages.values())
    for id_, page in book.operation_pages.items():
        programs |= {examples.mark(page, kind): text for kind, text in texts[id_].items()}
    for path, text in code.items():
        if path.endswith(".py"):
            yield path, examples.placed(text, programs)


def _program(number: int, kind: str) -> str:
    return f"{_PROGRAMS}/{number}.{kind}.py"


def _programs(book: Book, tidied: Mapping[str, str]) -> Iterator[tuple[str, dict[str, str]]]:
    """The programs of each operation by kind; the signature is always there."""
    by_number: dict[str, dict[str, str]] = {}
    for path, text in tidied.items():
        if path.startswith(_PROGRAMS):
            number, kind, _ = path.removeprefix(f"{_PROGRAMS}/").split(".")
            by_number.setdefault(number, {})[kind] = text
    for at, operation in enumerate(book.operations()):
        yield operation.id, by_number[str(at)]


def _calls(
    book: Book, texts: Mapping[str, Mapping[str, str]], pour: Environment
) -> Iterator[tuple[str, str]]:
    template = pour.get_template(_CALL)
    for operation in book.operations():
        view = call_page(operation, book, texts[operation.id])
        yield view.path, template.render(view=view)


def _types(book: Book, used: Mapping[str, Uses], pour: Environment) -> Iterator[tuple[str, str]]:
    template = pour.get_template(_TYPE)
    for name, shown in book.types.items():
        view = model_view(shown, used[name], book)
        yield view.path, _squeezed(template.render(view=view))


def _squeezed(text: str) -> str:
    """One blank line at most between blocks, outside of code; one line feed at the end."""
    parts = re.split(r"(?ms)(^ *(`{3,})[^`\n]*\n.*?^ *\2 *$)", text)
    out = ""
    for number, part in enumerate(parts):
        if number % 3 == 0:
            out += re.sub(r"\n{3,}", "\n\n", re.sub(r"(?m)[ \t]+$", "", part))
        elif number % 3 == 1:
            out += part
    return out.strip("\n") + "\n"
