"""Results kept by the hash of all that they are made from.

In: `Canonical` and `Names`, a folder, and what to do without a result. Out: texts by module.
Refuses nothing: see `keep`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import astuple
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from generator.canonical import Canonical
from generator.keep import keep, recall_all
from generator.models.engine import TEMPLATES
from generator.models.worker import FOLDER
from generator.names import Names
from generator.naming.survey import checked_bodies
from generator.same import Same

Texts = dict[str, str]
MOST = 64
"""How many results are kept besides that of the package at hand."""
_SCHEMAS: Same[hashlib._Hash] = Same(16)
_VERSIONS = (
    ("datamodel_code_generator", "_version.py"),
    ("jinja2", "__init__.py"),
    ("pydantic", "version.py"),
)
"""Files that say which version is installed: quicker to read than the metadata."""


def kept(
    shaped: str, canonical: Canonical, names: Names, folder: Path | None, make: Callable[[], Texts]
) -> Texts:
    """The texts of the modules, from the folder if they are there; `shaped` shapes them beside schemas and names."""
    if folder is None:
        return make()
    key = _digest(shaped, canonical, names)
    known = recall_all(folder / FOLDER, key)
    if known is not None:
        return known
    texts = make()
    keep(folder / FOLDER, {key: json.dumps(texts)}, used=(), most=MOST)
    return texts


def _digest(shaped: str, canonical: Canonical, names: Names) -> str:
    schemas = canonical.enums, canonical.answers, canonical.inputs
    found = _SCHEMAS.of(lambda: _of_schemas(canonical, names), *schemas, names).copy()
    bodies = sorted(checked_bodies(canonical).items())
    found.update(json.dumps([shaped, bodies, sorted(names.body_types.items())]).encode())
    return found.hexdigest()


def _of_schemas(canonical: Canonical, names: Names) -> hashlib._Hash:
    found = hashlib.sha256(_own_digest())
    found.update(json.dumps([*_content(canonical, names)]).encode())
    return found


def _content(canonical: Canonical, names: Names) -> Iterator[Any]:
    yield from (canonical.enums, canonical.answers, canonical.inputs)
    yield from (sorted(names.types.items()), sorted(names.members.items()))
    yield list(names.literals.items())
    yield [[*scope, *map(astuple, found)] for scope, found in names.renamed.entries.items()]


@cache
def _own_digest() -> bytes:
    """Of everything but the API: our code, our templates, the engine."""
    found = hashlib.sha256()
    for path in sorted(_sources()):
        content = path.read_bytes()
        found.update(f"{path.name} {len(content)}\n".encode() + content)
    return found.digest()


def _sources() -> Iterator[Path]:
    yield from TEMPLATES.rglob("*.jinja2")
    yield from Path(__file__).parent.glob("*.py")
    yield from (
        Path(__file__).parents[1] / name for name in ("limits.py", "literals.py", "prose.py")
    )
    for package, file in _VERSIONS:
        spec = find_spec(package)
        if spec is not None and spec.origin is not None:
            yield Path(spec.origin).with_name(file)
