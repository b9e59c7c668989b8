"""The hashes of everything that decides a package's bytes, taken without generating.

In: an API's folder, and the names of the files that it was made from. Out: hashes by name, and the versions of the
libraries that shape bytes. Refuses nothing: a file that is gone has no hash.

Names are those of the lock: `specs/…` for the author's files, and `templates`, `runtime`, `generator`, `formatter`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from generator.lock import digest

HERE = Path(__file__).parent
TEMPLATES = HERE.parent / "templates"
CLIENT_YAML = "client.yaml"
SPEC = "specs/"
SHAPELESS = frozenset(
    {
        "__main__.py",
        "changes.py",
        "cli",
        "diagnostics.py",
        "fingerprint.py",
        "journal",
        "judge.py",
        "lock.py",
        "output.py",
        "schemas",
        "verdict.py",
        "workspace.py",
    }
)
"""What of the generator shapes no bytes of a package: how it talks, compares and writes."""


def spec_hashes(folder: Path, names: Iterable[str]) -> dict[str, str]:
    """The hashes of an API's files as they lie on disk; `names` are the lock's."""
    found = {}
    for name in names:
        path = folder / name.removeprefix(SPEC)
        if name.startswith(SPEC) and path.is_file():
            found[name] = digest(path.read_bytes())
    return found


@cache
def own_hashes() -> dict[str, str]:
    """What is ours: one hash for all templates, one for the runtime, one for the generator, one for ruff's settings."""
    apart = {*SHAPELESS, "runtime"}
    generator = [path for path in _files(HERE) if path.relative_to(HERE).parts[0] not in apart]
    return {
        "formatter": _digest(HERE, [HERE / "tidy.py"]),
        "generator": _digest(HERE, generator),
        "runtime": _digest(HERE / "runtime", _files(HERE / "runtime")),
        "templates": _digest(TEMPLATES, _files(TEMPLATES)),
    }


def _files(folder: Path) -> list[Path]:
    """Ours: not what Python, type checkers and editors keep beside it (`__pycache__`, `.mypy_cache`)."""
    return [
        path
        for path in folder.rglob("*")
        if path.is_file()
        and not any(
            part == "__pycache__" or part.startswith(".")
            for part in path.relative_to(folder).parts[:-1]
        )
    ]


def _digest(folder: Path, files: Iterable[Path]) -> str:
    rows = sorted(
        f"{path.relative_to(folder).as_posix()} {digest(path.read_bytes())}\n" for path in files
    )
    return digest("".join(rows).encode())
