"""The pages of types, kept by the hash of all that they are made from.

In: a `Book`, who uses each type, a folder, and what to do without a result. Out: texts by path. Refuses nothing: see
`keep`.

They are most of the docs, and stay as they are while somebody writes about operations.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache as once
from importlib.metadata import version
from pathlib import Path
from typing import Any

from generator.docs.book import Book
from generator.docs.uses import Uses
from generator.fingerprint import own_hashes
from generator.keep import keep, look_up

MOST = 64
"""How many results are kept besides that of the package at hand."""
LIBRARIES = ("jinja2", "markdown-it-py")
Texts = dict[str, str]


def kept(
    book: Book, used: Mapping[str, Uses], cache: Path | None, make: Callable[[], Texts]
) -> Texts:
    """The pages, from the folder `cache` if they are there."""
    if cache is None:
        return make()
    folder = cache / "docs"
    content = json.dumps([*_content(book, used)])
    key = hashlib.sha256(f"{_own()}\n{content}".encode()).hexdigest()
    text = look_up(folder, key)
    if text is not None:
        return dict(json.loads(text))
    texts = make()
    keep(folder, {key: json.dumps(texts)}, used=(), most=MOST)
    return texts


def _content(book: Book, used: Mapping[str, Uses]) -> Iterator[Any]:
    """All of a book that a type's page shows; of operations that is where they are, and what they use."""
    canonical, names = book.canonical, book.classes.names
    yield (book.api.package, book.api.title)
    yield (canonical.enums, canonical.answers, canonical.inputs)
    yield (
        sorted(names.types.items()),
        sorted(names.members.items()),
        sorted(names.literals.items()),
    )
    yield [(shown.name, shown.id, shown.side) for shown in book.types.values()]
    yield (book.type_pages, book.operation_pages, book.calls)
    for name, one in used.items():
        yield (name, list(one.requests), list(one.answers), list(one.errors), list(one.fields))


@once
def _own() -> str:
    """Of everything but the API: our code, our templates, the libraries that write."""
    versions = {name: version(name) for name in LIBRARIES}
    return json.dumps([own_hashes(), versions], sort_keys=True)
