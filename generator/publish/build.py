"""A package → its wheel and its source archive, the same bytes wherever and whenever they are built.

In: `Package`s and the folder `dist/`. Out: `Built`, one a package; the files, an SBOM and a provenance beside them.
Refuses, with `PublishError`: what hatchling cannot build, and what `twine check --strict` does not pass. Nothing is
written to `dist/` unless every package came through.

What is built is a copy of the files that the lock names, with the lock, in a folder of its own: nothing else that lies
around can get in. The source archive is built from it, and the wheel from the source archive.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.lock import LOCK_NAME
from generator.publish.packages import Package, PublishError
from generator.publish.provenance import provenance
from generator.publish.sbom import sbom

EPOCH = 1580601600
"""The time of every file in every archive (SOURCE_DATE_EPOCH): 2020-02-02 00:00 UTC, which is hatchling's own.

It is not taken from outside: a version that is built again must have the bytes that were published.
"""
NOT_FOR_TOOLS = ("SPECPRESS_INDEX_", "TWINE_", "UV_PUBLISH_", "ACTIONS_ID_TOKEN_", "HATCH_")
"""Variables that a build never sees: our credentials, what gives a CI's identity, and what changes a build."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Artefact:
    """One file for an index."""

    path: Path
    sha256: str
    size: int
    """In bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """One package and its files."""

    package: Package
    artefacts: tuple[Artefact, ...]
    """The wheel, then the source archive: the order in which they are uploaded."""
    beside: tuple[Path, ...]
    """SBOM and provenance; no index takes them."""


def build(packages: Sequence[Package], dist: Path) -> list[Built]:
    """Build all packages, check them, and put their files into `dist`."""
    with tempfile.TemporaryDirectory(prefix="specpress-build-") as temporary:
        folder = Path(temporary)
        made = [_built(package, folder / str(n)) for n, package in enumerate(packages)]
        _check(made)
        return [_moved(one, dist) for one in made]


def _built(package: Package, folder: Path) -> Built:
    artefacts = archives(package, folder)
    hashes = {one.path.name: one.sha256 for one in artefacts}
    stem = artefacts[1].path.name.removesuffix(".tar.gz")
    papers = {
        f"{stem}.cdx.json": sbom(package, hashes),
        f"{stem}.provenance.json": provenance(package, hashes),
    }
    for name, text in papers.items():
        (folder / name).write_bytes(text.encode())
    beside = tuple(folder / name for name in papers)
    return Built(package=package, artefacts=artefacts, beside=beside)


def archives(
    package: Package, folder: Path, python: str = sys.executable
) -> tuple[Artefact, Artefact]:
    """The wheel and the source archive, made below `folder` by this interpreter's `build` and hatchling."""
    source, out = folder / "source", folder / "out"
    _stage(package, source)
    done = _ran([python, "-m", "build", "--no-isolation", "--outdir", str(out), str(source)])
    if done.returncode:
        said = (done.stdout + done.stderr).strip()
        raise PublishError(f"{package.name} cannot be built; build said:\n{said}")
    wheel, archive = *out.glob("*.whl"), *out.glob("*.tar.gz")
    return artefact(wheel), artefact(archive)


def _stage(package: Package, folder: Path) -> None:
    """A copy of what the lock names. A hash was compared just before; a file that changed since is refused by name."""
    for name in (*package.lock.files, LOCK_NAME):
        copy = folder / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        data = (package.root / name).read_bytes()
        if hashlib.sha256(data).hexdigest() != package.lock.files.get(name) and name != LOCK_NAME:
            raise PublishError(f"{package.root / name} changed while it was built; try again")
        copy.write_bytes(data)
        copy.chmod(0o644)


def _ran(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """A tool, run without our credentials."""
    kept = {name: text for name, text in os.environ.items() if not name.startswith(NOT_FOR_TOOLS)}
    kept |= {"SOURCE_DATE_EPOCH": str(EPOCH), "PYTHONUTF8": "1", "NO_COLOR": "1"}
    return subprocess.run(
        command, capture_output=True, encoding="utf-8", errors="replace", check=False, env=kept
    )


def artefact(path: Path) -> Artefact:
    """A file and the hash of its bytes."""
    data = path.read_bytes()
    return Artefact(path=path, sha256=hashlib.sha256(data).hexdigest(), size=len(data))


def _check(made: Sequence[Built]) -> None:
    files = [str(one.path) for built in made for one in built.artefacts]
    command = [sys.executable, "-m", "twine", "check", "--strict", *files]
    done = _ran(command)
    if done.returncode:
        said = (done.stdout + done.stderr).strip()
        raise PublishError(f"nothing was built: twine check --strict said:\n{said}")


def _moved(built: Built, dist: Path) -> Built:
    """The files in `dist`, each of them whole at any moment."""
    dist.mkdir(parents=True, exist_ok=True)

    def move(path: Path) -> Path:
        partial = dist / f".{path.name}.part"
        shutil.copyfile(path, partial)
        return partial.replace(dist / path.name)

    return Built(
        package=built.package,
        artefacts=tuple(artefact(move(one.path)) for one in built.artefacts),
        beside=tuple(move(path) for path in built.beside),
    )
