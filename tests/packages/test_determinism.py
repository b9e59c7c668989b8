"""The same input gives the same bytes, whatever surrounds it: packages, locks and client.yaml, file by file.

Each environment generates once, in a process and a project of its own, from one copy of the generator: a small API
whose names are not ASCII, one whose texts are not, and the real ones. The reference is an ordinary run.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CASE = ROOT / "tests/cases/non_ascii"
"""A small API; it has a module whose name is not ASCII, which no file system has where file names are ASCII."""
APIS = sorted(path.parent.name for path in ROOT.glob("specs/*/client.yaml"))
HERE = f"{sys.version_info.major}.{sys.version_info.minor}"
OTHERS = [version for version in ("3.11", "3.12", "3.13", "3.14") if version != HERE]
CLEARED = ("LC_ALL", "LC_CTYPE", "LANG", "LANGUAGE", "TZ", "PYTHONHASHSEED", "PYTHONUTF8", "CI")
TOOLS = """
import json, sys
import typer, yaml, pydantic, jsonschema, filelock
from generator.lock import tool_versions
print(json.dumps(["%d.%d" % sys.version_info[:2], tool_versions()]))
"""
ASCII = {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
"""Python as it is where nothing turns C into UTF-8: `open` without an encoding reads ASCII."""

pytestmark = pytest.mark.skipif(
    bool(os.environ.get("SPECPRESS_INSTALLED")), reason="there is no generator beside the wheels"
)


@dataclass(frozen=True)
class Around:
    """One environment. `folder` is where the project lies, `start` is where the command is typed."""

    environment: Mapping[str, str]
    folder: str = "project"
    start: str = "."
    python: str = sys.executable
    sources: str = "lf"
    without: str = "no API"
    prepare: Callable[[Path], object] = field(default=lambda root: None)


@pytest.fixture(scope="module")
def copies(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The generator with its templates and the specs, as one checkout with LF and one with CRLF."""
    root = tmp_path_factory.mktemp("copies")
    ignore = shutil.ignore_patterns("__pycache__", ".*")
    for name in ("generator", "templates"):
        shutil.copytree(ROOT / name, root / "lf" / name, ignore=ignore)
    for api in APIS:
        shutil.copytree(ROOT / "specs" / api, root / "lf/specs" / api)
    for api, tag in (("small", None), ("texts", "pets")):
        lay_out(root / "lf/specs" / api, api, tag)
    shutil.copytree(root / "lf", root / "crlf")
    for path in (root / "crlf").rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    return root


def lay_out(folder: Path, api: str, tag: str | None) -> None:
    """A copy of the small API as a package called `api`; with `tag`, all its operations have that one."""
    folder.mkdir()
    text, declaration = (
        (CASE / name).read_text("utf-8") for name in ("openapi.yaml", "client.yaml")
    )
    if tag:
        text = re.sub(r"(?m)^( +)tags: \[.*\]$", rf"\1tags: [{tag}]", text)
    assert not text.isascii()
    declaration = re.sub(r"(?m)^package: .*$", f"package: {api}", declaration)
    (folder / "openapi.yaml").write_bytes(text.encode())
    (folder / "client.yaml").write_bytes(declaration.encode())


def generated(copies: Path, root: Path, around: Around) -> dict[str, bytes]:
    """All that one environment makes, by path; a checkout with CRLF keeps its inputs as they are."""
    project = root / around.folder
    ignore = shutil.ignore_patterns(around.without)
    shutil.copytree(copies / around.sources / "specs", project / "specs", ignore=ignore)
    around.prepare(root)
    environment = {key: text for key, text in os.environ.items() if key not in CLEARED}
    environment |= {"PYTHONPATH": str(copies / around.sources), "PYTHONDONTWRITEBYTECODE": "1"}
    environment |= {key: text.format(root=root) for key, text in around.environment.items()}
    done = subprocess.run(
        [around.python, "-m", "generator", "generate"],
        cwd=project / around.start, env=environment, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    made = [*(project / "generated").rglob("*"), *(project / "specs").glob("*/client.yaml")]
    return {p.relative_to(project).as_posix(): p.read_bytes() for p in made if p.is_file()}


@pytest.fixture(scope="module")
def reference(copies: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    around = Around({"PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8", "TZ": "UTC"})
    made = generated(copies, tmp_path_factory.mktemp("reference"), around)
    assert sum(path.endswith("specpress.lock") for path in made) == len(APIS) + 2
    return made


def same(made: Mapping[str, bytes], reference: Mapping[str, bytes]) -> None:
    assert sorted(made) == sorted(reference)
    assert [path for path in made if made[path] != reference[path]] == []


def locked_home(root: Path) -> None:
    """No folder can be made in it, not even by root, whom no mode stops: it is below a file."""
    (root / "file").write_text("")


AROUND = {
    "another hash seed, another folder": Around(
        {"PYTHONHASHSEED": "2"}, folder="elsewhere/with a space/ä", start="specs/small"
    ),
    "LC_ALL=C, a time zone in the east": Around(
        {"PYTHONHASHSEED": "3", "LC_ALL": "C", "TZ": "Pacific/Kiritimati", **ASCII},
        without="small",
    ),
    "LC_ALL=POSIX, a time zone in the west": Around(
        {"PYTHONHASHSEED": "random", "LC_ALL": "POSIX", "TZ": "EST+12"}
    ),
    "LANG=C, HOME is read-only": Around(
        {"LANG": "C", "HOME": "{root}/file/home", "XDG_CACHE_HOME": "{root}/file/cache", **ASCII},
        without="small",
        prepare=locked_home,
    ),
}


@pytest.mark.parametrize("name", AROUND)
def test_the_environment_changes_nothing(
    copies: Path, reference: dict[str, bytes], tmp_path: Path, name: str
) -> None:
    around = AROUND[name]
    wanted = {p: data for p, data in reference.items() if p.split("/")[1] != around.without}
    same(generated(copies, tmp_path, around), wanted)


def test_a_checkout_with_crlf_changes_nothing(
    copies: Path, reference: dict[str, bytes], tmp_path: Path
) -> None:
    """Of specs, templates and the generator itself, whose runtime is copied: the locks are the same too."""
    assert b"\r\n" in (copies / "crlf/generator/runtime/flow.py").read_bytes()
    assert list((copies / "crlf/templates").rglob("*.jinja"))
    made = generated(copies, tmp_path, Around({}, sources="crlf"))
    packages = {path: data for path, data in made.items() if path.startswith("generated/")}
    same(packages, {path: reference[path] for path in reference if path.startswith("generated/")})
    assert not [path for path, data in packages.items() if b"\r" in data]


def other_python(version: str, copies: Path) -> str:
    """The interpreter of an environment that `make test-versions` or `make setup` made; skips if there is none."""
    homes = (ROOT / ".specpress/venvs" / version, ROOT / ".venv")
    environment = {**os.environ, "PYTHONPATH": str(copies / "lf"), "PYTHONDONTWRITEBYTECODE": "1"}
    reasons = []
    here = asked(sys.executable, environment)
    for home in homes:
        python = str(home / "bin/python")
        shown = home.relative_to(ROOT).as_posix()
        if not Path(python).exists():
            reasons.append(f"no {shown} (make test-versions makes it)")
        elif (there := asked(python, environment)) is None:
            reasons.append(f"{shown} lacks a dependency (make test-versions renews it)")
        elif not there.startswith(f'["{version}"'):
            continue
        elif there.partition(",")[2] != (here or "").partition(",")[2]:
            reasons.append(f"{shown} has other versions of the tools")
        else:
            return python
    pytest.skip(f"not run on Python {version}: {'; '.join(reasons) or 'not on this machine'}")


def asked(python: str, environment: Mapping[str, str]) -> str | None:
    done = subprocess.run(
        [python, "-c", TOOLS], env=environment, capture_output=True, text=True, check=False
    )
    return done.stdout.strip() if done.returncode == 0 else None


@pytest.mark.parametrize("version", OTHERS)
def test_another_python_changes_nothing(
    copies: Path, reference: dict[str, bytes], tmp_path: Path, version: str
) -> None:
    python = other_python(version, copies)
    same(generated(copies, tmp_path, Around({}, python=python)), reference)
