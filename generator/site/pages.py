"""The pages that no package writes: the front page, and for each API its Python reference and its explorer.

In: the APIs. Out: texts by path in the site. Refuses what `pour` refuses: text that is no `Source`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.literals import Source, code, identifier, page_fence, page_line, page_plain
from generator.pour import environment
from generator.site.apis import Api

FRONT = "index.md"
REFERENCE, EXPLORER = "reference.md", "explorer.md"
DOCUMENT_PAGE, DOCUMENT_SCRIPT = "openapi.html", "openapi.js"
"""The explorer itself, and an API's document as it reads it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiView:
    """An API, as the site's own templates may print it."""

    title: Source
    summary: Source
    folder: Source
    """Its distribution's name, and the folder of its pages."""
    anchor: Source
    package: Source
    client: Source
    asynchronous: Source
    version: Source
    api_version: Source
    changed: Source
    install: Source
    first_call: Source
    error: Source
    """The class that all its errors are."""


@dataclass(frozen=True, slots=True)
class FrontView:
    """All APIs."""

    apis: tuple[ApiView, ...]


def pages(apis: Sequence[Api], templates: Path, cache: Path | None) -> dict[str, str]:
    """Our pages, by path."""
    pour = environment(templates, cache)
    front = FrontView(tuple(map(_view, apis)))
    made = {FRONT: pour.get_template(f"{FRONT}.jinja").render(view=front)}
    for api, view in zip(apis, front.apis, strict=True):
        for name in (REFERENCE, EXPLORER):
            made[f"{api.distribution}/{name}"] = pour.get_template(f"{name}.jinja").render(
                view=view
            )
    return made


def _view(api: Api) -> ApiView:
    client = identifier(api.client)
    return ApiView(
        title=page_plain(api.title),
        summary=page_line(api.summary),
        folder=page_plain(api.distribution),
        anchor=page_plain(f"api-{api.distribution}"),
        package=identifier(api.package),
        client=client,
        asynchronous=code("Async{}", client),
        version=page_plain(api.version),
        api_version=page_plain(api.api_version),
        changed=page_plain(api.changed),
        install=page_fence("sh", api.install),
        first_call=page_fence("python", api.first_call.rstrip("\n"))
        if api.first_call
        else code(""),
        error=code("{}Error", client),
    )


def explorer_script(document: str) -> str:
    """An API's document as a script: a page that is opened as a file cannot fetch it.

    In ASCII, and with no `<`: it means the same wherever it is put.
    """
    text = json.dumps(json.loads(document), separators=(",", ":"))
    return f"window.apiDocument = {text.replace('<', chr(92) + 'u003c')};\n"


def llms(apis: Sequence[Api]) -> str:
    """`llms.txt` (llmstxt.org): where each API's own index, its first page and its calls stand."""
    parts = ["# API docs\n\n> Python clients for HTTP APIs: every page is there as Markdown too.\n"]
    parts += [
        f"## {page_plain(api.title)}\n\n"
        + "".join(f"- [{title}]({api.distribution}/{path})\n" for title, path in _leads(api))
        for api in apis
    ]
    return "\n".join(parts)


def _leads(api: Api) -> Iterator[tuple[str, str]]:
    yield f"Every page of {api.distribution}, with a line on each", "llms.txt"
    for entry in api.nav:
        if entry.path is not None:
            yield str(page_plain(entry.title)), entry.path
    yield "The API's OpenAPI document", "openapi.yaml"


def llms_full(apis: Sequence[Api]) -> str:
    """`llms-full.txt`: every page of every API in reading order, each under its path."""
    return "\n".join(
        f"<!-- {api.distribution}/{path} -->\n\n{_body(api.docs / path)}"
        for api in apis
        for path in api.pages()
    )


def _body(page: Path) -> str:
    """A page's text without its front matter."""
    text = page.read_text("utf-8")
    if text.startswith("---\n"):
        text = text.split("\n---\n", 1)[1].lstrip("\n")
    return text
