"""Links and anchors of all files of the site, read from the files themselves."""

from __future__ import annotations

import posixpath
from functools import cache
from urllib.parse import unquote, urlsplit

import pytest
from markdown_it import MarkdownIt

from tests.site.conftest import ADDRESS

pytestmark = pytest.mark.site
OWN = {"a": "href", "link": "href", "script": "src", "img": "src", "iframe": "src", "source": "src"}
COMMONMARK = MarkdownIt("commonmark").enable("table")


@pytest.fixture(scope="session")
def parsed(site):
    from selectolax.lexbor import LexborHTMLParser

    @cache
    def parse(name: str):
        return LexborHTMLParser((site / name).read_bytes())

    return parse


@pytest.fixture(scope="session")
def ids(parsed):
    @cache
    def of(name: str) -> list[str]:
        return [node.attributes["id"] for node in parsed(name).css("[id]")]

    return of


def target(page: str, link: str) -> tuple[str, str]:
    """The file and the anchor that a link on a page leads to."""
    parts = urlsplit(link)
    path = (
        posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path)))
        if parts.path
        else page
    )
    return path, unquote(parts.fragment)


def links(tree):
    for tag, attribute in OWN.items():
        for node in tree.css(f"{tag}[{attribute}]"):
            yield tag, node.attributes[attribute] or ""


def test_every_link_and_anchor_resolves(site, pages, parsed, ids):
    broken, seen = [], 0
    for page in pages:
        for _, link in links(parsed(page)):
            if urlsplit(link).scheme in ("http", "https"):
                continue
            seen += 1
            path, anchor = target(page, link)
            if link.startswith("/") or not (site / path).is_file():
                broken.append(f"{page}: {link}: no file")
            elif anchor and path.endswith(".html") and anchor not in ids(path):
                broken.append(f"{page}: {link}: no anchor")
    assert broken == []
    assert seen > 10 * len(pages)


def test_the_links_of_explorers_resolve(site, parsed):
    explorers = sorted(path.relative_to(site).as_posix() for path in site.rglob("openapi.html"))
    assert len(explorers) == 2
    for page in explorers:
        found = [link for _, link in links(parsed(page)) if not link.startswith("data:")]
        assert len(found) == 3
        assert [link for link in found if not (site / target(page, link)[0]).is_file()] == []


def test_only_links_that_are_clicked_lead_outside(pages, parsed):
    outside = [
        f"{page}: {link}"
        for page in pages
        for tag, link in links(parsed(page))
        if tag != "a" and "//" in link
    ]
    assert outside == [f"{page}: {ADDRESS}{page}" for page in pages]  # it says where it stands


def test_ids_are_unique(pages, ids):
    twice = {page: sorted({one for one in ids(page) if ids(page).count(one) > 1}) for page in pages}
    assert {page: found for page, found in twice.items() if found} == {}


def markdown_links(text: str):
    for token in COMMONMARK.parse(text):
        for child in token.children or ():
            if child.type == "link_open":
                yield str(child.attrs["href"])


def test_links_of_the_markdown_resolve(site, ids):
    broken, seen = [], 0
    for page in [*site.rglob("*.md"), *site.rglob("llms.txt")]:
        name = page.relative_to(site).as_posix()
        for link in markdown_links(page.read_text()):
            if urlsplit(link).scheme:
                continue
            seen += 1
            path, anchor = target(name, link)
            if not (site / path).is_file():
                broken.append(f"{name}: {link}: no file")
            elif anchor and anchor not in ids(path.removesuffix(".md") + ".html"):
                broken.append(f"{name}: {link}: no anchor")
    assert broken == []
    assert seen > 300


def test_every_page_can_be_reached_from_the_front(pages, parsed):
    reached, left = set(), ["index.html"]
    while left:
        page = left.pop()
        if page in reached:
            continue
        reached.add(page)
        left += [
            path
            for tag, link in links(parsed(page))
            if tag == "a" and not urlsplit(link).scheme and (path := target(page, link)[0]) in pages
        ]
    assert sorted(set(pages) - reached) == []
