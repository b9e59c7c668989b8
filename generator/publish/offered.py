"""What an index offers of a project: file names, and the SHA-256 of each.

In: an `Index` and the name of a project. Out: hashes by file name. Refuses, with `PublishError`: an index that cannot
be read; to take that for an empty one would be to publish unchecked.

Reads the simple API, as JSON (PEP 691) or HTML (PEP 503). A redirect to another host is how some indexes say that they
do not have a project themselves: what is there is not theirs. One that redirects all of itself has another address, and
one that has the same page for everything is none. A file without a SHA-256 is fetched and hashed, if asked.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from html.parser import HTMLParser
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import requests

from generator.publish.index import TIMEOUT, Index, reason
from generator.publish.packages import PublishError
from generator.workspace import normalized

JSON = "application/vnd.pypi.simple.v1+json"
ACCEPT = f"{JSON}, application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.1"
HOPS = 5
"""Redirects that are followed on one host."""


def offered(index: Index, project: str, wanted: AbstractSet[str]) -> dict[str, str]:
    """The files of `wanted` that the index offers, each with its SHA-256 in lower-case hexadecimal."""
    page = _page(index, f"{index.simple}{normalized(project)}/")
    if page is None:
        return {}
    found = {}
    for name, url, sha256 in _files(index, page):
        if name in wanted:
            found[name] = sha256 or _fetched(index, urljoin(page.url, url))
    return found


def _page(index: Index, url: str) -> requests.Response | None:
    """The project's page; None where there is none."""
    for _ in range(HOPS):
        answer = _get(index, url)
        if answer.is_redirect:
            new = urljoin(url, answer.headers["location"])
            if not _is_same_host(url, new):
                _refuse_moved(index, _root(index))
                return None
            url = new
            continue
        if answer.status_code == requests.codes.not_found:
            _require_root(index)
            return None
        if answer.status_code in {requests.codes.unauthorized, requests.codes.forbidden}:
            raise PublishError(
                f"{index.shown} does not accept the credentials: {answer.status_code} for GET {url}\n"
                "  = hint: check the user name and the token"
            )
        if answer.status_code != requests.codes.ok:
            raise _unreadable(index, f"{answer.status_code} for GET {url}")
        return answer
    raise PublishError(f"{index.shown} cannot be read: GET {url} redirects without end")


def _is_same_host(old: str, new: str) -> bool:
    return urlsplit(old)[:2] == urlsplit(new)[:2]


def _unreadable(index: Index, why: str) -> PublishError:
    return PublishError(
        f"{index.shown} cannot be read: {why}\n"
        "  = hint: say in its _SIMPLE_URL where files are read, if not in simple/ below the upload URL"
    )


def _root(index: Index) -> requests.Response:
    """The root of an index is a page, whatever projects it has (PEP 503)."""
    return _get(index, index.simple, method="HEAD")


def _require_root(index: Index) -> None:
    """Refuse an address at which there is no index: no project is there, so none would seem to be published."""
    answer = _root(index)
    if answer.status_code == requests.codes.not_found:
        raise _unreadable(index, f"there is no index at {index.simple}")
    _refuse_moved(index, answer)


def _refuse_moved(index: Index, root: requests.Response) -> None:
    """Refuse an index that is elsewhere now; our credentials do not follow."""
    if root.is_redirect:
        new = urljoin(index.simple, root.headers["location"])
        if not _is_same_host(index.simple, new):
            raise _unreadable(index, f"{index.simple} redirects to {new}")


def _get(index: Index, url: str, method: str = "GET") -> requests.Response:
    headers = {"Accept": ACCEPT}
    try:
        return index.reads.request(method, url, headers=headers, allow_redirects=False)
    except requests.RequestException as error:
        raise PublishError(f"{index.shown} cannot be reached: {reason(error)}") from None


def _fetched(index: Index, url: str) -> str:
    """The hash of a file's bytes. Our credentials go to the index's host alone."""
    same = urlsplit(url)[:2] == urlsplit(index.simple)[:2]
    try:
        answer = (index.reads if same else requests).get(url, timeout=TIMEOUT)
        answer.raise_for_status()
    except requests.RequestException as error:
        raise PublishError(f"{url} cannot be read: {reason(error)}") from None
    return hashlib.sha256(answer.content).hexdigest()


def _files(index: Index, page: requests.Response) -> Iterator[tuple[str, str, str | None]]:
    """File name, URL without fragment, and hash of each file."""
    if "json" in page.headers.get("content-type", ""):
        yield from _in_json(index, page)
        return
    anchors = _Anchors()
    anchors.feed(page.text)
    count = 0
    for href in anchors.found:
        url, fragment = urldefrag(href)
        kind, _, value = fragment.partition("=")
        name = unquote(urlsplit(url).path.rpartition("/")[2])
        count += name.endswith((".whl", ".tar.gz"))
        yield name, url, value.lower() if kind == "sha256" else None
    if not count and _get(index, urljoin(page.url, "no/such/page/")).text == page.text:
        raise _unreadable(index, f"{index.simple} gives the same web page whatever is asked for")


def _in_json(index: Index, page: requests.Response) -> Iterator[tuple[str, str, str | None]]:
    try:
        for file in page.json()["files"]:
            yield file["filename"], file["url"], file.get("hashes", {}).get("sha256")
    except (ValueError, LookupError, TypeError, AttributeError):
        raise _unreadable(index, f"GET {page.url} gives JSON that is no page of an index") from None


class _Anchors(HTMLParser):
    """The targets of a page's links."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the target of a link."""
        if tag == "a":
            self.found.extend(value for name, value in attrs if name == "href" and value)
