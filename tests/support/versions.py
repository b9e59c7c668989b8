"""Run the tests of what is generated on every other supported Python of this machine.

Looks for python3.11 to python3.14 on PATH and among pyenv's versions; each gets an environment of its own under
.specpress/venvs/, with the pinned dependencies. Prints what it ran and what it did not find. Versions given as arguments
are the only ones looked for.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SUPPORTED = ("3.11", "3.12", "3.13", "3.14")
TESTS = ("tests/runtime", "tests/wire", "tests/models", "tests/cases", "tests/packages")


def main() -> int:
    """Exit code 0 if the tests pass on each Python found."""
    here = f"{sys.version_info.major}.{sys.version_info.minor}"
    failed = []
    for version in sys.argv[1:] or SUPPORTED:
        if version == here:
            print(f"Python {version}: this is what make test runs")
            continue
        interpreter = find(version)
        if interpreter is None:
            print(f"Python {version}: not on this machine, not run")
            continue
        print(f"Python {version}: {' '.join(TESTS)}", flush=True)
        python = environment(version, interpreter)
        command = [
            python,
            "-m",
            "pytest",
            "-q",
            "-n",
            "auto",
            "-m",
            "not wheels and not checkers",
            *TESTS,
        ]
        if subprocess.run(command, cwd=ROOT, check=False).returncode:
            failed.append(version)
    if failed:
        print(f"failed on Python {', '.join(failed)}")
    return bool(failed)


def find(version: str) -> str | None:
    """An interpreter of that version that starts, or None."""
    pyenv = sorted((Path.home() / ".pyenv" / "versions").glob(f"{version}.*/bin/python3"))
    for candidate in (f"python{version}", *map(str, pyenv)):
        asked = [candidate, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]
        try:
            run = subprocess.run(asked, capture_output=True, text=True, check=False)
        except OSError:
            continue
        if run.stdout.strip() == version:
            return candidate
    return None


def environment(version: str, interpreter: str) -> Path:
    """The Python of an environment with the pinned dependencies, made anew when these change."""
    requirements = ROOT / "requirements.txt"
    stamp = hashlib.sha256(requirements.read_bytes()).hexdigest()
    folder = ROOT / ".specpress" / "venvs" / version
    python, ready = folder / "bin" / "python", folder / ".ready"
    if not (ready.is_file() and ready.read_text() == stamp):
        subprocess.run([interpreter, "-m", "venv", "--clear", folder], check=True)
        pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "--require-hashes", "-r", requirements], check=True)
        ready.write_text(stamp)
    return python


if __name__ == "__main__":
    sys.exit(main())
