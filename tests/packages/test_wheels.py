"""A built wheel of each package, alone in an empty environment; and the wire tests against the installed wheels."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = sorted(path.parent for path in ROOT.glob("generated/*/specpress.lock"))

pytestmark = [pytest.mark.wheels, pytest.mark.xdist_group("wheels")]


@pytest.fixture(scope="module")
def wheels(tmp_path_factory) -> dict[str, Path]:
    """The wheel of each package, built from a copy of what is committed."""
    folder = tmp_path_factory.mktemp("wheels")
    for package in PACKAGES:
        build = [
            sys.executable,
            "-m",
            "build",
            "--wheel",
            "--no-isolation",
            "--outdir",
            folder,
            package,
        ]
        subprocess.run(build, check=True, capture_output=True)
    return {path.name.split("-")[0]: path for path in folder.glob("*.whl")}


def environment(folder: Path, *requirements: str | Path) -> Path:
    """The Python of a new environment that holds these and what they need."""
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, *requirements], check=True)
    return python


def test_a_wheel_holds_the_package_and_nothing_else(wheels):
    assert sorted(wheels) == sorted(path.name.replace("-", "_") for path in PACKAGES)
    for name, wheel in wheels.items():
        held = set(zipfile.ZipFile(wheel).namelist())
        tops = {path.split("/")[0] for path in held}
        assert tops == {name, next(top for top in tops if top.endswith(".dist-info"))}
        assert {f"{name}/{own}" for own in ("py.typed", "openapi.yaml", "specpress.lock")} <= held
        assert not [path for path in held if "__pycache__" in path]


def test_the_same_tree_gives_the_same_wheel(wheels, tmp_path):
    for name, wheel in wheels.items():
        package = next(path for path in PACKAGES if path.name.replace("-", "_") == name)
        again = [
            sys.executable,
            "-m",
            "build",
            "--wheel",
            "--no-isolation",
            "--outdir",
            tmp_path,
            package,
        ]
        subprocess.run(again, check=True, capture_output=True)
        assert (tmp_path / wheel.name).read_bytes() == wheel.read_bytes()


@pytest.mark.parametrize("package", PACKAGES, ids=lambda path: path.name)
def test_each_imports_alone(wheels, package, tmp_path):
    name = package.name.replace("-", "_")
    python = environment(tmp_path / "alone", wheels[name])
    script = (
        f"import {name} as m; [getattr(m, x) for x in m.__all__]; print(m.__version__, m.__file__)"
    )
    done = subprocess.run(
        [python, "-I", "-c", script], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert str(tmp_path / "alone") in done.stdout
    subprocess.run([python, "-m", "pip", "check"], check=True, cwd=tmp_path)


def test_the_wire_holds_for_installed_wheels(wheels, tmp_path):
    python = environment(tmp_path / "both", "pytest", *wheels.values())
    command = [python, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/wire"]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "SPECPRESS_INSTALLED": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
