"""The site's address, as packages and pages say it, put onto the built site: every such link leads somewhere."""

from __future__ import annotations

import re
import tomllib
from urllib.parse import urlsplit

import pytest

from tests.site.conftest import ADDRESS, ROOT

pytestmark = pytest.mark.site
PACKAGES = sorted(path.parent for path in (ROOT / "generated").glob("*/specpress.lock"))
LINK = re.compile(rf"{re.escape(ADDRESS)}[^\s<>\"')\]]*")


def links_of(package) -> dict[str, set[str]]:
    """All addresses on the site by the file that says them."""
    files = [package / "README.md", package / "pyproject.toml", *package.glob("src/**/*.py")]
    found = {
        path.relative_to(package).as_posix(): set(LINK.findall(path.read_text("utf-8")))
        for path in files
    }
    return {name: links for name, links in found.items() if links}


def place(link: str) -> tuple[str, str]:
    """The file and the anchor that an address stands for, as any web server has it."""
    parts = urlsplit(link[len(ADDRESS) :])
    path = f"{parts.path}index.html" if parts.path.endswith("/") else parts.path
    return path, parts.fragment


@pytest.mark.parametrize("package", PACKAGES, ids=lambda path: path.name)
def test_every_link_of_a_package_leads_to_a_page_and_an_anchor(package, site):
    from selectolax.lexbor import LexborHTMLParser

    broken, seen = [], 0
    for name, links in links_of(package).items():
        for link in sorted(links):
            seen += 1
            path, anchor = place(link)
            if not (site / path).is_file():
                broken.append(f"{name}: {link}: no file")
            elif anchor and not LexborHTMLParser((site / path).read_bytes()).css(f"#{anchor}"):
                broken.append(f"{name}: {link}: no anchor")
    assert broken == []
    assert seen > 20


@pytest.mark.parametrize("package", PACKAGES, ids=lambda path: path.name)
def test_readme_metadata_methods_and_errors_say_where_they_are_explained(package, site):
    said = links_of(package)
    base = f"{ADDRESS}{package.name}/"
    urls = tomllib.loads((package / "pyproject.toml").read_text())["project"]["urls"]
    assert urls["Documentation"] == base
    assert not urls["Vendor documentation"].startswith(ADDRESS)
    calls = {
        f"{base}{path.relative_to(site / package.name).as_posix()}"
        for path in (site / package.name / "operations").glob("*/*.html")
    }
    assert calls
    assert calls <= said["README.md"]
    (errors,) = (links for name, links in said.items() if name.endswith("/errors.py"))
    assert f"{base}errors.html#NotFound" in errors
    methods = set().union(*(links for name, links in said.items() if "/resources/" in name))
    assert calls <= methods
    assert {base} == next(links for name, links in said.items() if name.endswith("__main__.py"))


def test_every_page_says_where_it_stands(site, pages):
    for page in pages:
        text = (site / page).read_text()
        assert f'<link rel="canonical" href="{ADDRESS}{page}">' in text, page
