"""Wheels: the package that was published, and the document in it.

In: the path of a wheel (PEP 427). Out: `Wheel`. Refuses, with `UsageError`: what is no wheel, or holds no package.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator.fingerprint import CLIENT_YAML
from generator.workspace import DOCUMENTS, UsageError

_METADATA = re.compile(r"[^/]+\.dist-info/METADATA")
LARGEST = 256 * 1024 * 1024
"""Bytes of all texts of a wheel; more is no package of ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wheel:
    """What is read of a wheel."""

    distribution: str
    package: str
    files: Mapping[str, str]
    """The package's modules by path."""
    document: tuple[str, bytes] | None
    """Path and bytes of the bundled OpenAPI document."""
    declaration: bytes | None
    """The client.yaml beside it."""
    metadata: str
    """Its METADATA."""


def read_wheel(path: Path) -> Wheel:
    """What a wheel holds, nothing of it unpacked to disk."""
    try:
        with zipfile.ZipFile(path) as archive:
            return _read(archive, path)
    except (zipfile.BadZipFile, OSError, RuntimeError) as error:
        raise UsageError(f"{path} is no wheel: {error}") from None


def _read(archive: zipfile.ZipFile, path: Path) -> Wheel:
    names = archive.namelist()
    if sum(info.file_size for info in archive.infolist()) > LARGEST:
        raise UsageError(f"{path} is larger than any package that Specpress makes")
    modules = [name for name in names if name.endswith(".py") and ".dist-info/" not in name]
    packages = sorted({PurePosixPath(n).parts[0] for n in modules if n.count("/")})
    packages = [name for name in packages if f"{name}/__init__.py" in modules]
    if len(packages) != 1:
        found = ", ".join(packages) or "none"
        raise UsageError(f"{path} should hold one package to import, and holds {found}")
    package = packages[0]
    document = min(
        (name for name in names if PurePosixPath(name).name in DOCUMENTS), key=len, default=None
    )
    beside = str(PurePosixPath(document).with_name(CLIENT_YAML)) if document else ""
    return Wheel(
        distribution=path.name.partition("-")[0].replace("_", "-"),
        package=package,
        files={name: _text(archive, name) for name in modules if name.startswith(f"{package}/")},
        document=(document, archive.read(document)) if document else None,
        declaration=archive.read(beside) if beside in names else None,
        metadata=next((_text(archive, n) for n in names if _METADATA.fullmatch(n)), ""),
    )


def _text(archive: zipfile.ZipFile, name: str) -> str:
    return archive.read(name).decode("utf-8", "replace")
