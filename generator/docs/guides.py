"""The pages that are not about one call or one type: first steps, keys, errors, options, answers, tests, changes.

In: a `Book`, and the API's changelog. Out: `GuideView`. Refuses nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator import ir
from generator.canonical import Side
from generator.changelog import versions
from generator.docs.answers import AnswersView, answers_view
from generator.docs.book import Book, Page, outside
from generator.docs.errors import ErrorView, error_views
from generator.docs.fields import RowView
from generator.docs.repeats import RepeatsView, repeats
from generator.docs.samples import specific
from generator.literals import (
    EMPTY,
    Source,
    anchor,
    code,
    identifier,
    join,
    page_code,
    page_fence,
    page_line,
    page_plain,
    page_quoted,
    page_text,
    string,
    toml_string,
)
from generator.views.calls import base_url, keyed
from generator.views.copying import Copying
from generator.views.notes import sampled_headers, when_needed
from generator.views.options import options
from generator.views.readme import ReadmeView, readme_view
from generator.views.text import first_sentence, plain, sentence, summary_and_rest

_PLACES = {
    "header": code("header"),
    "query": code("query parameter"),
    "cookie": code("cookie"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionView:
    """One argument of the clients."""

    id: Source
    name: Source
    type: Source
    default: Source
    environment: Source
    text: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupView:
    """A list under a heading: the calls of a resource, the types of a kind, the changes of a version."""

    id: Source
    title: Source
    text: Source
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideView:
    """Everything that the guides print."""

    readme: ReadmeView
    """Its calls and names; no text of the spec, which pages write in their own way."""
    title: Source
    lead: Source
    description: Source
    docs: Source
    package: Source
    distribution: Source
    version: Source
    api_version: Source
    client: Source
    asynchronous: Source
    quoted_title: Source
    quoted_summary: Source
    keyed: Source
    """The arguments with which a client needs no environment."""
    keyed_by: Source
    """The same, and the client's own headers, with values that say what belongs there."""
    exported: Source
    """What a shell is told so that samples find their key, and a client its own headers."""
    base_id: Source
    """The anchor of the base of all errors."""
    first_call: Source
    """Where the first call is explained, linked from the front page."""
    resources: tuple[GroupView, ...]
    types: tuple[GroupView, ...]
    options: tuple[OptionView, ...]
    keys: tuple[RowView, ...]
    headers: tuple[RowView, ...]
    servers: tuple[RowView, ...]
    environment: Source
    """The first server that is not the default one."""
    others: tuple[Source, ...]
    """How a client picks one of the others, and what each is."""
    errors: tuple[ErrorView, ...]
    specific: Source
    """The class of errors that the first call's sample catches first."""
    request_id: Source
    code_pointers: Source
    copies: tuple[RowView, ...]
    """Each class of requests, and from which classes of answers it copies."""
    repeats: RepeatsView
    answers: AnswersView
    changes: tuple[GroupView, ...]


def guide_view(book: Book, changelog: str) -> GuideView:
    """The view of all guides; links in it lead from the top folder."""
    api, page = book.api, Page(book, "index.md")
    readme = readme_view(api, book.classes, book.canonical, book.where)
    return GuideView(
        readme=readme,
        title=page_plain(api.title),
        lead=page_text(sentence(api.summary)),
        description=page_text(sentence(api.description)),
        docs=outside(api.external_docs),
        package=identifier(api.package),
        distribution=page_line(api.distribution),
        version=page_code(api.version),
        api_version=page_code(api.api_version),
        client=identifier(api.client_class),
        asynchronous=code("Async{}", identifier(api.client_class)),
        quoted_title=toml_string(" ".join(api.title.split())),
        quoted_summary=page_quoted(sentence(api.summary or api.title)),
        keyed=join(", ", keyed(api)),
        keyed_by=join(", ", [*_placeholders(api), *filter(None, [base_url(api)])]),
        exported=page_fence("sh", _exported(api)) if api.credentials else EMPTY,
        base_id=anchor(f"{api.client_class}Error"),
        first_call=next((page.to_call(one.id) for one in book.operations()), EMPTY),
        resources=tuple(_resources(book, Page(book, "operations/index.md"))),
        types=tuple(_types(book, Page(book, "models/index.md"))),
        options=tuple(_options(api)),
        keys=tuple(_key(one) for one in api.credentials),
        headers=tuple(_header(one) for one in api.headers),
        servers=tuple(_server(one) for one in api.servers),
        environment=_environment(api),
        others=tuple(others(api)),
        errors=error_views(book, Page(book, "errors.md")),
        specific=specific(readme.call, api),
        request_id=page_code(api.request_id_header) if api.request_id_header else EMPTY,
        code_pointers=join(", ", [page_code(one) for one in api.error_code_pointers]),
        copies=tuple(_copies(book, Page(book, "requests.md"))),
        repeats=repeats(book, page),
        answers=answers_view(book, specific(readme.call, api)),
        changes=tuple(_changes(changelog)),
    )


def _environment(api: ir.Api) -> Source:
    return page_code(f'environment="{api.servers[1].name}"') if len(api.servers) > 1 else EMPTY


def _copies(book: Book, page: Page) -> Iterator[RowView]:
    found: dict[Source, list[Source]] = {}
    for asked, answered in Copying(book.api, book.classes, book.canonical).pairs():
        to, of = book.name_of(asked, "input"), book.name_of(answered, "answer")
        found.setdefault(page.to_type(to), []).append(page.to_type(of))
    return (RowView(cells=(to, join(", ", each))) for to, each in sorted(found.items()))


def others(api: ir.Api) -> Iterator[Source]:
    """The servers besides the default one: how a client picks each, and what it is."""
    for one in api.servers[1:]:
        picked = page_code(f'{api.client_class}(environment="{one.name}")')
        said = page_line(sentence(" ".join(one.description.split())) or one.url)
        yield code("{}: {}", picked, said)


def _placeholders(api: ir.Api) -> Iterator[Source]:
    """The first key, and the first header of the client: `api_key="your api_key"`."""
    for one in api.credentials[:1]:
        said = "user:password" if one.kind == "basic" else f"your {one.argument}"
        yield code("{}={}", identifier(one.argument), string(said))
    for header in sampled_headers(api):
        yield code("{}={}", identifier(header.argument), string(f"your {header.argument}"))


def _exported(api: ir.Api) -> str:
    """POSIX shell: all keys, then the client's own headers."""
    lines = [f"export {one.environment}='…'" for one in api.credentials]
    lines[1:] = [f"{line}  # for the calls that need it" for line in lines[1:]]
    lines += [
        f"export {one.environment}='…'  # {when_needed(one) or 'optional'}"
        for one in api.headers
        if one.environment
    ]
    return "\n".join(lines)


def _resources(book: Book, page: Page) -> Iterator[GroupView]:
    names = book.classes.names
    for resource in book.api.resources:
        rows = []
        for one in resource.operations:
            said = summary_and_rest(one.summary, one.description)[0]
            request = page_code(f"{one.method.upper()} {one.path}")
            text = page_line(said or plain(names.operations[one.id]))
            rows.append(RowView(cells=(page.to_call(one.id), request, text)))
        attribute = names.resources[resource.tag]
        yield GroupView(
            id=code("calls-{}", anchor(attribute)),
            title=page_code(f"client.{attribute}"),
            text=page_text(sentence(resource.description)),
            rows=tuple(rows),
        )


def _types(book: Book, page: Page) -> Iterator[GroupView]:
    kinds: tuple[tuple[Source, Source, Side | None], ...] = (
        (code("of-requests"), code("In requests"), "input"),
        (code("of-answers"), code("In answers"), "answer"),
        (code("of-both"), code("Enums, in both"), None),
    )
    for key, title, side in kinds:
        rows = tuple(
            RowView(cells=(page.to_type(name), page_line(_opening(shown.schema))))
            for name, shown in book.types.items()
            if shown.side == side
        )
        if rows:
            yield GroupView(id=key, title=title, text=EMPTY, rows=rows)


def _opening(schema: object) -> str:
    text = schema.get("description", "") if isinstance(schema, dict) else ""
    return sentence(first_sentence(str(text))[0])


def _options(api: ir.Api) -> Iterator[OptionView]:
    for option in options(api):
        yield OptionView(
            id=anchor(option.name),
            name=page_code(option.name),
            type=join(" or ", [page_code(part) for part in option.annotation.split(" | ")]),
            default=page_code(option.default) if option.default else EMPTY,
            environment=page_code(option.environment) if option.environment else EMPTY,
            text=page_line(option.text),
        )


def _key(one: ir.Credential) -> RowView:
    name = page_code(one.wire_name)
    match one.kind:
        case "header" | "query" | "cookie":
            sent = code("in the {} {}, as it is", _PLACES[one.kind], name)
        case "basic":
            sent = code("as `Basic` in the header {}; the key is `user:password`", name)
        case "bearer" | "oauth2" | "openIdConnect":
            sent = code("as `Bearer` in the header {}", name)
    argument, variable = page_code(one.argument), page_code(one.environment)
    return RowView(cells=(argument, variable, sent, page_line(sentence(one.description))))


def _header(one: ir.ClientHeader) -> RowView:
    variable = page_code(one.environment) if one.environment else EMPTY
    said = page_line(sentence(one.description))
    return RowView(cells=(page_code(one.argument), variable, page_code(one.wire_name), said))


def _server(one: ir.Server) -> RowView:
    said = page_line(sentence(one.description))
    return RowView(cells=(page_code(one.name), page_code(one.url), said))


def _changes(changelog: str) -> Iterator[GroupView]:
    """Keep a Changelog: a version under each heading of the second level."""
    taken: set[str] = set()
    for number, (title, body) in enumerate(versions(changelog)):
        slug = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")
        slug = slug if slug and slug not in taken else f"{slug}-{number}".strip("-")
        taken.add(slug)
        key = join("-", [code("version"), *(anchor(word) for word in slug.split("-"))])
        yield GroupView(id=key, title=page_plain(title), text=page_text(body), rows=())
