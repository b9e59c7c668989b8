"""Run the type checkers over the generated packages, all strict, side by side; print what they say.

mypy --strict, pyright strict (pyproject.toml), ty. Exit code 0 if all are content.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def commands() -> dict[str, list[str]]:
    """Each checker's command line, run in the project's folder."""
    tools = Path(sys.executable).parent
    sources = sorted(str(path.relative_to(ROOT)) for path in ROOT.glob("generated/*/src"))
    roots = [argument for source in sources for argument in ("--extra-search-path", source)]
    python = ["--python", sys.executable]
    return {
        "mypy": [str(tools / "mypy"), "--strict", "--cache-dir", ".mypy_cache/packages", *sources],
        "pyright": [str(tools / "pyright"), "--warnings"],
        "ty": [str(tools / "ty"), "check", "--error-on-warning", *python, *roots, *sources],
    }


def main() -> int:
    """Run all; the slowest decides how long it takes."""
    runs = {
        name: subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        for name, command in commands().items()
    }
    failed = False
    for name, run in runs.items():
        output, _ = run.communicate()
        print(f"{name}: {output.strip().splitlines()[-1] if output.strip() else 'nothing to say'}")
        if run.returncode:
            failed = True
            print(output)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
