"""A project before and after one run, as trees; and the run's writes."""

from __future__ import annotations

import random
from pathlib import Path

from generator.journal import Write

Tree = dict[str, tuple[bytes, int] | None]
"""Path to bytes and permissions; None for a folder."""

OLD = {
    "specs/pets/client.yaml": b"names: 1\n",
    "generated/pets/specpress.lock": b"old lock",
    "generated/pets/src/pets/models.py": b"x = 1\n",
    "generated/pets/src/pets/same.py": b"same\n",
    "generated/pets/src/pets/old/deep/gone.py": b"gone\n",
    "generated/shop/src/shop/gone.py": b"gone too\n",
    "generated/shop/src/shop/notes.txt": b"mine\n",
}
NEW = {
    "specs/pets/client.yaml": b"names: 2\n",
    "generated/pets/src/pets/models.py": b"x = 2\n" * 4000,
    "generated/pets/src/pets/same.py": b"same\n",
    "generated/pets/src/pets/views/orders/new.py": b"new\n",
    "generated/zoo/empty.py": b"",
    "generated/pets/specpress.lock": b"new lock",
}
GONE = (
    "generated/pets/src/pets/old/deep/gone.py",
    "generated/shop/src/shop/gone.py",
    "generated/never/was.py",
)
EXECUTABLE = "generated/pets/src/pets/models.py"


def make(root: Path) -> Path:
    for path, content in OLD.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        file.chmod(0o755 if path == EXECUTABLE else 0o644)
    return root


def writes(root: Path) -> list[Write]:
    return [
        *(Write(root / path, content) for path, content in NEW.items()),
        *(Write(root / path, None) for path in GONE),
    ]


def tree(root: Path) -> Tree:
    """All of a project but what belongs to the journal."""
    return {
        name: None if path.is_dir() else (path.read_bytes(), path.stat().st_mode & 0o777)
        for path in sorted(root.rglob("*"))
        if not (name := path.relative_to(root).as_posix()).startswith(".specpress/")
        and name != ".specpress"
    }


def journals(root: Path) -> list[str]:
    """All that lies in the journal."""
    return [path.name for path in (root / ".specpress/journal").rglob("*")]


def expected(old: bool) -> Tree:
    files = OLD if old else {k: v for k, v in {**OLD, **NEW}.items() if k not in GONE}
    found: Tree = {}
    for path, content in files.items():
        found[path] = (content, 0o755 if path == EXECUTABLE else 0o644)
        found |= dict.fromkeys(p.as_posix() for p in Path(path).parents[:-1])
    return found


def many(root: Path, seed: int) -> list[Write]:
    """Enough files for a kill to fall between them."""
    picked = random.Random(seed)
    return [
        Write(
            root / f"generated/p{index % 4}/m{index}.py", picked.randbytes(picked.randint(0, 9000))
        )
        for index in range(60)
    ]
