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
from generator.keep import keep, recall_all
from generator.same import Same

MOST = 64
"""How many results are kept besides that of the package at hand."""
LIBRARIES = ("jinja2", "markdown-it-py")
Texts = dict[str, str]
_TYPES: Same[hashlib._Hash] = Same(16)


def kept(
    book: Book, used: Mapping[str, Uses], cache: Path | None, make: Callable[[], Texts]
) -> Texts:
    """The pages, from the folder `cache` if they are there."""
    if cache is None:
        return make()
    folder = cache / "docs"
    key = _key(book, used)
    known = recall_all(folder, key)
    if known is not None:
        return known
    texts = make()
    keep(folder, {key: json.dumps(texts)}, used=(), most=MOST)
    return texts


def _key(book: Book, used: Mapping[str, Uses]) -> str:
    """The hash of all of a book that a type's page shows; of operations that is where they are, and what they use."""
    canonical, classes = book.canonical, book.classes
    schemas = canonical.enums, canonical.answers, canonical.inputs
    types = _TYPES.of(lambda: _types(book, used), *schemas, classes.names, classes.modules).copy()
    calls = [(name, *map(list, (u.requests, u.answers, u.errors))) for name, u in used.items()]
    rest = (book.api.package, book.api.title, book.operation_pages, book.calls, calls)
    types.update(json.dumps(rest).encode())
    return types.hexdigest()


def _types(book: Book, used: Mapping[str, Uses]) -> hashlib._Hash:
    content = [*_content(book), [(name, list(one.fields)) for name, one in used.items()]]
    return hashlib.sha256(f"{_own()}\n{json.dumps(content)}".encode())


def _content(book: Book) -> Iterator[Any]:
    """What of it is the same for all operations."""
    canonical, names = book.canonical, book.classes.names
    yield (canonical.enums, canonical.answers, canonical.inputs)
    yield (
        sorted(names.types.items()),
        sorted(names.members.items()),
        sorted(names.literals.items()),
    )
    yield [(shown.name, shown.id, shown.side) for shown in book.types.values()]
    yield book.type_pages


@once
def _own() -> str:
    """Of everything but the API: our code, our templates, the libraries that write."""
    versions = {name: version(name) for name in LIBRARIES}
    return json.dumps([own_hashes(), versions], sort_keys=True)
