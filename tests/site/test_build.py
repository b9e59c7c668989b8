"""The build: quick, silent, the same bytes twice, small; and what it refuses."""

from __future__ import annotations

import json
import shutil

import pytest

from generator.site.apis import SiteError

pytestmark = pytest.mark.site
EXPLORER = ("assets/vendor/scalar/", "openapi.html", "openapi.js")


def tree(site):
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file()
    }


def test_it_is_the_same_byte_for_byte_when_repeated_and_elsewhere(projects):
    one, other = (tree(project.site) for project in projects)
    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name]] == []


def test_it_takes_at_most_20_seconds(projects):
    assert min(project.seconds for project in projects) <= 20


def test_it_stays_under_8_mb_without_the_explorer(site):
    files = {name: len(text) for name, text in tree(site).items()}
    ours = {
        name: size
        for name, size in files.items()
        if not name.startswith(EXPLORER) and not name.endswith(EXPLORER)
    }
    assert sum(ours.values()) < 8_000_000
    assert sum(files.values()) > 8_000_000  # the explorer is there, and was left out


def test_no_path_of_this_machine_is_in_it(projects):
    for project in projects:
        root = str(project.root).encode()
        assert [name for name, text in tree(project.site).items() if root in text] == []


def test_each_page_is_there_as_markdown_too_but_those_made_of_docstrings(site, pages):
    without = [name for name in pages if not (site / name).with_suffix(".md").is_file()]
    assert without == [f"{api}/reference.html" for api in ("wix-orders", "wizcommerce-orders")]
    assert [name for name in without if "text/markdown" in (site / name).read_text()] == []
    assert [path for path in site.rglob("*.md") if "\n::: " in path.read_text()] == []
    text = (site / "wix-orders/operations/orders/update_order.html").read_text()
    assert '<link rel="alternate" type="text/markdown" href="./update_order.md">' in text


def test_the_files_for_language_models_hold_every_page(site, pages):
    whole = (site / "llms-full.txt").read_text()
    for api in ("wix-orders", "wizcommerce-orders"):
        for page in (site / api).rglob("*.md"):
            if page.name != "explorer.md":  # about the site
                body = page.read_text().split("\n---\n", 1)[1].strip()
                assert body in whole, page
        assert f"({api}/openapi.yaml)" in (site / "llms.txt").read_text()


def test_the_reference_defines_what_signatures_name(site):
    from selectolax.lexbor import LexborHTMLParser

    page = LexborHTMLParser((site / "wix-orders/reference.html").read_bytes())
    text = " ".join(page.css_first("article").text().split())
    for said in (
        "Key = str | Callable[[], str]",
        "AsyncKey = str | Callable[[], str | Awaitable[str]]",
        "extra_query: Mapping[",
        "__call__( request: Request, send: Callable[[Request], Response] ) -> Response",
    ):
        assert said in text, said


def test_the_documents_can_be_downloaded(site, projects):
    for api in ("wix-orders", "wizcommerce-orders"):
        for name in ("openapi.yaml", "openapi.json"):
            assert (site / api / name).read_bytes() == (
                projects[0].generated / api / "docs" / name
            ).read_bytes()
        operations = json.loads((site / api / "openapi.json").read_text())["paths"].values()
        samples = [
            one
            for path in operations
            for call in path.values()
            if isinstance(call, dict)
            for one in call.get("x-codeSamples", ())
        ]
        assert {one["lang"] for one in samples} >= {"Python", "Shell"}


def test_what_is_vendored_has_its_licence(site):
    for name in ("assets/vendor/scalar/LICENSE.txt", "assets/vendor/iframe-worker.LICENSE.txt"):
        text = (site / name).read_text()
        assert "Copyright (c)" in text
        assert "Permission is hereby granted" in text


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("index.md", "[gone](gone.md)", "gone.md"),
        ("index.md", "[gone](errors.md#no-such-anchor)", "no-such-anchor"),
        ("reference.md", "::: wix_orders.no_such_name", "no_such_name"),
    ],
)
def test_a_fault_stops_the_build_and_leaves_the_site_there(projects, tmp_path, name, text, said):
    project = type(projects[0])(tmp_path, generated=tmp_path / "generated")
    source = projects[0].generated / "wix-orders"
    for part in ("docs", "src"):
        shutil.copytree(source / part, project.generated / "wix-orders" / part)
    (project.generated / "wix-orders" / "specpress.lock").touch()
    page = project.generated / "wix-orders" / "docs" / "index.md"
    page.write_text(page.read_text() + f"\n{text}\n")
    project.site.mkdir()
    (project.site / "index.html").write_text("as it was")
    with pytest.raises(SiteError, match=said):
        project.build()
    assert (project.site / "index.html").read_text() == "as it was"
