"""The hashes of everything that decides a package's bytes, taken without generating.

In: an API's folder, and the names of the files that it was made from. Out: hashes by name, and the versions of the
libraries that shape bytes. Refuses nothing: a file that is gone has no hash.

Names are those of the lock: `specs/…` for the author's files, `templates/…` for each template, and `runtime`,
`generator`, `formatter` for what is one thing to those who read a lock.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from generator.diagnostics import Problems
from generator.lock import digest
from generator.settings import FILE as SETTINGS
from generator.settings import settings_for

HERE = Path(__file__).parent
TEMPLATES = HERE.parent / "templates"
CLIENT_YAML = "client.yaml"
CHANGELOG = "CHANGELOG.md"
SPEC = "specs/"
TEMPLATE = "templates/"
SITE = "docs/site/"
"""Templates of the site that is built from packages' docs; they shape no package."""
FORMATTER = "tidy.py"
SHAPELESS = frozenset(
    {
        "__main__.py",
        "changes.py",
        "cli",
        "diagnostics.py",
        "diff",
        "fingerprint.py",
        "journal",
        "judge.py",
        "lock.py",
        "output.py",
        "publish",
        "release",
        "schemas",
        "site",
        "stamps.py",
        "verdict.py",
        "workspace.py",
    }
)
"""What of the generator shapes no bytes of a package: how it talks, compares and writes."""
_KEPT_BY_TOOLS = frozenset(
    {"__pycache__", ".git", ".idea", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".vscode"}
)
_LITTER = re.compile(
    r"\.DS_Store|Thumbs\.db|desktop\.ini|\._.*|\.#.*|#.*#|.*~|.*\.(sw[a-p]|bak|orig|rej|tmp|py[co])",
    re.IGNORECASE,
)
"""What file managers, editors and merges leave beside a file."""


def spec_hashes(folder: Path, names: Iterable[str]) -> dict[str, str]:
    """The hashes of an API's files as they lie on disk; `names` are the lock's. A changelog may come later.

    Among them is that of the project's settings. A fault in these is no hash that any lock has: nothing is proved, and
    the full way says what is wrong.
    """
    found = {}
    for name in {*names, f"{SPEC}{CHANGELOG}"}:
        path = folder / name.removeprefix(SPEC)
        if name.startswith(SPEC) and path.is_file():
            found[name] = digest(path.read_bytes().removeprefix(codecs.BOM_UTF8))
    problems = Problems()
    settings = settings_for(folder, problems)
    if list(problems):
        found[SETTINGS] = "cannot be read"
    return found | {name: digest(said.encode()) for name, said in settings.inputs.items()}


@cache
def own_hashes() -> dict[str, str]:
    """What is ours: one hash for each template, one for the runtime, one for the generator, one for ruff's settings."""
    apart = {*SHAPELESS, "runtime", FORMATTER}
    generator = [path for path in files_in(HERE) if path.relative_to(HERE).parts[0] not in apart]
    templates = {path.relative_to(TEMPLATES).as_posix(): path for path in files_in(TEMPLATES)}
    return {
        "formatter": _digest(HERE, [HERE / FORMATTER]),
        "generator": _digest(HERE, generator),
        "runtime": _digest(HERE / "runtime", files_in(HERE / "runtime")),
    } | {
        f"{TEMPLATE}{name}": digest(p.read_bytes())
        for name, p in templates.items()
        if not name.startswith(SITE)
    }


def files_in(folder: Path) -> list[Path]:
    """Ours: not what Python, type checkers, editors and file managers keep beside it (`__pycache__`, `.DS_Store`)."""
    return [
        path
        for path in folder.rglob("*")
        if path.is_file()
        and not _LITTER.fullmatch(path.name)
        and _KEPT_BY_TOOLS.isdisjoint(path.relative_to(folder).parts[:-1])
    ]


def _digest(folder: Path, files: Iterable[Path]) -> str:
    rows = sorted(
        f"{path.relative_to(folder).as_posix()} {digest(path.read_bytes())}\n" for path in files
    )
    return digest("".join(rows).encode())
