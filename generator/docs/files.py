"""What stands beside the pages: the API's document, facts for the site, and the index for language models.

In: a `Book`, its documents and its samples. Out: texts by name. Refuses nothing.

`site.json` is what the site is built from: facts for the front page, and the order of the pages. It is no page itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.bundle import CodeSample, Document, as_json, as_yaml, bundle, with_samples
from generator.docs.book import Book
from generator.docs.guides import GuideView
from generator.docs.samples import wire_of
from generator.literals import page_line
from generator.source import SourceSet
from generator.views.text import first_sentence, plain, sentence, summary_and_rest

GUIDES: Mapping[str, str] = {
    "index.md": "Overview",
    "authentication.md": "Authentication",
    "requests.md": "Left out, null, or a value",
    "answers.md": "Reading answers",
    "errors.md": "Errors",
    "retries.md": "Retries and outcomes",
    "options.md": "Options",
    "testing.md": "Testing",
    "changelog.md": "Changelog",
}
CALLS, TYPES = "operations/index.md", "models/index.md"
Programs = Mapping[str, Mapping[str, str]]
"""By operation id and kind."""


@dataclass(frozen=True, slots=True)
class Unsampled:
    """What needs no program: it is made while those are tidied."""

    document: Document
    files: Mapping[str, str]
    """`openapi.yaml` and `llms.txt`."""


def unsampled(book: Book, sources: SourceSet) -> Unsampled:
    """The document as one file, and the texts in which no program stands."""
    document = bundle(sources)
    return Unsampled(document, {"openapi.yaml": as_yaml(document), "llms.txt": llms(book)})


def files(book: Book, made: Unsampled, programs: Programs, view: GuideView) -> dict[str, str]:
    """`openapi.yaml`, `openapi.json`, `site.json` and `llms.txt`."""
    sampled = with_samples(made.document, dict(_samples(book, programs)))
    return {
        **made.files,
        "openapi.json": as_json(sampled),
        "site.json": json.dumps(_facts(book, programs, view), indent=2, ensure_ascii=False) + "\n",
    }


def _samples(
    book: Book, programs: Programs
) -> Iterator[tuple[tuple[str, str], Sequence[CodeSample]]]:
    for one in book.operations():
        if "sync" in (texts := programs[one.id]):
            listed = [
                CodeSample("Python", "Python", texts["sync"]),
                CodeSample("Python", "Python, async", texts["async"]),
            ]
            wire = wire_of(one, book)
            listed += [CodeSample("Shell", "curl", wire.curl + "\n")] if wire else []
            yield (one.path, one.method.lower()), listed


def _facts(book: Book, programs: Programs, view: GuideView) -> dict[str, Any]:
    api = book.api
    first = next((t["sync"] for t in programs.values() if "sync" in t), "")
    return {
        "title": " ".join(api.title.split()),
        "summary": sentence(" ".join(api.summary.split())),
        "distribution": api.distribution,
        "package": api.package,
        "version": api.version,
        "api_version": api.api_version,
        "client": api.client_class,
        "install": f"pip install {api.distribution}",
        "first_call": first,
        "changed": str(view.changes[0].title) if view.changes else "",
        "nav": navigation(book),
    }


def navigation(book: Book) -> list[dict[str, Any]]:
    """The pages in the order in which they are read: titles with a path, or with what stands below."""
    names = book.classes.names
    calls = [
        {
            "title": names.resources[resource.tag],
            "children": [
                {"title": names.operations[one.id], "path": str(book.operation_pages[one.id])}
                for one in resource.operations
            ],
        }
        for resource in book.api.resources
    ]
    types = [{"title": name, "path": str(path)} for name, path in sorted(book.type_pages.items())]
    listed = [{"title": title, "path": path} for path, title in GUIDES.items()]
    return [
        *listed[:1],
        {"title": "Calls", "path": CALLS, "children": calls},
        *listed[1:-1],
        {"title": "Types", "path": TYPES, "children": types},
        *listed[-1:],
    ]


def llms(book: Book) -> str:
    """The index that language models read (llmstxt.org): the pages' Markdown, with a sentence for each."""
    api = book.api
    parts = [f"# {_line(api.title)}", f"> {_line(sentence(api.summary or api.title))}"]
    if api.description:
        parts.append(_line(sentence(api.description)))
    parts.append(_listed("Guides", [(title, path, "") for path, title in GUIDES.items()]))
    calls = [
        (
            f"client.{book.calls[one.id]}",
            str(book.operation_pages[one.id]),
            summary_and_rest(one.summary, one.description)[0]
            or plain(book.classes.names.operations[one.id]),
        )
        for one in book.operations()
    ]
    parts.append(_listed("Calls", calls))
    types = [
        (
            name,
            str(book.type_pages[name]),
            first_sentence(str(shown.schema.get("description", "")))[0],
        )
        for name, shown in book.types.items()
    ]
    parts.append(_listed("Types", types))
    return "\n\n".join(part for part in parts if part) + "\n"


def _listed(title: str, rows: list[tuple[str, str, str]]) -> str:
    lines = [
        f"- [{_line(name)}]({path}){f': {_line(sentence(said))}' if said else ''}"
        for name, path, said in rows
    ]
    return "\n".join([f"## {title}", "", *lines]) if lines else ""


def _line(text: str) -> str:
    """Text on one line; this file is read as it is, and obeyed by nothing."""
    return str(page_line(text))
